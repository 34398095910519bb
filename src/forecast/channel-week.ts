import { median } from 'simple-statistics';
import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import type { CleanHistory } from '../history/clean-history.ts';
import type { DayTotals } from '../history/day-totals.ts';
import type { ChannelWeek } from './day-calendar.ts';
import type { SpecialDayFactors, SpecialDayRatio } from './special-day-factors.ts';

/** Same-weekday totals that an ordinary day is judged by. */
const recentDays = 8;
/** Missing days in a row that may be a closure nobody listed. */
const longestClosure = 2;

/**
 * What an ordinary week of the channel looks like: a weekday that is never open is closed in full; one with a smaller total than the
 * usual open weekday is closed for the part that is missing, since those callers wait for another day. Where the user lists no
 * special day at all, one or two open days without data may have been closures, and count as such in part.
 */
export function channelWeek(
  clean: CleanHistory,
  totals: DayTotals,
  special: { readonly days: readonly SpecialDay[]; readonly factors: SpecialDayFactors },
): ChannelWeek {
  const byWeekday: number[][] = [[], [], [], [], [], [], []];
  for (let day = 0; day < clean.series.days; day++) {
    if (clean.special[day] !== 1 && totals.share[day]! > 0)
      byWeekday[weekdayOf(clean.series.firstDay + day)]!.push(totals.total[day]!);
  }
  const usual = byWeekday.map((values) => (values.length > 0 ? median(values) : 0));
  const open = usual.filter((total) => total > 0);
  const ordinary = open.length > 0 ? median(open) : 1;
  const closedShares = usual.map((total) => (total > 0 ? Math.max(0, 1 - total / ordinary) : 1));
  return {
    closedShares,
    specialDays: special.days,
    factors: special.factors,
    possibleClosures: special.days.length > 0 ? new Set() : loneGaps(clean),
  };
}

/** Open days without data, one or two in a row: longer gaps are lost data. */
function loneGaps(clean: CleanHistory): Set<DayNumber> {
  const gaps = clean.anomalies
    .filter(({ kind, slot }) => kind === 'gap' && slot === undefined)
    .map(({ day }) => day);
  const openAfter = (day: DayNumber): DayNumber => {
    for (let next = day + 1; next < day + 7; next++)
      if (clean.pattern.openWeekdays[weekdayOf(next)] === 1) return next;
    return day + 7;
  };
  const lone = new Set<DayNumber>();
  for (let first = 0; first < gaps.length;) {
    let end = first + 1;
    while (end < gaps.length && gaps[end] === openAfter(gaps[end - 1]!)) end += 1;
    if (end - first <= longestClosure) for (const day of gaps.slice(first, end)) lone.add(day);
    first = end;
  }
  return lone;
}

/** Each past listed day's total over the mean of the last eight ordinary days of its weekday before it. */
export function specialDayRatios(clean: CleanHistory, totals: DayTotals): SpecialDayRatio[] {
  const recent: number[][] = [[], [], [], [], [], [], []];
  const ratios: { day: DayNumber; ratio: number }[] = [];
  for (let day = 0; day < clean.series.days; day++) {
    if (!(totals.share[day]! > 0)) continue;
    const number = clean.series.firstDay + day;
    const before = recent[weekdayOf(number)]!;
    if (clean.special[day] === 1) {
      const mean = before.reduce((sum, total) => sum + total, 0) / Math.max(1, before.length);
      if (mean > 0) ratios.push({ day: number, ratio: totals.total[day]! / mean });
    } else {
      before.push(totals.total[day]!);
      if (before.length > recentDays) before.shift();
    }
  }
  return ratios;
}
