import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tautStringSteps } from '../../src/numeric/taut-string.ts';

const cumulative = (values: readonly number[]): number[] => {
  let sum = 0;
  return values.map((value) => (sum += value));
};

/** Smallest possible peak by brute force: over every window, what must be done in it at least ÷ its length. */
function leastPeak(lower: readonly number[], upper: readonly number[], end: number): number {
  let peak = 0;
  const lowerAt = (index: number): number => (index === lower.length - 1 ? end : (lower[index] ?? 0));
  const upperAt = (index: number): number =>
    index < 0 ? 0 : index === upper.length - 1 ? end : (upper[index] ?? 0);
  for (let from = -1; from < lower.length; from++) {
    for (let to = from + 1; to < lower.length; to++) {
      peak = Math.max(peak, (lowerAt(to) - upperAt(from)) / (to - from));
    }
  }
  return peak;
}

describe('tautStringSteps', () => {
  const problem = fc
    .array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 40 })
    .chain((work) => fc.record({ work: fc.constant(work), delay: fc.nat({ max: 8 }) }))
    .map(({ work, delay }) => {
      const upper = cumulative(work);
      const lower = upper.map((_, index) => upper[index - delay] ?? 0);
      return { upper, lower, end: upper.at(-1) ?? 0 };
    });

  it('stays between the curves, ends where it should and has the least possible peak', () => {
    fc.assert(
      fc.property(problem, ({ upper, lower, end }) => {
        const steps = tautStringSteps(lower, upper, end);
        const path = cumulative(steps);
        expect(steps).toHaveLength(upper.length);
        expect(path.at(-1)).toBeCloseTo(end, 6);
        for (const [index, height] of path.entries()) {
          if (index === path.length - 1) continue;
          expect(height).toBeGreaterThanOrEqual((lower[index] ?? 0) - 1e-9);
          expect(height).toBeLessThanOrEqual((upper[index] ?? 0) + 1e-9);
        }
        expect(Math.max(...steps)).toBeCloseTo(leastPeak(lower, upper, end), 6);
      }),
    );
  });
});
