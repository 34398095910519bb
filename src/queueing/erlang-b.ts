import { brentRoot } from '../numeric/brent-root.ts';
import { poissonLowerRatio, poissonTerm, poissonUpperRatio } from '../numeric/poisson-terms.ts';
import { assertTeam } from './assert-team.ts';

/**
 * Blocking probability of n lines without a waiting room (Erlang B): the share of calls that find every line
 * busy and are lost. Use it for trunks and wherever a caller who cannot be served at once goes away.
 *
 * Formula: B = (Aⁿ/n!) / Σ over k ≤ n of A^k/k!, equal to the recursion B(0) = 1, B(n) = A·B(n − 1) / (n +
 * A·B(n − 1)). It is evaluated as 1/(1 + n/A + n(n − 1)/A² + …) for n ≤ A and as p/(1 − P(X > n)) for n > A,
 * with p the Poisson probability of n, so that nothing under- or overflows between 1e-6 and 1e6 erlangs and
 * the cost grows only with √A. Real n is Erlang's continuous extension 1/B = A·∫₀^∞ e^(−Ax)(1 + x)ⁿ dx.
 *
 * Assumes Poisson arrivals and no retrials (see `extendedErlangB`); handle times may have any distribution.
 * B(A, 0) = 1; B(0, n) = 0 for n > 0. Source: A. K. Erlang 1917; Jagerman 1974 for real n.
 *
 * @param offeredLoad erlangs, ≥ 0
 * @param agents lines or agents, real, ≥ 0
 * @returns share, 0 to 1
 * @example erlangB(10, 16) // => 0.0223018…
 */
export function erlangB(offeredLoad: number, agents: number): number {
  assertTeam(offeredLoad, agents);
  if (agents <= offeredLoad) return 1 / poissonLowerRatio(agents, offeredLoad);
  const term = poissonTerm(agents, offeredLoad);
  return term === 0 ? 0 : term / (1 - term * poissonUpperRatio(agents, offeredLoad));
}

/**
 * Smallest number of lines whose Erlang B blocking does not exceed a target.
 *
 * Method: the reciprocal 1/B(n) = 1 + (n/A)/B(n − 1) walked upwards from a line count that is certainly too
 * small. 0 erlangs need 0 lines; a target of 1 or more needs none; a target of 0 or less cannot be met
 * (Infinity).
 *
 * @example requiredLines(10, 0.02) // => 17
 */
export function requiredLines(offeredLoad: number, blockingProbability: number): number {
  assertTeam(offeredLoad, 0);
  if (offeredLoad === 0 || blockingProbability >= 1) return 0;
  if (!(blockingProbability > 0)) return Infinity;
  // Carried load A(1 − B) cannot exceed the number of lines.
  let lines = Math.max(0, Math.floor(offeredLoad * (1 - blockingProbability)) - 1);
  let reciprocal = poissonLowerRatio(lines, offeredLoad);
  while (reciprocal * blockingProbability < 1) {
    lines += 1;
    reciprocal = 1 + (lines / offeredLoad) * reciprocal;
  }
  return lines;
}

/**
 * Largest load in erlangs that n lines carry with Erlang B blocking at most `blockingProbability`.
 *
 * Method: root of B(A, n) = target by Brent's method; B rises with A. 0 lines carry nothing; a target of 1 or
 * more is met by any load (Infinity).
 *
 * @example maximumLoadForBlocking(10, 0.01) // => 4.461176…
 */
export function maximumLoadForBlocking(lines: number, blockingProbability: number): number {
  if (lines === 0 || !(blockingProbability > 0)) return blockingProbability >= 1 ? Infinity : 0;
  if (blockingProbability >= 1) return Infinity;
  // Carried load A(1 − B) ≤ n bounds A from above.
  const upper = lines / (1 - blockingProbability);
  return brentRoot((load) => erlangB(load, lines) - blockingProbability, 0, upper);
}

/**
 * Extended Erlang B: blocking and total load when a share of blocked callers calls again at once.
 *
 * Formula: fixed point of A' = A + r·A'·B(A', n), with r the retry share; fresh load A, total load A'. Each
 * attempt meets blocking B(A', n). Assumes that repeated attempts are as random as fresh ones, which is best
 * when redialling takes longer than a handle time. With r = 1 a load of n or more has no finite solution:
 * `undefined`. Source: Jewett, Shrago, Yomtov 1980.
 *
 * @returns blocking of each attempt and the load with repeated attempts, or undefined where callers would
 *   retry for ever
 * @example extendedErlangB({ offeredLoad: 180, lines: 200, retryFraction: 0 })?.blockingProbability // => 0.0103249…
 */
export function extendedErlangB(input: {
  readonly offeredLoad: number;
  readonly lines: number;
  readonly retryFraction: number;
}): { readonly blockingProbability: number; readonly totalOfferedLoad: number } | undefined {
  const { offeredLoad, lines, retryFraction } = input;
  if (retryFraction >= 1 && offeredLoad >= lines) return undefined;
  const excess = (total: number): number =>
    total - offeredLoad - retryFraction * total * erlangB(total, lines);
  let upper = Math.max(1e-9, offeredLoad);
  while (excess(upper) < 0) upper *= 2;
  const totalOfferedLoad = brentRoot(excess, offeredLoad, upper);
  return { blockingProbability: erlangB(totalOfferedLoad, lines), totalOfferedLoad };
}

/**
 * Largest fresh load that n lines carry at a blocking target when blocked callers retry (inverse of
 * `extendedErlangB`).
 *
 * Formula: with A' the Erlang B load of the target, the fresh load is A'·(1 − r·B).
 *
 * @example maximumFreshLoad({ lines: 200, blockingProbability: 0.03, retryFraction: 0.7 }) // => 186.877…
 */
export function maximumFreshLoad(input: {
  readonly lines: number;
  readonly blockingProbability: number;
  readonly retryFraction: number;
}): number {
  const total = maximumLoadForBlocking(input.lines, input.blockingProbability);
  return total * (1 - input.retryFraction * input.blockingProbability);
}
