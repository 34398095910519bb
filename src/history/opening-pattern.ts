import { weekdayOf } from '../calendar/local-date.ts';
import type { OpeningHours } from '../calendar/opening-hours.ts';
import type { ContactSeries } from './contact-series.ts';

/** The week of a channel: which wall-clock slots of each weekday take contacts. */
export interface OpeningPattern {
  readonly intervalsPerDay: number;
  /** 1 where open; index = weekday · intervalsPerDay + slot, weekday 0 = Monday. */
  readonly open: Uint8Array;
  /** 1 for each weekday with an open slot. */
  readonly openWeekdays: Uint8Array;
  readonly source: 'given' | 'inferred';
}

/** Weeks looked at: long enough to be sure of a slot with few contacts, short enough to follow a change of hours. */
const weeksForWeekdays = 13;
const weeksForSlots = 26;
/** A slot with a smaller share than this of the weekday's usual slot takes strays, not contacts. */
const straySlotShare = 0.04;
/** A weekday with a smaller share than this of the busiest one's contacts takes strays too. */
const strayDayShare = 0.005;
/** A slot with less than this share is closed, however often a contact strays in. */
const rareSlotShare = 0.01;
/** So few contacts due say nothing about one weekday; with more, less than this share of them says that it is closed. */
const undecided = 8;
const closedShare = 0.15;

function patternOf(
  open: Uint8Array,
  intervalsPerDay: number,
  source: OpeningPattern['source'],
): OpeningPattern {
  const openWeekdays = new Uint8Array(7);
  for (let index = 0; index < open.length; index++) {
    if (open[index] === 1) openWeekdays[Math.floor(index / intervalsPerDay)] = 1;
  }
  return { intervalsPerDay, open, openWeekdays, source };
}

/** The pattern of opening hours that are known. A slot that is open in part counts as open. */
export function openingPatternOf(hours: OpeningHours, intervalsPerDay: number): OpeningPattern {
  const open = new Uint8Array(7 * intervalsPerDay);
  const slotSeconds = 86_400 / intervalsPerDay;
  for (const period of hours.periods) {
    const first = Math.floor(period.open / slotSeconds);
    const end = Math.ceil(period.close / slotSeconds);
    for (let slot = first; slot < end; slot++) {
      open[(period.weekday * intervalsPerDay + slot) % open.length] = 1;
    }
  }
  return patternOf(open, intervalsPerDay, 'given');
}

interface SlotTally {
  /** Contacts, days with contacts, and days on which the slot was observed, by slot of the week. */
  readonly contacts: Float64Array;
  readonly busy: Float64Array;
  readonly seen: Float64Array;
  /** Days with contacts, by weekday. */
  readonly days: Float64Array;
}

function tallySlots(series: ContactSeries, weeks: number): SlotTally {
  const { intervalsPerDay, days } = series;
  const zerosOmitted = !hasListedZero(series);
  const contacts = new Float64Array(7 * intervalsPerDay);
  const busy = new Float64Array(7 * intervalsPerDay);
  const seen = new Float64Array(7 * intervalsPerDay);
  const busyDays = new Float64Array(7);
  for (let day = Math.max(0, days - 7 * weeks); day < days; day++) {
    const start = day * intervalsPerDay;
    if (!isBusyDay(series, day)) continue;
    const weekday = weekdayOf(series.firstDay + day);
    busyDays[weekday]! += 1;
    const weekStart = weekday * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      if (series.observed[start + slot] !== 1 && !zerosOmitted) continue;
      const value = series.contacts[start + slot]!;
      contacts[weekStart + slot]! += value;
      seen[weekStart + slot]! += 1;
      if (value > 0) busy[weekStart + slot]! += 1;
    }
  }
  return { contacts, busy, seen, days: busyDays };
}

/** True when some interval of a day with contacts is listed with none: then a missing row is a gap and not a zero. */
export function hasListedZero(series: ContactSeries): boolean {
  for (let day = 0; day < series.days; day++) {
    if (!isBusyDay(series, day)) continue;
    const start = day * series.intervalsPerDay;
    for (let index = start; index < start + series.intervalsPerDay; index++) {
      if (series.observed[index] === 1 && series.contacts[index] === 0) return true;
    }
  }
  return false;
}

/** True when a day (counted from the first) has any contact. */
export function isBusyDay(series: ContactSeries, day: number): boolean {
  const start = day * series.intervalsPerDay;
  for (let slot = 0; slot < series.intervalsPerDay; slot++)
    if (series.contacts[start + slot]! > 0) return true;
  return false;
}

/** Weekdays that had contacts in a third of the weeks that had any, and more than strays. */
function busyWeekdays(series: ContactSeries): Uint8Array {
  const { intervalsPerDay, days } = series;
  const busyDays = new Float64Array(7);
  const totals = new Float64Array(7);
  const weeks = new Set<number>();
  for (let day = Math.max(0, days - 7 * weeksForWeekdays); day < days; day++) {
    if (!isBusyDay(series, day)) continue;
    const number = series.firstDay + day;
    busyDays[weekdayOf(number)]! += 1;
    weeks.add(Math.floor((number + 3) / 7));
    for (let index = day * intervalsPerDay; index < (day + 1) * intervalsPerDay; index++) {
      totals[weekdayOf(number)]! += series.contacts[index]!;
    }
  }
  const busiest = Math.max(...totals.map((total, weekday) => total / Math.max(1, busyDays[weekday]!)));
  return Uint8Array.from(busyDays, (count, weekday) =>
    count > 0 && count >= weeks.size / 3 && totals[weekday]! >= strayDayShare * busiest * count ? 1 : 0,
  );
}

/** Opens closed holes of up to an hour in which contacts did come: chance, not a lunch break. */
function fillHoles(
  open: Uint8Array,
  tally: SlotTally,
  range: { readonly start: number; readonly slots: number },
): void {
  const longest = Math.max(1, Math.round(range.slots / 24));
  let hole = 0;
  for (let slot = 0; slot < range.slots; slot++) {
    const index = range.start + slot;
    if (open[index] === 1) {
      const from = index - hole;
      if (
        hole > 0 &&
        hole <= longest &&
        hole < slot &&
        tally.contacts.subarray(from, index).some((value) => value > 0)
      ) {
        open.fill(1, from, index);
      }
      hole = 0;
    } else hole += 1;
  }
}

/** Contacts of a weekday's middle slot, counted over the contacts: half of them come in slots at least as busy. */
function usualSlotMean(means: readonly number[]): number {
  const sorted = means.filter((mean) => mean > 0).sort((a, b) => b - a);
  const half = sorted.reduce((sum, mean) => sum + mean, 0) / 2;
  let running = 0;
  for (const mean of sorted) {
    running += mean;
    if (running >= half) return mean;
  }
  return 0;
}

/** How busy each slot of the day is beside the usual slot, all open weekdays together. */
function relativeSlots(tally: SlotTally, usual: readonly number[], intervalsPerDay: number): Float64Array {
  const relative = new Float64Array(intervalsPerDay);
  for (let slot = 0; slot < intervalsPerDay; slot++) {
    let contacts = 0;
    let due = 0;
    for (let weekday = 0; weekday < 7; weekday++) {
      contacts += tally.contacts[weekday * intervalsPerDay + slot]!;
      due += usual[weekday]! * tally.seen[weekday * intervalsPerDay + slot]!;
    }
    relative[slot] = due > 0 ? contacts / due : 0;
  }
  return relative;
}

/**
 * The opening pattern that a series shows. A weekday is open when contacts came on it in at least a third of the last 13 weeks (so that
 * a closure or two does not shut it and a new Saturday opens it), and more than half a percent of the busiest weekday's. A slot of an open weekday is open when, over the last 26 weeks, it
 * had at least 4 % of the contacts of the weekday's usual slot, or some in most weeks; and also when the slot is
 * open on the other weekdays and this weekday's few contacts do not speak against it, which decides the nights of sparse
 * channels. A series of daily totals opens its weekdays whole.
 *
 * Fails where calls after hours are counted and many; then the hours must be given.
 */
export function inferOpeningPattern(series: ContactSeries): OpeningPattern {
  const { intervalsPerDay } = series;
  const open = new Uint8Array(7 * intervalsPerDay);
  const weekdays = busyWeekdays(series);
  const tally = tallySlots(series, weeksForSlots);
  const means = tally.contacts.map((contacts, index) =>
    tally.seen[index]! > 0 ? contacts / tally.seen[index]! : 0,
  );
  const usual = Array.from(weekdays, (isOpen, weekday) =>
    isOpen === 1
      ? usualSlotMean([...means.subarray(weekday * intervalsPerDay, (weekday + 1) * intervalsPerDay)])
      : 0,
  );
  const relative = relativeSlots(tally, usual, intervalsPerDay);
  for (let weekday = 0; weekday < 7; weekday++) {
    if (weekdays[weekday] !== 1) continue;
    const start = weekday * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const index = start + slot;
      const own = means[index]! / usual[weekday]!;
      const mostly = tally.busy[index]! > tally.seen[index]! / 2 && own >= rareSlotShare;
      const due = relative[slot]! * usual[weekday]! * tally.days[weekday]!;
      const likeOthers =
        relative[slot]! >= rareSlotShare && (due < undecided || tally.contacts[index]! >= closedShare * due);
      if (own >= straySlotShare || mostly || likeOthers) open[index] = 1;
    }
    fillHoles(open, tally, { start, slots: intervalsPerDay });
  }
  return patternOf(open, intervalsPerDay, 'inferred');
}
