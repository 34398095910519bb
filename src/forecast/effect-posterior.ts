import { choleskyFactor, choleskyInverse, choleskyLogDeterminant } from '../numeric/cholesky.ts';
import type { EffectDesign, EffectRow } from './effect-design.ts';
import { addPrecision, type EffectPrior } from './effect-prior.ts';

/** Variance of the root of a Poisson count: no series varies less. */
export const poissonRootVariance = 0.25;

/** Days to learn effects from: their rows, roots without the fixed part, and weights. */
export interface EffectData {
  readonly rows: readonly EffectRow[];
  readonly responses: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** What the effects need to know of the data: Σ w·z·zᵀ (lower triangle), Σ w·z·r, Σ w·r² and the number of days. */
export interface EffectMoments {
  readonly design: EffectDesign;
  readonly matrix: Float64Array;
  readonly vector: Float64Array;
  readonly squares: number;
  readonly days: number;
}

/** Moments of some days. */
export function effectMoments(design: EffectDesign, data: EffectData): EffectMoments {
  const { size } = design;
  const empty = {
    design,
    matrix: new Float64Array(size * size),
    vector: new Float64Array(size),
    squares: 0,
    days: 0,
  };
  return reweighted(empty, data, new Float64Array(data.rows.length));
}

/**
 * Moments of the same days after their weights changed from `before` to those of `data`: only days whose weight changed cost anything.
 * A weight that falls to 0 leaves the day out.
 */
export function reweighted(
  moments: EffectMoments,
  data: EffectData,
  before: ArrayLike<number>,
): EffectMoments {
  const { design } = moments;
  const { size } = design;
  const matrix = moments.matrix.slice();
  const vector = moments.vector.slice();
  let { squares, days } = moments;
  for (let day = 0; day < data.rows.length; day++) {
    const change = data.weights[day]! - before[day]!;
    if (change === 0) continue;
    const { indices, values } = data.rows[day]!;
    const response = data.responses[day]!;
    squares += change * response ** 2;
    days += (data.weights[day]! > 0 ? 1 : 0) - (before[day]! > 0 ? 1 : 0);
    for (let i = 0; i < indices.length; i++) {
      const scaled = change * values[i]!;
      const start = indices[i]! * size;
      vector[indices[i]!]! += scaled * response;
      for (let j = 0; j <= i; j++) matrix[start + indices[j]!]! += scaled * values[j]!;
    }
  }
  return { design, matrix, vector, squares, days };
}

/** What is believed of the coefficients after the data. */
export interface EffectPosterior {
  readonly size: number;
  readonly coefficients: Float64Array;
  /** Covariance in units of the residual variance; of its two triangles only the lower one is kept up to date. */
  readonly covariance: Float64Array;
}

function joinedFactor(moments: EffectMoments, prior: EffectPrior): Float64Array {
  const joined = moments.matrix.slice();
  addPrecision(joined, moments.design, prior);
  return choleskyFactor(joined, moments.design.size, joined);
}

/** Solves L·x = b for a Cholesky factor L. */
function forwardSolved(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const solved = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = right[row]!;
    for (let column = 0; column < row; column++) sum -= factor[row * size + column]! * solved[column]!;
    solved[row] = sum / factor[row * size + row]!;
  }
  return solved;
}

/** The posterior's mean alone, at a third of the cost of the whole. */
export function effectCoefficients(moments: EffectMoments, prior: EffectPrior): Float64Array {
  const factor = joinedFactor(moments, prior);
  const { size } = moments.design;
  const solved = forwardSolved(factor, moments.vector);
  for (let row = size - 1; row >= 0; row--) {
    solved[row]! /= factor[row * size + row]!;
    for (let column = 0; column < row; column++)
      solved[column]! -= factor[row * size + column]! * solved[row]!;
  }
  return solved;
}

/**
 * Posterior of linear random effects: C = (P + Σ w·z·zᵀ)⁻¹ and β = C·Σ w·z·r, the weight-space form of Gaussian-process regression.
 *
 * Source: Rasmussen & Williams 2006, section 2.1.
 */
export function effectPosterior(moments: EffectMoments, prior: EffectPrior): EffectPosterior {
  const { vector } = moments;
  const { size } = moments.design;
  const covariance = choleskyInverse(joinedFactor(moments, prior), size);
  const coefficients = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let column = 0; column < size; column++) sum += covariance[row * size + column]! * vector[column]!;
    coefficients[row] = sum;
  }
  return { size, coefficients, covariance };
}

/** s² = (Σ w·r² − βᵀ·Σ w·z·r) / N: the most likely residual variance, given prior variances in units of it; ¼ at least. */
export function likelyVariance(moments: EffectMoments, coefficients: Float64Array): number {
  let explained = 0;
  for (let index = 0; index < coefficients.length; index++)
    explained += coefficients[index]! * moments.vector[index]!;
  return Math.max(poissonRootVariance, (moments.squares - explained) / Math.max(1, moments.days));
}

/**
 * How badly a prior accounts for the data: −2 log marginal likelihood up to a constant, with the residual variance at its most likely
 * value (¼ at least): N·log s² + (Σ w·r² − bᵀC·b)/s² + log|P + Σ w·z·zᵀ| − log|P|. Smaller is better.
 *
 * Source: Rasmussen & Williams 2006, section 5.4.
 */
export function misfit(moments: EffectMoments, prior: EffectPrior): number {
  const { vector, squares, days } = moments;
  const factor = joinedFactor(moments, prior);
  let residual = squares;
  for (const value of forwardSolved(factor, vector)) residual -= value * value;
  const variance = Math.max(poissonRootVariance, residual / days);
  const determinants = choleskyLogDeterminant(factor, moments.design.size) - prior.logDeterminant;
  return days * Math.log(variance) + Math.max(0, residual) / variance + determinants;
}

/** zᵀβ of a row. */
export function rowEffect(
  { coefficients }: { readonly coefficients: Float64Array },
  { indices, values }: EffectRow,
): number {
  let sum = 0;
  for (let k = 0; k < indices.length; k++) sum += values[k]! * coefficients[indices[k]!]!;
  return sum;
}

/** zᵀCz of a row, what its unseen week adds included: variance of its effect in units of the residual variance. */
export function rowVariance(
  posterior: EffectPosterior,
  { indices, values, extraVariance }: EffectRow,
): number {
  const { covariance, size } = posterior;
  let half = 0;
  for (let i = 0; i < indices.length; i++) {
    const start = indices[i]! * size;
    let inner = 0.5 * values[i]! * covariance[start + indices[i]!]!;
    for (let j = 0; j < i; j++) inner += values[j]! * covariance[start + indices[j]!]!;
    half += values[i]! * inner;
  }
  return 2 * half + extraVariance;
}

/** Adds multiplier · C·z of a row to a vector. */
export function addCovarianceOf(
  posterior: EffectPosterior,
  { indices, values }: EffectRow,
  to: { readonly vector: Float64Array; readonly multiplier: number },
): void {
  const { covariance, size } = posterior;
  const { vector, multiplier } = to;
  for (let k = 0; k < indices.length; k++) {
    const at = indices[k]!;
    const value = multiplier * values[k]!;
    for (let index = 0; index <= at; index++) vector[index]! += value * covariance[at * size + index]!;
    for (let index = at + 1; index < size; index++) vector[index]! += value * covariance[index * size + at]!;
  }
}

/**
 * Takes one more day into a posterior, in place: with c = C·z and d = 1/w + zᵀc, β += c·(r − zᵀβ)/d and C −= c·cᵀ/d. Exactly what
 * {@link effectPosterior} would give with the day among its rows, at size² operations. A day without weight changes nothing.
 */
export function addObservation(
  posterior: EffectPosterior,
  observation: { readonly row: EffectRow; readonly weight: number; readonly response: number },
): void {
  const { row, weight, response } = observation;
  if (!(weight > 0)) return;
  const { size, covariance, coefficients } = posterior;
  const direction = new Float64Array(size);
  addCovarianceOf(posterior, row, { vector: direction, multiplier: 1 });
  let spread = 1 / weight;
  for (let k = 0; k < row.indices.length; k++) spread += row.values[k]! * direction[row.indices[k]!]!;
  const gain = (response - rowEffect(posterior, row)) / spread;
  for (let i = 0; i < size; i++) {
    coefficients[i]! += gain * direction[i]!;
    const scaled = direction[i]! / spread;
    const start = i * size;
    for (let j = 0; j <= i; j++) covariance[start + j]! -= scaled * direction[j]!;
  }
}
