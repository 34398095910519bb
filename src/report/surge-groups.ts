import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { DeliveredService, Plan, SurgeAction, TeamPlan } from '../plan/plan.ts';

/** A stretch of a day in which agents are missing, and what can be done about it. */
export interface SurgeGroup {
  /** Grid intervals, the second one excluded. */
  readonly first: number;
  readonly end: number;
  /** Most agents missing at once before anything is done. */
  readonly missing: number;
  /** Fewest agents missing at once. */
  readonly leastMissing: number;
  /** Most agents missing at once after it; undefined where it is not known what can be done. */
  readonly uncovered: number | undefined;
  /** Least share answered in time with the agents there are; undefined where no queue was looked at. */
  readonly serviceLevelFraction: number | undefined;
  /** Those that are not listed with a stretch in which more are missing. */
  readonly actions: readonly SurgeAction[];
  /** A stretch in which more are missing and whose actions help here too. */
  readonly sharedWith: { readonly first: number; readonly end: number } | undefined;
}

/** Times of day of a stretch of intervals: `18:00–19:00`. @internal */
export function timesText(plan: Plan, first: number, end: number): string {
  const from = plan.grid.intervals[first];
  const last = plan.grid.intervals[end - 1];
  if (from === undefined || last === undefined) return '';
  const until = plan.grid.timeZone.localTimeOf(last.start + last.seconds).secondOfDay;
  return `${formatTimeOfDay(from.secondOfDay)}–${formatTimeOfDay(until === 0 ? 86_400 : until)}`;
}

/** A stretch of intervals of one day: `Tue 24 Nov 18:00–19:00`. @internal */
export function stretchText(plan: Plan, first: number, end: number): string {
  return `${friendlyDay(plan.grid.intervals[first]?.day ?? 0)} ${timesText(plan, first, end)}`;
}

/** Runs of intervals of one day with a value above zero, peaks of at least twice the rest by themselves. */
function missingRuns(plan: Plan, missing: Float64Array): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (let first = 0; first < missing.length; first++) {
    if (!((missing[first] ?? 0) > 0)) continue;
    const { day } = plan.grid.intervals[first] ?? {};
    let end = first + 1;
    while (end < missing.length && (missing[end] ?? 0) > 0 && plan.grid.intervals[end]?.day === day) end++;
    const half = Math.max(...missing.slice(first, end)) / 2;
    for (let from = first; from < end;) {
      const isPeak = (interval: number): boolean => half > 1 && (missing[interval] ?? 0) >= half;
      let to = from + 1;
      while (to < end && isPeak(to) === isPeak(from)) to++;
      runs.push([from, to]);
      from = to;
    }
    first = end - 1;
  }
  return runs;
}

function leastServed(served: DeliveredService | undefined, first: number, end: number): number | undefined {
  return served && Math.min(...served.serviceLevelFraction.slice(first, end));
}

/**
 * True where what can be done is about the shifts. Shift patterns take as many people as they need: with a number of agents
 * there are, it is about that number instead.
 */
export function surgesAreOfShifts({ scheduling, availableAgents }: TeamPlan): boolean {
  return scheduling !== undefined && (scheduling.by !== 'patterns' || availableAgents === undefined);
}

/** The stretches in which agents are missing, with what can be done, in the order of time. Voluntary time off is not among them. */
export function surgeGroups(plan: Plan, team: TeamPlan): readonly SurgeGroup[] {
  const { surgeActions } = team;
  if (surgeActions === undefined) return [];
  const { missingAgents, uncoveredAgents, actions } = surgeActions;
  const served = surgesAreOfShifts(team) ? team.scheduled : team.available;
  const listedWith = new Map<SurgeAction, SurgeGroup>();
  const groups = missingRuns(plan, missingAgents).map(([first, end]) => ({
    first,
    end,
    missing: Math.max(...missingAgents.slice(first, end)),
    leastMissing: Math.min(...missingAgents.slice(first, end)),
    uncovered: Math.max(...uncoveredAgents.slice(first, end)),
    serviceLevelFraction: leastServed(served, first, end),
  }));
  return groups
    .toSorted((a, b) => b.missing - a.missing || a.first - b.first)
    .map((group): SurgeGroup => {
      const here = actions.filter(
        ({ kind, firstInterval, endInterval }) =>
          kind !== 'voluntary-time-off' && firstInterval < group.end && endInterval > group.first,
      );
      const own = here.filter((action) => !listedWith.has(action));
      const [sharedWith] = here.flatMap((action) => listedWith.get(action) ?? []);
      const full: SurgeGroup = { ...group, actions: own, sharedWith };
      for (const action of own) listedWith.set(action, full);
      return full;
    })
    .toSorted((a, b) => a.first - b.first);
}

/**
 * The stretches in which shifts are below what they had to cover and no list of {@link surgeGroups} says so: all of them where that list is
 * about other agents than those on shift.
 */
export function unmetGroups(plan: Plan, team: TeamPlan): readonly SurgeGroup[] {
  const missing = new Float64Array(plan.grid.intervals.length);
  const listed = surgesAreOfShifts(team) ? team.surgeActions?.missingAgents : undefined;
  for (const { interval, missingAgents } of team.shifts?.unmet ?? []) {
    const isListed = listed !== undefined && ((listed[interval] ?? 0) > 0 || missingAgents < 0.5);
    if (!isListed && missingAgents >= 0.05) missing[interval] = missingAgents;
  }
  return missingRuns(plan, missing).map(([first, end]) => ({
    first,
    end,
    missing: Math.max(...missing.slice(first, end)),
    leastMissing: Math.min(...missing.slice(first, end)),
    uncovered: undefined,
    serviceLevelFraction: leastServed(team.scheduled, first, end),
    actions: [],
    sharedWith: undefined,
  }));
}
