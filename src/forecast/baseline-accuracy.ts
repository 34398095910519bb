import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import type { CleanHistory } from '../history/clean-history.ts';
import { bias, coverage, wape } from './accuracy.ts';
import { errorModel, type ErrorModel } from './error-model.ts';
import type { PastForecasts } from './past-forecasts.ts';
import { sortedQuantile } from './prediction-interval.ts';

/** How forecasts of the coming week made at past origins did, beside the yardsticks. Shares. */
export interface BaselineAccuracy {
  readonly wape: number;
  readonly bias: number;
  /** Share inside 80 % intervals that were calibrated on other weeks. */
  readonly coverage80: number;
  readonly seasonalNaiveWape: number;
  readonly plainAverageWape: number;
  readonly weeks: number;
  /** Bias of the last four weeks: where it is far from 0, something has changed. */
  readonly recentBias: number;
}

const recentWeeks = 4;

/** Pairs of the origins that `keep` accepts. */
function someOrigins(past: PastForecasts, keep: (origin: DayNumber) => boolean): PastForecasts {
  const indices = [...past.origin.keys()].filter((index) => keep(past.origin[index]!));
  const pick = (values: Float64Array): Float64Array => Float64Array.from(indices, (index) => values[index]!);
  const pickDays = (values: Int32Array): Int32Array => Int32Array.from(indices, (index) => values[index]!);
  return {
    leadWeek: past.leadWeek,
    expected: pick(past.expected),
    actual: pick(past.actual),
    day: pickDays(past.day),
    origin: pickDays(past.origin),
  };
}

function insideShare(tested: PastForecasts, errors: ErrorModel): number | undefined {
  const bound = (probability: number): Float64Array => {
    const quantile = sortedQuantile(errors.residuals, probability);
    return tested.expected.map((f) =>
      Math.max(0, f + quantile * Math.sqrt(f + errors.intervalVariance * f * f + 0.25)),
    );
  };
  return coverage({ lower: bound(0.1), upper: bound(0.9), actual: tested.actual });
}

/** Coverage of 80 % intervals in each half of the weeks (every other one) by what the other half taught. */
function crossCoverage(past: PastForecasts): number | undefined {
  const first = past.origin[0] ?? 0;
  const halves = [0, 1].map((half) =>
    someOrigins(past, (origin) => Math.round((origin - first) / 7) % 2 === half),
  );
  const shares = halves.map((tested, half) => insideShare(tested, errorModel(halves[1 - half]!)));
  const known = shares.filter((share) => share !== undefined);
  return known.length > 0 ? known.reduce((sum, share) => sum + share, 0) / known.length : undefined;
}

/**
 * WAPE of the seasonal naive forecast and of the plain average for the week after each origin, where the cleaned history is usable
 * and the day ordinary. Both know what was found in the history no better than its raw values say.
 */
function yardsticks(
  clean: CleanHistory,
  origins: readonly DayNumber[],
): { readonly seasonalNaive: number; readonly plainAverage: number } {
  const { intervalsPerDay, firstDay, days } = clean.series;
  const sums = new Float64Array(7 * intervalsPerDay);
  const seen = new Float64Array(7 * intervalsPerDay);
  const last = new Float64Array(7 * intervalsPerDay);
  let [naiveError, averageError, total, next] = [0, 0, 0, 0];
  const score = (day: number): void => {
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const index = day * intervalsPerDay + slot;
      const at = weekdayOf(firstDay + day) * intervalsPerDay + slot;
      if (clean.usable[index] !== 1 || seen[at] === 0) continue;
      naiveError += Math.abs(clean.contacts[index]! - last[at]!);
      averageError += Math.abs(clean.contacts[index]! - sums[at]! / seen[at]!);
      total += clean.contacts[index]!;
    }
  };
  for (const origin of [...origins, firstDay + days]) {
    for (; next < origin - firstDay; next++) {
      if (clean.special[next] === 1) continue;
      for (let slot = 0; slot < intervalsPerDay; slot++) {
        const index = next * intervalsPerDay + slot;
        if (clean.usable[index] !== 1) continue;
        const at = weekdayOf(firstDay + next) * intervalsPerDay + slot;
        sums[at]! += clean.contacts[index]!;
        seen[at]! += 1;
        last[at] = clean.contacts[index]!;
      }
    }
    for (let day = next; day < Math.min(days, next + 7); day++) if (clean.special[day] !== 1) score(day);
  }
  return { seasonalNaive: naiveError / Math.max(1, total), plainAverage: averageError / Math.max(1, total) };
}

/**
 * Accuracy of one-week-ahead forecasts at past origins. Undefined where there were none.
 *
 * @param past of the first lead week.
 */
export function baselineAccuracy(
  clean: CleanHistory,
  past: PastForecasts | undefined,
): BaselineAccuracy | undefined {
  if (past === undefined) return undefined;
  const origins = [...new Set(past.origin)];
  const error = wape(past);
  const lean = bias(past);
  if (error === undefined || lean === undefined) return undefined;
  const end = clean.series.firstDay + clean.series.days;
  const { seasonalNaive, plainAverage } = yardsticks(clean, origins);
  return {
    wape: error,
    bias: lean,
    coverage80: crossCoverage(past) ?? 0.8,
    seasonalNaiveWape: seasonalNaive,
    plainAverageWape: plainAverage,
    weeks: origins.length,
    recentBias: bias(someOrigins(past, (origin) => origin >= end - 7 * recentWeeks)) ?? lean,
  };
}
