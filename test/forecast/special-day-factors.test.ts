import { describe, expect, it } from 'vitest';
import type { SpecialDay } from '../../src/calendar/special-days.ts';
import { specialDayFactors } from '../../src/forecast/special-day-factors.ts';
import { fitted, historyAt, start } from './made-channels.ts';
import { holidaysOf, syntheticSeries } from './synthetic-series.ts';

const listed = (
  firstDay: number,
  kind: SpecialDay['class'],
  name?: string,
  lastDay = firstDay,
): SpecialDay => ({
  firstDay,
  lastDay,
  class: kind,
  name,
});

describe('specialDayFactors', () => {
  it('has defaults, obeys what is stated, and knows nothing of ordinary days', () => {
    const factors = specialDayFactors(
      [
        listed(1, 'full'),
        listed(2, 'eve'),
        listed(3, 'closed'),
        listed(4, 'open'),
        { ...listed(5, 'full'), factor: 0.8 },
      ],
      [],
    );
    expect([0, 1, 2, 3, 4, 5].map((day) => factors(day).factor)).toEqual([1, 0.3, 0.5, 0, 1, 0.8]);
    expect(factors(0).relativeSd).toBe(0);
    expect(factors(1).relativeSd).toBeGreaterThan(factors(5).relativeSd);
  });

  it('shrinks a class to its default: (Σ ratios + default) / (n + 1)', () => {
    const days = [listed(1, 'full'), listed(8, 'full'), listed(15, 'full'), listed(22, 'eve')];
    const factors = specialDayFactors(days, [
      { day: 1, ratio: 0.6 },
      { day: 8, ratio: 0.4 },
    ]);
    expect(factors(15).factor).toBeCloseTo((0.6 + 0.4 + 0.3) / 3, 12);
    expect(factors(22).factor).toBe(0.5);
    expect(factors(15).relativeSd).toBeLessThan(specialDayFactors(days, [])(15).relativeSd);
  });

  it('takes a day of the same name at its word more than others of its class', () => {
    const days = [
      listed(1, 'full', 'Columbus Day'),
      listed(2, 'full', 'Christmas'),
      listed(366, 'full', 'columbus day '),
    ];
    const factors = specialDayFactors(days, [
      { day: 1, ratio: 1 },
      { day: 2, ratio: 0.1 },
    ]);
    const ofClass = (1 + 0.1 + 0.3) / 3;
    expect(factors(366).factor).toBeCloseTo((1 + ofClass / 4) / 1.25, 12);
  });

  it('counts a period of several days once', () => {
    const days = [listed(1, 'reduced', 'summer', 10), listed(100, 'reduced')];
    const ratios = Array.from({ length: 10 }, (_, index) => ({ day: 1 + index, ratio: 0.5 }));
    expect(specialDayFactors(days, ratios)(100).factor).toBeCloseTo((0.5 + 0.7) / 2, 12);
  });

  it('learns true factors from a history, and forecasts them', () => {
    const made = syntheticSeries({
      seed: 3,
      firstDay: start,
      weeks: 104,
      intervalsPerDay: 24,
      hours: () => [0, 24],
      dayTotal: 900,
      weekdayFactors: [1.1, 1, 1, 1, 1, 0.9, 0.8],
      daySd: 0.05,
      specialDays: holidaysOf([2022, 2023, 2024]),
      specialFactor: ({ class: kind, name }) =>
        name === 'Independence Day' ? 0.95 : kind === 'full' ? 0.2 : 0.75,
    });
    for (const [week, weekday] of [
      [78, 3],
      [99, 3],
      [103, 1],
      [103, 2],
    ] as const) {
      const day = made.series.firstDay + 7 * week + weekday;
      const { expectation } = fitted(historyAt(made, week)).forecast({ firstDay: day - weekday, days: 7 });
      const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
      const truth = sum(made.mean.subarray((7 * week + weekday) * 24, (7 * week + weekday + 1) * 24));
      const forecast = sum(expectation.expected.subarray(24 * weekday, 24 * (weekday + 1)));
      expect(made.specialDays.some(({ firstDay }) => firstDay === day)).toBe(true);
      // Within an eighth of an ordinary day, after the day was seen once.
      expect(Math.abs(forecast - truth) / 900).toBeLessThan(0.125);
    }
  });
});
