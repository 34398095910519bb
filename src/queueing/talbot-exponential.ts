import type { BirthDeathChain, ChainResult } from './birth-death-chain.ts';

/** One pole of the rational approximation and its weight, both complex. */
interface Pole {
  readonly re: number;
  readonly im: number;
  readonly weightRe: number;
  readonly weightIm: number;
}

/** Each pole and its mirror image add 1.18 digits on the negative axis: the error is 3.89^(−2·poles). */
const DIGITS_PER_POLE = 2 * Math.log10(3.89);
const DIGITS = 10;
/** Up to this distance from the steady state rounding leaves 9 digits. */
export const TALBOT_REACH = 1e4;

const FEWEST_POLES = Math.ceil(DIGITS / DIGITS_PER_POLE);
const MOST_POLES = Math.ceil((DIGITS + Math.log10(TALBOT_REACH)) / DIGITS_PER_POLE);
const poleSets = Array.from({ length: MOST_POLES - FEWEST_POLES + 1 }, (_, i) =>
  talbotPoles(2 * (FEWEST_POLES + i)),
);

/**
 * Moves a birth-and-death chain through a piece of time by a rational approximation of the exponential of its
 * generator.
 *
 * Formula: e^A = (1/2πi)∮ e^z (z − A)^(−1) dz on Talbot's contour z(θ) = N(0.5017 θ cot(0.6407 θ) − 0.6122 +
 * 0.2645 iθ), by the trapezoidal rule: N/2 complex tridiagonal systems whatever the length of the piece, and
 * ∫p dt from the same solutions divided by z. The error is 3.89^(−N) on the negative axis, where the spectrum
 * lies, times the `distanceFromSteadyState` at most: use it up to `TALBOT_REACH` and `uniformise` beyond.
 * Source: Weideman 2006; Trefethen, Weideman, Schmelzer 2006.
 */
export function talbotExponential(chain: BirthDeathChain, distance: number): ChainResult {
  const { start, seconds } = chain;
  const size = start.length;
  const birth = chain.birthRate * seconds;
  // One allocation for all scratch arrays: on small windows it costs as much as the arithmetic.
  const room = new Float64Array(5 * size + 1);
  const part = (i: number): Float64Array => room.subarray(i * size, (i + 1) * size);
  const work = { pivotRe: part(0), pivotIm: part(1), rightRe: part(2), rightIm: part(3) };
  const death = room.subarray(4 * size);
  for (let k = 0; k < size; k += 1) death[k] = chain.deathRates[k]! * seconds;
  const result = { end: new Float64Array(size), integral: new Float64Array(size) };
  for (const pole of polesFor(distance)) {
    eliminate(start, birth, death, pole, work);
    substituteBack(death, seconds, pole, work, result);
  }
  return result;
}

interface Elimination {
  /** Reciprocal pivots. */
  readonly pivotRe: Float64Array;
  readonly pivotIm: Float64Array;
  readonly rightRe: Float64Array;
  readonly rightIm: Float64Array;
}

/** Forward pass of Thomas's algorithm on (z − hQ)ᵀy = p. */
function eliminate(
  start: Float64Array,
  birth: number,
  death: Float64Array,
  pole: Pole,
  { pivotRe, pivotIm, rightRe, rightIm }: Elimination,
): void {
  const { re, im } = pole;
  const last = start.length - 1;
  let pr = 0;
  let pi = 0;
  let rr = 0;
  let ri = 0;
  for (let k = 0; k <= last; k += 1) {
    const coupling = birth * death[k]!;
    const re0 = re + death[k]! + (k === last ? 0 : birth) - coupling * pr;
    const im0 = im - coupling * pi;
    const nextRr = start[k]! + birth * (rr * pr - ri * pi);
    ri = birth * (rr * pi + ri * pr);
    rr = nextRr;
    const scale = 1 / (re0 * re0 + im0 * im0);
    pr = re0 * scale;
    pi = -im0 * scale;
    pivotRe[k] = pr;
    pivotIm[k] = pi;
    rightRe[k] = rr;
    rightIm[k] = ri;
  }
}

/** Backward pass, adding weight·y to the end and seconds·weight/z·y to the integral (real parts). */
function substituteBack(
  death: Float64Array,
  seconds: number,
  { re, im, weightRe, weightIm }: Pole,
  { pivotRe, pivotIm, rightRe, rightIm }: Elimination,
  { end, integral }: ChainResult,
): void {
  const scale = seconds / (re * re + im * im);
  const integralRe = (weightRe * re + weightIm * im) * scale;
  const integralIm = (weightIm * re - weightRe * im) * scale;
  let yr = 0;
  let yi = 0;
  for (let k = end.length - 1; k >= 0; k -= 1) {
    const above = death[k + 1]!;
    const br = rightRe[k]! + above * yr;
    const bi = rightIm[k]! + above * yi;
    yr = br * pivotRe[k]! - bi * pivotIm[k]!;
    yi = br * pivotIm[k]! + bi * pivotRe[k]!;
    end[k]! += weightRe * yr - weightIm * yi;
    integral[k]! += integralRe * yr - integralIm * yi;
  }
}

/** As many poles as keep 10 digits at this distance from the steady state. */
function polesFor(distance: number): readonly Pole[] {
  const poles = Math.ceil((DIGITS + Math.log10(Math.max(1, distance))) / DIGITS_PER_POLE);
  return poleSets[Math.min(poles, MOST_POLES) - FEWEST_POLES] ?? [];
}

/** Upper half of the N nodes θ = π/N, 3π/N, … with weights (2/N)·e^z·z'(θ)/i. */
function talbotPoles(n: number): readonly Pole[] {
  return Array.from({ length: n / 2 }, (_, k) => {
    const theta = ((2 * k + 1) * Math.PI) / n;
    const cot = 1 / Math.tan(0.6407 * theta);
    const re = n * (0.5017 * theta * cot - 0.6122);
    const im = n * 0.2645 * theta;
    const slopeRe = 0.5017 * (cot - 0.6407 * theta * (1 + cot * cot));
    const slopeIm = 0.2645;
    const growth = 2 * Math.exp(re);
    return {
      re,
      im,
      weightRe: growth * (Math.cos(im) * slopeIm + Math.sin(im) * slopeRe),
      weightIm: growth * (Math.sin(im) * slopeIm - Math.cos(im) * slopeRe),
    };
  });
}
