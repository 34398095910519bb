import { Worker } from 'node:worker_threads';
import { inProcessSolver } from '../scheduling/solver.ts';
import type { ModelSolution, SolverPort } from '../scheduling/solver-port.ts';
import type { SolverRequest, SolverResponse } from './solver-worker.ts';

/** A solver in a thread of its own, which can be stopped in the middle of a solve. */
export interface WorkerSolver extends SolverPort {
  /** Ends the thread for good: what is being solved, and whatever is asked later, comes back as `limit` with nothing found. */
  stop(): Promise<void>;
}

type Question = {
  readonly [Kind in SolverRequest['kind']]: Omit<Extract<SolverRequest, { kind: Kind }>, 'id'>;
}[SolverRequest['kind']];

interface Pending {
  readonly id: number;
  readonly finish: (solution: ModelSolution) => void;
}

const graceSeconds = 2;
const nothing = { values: undefined, cost: Infinity, bound: -Infinity, nodes: 0, seconds: 0 } as const;

/**
 * The solver behind one worker thread, started with the first model and used for all: the first solve of a thread pays for loading
 * the solver. The thread is ended by `stop`, when a solve does not keep its time limit, and when the solver's memory is exhausted;
 * the next model starts another. An idle thread does not keep the process alive. Run from sources, where threads have no compiler,
 * models are solved in this thread instead.
 *
 * Models are solved one after the other; ask for the next when the last has come back.
 */
export function workerSolver(): WorkerSolver {
  if (import.meta.url.endsWith('.ts')) return { ...inProcessSolver(), stop: () => Promise.resolve() };
  let worker: Worker | undefined;
  let pending: Pending | undefined;
  let count = 0;
  let stopped = false;
  const finish = (solution: ModelSolution): void => {
    const { finish: resolve } = pending ?? {};
    pending = undefined;
    worker?.unref();
    resolve?.(solution);
  };
  const end = async (status: ModelSolution['status'] = 'limit'): Promise<void> => {
    const ended = worker;
    worker = undefined;
    finish({ ...nothing, status });
    await ended?.terminate();
  };
  const start = (): Worker => {
    const started = new Worker(new URL('solver-worker.js', import.meta.url));
    started.on('message', ({ id, solution }: SolverResponse) => {
      if (started !== worker || id !== pending?.id) return;
      if (solution.status === 'memory') void end('memory');
      else finish(solution);
    });
    started.on('error', (error: NodeJS.ErrnoException) => {
      if (started !== worker) return;
      void end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failed');
    });
    return started;
  };
  const ask = (question: Question): Promise<ModelSolution> =>
    new Promise((resolve) => {
      if (stopped) {
        resolve({ ...nothing, status: 'limit' });
        return;
      }
      const { seconds } = question.limits;
      const id = count++;
      const deadline =
        seconds === undefined ? undefined : setTimeout(() => void end(), (seconds + graceSeconds) * 1000);
      pending = {
        id,
        finish: (solution) => {
          clearTimeout(deadline);
          resolve(solution);
        },
      };
      worker ??= start();
      worker.ref();
      const request: SolverRequest = { id, ...question };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
      worker.postMessage(request);
    });
  return {
    solve: (model, limits) => ask({ kind: 'solve', model, limits }),
    dive: (model, limits) => ask({ kind: 'dive', model, limits }),
    stop: () => {
      stopped = true;
      return end();
    },
  };
}
