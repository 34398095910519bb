import { describe, expect, it } from 'vitest';
import { alwaysOpen, parseOpeningHours, type OpeningHours } from '../../src/calendar/opening-hours.ts';
import { inferOpeningPattern, openingPatternOf } from '../../src/history/opening-pattern.ts';
import { syntheticSeries } from '../forecast/synthetic-series.ts';
import { madeSeries, monday, stretchOf } from './made-series.ts';

function hours(text: string): OpeningHours {
  const parsed = parseOpeningHours(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

const week = [0, 1, 2, 3, 4, 5, 6];

describe('openingPatternOf', () => {
  it('opens the slots that the hours touch', () => {
    const { open, openWeekdays } = openingPatternOf(hours('Mon-Fri 08:15-20:00, Sat 09:00-17:00'), 48);
    expect(week.map((weekday) => stretchOf(open, 48, weekday))).toEqual([
      ...Array.from({ length: 5 }, () => '16-40'),
      '18-34',
      'closed',
    ]);
    expect([...openWeekdays]).toEqual([1, 1, 1, 1, 1, 1, 0]);
  });

  it('carries a night into the next day, and Sunday night into Monday', () => {
    const { open } = openingPatternOf(hours('Sun 22:00-02:00'), 24);
    expect(stretchOf(open, 24, 6)).toBe('22-24');
    expect(stretchOf(open, 24, 0)).toBe('0-2');
  });

  it('is all ones around the clock', () => {
    expect(openingPatternOf(alwaysOpen, 96).open.every((slot) => slot === 1)).toBe(true);
  });
});

describe('inferOpeningPattern', () => {
  const office = (options: { readonly closedDay?: number } = {}): ReturnType<typeof madeSeries> =>
    madeSeries({ days: 84, intervalsPerDay: 24 }, ({ index, weekday, slot }) =>
      weekday < 5 && slot >= 8 && slot < 18 && index !== options.closedDay ? 50 : 0,
    );

  it('finds office hours, listed zeros outside them notwithstanding', () => {
    const { open } = inferOpeningPattern(office());
    expect(week.map((weekday) => stretchOf(open, 24, weekday))).toEqual([
      ...Array.from({ length: 5 }, () => '8-18'),
      'closed',
      'closed',
    ]);
  });

  it('is not misled by a closed day, nor by strays after hours', () => {
    expect([...inferOpeningPattern(office({ closedDay: 80 })).open]).toEqual([
      ...inferOpeningPattern(office()).open,
    ]);
    const strays = madeSeries({ days: 84, intervalsPerDay: 24 }, ({ index, weekday, slot }) => {
      if (weekday < 5 && slot >= 8 && slot < 18) return 500;
      return index % 3 === 0 && slot === 20 ? 2 : 0;
    });
    expect([...inferOpeningPattern(strays).open]).toEqual([...inferOpeningPattern(office()).open]);
  });

  it('keeps shorter Sunday hours apart, with and without rows for closed hours', () => {
    for (const closed of [0, undefined]) {
      const series = madeSeries({ days: 70, intervalsPerDay: 24 }, ({ weekday, slot }) =>
        slot >= (weekday === 6 ? 11 : 8) && slot < (weekday === 6 ? 16 : 20) ? 30 : closed,
      );
      const { open } = inferOpeningPattern(series);
      expect(stretchOf(open, 24, 6)).toBe('11-16');
      expect(stretchOf(open, 24, 2)).toBe('8-20');
    }
  });

  it('opens a new Saturday once it has come a few times, and shuts one that is no more', () => {
    const opening = madeSeries({ days: 140, intervalsPerDay: 24 }, ({ index, weekday, slot }) =>
      (weekday < 5 || (weekday === 5 && index > 100)) && slot >= 9 && slot < 17 ? 20 : undefined,
    );
    expect(inferOpeningPattern(opening).openWeekdays[5]).toBe(1);
    const shutting = madeSeries({ days: 140, intervalsPerDay: 24 }, ({ index, weekday, slot }) =>
      (weekday < 5 || (weekday === 5 && index < 60)) && slot >= 9 && slot < 17 ? 20 : undefined,
    );
    expect(inferOpeningPattern(shutting).openWeekdays[5]).toBe(0);
  });

  it('sees that a sparse channel is open at night', () => {
    for (const seed of [1, 2, 3]) {
      const { series } = syntheticSeries({
        seed,
        firstDay: monday,
        weeks: 26,
        intervalsPerDay: 48,
        hours: () => [0, 48],
        dayTotal: 48,
        weekdayFactors: [1.1, 1, 1, 1, 1, 0.8, 0.7],
      });
      expect(inferOpeningPattern(series).open.every((slot) => slot === 1)).toBe(true);
    }
  });

  it('opens the weekdays of daily totals whole', () => {
    const daily = madeSeries({ days: 60, intervalsPerDay: 1 }, ({ weekday }) =>
      weekday < 5 ? 300 : undefined,
    );
    expect([...inferOpeningPattern(daily).open]).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });
});
