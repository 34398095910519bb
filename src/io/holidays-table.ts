import { specialDayClasses, type SpecialDay, type SpecialDayClass } from '../calendar/special-days.ts';
import { vocabularyWord } from './calendar-words.ts';
import { readDate } from './date-cells.ts';
import { dayIn } from './date-order.ts';
import { formatEvidence } from './format-evidence.ts';
import { otherLayouts } from './layouts.ts';
import { problemAt } from './locate-cell.ts';
import type { TableNote } from './note-list.ts';
import { holidaysLayout } from './plan-columns.ts';
import { rowReader, type RowReader } from './row-reader.ts';
import { tableFormats } from './table-formats.ts';
import type { TableSource } from './table-source.ts';
import { readWholeTable, type WholeTable } from './whole-table.ts';
import type { DateOrder } from './date-cells.ts';

/** The days of a holiday list, in the order of its rows. */
export interface HolidaysTable {
  readonly days: readonly SpecialDay[];
  readonly rows: number;
  readonly notes: readonly TableNote[];
}

/** Class of a day → how people write it. */
export const dayClassWords: Readonly<Record<SpecialDayClass, readonly string[]>> = {
  closed: ['closed', 'shut', 'noservice'],
  full: ['full', 'holiday', 'publicholiday', 'bankholiday'],
  eve: ['eve', 'halfday', 'dayafter'],
  reduced: ['reduced', 'quiet', 'low', 'partial'],
  open: ['open', 'normal', 'working', 'workingday'],
};

/** `2026-12-24..2026-12-31`, also with `to`; a date alone is a period of one day. */
function periodEnds(text: string): readonly string[] {
  return text.split(/\s*(?:\.{2,3}|…|\s–\s|\sto\s)\s*/);
}

/** The order of day and month, from both ends of all periods. */
function dateOrder({ table, header, rows }: WholeTable): DateOrder {
  const evidence = formatEvidence();
  const index = header.columns.get('date')?.index ?? 0;
  for (const row of rows) {
    for (const text of periodEnds((row.cells[index] ?? '').trim())) {
      const date = readDate(text);
      if (date === undefined) continue;
      const place = { file: table.file, line: row.line, text: row.text, delimiter: table.delimiter };
      evidence.seeDate(date, text, (message, hint) => problemAt(place, { index, message, hint }));
    }
  }
  return evidence.decide(table.problems, table.delimiter).dateOrder;
}

function readPeriod(row: RowReader, order: DateOrder): Pick<SpecialDay, 'firstDay' | 'lastDay'> | undefined {
  const text = row.text('date');
  const expected = 'a date such as 2026-12-25, or a period 2026-12-24..2026-12-31';
  if (text === undefined) {
    row.problem('date', `date is blank; expected ${expected}`);
    return undefined;
  }
  const ends = periodEnds(text).map((part) => {
    const date = readDate(part);
    return date && dayIn(date, order);
  });
  const [first, last] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined || ends.length > 2) {
    row.problem('date', `date is "${text}"; expected ${expected}`);
    return undefined;
  }
  if (last < first) {
    row.problem('date', `the period "${text}" ends before it begins`);
    return undefined;
  }
  return { firstDay: first, lastDay: last };
}

function readClass(row: RowReader): SpecialDayClass | undefined {
  const text = row.text('class');
  const word = text && vocabularyWord(text, dayClassWords);
  const found = specialDayClasses.find((known) => known === word);
  if (found === undefined)
    row.problem('class', `class is "${text ?? ''}"; expected ${specialDayClasses.join(', ')}`);
  return found;
}

/**
 * Reads a list of holidays: `date,class[,name][,factor]`, a date or a period a row. Classes are those of {@link specialDayClasses}; the
 * factor is the share of a normal day's contacts. Where rows overlap, the last one counts.
 *
 * @throws InputError with everything that is wrong.
 */
export async function readHolidays(source: TableSource): Promise<HolidaysTable> {
  const whole = await readWholeTable(source, {
    layout: holidaysLayout,
    others: otherLayouts(holidaysLayout),
  });
  const { table, rows } = whole;
  const formats = { ...tableFormats(whole, holidaysLayout), dateOrder: dateOrder(whole) };
  const days = rows.flatMap((kept): SpecialDay[] => {
    const row = rowReader(whole, kept, formats);
    const period = readPeriod(row, formats.dateOrder);
    const dayClass = readClass(row);
    const factor = row.number('factor');
    return period === undefined || dayClass === undefined
      ? []
      : [{ ...period, class: dayClass, name: row.text('name'), factor }];
  });
  table.problems.throwIfAny();
  if (days.length === 0) table.notes.add('the list of holidays has no days');
  return { days, rows: rows.length, notes: table.notes.all() };
}
