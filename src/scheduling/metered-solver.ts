import type { SolverPort } from './solver-port.ts';

/** A solver that knows how long it has worked. */
export interface MeteredSolver extends SolverPort {
  /** Seconds of all models so far. */
  readonly usedSeconds: () => number;
}

/** Counts the seconds of a solver, so that what one part of a plan does not use the next may have. */
export function meteredSolver(solver: SolverPort): MeteredSolver {
  let used = 0;
  return {
    usedSeconds: () => used,
    async solve(model, limits) {
      const solution = await solver.solve(model, limits);
      used += solution.seconds;
      return solution;
    },
    async dive(model, limits) {
      const solution = await solver.dive(model, limits);
      used += solution.seconds;
      return solution;
    },
  };
}
