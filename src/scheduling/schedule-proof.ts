/**
 * How good a schedule is known to be. `optimal`: within the gap asked for. `limit`: nodes or time ran out before, the gap says how
 * much might still be saved. `none`: the solver came back with nothing for some part, which is then a greedy cover.
 */
export interface ScheduleProof {
  readonly status: 'optimal' | 'limit' | 'none';
  /** What was minimised: wages plus the price of missing agents, counted from the shifts themselves. */
  readonly objective: number;
  /** Proved: no schedule has a smaller objective. */
  readonly bound: number;
  /** (objective − bound) / objective; 0 for an empty schedule, 1 when nothing is proved. */
  readonly gapFraction: number;
  /** The gap that was asked for. */
  readonly requestedGapFraction: number;
  /** Seconds the solver worked. */
  readonly seconds: number;
  readonly nodes: number;
  /** Parts that were solved one by one. */
  readonly parts: number;
  /** True when the solver ran out of memory in some part. */
  readonly outOfMemory: boolean;
}

/**
 * Share of an objective that is not proved to be needed.
 *
 * @example gapFraction(103, 100) // => 0.0291…
 * @example gapFraction(0, 0) // => 0
 */
export function gapFraction(objective: number, bound: number): number {
  if (objective <= bound + 1e-9) return 0;
  if (!Number.isFinite(objective) || !Number.isFinite(bound)) return 1;
  return Math.min(1, (objective - Math.max(0, bound)) / objective);
}

/** A part of a schedule, solved. */
export interface SolvedPart {
  readonly objective: number;
  readonly bound: number;
  readonly seconds: number;
  readonly nodes: number;
  readonly outOfMemory: boolean;
  /** False when the solver came back with nothing. */
  readonly found: boolean;
}

/**
 * The proof of a schedule from its parts: objectives and bounds add up.
 *
 * @param fixedPrice price of missing agents that no shift could help
 */
export function scheduleProof(
  solved: {
    readonly stretches: readonly SolvedPart[];
    readonly relativeGap: number;
  },
  fixedPrice: number,
): ScheduleProof {
  const { stretches, relativeGap } = solved;
  let objective = fixedPrice;
  let bound = fixedPrice;
  let seconds = 0;
  let nodes = 0;
  for (const stretch of stretches) {
    objective += stretch.objective;
    bound += stretch.bound;
    seconds += stretch.seconds;
    nodes += stretch.nodes;
  }
  const gap = gapFraction(objective, bound);
  const missing = stretches.some(({ found }) => !found);
  return {
    status: missing ? 'none' : gap <= relativeGap + 1e-9 ? 'optimal' : 'limit',
    objective,
    bound,
    gapFraction: gap,
    requestedGapFraction: relativeGap,
    seconds,
    nodes,
    parts: stretches.length,
    outOfMemory: stretches.some(({ outOfMemory }) => outOfMemory),
  };
}
