import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { readAgents } from '../../src/io/agents-table.ts';
import { readIdentities } from '../../src/io/audience-list.ts';
import { readCalendar } from '../../src/io/calendar-table.ts';
import { readHistory } from '../../src/io/history-table.ts';
import { readHolidays } from '../../src/io/holidays-table.ts';
import { layouts } from '../../src/io/layouts.ts';
import { readShifts } from '../../src/io/shifts-table.ts';
import { readStaff } from '../../src/io/staff-table.ts';
import type { TableSource } from '../../src/io/table-source.ts';
import { formatInputError, InputError } from '../../src/problems/input-error.ts';
import { byteSource } from './reading.ts';

const zone = timeZone('Europe/London');
const teams = ['voice', 'digital'];
const readers: readonly (readonly [string, (source: TableSource) => Promise<unknown>])[] = [
  ['readHistory', (source) => readHistory(source, { timeZone: zone })],
  ['readCalendar', (source) => readCalendar(source, { timeZone: zone })],
  ['readHolidays', readHolidays],
  ['readShifts', (source) => readShifts(source, { teams })],
  ['readAgents', (source) => readAgents(source, { teams, patterns: [] })],
  ['readStaff', (source) => readStaff(source, { timeZone: zone, teams })],
  [
    'readIdentities',
    (source) => readIdentities(source, { country: 'GB', sha256: (text) => text.padEnd(64, '0') }),
  ],
];

/** Cells as people, exports and accidents make them. */
const cell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '-',
    'NA',
    '0',
    '-1',
    '1,5',
    '1.234',
    '2 %',
    '999999999999',
    '1e308',
    'Infinity',
    '12:30',
    '4m30s',
    '=1+1',
  ),
  fc.constantFrom(
    '2026-03-29 01:30',
    '2026-10-25',
    '03/04/2026',
    '31.12.2026 24:00',
    '2026-02-30',
    '46349,5',
    '1795426200',
    '2026-11-23T09:30+14:00',
  ),
  fc.constantFrom(
    'phone',
    'phone:60% chat:40%',
    'tv',
    'voice',
    'Mon-Fri 08:00-20:00',
    '40',
    '8h',
    'lunch 30m 3h-5h',
    'closed',
    'a@x.com',
    '"',
    '""x',
    '\n',
  ),
  fc.string({ maxLength: 8 }),
);
const headers = fc.constantFrom(...layouts.map(({ columns }) => columns.map(({ name }) => name)));

const table = fc
  .tuple(
    headers,
    fc.constantFrom(',', ';', '\t'),
    fc.boolean(),
    fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 8 }),
  )
  .chain(([names, delimiter, quoted, rows]) =>
    fc.shuffledSubarray(names, { minLength: 1 }).map((header) => {
      const write = (text: string): string => (quoted ? `"${text.replaceAll('"', '""')}"` : text);
      return [header, ...rows].map((cells) => cells.map(write).join(delimiter)).join('\n');
    }),
  );

describe.each(readers)('%s', (_, read) => {
  const check = async (bytes: Uint8Array, sizes: readonly number[]): Promise<void> => {
    try {
      await read(byteSource('any.csv', bytes, sizes));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      expect(error.problems.length).toBeGreaterThan(0);
      expect(error.problems.length).toBeLessThanOrEqual(20);
      expect(error.total).toBeGreaterThanOrEqual(error.problems.length);
      for (const { file, line, column, message } of error.problems) {
        expect(file).toBe('any.csv');
        expect(message).not.toMatch(/undefined|NaN|\[object/);
        if (line !== undefined) expect(line).toBeGreaterThanOrEqual(1);
        if (column !== undefined) expect(column).toBeGreaterThanOrEqual(1);
      }
      expect(formatInputError(error)).toContain('any.csv');
    }
  };
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });

  it('reads any table or says what is wrong with it', async () => {
    await fc.assert(
      fc.asyncProperty(table, sizes, (text, pieces) => check(new TextEncoder().encode(text), pieces)),
      { numRuns: 1500 },
    );
  });

  it('reads any bytes or says what is wrong with them', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 120 }), sizes, check), { numRuns: 1500 });
  });
});
