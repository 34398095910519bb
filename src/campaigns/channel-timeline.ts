import { secondsPerDay, weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { openPeriodsOf, type OpeningHours } from '../calendar/opening-hours.ts';
import { specialDayAt, type SpecialDay } from '../calendar/special-days.ts';
import type { Instant, TimeZone } from '../calendar/time-zone.ts';

/** How a channel's contacts spread over a week: relative weights by weekday (Monday first) and slot. */
export interface WeekPattern {
  readonly intervalSeconds: number;
  /** index = weekday × slots of a day + slot; not negative. */
  readonly weights: Float64Array;
}

/** The stretches of a local day in which a channel takes contacts, in seconds after midnight. */
export type OpenPeriodsOfDay = (
  day: DayNumber,
) => readonly { readonly open: number; readonly close: number }[];

/**
 * One channel's open time, activity and waking time on the real-time axis, cut into segments in which none of them changes.
 * `boundaries` holds the n segment starts and the last end; the cumulative arrays have a value at each boundary.
 */
export interface ChannelTimeline {
  readonly timeZone: TimeZone;
  readonly firstDay: DayNumber;
  /** The instants at which its local days begin, and the end of the last. */
  readonly dayStarts: Float64Array;
  readonly boundaries: Float64Array;
  /** 1 for segments in which the channel takes contacts, and in which people are awake. */
  readonly open: Uint8Array;
  readonly awake: Uint8Array;
  /** Pattern weight × open seconds, summed up to each boundary. */
  readonly activityBefore: Float64Array;
  /** Mean activity of a day that has any. */
  readonly openDayActivity: number;
}

/** When people are awake, as long as the channel's own contacts do not tell: seconds after local midnight. */
export const usualWakingHours = { from: 7 * 3600, to: 22 * 3600 };

/** An open slot with less than this share of its weekday's mean counts as night. */
const nightShare = 0.2;

/** Longest segment: short enough for what is carried over to an opening to be spread over its first hour. */
const longestSegment = 1800;

/** Step of the search for changes on days on which clocks change. */
const clockChangeStep = 300;

/** Opening hours with the listed closures taken out. */
export function openPeriodsWithClosures(
  hours: OpeningHours,
  specialDays: readonly SpecialDay[],
): OpenPeriodsOfDay {
  return (day) => (specialDayAt(specialDays, day)?.class === 'closed' ? [] : openPeriodsOf(hours, day));
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly open: boolean;
  readonly weight: number;
  readonly awake: boolean;
}

function weekdayMeans(pattern: WeekPattern): number[] {
  const slots = secondsPerDay / pattern.intervalSeconds;
  return Array.from({ length: 7 }, (_, weekday) => {
    const used = pattern.weights
      .subarray(weekday * slots, (weekday + 1) * slots)
      .filter((weight) => weight > 0);
    return used.length === 0 ? 0 : used.reduce((sum, weight) => sum + weight, 0) / used.length;
  });
}

/** The pieces of one weekday's local clock, given its open periods. */
function piecesOf(input: {
  readonly weekday: number;
  readonly periods: ReturnType<OpenPeriodsOfDay>;
  readonly pattern: WeekPattern | undefined;
  readonly means: readonly number[];
}): Piece[] {
  const { weekday, periods, pattern, means } = input;
  const slotSeconds = pattern?.intervalSeconds ?? secondsPerDay;
  const cuts = new Set<number>([0, secondsPerDay, usualWakingHours.from, usualWakingHours.to]);
  for (let cut = 0; cut < secondsPerDay; cut += Math.min(slotSeconds, longestSegment)) cuts.add(cut);
  for (const { open, close } of periods) cuts.add(open).add(close);
  const sorted = [...cuts].filter((cut) => cut >= 0 && cut <= secondsPerDay).sort((a, b) => a - b);
  const usual = (from: number): boolean => from >= usualWakingHours.from && from < usualWakingHours.to;
  return sorted.slice(0, -1).map((from, index) => {
    const open = periods.some((period) => from >= period.open && from < period.close);
    const weight =
      pattern?.weights[(weekday * secondsPerDay) / slotSeconds + Math.floor(from / slotSeconds)] ?? 1;
    const mean = means[weekday] ?? 0;
    const awake = open && mean > 0 ? weight >= nightShare * mean : usual(from);
    return { from, to: sorted[index + 1] ?? secondsPerDay, open, weight, awake };
  });
}

/** Cuts a day whose clock changes into stretches of real time, each with the piece the wall clock shows. */
function changedDay(
  zone: TimeZone,
  day: DayNumber,
  pieces: readonly Piece[],
): { start: Instant; piece: Piece }[] {
  const end = zone.startOfDay(day + 1);
  const stretches: { start: Instant; piece: Piece }[] = [];
  for (let start = zone.startOfDay(day); start < end; start += clockChangeStep) {
    const { secondOfDay } = zone.localTimeOf(start);
    const piece = pieces.find(({ from, to }) => secondOfDay >= from && secondOfDay < to);
    if (piece !== undefined && piece !== stretches.at(-1)?.piece) stretches.push({ start, piece });
  }
  return stretches;
}

/**
 * Lays a channel's week on `days` local days of real time from `firstDay` on, clock changes and closures included.
 *
 * Without a pattern all open time is equally active. A slot is night when it is open and has less than a fifth of its
 * weekday's mean activity, or when nothing is known of it and it lies outside 07:00–22:00; on a line that is open at night only it
 * never is.
 */
export function channelTimeline(input: {
  readonly timeZone: TimeZone;
  readonly firstDay: DayNumber;
  readonly days: number;
  readonly openPeriods: OpenPeriodsOfDay;
  readonly pattern?: WeekPattern | undefined;
}): ChannelTimeline {
  const { timeZone: zone, firstDay, days, openPeriods, pattern } = input;
  const means = pattern === undefined ? [] : weekdayMeans(pattern);
  const known = new Map<string, Piece[]>();
  const starts: Instant[] = [];
  const pieces: Piece[] = [];
  const dayStarts = [zone.startOfDay(firstDay)];
  for (let day = firstDay; day < firstDay + days; day++) {
    const midnight = zone.startOfDay(day);
    const next = zone.startOfDay(day + 1);
    const periods = openPeriods(day);
    const weekday = weekdayOf(day);
    const key = `${weekday} ${periods.map(({ open, close }) => `${open}-${close}`).join()}`;
    const dayPieces = known.get(key) ?? piecesOf({ weekday, periods, pattern, means });
    known.set(key, dayPieces);
    const stretches =
      next - midnight === secondsPerDay
        ? dayPieces.map((piece) => ({ start: midnight + piece.from, piece }))
        : changedDay(zone, day, dayPieces);
    for (const { start, piece } of stretches) {
      starts.push(start);
      pieces.push(piece);
    }
    dayStarts.push(next);
  }
  starts.push(dayStarts.at(-1) ?? 0);
  const timeline = {
    timeZone: zone,
    firstDay,
    dayStarts: Float64Array.from(dayStarts),
    ...cumulated(starts, pieces),
  };
  return { ...timeline, openDayActivity: openDayActivity({ ...timeline, openDayActivity: 0 }) };
}

function openDayActivity(timeline: ChannelTimeline): number {
  const { dayStarts, activityBefore } = timeline;
  const before = Array.from(dayStarts, (start) => valueAt(timeline, activityBefore, start));
  const active = before.slice(1).filter((value, day) => value > (before[day] ?? 0)).length;
  return (before.at(-1) ?? 0) / Math.max(1, active);
}

function cumulated(
  starts: readonly Instant[],
  pieces: readonly Piece[],
): Pick<ChannelTimeline, 'boundaries' | 'open' | 'awake' | 'activityBefore'> {
  const boundaries = Float64Array.from(starts);
  const activityBefore = new Float64Array(boundaries.length);
  for (const [index, piece] of pieces.entries()) {
    const seconds = (boundaries[index + 1] ?? 0) - (boundaries[index] ?? 0);
    activityBefore[index + 1] = (activityBefore[index] ?? 0) + (piece.open ? piece.weight * seconds : 0);
  }
  const open = Uint8Array.from(pieces, (piece) => (piece.open ? 1 : 0));
  // A line that is open at night only is there for people who are awake then.
  const nightLine = !pieces.some((piece) => piece.open && piece.awake);
  const awake = Uint8Array.from(pieces, (piece) => (piece.awake || (nightLine && piece.open) ? 1 : 0));
  return { boundaries, open, awake, activityBefore };
}

/** Index of the segment that holds an instant; clamped to the first and last. */
export function segmentAt({ boundaries }: ChannelTimeline, instant: Instant): number {
  let low = 0;
  let high = boundaries.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((boundaries[middle] ?? 0) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A cumulative array's value at an instant, straight between boundaries. */
export function valueAt(timeline: ChannelTimeline, cumulative: Float64Array, instant: Instant): number {
  const { boundaries } = timeline;
  const segment = segmentAt(timeline, instant);
  const from = boundaries[segment] ?? 0;
  const to = boundaries[segment + 1] ?? from;
  const before = cumulative[segment] ?? 0;
  const after = cumulative[segment + 1] ?? before;
  if (instant <= from || to <= from) return before;
  if (instant >= to) return after;
  return before + ((after - before) * (instant - from)) / (to - from);
}

/** True when the channel takes contacts at an instant. Outside the timeline it does not. */
export function isOpenAtInstant(timeline: ChannelTimeline, instant: Instant): boolean {
  const { boundaries, open } = timeline;
  if (instant < (boundaries[0] ?? 0) || instant >= (boundaries.at(-1) ?? 0)) return false;
  return open[segmentAt(timeline, instant)] === 1;
}
