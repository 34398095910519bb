import type { DayNumber } from '../calendar/local-date.ts';
import { weekOf, type CalendarDay } from './day-calendar.ts';

/** A run of neighbouring coefficients. */
export interface EffectBlock {
  readonly at: number;
  readonly size: number;
}

/** A day from which on the level is another, and the share of the difference that is believed to last beyond the history. */
export interface LevelStep {
  readonly day: DayNumber;
  readonly carriedShare: number;
}

/**
 * The random effects of a day's total, as blocks of coefficients: intercept, weekdays, weekdays of late, backlog, weeks, business-day position, calendar
 * day of the month, day of the year, and steps of the level. Positions and the year are harmonics (cosine and sine pairs) on a circle.
 */
export interface EffectDesign {
  readonly size: number;
  /** The week of the last day learnt from, and the middle of each bin of weeks, in weeks since 1970. */
  readonly lastWeek: number;
  readonly bins: Float64Array;
  readonly intercept: EffectBlock;
  readonly weekday: EffectBlock;
  readonly recentWeekday: EffectBlock;
  readonly backlog: EffectBlock;
  readonly week: EffectBlock;
  readonly business: EffectBlock;
  readonly month: EffectBlock;
  readonly year: EffectBlock;
  readonly step: EffectBlock;
  /** Days from which on the level is another, ascending. */
  readonly steps: readonly LevelStep[];
  /** The last day learnt from. */
  readonly lastDay: DayNumber;
}

/** Pairs of harmonics of each circle: enough for all but about a percent of the kernels' variance. */
export const businessHarmonics = 6;
export const monthHarmonics = 6;
export const yearHarmonics = 7;
/** Length of each circle: business days (longer than any month has, so that its ends do not meet), days, days. */
export const businessPeriod = 40;
export const monthPeriod = 30.4;
export const yearPeriod = 365.25;

/** Weeks over which a weekday may differ from what it was before. */
const recentWeeks = 8;
/** Weeks of age up to which every week has its own bin, and up to which two share one; older ones share by four. */
const singleWeeks = 26;
const pairedWeeks = 78;

function weekBins(lastWeek: number, weeks: number): Float64Array {
  const middles: number[] = [];
  for (let age = 0; age < weeks;) {
    const width = age < singleWeeks ? 1 : age < pairedWeeks ? 2 : 4;
    middles.push(lastWeek - age - (width - 1) / 2);
    age += width;
  }
  return Float64Array.from(middles);
}

/** Lays out the coefficients for days from `firstWeek` to `lastWeek`; `yearly` adds the year. */
export function effectDesign(range: {
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  readonly yearly: boolean;
  readonly steps: readonly LevelStep[];
}): EffectDesign {
  const { lastDay, yearly, steps } = range;
  const firstWeek = weekOf(range.firstDay);
  const lastWeek = weekOf(lastDay);
  const bins = weekBins(lastWeek, lastWeek - firstWeek + 1);
  let size = 0;
  const block = (length: number): EffectBlock => {
    size += length;
    return { at: size - length, size: length };
  };
  const blocks = {
    intercept: block(1),
    weekday: block(7),
    recentWeekday: block(7),
    backlog: block(2),
    week: block(bins.length),
    business: block(2 * businessHarmonics),
    month: block(2 * monthHarmonics),
    year: block(yearly ? 2 * yearHarmonics : 0),
    step: block(steps.length),
  };
  return { ...blocks, size, lastDay, lastWeek, bins, steps };
}

/** Number of the bin that a week falls into; undefined after the last week and before the first. */
export function binOf(design: EffectDesign, week: number): number | undefined {
  const age = design.lastWeek - week;
  if (age < 0) return undefined;
  const paired = singleWeeks + Math.floor((age - singleWeeks) / 2);
  const old = (singleWeeks + pairedWeeks) / 2 + Math.floor((age - pairedWeeks) / 4);
  const bin = age < singleWeeks ? age : age < pairedWeeks ? paired : old;
  return bin < design.bins.length ? bin : undefined;
}

/** One day's row of the design: coefficient numbers, ascending, and their multipliers. */
export interface EffectRow {
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** Prior variance of the day's effects that its coefficients do not carry, in units of the residual variance. */
  readonly extraVariance: number;
}

/** How a week outside the bins leans on those inside, and the variance that this leaves. */
export interface UnseenWeek {
  readonly weights: Float64Array;
  readonly variance: number;
}

/**
 * The row of a day.
 *
 * @param unseen of the day's week, when it has no bin.
 */
export function effectRow(design: EffectDesign, day: CalendarDay, unseen?: UnseenWeek): EffectRow {
  const indices: number[] = [design.intercept.at, design.weekday.at + day.weekday];
  const values: number[] = [1, 1];
  const add = (index: number, value: number): void => {
    indices.push(index);
    values.push(value);
  };
  const addHarmonics = (block: EffectBlock, angle: number): void => {
    const [stepCos, stepSin] = [Math.cos(angle), Math.sin(angle)];
    let [cos, sin] = [stepCos, stepSin];
    for (let index = block.at; index < block.at + block.size; index += 2) {
      add(index, cos);
      add(index + 1, sin);
      [cos, sin] = [cos * stepCos - sin * stepSin, sin * stepCos + cos * stepSin];
    }
  };
  if (day.day > design.lastDay - 7 * recentWeeks) add(design.recentWeekday.at + day.weekday, 1);
  if (day.backlog !== 0) add(design.backlog.at, day.backlog);
  if (day.backlogBefore !== 0) add(design.backlog.at + 1, day.backlogBefore);
  const bin = binOf(design, day.week);
  if (bin !== undefined) add(design.week.at + bin, 1);
  else unseen?.weights.forEach((weight, index) => add(design.week.at + index, weight));
  if (day.businessPosition !== undefined)
    addHarmonics(design.business, (2 * Math.PI * day.businessPosition) / businessPeriod);
  addHarmonics(design.month, (2 * Math.PI * day.monthPosition) / monthPeriod);
  addHarmonics(design.year, (2 * Math.PI * day.day) / yearPeriod);
  design.steps.forEach((step, index) => {
    if (day.day >= step.day) add(design.step.at + index, day.day > design.lastDay ? step.carriedShare : 1);
  });
  return {
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
    extraVariance: bin === undefined ? (unseen?.variance ?? 0) : 0,
  };
}

/** Which part of a forecast a coefficient belongs to. */
export function effectName(
  design: EffectDesign,
  index: number,
): 'level' | 'weekday' | 'backlog' | 'month position' | 'year' {
  const inside = (block: EffectBlock): boolean => index >= block.at && index < block.at + block.size;
  if (inside(design.weekday) || inside(design.recentWeekday)) return 'weekday';
  if (inside(design.backlog)) return 'backlog';
  if (inside(design.business) || inside(design.month)) return 'month position';
  return inside(design.year) ? 'year' : 'level';
}
