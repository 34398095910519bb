import { poissonBelowRatio, poissonTerm, poissonUpperRatio } from './poisson-terms.ts';

/**
 * Regularised lower incomplete gamma function P(s, x) = γ(s, x)/Γ(s), for s > 0 and x ≥ 0: the distribution
 * function of a gamma variable with shape s.
 *
 * Method: x ≤ s by the power series e^(−x)·x^s/Γ(s + 1)·(1 + x/(s + 1) + …), x > s by 1 − Q(s, x). About 13
 * digits relative wherever the result does not underflow; about 9·√x steps where x is near s. P(s, 0) = 0,
 * P(0, x) = 1.
 *
 * @example regularizedGammaP(1, 2) // => 0.864664716763…
 */
export function regularizedGammaP(s: number, x: number): number {
  if (s === 0) return 1;
  if (x === 0) return 0;
  if (x > s + 1) return 1 - upperSum(s, x);
  return poissonTerm(s, x) * (1 + poissonUpperRatio(s, x));
}

/**
 * Regularised upper incomplete gamma function Q(s, x) = Γ(s, x)/Γ(s) = 1 − P(s, x), for s > 0 and x ≥ 0.
 *
 * For whole s it is the Poisson probability of fewer than s events with mean x. Same method and accuracy as
 * `regularizedGammaP`, relative in this tail.
 *
 * @example regularizedGammaQ(2, 1) // => 0.735758882342…
 */
export function regularizedGammaQ(s: number, x: number): number {
  if (s === 0) return 0;
  if (x === 0) return 1;
  if (x > s + 1) return upperSum(s, x);
  return 1 - poissonTerm(s, x) * (1 + poissonUpperRatio(s, x));
}

function upperSum(s: number, x: number): number {
  return poissonTerm(s, x) * poissonBelowRatio(s, x);
}
