import { poissonBelowRatio } from '../numeric/poisson-terms.ts';
import { assertHandleTime, assertTeam } from './assert-team.ts';
import { answeredEventually, answeredWithinByPosition } from './tagged-caller.ts';
import type { WaitingConditions } from './tagged-caller.ts';

/** One team behind a limited number of telephone lines. */
export interface FiniteQueueInput {
  readonly offeredLoad: number;
  readonly agents: number;
  /** Calls that can be in the system at once, talking and waiting; at least `agents`. */
  readonly lines: number;
  readonly averageHandleTimeSeconds: number;
  /** Absent: nobody hangs up. */
  readonly patienceSeconds?: number | undefined;
  readonly answerThresholdSeconds?: number | undefined;
}

/** Steady state of a queue with limited lines; every share is of all offered contacts. */
export interface FiniteQueuePerformance {
  /** All lines busy: the caller hears the busy tone. */
  readonly blockingProbability: number;
  /** Gets a line but no agent at once. */
  readonly waitProbability: number;
  readonly abandonmentFraction: number;
  readonly occupancyFraction: number;
  readonly averageQueue: number;
  /** Mean wait of answered contacts. */
  readonly averageSpeedOfAnswerSeconds: number;
  /** Mean time from getting a line to answer or hang-up. */
  readonly averageWaitSeconds: number;
  /** Answered within the threshold ÷ offered; absent without a threshold. */
  readonly serviceLevelFraction: number | undefined;
}

/** Queue-length weights t_k around their largest, t_k / t_(k−1) = A / (n + kμ'), k ≤ lines − agents. */
interface QueueWeights {
  readonly from: number;
  readonly weights: readonly number[];
}

/**
 * M/M/n/K+M: Erlang A with at most K calls in the system (Erlang C with a limited queue when patience is
 * absent).
 *
 * Formula: the stationary law of the birth-and-death chain on 0 … K, summed outwards from its most likely
 * queue length, so loads of any size neither over- nor underflow; below n through the reciprocal of Erlang B.
 * Waits from the beta law of `tagged-caller.ts`. Never overloaded: what does not fit is blocked. K = n
 * without waiting places is Erlang B. Whole `lines` − `agents`.
 *
 * @throws RangeError when there are fewer lines than agents
 * @example finiteQueue({ offeredLoad: 10, agents: 10, lines: 10, averageHandleTimeSeconds: 60 }).blockingProbability // => 0.214582…
 */
export function finiteQueue(input: FiniteQueueInput): FiniteQueuePerformance {
  const { offeredLoad, agents, lines, averageHandleTimeSeconds, patienceSeconds } = input;
  assertTeam(offeredLoad, agents);
  assertHandleTime(averageHandleTimeSeconds);
  const places = lines - agents;
  if (!(places >= 0)) throw new RangeError(`lines (${lines}) must be at least the agents (${agents})`);
  if (offeredLoad === 0) return idleQueue(input);
  const hangUp = patienceSeconds === undefined ? 0 : averageHandleTimeSeconds / patienceSeconds;
  const queue = queueWeights({ offeredLoad, agents, places, hangUp });
  const below = queue.from === 0 ? poissonBelowRatio(agents, offeredLoad) * (queue.weights[0] ?? 0) : 0;
  // Infinitely more weight below n than at it: nobody waits and nobody is blocked.
  if (below === Infinity) return idleQueue(input);
  const sums = sumOverQueue(input, queue);
  const total = below + sums.weight;
  const answered = below + sums.answered;
  const averageQueue = sums.queue / total;
  const admittedPerSecond = ((offeredLoad / averageHandleTimeSeconds) * (total - sums.blocked)) / total;
  return {
    blockingProbability: sums.blocked / total,
    waitProbability: (sums.weight - sums.blocked) / total,
    abandonmentFraction: (hangUp * averageQueue) / offeredLoad,
    occupancyFraction: agents === 0 ? 1 : ((offeredLoad / agents) * answered) / total,
    averageQueue,
    averageSpeedOfAnswerSeconds: answered === 0 ? 0 : sums.answeredWait / answered,
    averageWaitSeconds: admittedPerSecond === 0 ? 0 : averageQueue / admittedPerSecond,
    serviceLevelFraction:
      input.answerThresholdSeconds === undefined ? undefined : (below + sums.answeredInTime) / total,
  };
}

/**
 * Sums over the states with every agent busy; `answered…` leave out the last state, where callers are
 * blocked.
 */
function sumOverQueue(input: FiniteQueueInput, queue: QueueWeights) {
  const { agents, averageHandleTimeSeconds, patienceSeconds, answerThresholdSeconds } = input;
  const conditions: WaitingConditions = { agents, averageHandleTimeSeconds, patienceSeconds };
  const places = input.lines - agents;
  const within =
    answerThresholdSeconds === undefined
      ? undefined
      : answeredWithinByPosition(
          conditions,
          answerThresholdSeconds,
          Math.min(places, queue.from + queue.weights.length),
        );
  const sums = { weight: 0, queue: 0, blocked: 0, answered: 0, answeredWait: 0, answeredInTime: 0 };
  let waitIfAnswered = 0;
  for (let k = 0; k <= queue.from; k += 1) waitIfAnswered += stageSeconds(conditions, k + 1);
  for (const [offset, weight] of queue.weights.entries()) {
    const k = queue.from + offset;
    sums.weight += weight;
    sums.queue += k * weight;
    if (k === places) {
      sums.blocked = weight;
    } else {
      const answered = weight * answeredEventually(conditions, k);
      sums.answered += answered;
      sums.answeredWait += answered * waitIfAnswered;
      sums.answeredInTime += weight * (within?.[k] ?? 0);
    }
    waitIfAnswered += stageSeconds(conditions, k + 2);
  }
  return sums;
}

/** Nobody ever waits: no load, or so many agents that the chance of a wait is below the smallest double. */
function idleQueue(input: FiniteQueueInput): FiniteQueuePerformance {
  return {
    blockingProbability: 0,
    waitProbability: 0,
    abandonmentFraction: 0,
    occupancyFraction: input.agents === 0 ? 1 : input.offeredLoad / input.agents,
    averageQueue: 0,
    averageSpeedOfAnswerSeconds: 0,
    averageWaitSeconds: 0,
    serviceLevelFraction: input.answerThresholdSeconds === undefined ? undefined : 1,
  };
}

/** Mean seconds until the next departure with every agent busy and j callers in the hang-up race. */
function stageSeconds(conditions: WaitingConditions, j: number): number {
  const { agents, averageHandleTimeSeconds, patienceSeconds } = conditions;
  const hangUpRate = patienceSeconds === undefined ? 0 : j / patienceSeconds;
  return 1 / (agents / averageHandleTimeSeconds + hangUpRate);
}

function queueWeights(chain: {
  readonly offeredLoad: number;
  readonly agents: number;
  readonly places: number;
  readonly hangUp: number;
}): QueueWeights {
  const { offeredLoad, agents, places, hangUp } = chain;
  const excess = offeredLoad - agents;
  const peak = excess <= 0 ? 0 : hangUp === 0 ? places : Math.min(places, Math.floor(excess / hangUp));
  const upwards = [1];
  let sum = 1;
  for (let k = peak + 1, weight = 1; k <= places && weight > 1e-18 * sum; k += 1) {
    weight *= offeredLoad / (agents + k * hangUp);
    upwards.push(weight);
    sum += weight;
  }
  const downwards: number[] = [];
  for (let k = peak, weight = 1; k > 0 && weight > 1e-18 * sum; k -= 1) {
    weight *= (agents + k * hangUp) / offeredLoad;
    downwards.push(weight);
    sum += weight;
  }
  return { from: peak - downwards.length, weights: [...downwards.toReversed(), ...upwards] };
}
