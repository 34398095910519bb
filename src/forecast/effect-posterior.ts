import { choleskyFactor, choleskyInverse } from '../numeric/cholesky.ts';
import type { EffectRow } from './effect-design.ts';

/** What is believed of the coefficients after the data. */
export interface EffectPosterior {
  readonly size: number;
  readonly coefficients: Float64Array;
  /** Covariance in units of the residual variance. */
  readonly covariance: Float64Array;
}

/** zᵀβ of a row. */
export function rowEffect(posterior: EffectPosterior, row: EffectRow): number {
  let sum = 0;
  for (let k = 0; k < row.indices.length; k++) sum += row.values[k]! * posterior.coefficients[row.indices[k]!]!;
  return sum;
}

/** zᵀCz of a row, what its own week adds included: variance of its effect in units of the residual variance. */
export function rowVariance(posterior: EffectPosterior, row: EffectRow): number {
  const { covariance, size } = posterior;
  let sum = 0;
  for (let i = 0; i < row.indices.length; i++) {
    const start = row.indices[i]! * size;
    let inner = 0;
    for (let j = 0; j < row.indices.length; j++) inner += row.values[j]! * covariance[start + row.indices[j]!]!;
    sum += row.values[i]! * inner;
  }
  return sum + row.extraVariance;
}

/**
 * Posterior of linear random effects: C = (P + Σ w·z·zᵀ)⁻¹ and β = C·Σ w·z·r, the weight-space form of Gaussian-process regression.
 *
 * @param prior precision P in units of the residual variance; changed in place.
 * Source: Rasmussen & Williams 2006, section 2.1.
 */
export function effectPosterior(input: {
  readonly size: number;
  readonly prior: Float64Array;
  readonly rows: readonly EffectRow[];
  readonly weights: ArrayLike<number>;
  readonly responses: ArrayLike<number>;
}): EffectPosterior {
  const { size, prior: precision, rows, weights, responses } = input;
  const moment = new Float64Array(size);
  rows.forEach((row, n) => {
    const weight = weights[n]!;
    for (let i = 0; i < row.indices.length; i++) {
      const scaled = weight * row.values[i]!;
      moment[row.indices[i]!]! += scaled * responses[n]!;
      const start = row.indices[i]! * size;
      for (let j = 0; j < row.indices.length; j++) precision[start + row.indices[j]!]! += scaled * row.values[j]!;
    }
  });
  const covariance = choleskyInverse(choleskyFactor(precision, size), size);
  const coefficients = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let column = 0; column < size; column++) sum += covariance[row * size + column]! * moment[column]!;
    coefficients[row] = sum;
  }
  return { size, coefficients, covariance };
}

/**
 * Takes one more day into a posterior, in place: with c = C·z and d = 1/w + zᵀc, β += c·(r − zᵀβ)/d and C −= c·cᵀ/d.
 * Exactly what {@link effectPosterior} would give with the day among its rows, at size² operations.
 */
export function addObservation(
  posterior: EffectPosterior,
  observation: { readonly row: EffectRow; readonly weight: number; readonly response: number },
): void {
  const { row, weight, response } = observation;
  if (!(weight > 0)) return;
  const { size, covariance, coefficients } = posterior;
  const direction = new Float64Array(size);
  for (let k = 0; k < row.indices.length; k++) {
    const start = row.indices[k]! * size;
    const value = row.values[k]!;
    for (let index = 0; index < size; index++) direction[index]! += value * covariance[start + index]!;
  }
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
