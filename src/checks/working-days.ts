import { specialDayAt, type SpecialDay } from '../calendar/special-days.ts';
import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';

/** True from Monday to Friday except on listed days that are closed or a holiday. */
export function isWorkingDay(day: DayNumber, specialDays: readonly SpecialDay[]): boolean {
  const special = specialDayAt(specialDays, day)?.class;
  return weekdayOf(day) < 5 && special !== 'closed' && special !== 'full';
}

/**
 * Working days on which something could be done: from the day of an announcement up to, and without, the day of the launch. 0 when
 * the launch comes first.
 *
 * @example workingDaysBetween(20777, 20781, []) // => 2
 */
export function workingDaysBetween(
  from: DayNumber,
  to: DayNumber,
  specialDays: readonly SpecialDay[],
): number {
  let days = 0;
  for (let day = from; day < to; day++) if (isWorkingDay(day, specialDays)) days++;
  return days;
}
