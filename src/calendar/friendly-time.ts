import { datePartsOf, formatTimeOfDay, weekdayName, weekdayOf, type DayNumber } from './local-date.ts';
import type { Instant, TimeZone } from './time-zone.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day as people say it. @example friendlyDay(20780) // => 'Mon 23 Nov' */
export function friendlyDay(day: DayNumber): string {
  const { month, dayOfMonth } = datePartsOf(day);
  return `${weekdayName(weekdayOf(day)).slice(0, 3)} ${dayOfMonth} ${months[month - 1]}`;
}

/** A day with its year. @example friendlyDate(20780) // => 'Mon 23 Nov 2026' */
export function friendlyDate(day: DayNumber): string {
  return `${friendlyDay(day)} ${datePartsOf(day).year}`;
}

/** A moment as people say it, local and without the zone: `Tue 24 Nov 18:00`. */
export function friendlyMoment(instant: Instant, zone: TimeZone): string {
  const { day, secondOfDay } = zone.localTimeOf(instant);
  return `${friendlyDay(day)} ${formatTimeOfDay(Math.floor(secondOfDay / 60) * 60)}`;
}
