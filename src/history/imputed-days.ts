import type { ContactSeries } from './contact-series.ts';

/** Fewer contacts or slots than these may be equal by chance. */
const smallestDay = 50;
const fewestSlots = 8;
/** Where more days than this share look made, the whole series is (a schedule, an average, a rescaled count): none is singled out. */
const mostImputed = 0.1;
/** Days before that a copy is looked for in: the same weekday of four weeks, and the two days before. */
const copyLags = [1, 2, 7, 14, 21, 28];

function sameValues(series: ContactSeries, day: number, other: number): boolean {
  const { intervalsPerDay, contacts } = series;
  for (let slot = 0; slot < intervalsPerDay; slot++) {
    if (contacts[day * intervalsPerDay + slot] !== contacts[other * intervalsPerDay + slot]) return false;
  }
  return true;
}

/**
 * Days whose values were made and not counted, counted from the first day: exact copies of an earlier day (of the two days before,
 * or the same weekday of the four weeks before), one value all day long, and days of fractions in a series that counts whole
 * contacts; where more than a tenth of all days look so, it is how the series is. Daily totals and days of fewer than 50 contacts or 8 busy slots are never called imputed: they may be equal by chance.
 */
export function imputedDays(series: ContactSeries): number[] {
  const { intervalsPerDay, contacts } = series;
  if (intervalsPerDay < fewestSlots) return [];
  const fractional: number[] = [];
  const suspects: number[] = [];
  let busyDays = 0;
  for (let day = 0; day < series.days; day++) {
    const values = contacts.subarray(day * intervalsPerDay, (day + 1) * intervalsPerDay);
    let total = 0;
    let busy = 0;
    let fractions = 0;
    let constant = true;
    let last = 0;
    for (const value of values) {
      if (value <= 0) continue;
      total += value;
      if (!Number.isInteger(value)) fractions += 1;
      if (busy > 0 && value !== last) constant = false;
      last = value;
      busy += 1;
    }
    if (busy > 0) busyDays += 1;
    if (total < smallestDay || busy < fewestSlots) continue;
    if (fractions > busy / 2) fractional.push(day);
    if (constant || copyLags.some((lag) => day >= lag && sameValues(series, day, day - lag)))
      suspects.push(day);
  }
  const few = (days: readonly number[]): readonly number[] =>
    days.length <= mostImputed * busyDays ? days : [];
  return [...new Set([...few(suspects), ...few(fractional)])].sort((a, b) => a - b);
}
