import { Matrix, determinant, inverse } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { calendarDays, type CalendarDay } from '../../src/forecast/day-calendar.ts';
import { effectDesign, type EffectDesign, type EffectRow } from '../../src/forecast/effect-design.ts';
import {
  addObservation,
  effectCoefficients,
  effectMoments,
  effectPosterior,
  likelyVariance,
  misfit,
  reweighted,
  rowEffect,
  rowVariance,
  type EffectData,
} from '../../src/forecast/effect-posterior.ts';
import { effectPrior, effectRows, usualScales, type EffectPrior } from '../../src/forecast/effect-prior.ts';
import { calendarScales, chooseScales, levelScales } from '../../src/forecast/effect-scales.ts';
import { specialDayFactors } from '../../src/forecast/special-day-factors.ts';
import { start } from './made-channels.ts';
import { normalDraw, uniforms } from './synthetic-series.ts';

const week = {
  closedShares: [0, 0, 0, 0, 0, 0.4, 1],
  specialDays: [],
  factors: specialDayFactors([], []),
  possibleClosures: new Set<number>(),
};
const lastDay = start + 7 * 34 - 1;
const calendar = calendarDays(week, { from: start, to: lastDay + 28 });
const days = calendar.filter(({ day, weekday }) => day <= lastDay && weekday < 6);
const design = effectDesign({
  firstDay: start,
  lastDay,
  yearly: true,
  steps: [{ day: start + 100, carriedShare: 1 }],
});
const prior = effectPrior(design, 0.02, usualScales);

/** Dense row of a day. */
function dense(row: EffectRow, size: number): Matrix {
  const values = Matrix.zeros(1, size);
  row.indices.forEach((index, k) => values.set(0, index, values.get(0, index) + row.values[k]!));
  return values;
}

/** Prior covariance of all coefficients, from its parts. */
function priorCovariance(of: EffectDesign, belief: EffectPrior): Matrix {
  const covariance = Matrix.zeros(of.size, of.size);
  belief.diagonal.forEach((precision, index) =>
    covariance.set(index, index, precision > 0 ? 1 / precision : 0),
  );
  const weeks = inverse(Matrix.from1DArray(of.week.size, of.week.size, [...belief.weeks.precision]));
  for (let row = 0; row < of.week.size; row++) {
    for (let column = 0; column < of.week.size; column++) {
      covariance.set(of.week.at + row, of.week.at + column, weeks.get(row, column));
    }
  }
  return covariance;
}

const uniform = uniforms(17);
const data: EffectData = {
  rows: effectRows(design, prior, days),
  responses: Float64Array.from(days, () => 3 * normalDraw(uniform)),
  weights: Float64Array.from(days, () => 0.2 + 0.8 * uniform()),
};
const moments = effectMoments(design, data);
const rowsMatrix = new Matrix(data.rows.map((row) => dense(row, design.size).to1DArray()));
/** Covariance of the responses in units of the residual variance: W⁻¹ + ZKZᵀ. */
const marginal = rowsMatrix.mmul(priorCovariance(design, prior)).mmul(rowsMatrix.transpose());
for (let index = 0; index < days.length; index++) {
  marginal.set(index, index, marginal.get(index, index) + 1 / data.weights[index]!);
}
const responses = Matrix.columnVector(Array.from(data.responses));
const marginalInverse = inverse(marginal);

describe('effects of a day’s total', () => {
  it('are the Gaussian process that their kernels describe', () => {
    // Covariance of two days' effects by the harmonics and bins, and by the kernels written out.
    const covariance = priorCovariance(design, prior);
    const periodic = (distance: number, period: number, length: number): number =>
      Math.exp((-2 * Math.sin((Math.PI * distance) / period) ** 2) / ((2 * Math.PI * length) / period) ** 2);
    const mean = (kernel: (distance: number) => number, period: number): number =>
      Array.from({ length: 512 }, (_, k) => kernel(((k + 0.5) / 512 - 0.5) * period)).reduce(
        (sum, value) => sum + value,
        0,
      ) / 512;
    const business = (distance: number): number => 0.3 * Math.exp(-0.5 * (distance / 2.5) ** 2);
    const month = (distance: number): number => 0.5 * periodic(distance, 30.4, 2);
    const year = (distance: number): number => periodic(distance, 365.25, 21);
    const kernel = (a: CalendarDay, b: CalendarDay): number => {
      const weeks = Math.abs(a.week - b.week);
      let sum = 1 / 0.02 + (a.weekday === b.weekday ? 0.25 / 0.02 : 0);
      sum += (weeks === 0 ? 0.3 : 0) + 0.5 * Math.exp(-weeks / 8) + 2 * Math.exp(-weeks / 52);
      if (a.businessPosition !== undefined && b.businessPosition !== undefined) {
        sum += business(a.businessPosition - b.businessPosition) - mean(business, 40);
      }
      sum +=
        month(a.monthPosition - b.monthPosition) -
        mean(month, 30.4) +
        year(a.day - b.day) -
        mean(year, 365.25);
      return sum + (a.day >= start + 100 && b.day >= start + 100 ? 0.25 / 0.02 : 0);
    };
    const recent = days.filter((one) => one.day > lastDay - 7 * 26);
    for (let pair = 0; pair < 60; pair++) {
      const [a, b] = [recent[(pair * 37) % recent.length]!, recent[(pair * 53 + 11) % recent.length]!];
      const [rowA, rowB] = effectRows(design, prior, [a, b]).map((row) => dense(row, design.size)) as [
        Matrix,
        Matrix,
      ];
      expect(rowA.mmul(covariance).mmul(rowB.transpose()).get(0, 0)).toBeCloseTo(kernel(a, b), 1);
    }
  });

  it('forecast what the dense Gaussian process forecasts, with its variance, in weeks seen and unseen', () => {
    const posterior = effectPosterior(moments, prior);
    const covariance = priorCovariance(design, prior);
    for (const day of [days[3]!, days.at(-1)!, calendar.at(-1)!, calendar.at(-20)!]) {
      const [row] = effectRows(design, prior, [day]) as [EffectRow];
      const z = dense(row, design.size);
      const cross = z.mmul(covariance).mmul(rowsMatrix.transpose());
      expect(rowEffect(posterior, row)).toBeCloseTo(cross.mmul(marginalInverse).mmul(responses).get(0, 0), 8);
      const explained = cross.mmul(marginalInverse).mmul(cross.transpose()).get(0, 0);
      const before = z.mmul(covariance).mmul(z.transpose()).get(0, 0);
      expect(rowVariance(posterior, row)).toBeCloseTo(before - explained + row.extraVariance, 6);
    }
    const coefficients = effectCoefficients(moments, prior);
    coefficients.forEach((value, index) => expect(value).toBeCloseTo(posterior.coefficients[index]!, 8));
    // An unseen week has a part of its own, however it leans on the seen ones.
    const [unseen] = effectRows(design, prior, [calendar.at(-1)!]) as [EffectRow];
    expect(unseen.extraVariance).toBeGreaterThan(0.3);
  });

  it('judge a prior by the exact marginal likelihood', () => {
    const quadratic = responses.transpose().mmul(marginalInverse).mmul(responses).get(0, 0);
    const variance = Math.max(0.25, quadratic / days.length);
    const logWeights = Array.from(data.weights).reduce((sum, weight) => sum + Math.log(weight), 0);
    const exact =
      days.length * Math.log(variance) + quadratic / variance + Math.log(determinant(marginal)) + logWeights;
    expect(misfit(moments, prior)).toBeCloseTo(exact, 5);
    const posterior = effectPosterior(moments, prior);
    expect(likelyVariance(moments, posterior.coefficients)).toBeCloseTo(variance, 8);
  });

  it('take one more day in as if it had been there all along', () => {
    const early = Float64Array.from(data.weights, (weight, day) => (day < 120 ? weight : 0));
    const growing = effectPosterior(reweighted(moments, { ...data, weights: early }, data.weights), prior);
    for (let day = 120; day < data.rows.length; day++) {
      addObservation(growing, {
        row: data.rows[day]!,
        weight: data.weights[day]!,
        response: data.responses[day]!,
      });
    }
    const whole = effectPosterior(moments, prior);
    for (let index = 0; index < design.size; index++) {
      expect(growing.coefficients[index]).toBeCloseTo(whole.coefficients[index]!, 7);
      expect(growing.covariance[index * (design.size + 1)]).toBeCloseTo(
        whole.covariance[index * (design.size + 1)]!,
        7,
      );
    }
    const before = growing.coefficients.slice();
    addObservation(growing, { row: data.rows[0]!, weight: 0, response: 1e9 });
    expect(growing.coefficients).toEqual(before);
  });

  it('change moments by weights as counting anew would', () => {
    const weights = Float64Array.from(data.weights, (weight, day) =>
      day % 5 === 0 ? 0 : day % 7 === 0 ? 0.5 : weight,
    );
    const changed = reweighted(moments, { ...data, weights }, data.weights);
    const anew = effectMoments(design, { ...data, weights });
    changed.matrix.forEach((value, index) => expect(value).toBeCloseTo(anew.matrix[index]!, 8));
    expect(changed.squares).toBeCloseTo(anew.squares, 8);
    expect(changed.days).toBe(anew.days);
  });

  it('are as lively as the data are', () => {
    const plain = effectDesign({ firstDay: start, lastDay, yearly: false, steps: [] });
    const rows = effectRows(plain, prior, days);
    const scalesFor = (level: (index: number) => number): EffectPrior['scales'] => {
      const noise = uniforms(3);
      const made = Float64Array.from(days, (_, index) => level(index) + normalDraw(noise));
      const weights = Float64Array.from(days, () => 1);
      return chooseScales({
        moments: effectMoments(plain, { rows, responses: made, weights }),
        levelRatio: 0.002,
        keys: [...calendarScales, ...levelScales],
        from: effectPrior(plain, 0.002, usualScales),
      }).scales;
    };
    const steady = scalesFor(() => 0);
    expect(Math.max(steady.week, steady.swing, steady.drift, steady.position)).toBeLessThan(1);
    const walk = uniforms(4);
    let level = 0;
    const levels = days.map(({ weekday }) => (level += weekday === 0 ? 3 * normalDraw(walk) : 0));
    expect(scalesFor((index) => levels[index]!).drift).toBeGreaterThan(1);
    const payday = scalesFor((index) => (Math.abs(days[index]!.businessPosition ?? 9) < 2 ? 5 : 0));
    expect(payday.position).toBeGreaterThan(1);
  });
});
