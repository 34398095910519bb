import { choleskyFactor, choleskyInverse, choleskyLogDeterminant } from '../numeric/cholesky.ts';
import type { CalendarDay } from './day-calendar.ts';
import {
  binOf,
  businessHarmonics,
  businessPeriod,
  effectRow,
  monthHarmonics,
  monthPeriod,
  yearHarmonics,
  yearPeriod,
  type EffectBlock,
  type EffectDesign,
  type EffectRow,
  type UnseenWeek,
} from './effect-design.ts';

/** Multipliers of the prior variances that a series may show to be larger or smaller than usual; 1 is usual. */
export interface EffectScales {
  /** Of weeks that are unlike their neighbours, of swings over two months, and of swings over a year. */
  readonly week: number;
  readonly swing: number;
  readonly drift: number;
  /** Of the position in the month, and of the year. */
  readonly position: number;
  readonly year: number;
}

export const usualScales: EffectScales = { week: 1, swing: 1, drift: 1, position: 1, year: 1 };

/** What is believed of the coefficients before the data, in units of the residual variance. */
export interface EffectPrior {
  readonly scales: EffectScales;
  /** Precision of each coefficient; 0 for week bins, which have a block of their own. */
  readonly diagonal: Float64Array;
  readonly weeks: WeekPrior;
  /** Logarithm of the determinant of the whole precision matrix. */
  readonly logDeterminant: number;
}

/** Inverse covariance of the week bins and the logarithm of its determinant. */
export interface WeekPrior {
  readonly precision: Float64Array;
  readonly logDeterminant: number;
}

/** Standard deviations of effects in units of U, half the mean root of a day's total. */
const interceptSd = 1;
const weekdaySd = 0.5;
const backlogSd = 0.05;
const stepSd = 0.5;

/** The same of weekdays of late, in units of the residual variance. */
const recentWeekdayVariance = 0.1;

/** Prior variance of week effects, in units of the residual variance: weeks `distance` apart share this much. */
function weekCovariance(distance: number, scales: EffectScales): number {
  const own = distance === 0 ? 0.3 * scales.week : 0;
  const swing = 0.5 * scales.swing * Math.exp(-Math.abs(distance) / 8);
  return own + swing + 2 * scales.drift * Math.exp(-Math.abs(distance) / 52);
}

/**
 * Variances of the harmonics 1 … `pairs` of a kernel on a circle: twice its Fourier coefficients. The constant is left out: the
 * intercept has it.
 */
function harmonicVariances(circle: {
  readonly kernel: (distance: number) => number;
  readonly period: number;
  readonly pairs: number;
}): Float64Array {
  const { kernel, period, pairs } = circle;
  const points = 128;
  return Float64Array.from({ length: pairs }, (_, pair) => {
    let sum = 0;
    for (let point = 0; point < points; point++) {
      const distance = (point / points - 0.5) * period;
      sum += kernel(distance) * Math.cos((2 * Math.PI * (pair + 1) * distance) / period);
    }
    return (2 * sum) / points;
  });
}

/** exp(−2 sin²(πd/P) / (2πl/P)²): as smooth as a squared exponential of length l, and the same again after P. */
function periodicKernel(distance: number, period: number, length: number): number {
  return Math.exp(
    (-2 * Math.sin((Math.PI * distance) / period) ** 2) / ((2 * Math.PI * length) / period) ** 2,
  );
}

const businessVariances = harmonicVariances({
  kernel: (distance) => 0.3 * Math.exp(-0.5 * (distance / 2.5) ** 2),
  period: businessPeriod,
  pairs: businessHarmonics,
});
const monthVariances = harmonicVariances({
  kernel: (distance) => 0.5 * periodicKernel(distance, monthPeriod, 2),
  period: monthPeriod,
  pairs: monthHarmonics,
});
const yearVariances = harmonicVariances({
  kernel: (distance) => periodicKernel(distance, yearPeriod, 21),
  period: yearPeriod,
  pairs: yearHarmonics,
});

function weekPrior({ bins }: EffectDesign, scales: EffectScales): WeekPrior {
  const size = bins.length;
  const covariance = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      covariance[row * size + column] = weekCovariance(bins[row]! - bins[column]!, scales);
    }
  }
  const factor = choleskyFactor(covariance, size, covariance);
  return { precision: choleskyInverse(factor, size), logDeterminant: -choleskyLogDeterminant(factor, size) };
}

/**
 * The prior of all coefficients: normal, independent between blocks.
 *
 * In units of U (half the mean root of a day's total): intercept 1, weekday 0.5, backlog 0.05, a step of the level 0.5. In units of the
 * residual variance: a weekday of late 0.1; weeks 0.3 of their own + 0.5·exp(−|Δ|/8) + 2·exp(−|Δ|/52); business-day position 0.3 × squared exponential of
 * length 2.5; calendar day 0.5 × periodic (30.4 days) of length 2; the year 1 × periodic (365.25) of length 21 days.
 *
 * @param levelRatio residual variance / U²: turns the spreads given in U into units of the residual.
 * @param weeks of the same design and the same week, swing and drift, when they are known already.
 */
export function effectPrior(
  design: EffectDesign,
  levelRatio: number,
  scales: EffectScales,
  weeks: WeekPrior = weekPrior(design, scales),
): EffectPrior {
  const diagonal = new Float64Array(design.size);
  let { logDeterminant } = weeks;
  const setBlock = (block: EffectBlock, precisionAt: (index: number) => number): void => {
    for (let index = 0; index < block.size; index++) {
      diagonal[block.at + index] = precisionAt(index);
      logDeterminant += Math.log(diagonal[block.at + index]!);
    }
  };
  setBlock(design.intercept, () => levelRatio / interceptSd ** 2);
  setBlock(design.weekday, () => levelRatio / weekdaySd ** 2);
  setBlock(design.recentWeekday, () => 1 / recentWeekdayVariance);
  setBlock(design.backlog, () => levelRatio / backlogSd ** 2);
  setBlock(design.business, (index) => 1 / (scales.position * businessVariances[index >> 1]!));
  setBlock(design.month, (index) => 1 / (scales.position * monthVariances[index >> 1]!));
  setBlock(design.year, (index) => 1 / (scales.year * yearVariances[index >> 1]!));
  setBlock(design.step, () => levelRatio / stepSd ** 2);
  return { scales, diagonal, weeks, logDeterminant };
}

/** Adds the prior's precision to a matrix of all coefficients (lower triangle), in place. */
export function addPrecision(matrix: Float64Array, design: EffectDesign, prior: EffectPrior): void {
  const { size } = design;
  for (let index = 0; index < size; index++) matrix[index * (size + 1)]! += prior.diagonal[index]!;
  const { at, size: bins } = design.week;
  for (let row = 0; row < bins; row++) {
    const start = (at + row) * size + at;
    for (let column = 0; column <= row; column++)
      matrix[start + column]! += prior.weeks.precision[row * bins + column]!;
  }
}

/** What the bins say of a week outside them, by the prior. */
function unseenWeek(design: EffectDesign, prior: EffectPrior, week: number): UnseenWeek {
  const { bins } = design;
  const covariance = bins.map((middle) => weekCovariance(week - middle, prior.scales));
  const weights = new Float64Array(bins.length);
  let explained = 0;
  for (let row = 0; row < bins.length; row++) {
    let weight = 0;
    for (let column = 0; column < bins.length; column++) {
      weight += prior.weeks.precision[row * bins.length + column]! * covariance[column]!;
    }
    weights[row] = weight;
    explained += weight * covariance[row]!;
  }
  return { weights, variance: Math.max(0, weekCovariance(0, prior.scales) - explained) };
}

/** Rows of any days; those in weeks that were never seen lean on the weeks that were. */
export function effectRows(
  design: EffectDesign,
  prior: EffectPrior,
  days: readonly CalendarDay[],
): EffectRow[] {
  const unseen = new Map<number, UnseenWeek>();
  return days.map((day) => {
    if (binOf(design, day.week) !== undefined) return effectRow(design, day);
    const known = unseen.get(day.week) ?? unseenWeek(design, prior, day.week);
    unseen.set(day.week, known);
    return effectRow(design, day, known);
  });
}
