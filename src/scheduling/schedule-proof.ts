import type { ModelSolution } from './solver-port.ts';

/**
 * How good a schedule is known to be. `optimal`: nothing costs less, up to the gap asked for. `limit`: time or nodes ran out, the
 * gap says how much might still be saved. `none`: no solution was found, or the solver failed (`memory` tells which).
 */
export interface ScheduleProof {
  readonly status: 'optimal' | 'limit' | 'none';
  /** What was minimised: wages plus the price of missing agents. */
  readonly objective: number;
  /** Proved: no schedule has a smaller objective. */
  readonly bound: number;
  /** (objective − bound) / objective; 0 for an empty schedule, 1 when nothing is proved. */
  readonly gapFraction: number;
  /** Seconds the solver worked. */
  readonly seconds: number;
  readonly nodes: number;
  /** Models that were solved. */
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

/** The proof of one solve. */
export function proofOf(solution: ModelSolution): ScheduleProof {
  const found = solution.values !== undefined;
  const objective = found ? solution.cost : Infinity;
  return {
    status: !found ? 'none' : solution.status === 'optimal' ? 'optimal' : 'limit',
    objective,
    bound: Math.min(solution.bound, objective),
    gapFraction: gapFraction(objective, solution.bound),
    seconds: solution.seconds,
    nodes: solution.nodes,
    parts: 1,
    outOfMemory: solution.status === 'memory',
  };
}

/** The proof of a schedule made of parts: objectives and bounds add up, the worst status holds. */
export function combineProofs(proofs: readonly ScheduleProof[]): ScheduleProof {
  const sum = (value: (proof: ScheduleProof) => number): number => proofs.reduce((total, proof) => total + value(proof), 0);
  const objective = sum((proof) => proof.objective);
  const bound = sum((proof) => proof.bound);
  const statuses = new Set(proofs.map((proof) => proof.status));
  return {
    status: statuses.has('none') ? 'none' : statuses.has('limit') ? 'limit' : 'optimal',
    objective,
    bound,
    gapFraction: gapFraction(objective, bound),
    seconds: sum((proof) => proof.seconds),
    nodes: sum((proof) => proof.nodes),
    parts: sum((proof) => proof.parts),
    outOfMemory: proofs.some((proof) => proof.outOfMemory),
  };
}
