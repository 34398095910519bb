import { parseDay } from '../calendar/local-date.ts';
import { parseOpeningHours } from '../calendar/opening-hours.ts';
import type { AgentContract, AgentPreferences, FixedShift, TimeOff } from './agent.ts';
import type { BreakPattern } from './shift-pattern.ts';

/** The part of a cell that did not read, with what was expected there. */
export interface FieldProblem {
  readonly problem: string;
  readonly expected: string;
}

function parts(text: string): readonly string[] {
  return text
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * Seconds of a duration written as `30m`, `8h30m`, `8h30`, `8.5h`, `8:30` or `45min`; undefined for anything else.
 *
 * @example parseShiftDuration('8h30m') // => 30600
 * @example parseShiftDuration('0:45') // => 2700
 * @example parseShiftDuration('soon') // => undefined
 */
export function parseShiftDuration(text: string): number | undefined {
  const written = text.trim().toLowerCase();
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(written);
  if (clock !== null) return Number(clock[1]) * 3600 + Number(clock[2]) * 60;
  const match = /^(?:(\d+(?:\.\d+)?)\s*h)?\s*(?:(\d+)\s*(?:m|min)?)?$/.exec(written);
  if (match === null || (match[1] === undefined && !/m(in)?$/.test(written))) return undefined;
  return Math.round(Number(match[1] ?? 0) * 3600) + Number(match[2] ?? 0) * 60;
}

/**
 * Wall-clock seconds after midnight of `HH:MM`, up to 24:00.
 *
 * @example parseClock('09:30') // => 34200
 * @example parseClock('25:00') // => undefined
 */
export function parseClock(text: string): number | undefined {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim());
  if (match === null) return undefined;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60;
  return seconds <= 86_400 ? seconds : undefined;
}

function parseRange<T>(text: string, parse: (part: string) => T | undefined): readonly [T, T] | undefined {
  const [from, to, ...rest] = text.split(/\s*(?:-|–)\s*/);
  const first = parse(from ?? '');
  const last = to === undefined ? first : parse(to);
  return first === undefined || last === undefined || rest.length > 0 ? undefined : [first, last];
}

function parseBreak(part: string): BreakPattern | undefined {
  const words = part.replace(/\s*[-–]\s*/g, '-').split(/\s+/);
  const kind = words[0];
  const seconds = parseShiftDuration(words[1] ?? '');
  const word = words[2]?.toLowerCase();
  const said = word === 'paid' || word === 'unpaid';
  const window = parseRange(words[said ? 3 : 2] ?? '', parseShiftDuration);
  if (kind === undefined || /^\d/.test(kind) || seconds === undefined || window === undefined)
    return undefined;
  if (words.length > (said ? 4 : 3)) return undefined;
  const paid = said ? word === 'paid' : kind.toLowerCase() !== 'lunch';
  return { kind, seconds, earliestStart: window[0], latestStart: window[1], paid };
}

/**
 * Reads the breaks of a shift pattern: parts separated by `;`, each a kind, a duration, `paid` or `unpaid`, and the window
 * of its start counted from the shift's start. With neither word a `lunch` is unpaid and anything else paid. Breaks come
 * back in the order of their windows.
 *
 * @example parseBreaks('lunch 30m 3h-5h; break 15m 1h30m-2h').length // => 2
 * @example parseBreaks('lunch at noon').problem // => 'lunch at noon'
 */
export function parseBreaks(text: string): readonly BreakPattern[] | FieldProblem {
  const breaks: BreakPattern[] = [];
  for (const part of parts(text)) {
    const pause = parseBreak(part);
    if (pause === undefined) return { problem: part, expected: 'a break such as "lunch 30m unpaid 3h-5h"' };
    breaks.push(pause);
  }
  return breaks.sort((a, b) => a.earliestStart - b.earliestStart);
}

/**
 * Reads shift lengths: durations separated by spaces, `/`, `;` or `,`.
 *
 * @example parseLengths('4h 6h30m') // => [14400, 23400]
 */
export function parseLengths(text: string): readonly number[] | FieldProblem {
  const lengths: number[] = [];
  for (const part of text.split(/[\s/;,]+/).filter((word) => word !== '')) {
    const seconds = parseShiftDuration(part);
    if (seconds === undefined)
      return { problem: part, expected: 'a shift length such as "8h30m", or several: "4h 6h 8h"' };
    lengths.push(seconds);
  }
  return lengths;
}

/**
 * Reads weekdays: `Mon-Fri`, `Sat+Sun`, `Mon`; numbers with 0 = Monday.
 *
 * @example parseWeekdayList('Sat+Sun') // => [5, 6]
 */
export function parseWeekdayList(text: string): readonly number[] | FieldProblem {
  const hours = parseOpeningHours(`${text.trim().replace(/[\s,;]+/g, '+')} 00:00-24:00`);
  if ('problem' in hours)
    return { problem: text.trim(), expected: 'weekdays such as "Mon-Fri" or "Sat+Sun"' };
  return [...new Set(hours.periods.map((period) => period.weekday))];
}

/**
 * Reads paid hours a week, one number or least and most, in seconds.
 *
 * @example parseContractHours('20-30') // => { minimumSeconds: 72000, maximumSeconds: 108000 }
 */
export function parseContractHours(
  text: string,
): Pick<AgentContract, 'minimumSeconds' | 'maximumSeconds'> | FieldProblem {
  const range = parseRange(text.trim().replace(/h$/i, ''), (part) =>
    /^\d+(\.\d+)?\s*h?$/i.test(part.trim()) ? Math.round(Number.parseFloat(part) * 3600) : undefined,
  );
  if (range === undefined)
    return { problem: text.trim(), expected: 'paid hours a week such as "40" or "20-30"' };
  return { minimumSeconds: range[0], maximumSeconds: range[1] };
}

/**
 * Reads time off: days `2026-11-24`, periods `2026-11-24..2026-11-26`, each with hours `13:00-17:00` if it is not the whole day;
 * parts separated by `;`.
 *
 * @example parseTimeOff('2026-11-24..2026-11-26')[0].lastDay // => 20783
 */
export function parseTimeOff(text: string): readonly TimeOff[] | FieldProblem {
  const off: TimeOff[] = [];
  for (const part of parts(text)) {
    const [days = '', hoursText, ...rest] = part.split(/\s+(?!\.\.)/);
    const [first = '', last = first] = days.split(/\s*\.\.\s*/);
    const firstDay = parseDay(first);
    const lastDay = parseDay(last);
    const range = hoursText === undefined ? undefined : parseRange(hoursText, parseClock);
    const badHours = hoursText !== undefined && (range === undefined || range[0] >= range[1]);
    if (
      firstDay === undefined ||
      lastDay === undefined ||
      lastDay < firstDay ||
      badHours ||
      rest.length > 0
    ) {
      return {
        problem: part,
        expected: 'time off such as "2026-11-24..2026-11-26" or "2026-12-01 13:00-17:00"',
      };
    }
    off.push({
      firstDay,
      lastDay,
      ...(range === undefined ? {} : { hours: { from: range[0], to: range[1] } }),
    });
  }
  return off;
}

/**
 * Reads shifts that are already promised: `2026-11-24 09:00-17:30`, parts separated by `;`; an end before its start is on the
 * next day.
 *
 * @example parseFixedShifts('2026-11-24 22:00-06:00')[0].end // => 108000
 */
export function parseFixedShifts(text: string): readonly FixedShift[] | FieldProblem {
  const shifts: FixedShift[] = [];
  for (const part of parts(text)) {
    const [dayText = '', times = '', ...rest] = part.split(/\s+/);
    const day = parseDay(dayText);
    const range = times.includes('-') ? parseRange(times, parseClock) : undefined;
    if (day === undefined || range === undefined || range[0] === range[1] || rest.length > 0) {
      return { problem: part, expected: 'a shift such as "2026-11-24 09:00-17:30"' };
    }
    shifts.push({ day, start: range[0], end: range[1] > range[0] ? range[1] : range[1] + 86_400 });
  }
  return shifts;
}

/**
 * Reads preferences, parts separated by `;`: `shift NAME` (best first), `start 08:00-10:00`, `off Sat+Sun`.
 *
 * @example parsePreferences('start 08:00-10:00; off Sat+Sun').daysOff // => [5, 6]
 */
export function parsePreferences(text: string): AgentPreferences | FieldProblem {
  const shifts: string[] = [];
  let starts: AgentPreferences['starts'];
  let daysOff: readonly number[] | undefined;
  for (const part of parts(text)) {
    const [word = '', ...others] = part.split(/\s+/);
    const rest = others.join(' ');
    const expected = 'preferences such as "shift early; start 08:00-10:00; off Sat+Sun"';
    const range = word === 'start' ? parseRange(rest, parseClock) : undefined;
    const days = word === 'off' ? parseWeekdayList(rest) : undefined;
    if (word === 'shift' && rest !== '') shifts.push(rest);
    else if (range !== undefined) starts = { earliest: range[0], latest: range[1] };
    else if (days !== undefined && !('problem' in days)) daysOff = days;
    else return { problem: part, expected };
  }
  return { ...(shifts.length > 0 ? { shifts } : {}), starts, daysOff };
}
