import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bias, coverage, intervalScore, mase, seasonalScale, wape } from '../../src/forecast/accuracy.ts';
import { normalDraw, uniforms } from './synthetic-series.ts';

describe('accuracy', () => {
  it('agrees with sums by hand', () => {
    const pairs = { expected: [8, 0, 5], actual: [10, 2, 4] };
    expect(wape(pairs)).toBeCloseTo(5 / 16, 12);
    expect(bias(pairs)).toBeCloseTo(-3 / 16, 12);
    expect(mase(pairs, 2)).toBeCloseTo(5 / 3 / 2, 12);
    expect(seasonalScale([1, 5, 4, 1, 9], 2)).toBeCloseTo((3 + 4 + 5) / 3, 12);
    expect(seasonalScale([1, 5, 4, 1, 9], 2, [1, 0, 1, 1, 1])).toBeCloseTo((3 + 5) / 2, 12);
  });

  it('says nothing where there is nothing to say', () => {
    const nothing = { expected: [1], actual: [0] };
    expect(wape(nothing)).toBeUndefined();
    expect(bias(nothing)).toBeUndefined();
    expect(mase(nothing, 0)).toBeUndefined();
    expect(coverage({ lower: [], upper: [], actual: [] })).toBeUndefined();
    expect(intervalScore({ lower: [], upper: [], actual: [] }, 0.8)).toBeUndefined();
    expect(seasonalScale([1, 2], 7)).toBe(0);
  });

  it('has an interval score that only the true quantiles minimise', () => {
    const uniform = uniforms(5);
    const actual = Array.from({ length: 20_000 }, () => normalDraw(uniform));
    const scoreOf = (halfWidth: number): number => {
      const upper = actual.map(() => halfWidth);
      return intervalScore({ lower: upper.map((value) => -value), upper, actual }, 0.8)!;
    };
    const best = scoreOf(1.2816);
    for (const other of [0.9, 1.1, 1.5, 1.9]) expect(scoreOf(other)).toBeGreaterThan(best);
    expect(
      coverage({ lower: actual.map(() => -1.2816), upper: actual.map(() => 1.2816), actual }),
    ).toBeCloseTo(0.8, 2);
  });

  it('does not depend on units where it says so', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.1, max: 50, noNaN: true }), (actual, factor) => {
        fc.pre(actual.some((value) => value > 1e-3));
        const expected = actual.map((value, index) => value + (index % 3) - 1);
        const scaled = {
          actual: actual.map((value) => factor * value),
          expected: expected.map((value) => factor * value),
        };
        expect(wape(scaled)).toBeCloseTo(wape({ actual, expected })!, 8);
        expect(bias(scaled)).toBeCloseTo(bias({ actual, expected })!, 8);
      }),
    );
  });
});
