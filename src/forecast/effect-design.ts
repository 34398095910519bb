import { choleskyFactor, choleskyInverse } from '../numeric/cholesky.ts';
import type { CalendarDay } from './day-calendar.ts';
import type { DayNumber } from '../calendar/local-date.ts';

/**
 * The random effects of a day's total and what is believed of them before the data. Coefficients stand in blocks: intercept,
 * weekday (7), backlog (2), week (one a week), business-day position (24), position in the month (32), level steps.
 */
export interface EffectDesign {
  readonly size: number;
  readonly firstWeek: number;
  readonly weeks: number;
  readonly yearly: boolean;
  readonly steps: readonly DayNumber[];
  /** Inverse covariance of the week block, and of the two position blocks, in units of the residual variance. */
  readonly weekPrecision: Float64Array;
  readonly businessPrecision: Float64Array;
  readonly monthPrecision: Float64Array;
}

/** One day's row of the design: coefficient numbers and their multipliers. */
export interface EffectRow {
  readonly indices: readonly number[];
  readonly values: readonly number[];
  /** Prior variance of the day's effects that its coefficients do not carry, in units of the residual variance. */
  readonly extraVariance: number;
}

const businessSlots = 24;
const monthSlots = 32;
const weekdayStart = 1;
const backlogStart = 8;
export const weekStart = 10;

/** Standard deviations of effects in units of half the mean root (U). */
const interceptSd = 1;
const weekdaySd = 0.5;
const backlogSd = 0.08;
const stepSd = 0.5;
/** A nugget that keeps smooth kernels invertible: an effect of its own for each position, too small to matter. */
const nugget = 1e-4;

const squaredExponential = (distance: number, length: number): number => Math.exp(-0.5 * (distance / length) ** 2);
const periodic = (distance: number, period: number, length: number): number =>
  Math.exp((-2 * Math.sin((Math.PI * distance) / period) ** 2) / ((2 * Math.PI * length) / period) ** 2);

/** Covariance of two weeks' yearly effects: period 52.18 weeks, length 3 weeks. */
export function yearKernel(distance: number): number {
  return periodic(distance, 52.18, 3);
}

function weekKernel(distance: number, yearly: boolean): number {
  const level = 0.5 * Math.exp(-Math.abs(distance) / 8) + 2 * Math.exp(-Math.abs(distance) / 52);
  return level + (yearly ? yearKernel(distance) : 0);
}

function precisionOf(size: number, covariance: (distance: number) => number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) matrix[row * size + column] = covariance(row - column);
    matrix[row * size + row]! += nugget;
  }
  return choleskyInverse(choleskyFactor(matrix, size), size);
}

/** Lays the coefficients out for the weeks `firstWeek` … `firstWeek + weeks − 1`. */
export function effectDesign(range: {
  readonly firstWeek: number;
  readonly weeks: number;
  readonly yearly: boolean;
  readonly steps: readonly DayNumber[];
}): EffectDesign {
  const { firstWeek, weeks, yearly, steps } = range;
  return {
    size: weekStart + weeks + businessSlots + monthSlots + steps.length,
    firstWeek,
    weeks,
    yearly,
    steps,
    weekPrecision: precisionOf(weeks, (distance) => weekKernel(distance, yearly)),
    businessPrecision: precisionOf(businessSlots, (distance) => 0.3 * squaredExponential(distance, 2.5)),
    monthPrecision: precisionOf(monthSlots, (distance) => 0.5 * periodic(distance, 30.4, 2)),
  };
}

/** Weights by which a week outside the design leans on the weeks inside, and the variance that they leave. */
function unseenWeek(design: EffectDesign, week: number): { readonly weights: Float64Array; readonly variance: number } {
  const { weeks, firstWeek, yearly, weekPrecision } = design;
  const covariance = new Float64Array(weeks);
  for (let index = 0; index < weeks; index++) covariance[index] = weekKernel(week - firstWeek - index, yearly);
  const weights = new Float64Array(weeks);
  let explained = 0;
  for (let row = 0; row < weeks; row++) {
    let sum = 0;
    for (let column = 0; column < weeks; column++) sum += weekPrecision[row * weeks + column]! * covariance[column]!;
    weights[row] = sum;
    explained += sum * covariance[row]!;
  }
  return { weights, variance: Math.max(0, weekKernel(0, yearly) - explained) };
}

/** The row of a day. */
export function effectRow(design: EffectDesign, day: CalendarDay): EffectRow {
  const indices = [0, weekdayStart + day.weekday];
  const values = [1, 1];
  const add = (index: number, value: number): void => {
    indices.push(index);
    values.push(value);
  };
  if (day.backlog !== 0) add(backlogStart, day.backlog);
  if (day.backlogBefore !== 0) add(backlogStart + 1, day.backlogBefore);
  let extraVariance = 0;
  const week = day.week - design.firstWeek;
  if (week >= 0 && week < design.weeks) add(weekStart + week, 1);
  else {
    const { weights, variance } = unseenWeek(design, day.week);
    weights.forEach((weight, index) => add(weekStart + index, weight));
    extraVariance = variance;
  }
  const businessStart = weekStart + design.weeks;
  if (day.businessPosition !== undefined) {
    add(businessStart + Math.min(businessSlots - 1, Math.max(0, day.businessPosition - 0.5 + businessSlots / 2)), 1);
  }
  const monthStart = businessStart + businessSlots;
  add(monthStart + Math.min(monthSlots - 1, Math.max(0, day.monthPosition - 0.5 + monthSlots / 2)), 1);
  design.steps.forEach((step, index) => {
    if (day.day >= step) add(monthStart + monthSlots + index, 1);
  });
  return { indices, values, extraVariance };
}

/** Which part of a forecast a coefficient belongs to. */
export function effectName(design: EffectDesign, index: number): 'level' | 'weekday' | 'backlog' | 'month position' {
  if (index === 0) return 'level';
  if (index < backlogStart) return 'weekday';
  if (index < weekStart) return 'backlog';
  if (index < weekStart + design.weeks) return 'level';
  return index < weekStart + design.weeks + businessSlots + monthSlots ? 'month position' : 'level';
}

function placeBlock(target: Float64Array, size: number, block: { readonly values: Float64Array; readonly at: number }): void {
  const length = Math.sqrt(block.values.length);
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      target[(block.at + row) * size + block.at + column] = block.values[row * length + column]!;
    }
  }
}

/**
 * Prior precision of all coefficients in units of the residual variance.
 *
 * @param levelRatio residual variance / U²: turns the spreads given in U into units of the residual.
 */
export function priorPrecision(design: EffectDesign, levelRatio: number): Float64Array {
  const { size, weeks } = design;
  const prior = new Float64Array(size * size);
  const setDiagonal = (from: number, to: number, sd: number): void => {
    for (let index = from; index < to; index++) prior[index * size + index] = levelRatio / sd ** 2;
  };
  setDiagonal(0, weekdayStart, interceptSd);
  setDiagonal(weekdayStart, backlogStart, weekdaySd);
  setDiagonal(backlogStart, weekStart, backlogSd);
  placeBlock(prior, size, { values: design.weekPrecision, at: weekStart });
  placeBlock(prior, size, { values: design.businessPrecision, at: weekStart + weeks });
  placeBlock(prior, size, { values: design.monthPrecision, at: weekStart + weeks + businessSlots });
  setDiagonal(size - design.steps.length, size, stepSd);
  return prior;
}
