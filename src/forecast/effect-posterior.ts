import { choleskyFactor, choleskyInverse, choleskyLogDeterminant } from '../numeric/cholesky.ts';
import type { EffectRow } from './effect-design.ts';
import type { EffectPrior } from './effect-prior.ts';

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
  readonly size: number;
  readonly matrix: Float64Array;
  readonly vector: Float64Array;
  readonly squares: number;
  readonly days: number;
}

/** Moments of the first `count` days (all of them when undefined). */
export function effectMoments(size: number, data: EffectData, count = data.rows.length): EffectMoments {
  const matrix = new Float64Array(size * size);
  const vector = new Float64Array(size);
  let squares = 0;
  for (let day = 0; day < count; day++) {
    const { indices, values } = data.rows[day]!;
    const weight = data.weights[day]!;
    const response = data.responses[day]!;
    squares += weight * response ** 2;
    for (let i = 0; i < indices.length; i++) {
      const scaled = weight * values[i]!;
      const start = indices[i]! * size;
      vector[indices[i]!]! += scaled * response;
      for (let j = 0; j <= i; j++) matrix[start + indices[j]!]! += scaled * values[j]!;
    }
  }
  return { size, matrix, vector, squares, days: count };
}

/** What is believed of the coefficients after the data. */
export interface EffectPosterior {
  readonly size: number;
  readonly coefficients: Float64Array;
  /** Covariance in units of the residual variance; both triangles. */
  readonly covariance: Float64Array;
}

function joinedFactor(moments: EffectMoments, prior: EffectPrior): Float64Array {
  const precision = prior.precision.slice();
  for (let index = 0; index < precision.length; index++) precision[index]! += moments.matrix[index]!;
  return choleskyFactor(precision, moments.size);
}

/**
 * Posterior of linear random effects: C = (P + Σ w·z·zᵀ)⁻¹ and β = C·Σ w·z·r, the weight-space form of Gaussian-process regression.
 *
 * Source: Rasmussen & Williams 2006, section 2.1.
 */
export function effectPosterior(moments: EffectMoments, prior: EffectPrior): EffectPosterior {
  const { size, vector } = moments;
  const covariance = choleskyInverse(joinedFactor(moments, prior), size);
  const coefficients = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let column = 0; column < size; column++) sum += covariance[row * size + column]! * vector[column]!;
    coefficients[row] = sum;
  }
  return { size, coefficients, covariance };
}

/**
 * How badly a prior accounts for the data: −2 log marginal likelihood up to a constant, with the residual variance at its most likely
 * value (¼ at least): N·log s² + (Σ w·r² − bᵀC·b)/s² + log|P + Σ w·z·zᵀ| − log|P|. Smaller is better.
 *
 * Source: Rasmussen & Williams 2006, section 5.4.
 */
export function misfit(moments: EffectMoments, prior: EffectPrior): number {
  const { size, vector, squares, days } = moments;
  const factor = joinedFactor(moments, prior);
  const solved = new Float64Array(size);
  let explained = 0;
  for (let row = 0; row < size; row++) {
    let sum = vector[row]!;
    for (let column = 0; column < row; column++) sum -= factor[row * size + column]! * solved[column]!;
    solved[row] = sum / factor[row * size + row]!;
    explained += solved[row]! ** 2;
  }
  const residual = Math.max(0, squares - explained);
  const variance = Math.max(poissonRootVariance, residual / days);
  return (
    days * Math.log(variance) +
    residual / variance +
    choleskyLogDeterminant(factor, size) -
    prior.logDeterminant
  );
}

/** zᵀβ of a row. */
export function rowEffect(posterior: EffectPosterior, { indices, values }: EffectRow): number {
  let sum = 0;
  for (let k = 0; k < indices.length; k++) sum += values[k]! * posterior.coefficients[indices[k]!]!;
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
    const start = indices[k]! * size;
    const value = multiplier * values[k]!;
    for (let index = 0; index < size; index++) vector[index]! += value * covariance[start + index]!;
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
    const scaled = direction[i]! / spread;
    coefficients[i]! += gain * direction[i]!;
    if (scaled === 0) continue;
    const start = i * size;
    for (let j = 0; j < size; j++) covariance[start + j]! -= scaled * direction[j]!;
  }
}
