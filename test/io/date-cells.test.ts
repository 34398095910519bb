import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datePartsOf, dayNumber, formatDay } from '../../src/calendar/local-date.ts';
import { readDate, type DateCell } from '../../src/io/date-cells.ts';
import { dayInWords, decideOrder, orderOf } from '../../src/io/date-order.ts';
import { readTimeOfDay } from '../../src/io/time-cells.ts';

const day = 20_780; // 2026-11-23
const at = (secondOfDay: number | undefined, offsetSeconds?: number): Partial<DateCell> => ({
  dayFirst: day,
  monthFirst: day,
  secondOfDay,
  offsetSeconds,
});

describe('readDate', () => {
  it.each([
    ['2026-11-23', at(undefined)],
    ['2026/11/23', at(undefined)],
    ['20261123', at(undefined)],
    ['2026-11-23T09:30', at(34_200)],
    ['2026-11-23 09:30', at(34_200)],
    ['2026-11-23 09:30:00', at(34_200)],
    ['2026-11-23T09:30:15.250', at(34_215)],
    ['2026-11-23T09:30Z', at(34_200, 0)],
    ['2026-11-23T09:30:00-05:00', at(34_200, -18_000)],
    ['2026-11-23 09:30:00 +0530', at(34_200, 19_800)],
    ['2026-11-23T09:30+02', at(34_200, 7200)],
    ['2026-11-23 09:30 UTC', at(34_200, 0)],
    ['23.11.2026 9:30', { dayFirst: day, monthFirst: undefined, secondOfDay: 34_200 }],
    ['11/23/2026 9:30 AM', { dayFirst: undefined, monthFirst: day, secondOfDay: 34_200 }],
    ['11/23/26 9:30 pm', { dayFirst: undefined, monthFirst: day, secondOfDay: 77_400 }],
    ['23-11-2026', { dayFirst: day, monthFirst: undefined }],
    ['23 Nov 2026', at(undefined)],
    ['23-Nov-26', at(undefined)],
    ['Nov 23, 2026 09:30 am', at(34_200)],
    ['November 23rd, 2026 at 9:30', at(34_200)],
    ['Mon, 23 Nov 2026 09:30', at(34_200)],
    ['Monday 23/11/2026', { dayFirst: day, monthFirst: undefined }],
    ['2026-11-22 24:00', at(0)],
    ['46349.395833', at(34_200)],
    ['46349,395833', at(34_200)],
    ['46349', at(undefined)],
    ['1795426200', at(34_200, 0)],
    ['1795426200000', at(34_200, 0)],
  ])('reads %s', (text, expected) => {
    expect(readDate(text)).toMatchObject(expected);
  });

  it.each([
    '',
    'tomorrow',
    '2026-13-01',
    '2026-02-30',
    '30/30/2026',
    '2026-11-23 25:00',
    '2026-11-23 9:75',
    '2026-11-23 09:30 Berlin',
    '2026-11-23T09:30+15:00',
    '0226-11-23',
    '12',
    '5:30',
    '23 Foo 2026',
    '2026-11-2x',
    '2026-1123',
  ])('does not read %j', (text) => {
    expect(readDate(text)).toBeUndefined();
  });

  it('reads any day and time in every spelling back', () => {
    const spellings: readonly ((year: string, month: string, dayOfMonth: string) => string)[] = [
      (y, m, d) => `${y}-${m}-${d}`,
      (y, m, d) => `${d}.${m}.${y}`,
      (y, m, d) => `${Number(d)}/${Number(m)}/${y}`,
      (y, m, d) => `${m}/${d}/${y}`,
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 84_000 }),
        fc.integer({ min: 0, max: 86_399 }),
        fc.constantFrom(...spellings.keys()),
        (dayNumberWritten, second, spelling) => {
          const [year = '', month = '', dayOfMonth = ''] = formatDay(dayNumberWritten).split('-');
          const time = new Date(second * 1000).toISOString().slice(11, 19);
          const read = readDate(`${spellings[spelling]?.(year, month, dayOfMonth)} ${time}`);
          expect(spelling === 3 ? read?.monthFirst : read?.dayFirst).toBe(dayNumberWritten);
          expect(read?.secondOfDay).toBe(second);
        },
      ),
    );
  });
});

describe('date order', () => {
  const evidence = { dayFirst: 0, monthFirst: 0, unclearDotted: 0, unclear: 0 };

  it('is what a date above 12 proves', () => {
    expect(decideOrder({ ...evidence, unclear: 9, dayFirst: 1 })).toBe('day-first');
    expect(decideOrder({ ...evidence, unclear: 9, monthFirst: 1 })).toBe('month-first');
  });

  it('is day first where dates are written with points and nothing proves more', () => {
    expect(decideOrder({ ...evidence, unclearDotted: 3 })).toBe('day-first');
    expect(decideOrder({ ...evidence, unclearDotted: 3, monthFirst: 1 })).toBe('month-first');
  });

  it('is not guessed', () => {
    expect(decideOrder({ ...evidence, unclear: 1 })).toBeUndefined();
    expect(decideOrder({ ...evidence, unclear: 1, unclearDotted: 1 })).toBeUndefined();
  });

  it('of a single date is proved by every day above 12 and by no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 84_000 }), (written) => {
        const { year, month, dayOfMonth } = datePartsOf(written);
        const cell = readDate(`${dayOfMonth}/${month}/${year}`);
        const order = cell && orderOf(cell);
        if (dayOfMonth > 12) expect(order).toBe('dayFirst');
        else expect(order).toBe(dayOfMonth === month ? 'either' : 'unclear');
      }),
    );
  });

  it('is named in words that cannot be misread', () => {
    expect(dayInWords(dayNumber(2026, 4, 3) ?? 0)).toBe('3 April 2026');
  });
});

describe('readTimeOfDay', () => {
  it.each([
    ['0:00', 0],
    ['09:30', 34_200],
    ['9:30:15', 34_215],
    ['12:00 AM', 0],
    ['12:30 pm', 45_000],
    ['9 a.m.', 32_400],
    ['9h30', 34_200],
    ['9', 32_400],
    ['0930', 34_200],
    ['930', 34_200],
    ['09:00-09:30', 32_400],
    ['09:00 – 09:30', 32_400],
    ['09:00 to 09:30', 32_400],
    ['24:00', 86_400],
  ])('reads %s', (text, seconds) => {
    expect(readTimeOfDay(text)).toBe(seconds);
  });

  it.each(['', 'noon', '25:00', '9:60', '13:00 PM', '0 am', '24:01', '9:3'])('does not read %j', (text) => {
    expect(readTimeOfDay(text)).toBeUndefined();
  });
});
