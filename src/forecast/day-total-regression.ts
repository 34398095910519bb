import { median } from 'simple-statistics';
import type { DayNumber } from '../calendar/local-date.ts';
import { calendarDays, type CalendarDay, type ChannelWeek } from './day-calendar.ts';
import { effectDesign, effectRow, priorPrecision, type EffectDesign, type EffectRow } from './effect-design.ts';
import { effectPosterior, rowEffect, rowVariance, type EffectPosterior } from './effect-posterior.ts';

/** Days to learn totals from. */
export interface DayTotalData {
  readonly week: ChannelWeek;
  /** First day of the arrays; the origin is the day after the last. */
  readonly firstDay: DayNumber;
  /** Total contacts of each day and the share of the day seen; a share of 0 leaves the day out. */
  readonly total: ArrayLike<number>;
  readonly share: ArrayLike<number>;
}

/** The regression after learning. */
export interface DayTotalFit {
  readonly week: ChannelWeek;
  readonly design: EffectDesign;
  readonly posterior: EffectPosterior;
  /** m and U: the usual root of a day's total, and half the mean root. */
  readonly centre: number;
  readonly unit: number;
  /** s²: variance of a day's root around what is expected of it. */
  readonly residualVariance: number;
  /** Days used, their rows, responses and final weights. */
  readonly rows: readonly EffectRow[];
  readonly days: readonly CalendarDay[];
  readonly responses: Float64Array;
  readonly weights: Float64Array;
  /** Share of each day seen, before robust weights. */
  readonly shares: Float64Array;
}

/** Fixed part of the backlog effect, in U: what a closure usually leaves for the next open day and the one after it. */
const backlogMean = 0.15;
const backlogBeforeMean = 0.08;
const weeksKept = 78;
const weeksKeptWithYear = 156;
const weeksForYear = 60;
const rounds = 3;
const huberDeviations = 2.5;
const normalMad = 1.4826;
/** Variance of the root of a Poisson count: no series has less. */
const poissonRootVariance = 0.25;

/** What the fixed backlog part adds to a day's root, in U. */
export function backlogOffset(day: CalendarDay): number {
  return backlogMean * day.backlog + backlogBeforeMean * day.backlogBefore;
}

function usedDays(data: DayTotalData): { readonly days: CalendarDay[]; readonly yearly: boolean } {
  const length = data.total.length;
  const to = data.firstDay + length - 1;
  let first = 0;
  while (first < length && !(data.share[first]! > 0)) first += 1;
  const span = (length - first) / 7;
  const yearly = span >= weeksForYear;
  const kept = 7 * (yearly ? weeksKeptWithYear : weeksKept);
  const from = data.firstDay + Math.max(first, length - kept);
  const days = calendarDays(data.week, { from, to }).filter((day) => data.share[day.day - data.firstDay]! > 0);
  return { days, yearly };
}

function meanOfWeekdayMedians(days: readonly CalendarDay[], roots: Float64Array): number {
  const byWeekday = new Map<number, number[]>();
  days.forEach((day, index) => byWeekday.set(day.weekday, [...(byWeekday.get(day.weekday) ?? []), roots[index]!]));
  const medians = [...byWeekday.values()].map((values) => median(values));
  return medians.reduce((sum, value) => sum + value, 0) / medians.length;
}

/** Spread of the roots around their weekday's median: where the rounds begin. */
function startingVariance(days: readonly CalendarDay[], roots: Float64Array): number {
  const byWeekday = new Map<number, number[]>();
  days.forEach((day, index) => byWeekday.set(day.weekday, [...(byWeekday.get(day.weekday) ?? []), roots[index]!]));
  const deviations = [...byWeekday.values()].flatMap((values) => {
    const middle = median(values);
    return values.length > 1 ? values.map((value) => Math.abs(value - middle)) : [];
  });
  const spread = deviations.length > 0 ? normalMad * median(deviations) : 0;
  return Math.max(poissonRootVariance, spread ** 2);
}

/** Huber weights on leave-one-out residuals, times the share of the day that was seen. */
function robustWeights(input: {
  readonly posterior: EffectPosterior;
  readonly rows: readonly EffectRow[];
  readonly responses: Float64Array;
  readonly weights: Float64Array;
  readonly shares: Float64Array;
}): Float64Array {
  const { posterior, rows, responses, weights, shares } = input;
  const left = rows.map((row, index) => {
    const leverage = Math.min(0.999, weights[index]! * rowVariance(posterior, row));
    return Math.abs(responses[index]! - rowEffect(posterior, row)) / (1 - leverage);
  });
  const limit = huberDeviations * normalMad * median(left);
  return shares.map((share, index) => share * (left[index]! > limit && limit > 0 ? limit / left[index]! : 1));
}

/**
 * Learns day totals: with z = √(total + ¼), m the mean over weekdays of the median z and U half the mean z,
 *
 *     z = m + U·(0.15·x₁ + 0.08·x₂) + Zβ + ε,   β ~ N(0, prior),   ε ~ N(0, s²/w)
 *
 * x₁, x₂ the backlog of closures, Zβ the random effects of {@link effectDesign}. Three rounds: posterior, Huber weights at 2.5
 * robust standard deviations of the leave-one-out residuals, s² = Σ w·e·r / N (never below ¼, the spread of a Poisson count).
 *
 * Keeps the last 78 weeks; from 60 weeks on it adds a yearly effect and keeps 156. Needs at least one used day.
 *
 * Sources: Rasmussen & Williams 2006, ch. 2 (weight space); Aldor-Noiman, Feigin & Mandelbaum 2009 (billing-cycle effects); Brown et al.
 * 2005 (root-unroot of Poisson counts).
 */
export function fitDayTotals(data: DayTotalData): DayTotalFit {
  const { days, yearly } = usedDays(data);
  const roots = Float64Array.from(days, (day) => Math.sqrt(data.total[day.day - data.firstDay]! + 0.25));
  const shares = Float64Array.from(days, (day) => data.share[day.day - data.firstDay]!);
  const unit = Math.max(0.25, roots.reduce((sum, root) => sum + root, 0) / Math.max(1, roots.length) / 2);
  const centre = meanOfWeekdayMedians(days, roots);
  const firstWeek = days[0]!.week;
  const design = effectDesign({ firstWeek, weeks: days.at(-1)!.week - firstWeek + 1, yearly, steps: [] });
  const rows = days.map((day) => effectRow(design, day));
  const responses = roots.map((root, index) => root - centre - unit * backlogOffset(days[index]!));
  let residualVariance = startingVariance(days, roots);
  let weights: Float64Array = shares;
  let posterior: EffectPosterior | undefined;
  for (let round = 0; round < rounds; round++) {
    const prior = priorPrecision(design, residualVariance / unit ** 2);
    posterior = effectPosterior({ size: design.size, prior, rows, weights, responses });
    residualVariance = likelyVariance({ posterior, rows, responses, weights });
    if (round < rounds - 1) weights = robustWeights({ posterior, rows, responses, weights, shares });
  }
  return {
    week: data.week,
    design,
    posterior: posterior!,
    centre,
    unit,
    residualVariance,
    rows,
    days,
    responses,
    weights,
    shares,
  };
}

function likelyVariance(input: {
  readonly posterior: EffectPosterior;
  readonly rows: readonly EffectRow[];
  readonly responses: Float64Array;
  readonly weights: Float64Array;
}): number {
  let sum = 0;
  input.rows.forEach((row, index) => {
    const response = input.responses[index]!;
    sum += input.weights[index]! * (response - rowEffect(input.posterior, row)) * response;
  });
  return Math.max(poissonRootVariance, sum / Math.max(1, input.rows.length));
}

/** A day's total as the regression sees it, special-day factors left out. */
export interface ExpectedTotal {
  readonly total: number;
  readonly root: number;
  /** Standard deviation of the actual total over the expected one. */
  readonly relativeSd: number;
}

/**
 * Expected total of any day: the mean of z² − ¼ with z normal around its expectation, ẑ² + s² − ¼ (never negative), and relative
 * spread 2·√(s²·(1 + zᵀCz)) / ẑ.
 */
export function expectedTotal(fit: DayTotalFit, day: CalendarDay): ExpectedTotal {
  const row = effectRow(fit.design, day);
  const root = Math.max(0, fit.centre + fit.unit * backlogOffset(day) + rowEffect(fit.posterior, row));
  const total = root ** 2 + fit.residualVariance - poissonRootVariance;
  const sd = 2 * Math.sqrt(fit.residualVariance * (1 + rowVariance(fit.posterior, row)));
  return { total, root, relativeSd: sd / Math.max(root, 0.5) };
}
