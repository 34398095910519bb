import { describe, expect, it } from 'vitest';
import { linearDive, type LinearSession } from '../../src/scheduling/linear-dive.ts';
import { modelBuilder } from '../../src/scheduling/model-builder.ts';
import { commonQuantum } from '../../src/scheduling/under-cover-costs.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import type { MixedIntegerModel } from '../../src/scheduling/solver-port.ts';

const solver = inProcessSolver();

/** Three things of which at most so many fit: the textbook knapsack 10x + 13y + 7z, 4x + 6y + 3z ≤ 11. */
function knapsack(): MixedIntegerModel {
  const builder = modelBuilder();
  const columns = [10, 13, 7].map((worth) => builder.column({ cost: -worth, upper: 1, integer: true }));
  builder.row(
    { upper: 11 },
    columns.map((column, index): [number, number] => [column, [4, 6, 3][index] ?? 0]),
  );
  return builder.build(5);
}

describe('inProcessSolver', () => {
  it('solves a knapsack, its relaxation, and from a known start', async () => {
    const whole = await solver.solve(knapsack(), {});
    expect(whole).toMatchObject({ status: 'optimal', cost: -18 });
    expect([...(whole.values ?? [])].map(Math.round)).toEqual([1, 1, 0]);
    expect(whole.bound).toBeCloseTo(-18, 6);
    const relaxed = await solver.solve(knapsack(), { relaxed: true });
    expect(relaxed.cost).toBeCloseTo(5 - 10 - 7 - (4 / 6) * 13, 9);
    expect(await solver.solve(knapsack(), { start: Float64Array.of(1, 0, 1) })).toMatchObject({ cost: -18 });
  });

  it('tells infeasible and unbounded models by their status', async () => {
    const impossible = modelBuilder();
    const x = impossible.column({ upper: 1, integer: true });
    impossible.row({ lower: 2 }, [[x, 1]]);
    expect(await solver.solve(impossible.build(), {})).toMatchObject({
      status: 'infeasible',
      values: undefined,
      cost: Infinity,
    });
    expect(await solver.dive(impossible.build(), { ranks: Uint8Array.of(1) })).toMatchObject({
      values: undefined,
    });
    const endless = modelBuilder();
    endless.column({ cost: -1 });
    expect((await solver.solve(endless.build(), {})).status).toBe('infeasible');
  });

  it('tells a model that makes no sense from one without solution', async () => {
    const model = knapsack();
    expect(await solver.solve({ ...model, indices: Int32Array.of(0, 1, 9) }, {})).toMatchObject({
      status: 'failed',
      values: undefined,
    });
    expect(await solver.solve(model, {})).toMatchObject({ cost: -18 });
  });

  it('dives to a whole solution with a bound below it', async () => {
    const builder = modelBuilder();
    const columns = Array.from({ length: 6 }, () => builder.column({ cost: 1, integer: true }));
    for (const [index, column] of columns.entries())
      builder.row({ lower: 1 }, [
        [column, 1],
        [columns[(index + 1) % 5] ?? 0, 1],
      ]);
    const dive = await solver.dive(builder.build(), { ranks: new Uint8Array(6).fill(1) });
    for (const value of dive.values ?? [NaN]) expect(value).toBeCloseTo(Math.round(value), 6);
    expect(dive.bound).toBeLessThanOrEqual(dive.cost);
  });
});

describe('linearDive', () => {
  /** Minimise x + y with x + y = 1.5 fixed bounds and an upper limit that forbids rounding both up. */
  function session(limit: number): LinearSession & { readonly lower: number[]; readonly upper: number[] } {
    const lower = [0, 0];
    const upper = [1, 1];
    return {
      lower,
      upper,
      solve() {
        const [a = 0, b = 0] = lower;
        if (a + b > limit || a > (upper[0] ?? 0) || b > (upper[1] ?? 0)) return undefined;
        const first = Math.min(upper[0] ?? 0, Math.max(a, a + b === 0 ? 0.5 : a));
        const second = Math.min(upper[1] ?? 0, Math.max(b, limit - first - 0.5));
        return { values: Float64Array.of(first, second), cost: first + second };
      },
      setBounds(column, bounds) {
        lower[column] = bounds.lower ?? 0;
        upper[column] = bounds.upper ?? 1;
      },
    };
  }

  it('rounds down what cannot go up', () => {
    const open = session(0.9);
    const dive = linearDive(open, Uint8Array.of(1, 1));
    expect(dive?.values.every((value) => Number.isInteger(value))).toBe(true);
    expect(open.upper[0]).toBe(0);
  });

  it('leaves columns without rank alone', () => {
    expect(linearDive(session(2), Uint8Array.of(0, 0))?.rounds).toBe(1);
  });
});

describe('commonQuantum', () => {
  it('is undefined for amounts that share none', () => {
    expect(commonQuantum([1 / 3, 1])).toBeUndefined();
    expect(commonQuantum([])).toBeUndefined();
    expect(commonQuantum([0.75, 2])).toBe(0.25);
  });
});
