import { tzOffset } from '@date-fns/tz';
import { formatDay, formatTimeOfDay, secondsPerDay, type DayNumber } from './local-date.ts';

/** A point in time: seconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** What a clock on the wall shows. */
export interface LocalTime {
  readonly day: DayNumber;
  readonly secondOfDay: number;
}

/** How a wall-clock time relates to real time: clock changes skip some and repeat others. */
export type LocalTimeResolution = 'exact' | 'skipped' | 'repeated';

/** A time zone of the IANA database, with its offsets remembered by day. */
export interface TimeZone {
  readonly name: string;
  /** Seconds that local time is ahead of UTC. */
  offsetAt(instant: Instant): number;
  localTimeOf(instant: Instant): LocalTime;
  /** Of a repeated time the first; a skipped time moves forward by the length of the gap. */
  instantOf(local: LocalTime): { readonly instant: Instant; readonly resolution: LocalTimeResolution };
  /** The instant at which a day begins. */
  startOfDay(day: DayNumber): Instant;
}

/** True when the platform knows a zone of this name. @example isTimeZone('Europe/Lisbon') // => true */
export function isTimeZone(name: string): boolean {
  return !Number.isNaN(tzOffset(name, new Date(0)));
}

interface OffsetSegment {
  /** Before this instant `before` holds, from it on `after`. */
  readonly transition: Instant;
  readonly before: number;
  readonly after: number;
}

function findSegment(name: string, utcDay: number): OffsetSegment {
  const offset = (instant: Instant): number => tzOffset(name, new Date(instant * 1000)) * 60;
  let low = utcDay * secondsPerDay;
  let high = low + secondsPerDay;
  const before = offset(low);
  const after = offset(high);
  if (before === after) return { transition: high, before, after };
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === before) low = middle;
    else high = middle;
  }
  return { transition: high, before, after };
}

/**
 * A zone by its IANA name. Offsets are looked up once a day and bisected to the second where they change, so that
 * millions of conversions are cheap. Assumes at most one change in a UTC day.
 *
 * @throws RangeError when the platform does not know the zone; test with {@link isTimeZone} first.
 */
export function timeZone(name: string): TimeZone {
  if (!isTimeZone(name)) throw new RangeError(`unknown time zone ${name}`);
  const segments = new Map<number, OffsetSegment>();
  const offsetAt = (instant: Instant): number => {
    const utcDay = Math.floor(instant / secondsPerDay);
    let segment = segments.get(utcDay);
    if (segment === undefined) {
      segment = findSegment(name, utcDay);
      segments.set(utcDay, segment);
    }
    return instant < segment.transition ? segment.before : segment.after;
  };
  const localTimeOf = (instant: Instant): LocalTime => {
    const local = instant + offsetAt(instant);
    const day = Math.floor(local / secondsPerDay);
    return { day, secondOfDay: local - day * secondsPerDay };
  };
  const instantOf: TimeZone['instantOf'] = ({ day, secondOfDay }) => {
    const local = day * secondsPerDay + secondOfDay;
    const earlyOffset = offsetAt(local - secondsPerDay);
    const lateOffset = offsetAt(local + secondsPerDay);
    const early = local - earlyOffset;
    const late = local - lateOffset;
    if (early === late) return { instant: early, resolution: 'exact' };
    const earlyHolds = offsetAt(early) === earlyOffset;
    const lateHolds = offsetAt(late) === lateOffset;
    if (earlyHolds && lateHolds) return { instant: Math.min(early, late), resolution: 'repeated' };
    if (earlyHolds) return { instant: early, resolution: 'exact' };
    if (lateHolds) return { instant: late, resolution: 'exact' };
    return { instant: early, resolution: 'skipped' };
  };
  return {
    name,
    offsetAt,
    localTimeOf,
    instantOf,
    startOfDay: (day) => instantOf({ day, secondOfDay: 0 }).instant,
  };
}

/** Offset as `+05:30`. @example formatOffset(-18000) // => '-05:00' */
export function formatOffset(offsetSeconds: number): string {
  return `${offsetSeconds < 0 ? '-' : '+'}${formatTimeOfDay(Math.abs(offsetSeconds))}`;
}

/** ISO local time with offset, `2026-11-23T09:00-05:00`: the form of every machine output. */
export function formatInstant(instant: Instant, zone: TimeZone): string {
  const { day, secondOfDay } = zone.localTimeOf(instant);
  return `${formatDay(day)}T${formatTimeOfDay(Math.floor(secondOfDay / 60) * 60)}${formatOffset(zone.offsetAt(instant))}`;
}
