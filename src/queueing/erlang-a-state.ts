import { poissonBelowRatio, poissonTerm, poissonUpperRatio } from '../numeric/poisson-terms.ts';
import { assertHandleTime, assertTeam } from './assert-team.ts';

/** Load, agents, handle time and patience of one team in a steady state. */
export interface ErlangAInput {
  readonly offeredLoad: number;
  readonly agents: number;
  readonly averageHandleTimeSeconds: number;
  readonly patienceSeconds: number;
}

/** The steady state in the few numbers that every figure of Erlang A follows from. */
export interface ErlangAState {
  /** λ/θ: how many would wait if nobody were answered. */
  readonly patienceLoad: number;
  /** nμ/θ. */
  readonly patienceAgents: number;
  readonly patienceSeconds: number;
  readonly waitProbability: number;
  /** Probability of an answer at once; kept apart because 1 − waitProbability loses digits in overload. */
  readonly noWaitProbability: number;
  /** Share of those who wait that hang up. */
  readonly abandonmentOfWaiting: number;
  /** Share of those who wait that are answered; kept apart for the same reason. */
  readonly answeredOfWaiting: number;
  /** Weight of "all busy, none waiting" among the states that wait (1/g below). */
  readonly emptyQueueShare: number;
  /** P(c, a), the share of the uncut gamma law; computed for n < A only. */
  readonly uncutShare: number | undefined;
}

/**
 * Solves M/M/n+M (Palm's Erlang A): Poisson arrivals λ, exponential handle times 1/μ, exponential patience
 * 1/θ.
 *
 * Formula: with a = λ/θ, c = nμ/θ, U = e^(−θV) of the virtual wait V is, where positive, a gamma variable of
 * shape c and rate a cut at 1. Relative to the state "all n busy, none waiting" the states that wait weigh g
 * = 1 + Σ a^k/((c + 1)…(c + k)) and the others the reciprocal of Erlang B less one, so P(wait) = g/(g + 1/B −
 * 1). Those who wait hang up with probability 1 − c/a + (c/a)/g, summed as Σ k·t_k/(a·g) where n > A so that
 * nothing cancels. Real n. Patience must be finite (without abandonment use Erlang C); patience 0 is Erlang
 * B. 0 agents: everybody waits and hangs up. Source: Palm 1957; Garnett, Mandelbaum, Reiman 2002; Mandelbaum,
 * Zeltyn 2007 for the virtual wait.
 *
 * @throws RangeError when patience is negative or not finite
 */
export function solveErlangA(input: ErlangAInput): ErlangAState {
  const { offeredLoad, agents, averageHandleTimeSeconds, patienceSeconds } = input;
  assertTeam(offeredLoad, agents);
  assertHandleTime(averageHandleTimeSeconds);
  if (!(patienceSeconds >= 0 && patienceSeconds < Infinity)) {
    throw new RangeError(`patience must be finite and not negative, got ${patienceSeconds}`);
  }
  const patience = patienceSeconds / averageHandleTimeSeconds;
  const a = offeredLoad * patience;
  const c = agents * patience;
  if (offeredLoad === 0) return idleState(agents === 0, c, patienceSeconds);
  const below = poissonBelowRatio(agents, offeredLoad);
  if (patience === 0) return lossState(below);
  return agents < offeredLoad
    ? overloadedState({ a, c, patienceSeconds, below, excess: (offeredLoad - agents) / offeredLoad })
    : calmState({ a, c, patienceSeconds, below });
}

interface Chain {
  readonly a: number;
  readonly c: number;
  readonly patienceSeconds: number;
  /** 1/B − 1: weight of the states with an idle agent. */
  readonly below: number;
}

/** n < A: 1/g = P(Poisson(a) = c) / P(c, a) is a small number where g itself would overflow. */
function overloadedState(chain: Chain & { readonly excess: number }): ErlangAState {
  const { a, c, patienceSeconds, below, excess } = chain;
  const term = poissonTerm(c, a);
  const beyond = a > c + 1 ? undefined : poissonUpperRatio(c, a);
  const uncutShare = beyond === undefined ? 1 - term * poissonBelowRatio(c, a) : term * (1 + beyond);
  const emptyQueueShare = term / uncutShare;
  const noWait = below * emptyQueueShare;
  const load = c / a;
  return {
    patienceLoad: a,
    patienceAgents: c,
    patienceSeconds,
    waitProbability: 1 / (1 + noWait),
    noWaitProbability: noWait / (1 + noWait),
    abandonmentOfWaiting: excess + load * emptyQueueShare,
    answeredOfWaiting: load * (beyond === undefined ? 1 - emptyQueueShare : beyond / (1 + beyond)),
    emptyQueueShare,
    uncutShare,
  };
}

/** n ≥ A: decreasing positive terms t_k = a^k/((c + 1)…(c + k)), summed plain and times k. */
function calmState({ a, c, patienceSeconds, below }: Chain): ErlangAState {
  let beyond = 0;
  let first = 0;
  let term = 1;
  for (let k = 1; term > 0; k += 1) {
    const m = c + k;
    term *= a / m;
    beyond += term;
    first += k * term;
    // The rest of Σ k·t_k is below k·t_k·r/(1 − r)² with r = a/(m + 1).
    const gap = 1 - a / (m + 1);
    if (k * term <= 1e-17 * first * gap * gap) break;
  }
  const g = 1 + beyond;
  return {
    patienceLoad: a,
    patienceAgents: c,
    patienceSeconds,
    waitProbability: below === Infinity ? 0 : g / (g + below),
    noWaitProbability: below === Infinity ? 1 : below / (g + below),
    abandonmentOfWaiting: first / (a * g),
    answeredOfWaiting: ((c / a) * beyond) / g,
    emptyQueueShare: 1 / g,
    uncutShare: undefined,
  };
}

/** Patience 0 is Erlang B: whoever would wait hangs up at once. */
function lossState(below: number): ErlangAState {
  return {
    patienceLoad: 0,
    patienceAgents: 0,
    patienceSeconds: 0,
    waitProbability: 1 / (1 + below),
    noWaitProbability: below === Infinity ? 1 : below / (1 + below),
    abandonmentOfWaiting: 1,
    answeredOfWaiting: 0,
    emptyQueueShare: 1,
    uncutShare: undefined,
  };
}

/** No load: a single caller would be answered at once, or never where there are no agents. */
function idleState(closed: boolean, c: number, patienceSeconds: number): ErlangAState {
  const answeredOfWaiting = c / (c + 1);
  return {
    patienceLoad: 0,
    patienceAgents: c,
    patienceSeconds,
    waitProbability: closed ? 1 : 0,
    noWaitProbability: closed ? 0 : 1,
    abandonmentOfWaiting: 1 - answeredOfWaiting,
    answeredOfWaiting,
    emptyQueueShare: 1,
    uncutShare: undefined,
  };
}

/** Share of all contacts that are answered, without the subtraction from 1 where nearly all hang up. */
export function answeredShare(state: ErlangAState): number {
  return state.noWaitProbability + state.waitProbability * state.answeredOfWaiting;
}
