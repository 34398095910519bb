import { isOpenAt } from '../calendar/opening-hours.ts';
import type { Agent } from '../scheduling/agent.ts';
import { paidInWeek } from '../scheduling/roster-prices.ts';
import type { Plan, PlannedShift, Roster, TeamPlan } from './plan.ts';

/** Hours within which somebody at work can be asked to come earlier or stay. */
const reachSeconds = 3 * 3600;
const leastRoomSeconds = 3600;

function shiftsByAgent(roster: Roster): ReadonlyMap<string, readonly PlannedShift[]> {
  const shifts = new Map<string, PlannedShift[]>();
  for (const { agent, shift } of roster.assignments) shifts.set(agent, [...(shifts.get(agent) ?? []), shift]);
  return shifts;
}

function isAway(agent: Agent, day: number, secondOfDay: number): boolean {
  return agent.timeOff.some(
    ({ firstDay, lastDay, hours }) =>
      day >= firstDay &&
      day <= lastDay &&
      (hours === undefined || (secondOfDay >= hours.from && secondOfDay < hours.to)),
  );
}

/**
 * Agents of a team, by interval, who work that day, are free within three hours of their shift, and have an hour or more left in
 * their contract’s week.
 */
export function agentsWithHoursLeft(
  plan: Plan,
  team: TeamPlan,
  roster: Roster,
  agents: readonly Agent[],
): Float64Array {
  const { grid } = plan;
  const free = new Float64Array(grid.intervals.length);
  const shiftsOf = shiftsByAgent(roster);
  for (const agent of agents) {
    if (agent.team !== team.team) continue;
    const shifts = shiftsOf.get(agent.name) ?? [];
    const load = { agent, shiftOfDay: new Map(shifts.map((shift) => [shift.day, shift])) };
    for (const [interval, { start, seconds, day, secondOfDay }] of grid.intervals.entries()) {
      const shift = load.shiftOfDay.get(day);
      if (shift === undefined || team.requirement.open[interval] !== 1) continue;
      const isBefore = start + seconds <= shift.start && start >= shift.start - reachSeconds;
      const isAfter = start >= shift.end && start + seconds <= shift.end + reachSeconds;
      if (!isBefore && !isAfter) continue;
      const room = agent.contract.maximumSeconds - paidInWeek(load, day, grid.firstDay);
      if (room < leastRoomSeconds || isAway(agent, day, secondOfDay)) continue;
      if (agent.availability === undefined || isOpenAt(agent.availability, { day, secondOfDay }))
        free[interval] = (free[interval] ?? 0) + 1;
    }
  }
  return free;
}

/** Agents of one team, by interval, who are in a shift, not on a break, and have the skill for another team. */
export function skilledOnShift(
  wanted: string,
  lender: TeamPlan,
  roster: Roster,
  { agents, grid }: { readonly agents: readonly Agent[]; readonly grid: Plan['grid'] },
): Float64Array {
  const skilled = new Set(
    agents
      .filter(({ team, skills }) => team === lender.team && skills.includes(wanted))
      .map(({ name }) => name),
  );
  const own = roster.assignments.filter(
    ({ agent, shift }) => skilled.has(agent) && shift.team === lender.team,
  );
  return Float64Array.from(
    grid.intervals,
    ({ start, seconds }) =>
      own.filter(
        ({ shift }) =>
          shift.start <= start &&
          shift.end >= start + seconds &&
          !shift.breaks.some((pause) => pause.start < start + seconds && pause.end > start),
      ).length,
  );
}
