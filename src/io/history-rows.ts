import { readDate, type DateCell } from './date-cells.ts';
import { readDuration } from './duration-cells.ts';
import { formatEvidence, type FileFormats, type FormatEvidence } from './format-evidence.ts';
import { growingColumn, type GrowingColumn } from './growing-column.ts';
import type { MatchedColumn } from './match-header.ts';
import { measureColumn, type MeasureColumn } from './measure-column.ts';
import type { OpenTable, RawRow } from './table.ts';
import { checkWidth, type TableHeader } from './table-header.ts';
import { readTimeOfDay } from './time-cells.ts';

/** The numbers that a row of past contacts may hold. */
export type Measure =
  | 'contacts'
  | 'average_handle_time_seconds'
  | 'answered'
  | 'abandoned'
  | 'waiting_time_seconds'
  | 'average_waiting_time_seconds';

/** All measures, and which of them are times. */
export const measures: readonly { readonly name: Measure; readonly time: boolean }[] = [
  { name: 'contacts', time: false },
  { name: 'average_handle_time_seconds', time: true },
  { name: 'answered', time: false },
  { name: 'abandoned', time: false },
  { name: 'waiting_time_seconds', time: true },
  { name: 'average_waiting_time_seconds', time: true },
];

/** Rows of past contacts, column by column; NaN where a row says nothing. */
export interface HistoryRows {
  readonly count: number;
  readonly line: Float64Array;
  /** Index into `channels`. */
  readonly channel: Float64Array;
  readonly channels: readonly string[];
  readonly day: Float64Array;
  /** NaN for a date alone. */
  readonly secondOfDay: Float64Array;
  /** Seconds ahead of UTC; NaN where the row does not say it. */
  readonly offsetSeconds: Float64Array;
  readonly measures: ReadonlyMap<Measure, Float64Array>;
}

/** Takes the rows of past contacts as they are read. */
export interface HistoryRowReader {
  take(row: RawRow): void;
  finish(): HistoryRows;
}

const dateHint = 'such as 2026-11-23T09:30, 23.11.2026 9:30 or 11/23/2026 9:30 AM';

interface DateColumns {
  readonly dayFirst: GrowingColumn;
  readonly monthFirst: GrowingColumn;
  readonly second: GrowingColumn;
  readonly offset: GrowingColumn;
}

/** Reads a column of dates; the rows of several channels repeat a date, so that the last one is worth remembering. */
function dateReader(column: MatchedColumn, table: OpenTable, evidence: FormatEvidence) {
  const { index } = column;
  let lastText: string | undefined;
  let last: DateCell | undefined;
  return (row: RawRow): DateCell | undefined => {
    const text = row.cells[index] ?? '';
    if (text !== lastText) {
      lastText = text;
      last = readDate(text);
    }
    if (last !== undefined)
      evidence.seeDate(last, text.trim(), (message, hint) => table.describe(row, { index, message, hint }));
    return last;
  };
}

/**
 * Reads the start of a row's interval: from one column, or from a column of dates and one of times. A time column that holds whole dates
 * goes before the column of dates.
 */
function startReader(header: TableHeader, table: OpenTable, evidence: FormatEvidence) {
  const start = header.columns.get('interval_start');
  const date = header.columns.get('date');
  const readStart = start && dateReader(start, table, evidence);
  const readDay = date && dateReader(date, table, evidence);
  const refuse = (row: RawRow, column: MatchedColumn, expected: string, hint?: string): undefined => {
    const text = row.cells[column.index]?.trim() ?? '';
    const found = text === '' ? 'blank' : `"${text}"`;
    table.problem(row, {
      index: column.index,
      message: `${column.header} is ${found}; expected ${expected}`,
      hint,
    });
    return undefined;
  };
  return (row: RawRow): DateCell | undefined => {
    const whole = readStart?.(row);
    if (whole !== undefined) return whole;
    if (date === undefined) return start && refuse(row, start, 'a date and time', dateHint);
    const day = readDay?.(row);
    if (day === undefined)
      return refuse(row, date, start === undefined ? 'a date and time' : 'a date', dateHint);
    if (start === undefined) return day;
    const secondOfDay = readTimeOfDay(row.cells[start.index] ?? '');
    if (secondOfDay === undefined || secondOfDay >= 86_400)
      return refuse(row, start, 'a time of day such as 09:30');
    return { ...day, secondOfDay };
  };
}

/** A row whose date does not read stays in its place: the file is refused in the end. */
function pushDate(columns: DateColumns, cell: DateCell | undefined): void {
  columns.dayFirst.push(cell?.dayFirst ?? Number.NaN);
  columns.monthFirst.push(cell?.monthFirst ?? Number.NaN);
  columns.second.push(cell?.secondOfDay ?? Number.NaN);
  columns.offset.push(cell?.offsetSeconds ?? Number.NaN);
}

/** A reader for rows below `header`; `finish` throws when the rows hold problems. */
export function historyRowReader(
  table: OpenTable,
  header: TableHeader,
  options: { readonly defaultChannel: string; readonly channelName: (written: string) => string },
): HistoryRowReader {
  const evidence = formatEvidence();
  const line = growingColumn();
  const channel = growingColumn();
  const dates = {
    dayFirst: growingColumn(),
    monthFirst: growingColumn(),
    second: growingColumn(),
    offset: growingColumn(),
  };
  const columns = new Map<Measure, MeasureColumn>();
  for (const { name, time } of measures) {
    const matched = header.columns.get(name);
    if (matched !== undefined)
      columns.set(name, measureColumn({ table, matched, evidence, read: time ? readDuration : undefined }));
  }
  const readStart = startReader(header, table, evidence);
  const channelColumn = header.columns.get('channel');
  const channels: string[] = [];
  const indexes = new Map<string, number>();
  const channelIndex = (written: string): number => {
    let index = indexes.get(written);
    if (index === undefined) {
      const name = written.trim() === '' ? options.defaultChannel : options.channelName(written);
      index = channels.indexOf(name);
      if (index < 0) index = channels.push(name) - 1;
      indexes.set(written, index);
    }
    return index;
  };
  return {
    take(row) {
      checkWidth(row, header, table);
      pushDate(dates, readStart(row));
      for (const column of columns.values()) column.push(row);
      line.push(row.line);
      channel.push(channelIndex(channelColumn === undefined ? '' : (row.cells[channelColumn.index] ?? '')));
    },
    finish() {
      const formats = evidence.decide(table.problems, table.delimiter);
      table.problems.throwIfAny();
      const values = new Map([...columns].map(([name, column]) => [name, column.values(formats)] as const));
      return rowsOf({ line, channel, dates, channels, values, formats });
    },
  };
}

function rowsOf(read: {
  readonly line: GrowingColumn;
  readonly channel: GrowingColumn;
  readonly dates: DateColumns;
  readonly channels: readonly string[];
  readonly values: ReadonlyMap<Measure, Float64Array>;
  readonly formats: FileFormats;
}): HistoryRows {
  const { line, channel, dates, channels, values, formats } = read;
  return {
    count: line.length,
    line: line.values(),
    channel: channel.values(),
    channels,
    day: (formats.dateOrder === 'day-first' ? dates.dayFirst : dates.monthFirst).values(),
    secondOfDay: dates.second.values(),
    offsetSeconds: dates.offset.values(),
    measures: values,
  };
}
