import { describe, expect, it } from 'vitest';
import {
  parseBreaks,
  parseContractHours,
  parseFixedShifts,
  parseLengths,
  parsePreferences,
  parseShiftDuration,
  parseTimeOff,
  parseWeekdayList,
} from '../../src/scheduling/schedule-fields.ts';

describe('fields of shifts.csv', () => {
  it.each([
    ['30m', 1800],
    ['8h', 28_800],
    ['8h30', 30_600],
    ['8 h 30 min', 30_600],
    ['7.5h', 27_000],
    ['08:15', 29_700],
    ['', undefined],
    ['8', undefined],
    ['h', undefined],
    ['-1h', undefined],
  ])('duration %j', (text, seconds) => {
    expect(parseShiftDuration(text)).toBe(seconds);
  });

  it('breaks, in the order of their windows', () => {
    expect(parseBreaks('lunch 30m 3h-5h; break 15m 1h30m – 2h; coaching 1h unpaid 6h')).toEqual([
      { kind: 'break', seconds: 900, earliestStart: 5400, latestStart: 7200, paid: true },
      { kind: 'lunch', seconds: 1800, earliestStart: 10_800, latestStart: 18_000, paid: false },
      { kind: 'coaching', seconds: 3600, earliestStart: 21_600, latestStart: 21_600, paid: false },
    ]);
    expect(parseBreaks('')).toEqual([]);
  });

  it.each(['lunch', '30m 3h-5h', 'lunch 30m', 'lunch 30m paid', 'lunch 30m 3h-5h now', 'lunch 30m 3h-5h-6h'])(
    'no break: %j',
    (text) => {
      expect(parseBreaks(`break 15m 1h-2h; ${text}`)).toMatchObject({ problem: text });
    },
  );

  it('lengths and weekdays', () => {
    expect(parseLengths('4h / 6h, 8h30m')).toEqual([14_400, 21_600, 30_600]);
    expect(parseLengths('4h long')).toMatchObject({ problem: 'long' });
    expect(parseWeekdayList('Mon-Wed, Sat')).toEqual([0, 1, 2, 5]);
    expect(parseWeekdayList('Someday')).toMatchObject({ problem: 'Someday' });
  });
});

describe('fields of agents.csv', () => {
  it('contract hours', () => {
    expect(parseContractHours('37.5')).toEqual({ minimumSeconds: 135_000, maximumSeconds: 135_000 });
    expect(parseContractHours('20 - 30h')).toEqual({ minimumSeconds: 72_000, maximumSeconds: 108_000 });
    expect(parseContractHours('full')).toMatchObject({ problem: 'full' });
  });

  it('time off', () => {
    expect(parseTimeOff('2026-11-24..2026-11-26; 2026-12-01 13:00-17:00')).toEqual([
      { firstDay: 20_781, lastDay: 20_783 },
      { firstDay: 20_788, lastDay: 20_788, hours: { from: 46_800, to: 61_200 } },
    ]);
    for (const bad of ['2026-11-31', '2026-11-26..2026-11-24', '2026-12-01 17:00-13:00', 'monday']) {
      expect(parseTimeOff(bad)).toMatchObject({ problem: bad });
    }
  });

  it('fixed shifts', () => {
    expect(parseFixedShifts('2026-11-24 09:00-17:30; 2026-11-25 22:00-06:00')).toEqual([
      { day: 20_781, start: 32_400, end: 63_000 },
      { day: 20_782, start: 79_200, end: 108_000 },
    ]);
    for (const bad of ['2026-11-24', '2026-11-24 09:00', '2026-11-24 09:00-09:00'])
      expect(parseFixedShifts(bad)).toMatchObject({ problem: bad });
  });

  it('preferences', () => {
    expect(parsePreferences('shift early; shift late; start 08:00-10:00; off Sat+Sun')).toEqual({
      shifts: ['early', 'late'],
      starts: { earliest: 28_800, latest: 36_000 },
      daysOff: [5, 6],
    });
    expect(parsePreferences('no nights')).toMatchObject({ problem: 'no nights' });
  });
});
