import { fastNormalCdf } from '../numeric/fast-normal-cdf.ts';
import type { TimeDependentQueue, TimeDependentQueueInput } from './time-dependent-queue.ts';

/** Number in system as a normal distribution. */
interface GaussianState {
  readonly mean: number;
  readonly variance: number;
}

interface Rates {
  readonly arrivals: number;
  readonly agents: number;
  readonly service: number;
  readonly hangUp: number;
}

const secondsPerSubstep = 15;

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Mean number waiting, E(X − n)⁺, and P(X > n). */
function waiting(
  { mean, variance }: GaussianState,
  agents: number,
): { readonly queue: number; readonly busyProbability: number } {
  if (agents === Infinity) return { queue: 0, busyProbability: 0 };
  const sd = Math.sqrt(Math.max(variance, 1e-9));
  const z = (agents - mean) / sd;
  const busyProbability = 1 - fastNormalCdf(z);
  return { queue: Math.max(0, sd * density(z) - (agents - mean) * busyProbability), busyProbability };
}

/** Right-hand side of the moment equations. */
function slope(state: GaussianState, { arrivals, agents, service, hangUp }: Rates): GaussianState {
  const { queue, busyProbability } = waiting(state, agents);
  const served = service * (state.mean - queue);
  const lost = hangUp * queue;
  return {
    mean: arrivals - served - lost,
    variance:
      arrivals +
      served +
      lost -
      2 * state.variance * (service * (1 - busyProbability) + hangUp * busyProbability),
  };
}

/** One step of the midpoint rule. */
function step(state: GaussianState, rates: Rates, seconds: number): GaussianState {
  const first = slope(state, rates);
  const middle = {
    mean: state.mean + (first.mean * seconds) / 2,
    variance: Math.max(0, state.variance + (first.variance * seconds) / 2),
  };
  const second = slope(middle, rates);
  return {
    mean: Math.max(0, state.mean + second.mean * seconds),
    variance: Math.max(1e-9, state.variance + second.variance * seconds),
  };
}

/** Seconds until a caller with y ahead in the queue is answered, departures at their mean rate. */
function clearingSeconds(ahead: number, { agents, service, hangUp }: Rates): number {
  if (ahead <= 0) return 0;
  const rate = agents * service;
  if (rate === 0) return Infinity;
  return hangUp === 0 ? ahead / rate : Math.log1p((hangUp * ahead) / rate) / hangUp;
}

/** Share of arrivals answered within a threshold: the queue cleared in that time, less those who hang up while it is. */
function inTimeShare(state: GaussianState, rates: Rates, thresholdSeconds: number): number {
  const { agents, service, hangUp } = rates;
  if (agents === 0) return 0;
  const cleared =
    hangUp === 0
      ? agents * service * thresholdSeconds
      : (agents * service * Math.expm1(hangUp * thresholdSeconds)) / hangUp;
  const atOnce = fastNormalCdf((agents - state.mean) / Math.sqrt(state.variance));
  const within = fastNormalCdf(
    (agents + cleared - state.mean) / Math.sqrt(state.variance + agents * service * thresholdSeconds),
  );
  return atOnce + Math.max(0, within - atOnce) * Math.exp((-hangUp * thresholdSeconds) / 2);
}

function columns(length: number): Omit<TimeDependentQueue, 'drainSeconds'> {
  const column = (): Float64Array => new Float64Array(length);
  return {
    offered: column(),
    answered: column(),
    abandoned: column(),
    sentAway: column(),
    serviceLevelFraction: column(),
    abandonmentFraction: column(),
    waitProbability: column(),
    averageSpeedOfAnswerSeconds: column(),
    averageWaitSeconds: column(),
    wait95Seconds: column(),
    occupancyFraction: column(),
    overtimeSeconds: column(),
    averageQueue: column(),
    longestQueue: column(),
    queueAtEnd: column(),
  };
}

/**
 * The queue M(t)/M/n(t)+M of a large team by its mean and variance: the number in system is taken as normal, and its two moments follow
 *
 *     m' = λ − μ(m − q) − θq      v' = λ + μ(m − q) + θq − 2v(μ·P(X ≤ n) + θ·P(X > n))      q = E(X − n)⁺
 *
 * on steps of 15 seconds. Waits come from the queue found, cleared at its mean rate. Same figures as `timeDependentQueue`, at a cost that does not grow with
 * the team; shares of an interval are those of its arrivals, hang-ups those of its time. From 150 agents on the service level is within about half
 * a point of the exact solution (measured in calm, burst and overload); below, use that.
 *
 * Source: Massey & Pender 2013, “Gaussian skewness approximation for dynamic rate multi-server queues with abandonment”, Queueing Systems 75, section 3
 * (Gaussian variance approximation).
 */
export function gaussianQueue(input: TimeDependentQueueInput): TimeDependentQueue {
  const {
    arrivalsPerStep,
    stepSeconds,
    stepsPerInterval,
    patienceSeconds,
    queueAtClosing = 'waits',
    answerThresholdSeconds,
  } = input;
  const intervals = input.agents.length;
  const result = columns(intervals);
  const hangUp = patienceSeconds === undefined ? 0 : 1 / patienceSeconds;
  const substeps = Math.max(1, Math.round(stepSeconds / secondsPerSubstep));
  const seconds = stepSeconds / substeps;
  let state: GaussianState = { mean: input.initialContacts ?? 0, variance: 1e-9 };
  for (let interval = 0; interval < intervals; interval++) {
    const agents = input.agents[interval] ?? 0;
    const handleTime =
      typeof input.averageHandleTimeSeconds === 'number'
        ? input.averageHandleTimeSeconds
        : (input.averageHandleTimeSeconds[interval] ?? 60);
    const service = 1 / handleTime;
    const closes = agents === 0 && queueAtClosing === 'leaves';
    if (closes && interval > 0) {
      const { queue } = waiting(state, input.agents[interval - 1] ?? 0);
      result.sentAway[interval]! += queue;
      state = { mean: state.mean - queue, variance: state.variance };
    }
    let weight = 0;
    let wait95 = 0;
    for (let index = 0; index < stepsPerInterval * substeps; index++) {
      const contacts =
        (arrivalsPerStep[interval * stepsPerInterval + Math.floor(index / substeps)] ?? 0) / substeps;
      // While closed those who are talking finish; nobody new gets in.
      const rates = {
        arrivals: closes ? 0 : contacts / seconds,
        agents: closes ? Infinity : agents,
        service,
        hangUp,
      };
      state = step(state, rates, seconds);
      if (closes) continue;
      const { queue, busyProbability } = waiting(state, agents);
      const share = contacts > 0 ? contacts : 1e-12;
      weight += share;
      result.offered[interval]! += contacts;
      result.serviceLevelFraction[interval]! += share * inTimeShare(state, rates, answerThresholdSeconds);
      result.waitProbability[interval]! += share * busyProbability;
      result.averageSpeedOfAnswerSeconds[interval]! += share * Math.min(1e9, clearingSeconds(queue, rates));
      result.averageQueue[interval]! += queue / (stepsPerInterval * substeps);
      result.abandoned[interval]! += hangUp * queue * seconds;
      result.occupancyFraction[interval]! +=
        agents > 0 ? (state.mean - queue) / agents / (stepsPerInterval * substeps) : 0;
      result.longestQueue[interval] = Math.max(result.longestQueue[interval] ?? 0, queue);
      const high = state.mean + 1.645 * Math.sqrt(state.variance) - agents;
      wait95 = Math.max(wait95, Math.min(1e9, clearingSeconds(high, rates)));
    }
    finish(result, interval, { weight, wait95, queue: closes ? 0 : waiting(state, agents).queue });
  }
  return { ...result, drainSeconds: drainTimes(result.queueAtEnd, stepSeconds * stepsPerInterval) };
}

function finish(
  result: Omit<TimeDependentQueue, 'drainSeconds'>,
  interval: number,
  end: { readonly weight: number; readonly wait95: number; readonly queue: number },
): void {
  const offered = result.offered[interval] ?? 0;
  const weight = end.weight > 0 ? end.weight : 1;
  result.serviceLevelFraction[interval]! /= weight;
  result.waitProbability[interval]! /= weight;
  result.averageSpeedOfAnswerSeconds[interval]! /= weight;
  result.averageWaitSeconds[interval] = result.averageSpeedOfAnswerSeconds[interval] ?? 0;
  result.abandonmentFraction[interval] =
    offered > 0 ? Math.min(1, (result.abandoned[interval] ?? 0) / offered) : 0;
  result.answered[interval] = Math.max(0, offered - (result.abandoned[interval] ?? 0));
  result.wait95Seconds[interval] = end.wait95;
  result.queueAtEnd[interval] = end.queue;
}

/** Seconds from the end of each interval to the end of the first later one with no more than one contact waiting. */
function drainTimes(queueAtEnd: Float64Array, intervalSeconds: number): (number | undefined)[] {
  return Array.from(queueAtEnd, (queue, interval) => {
    if (queue <= 1) return 0;
    const drained = queueAtEnd.findIndex((later, index) => index > interval && later <= 1);
    return drained < 0 ? undefined : (drained - interval) * intervalSeconds;
  });
}
