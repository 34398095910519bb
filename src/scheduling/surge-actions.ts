import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { DayNumber } from '../calendar/local-date.ts';

/** What can be done about missing agents before anybody is hired. */
export type SurgeActionKind =
  | 'defer-callbacks'
  | 'move-breaks'
  | 'move-training'
  | 'lend'
  | 'extend-part-time'
  | 'overtime'
  | 'split-shift'
  | 'voluntary-time-off';

/** Something that can be done, and how much of it there is on one day. */
export interface SurgeOption {
  readonly kind: SurgeActionKind;
  /** Cost of one agent-hour gained; what it saves when negative. */
  readonly costPerHour: number;
  /** Most agents at once, per grid interval; 0 where it cannot be done. */
  readonly agents: ArrayLike<number>;
  /** Most agent-hours on one local day; undefined = no limit beyond `agents`. */
  readonly hoursPerDay?: number | undefined;
  /** Shortest stretch that one agent can be asked for, in intervals; default 1. Overtime of less than an hour is not worked. */
  readonly shortestIntervals?: number | undefined;
  /** Cost per agent asked, whatever the stretch (the way there and back of a split shift); default 0. */
  readonly costPerStretch?: number | undefined;
  /** The team it comes from, for lending. */
  readonly team?: string | undefined;
}

/** One thing to do: so many agents from one interval to another of a day. */
export interface SurgeAction {
  readonly kind: SurgeActionKind;
  readonly team?: string | undefined;
  readonly day: DayNumber;
  /** Grid intervals, the second one excluded. */
  readonly firstInterval: number;
  readonly endInterval: number;
  readonly agents: number;
  /** Agent-hours that fill what was missing; of `voluntary-time-off`, the hours sent home. */
  readonly hours: number;
  readonly cost: number;
}

export interface SurgePlan {
  /** In the order of time; cheapest first within an interval. */
  readonly actions: readonly SurgeAction[];
  /** Agents missing per grid interval before anything is done. */
  readonly missingAgents: Float64Array;
  /** Agents still missing per grid interval. */
  readonly uncoveredAgents: Float64Array;
  readonly coveredHours: number;
  readonly uncoveredHours: number;
  /** Cost of the actions; savings by voluntary time off are negative. */
  readonly cost: number;
}

interface Stretch {
  readonly option: SurgeOption;
  readonly first: number;
  readonly end: number;
  readonly gain: number;
  readonly cost: number;
}

/** Agents of an option that are not taken yet, by interval, and hours by day. */
interface Stock {
  readonly option: SurgeOption;
  readonly left: Float64Array;
  readonly hoursOfDay: Map<DayNumber, number>;
}

function hoursOf(grid: IntervalGrid, first: number, end: number): number {
  let seconds = 0;
  for (let index = first; index < end; index++) seconds += grid.intervals[index]?.seconds ?? 0;
  return seconds / 3600;
}

/** Grid intervals of one local day. */
interface DayRange {
  readonly day: DayNumber;
  readonly from: number;
  readonly to: number;
}

function daysOf(grid: IntervalGrid): DayRange[] {
  const days: DayRange[] = [];
  for (const [index, { day }] of grid.intervals.entries()) {
    const last = days.at(-1);
    if (last?.day === day) days[days.length - 1] = { ...last, to: index + 1 };
    else days.push({ day, from: index, to: index + 1 });
  }
  return days;
}

/** The stretches of a day in which one agent of an option would fill a gap, with the price of the hours they fill. */
function stretchesOf(
  grid: IntervalGrid,
  { day, from, to }: DayRange,
  { option, left, hoursOfDay }: Stock,
  missing: Float64Array,
): Stretch[] {
  const stretches: Stretch[] = [];
  const shortest = Math.max(1, option.shortestIntervals ?? 1);
  const hoursLeft = hoursOfDay.get(day) ?? option.hoursPerDay ?? Infinity;
  const isFree = option.costPerHour === 0 && (option.costPerStretch ?? 0) === 0;
  for (let first = from; first < to; first++) {
    let gain = 0;
    let hours = 0;
    for (let end = first + 1; end <= to && (left[end - 1] ?? 0) >= 1; end++) {
      const intervalHours = hoursOf(grid, end - 1, end);
      const need = Math.min(1, missing[end - 1] ?? 0);
      // What costs nothing goes no further than it is needed.
      if (need <= 0 && isFree && end - first > shortest) break;
      gain += need * intervalHours;
      hours += intervalHours;
      if (hours > hoursLeft + 1e-9) break;
      const length = end - first;
      // Longer than the shortest only from gap to gap: an end without a gap costs and fills nothing.
      const tight = length === shortest || (need > 0 && (missing[first] ?? 0) > 0);
      if (length < shortest || gain <= 0 || !tight) continue;
      stretches.push({
        option,
        first,
        end,
        gain,
        cost: hours * option.costPerHour + (option.costPerStretch ?? 0),
      });
    }
  }
  return stretches;
}

function cheaper(a: Stretch, b: Stretch): Stretch {
  const difference = a.cost / a.gain - b.cost / b.gain;
  if (Math.abs(difference) > 1e-9) return difference < 0 ? a : b;
  if (Math.abs(a.gain - b.gain) > 1e-9) return a.gain > b.gain ? a : b;
  return a.first <= b.first ? a : b;
}

function cheapestStretch(
  grid: IntervalGrid,
  range: DayRange,
  stocks: readonly Stock[],
  missing: Float64Array,
  uncoveredCostPerHour: number,
): { readonly stretch: Stretch; readonly stock: Stock } | undefined {
  let best: { readonly stretch: Stretch; readonly stock: Stock } | undefined;
  for (const stock of stocks) {
    for (const stretch of stretchesOf(grid, range, stock, missing)) {
      if (stretch.cost / stretch.gain >= uncoveredCostPerHour) continue;
      if (best === undefined || cheaper(stretch, best.stretch) === stretch) best = { stretch, stock };
    }
  }
  return best;
}

function take(grid: IntervalGrid, stretch: Stretch, stock: Stock, missing: Float64Array): void {
  const day = grid.intervals[stretch.first]?.day ?? 0;
  for (let index = stretch.first; index < stretch.end; index++) {
    missing[index] = Math.max(0, (missing[index] ?? 0) - 1);
    stock.left[index] = (stock.left[index] ?? 0) - 1;
  }
  const { hoursPerDay } = stretch.option;
  if (hoursPerDay === undefined) return;
  stock.hoursOfDay.set(
    day,
    (stock.hoursOfDay.get(day) ?? hoursPerDay) - hoursOf(grid, stretch.first, stretch.end),
  );
}

function merged(actions: readonly SurgeAction[]): SurgeAction[] {
  const byKey = new Map<string, SurgeAction>();
  for (const action of actions) {
    const key = `${action.kind}/${action.team ?? ''}/${action.firstInterval}/${action.endInterval}`;
    const known = byKey.get(key);
    byKey.set(
      key,
      known === undefined
        ? action
        : {
            ...known,
            agents: known.agents + action.agents,
            hours: known.hours + action.hours,
            cost: known.cost + action.cost,
          },
    );
  }
  return [...byKey.values()].sort(
    (a, b) => a.firstInterval - b.firstInterval || a.cost / a.hours - b.cost / b.hours,
  );
}

/** Hours that can be sent home: whole runs of the day with more agents than needed. */
function timeOff(grid: IntervalGrid, spareAgents: ArrayLike<number>, option: SurgeOption): SurgeAction[] {
  const spare = Float64Array.from(grid.intervals, (_, index) =>
    Math.floor(Math.min(spareAgents[index] ?? 0, option.agents[index] ?? 0) + 1e-9),
  );
  const shortest = Math.max(1, option.shortestIntervals ?? 1);
  const actions: SurgeAction[] = [];
  for (let first = 0; first < spare.length; first++) {
    while ((spare[first] ?? 0) >= 1) {
      const day = grid.intervals[first]?.day ?? 0;
      let end = first;
      while (end < spare.length && (spare[end] ?? 0) >= 1 && grid.intervals[end]?.day === day) end++;
      for (let index = first; index < end; index++) spare[index] = (spare[index] ?? 0) - 1;
      if (end - first < shortest) continue;
      const hours = hoursOf(grid, first, end);
      actions.push({
        kind: 'voluntary-time-off',
        day,
        firstInterval: first,
        endInterval: end,
        agents: 1,
        hours,
        cost: hours * option.costPerHour,
      });
    }
  }
  return actions;
}

/**
 * The cheapest things to do about missing agents: again and again the stretch of one agent whose filled hour costs least, as long
 * as it costs less than leaving it uncovered, until nothing is missing or nothing is left to do. Voluntary time off is offered
 * where there are more agents than needed; it saves wages and fills nothing.
 *
 * A greedy choice: each is the cheapest at its moment and limits of hours per day are kept, but a dearer first choice could in
 * rare cases leave a cheaper rest. Costs and what remains uncovered are always those of the actions listed.
 *
 * @param surge.missingAgents agents missing per grid interval; parts of an agent count as such
 * @param surge.spareAgents agents beyond the requirement, for voluntary time off
 * @param surge.uncoveredCostPerHour what a missing agent-hour costs; dearer actions are not proposed. Default: no limit.
 */
export function surgeActions(surge: {
  readonly grid: IntervalGrid;
  readonly missingAgents: ArrayLike<number>;
  readonly spareAgents?: ArrayLike<number> | undefined;
  readonly options: readonly SurgeOption[];
  readonly uncoveredCostPerHour?: number | undefined;
}): SurgePlan {
  const { grid, options, uncoveredCostPerHour = Infinity } = surge;
  const missing = Float64Array.from(grid.intervals, (_, index) =>
    Math.max(0, surge.missingAgents[index] ?? 0),
  );
  const filling = options.filter(({ kind }) => kind !== 'voluntary-time-off');
  const stocks = filling.map((option): Stock => ({
    option,
    left: Float64Array.from(grid.intervals, (_, index) => Math.floor((option.agents[index] ?? 0) + 1e-9)),
    hoursOfDay: new Map(),
  }));
  const actions: SurgeAction[] = [];
  const before = missing.reduce((sum, agents, index) => sum + agents * hoursOf(grid, index, index + 1), 0);
  for (const range of daysOf(grid)) {
    for (;;) {
      const best = cheapestStretch(grid, range, stocks, missing, uncoveredCostPerHour);
      if (best === undefined) break;
      const { stretch, stock } = best;
      take(grid, stretch, stock, missing);
      const { option, first, end, gain, cost } = stretch;
      actions.push({
        kind: option.kind,
        team: option.team,
        day: range.day,
        firstInterval: first,
        endInterval: end,
        agents: 1,
        hours: gain,
        cost,
      });
    }
  }
  for (const option of options) {
    if (option.kind === 'voluntary-time-off' && surge.spareAgents !== undefined)
      actions.push(...timeOff(grid, surge.spareAgents, option));
  }
  const uncoveredHours = missing.reduce(
    (sum, agents, index) => sum + agents * hoursOf(grid, index, index + 1),
    0,
  );
  return {
    actions: merged(actions),
    missingAgents: Float64Array.from(grid.intervals, (_, index) =>
      Math.max(0, surge.missingAgents[index] ?? 0),
    ),
    uncoveredAgents: missing,
    coveredHours: before - uncoveredHours,
    uncoveredHours,
    cost: actions.reduce((sum, { cost }) => sum + cost, 0),
  };
}
