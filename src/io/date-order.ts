import { datePartsOf, type DayNumber } from '../calendar/local-date.ts';
import type { DateCell, DateOrder } from './date-cells.ts';

/** What the dates of a file say about the order of day and month. */
export interface DateEvidence {
  dayFirst: number;
  monthFirst: number;
  /** Dates with two readings: those written with points, and the others. */
  unclearDotted: number;
  unclear: number;
}

/** Evidence of no date. */
export function dateEvidence(): DateEvidence {
  return { dayFirst: 0, monthFirst: 0, unclearDotted: 0, unclear: 0 };
}

/** What one date proves. */
export function orderOf(cell: DateCell): keyof DateEvidence | 'either' {
  if (cell.dayFirst === cell.monthFirst) return 'either';
  if (cell.monthFirst === undefined) return 'dayFirst';
  if (cell.dayFirst === undefined) return 'monthFirst';
  return cell.dotted ? 'unclearDotted' : 'unclear';
}

/**
 * The order of a file's dates: what its days above 12 prove; day first where dates are written with points. Undefined when
 * dates have two readings and no date decides. Where both orders are proved, the more frequent one; the others do not read in it.
 */
export function decideOrder(evidence: DateEvidence): DateOrder | undefined {
  const { dayFirst, monthFirst, unclear, unclearDotted } = evidence;
  if (dayFirst > 0 || monthFirst > 0) return monthFirst > dayFirst ? 'month-first' : 'day-first';
  if (unclear > 0) return undefined;
  return unclearDotted > 0 ? 'day-first' : 'month-first';
}

/** The day of a date in a file of a known order; undefined when it has none in that order. */
export function dayIn(cell: DateCell, order: DateOrder): DayNumber | undefined {
  return order === 'day-first' ? cell.dayFirst : cell.monthFirst;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A day in words that cannot be misread. @example dayInWords(20780) // => '23 November 2026' */
export function dayInWords(day: DayNumber): string {
  const { year, month, dayOfMonth } = datePartsOf(day);
  return `${dayOfMonth} ${monthNames[month - 1]} ${year}`;
}

/** Both readings of a date, for the message that refuses it. */
export function unclearDateMessage(text: string, cell: DateCell): string {
  const [first, second] = [cell.dayFirst, cell.monthFirst].map((day) =>
    day === undefined ? '?' : dayInWords(day),
  );
  return `"${text}" can be ${first} (day first) or ${second} (month first), and no date of the file decides`;
}

/** What to do about dates whose order nothing tells. */
export const unclearDateHint = 'write dates as YYYY-MM-DD';
