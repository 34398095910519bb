import type { TimeZone } from '../calendar/time-zone.ts';
import type { ContactSeries, History } from '../history/contact-series.ts';
import { channelSpelling } from './spelling.ts';
import { binChannel } from './history-bins.ts';
import { historyLayout } from './history-columns.ts';
import { checkGrid, checkSpan, intervalName, intervalsOf } from './history-grid.ts';
import { keptInterval } from './history-interval.ts';
import { clockChanges, rowsByChannel } from './history-local.ts';
import { historyRowReader, type HistoryRowReader, type HistoryRows } from './history-rows.ts';
import { otherLayouts } from './layouts.ts';
import { headerSearch } from './table-header.ts';
import type { TableSource } from './table-source.ts';
import { readTable, type OpenTable } from './table.ts';

/** How past contacts are to be read. */
export interface HistoryOptions {
  readonly timeZone: TimeZone;
  /** The plan's interval; default 30 minutes. */
  readonly intervalSeconds?: number | undefined;
  /** The channel of rows that name none; default `phone`. */
  readonly defaultChannel?: string | undefined;
  /** Channels of the settings, whose spelling the file's channels take. */
  readonly channels?: readonly string[] | undefined;
}

/** Past contacts, and how many rows they came from. */
export interface HistoryTable {
  readonly history: History;
  readonly rows: number;
  /** The finest interval of the file. */
  readonly inputIntervalSeconds: number;
}

function noteIntervals(
  table: OpenTable,
  {
    channel,
    input,
    kept,
    plan,
    count,
  }: {
    readonly channel: string;
    readonly input: number;
    readonly kept: number;
    readonly plan: number;
    readonly count: number;
  },
): void {
  if (kept === plan && input === plan) return;
  const note =
    input === kept
      ? `${intervalName(input)} rows of ${channel} kept: longer than the plan's ${plan / 60} minutes`
      : `${intervalName(input)} rows of ${channel} summed to ${kept / 60} minutes`;
  table.notes.add(note, count);
}

async function readRows(
  source: TableSource,
  options: HistoryOptions,
): Promise<{ readonly table: OpenTable; readonly rows: HistoryRows }> {
  const { defaultChannel = 'phone', channels = [] } = options;
  const search = headerSearch({ layout: historyLayout, others: otherLayouts(historyLayout) });
  const channelName = channelSpelling([...channels, defaultChannel]);
  let reader: HistoryRowReader | undefined;
  const table = await readTable(source, (row, open) => {
    if (reader !== undefined) return reader.take(row);
    const header = search.offer(row, open);
    if (header !== undefined) reader = historyRowReader(open, header, { defaultChannel, channelName });
  });
  if (reader === undefined) search.giveUp(table);
  const rows = reader?.finish();
  if (rows === undefined || rows.count === 0) {
    table.problems.add({ file: source.file, message: 'has a header and no rows of past contacts' });
    table.problems.throwIfAny();
  }
  return { table, rows: rows as HistoryRows };
}

/**
 * Reads past contacts: one row an interval and channel, under any usual headers, in any usual spelling of dates and numbers, at
 * intervals of a minute to an hour or a day, which are found out per channel. Finer rows are summed to the plan's interval; coarser
 * ones stay as they are, because how contacts fall within an hour or a day is a forecast and no reading. Gaps stay gaps.
 *
 * Rows that say their offset are put on the zone's wall clock; the others are taken to show it. A time that a clock change
 * repeats is averaged over its two hours; a time that it skips is left out. Without a channel column everything is `defaultChannel`.
 *
 * @throws InputError with everything that is wrong.
 */
export async function readHistory(source: TableSource, options: HistoryOptions): Promise<HistoryTable> {
  const { timeZone, intervalSeconds: plan = 1800 } = options;
  const { table, rows } = await readRows(source, options);
  const channels = rowsByChannel(rows, timeZone);
  const context = { rows, file: source.file, problems: table.problems };
  for (const channel of channels) checkSpan(channel, context);
  const parts = intervalsOf(channels, plan);
  for (const part of parts) checkGrid(part, context);
  table.problems.throwIfAny();
  const changes = clockChanges(timeZone);
  const series = parts.map(({ part, seconds }): ContactSeries => {
    const kept = keptInterval(seconds, plan);
    noteIntervals(table, { channel: part.channel, input: seconds, kept, plan, count: part.rows.length });
    return binChannel(part, { rows, inputSeconds: seconds, keptSeconds: kept, changes, notes: table.notes });
  });
  const history: History = { series, notes: table.notes.all() };
  return {
    history,
    rows: rows.count,
    inputIntervalSeconds: Math.min(...parts.map(({ seconds }) => seconds)),
  };
}
