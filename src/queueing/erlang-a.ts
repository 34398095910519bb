import { brentRoot } from '../numeric/brent-root.ts';
import { answeredShare, solveErlangA } from './erlang-a-state.ts';
import type { ErlangAInput } from './erlang-a-state.ts';
import { averageSpeedOfAnswer, erlangAWaitShares } from './erlang-a-waits.ts';
import { serviceLevelOf } from './service-level.ts';
import type { ServiceLevelDefinition } from './service-level.ts';

/** Everything Erlang A says of a team. */
export interface ErlangAPerformance {
  readonly waitProbability: number;
  readonly abandonmentFraction: number;
  /** Mean wait of answered contacts. */
  readonly averageSpeedOfAnswerSeconds: number;
  /** Mean time from arrival to answer or hang-up, of all contacts. */
  readonly averageWaitSeconds: number;
  readonly averageQueue: number;
  readonly occupancyFraction: number;
}

/**
 * Everything Erlang A says of n agents under a load of A erlangs whose callers hang up.
 *
 * Formulas: P(abandon) = P(wait)·P(abandon | wait); mean wait of all = P(abandon)·patience; mean queue = λ
 * times that; occupancy = A(1 − P(abandon))/n; average speed of answer from the mean of V·e^(−θV). Holds at,
 * below and above full load, from 1e-6 to 1e6 erlangs. Assumes exponential patience, the same for everybody.
 * Occupancy of 0 agents is given as 1. See `solveErlangA`.
 *
 * @example erlangA({ offeredLoad: 48, agents: 50, averageHandleTimeSeconds: 60, patienceSeconds: 120 }).abandonmentFraction // => 0.0309122…
 */
export function erlangA(input: ErlangAInput): ErlangAPerformance {
  const state = solveErlangA(input);
  const { offeredLoad, agents, averageHandleTimeSeconds, patienceSeconds } = input;
  const abandonmentFraction = state.waitProbability * state.abandonmentOfWaiting;
  const averageWaitSeconds = abandonmentFraction * patienceSeconds;
  return {
    waitProbability: state.waitProbability,
    abandonmentFraction,
    averageSpeedOfAnswerSeconds: averageSpeedOfAnswer(state),
    averageWaitSeconds,
    averageQueue: (offeredLoad / averageHandleTimeSeconds) * averageWaitSeconds,
    occupancyFraction: agents === 0 ? 1 : (offeredLoad * answeredShare(state)) / agents,
  };
}

/**
 * Service level of Erlang A in one of its definitions (see `ServiceLevelDefinition`; `offered` unless told).
 *
 * On 48 erlangs, 50 agents, 60 s, patience 120 s and 20 s they are .943, .972, .973 and .973: always say
 * which one is meant.
 *
 * @example erlangAServiceLevel({ offeredLoad: 48, agents: 50, averageHandleTimeSeconds: 60, patienceSeconds: 120, answerThresholdSeconds: 20 }) // => 0.9430189…
 */
export function erlangAServiceLevel(
  input: ErlangAInput & {
    readonly answerThresholdSeconds: number;
    readonly serviceLevelDefinition?: ServiceLevelDefinition | undefined;
  },
): number {
  const shares = erlangAWaitShares(solveErlangA(input), input.answerThresholdSeconds);
  return serviceLevelOf(shares, input.serviceLevelDefinition ?? 'offered');
}

/**
 * Wait that a given share of contacts does not exceed under Erlang A, in seconds.
 *
 * Of `all` contacts (until answer or hang-up), of the `answered`, or of the `virtual` wait of a caller who
 * never hangs up. Root of the exact distribution by Brent's method; 0 where that share does not wait.
 * `waitFraction` is below 1.
 *
 * @example erlangAWaitPercentile({ offeredLoad: 48, agents: 50, averageHandleTimeSeconds: 60, patienceSeconds: 120, waitFraction: 0.95, of: 'answered' }) // => 16.591606…
 */
export function erlangAWaitPercentile(
  input: ErlangAInput & { readonly waitFraction: number; readonly of: 'all' | 'answered' | 'virtual' },
): number {
  const state = solveErlangA(input);
  const answered = answeredShare(state);
  const allowed = 1 - input.waitFraction;
  const excess = (seconds: number): number => {
    const shares = erlangAWaitShares(state, seconds);
    if (input.of === 'answered') return answered === 0 ? -1 : shares.answeredLater / answered - allowed;
    const waiting = shares.answeredLater + shares.abandonedLater;
    if (input.of === 'all') return waiting - allowed;
    return waiting * Math.exp(seconds / input.patienceSeconds) - allowed;
  };
  if (input.patienceSeconds === 0 || excess(0) <= 0) return 0;
  let upper = input.patienceSeconds;
  while (excess(upper) > 0) upper *= 2;
  return brentRoot(excess, 0, upper);
}
