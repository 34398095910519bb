import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../src/calendar/local-date.ts';
import { intervalGrid, intervalIndexAt } from '../../src/calendar/interval-grid.ts';
import { formatInstant, isTimeZone, timeZone } from '../../src/calendar/time-zone.ts';

const newYork = timeZone('America/New_York');

describe('timeZone', () => {
  it('knows names of the IANA list only', () => {
    expect(isTimeZone('Asia/Kolkata')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(() => timeZone('Mars/Olympus')).toThrow(RangeError);
  });

  it('agrees with the platform’s own formatter through two years, hour by hour', () => {
    const zones = [
      'America/New_York',
      'Europe/London',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'America/St_Johns',
    ];
    for (const name of zones) {
      const zone = timeZone(name);
      const format = new Intl.DateTimeFormat('en-CA', {
        timeZone: name,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
      });
      for (
        let instant = Date.UTC(2025, 0, 1) / 1000;
        instant < Date.UTC(2027, 0, 1) / 1000;
        instant += 7 * 3600 + 1200
      ) {
        const parts = Object.fromEntries(
          format.formatToParts(instant * 1000).map(({ type, value }) => [type, value]),
        );
        const expected = `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
        expect(formatInstant(instant, zone).slice(0, 16)).toBe(expected);
      }
    }
  });

  it('converts there and back, and says what a clock change does', () => {
    const spring = dayNumber(2026, 3, 8) ?? 0;
    const autumn = dayNumber(2026, 11, 1) ?? 0;
    expect(newYork.instantOf({ day: spring, secondOfDay: 2.5 * 3600 }).resolution).toBe('skipped');
    expect(newYork.instantOf({ day: autumn, secondOfDay: 1.5 * 3600 }).resolution).toBe('repeated');
    expect(formatInstant(newYork.instantOf({ day: spring, secondOfDay: 2.5 * 3600 }).instant, newYork)).toBe(
      '2026-03-08T03:30-04:00',
    );
    expect(formatInstant(newYork.instantOf({ day: autumn, secondOfDay: 1.5 * 3600 }).instant, newYork)).toBe(
      '2026-11-01T01:30-04:00',
    );
    const noon = newYork.instantOf({ day: autumn, secondOfDay: 12 * 3600 });
    expect(noon.resolution).toBe('exact');
    expect(newYork.localTimeOf(noon.instant)).toEqual({ day: autumn, secondOfDay: 12 * 3600 });
  });
});

describe('intervalGrid', () => {
  it('has 46, 48 and 50 half-hours on the days of clock changes and between', () => {
    const lengths = [
      [2026, 3, 8, 46],
      [2026, 3, 9, 48],
      [2026, 11, 1, 50],
    ] as const;
    for (const [year, month, day, expected] of lengths) {
      const firstDay = dayNumber(year, month, day) ?? 0;
      const grid = intervalGrid({ timeZone: newYork, intervalSeconds: 1800, firstDay, days: 1 });
      expect(grid.intervals).toHaveLength(expected);
      expect(grid.intervals.every((interval) => interval.day === firstDay)).toBe(true);
    }
  });

  it('finds the interval of an instant by halving', () => {
    const grid = intervalGrid({
      timeZone: newYork,
      intervalSeconds: 900,
      firstDay: dayNumber(2026, 10, 30) ?? 0,
      days: 4,
    });
    for (const [index, interval] of grid.intervals.entries()) {
      expect(intervalIndexAt(grid, interval.start)).toBe(index);
      expect(intervalIndexAt(grid, interval.start + 899)).toBe(index);
    }
    expect(intervalIndexAt(grid, grid.intervals[0]!.start - 1)).toBeUndefined();
    expect(intervalIndexAt(grid, grid.intervals.at(-1)!.start + 900)).toBeUndefined();
  });
});
