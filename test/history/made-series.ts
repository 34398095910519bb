import { weekdayOf, type DayNumber } from '../../src/calendar/local-date.ts';
import type { ContactSeries } from '../../src/history/contact-series.ts';

/** Monday 5 January 2026. */
export const monday: DayNumber = 20_458;

/** A series from a function of day and slot; undefined is a gap. */
export function madeSeries(
  shape: { readonly days: number; readonly intervalsPerDay: number; readonly firstDay?: DayNumber },
  contactsAt: (at: {
    readonly index: number;
    readonly weekday: number;
    readonly slot: number;
  }) => number | undefined,
): ContactSeries {
  const { days, intervalsPerDay, firstDay = monday } = shape;
  const contacts = new Float64Array(days * intervalsPerDay);
  const observed = new Uint8Array(days * intervalsPerDay);
  for (let index = 0; index < days; index++) {
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const value = contactsAt({ index, weekday: weekdayOf(firstDay + index), slot });
      if (value === undefined) continue;
      contacts[index * intervalsPerDay + slot] = value;
      observed[index * intervalsPerDay + slot] = 1;
    }
  }
  return {
    channel: 'phone',
    intervalSeconds: 86_400 / intervalsPerDay,
    intervalsPerDay,
    firstDay,
    days,
    contacts,
    observed,
  };
}

/** The slots of a weekday that a pattern opens, as `from-to` of the first and the one after the last. */
export function stretchOf(open: Uint8Array, intervalsPerDay: number, weekday: number): string {
  const day = [...open.subarray(weekday * intervalsPerDay, (weekday + 1) * intervalsPerDay)];
  if (!day.includes(1)) return 'closed';
  const first = day.indexOf(1);
  const end = day.lastIndexOf(1) + 1;
  return `${first}-${end}${day.slice(first, end).includes(0) ? ' with holes' : ''}`;
}
