import { harmonicDifference } from '../numeric/harmonic-difference.ts';
import { regularizedGammaP, regularizedGammaQ } from '../numeric/incomplete-gamma.ts';
import { poissonBelowRatio, poissonTerm, poissonUpperRatio } from '../numeric/poisson-terms.ts';
import { answeredShare } from './erlang-a-state.ts';
import type { ErlangAState } from './erlang-a-state.ts';

/**
 * Mean wait of answered contacts in seconds.
 *
 * Formula: an arrival who finds k waiting is answered with probability c/(c + k + 1) and then has waited on
 * average (1/(c + 1) + … + 1/(c + k + 1))/θ; averaged over k from the most likely number outwards.
 */
export function averageSpeedOfAnswer(state: ErlangAState): number {
  const { patienceLoad: a, patienceAgents: c, patienceSeconds } = state;
  if (c === 0 || patienceSeconds === 0) return 0;
  const mode = Math.max(0, Math.floor(a - c));
  const harmonicAtMode = harmonicDifference(c, mode + 1);
  let weights = 0;
  let waits = 0;
  const visit = (k: number, weight: number, harmonic: number): void => {
    weights += weight;
    waits += (weight * c * harmonic) / (c + k + 1);
  };
  let weight = 1;
  let harmonic = harmonicAtMode;
  for (let k = mode; weight > 1e-18 * weights; k += 1) {
    visit(k, weight, harmonic);
    weight *= a / (c + k + 1);
    harmonic += 1 / (c + k + 2);
  }
  weight = 1;
  harmonic = harmonicAtMode;
  for (let k = mode - 1; k >= 0 && weight > 1e-18 * weights; k -= 1) {
    weight *= (c + k + 1) / a;
    harmonic -= 1 / (c + k + 2);
    visit(k, weight, harmonic);
  }
  return (state.waitProbability * (waits / weights) * patienceSeconds) / answeredShare(state);
}

/** Shares of all contacts by what has become of them after T seconds. */
export interface WaitShares {
  readonly answeredWithin: number;
  readonly answeredLater: number;
  readonly abandonedWithin: number;
  readonly abandonedLater: number;
}

/**
 * What has become of a contact T seconds after it arrived.
 *
 * Formula: with x = a·e^(−θT), P(V > T) = P(wait)·P(c, x)/P(c, a) and P(answered after T) = P(wait)·(c/a)·P(c
 * + 1, x)/P(c, a), where P(s, x) is the regularised lower incomplete gamma function.
 */
export function erlangAWaitShares(state: ErlangAState, thresholdSeconds: number): WaitShares {
  const { patienceLoad: a, patienceAgents: c, patienceSeconds, waitProbability, noWaitProbability } = state;
  const abandoned = waitProbability * state.abandonmentOfWaiting;
  if (patienceSeconds === 0) {
    return {
      answeredWithin: noWaitProbability,
      answeredLater: 0,
      abandonedWithin: abandoned,
      abandonedLater: 0,
    };
  }
  const survival = Math.exp(-thresholdSeconds / patienceSeconds);
  if (a === 0 || c === 0) {
    const later = c === 0 ? waitProbability * survival : 0;
    return {
      answeredWithin: noWaitProbability,
      answeredLater: 0,
      abandonedWithin: abandoned - later,
      abandonedLater: later,
    };
  }
  const tails =
    state.uncutShare === undefined
      ? calmTails(state, thresholdSeconds)
      : overloadedTails(state, survival, state.uncutShare);
  const answeredLater = waitProbability * tails.answeredLater;
  const abandonedLater = Math.max(0, waitProbability * tails.waiting - answeredLater);
  return {
    answeredWithin: noWaitProbability + waitProbability * tails.answeredWithin,
    answeredLater,
    abandonedWithin: Math.max(0, abandoned - abandonedLater),
    abandonedLater,
  };
}

/** Shares of those who have to wait at all. */
interface WaitingTails {
  readonly answeredWithin: number;
  readonly answeredLater: number;
  readonly waiting: number;
}

function overloadedTails(state: ErlangAState, survival: number, whole: number): WaitingTails {
  const { patienceLoad: a, patienceAgents: c, answeredOfWaiting } = state;
  const x = a * survival;
  const term = poissonTerm(c, x);
  // P(c, x) and P(c + 1, x) from one sum.
  const beyond = x > c + 1 ? 1 - term * (1 + poissonBelowRatio(c, x)) : term * poissonUpperRatio(c, x);
  const answeredLater = ((c / a) * beyond) / whole;
  const within = answeredOfWaiting - answeredLater;
  return {
    answeredWithin:
      within > 0.01 * answeredOfWaiting ? within : ((c / a) * gammaBetween(c + 1, x, a)) / whole,
    answeredLater,
    waiting: (survival * (beyond + term)) / whole,
  };
}

/** P(s, to) − P(s, from), from the side on which both are small. */
function gammaBetween(s: number, from: number, to: number): number {
  return from > s
    ? regularizedGammaQ(s, from) - regularizedGammaQ(s, to)
    : regularizedGammaP(s, to) - regularizedGammaP(s, from);
}

/** n ≥ A: the same ratios with the powers of x and a cancelled by hand, since each P may underflow there. */
function calmTails(state: ErlangAState, thresholdSeconds: number): WaitingTails {
  const { patienceLoad: a, patienceAgents: c, patienceSeconds, emptyQueueShare } = state;
  const elapsed = thresholdSeconds / patienceSeconds;
  const survival = Math.exp(-elapsed);
  const x = a * survival;
  const decay =
    survival * Math.exp(-(c - a) * elapsed - a * excessOverExponential(elapsed)) * emptyQueueShare;
  // 1 + U(c, x), and from it 1 + U(c + 1, x) = U(c, x)·(c + 1)/x.
  const beyond = poissonUpperRatio(c, x);
  const answeredLater = decay * (x > 0 ? (c * beyond) / x : c / (c + 1));
  return {
    answeredWithin: state.answeredOfWaiting - answeredLater,
    answeredLater,
    waiting: decay * (1 + beyond),
  };
}

/** y − 1 + e^(−y) without cancellation. */
function excessOverExponential(y: number): number {
  if (y > 0.1) return y + Math.expm1(-y);
  let sum = 0;
  let term = y;
  for (let k = 2; k < 14; k += 1) {
    term *= -y / k;
    sum -= term;
  }
  return sum;
}
