import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { PlannedShift } from './shift-plan.ts';

/** An interval with fewer agents than required. */
export interface UnmetInterval {
  /** Index in the grid. */
  readonly interval: number;
  readonly requiredAgents: number;
  /** Mean over the interval. */
  readonly scheduledAgents: number;
  readonly missingAgents: number;
}

/** What shifts cover of a requirement. */
export interface CoverageSummary {
  /** Agents in their shift and not on a break, mean over each grid interval. */
  readonly scheduledAgents: Float64Array;
  readonly unmet: readonly UnmetInterval[];
  readonly requiredAgentHours: number;
  readonly scheduledAgentHours: number;
  /** Agent-hours missing, and beyond what is required. */
  readonly underAgentHours: number;
  readonly overAgentHours: number;
}

interface Presence {
  readonly from: number;
  readonly to: number;
  readonly agents: number;
}

function presences(shifts: readonly PlannedShift[]): Presence[] {
  return shifts.flatMap(({ start, end, breaks, agents }) => [
    { from: start, to: end, agents },
    ...breaks.map((pause) => ({ from: pause.start, to: pause.end, agents: -agents })),
  ]);
}

/**
 * Agents on the channel in every grid interval: those in a shift less those on a break, weighted with the time they are there.
 *
 * @param cyclic true = what reaches over the grid's end comes back at its beginning
 */
export function agentsOnChannel(
  grid: IntervalGrid,
  shifts: readonly PlannedShift[],
  cyclic = false,
): Float64Array {
  const seconds = new Float64Array(grid.intervals.length);
  const origin = grid.intervals[0]?.start ?? 0;
  const last = grid.intervals.at(-1);
  const length = last === undefined ? 0 : last.start + last.seconds - origin;
  const turns = cyclic && length > 0 ? [-length, 0, length] : [0];
  const firstInterval = (instant: number): number => {
    let low = 0;
    let high = grid.intervals.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const interval = grid.intervals[middle];
      if (interval !== undefined && interval.start + interval.seconds <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (const { from, to, agents } of presences(shifts)) {
    for (const turn of turns) {
      for (let index = firstInterval(from + turn); index < seconds.length; index++) {
        const interval = grid.intervals[index];
        if (interval === undefined || interval.start >= to + turn) break;
        const overlap =
          Math.min(to + turn, interval.start + interval.seconds) - Math.max(from + turn, interval.start);
        seconds[index] = (seconds[index] ?? 0) + Math.max(0, overlap) * agents;
      }
    }
  }
  return seconds.map((value, index) => value / (grid.intervals[index]?.seconds ?? 1));
}

/** Compares what shifts cover with what is required, interval by interval. */
export function summariseCoverage(plan: {
  readonly grid: IntervalGrid;
  readonly shifts: readonly PlannedShift[];
  readonly requiredAgents: ArrayLike<number>;
  readonly cyclic?: boolean | undefined;
}): CoverageSummary {
  const { grid, shifts, requiredAgents, cyclic = false } = plan;
  const scheduledAgents = agentsOnChannel(grid, shifts, cyclic);
  const unmet: UnmetInterval[] = [];
  let requiredAgentHours = 0;
  let scheduledAgentHours = 0;
  let underAgentHours = 0;
  let overAgentHours = 0;
  for (const [index, interval] of grid.intervals.entries()) {
    const required = requiredAgents[index] ?? 0;
    const scheduled = scheduledAgents[index] ?? 0;
    const hours = interval.seconds / 3600;
    const missing = required - scheduled;
    requiredAgentHours += required * hours;
    scheduledAgentHours += scheduled * hours;
    underAgentHours += Math.max(0, missing) * hours;
    overAgentHours += Math.max(0, -missing) * hours;
    if (missing > 1e-6)
      unmet.push({
        interval: index,
        requiredAgents: required,
        scheduledAgents: scheduled,
        missingAgents: missing,
      });
  }
  return { scheduledAgents, unmet, requiredAgentHours, scheduledAgentHours, underAgentHours, overAgentHours };
}
