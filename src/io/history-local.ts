import { secondsPerDay, type DayNumber } from '../calendar/local-date.ts';
import type { Instant, TimeZone } from '../calendar/time-zone.ts';
import type { HistoryRows } from './history-rows.ts';

/** Row numbers of each channel, with their wall-clock times in the plan's zone. */
export interface ChannelRows {
  readonly channel: string;
  readonly rows: Int32Array;
  /** Seconds since 1970-01-01 of the wall clock; a date alone is its midnight. */
  readonly local: Float64Array;
  readonly writtenSecond: Float64Array;
  /** The day as written: what a daily row is about, whatever its offset. */
  readonly writtenDay: Float64Array;
  /** Real time, where the row says its offset; else NaN. */
  readonly instant: Float64Array;
}

/** Sorts rows by channel and finds what the wall showed at their start. */
export function rowsByChannel(rows: HistoryRows, zone: TimeZone): readonly ChannelRows[] {
  const counts = new Int32Array(rows.channels.length);
  for (const channel of rows.channel) counts[channel] = (counts[channel] ?? 0) + 1;
  const split = rows.channels.map((channel, index) => {
    const room = counts[index] ?? 0;
    return {
      channel,
      rows: new Int32Array(room),
      local: new Float64Array(room),
      writtenSecond: new Float64Array(room),
      writtenDay: new Float64Array(room),
      instant: new Float64Array(room),
    };
  });
  const filled = new Int32Array(rows.channels.length);
  for (let row = 0; row < rows.count; row++) {
    const index = rows.channel[row] ?? 0;
    const part = split[index];
    if (part === undefined) continue;
    const at = filled[index] ?? 0;
    filled[index] = at + 1;
    const day = rows.day[row] ?? 0;
    const second = rows.secondOfDay[row] ?? Number.NaN;
    const offset = rows.offsetSeconds[row] ?? Number.NaN;
    const written = day * secondsPerDay + (Number.isNaN(second) ? 0 : second);
    const instant = written - offset;
    part.rows[at] = row;
    part.local[at] = Number.isNaN(offset) ? written : instant + zone.offsetAt(instant);
    part.writtenSecond[at] = second;
    part.writtenDay[at] = day;
    part.instant[at] = instant;
  }
  return split;
}

/** What clock changes do to wall-clock times: only on the days that have one, so that asking is cheap. */
export interface ClockChanges {
  resolutionOf(local: number): 'exact' | 'skipped' | 'repeated';
}

/** The clock changes of a zone, remembered by day. */
export function clockChanges(zone: TimeZone): ClockChanges {
  const changing = new Map<DayNumber, boolean>();
  let lastDay = Number.NaN;
  let lastChanges = false;
  const changesOn = (day: DayNumber): boolean => {
    if (day === lastDay) return lastChanges;
    let changes = changing.get(day);
    if (changes === undefined) {
      const noon: Instant = day * secondsPerDay + secondsPerDay / 2;
      changes = zone.offsetAt(noon - 2 * secondsPerDay) !== zone.offsetAt(noon + 2 * secondsPerDay);
      changing.set(day, changes);
    }
    lastDay = day;
    lastChanges = changes;
    return changes;
  };
  return {
    resolutionOf(local) {
      const day = Math.floor(local / secondsPerDay);
      if (!changesOn(day)) return 'exact';
      return zone.instantOf({ day, secondOfDay: local - day * secondsPerDay }).resolution;
    },
  };
}
