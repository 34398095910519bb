import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { WorkerSolver } from '../../src/cli/solver-worker-host.ts';
import { modelBuilder } from '../../src/scheduling/model-builder.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import type { MixedIntegerModel } from '../../src/scheduling/solver-port.ts';
import { projectFolder } from '../source-files.ts';
import { builtProgram } from './program.ts';

async function startSolver(): Promise<WorkerSolver> {
  builtProgram();
  const address = pathToFileURL(path.join(projectFolder, 'dist/cli/solver-worker-host.js')).href;
  const host = (await import(/* @vite-ignore */ address)) as { readonly workerSolver: () => WorkerSolver };
  return host.workerSolver();
}

/** Fewest sets of three neighbours that cover a circle of points: a third of them. */
function circle(points: number): MixedIntegerModel {
  const builder = modelBuilder();
  const columns = Array.from({ length: points }, () => builder.column({ cost: 1, upper: 1, integer: true }));
  for (let point = 0; point < points; point++) {
    const near = [0, 1, 2].map((step): [number, number] => [columns[(point + step) % points] ?? 0, 1]);
    builder.row({ lower: 1 }, near);
  }
  return builder.build();
}

/** A market split: hours of branching for any solver. */
function endless(): MixedIntegerModel {
  const builder = modelBuilder();
  let seed = 7;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647);
  const columns = Array.from({ length: 50 }, () => builder.column({ upper: 1, integer: true }));
  for (let row = 0; row < 6; row++) {
    const weights = columns.map(() => random() % 100);
    const half = Math.floor(weights.reduce((sum, weight) => sum + weight, 0) / 2);
    const over = builder.column({ cost: 1 });
    const under = builder.column({ cost: 1 });
    const entries = columns.map((column, index): [number, number] => [column, weights[index] ?? 0]);
    builder.row({ lower: half, upper: half }, [...entries, [over, 1], [under, -1]]);
  }
  return builder.build();
}

const solvers: WorkerSolver[] = [];
afterAll(async () => {
  for (const solver of solvers) await solver.stop();
});

describe('the solver in a thread of its own', () => {
  it('says what the solver in this thread says, model after model', async () => {
    const solver = await startSolver();
    solvers.push(solver);
    for (const points of [7, 12, 30]) {
      const there = await solver.solve(circle(points), {});
      const here = await inProcessSolver().solve(circle(points), {});
      expect(there).toMatchObject({ status: 'optimal', cost: Math.ceil(points / 3), values: here.values });
    }
    const ranks = new Uint8Array(12).fill(1);
    expect(await solver.dive(circle(12), { ranks })).toMatchObject({ bound: expect.closeTo(4, 6) as number });
  });

  it('is stopped in the middle of a solve, and stays stopped', async () => {
    const solver = await startSolver();
    const solving = solver.solve(endless(), {});
    setTimeout(() => void solver.stop(), 1500);
    expect(await solving).toMatchObject({ status: 'limit', values: undefined });
    expect(await solver.solve(circle(7), {})).toMatchObject({ status: 'limit', values: undefined });
  });

  it('comes back with what was found when time is up', async () => {
    const solver = await startSolver();
    solvers.push(solver);
    const solution = await solver.solve(endless(), { seconds: 0.5 });
    expect(solution.status).toBe('limit');
    expect(solution.bound).toBeLessThanOrEqual(solution.cost);
    expect(await solver.solve(circle(7), {})).toMatchObject({ cost: 3 });
  });
});
