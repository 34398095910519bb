import { formatDay, formatTimeOfDay, secondsPerDay } from '../calendar/local-date.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { ContactSeries, History } from '../history/contact-series.ts';
import { channelSpelling } from './spelling.ts';
import { binChannel } from './history-bins.ts';
import { historyLayout } from './history-columns.ts';
import { detectInterval, keptInterval, type DetectedInterval } from './history-interval.ts';
import { clockChanges, rowsByChannel, type ChannelRows } from './history-local.ts';
import { historyRowReader, type HistoryRowReader, type HistoryRows } from './history-rows.ts';
import { otherLayouts } from './layouts.ts';
import type { ProblemList } from './problem-list.ts';
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

function intervalName(seconds: number): string {
  if (seconds === secondsPerDay) return 'daily';
  return seconds === 3600 ? 'hourly' : `${seconds / 60}-minute`;
}

/** The interval of each channel; a channel with too few rows to tell takes the finest of the others, else the plan's. */
function intervalsOf(
  parts: readonly ChannelRows[],
  planSeconds: number,
): readonly { readonly part: ChannelRows; readonly detected: DetectedInterval; readonly seconds: number }[] {
  const detected = parts.map((part) => ({ part, detected: detectInterval(part) }));
  const known = detected.flatMap(({ detected: { kind }, detected: found }) =>
    kind === 'found' && 'seconds' in found && found.seconds < secondsPerDay ? [found.seconds] : [],
  );
  const usual = known.length > 0 ? Math.min(...known) : planSeconds;
  return detected.map(({ part, detected: found }) => ({
    part,
    detected: found,
    seconds: found.kind === 'found' ? found.seconds : usual,
  }));
}

const gridHint = 'export the contacts by 5, 10, 15, 20, 30 or 60 minutes in local time, or by day';

/** Refuses channels whose rows lie on no grid, and single rows that lie beside theirs. */
function checkGrid(
  {
    part,
    detected,
    seconds,
  }: { readonly part: ChannelRows; readonly detected: DetectedInterval; readonly seconds: number },
  {
    rows,
    file,
    problems,
  }: { readonly rows: HistoryRows; readonly file: string; readonly problems: ProblemList },
): void {
  const lineOf = (at: number): number => rows.line[part.rows[at] ?? 0] ?? 0;
  const timeOf = (at: number): string => {
    const local = part.local[at] ?? 0;
    const day = Math.floor(local / secondsPerDay);
    return `${formatDay(day)} ${formatTimeOfDay(local - day * secondsPerDay)}`;
  };
  if (detected.kind === 'off-grid') {
    const minutes = detected.stepSeconds / 60;
    const message = `rows of ${part.channel} begin ${minutes} minutes apart, at times such as ${timeOf(0)}: no interval of a day's grid`;
    problems.add({ file, line: lineOf(0), message, hint: gridHint });
    return;
  }
  if (detected.kind === 'irregular') {
    const message = `rows of ${part.channel} begin at times such as ${timeOf(0)} that lie on no grid of intervals`;
    problems.add({
      file,
      line: lineOf(0),
      message,
      hint: `${gridHint}; a list of single contacts must be counted first`,
    });
    return;
  }
  for (let at = 0; at < part.local.length; at++) {
    if (seconds === secondsPerDay) continue;
    if (Number.isNaN(part.writtenSecond[at])) {
      problems.add({
        file,
        line: lineOf(at),
        message: `${formatDay(part.writtenDay[at] ?? 0)} has no time, other rows of ${part.channel} do`,
      });
    } else if ((part.local[at] ?? 0) % seconds !== 0) {
      problems.add({
        file,
        line: lineOf(at),
        message: `${timeOf(at)} is not on the ${intervalName(seconds)} grid of ${part.channel}`,
        hint: gridHint,
      });
    }
  }
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
  const parts = intervalsOf(rowsByChannel(rows, timeZone), plan);
  for (const part of parts) checkGrid(part, { rows, file: source.file, problems: table.problems });
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
