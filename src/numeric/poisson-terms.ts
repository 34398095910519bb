const LOG_SQRT_TWO_PI = 0.9189385332046727;
/** From here on the Stirling series below is exact to the last bit of a double. */
const STIRLING_FROM = 10;
const EPSILON = 2 ** -53;

/**
 * Stirling's error: log(x!) − log(√(2πx)·(x/e)^x), for real x > 0.
 *
 * Use it where factorials of large arguments would lose digits by subtraction of large logarithms.
 *
 * Method: the asymptotic series 1/(12x) − 1/(360x³) + …; below 10 the argument is first raised by Γ(x + 1) =
 * Γ(x + m + 1) / ((x + 1)…(x + m)). Absolute error below 2e-15. Infinite at 0. Source: C. Loader, "Fast and
 * accurate computation of binomial probabilities", 2000.
 *
 * @example stirlingError(1) // => 0.0810614667953…
 */
export function stirlingError(x: number): number {
  if (x >= STIRLING_FROM) return stirlingSeries(x);
  return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - LOG_SQRT_TWO_PI;
}

function stirlingSeries(x: number): number {
  const r = 1 / (x * x);
  const inner = 1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r * (1 / 156)));
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * inner))) / x;
}

/**
 * Natural logarithm of the gamma function for real x > 0.
 *
 * Method: Stirling's series from 10 up, below it Γ(x) = Γ(x + m) / (x(x + 1)…(x + m − 1)). Absolute error
 * about 1e-15 times max(1, |result|). Infinite at 0.
 *
 * @example logGamma(5) // => 3.178053830347…
 */
export function logGamma(x: number): number {
  let product = 1;
  let raised = x;
  while (raised < STIRLING_FROM) {
    product *= raised;
    raised += 1;
  }
  const y = raised - 1;
  const value = (y + 0.5) * Math.log(y) - y + LOG_SQRT_TWO_PI + stirlingSeriesOrLog(y);
  return value - Math.log(product);
}

/**
 * Stirling's error at raised − 1, which is at least 9: one more step of the recurrence keeps the series
 * exact.
 */
function stirlingSeriesOrLog(y: number): number {
  if (y >= STIRLING_FROM) return stirlingSeries(y);
  return stirlingSeries(y + 1) + (y + 0.5) * Math.log1p(1 / y) - 1;
}

/** Deviance part of the Poisson law: n·log(n/a) + a − n, without cancellation where n is near a. */
function deviance(n: number, a: number): number {
  const difference = n - a;
  if (Math.abs(difference) >= 0.1 * (n + a)) return n * Math.log(n / a) + a - n;
  const v = difference / (n + a);
  let sum = difference * v;
  let term = 2 * n * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    // Also ends on NaN.
    if (Number.isNaN(next) || next === sum) return next;
    sum = next;
  }
}

/**
 * Poisson probability e^(−a)·aⁿ/Γ(n + 1), for real n ≥ 0 and a ≥ 0.
 *
 * The saddle-point form exp(−δ(n) − D(n, a)) / √(2πn), with δ Stirling's error and D the deviance, keeps
 * about 14 digits for arguments up to 1e12, where exponentials and factorials themselves overflow. Underflows
 * to 0 below 1e-308. Source: Loader 2000.
 *
 * @example poissonTerm(2, 1) // => 0.1839397205857…
 */
export function poissonTerm(n: number, a: number): number {
  if (n === 0) return Math.exp(-a);
  if (a === 0) return 0;
  return Math.exp(-stirlingError(n) - deviance(n, a)) / Math.sqrt(2 * Math.PI * n);
}

/**
 * Upper sum of the Poisson law in units of its term at n: P(X > n) / P(X = n) = Σ over k ≥ 1 of a^k / ((n +
 * 1)…(n + k)).
 *
 * Real n ≥ 0. Every summand is positive, so nothing cancels; about 9·√a summands where a is near n. May
 * overflow to Infinity where a is far above n: use `poissonLowerRatio` on that side.
 *
 * @example poissonUpperRatio(0, 1) // => 1.71828182845…
 */
export function poissonUpperRatio(n: number, a: number): number {
  let sum = 0;
  let term = 1;
  for (let m = n + 1; ; m += 1) {
    term *= a / m;
    sum += term;
    // What follows is at most term·r/(1 − r) with r = a/(m + 1).
    if (a < m && term * a <= EPSILON * sum * (m + 1 - a)) return sum;
    if (!(sum < Infinity)) return sum;
  }
}

/**
 * Lower sum of the Poisson law in units of its term at n: P(X ≤ n) / P(X = n) = Q(n + 1, a) / P(X = n), for
 * real n ≥ 0.
 *
 * This is the reciprocal of the Erlang loss probability. For n ≤ a it is the sum 1 + n/a + n(n − 1)/a² + …
 * (all positive, about 9·√a summands at most), closed at the fractional rest by an incomplete gamma function;
 * for n > a it is 1/P(X = n) less the upper ratio, which is the smaller part there. Infinity where the term
 * underflows.
 *
 * @example poissonLowerRatio(2, 1) // => 5
 */
export function poissonLowerRatio(n: number, a: number): number {
  if (n === 0) return 1;
  if (a === 0) return Infinity;
  // Whole n just above a: the finite sum needs no exponential and does not overflow.
  const direct = n <= a || (Number.isInteger(n) && n <= a + 8 * Math.sqrt(a));
  if (!direct) return 1 / poissonTerm(n, a) - poissonUpperRatio(n, a);
  const inverse = 1 / a;
  let sum = 0;
  let term = 1;
  let m = n;
  while (m >= 1) {
    sum += term;
    term *= m * inverse;
    m -= 1;
    // Ratios fall below 1 − 8/√a before the terms are this small, so the rest is negligible too.
    if (term <= 1e-18 * sum) return sum;
  }
  return sum + term * fractionalLowerRatio(m, a);
}

/**
 * Sum strictly below n in units of the term at n: P(X < n) / P(X = n), that is `poissonLowerRatio` − 1
 * without the subtraction that loses digits where n is far below a.
 *
 * @example poissonBelowRatio(2, 1) // => 4
 */
export function poissonBelowRatio(n: number, a: number): number {
  if (n === 0) return 0;
  if (n >= 1) return (n / a) * poissonLowerRatio(n - 1, a);
  if (a >= n + 1) return (n / a) * legendreFraction(n - 1, a);
  return poissonLowerRatio(n, a) - 1;
}

/**
 * Lower ratio for 0 ≤ n < 1: 1 less the series of the lower gamma function, or Legendre's continued fraction.
 */
function fractionalLowerRatio(n: number, a: number): number {
  if (n === 0) return 1;
  if (a < n + 2) return 1 / poissonTerm(n, a) - poissonUpperRatio(n, a);
  return legendreFraction(n, a);
}

/**
 * Γ(n + 1, a)·e^a·a^(−n) = a / (a − n − 1·(−n)/(a + 2 − n − 2·(1 − n)/(a + 4 − n − …))) by modified Lentz, a
 * ≥ n + 2.
 */
function legendreFraction(n: number, a: number): number {
  let b = a - n;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let k = 1; ; k += 1) {
    const numerator = -k * (k - 1 - n);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = c * d;
    h *= factor;
    if (!(Math.abs(factor - 1) > 2 * EPSILON)) return a * h;
  }
}
