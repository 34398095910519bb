import { dayNumber, type DayNumber } from '../calendar/local-date.ts';
import { readTimeOfDay } from './time-cells.ts';

/** The order of day and month in a file's dates. */
export type DateOrder = 'day-first' | 'month-first';

/**
 * A date as written. `dayFirst` and `monthFirst` are its two readings; they are the same where the spelling leaves no doubt, and
 * one is undefined where there is no such day. The time is undefined for a date alone.
 */
export interface DateCell {
  readonly dayFirst: DayNumber | undefined;
  readonly monthFirst: DayNumber | undefined;
  readonly secondOfDay: number | undefined;
  /** Seconds ahead of UTC, when the cell says it. */
  readonly offsetSeconds: number | undefined;
  /** True for `5.6.2026`: where dates have points, the day comes first. */
  readonly dotted: boolean;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const firstYear = 1970;
const lastYear = 2199;

function dayOf(year: number, month: number, dayOfMonth: number): DayNumber | undefined {
  return year < firstYear || year > lastYear ? undefined : dayNumber(year, month, dayOfMonth);
}

function fullYear(text: string): number {
  return text.length <= 2 ? 2000 + Number(text) : Number(text);
}

interface DatePart {
  readonly dayFirst: DayNumber | undefined;
  readonly monthFirst: DayNumber | undefined;
  readonly dotted: boolean;
  readonly rest: string;
}

function certain(day: DayNumber | undefined, rest: string): DatePart | undefined {
  return day === undefined ? undefined : { dayFirst: day, monthFirst: day, dotted: false, rest };
}

function monthIndex(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** `2026-11-23`, `2026/11/23`, `20261123`. */
function yearFirst(text: string): DatePart | undefined {
  const match =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(.*)$/.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})(?!\d)(.*)$/.exec(text);
  if (match === null) return undefined;
  return certain(dayOf(Number(match[1]), Number(match[3]), Number(match[4])), match[5] ?? '');
}

/** `23.11.2026`, `11/23/2026`, `23-11-26`: either order. */
function yearLast(text: string): DatePart | undefined {
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/.exec(text);
  if (match === null) return undefined;
  const [, first = '', sign, second = '', yearText = '', rest = ''] = match;
  const year = fullYear(yearText);
  const dayFirst = dayOf(year, Number(second), Number(first));
  const monthFirst = dayOf(year, Number(first), Number(second));
  if (dayFirst === undefined && monthFirst === undefined) return undefined;
  return { dayFirst, monthFirst, dotted: sign === '.', rest };
}

/** `23 Nov 2026`, `23-Nov-26`, `Nov 23, 2026`, `November 23rd 2026`. */
function named(text: string): DatePart | undefined {
  const dayMonth = /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]*([a-z]{3,9})\.?,?[\s-]*(\d{4}|\d{2})(?!\d)(.*)$/i.exec(
    text,
  );
  if (dayMonth !== null) {
    const [, day = '', month = '', year = '', rest = ''] = dayMonth;
    return certain(dayOf(fullYear(year), monthIndex(month), Number(day)), rest);
  }
  const monthDay = /^([a-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?!\d)(.*)$/i.exec(text);
  if (monthDay === null) return undefined;
  const [, month = '', day = '', year = '', rest = ''] = monthDay;
  return certain(dayOf(Number(year), monthIndex(month), Number(day)), rest);
}

/** Days from Excel's day zero to 1970-01-01, and the serial numbers that are dates between about 1970 and 2119. */
const excelEpoch = 25_569;
const excelSerials = { first: 25_569, last: 80_000 };

/** Numbers that are times: Excel serial numbers, and seconds or milliseconds since 1970. */
function numeric(text: string): DateCell | undefined {
  const alone = (
    day: DayNumber,
    secondOfDay: number | undefined,
    offsetSeconds: number | undefined,
  ): DateCell => ({
    dayFirst: day,
    monthFirst: day,
    secondOfDay,
    offsetSeconds,
    dotted: false,
  });
  if (/^\d{10}(?:\d{3})?$/.test(text)) {
    const seconds = text.length === 13 ? Math.floor(Number(text) / 1000) : Number(text);
    return alone(Math.floor(seconds / 86_400), seconds % 86_400, 0);
  }
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return undefined;
  const serial = Number(text.replace(',', '.'));
  if (serial < excelSerials.first || serial > excelSerials.last) return undefined;
  const seconds = Math.round((serial - excelEpoch) * 86_400);
  const day = Math.floor(seconds / 86_400);
  return alone(day, Number.isInteger(serial) ? undefined : seconds - day * 86_400, undefined);
}

/** `Z`, `UTC`, `+05:30`, `-0800`, `+02`, with what stands before. */
function splitOffset(text: string): { readonly time: string; readonly offsetSeconds: number | undefined } {
  const match = /^(.*\d(?:\s*[ap]\.?m\.?)?)\s*(?:(z|utc|gmt)|([+\-−])(\d{2}):?(\d{2})?)$/i.exec(text);
  if (match === null) return { time: text, offsetSeconds: undefined };
  const [, time = '', utc, sign, hours = '0', minutes = '0'] = match;
  if (utc !== undefined) return { time, offsetSeconds: 0 };
  const size = Number(hours) * 3600 + Number(minutes) * 60;
  return { time, offsetSeconds: sign === '+' ? size : -size };
}

/**
 * Reads a date with or without a time, in the usual spellings: `2026-11-23T09:30`, with `Z` or an offset, `2026-11-23 09:30:00`,
 * `23.11.2026 9:30`, `11/23/2026 9:30 AM`, `23 Nov 2026`, `20261123`, an Excel serial number, seconds since 1970. A weekday's
 * name before it is passed over. Years from 1970 to 2199. Undefined for anything else and for days that do not exist.
 *
 * @example readDate('2026-11-23 09:30')?.secondOfDay // => 34200
 * @example readDate('23/11/2026')?.monthFirst // => undefined
 * @example readDate('2026-02-30') // => undefined
 */
export function readDate(cell: string): DateCell | undefined {
  const text = cell.trim().replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i, '');
  const part = yearFirst(text) ?? yearLast(text) ?? named(text);
  if (part === undefined) return numeric(text);
  const { dayFirst, monthFirst, dotted } = part;
  const rest = part.rest.replace(/^(?:\s*,\s*|\s+at\s+|[tT\s]\s*)/, '').trim();
  if (rest === '') return { dayFirst, monthFirst, dotted, secondOfDay: undefined, offsetSeconds: undefined };
  const { time, offsetSeconds } = splitOffset(rest);
  if (offsetSeconds !== undefined && (offsetSeconds < -12 * 3600 || offsetSeconds > 14 * 3600))
    return undefined;
  const secondOfDay = readTimeOfDay(time);
  if (secondOfDay === undefined) return undefined;
  if (secondOfDay < 86_400) return { dayFirst, monthFirst, dotted, secondOfDay, offsetSeconds };
  const next = (day: DayNumber | undefined): DayNumber | undefined =>
    day === undefined ? undefined : day + 1;
  return { dayFirst: next(dayFirst), monthFirst: next(monthFirst), dotted, secondOfDay: 0, offsetSeconds };
}
