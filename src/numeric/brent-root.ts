/**
 * Root of a continuous function between two arguments where it has opposite signs.
 *
 * Method: Brent's combination of bisection, secant and inverse quadratic steps; it cannot leave the bracket
 * and needs no derivative. Stops when the bracket is a few units in the last place of the root, or narrower
 * than `tolerance`. With equal signs at both ends there is no bracket and the end with the smaller absolute
 * value is returned. Source: R. P. Brent, "Algorithms for Minimization without Derivatives", 1973, ch. 4.
 *
 * @example brentRoot((x) => x * x - 2, 0, 2) // => 1.41421356237…
 */
export function brentRoot(f: (x: number) => number, from: number, to: number, tolerance = 0): number {
  let a = from;
  let b = to;
  let fa = f(a);
  let fb = f(b);
  if (fa * fb > 0) return Math.abs(fa) < Math.abs(fb) ? a : b;
  let c = a;
  let fc = fa;
  let step = b - a;
  let previous = step;
  for (let iteration = 0; iteration < 200; iteration += 1) {
    if (fb * fc > 0) {
      c = a;
      fc = fa;
      step = b - a;
      previous = step;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const smallest = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= smallest || fb === 0) return b;
    const proposed = interpolate(a, b, c, fa, fb, fc);
    const limit = Math.min(1.5 * half * Math.sign(half), Math.abs(previous) / 2);
    const useful = Math.abs(previous) >= smallest && proposed * half > 0 && Math.abs(proposed) < limit;
    previous = useful ? step : half;
    step = useful ? proposed : half;
    a = b;
    fa = fb;
    b += Math.abs(step) > smallest ? step : Math.sign(half) * smallest;
    fb = f(b);
  }
  return b;
}

/** Step from b: secant with two distinct points, inverse quadratic with three. */
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa;
  if (a === c) return ((b - c) * s) / (1 - s);
  const q = fa / fc;
  const r = fb / fc;
  const numerator = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return -numerator / ((q - 1) * (r - 1) * (s - 1));
}
