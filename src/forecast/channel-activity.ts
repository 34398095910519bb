import { secondsPerDay, weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { alwaysOpen, type OpeningHours } from '../calendar/opening-hours.ts';
import { specialDayAt, type SpecialDay } from '../calendar/special-days.ts';
import {
  openPeriodsWithClosures,
  type OpenPeriodsOfDay,
  type WeekPattern,
} from '../campaigns/channel-timeline.ts';
import type { ContactSeries } from '../history/contact-series.ts';
import { inferOpeningPattern, openingPatternOf, type OpeningPattern } from '../history/opening-pattern.ts';

/** Weeks that a channel's usual week is taken from. */
const recentWeeks = 13;

/** The opening pattern of a channel: as given, or as its history shows. */
export function channelOpening(series: ContactSeries, hours: OpeningHours | undefined): OpeningPattern {
  return hours === undefined ? inferOpeningPattern(series) : openingPatternOf(hours, series.intervalsPerDay);
}

/** Open stretches of a local day from an opening pattern, none on listed closures. */
function openPeriodsOfPattern(pattern: OpeningPattern, specialDays: readonly SpecialDay[]): OpenPeriodsOfDay {
  const slotSeconds = secondsPerDay / pattern.intervalsPerDay;
  const week = Array.from({ length: 7 }, (_, weekday) => {
    const periods: { open: number; close: number }[] = [];
    for (let slot = 0; slot < pattern.intervalsPerDay; slot++) {
      if (pattern.open[weekday * pattern.intervalsPerDay + slot] !== 1) continue;
      const last = periods.at(-1);
      if (last?.close === slot * slotSeconds) last.close += slotSeconds;
      else periods.push({ open: slot * slotSeconds, close: (slot + 1) * slotSeconds });
    }
    return periods;
  });
  return (day) => (specialDayAt(specialDays, day)?.class === 'closed' ? [] : (week[weekdayOf(day)] ?? []));
}

/** When a channel takes contacts: by given hours, else by its history's pattern, else always. */
export function channelOpenPeriods(input: {
  readonly hours: OpeningHours | undefined;
  readonly pattern: OpeningPattern | undefined;
  readonly specialDays: readonly SpecialDay[];
}): OpenPeriodsOfDay {
  const { hours, pattern, specialDays } = input;
  if (hours === undefined && pattern !== undefined) return openPeriodsOfPattern(pattern, specialDays);
  return openPeriodsWithClosures(hours ?? alwaysOpen, specialDays);
}

function medianOf(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

/**
 * A channel's usual week straight from its history: the median of the last 13 weeks by weekday and slot, which a campaign now and
 * then does not move. Slots never observed have 0.
 */
export function medianWeek(series: ContactSeries): WeekPattern {
  const { intervalsPerDay, intervalSeconds, firstDay, days } = series;
  const values: number[][] = Array.from({ length: 7 * intervalsPerDay }, () => []);
  for (let day = Math.max(0, days - 7 * recentWeeks); day < days; day++) {
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const index = day * intervalsPerDay + slot;
      if (series.observed[index] === 1) values[week + slot]!.push(series.contacts[index]!);
    }
  }
  return {
    intervalSeconds,
    weights: Float64Array.from(values, (seen) => (seen.length === 0 ? 0 : medianOf(seen))),
  };
}

/** The usual week of an expectation by slot: the mean of its last 13 weeks, listed days left out. */
export function meanWeek(input: {
  readonly expected: Float64Array;
  readonly firstDay: DayNumber;
  readonly intervalsPerDay: number;
  readonly specialDays: readonly SpecialDay[];
}): WeekPattern {
  const { expected, firstDay, intervalsPerDay, specialDays } = input;
  const days = expected.length / intervalsPerDay;
  const weights = new Float64Array(7 * intervalsPerDay);
  const counts = new Float64Array(7);
  for (let day = Math.max(0, days - 7 * recentWeeks); day < days; day++) {
    if (specialDayAt(specialDays, firstDay + day) !== undefined) continue;
    const weekday = weekdayOf(firstDay + day);
    counts[weekday]! += 1;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      weights[weekday * intervalsPerDay + slot]! += expected[day * intervalsPerDay + slot]!;
    }
  }
  return {
    intervalSeconds: secondsPerDay / intervalsPerDay,
    weights: weights.map((sum, index) => sum / Math.max(1, counts[Math.floor(index / intervalsPerDay)] ?? 1)),
  };
}

/** A usual week laid over the days of a history, slot by slot. */
export function repeatWeek(
  pattern: WeekPattern,
  range: { readonly firstDay: DayNumber; readonly days: number },
): Float64Array {
  const intervalsPerDay = pattern.weights.length / 7;
  const values = new Float64Array(range.days * intervalsPerDay);
  for (let day = 0; day < range.days; day++) {
    const week = weekdayOf(range.firstDay + day) * intervalsPerDay;
    values.set(pattern.weights.subarray(week, week + intervalsPerDay), day * intervalsPerDay);
  }
  return values;
}
