/**
 * A day as the number of days since 1970-01-01 in the plan's own calendar. A day has no zone: it becomes an instant only
 * through a {@link TimeZone}.
 */
export type DayNumber = number;

export const secondsPerDay = 86_400;

/** Day of the week, 0 = Monday … 6 = Sunday. @example weekdayOf(0) // => 3 */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** English name of a weekday. @example weekdayName(0) // => 'Monday' */
export function weekdayName(weekday: number): string {
  return weekdays[weekday] ?? '';
}

/**
 * Day number of a calendar date; undefined when there is no such date.
 *
 * @example dayNumber(2026, 11, 23) // => 20780
 * @example dayNumber(2026, 2, 29) // => undefined
 */
export function dayNumber(year: number, month: number, dayOfMonth: number): DayNumber | undefined {
  const time = Date.UTC(year, month - 1, dayOfMonth);
  const date = new Date(time);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth)
    return undefined;
  return time / (secondsPerDay * 1000);
}

/** Calendar parts of a day. @example datePartsOf(20780).month // => 11 */
export function datePartsOf(day: DayNumber): {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
} {
  const date = new Date(day * secondsPerDay * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

/** A day as `YYYY-MM-DD`. @example formatDay(20780) // => '2026-11-23' */
export function formatDay(day: DayNumber): string {
  return new Date(day * secondsPerDay * 1000).toISOString().slice(0, 10);
}

/**
 * Reads `YYYY-MM-DD`; undefined for anything else and for dates that do not exist.
 *
 * @example parseDay('2026-11-23') // => 20780
 */
export function parseDay(text: string): DayNumber | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) return undefined;
  return dayNumber(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Time of day as `HH:MM`. Midnight at the end of a day is `24:00`. @example formatTimeOfDay(34200) // => '09:30' */
export function formatTimeOfDay(secondOfDay: number): string {
  const minutes = Math.round(secondOfDay / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
