import { regularizedGammaP, regularizedGammaQ } from './incomplete-gamma.ts';

/**
 * Distribution function Φ(z) of the standard normal: the probability of a value below z.
 *
 * Φ(z) = ½·Q(½, z²/2) for z < 0 and ½·(1 + P(½, z²/2)) above, with P and Q the regularised incomplete gamma functions.
 * Relative accuracy about 13 digits in both tails; −∞ and ∞ give 0 and 1.
 *
 * @example normalCdf(1) // => 0.841344746068…
 */
export function normalCdf(z: number): number {
  if (z === Infinity) return 1;
  if (z === -Infinity) return 0;
  const half = (z * z) / 2;
  return z < 0 ? regularizedGammaQ(0.5, half) / 2 : (1 + regularizedGammaP(0.5, half)) / 2;
}

type Coefficients = readonly number[];

const centralNumerator: Coefficients = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const centralDenominator: Coefficients = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852545925,
];
const tailNumerator: Coefficients = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const tailDenominator: Coefficients = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const farNumerator: Coefficients = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const farDenominator: Coefficients = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

function polynomial(coefficients: Coefficients, x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

/**
 * Quantile function Φ⁻¹(p) of the standard normal: the value that a share p of the distribution lies below.
 *
 * Rational approximations, about 16 digits relative. p ≤ 0 gives −∞, p ≥ 1 gives ∞. Source: Wichura 1988, algorithm AS 241
 * (PPND16), Applied Statistics 37:477.
 *
 * @example normalQuantile(0.9) // => 1.28155156554…
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(centralNumerator, r)) / polynomial(centralDenominator, r);
  }
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const value =
    r <= 5
      ? polynomial(tailNumerator, r - 1.6) / polynomial(tailDenominator, r - 1.6)
      : polynomial(farNumerator, r - 5) / polynomial(farDenominator, r - 5);
  return q < 0 ? -value : value;
}
