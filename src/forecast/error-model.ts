import { normalQuantile } from '../numeric/normal-distribution.ts';
import type { PastForecasts } from './past-forecasts.ts';

/**
 * How far forecasts of one lead were off. Relative variances split the error of an interval into what is common to its week, what
 * is common to its day, and its own; a Poisson part comes on top: variance = f + (week + day + own)·f² + ¼.
 */
export interface ErrorModel {
  readonly leadWeek: number;
  readonly weekVariance: number;
  readonly dayVariance: number;
  readonly ownVariance: number;
  /** Standardised residuals of intervals, sorted: their quantiles are the shape of the interval. */
  readonly residuals: Float64Array;
  /** The same of day totals. */
  readonly dayResiduals: Float64Array;
  /** Days that it was learnt from. */
  readonly days: number;
}

/** What is believed of errors before any was seen: relative standard deviations, and days of weight. */
const priorIntervalSd = 0.15;
const priorDaySd = 0.1;
const priorWeekSd = 0.06;
const priorDays = 4;

interface Sums {
  readonly expected: Float64Array;
  readonly actual: Float64Array;
}

/** The c² at which residuals divided by √(f + c²·f² + ¼) have unit mean square, pseudo-residuals of the prior included. */
function relativeVariance({ expected, actual }: Sums, prior: { readonly variance: number; readonly weight: number }): number {
  const excess = (variance: number): number => {
    let sum = 0;
    let typical = 0;
    for (let index = 0; index < expected.length; index++) {
      const f = expected[index]!;
      const spread = f + variance * f * f + 0.25;
      sum += (actual[index]! - f) ** 2 / spread;
      typical += (f + prior.variance * f * f + 0.25) / spread;
    }
    const share = expected.length > 0 ? prior.weight / expected.length : 0;
    return sum + share * typical - expected.length * (1 + share);
  };
  if (expected.length === 0) return prior.variance;
  if (excess(0) <= 0) return 0;
  let low = 0;
  let high = 4;
  for (let step = 0; step < 30 && high - low > 1e-5; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Sums intervals whose key does not change from one to the next. */
function sumBy(past: PastForecasts, key: Int32Array, also: Int32Array): Sums & { readonly squares: number } {
  const expected: number[] = [];
  const actual: number[] = [];
  let squares = 0;
  for (let index = 0; index < past.expected.length; index++) {
    if (index === 0 || key[index] !== key[index - 1] || also[index] !== also[index - 1]) {
      expected.push(0);
      actual.push(0);
    }
    expected[expected.length - 1]! += past.expected[index]!;
    actual[actual.length - 1]! += past.actual[index]!;
  }
  for (const f of expected) squares += f * f;
  return { expected: Float64Array.from(expected), actual: Float64Array.from(actual), squares };
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

function standardised({ expected, actual }: Sums, variance: number): Float64Array {
  return expected.map((f, index) => (actual[index]! - f) / Math.sqrt(f + variance * f * f + 0.25));
}

/** Residuals with a few days' worth of standard normal ones among them, sorted: tails where few were seen. */
function withPrior(residuals: Float64Array, pseudo: number): Float64Array {
  const all = new Float64Array(residuals.length + pseudo);
  all.set(residuals);
  for (let index = 0; index < pseudo; index++) all[residuals.length + index] = normalQuantile((index + 0.5) / pseudo);
  return all.sort();
}

/**
 * Learns the error model of one lead from past forecasts. The relative variance at each level (interval, day, week) is where
 * standardised residuals have unit mean square; the levels' differences give what is common. With little past it leans on a prior of 15 %,
 * 10 % and 6 % relative error with the weight of four days.
 */
export function errorModel(past: PastForecasts): ErrorModel {
  const days = sumBy(past, past.day, past.origin);
  const weeks = sumBy(past, past.origin, past.origin);
  const perDay = past.expected.length / Math.max(1, days.expected.length);
  const interval = relativeVariance(past, { variance: priorIntervalSd ** 2, weight: priorDays * perDay });
  const day = relativeVariance(days, { variance: priorDaySd ** 2, weight: priorDays });
  const week = relativeVariance(weeks, { variance: priorWeekSd ** 2, weight: priorDays / 5 });
  const intervalsInDay = days.squares > 0 ? Math.min(0.9, sumOfSquares(past.expected) / days.squares) : 0;
  const daysInWeek = weeks.squares > 0 ? Math.min(0.9, days.squares / weeks.squares) : 0;
  const own = perDay > 1 ? Math.max(0, (interval - day) / (1 - intervalsInDay)) : 0;
  const common = Math.max(0, Math.min(interval, perDay > 1 ? day - own * intervalsInDay : interval));
  const weekShare = Math.min(common, Math.max(0, (week - common * daysInWeek) / (1 - daysInWeek)));
  return {
    leadWeek: past.leadWeek,
    weekVariance: weekShare,
    dayVariance: common - weekShare,
    ownVariance: own,
    residuals: withPrior(standardised(past, common + own), Math.ceil(priorDays * Math.max(1, perDay))),
    dayResiduals: withPrior(standardised(days, day), priorDays * 2),
    days: days.expected.length,
  };
}
