import { describe, expect, it } from 'vitest';
import { fitted, historyAt, madeChannel, start } from './made-channels.ts';
import { syntheticSeries, type SyntheticSeries } from './synthetic-series.ts';

const office = {
  firstDay: start,
  weeks: 34,
  intervalsPerDay: 48,
  hours: (weekday: number) => (weekday < 5 ? ([16, 40] as const) : undefined),
  dayTotal: 2000,
  weekdayFactors: [1.25, 1.05, 1, 0.98, 0.95, 0, 0],
  daySd: 0.05,
  slotSd: 0.05,
};

/** Forecast of the week over its true mean, less one. */
function biasOfWeek(made: SyntheticSeries, week: number): number {
  const { firstDay, intervalsPerDay } = made.series;
  const { expected } = fitted(historyAt(made, week)).forecast({
    firstDay: firstDay + 7 * week,
    days: 7,
  }).expectation;
  const truth = made.mean.subarray(7 * week * intervalsPerDay, 7 * (week + 1) * intervalsPerDay);
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  return sum(expected) / sum(truth) - 1;
}

const shifts = (made: SyntheticSeries, week: number): number[] =>
  fitted(historyAt(made, week))
    .anomalies.filter(({ kind }) => kind === 'level-shift')
    .map(({ day }) => day - start);

describe('level shifts', () => {
  it.each([1.35, 0.7])(
    'a lasting step to %f of the level is followed within two weeks and listed',
    (factor) => {
      for (const seed of [1, 2]) {
        const made = syntheticSeries({ seed, ...office, steps: [{ day: start + 7 * 20, factor }] });
        expect(Math.abs(biasOfWeek(made, 20))).toBeGreaterThan(0.2);
        expect(Math.abs(biasOfWeek(made, 22))).toBeLessThan(0.06);
        expect(Math.abs(biasOfWeek(made, 24))).toBeLessThan(0.05);
        expect(shifts(made, 24)).toEqual([140]);
        const shift = fitted(historyAt(made, 24)).anomalies.find(({ kind }) => kind === 'level-shift')!;
        expect(Math.abs(shift.observed! / shift.expected! / factor - 1)).toBeLessThan(0.08);
      }
    },
  );

  it('an outage is no step, and leaves the forecast where it was', () => {
    const whole = { seed: 3, ...office };
    const days = [0, 1, 2].map((day) => ({ day: start + 7 * 20 + day, from: 0, to: 48 }));
    const broken = syntheticSeries({ ...whole, outages: days });
    expect(shifts(broken, 21)).toEqual([]);
    expect(shifts(broken, 24)).toEqual([]);
    expect(Math.abs(biasOfWeek(broken, 21) - biasOfWeek(syntheticSeries(whole), 21))).toBeLessThan(0.02);
  });

  it('an odd week is no step', () => {
    const odd = syntheticSeries({
      seed: 4,
      ...office,
      steps: [
        { day: start + 7 * 20, factor: 0.6 },
        { day: start + 7 * 21, factor: 1 / 0.6 },
      ],
    });
    // While it is news it may be either: half of it is carried forward, with room for both, and said.
    const news = fitted(historyAt(odd, 21));
    expect(shifts(odd, 21)).toEqual([]);
    expect(news.notes.join()).toMatch(/at another level since 2023-05-22/);
    expect(biasOfWeek(odd, 21)).toBeGreaterThan(-0.3);
    expect(biasOfWeek(odd, 21)).toBeLessThan(-0.1);
    expect(Math.abs(biasOfWeek(odd, 23))).toBeLessThan(0.06);
  });

  it('is not seen in steady, wandering or seasonal channels of good data', () => {
    for (const seed of [5, 6, 7]) {
      const steady = syntheticSeries({ seed, ...office });
      for (const week of [12, 20, 34]) expect(shifts(steady, week)).toEqual([]);
    }
    expect(shifts(madeChannel('retail, two years, Christmas peak', 1), 100)).toEqual([]);
  });
});
