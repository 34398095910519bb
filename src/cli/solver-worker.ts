import { parentPort } from 'node:worker_threads';
import { inProcessSolver } from '../scheduling/solver.ts';
import type { DiveLimits, MixedIntegerModel, ModelSolution, SolveLimits } from '../scheduling/solver-port.ts';

/** What the host asks of the thread. */
export type SolverRequest =
  | {
      readonly id: number;
      readonly kind: 'solve';
      readonly model: MixedIntegerModel;
      readonly limits: SolveLimits;
    }
  | {
      readonly id: number;
      readonly kind: 'dive';
      readonly model: MixedIntegerModel;
      readonly limits: DiveLimits;
    };

/** What the thread answers. */
export interface SolverResponse {
  readonly id: number;
  readonly solution: ModelSolution;
}

const solver = inProcessSolver();

parentPort?.on('message', (request: SolverRequest) => {
  const solving =
    request.kind === 'solve'
      ? solver.solve(request.model, request.limits)
      : solver.dive(request.model, request.limits);
  void solving.then((solution) => {
    const response: SolverResponse = { id: request.id, solution };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
    parentPort?.postMessage(response);
  });
});
