import type { TimeDependentQueueInput } from '../../src/queueing/time-dependent-queue.ts';

/**
 * M(t)/M/n(t)+M by Runge–Kutta in small steps on a fixed state space: the law of the number in system
 * forwards, the prospects of a caller at each queue position backwards, and for the service level one
 * backward integration for every sampled moment of arrival.
 */
export interface BruteForceFigures {
  readonly serviceLevelFraction: readonly number[];
  readonly abandonmentFraction: readonly number[];
  readonly averageSpeedOfAnswerSeconds: readonly number[];
  readonly averageWaitSeconds: readonly number[];
  readonly occupancyFraction: readonly number[];
  readonly averageQueue: readonly number[];
}

/** Seconds between sampled arrivals; a whole number of them fits a step. */
const SAMPLE = 5;
/** Largest rate times Runge–Kutta step. */
const FINENESS = 0.7;

interface Setting {
  readonly input: TimeDependentQueueInput;
  readonly states: number;
  readonly hangUp: number;
  readonly intervalSeconds: number;
}

export function bruteForceQueue(input: TimeDependentQueueInput, states: number): BruteForceFigures {
  const setting: Setting = {
    input,
    states,
    hangUp: input.patienceSeconds === undefined ? 0 : 1 / input.patienceSeconds,
    intervalSeconds: input.stepSeconds * input.stepsPerInterval,
  };
  const intervals = input.agents.length;
  const samples = Math.round((intervals * setting.intervalSeconds) / SAMPLE);
  const laws = lawsAtSamples(setting, samples);
  const prospects = prospectsAtSamples(setting, samples);
  const sums = Array.from({ length: intervals }, () => ({
    weight: 0,
    level: 0,
    answered: 0,
    wait: 0,
    late: 0,
    busy: 0,
    queue: 0,
  }));
  for (let s = 0; s < samples; s += 1) {
    const time = (s + 0.5) * SAMPLE;
    const interval = Math.floor(time / setting.intervalSeconds);
    const agents = agentsAt(setting, time);
    const weight = input.arrivalsPerStep[Math.floor(time / input.stepSeconds)] ?? 0;
    const within = fromDeadline(setting, time, input.answerThresholdSeconds, 'answer');
    const sum = sums[interval]!;
    const { answered, wait, answeredWait } = prospects[s]!;
    sum.weight += weight;
    for (let k = 0; k < states; k += 1) {
      const p = laws[s]![k]!;
      const q = k - agents;
      sum.busy += p * Math.min(k, agents);
      sum.queue += p * Math.max(0, q);
      sum.level += weight * p * (q < 0 ? 1 : within[q]!);
      sum.answered += weight * p * (q < 0 ? 1 : answered[q]!);
      sum.wait += weight * p * (q < 0 ? 0 : wait[q]!);
      sum.late += weight * p * (q < 0 ? 0 : answeredWait[q]!);
    }
  }
  const perInterval = setting.intervalSeconds / SAMPLE;
  return {
    serviceLevelFraction: sums.map(({ level, weight }) => level / weight),
    abandonmentFraction: sums.map(({ answered, weight }) => 1 - answered / weight),
    averageSpeedOfAnswerSeconds: sums.map(({ late, answered }) => late / answered),
    averageWaitSeconds: sums.map(({ wait, weight }) => wait / weight),
    occupancyFraction: sums.map(({ busy }, i) => busy / (perInterval * (input.agents[i] ?? 0))),
    averageQueue: sums.map(({ queue }) => queue / perInterval),
  };
}

/** Share of each interval's arrivals that still wait after so many seconds of the interval. */
export function bruteForceStillWaiting(
  input: TimeDependentQueueInput,
  states: number,
  waits: ArrayLike<number>,
): readonly number[] {
  const intervalSeconds = input.stepSeconds * input.stepsPerInterval;
  const hangUp = input.patienceSeconds === undefined ? 0 : 1 / input.patienceSeconds;
  const setting: Setting = { input, states, hangUp, intervalSeconds };
  const samples = Math.round((input.agents.length * intervalSeconds) / SAMPLE);
  const laws = lawsAtSamples(setting, samples);
  const sums = Array.from({ length: input.agents.length }, () => ({ weight: 0, waiting: 0 }));
  for (const [s, law] of laws.entries()) {
    const time = (s + 0.5) * SAMPLE;
    const interval = Math.floor(time / intervalSeconds);
    const weight = input.arrivalsPerStep[Math.floor(time / input.stepSeconds)] ?? 0;
    const waiting = fromDeadline(setting, time, waits[interval] ?? 0, 'waits');
    const sum = sums[interval]!;
    sum.weight += weight;
    const agents = agentsAt(setting, time);
    for (let k = agents; k < states; k += 1) sum.waiting += weight * law[k]! * waiting[k - agents]!;
  }
  return sums.map(({ weight, waiting }) => waiting / weight);
}

/** Agents at a moment; after the horizon those of the last interval. */
function agentsAt({ input, intervalSeconds }: Setting, time: number): number {
  return input.agents[Math.min(input.agents.length - 1, Math.floor(time / intervalSeconds))] ?? 0;
}

function serviceRateAt({ input, intervalSeconds }: Setting, time: number): number {
  const { averageHandleTimeSeconds: handleTime } = input;
  if (typeof handleTime === 'number') return 1 / handleTime;
  return 1 / (handleTime[Math.min(handleTime.length - 1, Math.floor(time / intervalSeconds))] ?? 60);
}

/** The law of the number in system in the middle of every sample. */
function lawsAtSamples(setting: Setting, samples: number): Float64Array[] {
  const { input, states, hangUp } = setting;
  let law = new Float64Array(states);
  law[input.initialContacts ?? 0] = 1;
  let agents = agentsAt(setting, 0);
  const laws: Float64Array[] = [];
  for (let half = 0; half < 2 * samples; half += 1) {
    const time = half * (SAMPLE / 2);
    const now = agentsAt(setting, time + SAMPLE / 4);
    if (now < agents) law = afterLeaving(law, agents, now);
    agents = now;
    const arrival =
      (input.arrivalsPerStep[Math.floor((time + SAMPLE / 4) / input.stepSeconds)] ?? 0) / input.stepSeconds;
    const service = serviceRateAt(setting, time + SAMPLE / 4);
    const leaving = Float64Array.from(
      { length: states },
      (_, k) => Math.min(k, now) * service + Math.max(0, k - now) * hangUp,
    );
    law = integrate(law, SAMPLE / 2, arrival + leaving[states - 1]!, (p, k) => {
      const up = k + 1 < states ? arrival * p[k]! : 0;
      const fromBelow = k > 0 ? arrival * p[k - 1]! : 0;
      const fromAbove = k + 1 < states ? leaving[k + 1]! * p[k + 1]! : 0;
      return fromBelow + fromAbove - up - leaving[k]! * p[k]!;
    });
    if (half % 2 === 0) laws.push(law);
  }
  return laws;
}

/** Busy agents who must leave take their calls with them; the queue keeps its length. */
function afterLeaving(law: Float64Array, before: number, after: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(law.length);
  for (let k = 0; k < law.length; k += 1) {
    const busy = Math.min(k, before);
    result[k - Math.max(0, busy - after)]! += law[k]!;
  }
  return result;
}

/** Runge–Kutta of order four with the same formula for every component. */
function integrate(
  start: Float64Array,
  seconds: number,
  fastest: number,
  slope: (p: Float64Array, k: number) => number,
): Float64Array<ArrayBuffer> {
  const steps = Math.max(1, Math.ceil((seconds * fastest) / FINENESS));
  const h = seconds / steps;
  let p = Float64Array.from(start);
  const slopes = (at: Float64Array): Float64Array => at.map((_, k) => slope(at, k));
  for (let step = 0; step < steps; step += 1) {
    const k1 = slopes(p);
    const k2 = slopes(p.map((value, k) => value + (h / 2) * k1[k]!));
    const k3 = slopes(p.map((value, k) => value + (h / 2) * k2[k]!));
    const k4 = slopes(p.map((value, k) => value + h * k3[k]!));
    p = p.map((value, k) => value + (h / 6) * (k1[k]! + 2 * k2[k]! + 2 * k3[k]! + k4[k]!));
  }
  return p;
}

/** Probability of an answer for each queue position, moved back by some seconds of constant staffing. */
function movedBack(
  setting: Setting,
  values: Float64Array,
  agents: number,
  service: number,
  seconds: number,
  kind: Kind,
) {
  const { hangUp, states } = setting;
  const total = agents * service;
  return integrate(values, seconds, total + states * hangUp, (x, i) => {
    const q = i % states;
    const ahead = total + q * hangUp;
    const boundary = i < states && kind !== 'waits' ? 1 : 0;
    const before = q === 0 ? boundary : x[i - 1]!;
    const source = i < states ? 0 : i < 2 * states ? 1 : x[i - 2 * states]!;
    return source + ahead * before - (ahead + hangUp) * x[i]!;
  });
}

type Kind = 'answer' | 'all' | 'waits';

/** Before a change of staffing: more agents take that many from the head of the queue. */
function acrossChange(
  values: Float64Array,
  states: number,
  increase: number,
  taken = 1,
): Float64Array<ArrayBuffer> {
  const shift = Math.max(0, increase);
  return Float64Array.from(values, (_, i) => {
    const q = i % states;
    if (q < shift) return i < states ? taken : 0;
    return values[i - shift]!;
  });
}

/** By position at arrival: `answer`, answered before the deadline; `waits`, still waiting then. */
function fromDeadline(
  setting: Setting,
  arrival: number,
  seconds: number,
  kind: 'answer' | 'waits',
): Float64Array {
  const { states, intervalSeconds } = setting;
  let time = arrival + seconds;
  let values = new Float64Array(states).fill(kind === 'waits' ? 1 : 0);
  while (time > arrival + 1e-9) {
    const start = Math.max(arrival, (Math.ceil(time / intervalSeconds - 1e-9) - 1) * intervalSeconds);
    const middle = (start + time) / 2;
    const agents = agentsAt(setting, middle);
    values = movedBack(setting, values, agents, serviceRateAt(setting, middle), time - start, kind);
    if (start > arrival + 1e-9) {
      values = acrossChange(
        values,
        states,
        agents - agentsAt(setting, start - 1e-6),
        kind === 'waits' ? 0 : 1,
      );
    }
    time = start;
  }
  return values;
}

/**
 * Answer, wait and wait on an answer by position in the middle of every sample, swept back from hours after
 * the horizon.
 */
function prospectsAtSamples(setting: Setting, samples: number) {
  const { states, intervalSeconds } = setting;
  const horizon = samples * SAMPLE;
  const lastAgents = agentsAt(setting, horizon);
  let joint = new Float64Array(3 * states);
  joint = movedBack(setting, joint, lastAgents, serviceRateAt(setting, horizon - 1), 7200, 'all');
  const result: { answered: Float64Array; wait: Float64Array; answeredWait: Float64Array }[] = [];
  for (let half = 2 * samples; half > 0; half -= 1) {
    const end = half * (SAMPLE / 2);
    const middle = end - SAMPLE / 4;
    const agents = agentsAt(setting, middle);
    if (end % intervalSeconds === 0 && end < horizon) {
      joint = acrossChange(joint, states, agentsAt(setting, end + 1e-6) - agents);
    }
    joint = movedBack(setting, joint, agents, serviceRateAt(setting, middle), SAMPLE / 2, 'all');
    if (half % 2 === 0) {
      result.push({
        answered: joint.slice(0, states),
        wait: joint.slice(states, 2 * states),
        answeredWait: joint.slice(2 * states),
      });
    }
  }
  return result.toReversed();
}
