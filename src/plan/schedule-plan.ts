import { weekdayOf } from '../calendar/local-date.ts';
import { agentContracts } from '../scheduling/agent-contracts.ts';
import type { Agent } from '../scheduling/agent.ts';
import { makeRoster } from '../scheduling/roster.ts';
import { scheduleUntilServed, type MissedInterval } from '../scheduling/schedule-until-served.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import { planShifts, type ShiftPlan, type ShiftPlanInput } from '../scheduling/shift-plan.ts';
import type { SolverPort } from '../scheduling/solver-port.ts';
import { planTours } from '../scheduling/tours.ts';
import type { TeamSettings } from '../settings/settings.ts';
import { deliveredService } from '../staffing/delivered-service.ts';
import { scheduledFor } from '../staffing/staff-team.ts';
import type { DeliveredService, Plan, TeamPlan } from './plan.ts';

/** Causes of shrinkage that a shift lays out itself. */
const breakCauses = new Set(['break', 'breaks', 'lunch', 'lunches', 'meal', 'meals']);

/**
 * Shrinkage that shifts have to cover on top of the agents on the channel: all causes but breaks and lunch, which the shifts lay out
 * themselves. 1 − Π(1 − s).
 *
 * @example coverShrinkageFraction({ holidays: 0.1, breaks: 0.08 }) // => 0.1
 */
export function coverShrinkageFraction(causes: Readonly<Record<string, number>>): number {
  const presence = Object.entries(causes)
    .filter(([cause]) => !breakCauses.has(cause.toLowerCase()))
    .reduce((product, [, share]) => product * (1 - share), 1);
  return Number((1 - presence).toPrecision(12));
}

export interface ScheduleOptions {
  readonly patterns: readonly ShiftPattern[];
  /** Named agents: their contracts make the shifts, their names go on them. */
  readonly agents: readonly Agent[] | undefined;
  readonly solver: SolverPort;
  /** Times that a plan which misses its target is raised and solved again. */
  readonly rounds: number;
  readonly relativeGap: number;
  readonly seconds: number;
}

/** What callers meet with the agents on shift, less the shrinkage that shifts do not lay out. */
function servedBy(
  plan: Plan,
  team: TeamPlan,
  scheduledAgents: Float64Array,
  shrinkage: number,
): DeliveredService | undefined {
  if (team.demand === undefined) return undefined;
  const agents = scheduledAgents.map((count) => Math.floor(count * (1 - shrinkage) + 1e-6));
  return deliveredService({
    pooled: team.demand,
    agents,
    intervalSeconds: plan.grid.intervalSeconds,
    open: team.requirement.open,
  });
}

/** Intervals that the plan’s own requirement meets and the agents on shift do not. */
function missedBy(team: TeamPlan, served: DeliveredService | undefined): readonly MissedInterval[] {
  const target = team.target?.serviceLevelFraction;
  if (served === undefined || target === undefined) return [];
  return [...team.requirement.open.keys()]
    .filter(
      (interval) =>
        team.requirement.open[interval] === 1 &&
        (team.requirement.expectedContacts[interval] ?? 0) >= 1 &&
        (served.serviceLevelFraction[interval] ?? 1) < target &&
        (team.required.serviceLevelFraction[interval] ?? 0) >= target,
    )
    .map((interval) => ({ interval }));
}

function shiftInput(plan: Plan, team: TeamPlan, shrinkage: number, options: ScheduleOptions): ShiftPlanInput {
  return {
    grid: plan.grid,
    team: team.team,
    requiredAgents: team.requirement.requiredAgents.map((agents) => scheduledFor(agents, shrinkage)),
    open: team.requirement.open,
    patterns: options.patterns,
    costs: { costPerHour: team.costPerHour ?? 1 },
    limits: { relativeGap: options.relativeGap, seconds: options.seconds / Math.max(1, plan.teams.length) },
  };
}

/** Days of the plan on which a pattern may start and the team is open: a week with a holiday has fewer than the contract says. */
function possibleDays(plan: Plan, team: TeamPlan, pattern: ShiftPattern): number {
  const days = new Set(
    plan.grid.intervals
      .filter(
        ({ day }, index) =>
          team.requirement.open[index] === 1 && (pattern.weekdays?.includes(weekdayOf(day)) ?? true),
      )
      .map(({ day }) => day),
  );
  return days.size;
}

/** Shifts by the contracts of named agents, and the agents on them; only for whole weeks, in which contracts count. */
async function namedShifts(
  plan: Plan,
  team: TeamPlan,
  input: ShiftPlanInput,
  options: ScheduleOptions,
): Promise<Pick<TeamPlan, 'shifts' | 'roster'> | undefined> {
  const agents = (options.agents ?? []).filter((agent) => agent.team === team.team);
  const contracts = agentContracts(team.team, agents, options.patterns).flatMap((contract) => {
    const daysPerWeek = Math.min(contract.daysPerWeek, possibleDays(plan, team, contract.pattern));
    return daysPerWeek === 0 ? [] : [{ ...contract, daysPerWeek }];
  });
  if (contracts.length === 0 || plan.grid.days !== 7) return undefined;
  const { patterns: _patterns, limits, ...rest } = input;
  const tours = await planTours(
    {
      ...rest,
      contracts,
      cyclic: false,
      limits: { relativeGap: limits?.relativeGap, seconds: limits?.seconds },
    },
    options.solver,
  );
  const able = (options.agents ?? []).filter(
    (agent) => agent.team === team.team || agent.skills.includes(team.team),
  );
  const roster = await makeRoster(
    { grid: plan.grid, shifts: tours.shifts, agents: able, seconds: limits?.seconds },
    options.solver,
  );
  return { shifts: tours, roster };
}

async function scheduleTeam(
  plan: Plan,
  team: TeamPlan,
  settings: TeamSettings,
  options: ScheduleOptions,
): Promise<TeamPlan> {
  const shrinkage = coverShrinkageFraction(settings.shrinkageCauses);
  const input = shiftInput(plan, team, shrinkage, options);
  const named = await namedShifts(plan, team, input, options);
  const withShifts = (shifts: ShiftPlan): TeamPlan => ({
    ...team,
    shifts,
    scheduled: servedBy(plan, team, shifts.scheduledAgents, shrinkage),
  });
  if (named?.shifts !== undefined) return { ...withShifts(named.shifts), roster: named.roster };
  if (options.rounds <= 1) return withShifts(await planShifts(input, options.solver));
  const served = await scheduleUntilServed(
    {
      input,
      verify: (agents) => missedBy(team, servedBy(plan, team, agents, shrinkage)),
      maximumRounds: options.rounds,
    },
    options.solver,
  );
  return withShifts(served.plan);
}

/**
 * Lays out shifts for every team of a plan: by the contracts of named agents for a whole week where there are any, else by the shift patterns. Always
 * comes back with a solution; what cannot be covered is listed in it. The time-dependent queue is solved once more with the agents on shift; where they miss a target that the
 * requirement meets, the requirement is raised and solved again.
 */
export async function schedulePlan(plan: Plan, options: ScheduleOptions): Promise<Plan> {
  const teams: TeamPlan[] = [];
  for (const team of plan.teams) {
    const settings = plan.settings.teams.find(({ name }) => name === team.team);
    teams.push(settings === undefined ? team : await scheduleTeam(plan, team, settings, options));
  }
  return { ...plan, teams };
}
