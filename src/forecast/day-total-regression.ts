import { median } from 'simple-statistics';
import type { DayNumber } from '../calendar/local-date.ts';
import { calendarDays, type CalendarDay, type ChannelWeek } from './day-calendar.ts';
import {
  effectDesign,
  effectRow,
  type EffectDesign,
  type EffectRow,
  type LevelStep,
} from './effect-design.ts';
import {
  effectCoefficients,
  effectMoments,
  effectPosterior,
  likelyVariance,
  poissonRootVariance,
  reweighted,
  rowEffect,
  rowVariance,
  type EffectMoments,
  type EffectPosterior,
} from './effect-posterior.ts';
import { effectPrior, effectRows, usualScales, type EffectPrior } from './effect-prior.ts';
import { calendarScales, chooseScales, levelScales } from './effect-scales.ts';
import { strongestStep } from './level-steps.ts';

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
  readonly prior: EffectPrior;
  readonly posterior: EffectPosterior;
  /** m and U: the usual root of a day's total, and half the mean root. */
  readonly centre: number;
  readonly unit: number;
  /** s²: variance of a day's root around what is expected of it. */
  readonly residualVariance: number;
  /** Days used, their rows, roots without the fixed part, and final weights. */
  readonly days: readonly CalendarDay[];
  readonly rows: readonly EffectRow[];
  readonly responses: Float64Array;
  readonly weights: Float64Array;
  readonly moments: EffectMoments;
}

/** Fixed part of the backlog effect, in U: what a closure usually leaves for the next open day and the one after it. */
const backlogMean = 0.15;
const backlogBeforeMean = 0.08;
const weeksKept = 78;
const weeksKeptWithYear = 156;
const weeksForYear = 60;
const huberDeviations = 2.5;
/** Turns a median absolute deviation into a standard deviation of a normal. */
const normalMad = 1.4826;
const mostSteps = 3;

/** What the fixed backlog part adds to a day's root, in U. */
export function backlogOffset(day: CalendarDay): number {
  return backlogMean * day.backlog + backlogBeforeMean * day.backlogBefore;
}

function usedDays(data: DayTotalData): { readonly days: CalendarDay[]; readonly yearly: boolean } {
  const length = data.total.length;
  let first = 0;
  while (first < length && !(data.share[first]! > 0)) first += 1;
  const yearly = length - first >= 7 * weeksForYear;
  const kept = 7 * (yearly ? weeksKeptWithYear : weeksKept);
  const from = data.firstDay + Math.max(first, length - kept);
  const days = calendarDays(data.week, { from, to: data.firstDay + length - 1 });
  return { days: days.filter((day) => data.share[day.day - data.firstDay]! > 0), yearly };
}

function rootsByWeekday(days: readonly CalendarDay[], roots: Float64Array): number[][] {
  const byWeekday: number[][] = [[], [], [], [], [], [], []];
  days.forEach((day, index) => byWeekday[day.weekday]!.push(roots[index]!));
  return byWeekday.filter((values) => values.length > 0);
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum / Math.max(1, values.length);
}

/** Variance of the roots around their weekday's median: where the rounds begin. */
function startingVariance(byWeekday: readonly number[][]): number {
  const deviations = byWeekday.flatMap((values) => {
    const middle = median(values);
    return values.length > 1 ? values.map((value) => Math.abs(value - middle)) : [];
  });
  const spread = deviations.length > 0 ? normalMad * median(deviations) : 0;
  return Math.max(poissonRootVariance, spread ** 2);
}

type Learning = Pick<DayTotalFit, 'design' | 'rows' | 'responses' | 'unit'> & {
  /** The share of each day that was seen. */
  readonly shares: Float64Array;
};

/** Huber weights on residuals, times the share of the day that was seen. */
function robustWeights(residuals: readonly number[], shares: Float64Array): Float64Array {
  const sizes = residuals.map(Math.abs);
  const limit = huberDeviations * normalMad * median(sizes);
  return shares.map((share, day) => share * (limit > 0 && sizes[day]! > limit ? limit / sizes[day]! : 1));
}

/** A first look at the data: outliers weighed down by their residuals, the calendar's effects as lively as they are, the level as usual. */
interface FirstLook {
  readonly prior: EffectPrior;
  readonly moments: EffectMoments;
  readonly weights: Float64Array;
  readonly posterior: EffectPosterior;
  readonly residualVariance: number;
}

/**
 * @param before the look at the same days without the latest step: its calendar effects hold, it is the level that was mistaken.
 */
function firstLook(learning: Learning, startVariance: number, before?: FirstLook): FirstLook {
  const { design, unit, rows, responses, shares } = learning;
  const plain = effectMoments(design, { rows, responses, weights: shares });
  const scales = before?.prior.scales ?? usualScales;
  const start = effectPrior(design, startVariance / unit ** 2, scales, before?.prior.weeks);
  const coefficients = effectCoefficients(plain, start);
  const residuals = rows.map((row, day) => responses[day]! - rowEffect({ coefficients }, row));
  const weights = robustWeights(residuals, shares);
  const moments = reweighted(plain, { rows, responses, weights }, shares);
  const levelRatio = likelyVariance(plain, coefficients) / unit ** 2;
  const prior =
    before === undefined
      ? chooseScales({ moments, levelRatio, keys: calendarScales, from: start })
      : effectPrior(design, levelRatio, scales, start.weeks);
  const posterior = effectPosterior(moments, prior);
  const residualVariance = likelyVariance(moments, posterior.coefficients);
  return { prior, moments, weights, posterior, residualVariance };
}

/**
 * A closer look: chooses how lively the level is, weighs days by leave-one-out residuals e / (1 − w·zᵀCz), with the leverages
 * of the first look, and learns the effects.
 */
function closerLook(
  learning: Learning,
  first: FirstLook,
): Pick<DayTotalFit, 'prior' | 'posterior' | 'residualVariance' | 'moments' | 'weights'> {
  const { design, unit, rows, responses, shares } = learning;
  const chosen = chooseScales({
    moments: first.moments,
    levelRatio: first.residualVariance / unit ** 2,
    keys: levelScales,
    from: first.prior,
  });
  const coefficients = effectCoefficients(first.moments, chosen);
  const residuals = rows.map((row, day) => {
    const leverage = Math.min(0.999, first.weights[day]! * rowVariance(first.posterior, row));
    return (responses[day]! - rowEffect({ coefficients }, row)) / (1 - leverage);
  });
  const weights = robustWeights(residuals, shares);
  const moments = reweighted(first.moments, { rows, responses, weights }, first.weights);
  const levelRatio = likelyVariance(first.moments, coefficients) / unit ** 2;
  const prior = effectPrior(design, levelRatio, chosen.scales, chosen.weeks);
  const posterior = effectPosterior(moments, prior);
  const residualVariance = likelyVariance(moments, posterior.coefficients);
  return { prior, posterior, moments, weights, residualVariance };
}

/**
 * Learns day totals: with z = √(total + ¼), m the mean over weekdays of the median z and U half the mean z,
 *
 *     z = m + U·(0.15·x₁ + 0.08·x₂) + Zβ + ε,   β ~ N(0, prior),   ε ~ N(0, s²/w)
 *
 * x₁, x₂ the backlog of closures, Zβ the random effects of {@link effectDesign} with the prior of {@link effectPrior}. Three rounds
 * with Huber weights at 2.5 robust standard deviations and s² = Σ w·e·r / N (¼ at least, the spread of a Poisson count); steps of the
 * level are then looked for, and each one found is allowed for in a fit of its own.
 *
 * Keeps the last 78 weeks; from 60 weeks on it adds the year and keeps 156. Needs at least one used day.
 *
 * Sources: Rasmussen & Williams 2006, ch. 2 (weight space); Aldor-Noiman, Feigin & Mandelbaum 2009 (billing-cycle effects); Brown et al.
 * 2005 (root-unroot of Poisson counts).
 */
export function fitDayTotals(data: DayTotalData): DayTotalFit {
  const { days, yearly } = usedDays(data);
  const roots = Float64Array.from(days, (day) => Math.sqrt(data.total[day.day - data.firstDay]! + 0.25));
  const shares = Float64Array.from(days, (day) => data.share[day.day - data.firstDay]!);
  const byWeekday = rootsByWeekday(days, roots);
  const unit = Math.max(0.25, mean(roots) / 2);
  const centre = mean(byWeekday.map((values) => median(values)));
  const responses = roots.map((root, index) => root - centre - unit * backlogOffset(days[index]!));
  const learningWith = (steps: readonly LevelStep[]): Learning => {
    const design = effectDesign({ firstDay: days[0]!.day, lastDay: days.at(-1)!.day, yearly, steps });
    return { design, rows: days.map((day) => effectRow(design, day)), responses, unit, shares };
  };
  const startVariance = startingVariance(byWeekday);
  let learning = learningWith([]);
  let look = firstLook(learning, startVariance);
  while (learning.design.steps.length < mostSteps) {
    const data = {
      rows: learning.rows,
      responses,
      weights: look.weights,
      days,
      steps: learning.design.steps,
    };
    // Judged before the level may be as lively as it likes: else a step passes for liveliness.
    const step = strongestStep(data, look.posterior, look.residualVariance);
    if (step === undefined) break;
    learning = learningWith([...learning.design.steps, step].sort((a, b) => a.day - b.day));
    look = firstLook(learning, look.residualVariance, look);
  }
  const { design, rows } = learning;
  return { week: data.week, design, centre, unit, days, rows, responses, ...closerLook(learning, look) };
}

/** A day's total as the regression sees it, special-day factors left out. */
export interface ExpectedTotal {
  readonly total: number;
  /** Standard deviation of the actual total over the expected one. */
  readonly relativeSd: number;
}

/**
 * Expected totals of any days: the mean of z² − ¼ with z normal around its expectation, ẑ² + s² − ¼ (never negative), and the relative
 * spread 2·√(s²·(1 + zᵀCz)) / ẑ.
 */
export function expectedTotals(fit: DayTotalFit, days: readonly CalendarDay[]): ExpectedTotal[] {
  return effectRows(fit.design, fit.prior, days).map((row, index) => {
    const root = expectedRoot(fit, fit.posterior, { row, day: days[index]! });
    const sd = 2 * Math.sqrt(fit.residualVariance * (1 + rowVariance(fit.posterior, row)));
    return { total: totalOfRoot(fit, root), relativeSd: sd / Math.max(root, 0.5) };
  });
}

/** ẑ of some days of the history. */
export function expectedRoots(fit: DayTotalFit, days: readonly CalendarDay[]): number[] {
  const rows = effectRows(fit.design, fit.prior, days);
  return days.map((day, index) => expectedRoot(fit, fit.posterior, { row: rows[index]!, day }));
}

/** ẑ of a day under any posterior of the fit's effects; never negative. */
export function expectedRoot(
  fit: DayTotalFit,
  posterior: EffectPosterior,
  at: { readonly row: EffectRow; readonly day: CalendarDay },
): number {
  return Math.max(0, fit.centre + fit.unit * backlogOffset(at.day) + rowEffect(posterior, at.row));
}

/** Expected total of a day whose root is expected to be `root`. */
export function totalOfRoot(fit: DayTotalFit, root: number): number {
  return root ** 2 + fit.residualVariance - poissonRootVariance;
}
