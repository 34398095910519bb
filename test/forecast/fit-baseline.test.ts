import { describe, expect, it } from 'vitest';
import { parseOpeningHours, type OpeningHours } from '../../src/calendar/opening-hours.ts';
import { fitBaseline } from '../../src/forecast/fit-baseline.ts';
import { plainAverage } from '../../src/forecast/plain-average.ts';
import { seasonalNaive } from '../../src/forecast/seasonal-naive.ts';
import { seriesBefore } from '../../src/history/contact-series.ts';
import { madeSeries, monday } from '../history/made-series.ts';
import { fitted, historyAt, madeChannel, start } from './made-channels.ts';
import { syntheticSeries } from './synthetic-series.ts';

const office = {
  firstDay: start,
  weeks: 30,
  intervalsPerDay: 24,
  hours: (weekday: number) => (weekday < 5 ? ([8, 18] as const) : undefined),
  dayTotal: 600,
  weekdayFactors: [1.2, 1, 1, 1, 0.9, 0, 0],
  daySd: 0.05,
};

function hours(text: string): OpeningHours {
  const parsed = parseOpeningHours(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

describe('fitBaseline', () => {
  it('says what is needed where there is too little history', () => {
    const made = syntheticSeries({ seed: 1, ...office });
    const three = fitBaseline({ series: seriesBefore(made.series, start + 3), specialDays: [] });
    expect(three).toMatchObject({ kind: 'too-short', channel: 'phone', daysWithContacts: 3, daysNeeded: 7 });
    expect(three.kind === 'too-short' && three.message).toBe(
      'phone has 3 days of history; a forecast needs at least one whole week, a good one four or more',
    );
    const empty = fitBaseline({ series: seriesBefore(made.series, start), specialDays: [] });
    expect(empty.kind === 'too-short' && empty.message).toMatch(/no contacts/);
  });

  it('forecasts the plain average below four weeks, and says so', () => {
    const made = syntheticSeries({ seed: 2, ...office });
    for (const days of [7, 13, 27]) {
      const history = { series: seriesBefore(made.series, start + days), specialDays: [] };
      const outcome = fitted(history);
      expect(outcome.model.name).toBe('plain average');
      expect(outcome.notes.join()).toMatch(/less than four weeks/);
      const horizon = { firstDay: start + days, days: 14 };
      const { expectation, upper95 } = outcome.forecast(horizon);
      expect(expectation.expected).toEqual(plainAverage.fit(history).forecast(horizon).expected);
      expect(upper95.every(Number.isFinite)).toBe(true);
    }
    expect(fitted(historyAt(made, 4)).model.name).toBe('day total × profile');
  });

  it('does not look for effects in a handful of contacts a day', () => {
    const made = syntheticSeries({ seed: 3, ...office, dayTotal: 2 });
    const outcome = fitted(historyAt(made, 26));
    expect(outcome.model.name).toBe('plain average');
    expect(outcome.notes.join()).toMatch(/only a few contacts a day/);
  });

  it('is closed where and when the channel is, by hours given or seen', () => {
    const made = syntheticSeries({ seed: 4, ...office });
    const closed = start + 7 * 20 + 2;
    const specialDays = [{ firstDay: closed, lastDay: closed, class: 'closed' as const }];
    const history = { ...historyAt(made, 20), specialDays };
    const seen = fitted(history).forecast({ firstDay: start + 7 * 20, days: 7 });
    const openSlots = (day: number): number =>
      seen.open.subarray(day * 24, (day + 1) * 24).filter((slot) => slot === 1).length;
    expect([0, 1, 2, 3, 4, 5, 6].map(openSlots)).toEqual([10, 10, 0, 10, 10, 0, 0]);
    seen.expectation.expected.forEach((value, index) => expect(value > 0).toBe(seen.open[index] === 1));
    expect(seen.upper95.every((value, index) => value === 0 || seen.open[index] === 1)).toBe(true);
    const given = fitted({ ...history, openingHours: hours('Mon-Thu 08:00-16:00') }).forecast({
      firstDay: start + 7 * 20,
      days: 7,
    });
    expect(given.open.filter((slot) => slot === 1).length).toBe(3 * 8);
    expect(given.expectation.expected.subarray(4 * 24).every((value) => value === 0)).toBe(true);
  });

  it('looks back at its own accuracy beside the yardsticks', () => {
    const { accuracy, errors } = fitted(historyAt(madeChannel('wandering level', 4), 44));
    expect(accuracy!.weeks).toBe(26);
    expect(accuracy!.wape).toBeLessThan(accuracy!.seasonalNaiveWape);
    expect(accuracy!.wape).toBeLessThan(accuracy!.plainAverageWape);
    expect(Math.abs(accuracy!.bias)).toBeLessThan(0.03);
    expect(Math.abs(accuracy!.coverage80 - 0.8)).toBeLessThan(0.06);
    expect(errors.map(({ leadWeek }) => leadWeek)).toEqual([1, 2, 3, 4, 5]);
    expect(errors[3]!.intervalVariance).toBeGreaterThan(errors[0]!.intervalVariance);
  });

  it('notices where the last weeks were off', () => {
    const drifting = syntheticSeries({ seed: 5, ...office, steps: [{ day: start + 7 * 29, factor: 0.5 }] });
    expect(fitted(historyAt(drifting, 30)).accuracy!.recentBias).toBeGreaterThan(0.1);
    expect(Math.abs(fitted(historyAt(drifting, 29)).accuracy!.recentBias)).toBeLessThan(0.05);
  });

  it('says that missing intervals were read as zeros', () => {
    const sparse = madeSeries({ days: 60, intervalsPerDay: 24 }, ({ index, slot }) =>
      (index * 31 + slot * 17) % 7 < 3 ? 1 + ((index + slot) % 3) : undefined,
    );
    expect(fitted({ series: sparse, specialDays: [] }).notes.join()).toMatch(/read as zero/);
  });

  it('explains a day by parts that sum to its total, and to what it forecasts', () => {
    const made = madeChannel('retail, two years, Christmas peak', 3);
    const { model } = fitted(historyAt(made, 98));
    const names = new Set<string>();
    for (let day = 0; day < 42; day++) {
      const date = made.series.firstDay + 7 * 98 + day;
      const explained = model.explain(date);
      const forecast = model
        .forecast({ firstDay: date, days: 1 })
        .expected.reduce((sum, value) => sum + value, 0);
      expect(explained.parts.reduce((sum, part) => sum + part.contacts, 0)).toBeCloseTo(explained.total, 6);
      expect(explained.total).toBeCloseTo(forecast, 6);
      for (const part of explained.parts) names.add(part.name);
    }
    expect([...names].sort()).toEqual([
      'backlog',
      'level',
      'month position',
      'special day',
      'weekday',
      'year',
    ]);
  });
});

describe('yardsticks', () => {
  const series = madeSeries({ days: 21, intervalsPerDay: 2 }, ({ index, weekday, slot }) =>
    weekday < 5 ? 10 * (weekday + 1) + slot + 3 * Math.floor(index / 7) : undefined,
  );
  const horizon = { firstDay: monday + 21, days: 14 };

  it('repeat last week, and the mean of all weeks', () => {
    const naive = seasonalNaive.fit({ series, specialDays: [] }).forecast(horizon).expected;
    expect([...naive.subarray(0, 14)]).toEqual([16, 17, 26, 27, 36, 37, 46, 47, 56, 57, 0, 0, 0, 0]);
    expect([...naive.subarray(14)]).toEqual([...naive.subarray(0, 14)]);
    const average = plainAverage.fit({ series, specialDays: [] }).forecast(horizon).expected;
    expect([...average.subarray(0, 4)]).toEqual([13, 14, 23, 24]);
  });

  it('keep special days out and give them the usual factor of their class', () => {
    const specialDays = [
      { firstDay: monday + 14, lastDay: monday + 14, class: 'full' as const },
      { firstDay: monday + 21, lastDay: monday + 21, class: 'full' as const },
      { firstDay: monday + 22, lastDay: monday + 22, class: 'closed' as const },
    ];
    const average = plainAverage.fit({ series, specialDays }).forecast(horizon).expected;
    expect(average[0]).toBeCloseTo(0.3 * 11.5, 12);
    expect(average[2]).toBe(0);
    expect(seasonalNaive.fit({ series, specialDays }).forecast(horizon).expected[14]).toBe(13);
  });
});
