import { describe, expect, it } from 'vitest';
import { countryHolidays } from '../../src/calendar/country-holidays.ts';
import { formatDay, parseDay } from '../../src/calendar/local-date.ts';

const day = (text: string): number => parseDay(text)!;

async function datesOf(code: string, from: string, to: string): Promise<string[]> {
  const found = await countryHolidays(code, day(from), day(to));
  if (!Array.isArray(found)) throw new Error(`unknown ${found.unknown}`);
  return found.map(({ firstDay, lastDay }) =>
    [formatDay(firstDay), ...(lastDay > firstDay ? [formatDay(lastDay)] : [])].join('..'),
  );
}

describe('countryHolidays', () => {
  it('lists the public holidays of a country within the days asked for, as full holidays', async () => {
    expect(await datesOf('GB-ENG', '2026-01-01', '2026-12-31')).toEqual(
      expect.arrayContaining([
        '2026-01-01',
        '2026-04-03',
        '2026-04-06',
        '2026-05-04',
        '2026-05-25',
        '2026-08-31',
        '2026-12-25',
      ]),
    );
    expect(await datesOf('US', '2026-11-20', '2026-12-31')).toEqual(['2026-11-26', '2026-12-25']);
    const days = await countryHolidays('US', day('2026-11-20'), day('2026-11-30'));
    expect(days).toEqual([
      { firstDay: day('2026-11-26'), lastDay: day('2026-11-26'), class: 'full', name: 'Thanksgiving Day' },
    ]);
  });

  it('knows regions, and spans years', async () => {
    expect(await datesOf('DE-BY', '2026-06-01', '2026-06-30')).toEqual(['2026-06-04']);
    expect(await datesOf('DE-BE', '2026-06-01', '2026-06-30')).toEqual([]);
    expect(await datesOf('US', '2025-12-20', '2026-01-10')).toEqual(['2025-12-25', '2026-01-01']);
  });

  it('keeps festivals of several days whole', async () => {
    const found = await datesOf('TR', '2026-05-01', '2026-06-30');
    expect(found.some((one) => one.includes('..'))).toBe(true);
  });

  it('answers an unknown code with the regions there are', async () => {
    expect(await countryHolidays('ZZ', day('2026-01-01'), day('2026-12-31'))).toEqual({
      unknown: 'ZZ',
      regions: [],
    });
    const found = await countryHolidays('DE-XX', day('2026-01-01'), day('2026-12-31'));
    expect(Array.isArray(found)).toBe(false);
    expect('regions' in found && found.regions).toContain('DE-BY');
  });
});
