import { describe, expect, it } from 'vitest';
import {
  isOpenAt,
  openPeriodsOf,
  parseOpeningHours,
  type OpeningHours,
} from '../../src/calendar/opening-hours.ts';

const monday = 4; // 1970-01-05
const hours = (text: string): OpeningHours => {
  const parsed = parseOpeningHours(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
};

describe('parseOpeningHours', () => {
  it('reads weekday ranges, single days and several stretches', () => {
    const week = hours('Mon-Fri 08:00-12:00 13:00-17:00, Sat 09:00-13:00');
    expect(openPeriodsOf(week, monday)).toEqual([
      { open: 8 * 3600, close: 12 * 3600 },
      { open: 13 * 3600, close: 17 * 3600 },
    ]);
    expect(openPeriodsOf(week, monday + 5)).toEqual([{ open: 9 * 3600, close: 13 * 3600 }]);
    expect(openPeriodsOf(week, monday + 6)).toEqual([]);
  });

  it('carries a night over midnight, from Sunday to Monday too', () => {
    const night = hours('Sun 22:00-06:00');
    expect(isOpenAt(night, { day: monday - 1, secondOfDay: 23 * 3600 })).toBe(true);
    expect(isOpenAt(night, { day: monday, secondOfDay: 5 * 3600 })).toBe(true);
    expect(isOpenAt(night, { day: monday, secondOfDay: 6 * 3600 })).toBe(false);
  });

  it('knows always and never', () => {
    expect(isOpenAt(hours('24x7'), { day: monday, secondOfDay: 0 })).toBe(true);
    expect(openPeriodsOf(hours('closed'), monday)).toEqual([]);
  });

  it.each([
    'Mon-Fri',
    'Funday 08:00-12:00',
    'Mon 25:00-26:00',
    'Mon 08:00-08:00',
    'Mon 8-12',
    'Mon-Fri 08:00-20:00, whenever',
  ])('names the part of %s that does not read', (text) => {
    const parsed = parseOpeningHours(text);
    expect('problem' in parsed && text.includes(parsed.problem)).toBe(true);
  });
});
