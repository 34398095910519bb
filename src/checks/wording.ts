import { friendlyDay, friendlyMoment } from '../calendar/friendly-time.ts';
import { formatDay, formatTimeOfDay, secondsPerDay, type DayNumber } from '../calendar/local-date.ts';
import type { Instant } from '../calendar/time-zone.ts';
import type { Plan } from '../plan/plan.ts';

/** A whole number with thousands apart. @example count(12345.6) // => '12,346' */
export function count(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * A whole number and its noun.
 *
 * @example counted(1, 'agent') // => '1 agent'
 * @example counted(3, 'agent') // => '3 agents'
 */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${Math.round(value) === 1 ? noun : plural}`;
}

/**
 * A share with no more digits than it deserves.
 *
 * @example percent(0.0057) // => '0.57 %'
 * @example percent(0.31) // => '31 %'
 */
export function percent(fraction: number): string {
  const value = fraction * 100;
  if (value === 0 || Math.abs(value) >= 10) return `${value.toFixed(0)} %`;
  return `${Number(value.toPrecision(2))} %`;
}

/**
 * Seconds as people say them.
 *
 * @example waiting(200) // => '3 min'
 * @example waiting(5400) // => '1 h 30'
 */
export function waiting(seconds: number): string {
  if (seconds < 99.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')}`}`;
}

/** Money in the plan's currency. */
export function money(plan: Plan, value: number): string {
  return plan.settings.currency === '' ? count(value) : `${plan.settings.currency} ${count(value)}`;
}

/** Words in a row. @example listed(['a', 'b', 'c']) // => 'a, b and c' */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** A moment in the plan's zone: `Tue 24 Nov 18:00`. */
export function moment(plan: Plan, instant: Instant): string {
  return friendlyMoment(instant, plan.grid.timeZone);
}

/** Grid intervals `first` to `last` as a stretch of time: `Tue 24 Nov 18:30–20:00`, with the second day when it is another. */
export function stretch(plan: Plan, first: number, last: number): string {
  const from = plan.grid.intervals[first];
  const to = plan.grid.intervals[last];
  if (from === undefined || to === undefined) return '';
  const end = plan.grid.timeZone.localTimeOf(to.start + to.seconds);
  const clock = formatTimeOfDay(end.secondOfDay === 0 ? secondsPerDay : end.secondOfDay);
  return `${moment(plan, from.start)}–${from.day === to.day ? clock : `${friendlyDay(to.day)} ${clock}`}`;
}

/** A day by which to act, never before the plan's own. */
export function actBy(plan: Plan, day: DayNumber): string {
  return formatDay(Math.max(plan.asOf, day));
}

/** An interval's length as a noun. @example intervalNoun(1800) // => 'half-hour' */
export function intervalNoun(seconds: number): string {
  const nouns: Readonly<Record<number, string>> = { 900: 'quarter-hour', 1800: 'half-hour', 3600: 'hour' };
  return nouns[seconds] ?? 'interval';
}
