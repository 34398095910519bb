import { datePartsOf, weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { specialDayAt, type SpecialDay } from '../calendar/special-days.ts';
import { defaultFactors, type SpecialDayFactors } from './special-day-factors.ts';

/** What the calendar says of one day, as the day-total regression uses it. */
export interface CalendarDay {
  readonly day: DayNumber;
  readonly weekday: number;
  /** Weeks since 1970, Monday to Sunday. */
  readonly week: number;
  /**
   * Business-day position from the nearer turn of the month: ½ on its first business day, −½ on its last, 1½, −1½, …; undefined on
   * weekends and closed days.
   */
  readonly businessPosition: number | undefined;
  /** The same by calendar day. */
  readonly monthPosition: number;
  /** log((1 + G) / (1 + G₀)): the backlog of closed time before this day against that of an ordinary week. */
  readonly backlog: number;
  /** `backlog` of the open day before. */
  readonly backlogBefore: number;
}

/** Share of a day's callers who find nobody, by class, when a listed day is as its class usually is. */
const closedShareOfClass = { closed: 1, full: 0.9, eve: 0.5, reduced: 0, open: 0 } as const;
/** The same for a day without data that nobody explained: most are gaps, some are closures. */
const possibleClosureShare = 0.3;

/** Weeks since 1970, Monday to Sunday. @example weekOf(4) // => 1 */
export function weekOf(day: DayNumber): number {
  return Math.floor((day + 3) / 7);
}

/** What the calendar needs to know of the channel. */
export interface ChannelWeek {
  /** Share of an ordinary weekday's contacts that cannot come, by weekday: 1 where closed. */
  readonly closedShares: readonly number[];
  readonly specialDays: readonly SpecialDay[];
  readonly factors: SpecialDayFactors;
  /** Past days without data that may have been closures. */
  readonly possibleClosures: ReadonlySet<DayNumber>;
}

function closedShareOf(week: ChannelWeek, day: DayNumber): number {
  const ordinary = week.closedShares[weekdayOf(day)]!;
  const listed = specialDayAt(week.specialDays, day);
  if (listed === undefined) {
    return week.possibleClosures.has(day) ? Math.max(ordinary, possibleClosureShare) : ordinary;
  }
  // A holiday on which this channel turned out to be as busy as ever leaves no backlog.
  const usual = 1 - defaultFactors[listed.class];
  const missing = usual > 0 ? Math.min(1, Math.max(0, (1 - week.factors(day).factor) / usual)) : 0;
  return Math.max(ordinary, Math.min(1, closedShareOfClass[listed.class] * missing));
}

/** Backlog G(d) = L(d − 1) · (1 + G(d − 1)) of every weekday in an ordinary week. */
function ordinaryBacklogs(closedShares: readonly number[]): number[] {
  const backlogs = [0, 0, 0, 0, 0, 0, 0];
  // A few rounds of the week reach its cycle; a channel closed all week has none, and is capped.
  for (let step = 0; step < 21; step++) {
    const yesterday = step % 7;
    backlogs[(step + 1) % 7] = Math.min(7, closedShares[yesterday]! * (1 + backlogs[yesterday]!));
  }
  return backlogs;
}

/** First half of a period counted from its start, second half from its end: 0.5, 1.5, … −1.5, −0.5. */
function turnPosition(fromStart: number, fromEnd: number): number {
  return fromStart <= fromEnd ? fromStart - 0.5 : -(fromEnd - 0.5);
}

function monthLength(day: DayNumber): { readonly first: DayNumber; readonly days: number } {
  const { year, month, dayOfMonth } = datePartsOf(day);
  return { first: day - dayOfMonth + 1, days: new Date(Date.UTC(year, month, 0)).getUTCDate() };
}

function isBusinessDay(week: ChannelWeek, day: DayNumber): boolean {
  if (weekdayOf(day) >= 5) return false;
  const listed = specialDayAt(week.specialDays, day);
  return listed?.class !== 'closed' && listed?.class !== 'full';
}

/** Positions of all the days of the months that a range touches. */
function businessPositions(
  week: ChannelWeek,
  range: { readonly from: DayNumber; readonly to: DayNumber },
): Map<DayNumber, number> {
  const positions = new Map<DayNumber, number>();
  for (
    let { first, days } = monthLength(range.from);
    first <= range.to;
    { first, days } = monthLength(first + days)
  ) {
    const business: DayNumber[] = [];
    for (let day = first; day < first + days; day++) if (isBusinessDay(week, day)) business.push(day);
    business.forEach((day, index) => positions.set(day, turnPosition(index + 1, business.length - index)));
  }
  return positions;
}

/** Days before the range over which backlog is followed: longer closures are capped. */
const backlogRunUp = 14;

/**
 * The calendar of the days from `from` to `to` inclusive.
 *
 * Position: from the nearer end of the month, listed closures and full holidays not counted as business days; Monday to Friday are
 * business days also for a channel open at weekends, since banks and payrolls keep them. Backlog: with L the share of a
 * day that was closed (1 closed, 0.9 a full holiday, 0.5 an eve, an ordinary weekday's own share below a full one),
 * G(d) = L(d − 1) · (1 + G(d − 1)); compared with an ordinary week's, so that ordinary weekends are no event.
 */
export function calendarDays(
  week: ChannelWeek,
  range: { readonly from: DayNumber; readonly to: DayNumber },
): CalendarDay[] {
  const ordinary = ordinaryBacklogs(week.closedShares);
  const positions = businessPositions(week, range);
  const start = range.from - backlogRunUp;
  let backlogDays = ordinary[weekdayOf(start)]!;
  let before = 0;
  const days: CalendarDay[] = [];
  for (let day = start; day <= range.to; day++) {
    const weekday = weekdayOf(day);
    const backlog = Math.log((1 + backlogDays) / (1 + ordinary[weekday]!));
    if (day >= range.from) {
      const { first, days: length } = monthLength(day);
      days.push({
        day,
        weekday,
        week: weekOf(day),
        businessPosition: positions.get(day),
        monthPosition: turnPosition(day - first + 1, length - (day - first)),
        backlog,
        backlogBefore: before,
      });
    }
    const closed = closedShareOf(week, day);
    if (closed < 1) before = backlog;
    backlogDays = Math.min(7, closed * (1 + backlogDays));
  }
  return days;
}
