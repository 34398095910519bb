/** Forecasts beside what came, interval by interval. */
export interface ForecastPairs {
  readonly expected: ArrayLike<number>;
  readonly actual: ArrayLike<number>;
}

/**
 * Weighted absolute percentage error: Σ|y − f| / Σ y, a share of all contacts. Unlike the mean of percentages it is defined where
 * single intervals are zero and does not reward forecasting too little. Undefined when nothing came.
 *
 * @example wape({ expected: [10, 20], actual: [12, 18] }) // => 0.1333…
 */
export function wape({ expected, actual }: ForecastPairs): number | undefined {
  let error = 0;
  let total = 0;
  for (let index = 0; index < actual.length; index++) {
    error += Math.abs(actual[index]! - expected[index]!);
    total += actual[index]!;
  }
  return total > 0 ? error / total : undefined;
}

/**
 * Bias: Σ(f − y) / Σ y. Above 0 the forecast was too high. Undefined when nothing came.
 *
 * @example bias({ expected: [10, 20], actual: [12, 20] }) // => -0.0625
 */
export function bias({ expected, actual }: ForecastPairs): number | undefined {
  let error = 0;
  let total = 0;
  for (let index = 0; index < actual.length; index++) {
    error += expected[index]! - actual[index]!;
    total += actual[index]!;
  }
  return total > 0 ? error / total : undefined;
}

/**
 * Mean absolute scaled error: the mean absolute error over that of the seasonal naive forecast inside the history,
 * q = mean|y − f| / mean|y(t) − y(t − week)|. Below 1 the forecast is better than last week's value. Undefined when the scale is 0 or
 * nothing was scored.
 *
 * @param scale mean absolute weekly difference of the history, see {@link seasonalScale}.
 * Source: Hyndman & Koehler 2006, International Journal of Forecasting 22:679.
 * @example mase({ expected: [10, 20], actual: [12, 18] }, 4) // => 0.5
 */
export function mase({ expected, actual }: ForecastPairs, scale: number): number | undefined {
  if (!(scale > 0) || actual.length === 0) return undefined;
  let error = 0;
  for (let index = 0; index < actual.length; index++) error += Math.abs(actual[index]! - expected[index]!);
  return error / actual.length / scale;
}

/**
 * The scale of {@link mase}: mean absolute difference between values one season apart, over pairs that are both known.
 *
 * @param known 1 where a value counts; undefined: all do.
 * @example seasonalScale([1, 2, 3, 5], 2) // => 2.5
 */
export function seasonalScale(values: ArrayLike<number>, season: number, known?: ArrayLike<number>): number {
  let sum = 0;
  let pairs = 0;
  for (let index = season; index < values.length; index++) {
    if (known !== undefined && (known[index] !== 1 || known[index - season] !== 1)) continue;
    sum += Math.abs(values[index]! - values[index - season]!);
    pairs += 1;
  }
  return pairs > 0 ? sum / pairs : 0;
}

/** An interval forecast beside what came. */
export interface IntervalPairs {
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  readonly actual: ArrayLike<number>;
}

/**
 * Coverage: the share of values inside their interval, bounds included. Undefined when there are none. Counts of a few an interval
 * cannot be covered exactly: the interval must hold whole counts and then covers more than its nominal share.
 *
 * @example coverage({ lower: [1, 1], upper: [3, 3], actual: [2, 4] }) // => 0.5
 */
export function coverage({ lower, upper, actual }: IntervalPairs): number | undefined {
  let inside = 0;
  for (let index = 0; index < actual.length; index++) {
    if (actual[index]! >= lower[index]! && actual[index]! <= upper[index]!) inside += 1;
  }
  return actual.length > 0 ? inside / actual.length : undefined;
}

/**
 * Mean interval score of central 1 − α intervals: width + (2/α)·(how far the value lies outside). Smaller is better; it is
 * least, on average, for the true quantiles, so that neither wide nor bold intervals win. In contacts. Undefined when there are none.
 *
 * @param level the share the interval claims to cover, e.g. 0.8.
 * Source: Gneiting & Raftery 2007, JASA 102:359, section 6.2.
 * @example intervalScore({ lower: [1], upper: [3], actual: [4] }, 0.5) // => 6
 */
export function intervalScore({ lower, upper, actual }: IntervalPairs, level: number): number | undefined {
  let score = 0;
  for (let index = 0; index < actual.length; index++) {
    const below = Math.max(0, lower[index]! - actual[index]!);
    const above = Math.max(0, actual[index]! - upper[index]!);
    score += upper[index]! - lower[index]! + (2 / (1 - level)) * (below + above);
  }
  return actual.length > 0 ? score / actual.length : undefined;
}
