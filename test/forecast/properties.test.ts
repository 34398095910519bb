import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpecialDay } from '../../src/calendar/special-days.ts';
import { fitBaseline, type BaselineForecast } from '../../src/forecast/fit-baseline.ts';
import type { BaselineHistory } from '../../src/forecast/forecast-model.ts';
import { seasonalNaive } from '../../src/forecast/seasonal-naive.ts';
import { plainAverage } from '../../src/forecast/plain-average.ts';
import { seriesBefore, type ContactSeries } from '../../src/history/contact-series.ts';
import { fitted, historyAt, madeChannel, start } from './made-channels.ts';
import { syntheticSeries } from './synthetic-series.ts';

/** The Gregorian calendar repeats after 400 years, and those are whole weeks. */
const fourCenturies = 146_097;

const shifted = (series: ContactSeries, days: number): ContactSeries => ({
  ...series,
  firstDay: series.firstDay + days,
});
const movedDays = (days: readonly SpecialDay[], by: number): SpecialDay[] =>
  days.map((day) => ({ ...day, firstDay: day.firstDay + by, lastDay: day.lastDay + by }));

function forecastOf(history: BaselineHistory, days = 28): BaselineForecast {
  const { firstDay, days: past } = history.series;
  return fitted(history).forecast({ firstDay: firstDay + past, days });
}

/** Largest difference over the mean of the first. */
function relativeDifference(a: Float64Array, b: Float64Array): number {
  const mean = a.reduce((sum, value) => sum + value, 0) / a.length;
  return Math.max(...a.map((value, index) => Math.abs(value - b[index]!))) / mean;
}

const office = {
  firstDay: start,
  weeks: 20,
  intervalsPerDay: 24,
  hours: (weekday: number) => (weekday < 5 ? ([8, 20] as const) : undefined),
  dayTotal: 3000,
  weekdayFactors: [1.25, 1.05, 1, 0.98, 0.95, 0, 0],
  daySd: 0.05,
  slotSd: 0.05,
};

describe('every forecast', () => {
  it('knows nothing of the days from the origin on', () => {
    for (const name of ['level shift and outages', 'sparse, around the clock, holidays'] as const) {
      const made = madeChannel(name, 3);
      const origin = made.series.firstDay + 7 * 26;
      const length = 7 * 26 * made.series.intervalsPerDay;
      const contacts = made.series.contacts.slice();
      const observed = made.series.observed.slice();
      for (let index = length; index < contacts.length; index++) {
        contacts[index] = (index * 7919) % 5000;
        observed[index] = index % 3 === 0 ? 0 : 1;
      }
      const scrambled = { ...made.series, contacts, observed };
      const before = forecastOf({ series: seriesBefore(made.series, origin), specialDays: made.specialDays });
      const after = forecastOf({ series: seriesBefore(scrambled, origin), specialDays: made.specialDays });
      expect(after.expectation.expected).toEqual(before.expectation.expected);
      expect(after.upper95).toEqual(before.upper95);
    }
  });

  it('moves with its history by whole weeks: exactly where the calendar repeats, nearly elsewhere', () => {
    const made = madeChannel('retail, two years, Christmas peak', 2);
    const history = historyAt(made, 70);
    const far = {
      series: shifted(history.series, fourCenturies),
      specialDays: movedDays(history.specialDays, fourCenturies),
    };
    expect(
      relativeDifference(forecastOf(history).expectation.expected, forecastOf(far).expectation.expected),
    ).toBeLessThan(1e-9);
    const steady = { series: syntheticSeries({ seed: 1, ...office }).series, specialDays: [] };
    const later = { ...steady, series: shifted(steady.series, 7 * 9) };
    expect(
      relativeDifference(forecastOf(steady).expectation.expected, forecastOf(later).expectation.expected),
    ).toBeLessThan(0.1);
    for (const model of [plainAverage, seasonalNaive]) {
      const { firstDay, days } = steady.series;
      const here = model.fit(steady).forecast({ firstDay: firstDay + days, days: 14 });
      const there = model.fit(later).forecast({ firstDay: firstDay + days + 63, days: 14 });
      expect(there.expected).toEqual(here.expected);
    }
  });

  it('scales with its history', () => {
    const { series } = syntheticSeries({ seed: 2, ...office });
    const tripled = { ...series, contacts: series.contacts.map((value) => 3 * value) };
    const once = forecastOf({ series, specialDays: [] });
    const thrice = forecastOf({ series: tripled, specialDays: [] });
    const expected = once.expectation.expected.map((value) => 3 * value);
    expect(relativeDifference(expected, thrice.expectation.expected)).toBeLessThan(0.01);
  });

  it('is hardly changed by an outage that was found or left out', () => {
    const whole = syntheticSeries({ seed: 3, ...office });
    const outage = { day: start + 7 * 14 + 1, from: 0, to: 24 };
    const broken = syntheticSeries({ seed: 3, ...office, outages: [outage] });
    const reference = forecastOf({ series: whole.series, specialDays: [] }).expectation.expected;
    expect(
      relativeDifference(
        reference,
        forecastOf({ series: broken.series, specialDays: [] }).expectation.expected,
      ),
    ).toBeLessThan(0.06);
    const excluded = new Uint8Array(whole.series.contacts.length).fill(
      1,
      (7 * 14 + 1) * 24,
      (7 * 14 + 2) * 24,
    );
    expect(
      relativeDifference(
        reference,
        forecastOf({ series: whole.series, excluded, specialDays: [] }).expectation.expected,
      ),
    ).toBeLessThan(0.06);
  });

  it('is a finite number, never negative, with bounds in order, whatever the history', () => {
    const histories = fc.record({
      intervalsPerDay: fc.constantFrom(1, 4, 24),
      days: fc.integer({ min: 7, max: 120 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
      level: fc.constantFrom(0.02, 0.5, 5, 300, 1e6),
      holes: fc.double({ min: 0, max: 0.6, noNaN: true }),
      wild: fc.double({ min: 0, max: 3, noNaN: true }),
      closedShare: fc.constantFrom(0, 0.05),
    });
    fc.assert(
      fc.property(histories, ({ intervalsPerDay, days, seed, level, holes, wild, closedShare }) => {
        const uniform = ((): (() => number) => {
          let state = seed;
          return () => {
            state = (state * 48_271) % 2_147_483_647;
            return state / 2_147_483_647;
          };
        })();
        const contacts = new Float64Array(days * intervalsPerDay);
        const observed = new Uint8Array(contacts.length);
        for (let index = 0; index < contacts.length; index++) {
          if (uniform() < holes) continue;
          observed[index] = 1;
          contacts[index] = Math.floor(level * Math.exp(wild * (uniform() - 0.5)) * 2 * uniform());
        }
        const specialDays = Array.from({ length: days + 40 }, (_, day) => start + day)
          .filter(() => uniform() < closedShare)
          .map((day): SpecialDay => ({
            firstDay: day,
            lastDay: day,
            class: uniform() < 0.5 ? 'closed' : 'full',
          }));
        const series = {
          channel: 'any',
          intervalSeconds: 86_400 / intervalsPerDay,
          intervalsPerDay,
          firstDay: start,
          days,
          contacts,
          observed,
        };
        const outcome = fitBaseline({ series, specialDays });
        if (outcome.kind !== 'fitted') return;
        const forecast = outcome.forecast({ firstDay: start + days + 3, days: 40 });
        const { lower95, lower80, upper80, upper95, distribution } = forecast;
        forecast.expectation.expected.forEach((expected, index) => {
          const bounds = [0, lower95[index]!, lower80[index]!, upper80[index]!, upper95[index]!];
          for (const bound of [expected, ...bounds]) expect(Number.isFinite(bound)).toBe(true);
          expect(expected).toBeGreaterThanOrEqual(0);
          expect([...bounds].sort((a, b) => a - b)).toEqual(bounds);
        });
        const total = (probability: number): number =>
          distribution.totalQuantile({
            from: 0,
            to: 14 * intervalsPerDay,
            probability,
            campaignContacts: 5,
            campaignVariance: 9,
          });
        expect(total(0.1)).toBeLessThanOrEqual(total(0.5));
        expect(total(0.5)).toBeLessThanOrEqual(total(0.9));
        expect(outcome.model.fitted.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
      }),
      { numRuns: 60, seed: 20_260_105 },
    );
  });
});
