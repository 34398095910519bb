import type { Interval } from '../calendar/interval-grid.ts';
import type { ContactSeries } from '../history/contact-series.ts';

/** What really happened on a channel in one interval; undefined is not known. */
export interface ActualInterval {
  readonly contacts: number | undefined;
  readonly abandoned: number | undefined;
  readonly waitingTimeSeconds: number | undefined;
}

const unknown: ActualInterval = { contacts: undefined, abandoned: undefined, waitingTimeSeconds: undefined };

/** Slots of the series that an interval covers, and the part of each that lies in it. */
function slotsOf(
  series: ContactSeries,
  interval: Interval,
): { readonly first: number; readonly slots: number; readonly part: number } {
  const { intervalSeconds, intervalsPerDay, firstDay } = series;
  const first =
    (interval.day - firstDay) * intervalsPerDay + Math.floor(interval.secondOfDay / intervalSeconds);
  const slots = Math.max(1, Math.round(interval.seconds / intervalSeconds));
  return { first, slots, part: Math.min(1, interval.seconds / intervalSeconds) };
}

/**
 * Actual figures of one interval of a plan's grid from a series of the same, a finer or a coarser interval: finer slots are added up,
 * of a coarser one its share of the time is taken. Unknown where any slot was not observed.
 */
export function actualInterval(series: ContactSeries, interval: Interval): ActualInterval {
  const { first, slots, part } = slotsOf(series, interval);
  if (first < 0 || interval.day >= series.firstDay + series.days) return unknown;
  for (let slot = first; slot < first + slots; slot++) if (series.observed[slot] !== 1) return unknown;
  const sum = (values: Float64Array | undefined): number | undefined => {
    if (values === undefined) return undefined;
    let total = 0;
    for (let slot = first; slot < first + slots; slot++) total += (values[slot] ?? 0) * part;
    return total;
  };
  return {
    contacts: sum(series.contacts),
    abandoned: sum(series.abandoned),
    waitingTimeSeconds: sum(series.waitingTimeSeconds),
  };
}
