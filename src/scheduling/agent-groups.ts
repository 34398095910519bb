import type { DayNumber } from '../calendar/local-date.ts';
import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { type Agent, guaranteedSeconds } from './agent.ts';
import { restAfterPreviousShift, standingHindrance } from './roster-eligibility.ts';
import type { ShiftCandidate } from './shift-candidates.ts';
import type { PlannedShift } from './shift-plan.ts';

/** Agents who are alike to a plan: the same contract and wage, free for the same shifts on every day. */
export interface AgentGroup {
  readonly agents: number;
  /** Paid seconds that each must be given in the week, and must not pass; shifts already promised are taken off. */
  readonly minimumSeconds: number;
  readonly maximumSeconds: number;
  /** Most days of each in the week. */
  readonly maximumDays: number;
  readonly costPerHour: number;
  /** By day of the grid the index of the class that they belong to; undefined on days off. */
  readonly classOfDay: readonly (number | undefined)[];
}

/** The shifts that some agents can work on one day. */
export interface AvailabilityClass {
  /** Day of the grid, 0 = the first. */
  readonly day: number;
  /** Numbers of the candidates. */
  readonly candidates: readonly number[];
}

/** The people of a team as a plan sees them. */
export interface AgentGroups {
  readonly groups: readonly AgentGroup[];
  readonly classes: readonly AvailabilityClass[];
}

/** Classes of one day beyond which the rarest are taken to be free all day: names decide what they can really work. */
const mostClassesOfDay = 10;

/** What of a contract is left in the week beside the shifts already promised. */
interface Remaining {
  readonly minimumSeconds: number;
  readonly maximumSeconds: number;
  readonly maximumDays: number;
  readonly fixedDays: ReadonlySet<DayNumber>;
}

function remainingOf(agent: Agent, grid: IntervalGrid, fixedShifts: readonly PlannedShift[]): Remaining {
  const fixed = agent.fixedShifts.filter(
    ({ day }) => day >= grid.firstDay && day < grid.firstDay + grid.days,
  );
  const paid = fixed.reduce((sum, promised) => {
    const { instant: start } = grid.timeZone.instantOf({ day: promised.day, secondOfDay: promised.start });
    const planned = fixedShifts.find((shift) => shift.day === promised.day && shift.start === start);
    return sum + (planned?.paidSeconds ?? promised.end - promised.start);
  }, 0);
  const { maximumSeconds, maximumDays } = agent.contract;
  return {
    minimumSeconds: Math.max(0, guaranteedSeconds(agent, grid.firstDay, grid.days) - paid),
    maximumSeconds: Math.max(0, maximumSeconds - paid),
    maximumDays: Math.max(0, Math.min(maximumDays, grid.days) - fixed.length),
    fixedDays: new Set(fixed.map(({ day }) => day)),
  };
}

/** The candidates of one day that an agent can work, as a text to compare, `-` for each that he cannot. */
function freeFor(
  agent: Agent,
  team: string,
  candidates: readonly ShiftCandidate[],
  numbers: readonly number[],
  grid: IntervalGrid,
): string {
  return numbers
    .map((number) => {
      const candidate = candidates[number];
      if (candidate === undefined) return '-';
      const { day, start, end, paidSeconds } = candidate;
      const shift = { team, day, start, end, paidSeconds, pattern: '', breaks: [], agents: 1 };
      const free =
        standingHindrance(agent, shift, grid.timeZone) === undefined &&
        restAfterPreviousShift(agent, start, grid.timeZone);
      return free ? '+' : '-';
    })
    .join('');
}

/** The classes of one day by what their agents are free for, the rarest united with those who are free for everything. */
function classNames(free: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const one of free) if (one.includes('+')) counts.set(one, (counts.get(one) ?? 0) + 1);
  const common = [...counts].sort((a, b) => b[1] - a[1]).slice(0, mostClassesOfDay);
  const kept = new Set(common.map(([name]) => name));
  return new Map([...counts.keys()].map((name) => [name, kept.has(name) ? name : name.replaceAll('-', '+')]));
}

/**
 * Groups the agents of a team, for one contract week, by what a plan needs to know of them. On a day with more than ten kinds of
 * availability the rarest count as free all day, so that a bound from the groups stays a bound; who can work what is decided again
 * when names are put on shifts.
 *
 * @param week.fixedShifts shifts already promised, as planned
 */
export function agentGroups(week: {
  readonly grid: IntervalGrid;
  readonly team: string;
  readonly agents: readonly Agent[];
  readonly candidates: readonly ShiftCandidate[];
  readonly fixedShifts: readonly PlannedShift[];
  readonly costPerHour: number;
}): AgentGroups {
  const { grid, team, agents, candidates, fixedShifts, costPerHour } = week;
  const remaining = agents.map((agent) => remainingOf(agent, grid, fixedShifts));
  const classes: AvailabilityClass[] = [];
  const classOfDay: (number | undefined)[][] = agents.map(() => []);
  for (let day = 0; day < grid.days; day++) {
    const date = grid.firstDay + day;
    const numbers = candidates.flatMap((candidate, number) => (candidate.day === date ? [number] : []));
    const free = agents.map((agent, index) =>
      remaining[index]?.fixedDays.has(date) === true ? '' : freeFor(agent, team, candidates, numbers, grid),
    );
    const names = classNames(free);
    const indexOf = new Map<string, number>();
    for (const name of new Set(names.values())) {
      indexOf.set(name, classes.length);
      classes.push({ day, candidates: numbers.filter((_, at) => name[at] === '+') });
    }
    for (const [index, own] of classOfDay.entries()) {
      const name = names.get(free[index] ?? '');
      own.push(name === undefined ? undefined : indexOf.get(name));
    }
  }
  const groups = new Map<string, AgentGroup>();
  for (const [index, agent] of agents.entries()) {
    const { minimumSeconds, maximumSeconds, maximumDays } = remaining[index] ?? agent.contract;
    const own = classOfDay[index] ?? [];
    const wage = agent.costPerHour ?? costPerHour;
    const key = [minimumSeconds, maximumSeconds, maximumDays, wage, ...own].join('/');
    groups.set(key, {
      agents: (groups.get(key)?.agents ?? 0) + 1,
      minimumSeconds,
      maximumSeconds,
      maximumDays,
      costPerHour: wage,
      classOfDay: own,
    });
  }
  return { groups: [...groups.values()], classes };
}
