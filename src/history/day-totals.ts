import { weekdayOf } from '../calendar/local-date.ts';
import type { CleanHistory } from './clean-history.ts';

/** Total contacts of each day of a series, scaled up where part of the day is missing. */
export interface DayTotals {
  /** 0 where not enough of the day is known; see `share`. */
  readonly total: Float64Array;
  /** The share of the day's contacts that was seen: 1 for a whole day, 0 for one that says too little. */
  readonly share: Float64Array;
}

/** A day of which less than this share was seen says too little. */
const smallestShare = 0.3;

/** Share of the weekday's contacts by slot, over all days on which the slot was usable. */
function plainProfile(clean: CleanHistory): Float64Array {
  const { intervalsPerDay, days, firstDay } = clean.series;
  const sums = new Float64Array(7 * intervalsPerDay);
  const seen = new Float64Array(7 * intervalsPerDay);
  for (let day = 0; day < days; day++) {
    if (clean.special[day] === 1) continue;
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      if (clean.usable[day * intervalsPerDay + slot] !== 1) continue;
      sums[week + slot]! += clean.contacts[day * intervalsPerDay + slot]!;
      seen[week + slot]! += 1;
    }
  }
  const means = sums.map((sum, index) => (seen[index]! > 0 ? sum / seen[index]! : 0));
  for (let weekday = 0; weekday < 7; weekday++) {
    const week = means.subarray(weekday * intervalsPerDay, (weekday + 1) * intervalsPerDay);
    const total = week.reduce((sum, mean) => sum + mean, 0);
    if (total > 0) for (let slot = 0; slot < intervalsPerDay; slot++) week[slot]! /= total;
  }
  return means;
}

/**
 * Day totals over usable open intervals. Where some are missing or left out, the total is what was seen over the share
 * of such a day that those intervals usually hold; below a share of 0.3 the day is not used.
 */
export function dayTotals(clean: CleanHistory): DayTotals {
  const { intervalsPerDay, days, firstDay } = clean.series;
  const profile = plainProfile(clean);
  const total = new Float64Array(days);
  const share = new Float64Array(days);
  for (let day = 0; day < days; day++) {
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    let seen = 0;
    let seenShare = 0;
    let missing = false;
    let usableSlots = 0;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      if (clean.usable[day * intervalsPerDay + slot] === 1) {
        seen += clean.contacts[day * intervalsPerDay + slot]!;
        seenShare += profile[week + slot]!;
        usableSlots += 1;
      } else if (clean.pattern.open[week + slot] === 1) missing = true;
    }
    if (usableSlots === 0 || (missing && seenShare < smallestShare)) continue;
    share[day] = missing ? Math.min(1, seenShare) : 1;
    total[day] = missing ? seen / seenShare : seen;
  }
  return { total, share };
}
