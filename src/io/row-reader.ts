import type { DayNumber } from '../calendar/local-date.ts';
import { amountIn, readAmount } from './amount-cells.ts';
import { readDate } from './date-cells.ts';
import { dayIn } from './date-order.ts';
import { durationIn, readDuration } from './duration-cells.ts';
import type { FileFormats } from './format-evidence.ts';
import { locateCell, problemAt } from './locate-cell.ts';
import type { MatchedColumn } from './match-header.ts';
import { isMissing } from './number-cells.ts';
import { readTimeOfDay } from './time-cells.ts';
import type { KeptRow, WholeTable } from './whole-table.ts';

/** A date as a row gives it: in the file's order of day and month, with the time if there is one. */
export interface WrittenMoment {
  readonly day: DayNumber;
  readonly secondOfDay: number | undefined;
  readonly offsetSeconds: number | undefined;
}

/** Limits of a number. */
export interface NumberLimits {
  readonly least?: number | undefined;
  /** The number must be more than this. */
  readonly above?: number | undefined;
  readonly whole?: boolean | undefined;
}

/**
 * The cells of one row by column name. Everything is undefined for a column that is not there, and for a cell that is blank or says
 * NA; a cell that does not read is undefined too, and a problem of the table.
 */
export interface RowReader {
  readonly line: number;
  text(name: string): string | undefined;
  number(name: string, limits?: NumberLimits): number | undefined;
  /** A share 0–1, from `2%` or `0.02`. */
  share(name: string): number | undefined;
  /** Seconds. */
  duration(name: string): number | undefined;
  /** A date, with its time from the cell itself or from the column `timeName`. */
  moment(name: string, timeName?: string): WrittenMoment | undefined;
  problem(name: string | undefined, message: string, hint?: string): void;
  /** The header that the file has for a column, for messages. */
  headerOf(name: string): string;
  /** Where each column's cell begins, in characters from 1. */
  positions(): Readonly<Record<string, number>>;
}

function limitText({ least, above, whole }: NumberLimits): string {
  const kind = whole === true ? 'a whole number' : 'a number';
  if (above !== undefined) return `${kind} above ${above}`;
  return least === undefined ? kind : `${kind} of ${least} or more`;
}

function within(value: number, { least, above, whole }: NumberLimits): boolean {
  return (
    (least === undefined || value >= least) &&
    (above === undefined || value > above) &&
    (whole !== true || Number.isInteger(value))
  );
}

/** A reader for one row of a table whose formats are known. */
export function rowReader(whole: WholeTable, row: KeptRow, formats: FileFormats): RowReader {
  const { table, header } = whole;
  const { columns } = header;
  const { decimal, dateOrder } = formats;
  const textAt = (name: string): { readonly text: string; readonly column: MatchedColumn } | undefined => {
    const column = columns.get(name);
    const text = column && (row.cells[column.index] ?? '').trim();
    return column === undefined || text === undefined || isMissing(text) ? undefined : { text, column };
  };
  const place = { file: table.file, line: row.line, text: row.text, delimiter: table.delimiter };
  const problem: RowReader['problem'] = (name, message, hint) => {
    const index = name === undefined ? undefined : columns.get(name)?.index;
    table.problems.add(problemAt(place, { index, message, hint }));
  };
  const refuse = (name: string, expected: string, hint?: string): undefined => {
    const cell = textAt(name);
    problem(name, `${cell?.column.header ?? name} is "${cell?.text ?? ''}"; expected ${expected}`, hint);
    return undefined;
  };
  /** A number with its percent sign applied; `share` when the cell or its header says per cent. */
  const amount = (name: string): { readonly value: number; readonly percent: boolean } | undefined => {
    const cell = textAt(name);
    const read = cell && readAmount(cell.text);
    const value = read && amountIn(read, decimal);
    if (cell === undefined || read === undefined || value === undefined) return undefined;
    if (read.percent || cell.column.unit !== 'percent') return { value, percent: read.percent };
    return { value: Number((value / 100).toPrecision(15)), percent: true };
  };
  const reader: RowReader = {
    line: row.line,
    text: (name) => textAt(name)?.text,
    number(name, limits = { least: 0 }) {
      if (textAt(name) === undefined) return undefined;
      const read = amount(name);
      return read !== undefined && within(read.value, limits) ? read.value : refuse(name, limitText(limits));
    },
    share(name) {
      if (textAt(name) === undefined) return undefined;
      const read = amount(name);
      if (read === undefined || read.value < 0) return refuse(name, 'a share such as 2% or 0.02');
      if (read.value <= 1) return read.value;
      if (read.percent) return refuse(name, 'a share of at most 100 %');
      return refuse(
        name,
        'a share such as 2% or 0.02',
        `${read.value} per cent is written ${read.value}% or ${Number((read.value / 100).toPrecision(6))}`,
      );
    },
    duration(name) {
      const cell = textAt(name);
      if (cell === undefined) return undefined;
      const read = readDuration(cell.text);
      const seconds = read === undefined ? undefined : durationIn(read, decimal, cell.column.unit);
      return seconds === undefined || seconds < 0
        ? refuse(name, 'a duration such as 4m30s, 0:04:30 or 270')
        : seconds;
    },
    moment(name, timeName) {
      const cell = textAt(name);
      if (cell === undefined) return undefined;
      const read = readDate(cell.text);
      const day = read && dayIn(read, dateOrder);
      if (read === undefined || day === undefined)
        return refuse(name, 'a date', 'such as 2026-11-23T09:30 or 2026-11-23');
      const { secondOfDay, offsetSeconds } = read;
      const time = timeName === undefined || (secondOfDay ?? 0) !== 0 ? undefined : textAt(timeName);
      if (time === undefined) return { day, secondOfDay, offsetSeconds };
      const timed = readTimeOfDay(time.text) ?? readDate(time.text)?.secondOfDay;
      if (timed === undefined) return refuse(timeName ?? name, 'a time of day such as 09:30');
      return { day, secondOfDay: timed, offsetSeconds };
    },
    problem,
    headerOf: (name) => columns.get(name)?.header ?? name,
    positions() {
      const text = row.text ?? '';
      const at = (index: number): number => locateCell({ text, delimiter: table.delimiter, index }).column;
      return Object.fromEntries([...columns].map(([name, { index }]) => [name, at(index)]));
    },
  };
  return reader;
}
