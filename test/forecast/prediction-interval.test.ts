import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorModel, errorModels, type ErrorModel } from '../../src/forecast/error-model.ts';
import type { BaselineExpectation } from '../../src/forecast/forecast-model.ts';
import type { PastForecasts } from '../../src/forecast/past-forecasts.ts';
import { predictiveDistribution, sortedQuantile } from '../../src/forecast/prediction-interval.ts';
import { normalQuantile } from '../../src/numeric/normal-distribution.ts';
import { normalDraw, poissonDraw, uniforms } from './synthetic-series.ts';

interface Spreads {
  readonly week: number;
  readonly day: number;
  readonly own: number;
}

/** Past forecasts of `mean` contacts an interval, off by independent log-normal errors of weeks, days and intervals, and Poisson. */
function pastWith(
  spreads: Spreads,
  shape: { readonly seed: number; readonly weeks: number; readonly mean: number },
): PastForecasts {
  const uniform = uniforms(shape.seed);
  const slots = 24;
  const length = shape.weeks * 5 * slots;
  const past = {
    leadWeek: 1,
    expected: new Float64Array(length).fill(shape.mean),
    actual: new Float64Array(length),
    day: new Int32Array(length),
    origin: new Int32Array(length),
  };
  const error = (sd: number): number => sd * normalDraw(uniform) - sd ** 2 / 2;
  let index = 0;
  for (let week = 0; week < shape.weeks; week++) {
    const ofWeek = error(spreads.week);
    for (let day = 0; day < 5; day++) {
      const ofDay = error(spreads.day);
      for (let slot = 0; slot < slots; slot++) {
        past.day[index] = 7 * week + day;
        past.origin[index] = 7 * week;
        past.actual[index] = poissonDraw(uniform, shape.mean * Math.exp(ofWeek + ofDay + error(spreads.own)));
        index += 1;
      }
    }
  }
  return past;
}

const truth: Spreads = { week: 0.06, day: 0.08, own: 0.1 };

describe('errorModel', () => {
  it('finds what is common to weeks and days, and what is each interval’s own', () => {
    const model = errorModel(pastWith(truth, { seed: 1, weeks: 150, mean: 100 }));
    expect(Math.sqrt(model.weekVariance)).toBeCloseTo(0.06, 1.7);
    expect(Math.sqrt(model.dayVariance)).toBeCloseTo(0.08, 1.7);
    expect(Math.sqrt(model.ownVariance)).toBeCloseTo(0.1, 1.7);
    expect(Math.sqrt(model.intervalVariance)).toBeCloseTo(Math.hypot(0.06, 0.08, 0.1), 1.7);
    expect(sortedQuantile(model.residuals, 0.9)).toBeCloseTo(1.28, 0.7);
  });

  it('leaves pure counting noise to the Poisson part', () => {
    for (const mean of [1, 10, 200]) {
      const model = errorModel(pastWith({ week: 0, day: 0, own: 0 }, { seed: 2, weeks: 60, mean }));
      expect(model.weekVariance + model.dayVariance + model.ownVariance).toBeLessThan(
        mean === 1 ? 0.02 : 0.004,
      );
    }
  });

  it('is not widened by an outage or two', () => {
    const past = pastWith(truth, { seed: 3, weeks: 40, mean: 100 });
    const actual = past.actual.slice();
    actual.fill(0, 24 * 30, 24 * 31);
    actual.fill(500, 24 * 77, 24 * 77 + 12);
    const broken = errorModel({ ...past, actual });
    const whole = errorModel(past);
    const halfWidth = (model: ErrorModel): number =>
      sortedQuantile(model.residuals, 0.9) * Math.sqrt(100 + model.intervalVariance * 1e4 + 0.25);
    expect(halfWidth(broken) / halfWidth(whole)).toBeLessThan(1.1);
  });

  it('leans on its prior when there is nothing, and on the lead before when there is next to nothing', () => {
    const nothing: PastForecasts = {
      leadWeek: 2,
      expected: new Float64Array(0),
      actual: new Float64Array(0),
      day: new Int32Array(0),
      origin: new Int32Array(0),
    };
    const model = errorModel(nothing);
    expect(Math.sqrt(model.intervalVariance)).toBeCloseTo(0.15, 6);
    expect(model.residuals.length).toBeGreaterThan(0);
    const [first, second] = errorModels([
      pastWith({ week: 0.2, day: 0.2, own: 0.2 }, { seed: 4, weeks: 20, mean: 50 }),
      nothing,
    ]);
    expect(second).toEqual({ ...first, leadWeek: 2 });
  });
});

const slots = 24;
function forecastOf(mean: number, days: number, added?: Float64Array): BaselineExpectation {
  const expected = new Float64Array(days * slots).fill(mean);
  return { firstDay: 0, days, intervalsPerDay: slots, expected, addedRelativeSd: added };
}

const model = errorModel(pastWith(truth, { seed: 5, weeks: 80, mean: 100 }));

describe('predictiveDistribution', () => {
  it('holds the shares it claims, of intervals, days and weeks, on data it has not seen', () => {
    const fresh = pastWith(truth, { seed: 6, weeks: 400, mean: 100 });
    const distribution = predictiveDistribution(forecastOf(100, 5), [model]);
    const inside = (
      sums: readonly number[],
      quantile: (probability: number) => number,
      level: number,
    ): number => {
      const [low, high] = [quantile((1 - level) / 2), quantile((1 + level) / 2)];
      return sums.filter((value) => value >= low && value <= high).length / sums.length;
    };
    const sumsOf = (length: number): number[] =>
      Array.from({ length: fresh.actual.length / length }, (_, k) =>
        fresh.actual.subarray(k * length, (k + 1) * length).reduce((sum, value) => sum + value, 0),
      );
    for (const [length, tolerance] of [
      [1, 0.03],
      [24, 0.05],
      [120, 0.07],
    ] as const) {
      const quantile = (probability: number): number =>
        length === 1
          ? distribution.quantile({ index: 7, probability })
          : distribution.totalQuantile({ from: 0, to: length, probability });
      for (const level of [0.8, 0.95]) {
        expect(Math.abs(inside(sumsOf(length), quantile, level) - level)).toBeLessThan(tolerance);
      }
    }
  });

  it('adds campaigns: their mean, the spread of their size, and counting noise', () => {
    const none = predictiveDistribution(forecastOf(0, 1), [model]);
    // A log-normal size of mean 1000 and log-sd 0.4, and Poisson noise of 1000.
    const campaignContacts = 1000;
    const campaignVariance = campaignContacts ** 2 * Math.expm1(0.16);
    for (const probability of [0.1, 0.5, 0.9]) {
      const exact = Math.exp(Math.log(1000) - 0.08 + 0.4 * normalQuantile(probability));
      const quantile = none.quantile({ index: 0, probability, campaignContacts, campaignVariance });
      expect(Math.abs(quantile / exact - 1)).toBeLessThan(0.02);
    }
    const both = predictiveDistribution(forecastOf(100, 1), [model]);
    expect(both.quantile({ index: 0, probability: 0.5, campaignContacts: 40 })).toBeCloseTo(
      both.quantile({ index: 0, probability: 0.5 }) + 40,
      -0.5,
    );
    expect(
      both.quantile({ index: 0, probability: 0.9, campaignContacts: 40, campaignVariance: 900 }),
    ).toBeGreaterThan(both.quantile({ index: 0, probability: 0.9, campaignContacts: 40 }));
  });

  it('widens on days of which less is known', () => {
    const added = Float64Array.from([0, 0.5]);
    const distribution = predictiveDistribution(forecastOf(100, 2, added), [model]);
    const width = (index: number): number =>
      distribution.quantile({ index, probability: 0.9 }) - distribution.quantile({ index, probability: 0.1 });
    expect(width(30) / width(3)).toBeGreaterThan(2);
    const total = (from: number): number =>
      distribution.totalQuantile({ from, to: from + 24, probability: 0.9 });
    expect(total(24)).toBeGreaterThan(total(0));
  });

  it('uses each week’s own error model, from the end of the history on, and drifts on beyond the last', () => {
    const wide = { ...model, intervalVariance: 1 };
    const upper = (daysAhead: number, day: number, dayRelativeSd?: Float64Array): number =>
      predictiveDistribution({ ...forecastOf(100, 21), dayRelativeSd }, [model, wide], daysAhead).quantile({
        index: 24 * day,
        probability: 0.9,
      });
    expect(upper(0, 6)).toBeLessThan(upper(0, 7));
    expect(upper(1, 6)).toBe(upper(0, 7));
    expect(upper(0, 20)).toBe(upper(0, 7));
    const drifting = Float64Array.from({ length: 21 }, (_, day) => 0.02 * day);
    expect(upper(0, 20, drifting)).toBeGreaterThan(upper(0, 13, drifting));
    expect(upper(0, 13, drifting)).toBe(upper(0, 13));
  });

  it('never crosses and is never negative', () => {
    const cases = fc.record({
      mean: fc.constantFrom(0, 0.1, 1, 40, 1e5),
      campaignContacts: fc.constantFrom(0, 0.5, 30, 1e4),
      relative: fc.double({ min: 0, max: 3, noNaN: true }),
      low: fc.double({ min: 0.001, max: 0.998, noNaN: true }),
      step: fc.double({ min: 0, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(cases, ({ mean, campaignContacts, relative, low, step }) => {
        const distribution = predictiveDistribution(forecastOf(mean, 2), [model]);
        const campaignVariance = (relative * campaignContacts) ** 2;
        const high = Math.min(0.999, low + step);
        for (const quantile of [
          (probability: number) =>
            distribution.quantile({ index: 3, probability, campaignContacts, campaignVariance }),
          (probability: number) =>
            distribution.totalQuantile({ from: 0, to: 30, probability, campaignContacts, campaignVariance }),
        ]) {
          expect(quantile(low)).toBeGreaterThanOrEqual(0);
          expect(quantile(high)).toBeGreaterThanOrEqual(quantile(low));
        }
      }),
    );
  });
});
