import { secondsPerDay, weekdayOf, type DayNumber } from './local-date.ts';
import type { LocalTime } from './time-zone.ts';

/** A stretch of open time on a weekday, in seconds after its midnight; `close` passes 86400 when it ends the next day. */
export interface OpenPeriod {
  readonly weekday: number;
  readonly open: number;
  readonly close: number;
}

/** When a team or channel answers, week by week. No periods means never open. */
export interface OpeningHours {
  readonly periods: readonly OpenPeriod[];
}

/** Open around the clock, every day. */
export const alwaysOpen: OpeningHours = {
  periods: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, open: 0, close: secondsPerDay })),
};

/** The open stretches of one weekday, those that began the evening before cut to what falls on it. */
export function openPeriodsOf(
  hours: OpeningHours,
  day: DayNumber,
): readonly { readonly open: number; readonly close: number }[] {
  const weekday = weekdayOf(day);
  const before = (weekday + 6) % 7;
  const today = hours.periods
    .filter((period) => period.weekday === weekday)
    .map((period) => ({ open: period.open, close: Math.min(period.close, secondsPerDay) }));
  const carried = hours.periods
    .filter((period) => period.weekday === before && period.close > secondsPerDay)
    .map((period) => ({ open: 0, close: period.close - secondsPerDay }));
  return [...carried, ...today].sort((a, b) => a.open - b.open);
}

/** True when the hours are open at a wall-clock time. */
export function isOpenAt(hours: OpeningHours, local: LocalTime): boolean {
  return openPeriodsOf(hours, local.day).some(
    ({ open, close }) => local.secondOfDay >= open && local.secondOfDay < close,
  );
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function weekdayIndex(text: string): number | undefined {
  const index = names.indexOf(text.trim().toLowerCase().slice(0, 3));
  return index >= 0 && /^[a-z]{3,9}$/i.test(text.trim()) ? index : undefined;
}

function clockSeconds(text: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60;
  return Number(match[2]) < 60 && seconds <= secondsPerDay ? seconds : undefined;
}

function parseWeekdays(text: string): number[] | undefined {
  const days: number[] = [];
  for (const part of text.split('+')) {
    const [from, to, ...rest] = part.split(/[-–]/).map((name) => weekdayIndex(name));
    if (from === undefined || rest.length > 0 || (part.includes('-') && to === undefined)) return undefined;
    const last = to ?? from;
    for (let weekday = from; ; weekday = (weekday + 1) % 7) {
      days.push(weekday);
      if (weekday === last) break;
    }
  }
  return days;
}

/**
 * Reads `Mon-Fri 08:00-20:00, Sat 09:00-17:00`: comma-separated parts, each the weekdays and one stretch; a stretch that
 * ends before it begins passes midnight; further stretches of the same days may follow (`Mon-Fri 08:00-12:00 13:00-17:00`).
 * `24x7` or `always` is around the clock, `never` or `closed` is no period. Returns the text of the first part that does
 * not parse as `problem`.
 */
export function parseOpeningHours(text: string): OpeningHours | { readonly problem: string } {
  const whole = text.trim().toLowerCase();
  if (['24x7', '24/7', 'always'].includes(whole)) return alwaysOpen;
  if (['never', 'closed', 'none'].includes(whole)) return { periods: [] };
  const periods: OpenPeriod[] = [];
  for (const part of text.split(/[,;]/)) {
    const [daysText = '', ...stretches] = part.trim().split(/\s+/);
    const days = parseWeekdays(daysText);
    if (days === undefined || stretches.length === 0) return { problem: part.trim() };
    for (const stretch of stretches) {
      const [openText = '', closeText = ''] = stretch.split(/[-–]/);
      const open = clockSeconds(openText);
      const close = clockSeconds(closeText);
      if (open === undefined || close === undefined || open === close) return { problem: part.trim() };
      for (const weekday of days)
        periods.push({ weekday, open, close: close > open ? close : close + secondsPerDay });
    }
  }
  return { periods: periods.sort((a, b) => a.weekday - b.weekday || a.open - b.open) };
}
