/**
 * A mixed-integer linear program: minimise cost · x + offset with rowLower ≤ A x ≤ rowUpper and columnLower ≤ x ≤ columnUpper.
 * The matrix is stored by rows: row i has the entries rowStarts[i] … rowStarts[i + 1] − 1 of `indices` (columns) and
 * `values`. Infinite bounds are ±Infinity. Plain arrays of numbers, so that a model travels to another thread as it is.
 */
export interface MixedIntegerModel {
  readonly columnCost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  /** 1 where the column has to be a whole number. */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly rowStarts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly offset: number;
}

/** When a solve stops. Gaps and nodes give the same answer on every machine; seconds are the safety net. */
export interface SolveLimits {
  /** Stop when (cost − bound) / |cost| is no larger. */
  readonly relativeGap?: number | undefined;
  /** Stop when cost − bound is no larger. */
  readonly absoluteGap?: number | undefined;
  readonly nodes?: number | undefined;
  readonly seconds?: number | undefined;
  /** True = forget that columns are whole numbers. */
  readonly relaxed?: boolean | undefined;
  /** A known solution to begin from. */
  readonly start?: Float64Array | undefined;
}

/**
 * How a solve ended: `optimal` within the gaps asked for, `limit` reached with what was found until then, `infeasible`
 * (also unbounded), `memory` when the solver ran out of it, `failed` for anything else.
 */
export type SolveStatus = 'optimal' | 'limit' | 'infeasible' | 'memory' | 'failed';

export interface ModelSolution {
  readonly status: SolveStatus;
  /** Value of every column; undefined when no solution was found. */
  readonly values: Float64Array | undefined;
  /** Cost of the solution; Infinity when there is none. */
  readonly cost: number;
  /** Proved: no solution costs less. −Infinity when nothing is known. */
  readonly bound: number;
  readonly nodes: number;
  /** Seconds that the solver says it worked. */
  readonly seconds: number;
}

/** How a dive goes: see `linearDive`. */
export interface DiveLimits {
  /** For every column when it is made whole: 0 never, 1 first, 2 when no column of rank 1 is fractional, and so on. */
  readonly ranks: Uint8Array;
  /** Share of the fractional columns of a rank that is rounded up in one step; default 0.25. Less is slower and better. */
  readonly stepShare?: number | undefined;
  readonly seconds?: number | undefined;
}

/** What stands between the models and whoever solves them: in this thread, in another one, or in a test. */
export interface SolverPort {
  /** Solves one model; never rejects because of the model itself: the status tells. */
  solve(model: MixedIntegerModel, limits: SolveLimits): Promise<ModelSolution>;
  /** A good solution quickly: the linear bound, then rounding up step by step. The bound holds for the whole model. */
  dive(model: MixedIntegerModel, limits: DiveLimits): Promise<ModelSolution>;
}
