import { secondsPerDay } from '../calendar/local-date.ts';
import type { ContactSeries } from '../history/contact-series.ts';
import type { ClockChanges, ChannelRows } from './history-local.ts';
import type { HistoryRows, Measure } from './history-rows.ts';
import type { NoteList } from './note-list.ts';

/** How one channel's rows are put on a grid. */
export interface BinOptions {
  readonly rows: HistoryRows;
  readonly inputSeconds: number;
  readonly keptSeconds: number;
  readonly changes: ClockChanges;
  readonly notes: NoteList;
}

/**
 * Weight of each row: 1, or a half where the clock showed the same time twice and both times are there. Rows that say their
 * offset prove it by two instants; of the others, two rows for one time are taken for the two times.
 */
function weights(
  part: ChannelRows,
  changes: ClockChanges,
): { readonly weight: Float64Array; readonly repeated: Set<number> } {
  const weight = new Float64Array(part.local.length).fill(1);
  const groups = new Map<number, number[]>();
  for (let at = 0; at < part.local.length; at++) {
    const local = part.local[at] ?? 0;
    const resolution = changes.resolutionOf(local);
    if (resolution === 'skipped' && Number.isNaN(part.instant[at])) weight[at] = 0;
    if (resolution !== 'repeated') continue;
    const group = groups.get(local);
    if (group === undefined) groups.set(local, [at]);
    else group.push(at);
  }
  const repeated = new Set<number>();
  for (const group of groups.values()) {
    const instants = new Set(
      group.map((at) => part.instant[at] ?? Number.NaN).filter((instant) => !Number.isNaN(instant)),
    );
    const times = instants.size > 0 ? instants.size : Math.min(group.length, 2);
    if (times < 2) continue;
    for (const at of group) {
      weight[at] = 1 / times;
      repeated.add(at);
    }
  }
  return { weight, repeated };
}

/** Contacts of a row: offered, or answered and abandoned together where only these are known. */
function contactsReader(measures: ReadonlyMap<Measure, Float64Array>): (row: number) => number {
  const contacts = measures.get('contacts');
  if (contacts !== undefined) return (row) => contacts[row] ?? Number.NaN;
  const answered = measures.get('answered');
  const abandoned = measures.get('abandoned');
  return (row) => (answered?.[row] ?? Number.NaN) + zeroIfUnknown(abandoned?.[row]);
}

function zeroIfUnknown(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? 0 : value;
}

function addTo(array: Float64Array | undefined, slot: number, value: number): void {
  if (array !== undefined) array[slot] = (array[slot] ?? 0) + value;
}

/** Empty arrays of a channel's series, those that its file has columns for. */
function emptySeries(measures: ReadonlyMap<Measure, Float64Array>, length: number) {
  const when = (has: boolean): Float64Array | undefined => (has ? new Float64Array(length) : undefined);
  const handled = measures.has('average_handle_time_seconds');
  return {
    contacts: new Float64Array(length),
    observed: new Uint8Array(length),
    handleTime: handled
      ? { totalSeconds: new Float64Array(length), contacts: new Float64Array(length) }
      : undefined,
    abandoned: when(measures.has('abandoned')),
    waitingTimeSeconds: when(
      measures.has('waiting_time_seconds') || measures.has('average_waiting_time_seconds'),
    ),
  };
}

/**
 * Puts a channel's rows on its dense grid: rows of one time summed, finer rows summed into the kept interval, repeated times
 * averaged, skipped times and rows without contacts left out; each counted in a note.
 */
export function binChannel(part: ChannelRows, options: BinOptions): ContactSeries {
  const { rows, inputSeconds, keptSeconds, changes, notes } = options;
  const { measures } = rows;
  const daily = inputSeconds === secondsPerDay;
  const dayOf = (at: number): number =>
    daily ? (part.writtenDay[at] ?? 0) : Math.floor((part.local[at] ?? 0) / secondsPerDay);
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < part.rows.length; at++) {
    firstDay = Math.min(firstDay, dayOf(at));
    lastDay = Math.max(lastDay, dayOf(at));
  }
  const days = lastDay - firstDay + 1;
  const intervalsPerDay = secondsPerDay / keptSeconds;
  const series = emptySeries(measures, days * intervalsPerDay);
  const fine = new Uint8Array((days * secondsPerDay) / inputSeconds);
  const { weight, repeated } = daily
    ? { weight: new Float64Array(part.rows.length).fill(1), repeated: new Set<number>() }
    : weights(part, changes);
  const contactsOf = contactsReader(measures);
  const handleTime = measures.get('average_handle_time_seconds');
  const abandoned = measures.get('abandoned');
  const waiting = measures.get('waiting_time_seconds');
  const averageWaiting = measures.get('average_waiting_time_seconds');
  for (let at = 0; at < part.rows.length; at++) {
    const row = part.rows[at] ?? 0;
    const contacts = contactsOf(row);
    const share = weight[at] ?? 1;
    if (Number.isNaN(contacts)) notes.add('rows without contacts left as gaps');
    else if (share === 0) notes.add('rows at times that the clock change skips left out');
    else {
      const second = daily ? dayOf(at) * secondsPerDay : (part.local[at] ?? 0);
      const within = second - firstDay * secondsPerDay;
      const fineSlot = Math.floor(within / inputSeconds);
      const slot = Math.floor(within / keptSeconds);
      if (repeated.has(at)) notes.add('rows at times that the clock change repeats averaged');
      else if (fine[fineSlot] === 1) notes.add('rows for the same interval and channel summed');
      fine[fineSlot] = 1;
      series.observed[slot] = 1;
      addTo(series.contacts, slot, contacts * share);
      const lost = zeroIfUnknown(abandoned?.[row]);
      addTo(series.abandoned, slot, lost * share);
      const meanHandleTime = zeroIfUnknown(handleTime?.[row]);
      // A mean of zero stands where nobody was answered.
      if (series.handleTime !== undefined && meanHandleTime > 0) {
        const answered = Math.max(0, contacts - lost) * share;
        addTo(series.handleTime.totalSeconds, slot, meanHandleTime * answered);
        addTo(series.handleTime.contacts, slot, answered);
      }
      const wait =
        waiting === undefined ? zeroIfUnknown(averageWaiting?.[row]) * contacts : zeroIfUnknown(waiting[row]);
      addTo(series.waitingTimeSeconds, slot, wait * share);
    }
  }
  return { channel: part.channel, intervalSeconds: keptSeconds, intervalsPerDay, firstDay, days, ...series };
}
