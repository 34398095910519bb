import { weekdayOf } from '../calendar/local-date.ts';
import type { ContactSeries } from './contact-series.ts';
import { hasListedZero, isBusyDay, type OpeningPattern } from './opening-pattern.ts';

/** Intervals with more contacts than this are not empty by chance: e⁻⁶ is one in four hundred. */
const largestMeanWithZeros = 6;
/** A silence over which this many contacts were due is a gap in the data. */
const longestSilenceContacts = 15;

function slotMeans(series: ContactSeries, pattern: OpeningPattern): Float64Array {
  const sums = new Float64Array(pattern.open.length);
  const days = new Float64Array(7);
  for (let day = 0; day < series.days; day++) {
    if (!isBusyDay(series, day)) continue;
    const weekday = weekdayOf(series.firstDay + day);
    days[weekday]! += 1;
    const start = day * series.intervalsPerDay;
    for (let slot = 0; slot < series.intervalsPerDay; slot++) {
      sums[weekday * series.intervalsPerDay + slot]! += series.contacts[start + slot]!;
    }
  }
  return sums.map((sum, index) => sum / Math.max(1, days[Math.floor(index / series.intervalsPerDay)]!));
}

/** True when an open slot of a day with contacts has no value: most histories are complete, and need no more than this look. */
function missesOpenSlots(series: ContactSeries, pattern: OpeningPattern): boolean {
  const { intervalsPerDay, observed, contacts } = series;
  for (let day = 0; day < series.days; day++) {
    const start = day * intervalsPerDay;
    const week = weekdayOf(series.firstDay + day) * intervalsPerDay;
    let misses = false;
    let busy = false;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      if (observed[start + slot] !== 1) misses ||= pattern.open[week + slot] === 1;
      else busy ||= contacts[start + slot]! > 0;
    }
    if (misses && busy) return true;
  }
  return false;
}

/**
 * Tells zeros from gaps where the history lists no zero at all: many systems export only intervals that had contacts.
 * There, a missing open interval of a day with contacts is a zero when few contacts were due in it (a mean of 6 or
 * less) and the silence around it is short (fewer than 15 were due over the whole of it); anything else stays a gap. A history with one
 * listed zero is taken at its word and returned as it is.
 *
 * @returns the series with those intervals observed as zero, and how many there were.
 */
export function fillOmittedZeros(
  series: ContactSeries,
  pattern: OpeningPattern,
): { readonly series: ContactSeries; readonly filled: number } {
  if (series.intervalsPerDay === 1 || !missesOpenSlots(series, pattern) || hasListedZero(series)) {
    return { series, filled: 0 };
  }
  const means = slotMeans(series, pattern);
  const observed = Uint8Array.from(series.observed);
  let filled = 0;
  for (let day = 0; day < series.days; day++) {
    if (!isBusyDay(series, day)) continue;
    const start = day * series.intervalsPerDay;
    const week = weekdayOf(series.firstDay + day) * series.intervalsPerDay;
    let silence: number[] = [];
    let due = 0;
    for (let slot = 0; slot <= series.intervalsPerDay; slot++) {
      const missing = slot < series.intervalsPerDay && series.observed[start + slot] !== 1;
      if (missing && pattern.open[week + slot] === 1) {
        silence.push(slot);
        due += means[week + slot]!;
      } else if (!missing) {
        const zeros =
          due < longestSilenceContacts
            ? silence.filter((at) => means[week + at]! <= largestMeanWithZeros)
            : [];
        for (const at of zeros) observed[start + at] = 1;
        filled += zeros.length;
        silence = [];
        due = 0;
      }
    }
  }
  return { series: { ...series, observed }, filled };
}
