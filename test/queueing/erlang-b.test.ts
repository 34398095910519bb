import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  erlangB,
  extendedErlangB,
  maximumFreshLoad,
  maximumLoadForBlocking,
  requiredLines,
} from '../../src/queueing/erlang-b.ts';
import { erlangBExact, toNumber } from './high-precision.ts';

const loads = fc.double({ min: 1e-6, max: 2000, noNaN: true });
const agentCounts = fc.integer({ min: 0, max: 2500 });

/**
 * The recursion of the definition, which is exact enough for doubles and shares nothing with the program's
 * way.
 */
function byRecursion(load: number, agents: number): number {
  let blocking = 1;
  for (let n = 1; n <= agents; n += 1) blocking = (load * blocking) / (n + load * blocking);
  return blocking;
}

/** 1/B = A·∫₀^∞ e^(−Ax)(1 + x)ⁿ dx by the midpoint rule in u = x/(1 + x), real n. */
function byIntegral(load: number, agents: number): number {
  const points = 400_000;
  let sum = 0;
  for (let i = 0; i < points; i += 1) {
    const u = (i + 0.5) / points;
    const x = u / (1 - u);
    sum += Math.exp(agents * Math.log1p(x) - load * x) / (1 - u) ** 2;
  }
  return points / (load * sum);
}

describe('erlangB', () => {
  test.each([
    [0.5, 1],
    [1, 2],
    [10, 5],
    [10, 16],
    [48, 50],
    [180, 200],
    [180, 120],
    [200, 300],
    [1000, 950],
    [1000, 1000],
    [1000, 1100],
    [2000, 2050],
  ])('%d erlangs on %d lines agrees with 150-digit arithmetic to 1e-12', (load, agents) => {
    const exact = toNumber(erlangBExact(load, agents));
    expect(Math.abs(erlangB(load, agents) / exact - 1)).toBeLessThan(1e-12);
  });

  test.each([
    [1e6, 1e6],
    [1e6, 1_002_000],
    [1e6, 990_000],
    [1e6, 3],
    [1e-6, 1],
    [1e-6, 4],
    [1e5, 100_500],
  ])('%d erlangs on %d lines agrees with the recursion', (load, agents) => {
    expect(Math.abs(erlangB(load, agents) / byRecursion(load, agents) - 1)).toBeLessThan(1e-11);
  });

  test.each([
    [0.3, 0.5],
    [2.5, 1.7],
    [7, 9.9],
    [7, 0.25],
    [40, 44.5],
    [40, 25.2],
  ])('real n: %d erlangs on %d lines agrees with the integral', (load, agents) => {
    expect(Math.abs(erlangB(load, agents) / byIntegral(load, agents) - 1)).toBeLessThan(1e-8);
  });

  test('underflows to 0, never to NaN', () => {
    expect(erlangB(1e-6, 200)).toBe(0);
    expect(erlangB(1, 1e6)).toBe(0);
  });

  test('edges: no lines block everything, no load is never blocked', () => {
    expect(erlangB(5, 0)).toBe(1);
    expect(erlangB(0, 3)).toBe(0);
    expect(erlangB(0, 0)).toBe(1);
  });

  test('real n continues the recursion 1/B(n) = 1 + n/A/B(n − 1)', () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 1, max: 2500, noNaN: true }), (load, agents) => {
        const below = erlangB(load, agents - 1);
        fc.pre(below > 1e-290);
        const expected = (load * below) / (agents + load * below);
        expect(Math.abs(erlangB(load, agents) / expected - 1)).toBeLessThan(1e-10);
      }),
    );
  });

  test('falls with each line and rises with load', () => {
    fc.assert(
      fc.property(loads, agentCounts, (load, agents) => {
        expect(erlangB(load, agents + 1)).toBeLessThanOrEqual(erlangB(load, agents));
        expect(erlangB(load * 1.01, agents)).toBeGreaterThanOrEqual(erlangB(load, agents) * (1 - 1e-12));
      }),
    );
  });

  test.each([NaN, -1, Infinity])('rejects a load of %d', (load) => {
    expect(() => erlangB(load, 3)).toThrow(RangeError);
    expect(() => erlangB(3, load)).toThrow(RangeError);
  });
});

describe('inverses of Erlang B', () => {
  test('requiredLines is the smallest count that meets the target', () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 1e-6, max: 0.9, noNaN: true }), (load, target) => {
        const lines = requiredLines(load, target);
        expect(erlangB(load, lines)).toBeLessThanOrEqual(target * (1 + 1e-12));
        if (lines > 0) expect(erlangB(load, lines - 1)).toBeGreaterThan(target * (1 - 1e-12));
      }),
    );
  });

  test('requiredLines at 1e6 erlangs and at the edges', () => {
    const lines = requiredLines(1e6, 0.01);
    expect(erlangB(1e6, lines)).toBeLessThanOrEqual(0.01);
    expect(erlangB(1e6, lines - 1)).toBeGreaterThan(0.01);
    expect(requiredLines(0, 0.01)).toBe(0);
    expect(requiredLines(5, 1)).toBe(0);
    expect(requiredLines(5, 0)).toBe(Infinity);
  });

  test('maximumLoadForBlocking undoes erlangB', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 1e-4, max: 0.9, noNaN: true }),
        (lines, target) => {
          const load = maximumLoadForBlocking(lines, target);
          expect(Math.abs(erlangB(load, lines) / target - 1)).toBeLessThan(1e-9);
        },
      ),
    );
  });
});

describe('extendedErlangB', () => {
  test('the total load satisfies its fixed point, and the inverse undoes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        (lines, blocking, retryFraction) => {
          const offeredLoad = maximumFreshLoad({ lines, blockingProbability: blocking, retryFraction });
          const result = extendedErlangB({ offeredLoad, lines, retryFraction });
          expect(result?.blockingProbability).toBeCloseTo(blocking, 8);
          const total = result?.totalOfferedLoad ?? NaN;
          const repeated = retryFraction * total * erlangB(total, lines);
          expect(Math.abs(total - offeredLoad - repeated)).toBeLessThan(1e-8 * total);
        },
      ),
    );
  });

  test('everybody retries and the load reaches the lines: no finite load', () => {
    expect(extendedErlangB({ offeredLoad: 10, lines: 10, retryFraction: 1 })).toBeUndefined();
    expect(
      extendedErlangB({ offeredLoad: 9, lines: 10, retryFraction: 1 })?.totalOfferedLoad,
    ).toBeGreaterThan(9);
  });
});
