import { poissonLowerRatio } from '../numeric/poisson-terms.ts';
import { assertHandleTime, assertTeam } from './assert-team.ts';

/** What Erlang C says of a team that can keep up with its load. */
export interface ErlangCPerformance {
  readonly overloaded: false;
  /** Share of contacts that wait at all. */
  readonly waitProbability: number;
  /** Mean wait of all contacts, those answered at once included; without abandonment all are answered. */
  readonly averageSpeedOfAnswerSeconds: number;
  /** Mean wait of those that wait. */
  readonly averageWaitOfWaitingSeconds: number;
  /** Mean number waiting. */
  readonly averageQueue: number;
  readonly occupancyFraction: number;
  /** Share answered within `answerThresholdSeconds`; absent without a threshold. */
  readonly serviceLevelFraction: number | undefined;
}

/** No steady state: the load reaches the number of agents and the queue grows without end. */
export interface Overloaded {
  readonly overloaded: true;
}

/** Load, agents and handle time of one team in a steady state. */
export interface ErlangCInput {
  readonly offeredLoad: number;
  readonly agents: number;
  readonly averageHandleTimeSeconds: number;
}

/**
 * Probability that a contact waits (Erlang C): Poisson arrivals, exponential handle times, patient callers.
 *
 * Formula: C = n·B / (n − A(1 − B)) with B = Erlang B; evaluated as n / (A + (n − A)/B), which cannot lose
 * digits. Real n by the continuous extension of B. At n ≤ A every contact waits and the queue has no steady
 * state: 1. C(0, n) = 0.
 *
 * @param offeredLoad erlangs
 * @param agents real, ≥ 0
 * @example erlangC(10, 14) // => 0.1741…
 */
export function erlangC(offeredLoad: number, agents: number): number {
  assertTeam(offeredLoad, agents);
  if (offeredLoad === 0) return 0;
  if (agents <= offeredLoad) return 1;
  return agents / (offeredLoad + (agents - offeredLoad) * poissonLowerRatio(agents, offeredLoad));
}

/**
 * Everything Erlang C says of n agents under a load of A erlangs.
 *
 * Formulas: average speed of answer C·H/(n − A), occupancy A/n, mean queue C·A/(n − A), service level 1 −
 * C·e^(−(n − A)T/H). Assumes nobody hangs up and a steady state, so it overstates waits near full load. At n
 * ≤ A (and A > 0) the result says `overloaded` and has no figures.
 *
 * @example erlangCPerformance({ offeredLoad: 10, agents: 10, averageHandleTimeSeconds: 180 }).overloaded // => true
 */
export function erlangCPerformance(
  input: ErlangCInput & { readonly answerThresholdSeconds?: number | undefined },
): ErlangCPerformance | Overloaded {
  const { offeredLoad, agents, averageHandleTimeSeconds, answerThresholdSeconds } = input;
  if (isOverloaded(input)) return { overloaded: true };
  const spare = agents - offeredLoad;
  const waitProbability = erlangC(offeredLoad, agents);
  const averageWaitOfWaitingSeconds = offeredLoad === 0 ? 0 : averageHandleTimeSeconds / spare;
  return {
    overloaded: false,
    waitProbability,
    averageSpeedOfAnswerSeconds: waitProbability * averageWaitOfWaitingSeconds,
    averageWaitOfWaitingSeconds,
    averageQueue: offeredLoad === 0 ? 0 : (waitProbability * offeredLoad) / spare,
    occupancyFraction: offeredLoad === 0 ? 0 : offeredLoad / agents,
    serviceLevelFraction:
      answerThresholdSeconds === undefined
        ? undefined
        : 1 - waitProbability * tailOfWait(spare, answerThresholdSeconds, averageHandleTimeSeconds),
  };
}

/**
 * Service level of Erlang C: share of contacts answered within T seconds, 1 − C·e^(−(n − A)T/H).
 *
 * `undefined` at n ≤ A (overloaded).
 *
 * @example erlangCServiceLevel({ offeredLoad: 10, agents: 13, averageHandleTimeSeconds: 180, answerThresholdSeconds: 20 }) // => 0.7955947…
 */
export function erlangCServiceLevel(
  input: ErlangCInput & { readonly answerThresholdSeconds: number },
): number | undefined {
  const { offeredLoad, agents, averageHandleTimeSeconds, answerThresholdSeconds } = input;
  if (isOverloaded(input)) return undefined;
  const tail = tailOfWait(agents - offeredLoad, answerThresholdSeconds, averageHandleTimeSeconds);
  return 1 - erlangC(offeredLoad, agents) * tail;
}

/**
 * Mean wait of all contacts under Erlang C in seconds, C·H/(n − A). `undefined` at n ≤ A (overloaded).
 *
 * @example erlangCAverageSpeedOfAnswer({ offeredLoad: 10, agents: 13, averageHandleTimeSeconds: 180 }) // => 17.1162271…
 */
export function erlangCAverageSpeedOfAnswer(input: ErlangCInput): number | undefined {
  const { offeredLoad, agents, averageHandleTimeSeconds } = input;
  if (isOverloaded(input)) return undefined;
  if (offeredLoad === 0) return 0;
  return (erlangC(offeredLoad, agents) * averageHandleTimeSeconds) / (agents - offeredLoad);
}

/**
 * Wait that a given share of contacts does not exceed under Erlang C, in seconds.
 *
 * Formula: 0 where 1 − C ≥ p, otherwise log(C/(1 − p))·H/(n − A). `waitFraction` p below 1. `undefined` when
 * overloaded.
 *
 * @example erlangCWaitPercentile({ offeredLoad: 10, agents: 13, averageHandleTimeSeconds: 180, waitFraction: 0.95 }) // => 104.48…
 */
export function erlangCWaitPercentile(
  input: ErlangCInput & { readonly waitFraction: number },
): number | undefined {
  const { offeredLoad, agents, averageHandleTimeSeconds, waitFraction } = input;
  if (isOverloaded(input)) return undefined;
  const waitProbability = erlangC(offeredLoad, agents);
  if (waitProbability <= 1 - waitFraction) return 0;
  return (Math.log(waitProbability / (1 - waitFraction)) * averageHandleTimeSeconds) / (agents - offeredLoad);
}

function isOverloaded({ offeredLoad, agents, averageHandleTimeSeconds }: ErlangCInput): boolean {
  assertTeam(offeredLoad, agents);
  assertHandleTime(averageHandleTimeSeconds);
  return offeredLoad > 0 && agents <= offeredLoad;
}

function tailOfWait(spare: number, thresholdSeconds: number, averageHandleTimeSeconds: number): number {
  return Math.exp((-spare * thresholdSeconds) / averageHandleTimeSeconds);
}
