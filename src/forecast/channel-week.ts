import { median } from 'simple-statistics';
import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import type { CleanHistory } from '../history/clean-history.ts';
import type { DayTotals } from '../history/day-totals.ts';
import type { ChannelWeek } from './day-calendar.ts';
import type { SpecialDayRatio } from './special-day-factors.ts';

/** Same-weekday totals that an ordinary day is judged by. */
const recentDays = 8;

/**
 * What an ordinary week of the channel looks like: a weekday that is never open is closed in full; one with a smaller total than the
 * usual open weekday is closed for the part that is missing, since those callers wait for another day.
 */
export function channelWeek(clean: CleanHistory, totals: DayTotals, specialDays: readonly SpecialDay[]): ChannelWeek {
  const byWeekday: number[][] = [[], [], [], [], [], [], []];
  for (let day = 0; day < clean.series.days; day++) {
    if (clean.special[day] !== 1 && totals.share[day]! > 0) byWeekday[weekdayOf(clean.series.firstDay + day)]!.push(totals.total[day]!);
  }
  const usual = byWeekday.map((values) => (values.length > 0 ? median(values) : 0));
  const open = usual.filter((total) => total > 0);
  const ordinary = open.length > 0 ? median(open) : 1;
  const closedShares = usual.map((total) => (total > 0 ? Math.max(0, 1 - total / ordinary) : 1));
  return { closedShares, specialDays };
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
