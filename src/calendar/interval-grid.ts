import { secondsPerDay, type DayNumber } from './local-date.ts';
import type { Instant, TimeZone } from './time-zone.ts';

/** One interval of real time, labelled with what the wall clock shows at its start. */
export interface Interval {
  readonly start: Instant;
  /** Its length; shorter than the grid's only where a clock change cuts it. */
  readonly seconds: number;
  readonly day: DayNumber;
  readonly secondOfDay: number;
}

/**
 * Consecutive intervals over whole local days. A day has 86400 / intervalSeconds of them, an hour's worth fewer or more
 * where clocks change.
 */
export interface IntervalGrid {
  readonly timeZone: TimeZone;
  readonly intervalSeconds: number;
  readonly firstDay: DayNumber;
  readonly days: number;
  readonly intervals: readonly Interval[];
}

/** The grid of `days` local days from `firstDay` on. With intervals of a day each local day is one, however long it is. */
export function intervalGrid(range: {
  readonly timeZone: TimeZone;
  readonly intervalSeconds: number;
  readonly firstDay: DayNumber;
  readonly days: number;
}): IntervalGrid {
  const { timeZone, intervalSeconds, firstDay, days } = range;
  const intervals: Interval[] = [];
  for (let day = firstDay; day < firstDay + days; day++) {
    const end = timeZone.startOfDay(day + 1);
    const midnight = timeZone.startOfDay(day);
    if (intervalSeconds >= secondsPerDay) {
      intervals.push({ start: midnight, seconds: end - midnight, day, secondOfDay: 0 });
      continue;
    }
    for (let start = midnight; start < end; start += intervalSeconds) {
      const { secondOfDay } = timeZone.localTimeOf(start);
      intervals.push({ start, seconds: Math.min(intervalSeconds, end - start), day, secondOfDay });
    }
  }
  return { timeZone, intervalSeconds, firstDay, days, intervals };
}

/** Index of the interval that holds an instant, or undefined outside the grid. */
export function intervalIndexAt(grid: IntervalGrid, instant: Instant): number | undefined {
  const { intervals } = grid;
  let low = 0;
  let high = intervals.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const interval = intervals[middle];
    if (interval === undefined) return undefined;
    if (instant < interval.start) high = middle - 1;
    else if (instant >= interval.start + interval.seconds) low = middle + 1;
    else return middle;
  }
  return undefined;
}
