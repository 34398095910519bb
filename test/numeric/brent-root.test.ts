import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brentRoot } from '../../src/numeric/brent-root.ts';
import { harmonicDifference } from '../../src/numeric/harmonic-difference.ts';

describe('brentRoot', () => {
  test.each([
    ['a line', (x: number) => x - 0.3, 0, 1, 0.3],
    ['a cubic, flat at its root', (x: number) => (x - 0.4) ** 3, 0, 1, 0.4],
    ['an exponential', (x: number) => Math.exp(-x) - 1e-6, 0, 100, Math.log(1e6)],
    ['a step', (x: number) => (x < 0.7 ? -1 : 1), 0, 1, 0.7],
    ['ends the other way round', (x: number) => x * x - 2, 2, 0, Math.SQRT2],
  ] as const)('finds the root of %s', (_, f, from, to, root) => {
    expect(brentRoot(f, from, to)).toBeCloseTo(root, 4);
  });

  test('full accuracy on smooth functions, with few calls', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), (root) => {
        let calls = 0;
        const found = brentRoot(
          (x) => {
            calls += 1;
            return Math.log1p(x) - Math.log1p(root);
          },
          0,
          100,
        );
        expect(Math.abs(found / root - 1)).toBeLessThan(1e-13);
        expect(calls).toBeLessThan(40);
      }),
    );
  });

  test('without a change of sign it gives the end nearer to 0', () => {
    expect(brentRoot((x) => x + 1, 0, 5)).toBe(0);
    expect(brentRoot((x) => x - 9, 0, 5)).toBe(5);
  });
});

describe('harmonicDifference', () => {
  test('is the plain sum, real x included', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.integer({ min: 0, max: 2000 }), (x, m) => {
        let sum = 0;
        for (let j = 1; j <= m; j += 1) sum += 1 / (x + j);
        expect(Math.abs(harmonicDifference(x, m) - sum)).toBeLessThanOrEqual(1e-13 * (1 + sum));
      }),
    );
  });

  test('1/(x + 1) + … over a million terms is the logarithm and the Euler constant', () => {
    expect(harmonicDifference(0, 1e9)).toBeCloseTo(Math.log(1e9) + 0.577_215_664_901_532_9 + 0.5e-9, 12);
  });
});
