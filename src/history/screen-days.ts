import { weekdayOf } from '../calendar/local-date.ts';
import type { ContactSeries } from './contact-series.ts';
import type { HistoryAnomaly } from './history-anomaly.ts';
import type { OpeningPattern } from './opening-pattern.ts';

/** Same-weekday values that the median of a slot is taken over. */
const windowLength = 10;
/** Fewer past values than this are no ground to call anything unusual. */
const fewestValues = 4;
/** Standard deviations above the median at which a value is a spike, and the relative spread of an ordinary interval. */
const spikeDeviations = 6;
const ordinarySpread = 0.15;
/** A handful of contacts more than due is no spike, however few were due. */
const smallestSpike = 10;
/** An outage shows less than this share of what was due, over a run of slots in which at least so many contacts were due. */
const outageShare = 0.1;
const outageContacts = 20;
/** Slots needed to tell a busy day from a spike in it. */
const slotsForDayRatio = 6;

interface Screen {
  readonly series: ContactSeries;
  readonly pattern: OpeningPattern;
  /** Changed in place: spikes become what was due. */
  readonly contacts: Float64Array;
  /** Changed in place: outages become 0. */
  readonly usable: Uint8Array;
  readonly special: Uint8Array;
}

/** The last values of each slot of the week, in a ring. */
interface SlotWindows {
  readonly values: Float64Array;
  readonly counts: Uint16Array;
}

function medianOf(windows: SlotWindows, slot: number, scratch: Float64Array): number | undefined {
  const count = Math.min(windows.counts[slot]!, windowLength);
  if (count < fewestValues) return undefined;
  const start = slot * windowLength;
  for (let i = 0; i < count; i++) {
    const value = windows.values[start + i]!;
    let at = i;
    for (; at > 0 && scratch[at - 1]! > value; at--) scratch[at] = scratch[at - 1]!;
    scratch[at] = value;
  }
  const middle = count >> 1;
  return count % 2 === 1 ? scratch[middle]! : (scratch[middle - 1]! + scratch[middle]!) / 2;
}

function remember(windows: SlotWindows, slot: number, value: number): void {
  windows.values[slot * windowLength + (windows.counts[slot]! % windowLength)] = value;
  windows.counts[slot]! += 1;
}

/** How busy the day was as a whole, so that a busy day is not a day of spikes: the weighted median of value / due. */
function dayRatio(values: Float64Array, due: Float64Array): number {
  const order: { readonly ratio: number; readonly weight: number }[] = [];
  let total = 0;
  for (let slot = 0; slot < due.length; slot++) {
    if (!(due[slot]! > 0)) continue;
    order.push({ ratio: values[slot]! / due[slot]!, weight: due[slot]! });
    total += due[slot]!;
  }
  if (order.length < slotsForDayRatio || total < 50) return 1;
  order.sort((a, b) => a.ratio - b.ratio);
  let running = 0;
  for (const { ratio, weight } of order) {
    running += weight;
    if (running >= total / 2) return Math.max(1, ratio);
  }
  return 1;
}

function findOutages(screen: Screen, day: number, due: Float64Array): HistoryAnomaly[] {
  const { series, contacts, usable } = screen;
  const { intervalsPerDay } = series;
  const found: HistoryAnomaly[] = [];
  let from = -1;
  let observed = 0;
  let expected = 0;
  let openSlots = 0;
  for (let slot = 0; slot <= intervalsPerDay; slot++) {
    const index = day * intervalsPerDay + slot;
    const known = slot < intervalsPerDay && usable[index] === 1 && due[slot]! >= 0;
    if (known) openSlots += 1;
    if (known && contacts[index]! <= outageShare * due[slot]!) {
      if (from < 0) from = slot;
      observed += contacts[index]!;
      expected += due[slot]!;
    } else if (slot === intervalsPerDay || known) {
      if (from >= 0 && expected >= outageContacts) {
        found.push({
          kind: 'outage',
          day: series.firstDay + day,
          slot: from,
          slots: slot - from,
          observed,
          expected,
        });
      }
      from = -1;
      observed = 0;
      expected = 0;
    }
  }
  for (const { slot = 0, slots = 0 } of found) {
    usable.fill(0, day * intervalsPerDay + slot, day * intervalsPerDay + slot + slots);
  }
  const whole =
    found.length === 1 &&
    usable.subarray(day * intervalsPerDay, (day + 1) * intervalsPerDay).every((u) => u === 0);
  return whole && openSlots > 0
    ? found.map((anomaly) => ({ ...anomaly, slot: undefined, slots: undefined }))
    : found;
}

function spikeLimit(expected: number): number {
  const sd = Math.sqrt(expected + (ordinarySpread * expected) ** 2 + 1);
  return expected + Math.max(smallestSpike, spikeDeviations * sd);
}

function findSpikes(screen: Screen, day: number, due: Float64Array): HistoryAnomaly[] {
  const { series, contacts, usable } = screen;
  const { intervalsPerDay } = series;
  // One value a day cannot tell a spike from a new level: the day-total model weighs such days down and follows what lasts.
  if (intervalsPerDay < slotsForDayRatio) return [];
  const start = day * intervalsPerDay;
  const found: HistoryAnomaly[] = [];
  let ratio: number | undefined;
  for (let slot = 0; slot < intervalsPerDay; slot++) {
    const index = start + slot;
    if (usable[index] !== 1 || !(due[slot]! >= 0)) continue;
    const observed = contacts[index]!;
    if (observed <= spikeLimit(due[slot]!)) continue;
    // Only now: most days have no candidate, and this sorts the day.
    ratio ??= dayRatio(contacts.slice(start, start + intervalsPerDay), due);
    const expected = ratio * due[slot]!;
    if (observed <= spikeLimit(expected)) continue;
    found.push({ kind: 'spike', day: series.firstDay + day, slot, slots: 1, observed, expected });
    contacts[index] = expected;
  }
  return found;
}

function findGaps(screen: Screen, day: number): HistoryAnomaly[] {
  const { series, pattern, special } = screen;
  const { intervalsPerDay } = series;
  if (special[day] === 1) return [];
  const week = weekdayOf(series.firstDay + day) * intervalsPerDay;
  let open = 0;
  let missing = 0;
  let first = -1;
  for (let slot = 0; slot < intervalsPerDay; slot++) {
    if (pattern.open[week + slot] !== 1) continue;
    open += 1;
    if (series.observed[day * intervalsPerDay + slot] === 1) continue;
    missing += 1;
    if (first < 0) first = slot;
  }
  if (missing === 0) return [];
  const gap: HistoryAnomaly = { kind: 'gap', day: series.firstDay + day };
  return [missing === open ? gap : { ...gap, slot: first, slots: missing }];
}

/**
 * Finds gaps, outages and spikes day by day, each slot against the median of its last ten same-weekday values (what was due): a
 * spike is above due + 6·√(due + (0.15·due)² + 1), with due scaled up on a day that is busy as a whole; an outage is
 * a run of slots with less than a tenth of what was due in which at least 20 contacts were due. Days that the user lists are not judged
 * and are no measure for others. Outages are left out; spikes are replaced by what was due, but the raw value stays in the
 * window, so that what lasts becomes ordinary after five weeks at the latest.
 */
export function screenDays(screen: Screen): HistoryAnomaly[] {
  const { series, contacts, usable, special } = screen;
  const { intervalsPerDay } = series;
  const windows: SlotWindows = {
    values: new Float64Array(7 * intervalsPerDay * windowLength),
    counts: new Uint16Array(7 * intervalsPerDay),
  };
  const scratch = new Float64Array(windowLength);
  const due = new Float64Array(intervalsPerDay);
  const found: HistoryAnomaly[] = [];
  for (let day = 0; day < series.days; day++) {
    found.push(...findGaps(screen, day));
    if (special[day] === 1) continue;
    const week = weekdayOf(series.firstDay + day) * intervalsPerDay;
    const start = day * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      due[slot] = usable[start + slot] === 1 ? (medianOf(windows, week + slot, scratch) ?? NaN) : NaN;
    }
    const raw = contacts.slice(start, start + intervalsPerDay);
    const wasUsable = usable.slice(start, start + intervalsPerDay);
    found.push(...findOutages(screen, day, due), ...findSpikes(screen, day, due));
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      if (wasUsable[slot] === 1) remember(windows, week + slot, raw[slot]!);
    }
  }
  return found;
}
