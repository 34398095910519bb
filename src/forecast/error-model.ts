import { normalQuantile } from '../numeric/normal-distribution.ts';
import type { PastForecasts } from './past-forecasts.ts';

/**
 * How far forecasts of one lead were off. An interval with expectation f varies by f + c²·f² + ¼, c² the `intervalVariance`. For
 * sums, relative variances split the error into what is common to a week, what is common to a day, and each
 * interval's own; Poisson noise comes on top.
 */
export interface ErrorModel {
  readonly leadWeek: number;
  readonly intervalVariance: number;
  readonly weekVariance: number;
  readonly dayVariance: number;
  readonly ownVariance: number;
  /** Standardised residuals of intervals, ascending: their quantiles are the shape of the interval. */
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
/** A squared residual counts at most this much, so that an outage in the past does not widen every interval … */
const largestSquare = 9;
/** … and a standard normal one then counts this much on average. */
const expectedSquare = 0.9854;
/** Residuals enough for any quantile that is asked for. */
const mostResiduals = 4000;

interface Pairs {
  readonly expected: Float64Array;
  readonly actual: Float64Array;
}

/** The c² at which residuals over √(f + c²·f² + ¼) are as large as a standard normal's, pseudo-residuals of the prior included. */
function relativeVariance(
  { expected, actual }: Pairs,
  prior: { readonly variance: number; readonly weight: number },
): number {
  const count = expected.length;
  if (count === 0) return prior.variance;
  const share = prior.weight / count;
  const excess = (variance: number): number => {
    let sum = 0;
    for (let index = 0; index < count; index++) {
      const f = expected[index]!;
      const base = f + 0.25;
      const spread = base + variance * f * f;
      const error = actual[index]! - f;
      sum +=
        Math.min(largestSquare, (error * error) / spread) +
        (share * expectedSquare * (base + prior.variance * f * f)) / spread;
    }
    return sum - count * (1 + share) * expectedSquare;
  };
  if (excess(0) <= 0) return 0;
  let low = 0;
  let high = 4;
  while (high - low > 0.01 * high && high > 1e-6) {
    const middle = high > 4 * low ? Math.max(high / 4, (low + high) / 8) : (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Every k-th pair, so that few enough are left. */
function thinned({ expected, actual }: Pairs, most: number): Pairs {
  const step = Math.ceil(expected.length / most);
  if (step <= 1) return { expected, actual };
  // A step that shares no factor with the slots of a day visits all of them.
  const stride = step + (step % 2 === 0 ? 1 : 0);
  const length = Math.floor((expected.length - 1) / stride) + 1;
  const every = (values: Float64Array): Float64Array =>
    Float64Array.from({ length }, (_, index) => values[index * stride]!);
  return { expected: every(expected), actual: every(actual) };
}

/** Sums over neighbouring intervals of one origin with the same key. */
function sumBy(past: PastForecasts, key: Int32Array): Pairs {
  const expected: number[] = [];
  const actual: number[] = [];
  for (let index = 0; index < past.expected.length; index++) {
    if (index === 0 || key[index] !== key[index - 1] || past.origin[index] !== past.origin[index - 1]) {
      expected.push(0);
      actual.push(0);
    }
    expected[expected.length - 1]! += past.expected[index]!;
    actual[actual.length - 1]! += past.actual[index]!;
  }
  return { expected: Float64Array.from(expected), actual: Float64Array.from(actual) };
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** Residuals with a few days' worth of standard normal ones among them, ascending: tails where few were seen. */
function residualShape({ expected, actual }: Pairs, variance: number, pseudo: number): Float64Array {
  const count = expected.length;
  const all = new Float64Array(count + pseudo);
  for (let index = 0; index < count; index++) {
    const f = expected[index]!;
    all[index] = (actual[index]! - f) / Math.sqrt(f + variance * f * f + 0.25);
  }
  for (let index = 0; index < pseudo; index++) all[count + index] = normalQuantile((index + 0.5) / pseudo);
  return all.sort();
}

/**
 * Learns the error model of one lead from past forecasts. The relative variance of intervals, of day totals and of week totals is each
 * where standardised residuals are as large as a standard normal's (squares beyond 9 cut off); what sums vary more than
 * independent intervals would is common to them. With little past it leans on a prior of 15 %, 10 % and 6 % with the weight of four days.
 */
export function errorModel(past: PastForecasts): ErrorModel {
  const days = sumBy(past, past.day);
  const weeks = sumBy(past, past.origin);
  const dayCount = days.expected.length;
  const perDay = past.expected.length / Math.max(1, dayCount);
  const intervals = thinned(past, mostResiduals);
  const thinning = intervals.expected.length / Math.max(1, past.expected.length);
  const pseudo = priorDays * Math.max(1, perDay) * (dayCount > 0 ? thinning : 1);
  const interval = relativeVariance(intervals, { variance: priorIntervalSd ** 2, weight: pseudo });
  const day =
    perDay > 1 ? relativeVariance(days, { variance: priorDaySd ** 2, weight: priorDays }) : interval;
  const week = relativeVariance(weeks, { variance: priorWeekSd ** 2, weight: priorDays / 5 });
  const shareOfSquares = (parts: Float64Array, sums: Float64Array): number =>
    sums.length > 0 ? Math.min(0.9, sumOfSquares(parts) / Math.max(1e-9, sumOfSquares(sums))) : 0;
  const intervalsInDay = shareOfSquares(past.expected, days.expected);
  const daysInWeek = shareOfSquares(days.expected, weeks.expected);
  const own = perDay > 1 ? Math.max(0, (interval - day) / (1 - intervalsInDay)) : 0;
  const common = Math.max(0, day - own * intervalsInDay);
  const ofWeek = (week - (own * intervalsInDay + common) * daysInWeek) / (1 - daysInWeek);
  const weekVariance = Math.min(common, Math.max(0, ofWeek));
  return {
    leadWeek: past.leadWeek,
    intervalVariance: interval,
    weekVariance,
    dayVariance: common - weekVariance,
    ownVariance: own,
    residuals: residualShape(intervals, interval, Math.ceil(pseudo)),
    dayResiduals: residualShape(days, day, 2 * priorDays),
    days: dayCount,
  };
}

/** Days of past forecasts that a lead needs for a model of its own. */
const fewestDays = 5;

/** Error models of all leads, first week first. A lead with next to no past forecasts is as uncertain as the one before it. */
export function errorModels(past: readonly PastForecasts[]): ErrorModel[] {
  const models: ErrorModel[] = [];
  for (const lead of past) {
    const before = models.at(-1);
    const model = errorModel(lead);
    models.push(
      before === undefined || model.days >= fewestDays ? model : { ...before, leadWeek: lead.leadWeek },
    );
  }
  return models;
}
