import { brentRoot } from '../numeric/brent-root.ts';
import { assertTeam } from './assert-team.ts';
import { erlangA, erlangAServiceLevel } from './erlang-a.ts';
import { erlangCPerformance } from './erlang-c.ts';
import type { Overloaded } from './erlang-c.ts';
import { finiteQueue } from './finite-queue.ts';
import type { FiniteQueueInput } from './finite-queue.ts';

/** A team whose callers may meet busy lines, hang up and call again. */
export interface ErlangXInput extends Omit<FiniteQueueInput, 'lines'> {
  /** Absent: as many lines as callers. */
  readonly lines?: number | undefined;
  /** Share of blocked or abandoned attempts that are repeated, 0 to 1. */
  readonly retryFraction: number;
}

/** Performance of each attempt, fresh or repeated, and of callers. */
export interface ErlangXPerformance {
  readonly overloaded: false;
  /** Load of fresh and repeated attempts together, in erlangs. */
  readonly totalOfferedLoad: number;
  /** Attempts per caller. */
  readonly attemptsPerCaller: number;
  readonly blockingProbability: number;
  readonly waitProbability: number;
  readonly abandonmentFraction: number;
  readonly averageSpeedOfAnswerSeconds: number;
  readonly averageQueue: number;
  readonly occupancyFraction: number;
  readonly serviceLevelFraction: number | undefined;
  /** Share of callers who never get an answer, however often they try. */
  readonly lostCallersFraction: number;
}

type AttemptPerformance = Omit<
  ErlangXPerformance,
  'overloaded' | 'totalOfferedLoad' | 'attemptsPerCaller' | 'lostCallersFraction'
>;

/**
 * Erlang X: waiting, hanging up, busy lines and repeated calls in one model.
 *
 * Formula: fixed point of A' = A + r·A'·(P(blocked) + P(abandon)) at load A', with each attempt meeting the
 * steady state of M/M/n/K+M (Erlang A without `lines`, Erlang C without patience as well). Attempts per
 * caller A'/A. Callers lost for good (1 − r)·p/(1 − r·p) with p the loss of an attempt. Assumes that repeated
 * calls are spread out enough to look like fresh ones: redialled within minutes they come in waves and lose
 * about a point more. `overloaded` where no finite load satisfies the fixed point: everyone retries (r = 1)
 * and A reaches n, or nothing is ever lost and A reaches n. Source: Aguir, Karaesmen, Akşin, Chauvet 2004.
 *
 * @example erlangX({ offeredLoad: 10, agents: 12, lines: 15, averageHandleTimeSeconds: 180, retryFraction: 0 }).overloaded // => false
 */
export function erlangX(input: ErlangXInput): ErlangXPerformance | Overloaded {
  const { offeredLoad, agents, retryFraction } = input;
  assertTeam(offeredLoad, agents);
  const neverLost = input.lines === undefined && input.patienceSeconds === undefined;
  if (offeredLoad > 0 && offeredLoad >= agents && (neverLost || retryFraction >= 1))
    return { overloaded: true };
  const totalOfferedLoad = neverLost || retryFraction === 0 ? offeredLoad : totalLoad(input);
  const attempt = attemptAt(input, totalOfferedLoad);
  const lost = attempt.blockingProbability + attempt.abandonmentFraction;
  return {
    overloaded: false,
    ...attempt,
    totalOfferedLoad,
    attemptsPerCaller: offeredLoad === 0 ? 1 : totalOfferedLoad / offeredLoad,
    lostCallersFraction: lost === 0 ? 0 : ((1 - retryFraction) * lost) / (1 - retryFraction * lost),
  };
}

function totalLoad(input: ErlangXInput): number {
  const { offeredLoad, retryFraction } = input;
  const excess = (total: number): number => {
    const attempt = attemptAt(input, total);
    const lost = attempt.blockingProbability + attempt.abandonmentFraction;
    return total * (1 - retryFraction * lost) - offeredLoad;
  };
  let upper = Math.max(1e-9, offeredLoad);
  while (excess(upper) < 0) upper *= 2;
  return brentRoot(excess, offeredLoad, upper);
}

/** One attempt under a given total load, by the simplest model that fits the input. */
function attemptAt(input: ErlangXInput, totalOfferedLoad: number): AttemptPerformance {
  const { agents, lines, averageHandleTimeSeconds, patienceSeconds, answerThresholdSeconds } = input;
  const team = { offeredLoad: totalOfferedLoad, agents, averageHandleTimeSeconds };
  if (lines !== undefined) return finiteQueue({ ...team, lines, patienceSeconds, answerThresholdSeconds });
  if (patienceSeconds !== undefined) {
    const impatient = { ...team, patienceSeconds };
    return {
      ...erlangA(impatient),
      blockingProbability: 0,
      serviceLevelFraction:
        answerThresholdSeconds === undefined
          ? undefined
          : erlangAServiceLevel({ ...impatient, answerThresholdSeconds }),
    };
  }
  const patient = erlangCPerformance({ ...team, answerThresholdSeconds });
  if (patient.overloaded) throw new RangeError('a queue that nobody leaves has no steady state at full load');
  return { ...patient, blockingProbability: 0, abandonmentFraction: 0 };
}
