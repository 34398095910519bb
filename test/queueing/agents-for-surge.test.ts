import { describe, expect, test } from 'vitest';
import { requiredAgentsForSurge } from '../../src/queueing/agents-for-surge.ts';
import { modifiedOfferedLoadByInterval } from '../../src/queueing/modified-offered-load.ts';
import { requiredAgents } from '../../src/queueing/required-agents.ts';
import { timeDependentQueue } from '../../src/queueing/time-dependent-queue.ts';

const targets = { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 };
const averageHandleTimeSeconds = 240;

/**
 * Six hours of 100 calls per half-hour, and 100 more with a half-life of five minutes from some minute on.
 */
function burst(minute: number): readonly number[] {
  return Array.from({ length: 360 }, (_, m) =>
    m < minute ? 100 / 30 : 100 / 30 + 100 * (2 ** ((minute - m) / 5) - 2 ** ((minute - m - 1) / 5)),
  );
}

const agentsFor = (offeredLoad: number): number =>
  requiredAgents({ model: 'c', offeredLoad, averageHandleTimeSeconds, targets })?.agents ?? NaN;

function sumOf(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i] ?? 0;
  return sum;
}

/** Erlang C on the average of every half-hour. */
function erlangCHalfHours(arrivals: readonly number[]): number[] {
  return Array.from({ length: 12 }, (_, i) => agentsFor((sumOf(arrivals, 30 * i, 30 * i + 30) * 240) / 1800));
}

function deliver(arrivals: readonly number[], agents: readonly number[]) {
  const stepsPerInterval = 360 / agents.length;
  const result = timeDependentQueue({
    arrivalsPerStep: arrivals,
    stepSeconds: 60,
    stepsPerInterval,
    agents,
    averageHandleTimeSeconds,
    answerThresholdSeconds: 20,
    initialContacts: 13,
  });
  const perHalfHour = agents.length / 12;
  const inTime = result.offered.map((contacts, i) => contacts * result.serviceLevelFraction[i]!);
  return Array.from({ length: 12 }, (_, i) => {
    const [from, to] = [i * perHalfHour, (i + 1) * perHalfHour];
    return sumOf(inTime, from, to) / sumOf(result.offered, from, to);
  });
}

const hours = (agents: readonly number[]): number => (sumOf(agents, 0, agents.length) * 6) / agents.length;

function surgeAgents(arrivals: readonly number[], stepsPerInterval: number) {
  const loads = modifiedOfferedLoadByInterval({
    arrivalsPerStep: arrivals,
    stepSeconds: 60,
    averageHandleTimeSeconds,
    stepsPerInterval,
    initialLoad: 400 / 30,
  });
  return requiredAgentsForSurge({
    arrivalsPerStep: arrivals,
    stepSeconds: 60,
    stepsPerInterval,
    averageHandleTimeSeconds,
    agents: loads.map(({ average }) => agentsFor(average)),
    mayLower: (i) => (loads[i]?.maximum ?? 0) > 1.02 * (loads[i]?.average ?? 0),
    targets,
    initialContacts: 13,
  });
}

describe('the TV burst', () => {
  const arrivals = burst(120);

  test('Erlang C on half-hour averages promises 80 % and delivers half of them in the burst', () => {
    const agents = erlangCHalfHours(arrivals);
    expect(hours(agents)).toBe(110);
    const delivered = deliver(arrivals, agents);
    expect(delivered[4]).toBeCloseTo(0.505, 2);
  });

  test('the maximum of the modified offered load delivers 96.5 % for 113.5 agent-hours', () => {
    const loads = modifiedOfferedLoadByInterval({
      arrivalsPerStep: arrivals,
      stepSeconds: 60,
      averageHandleTimeSeconds,
      stepsPerInterval: 15,
      initialLoad: 400 / 30,
    });
    const agents = loads.map(({ maximum }) => agentsFor(maximum));
    expect(hours(agents)).toBe(113.5);
    expect(deliver(arrivals, agents)[4]).toBeCloseTo(0.965, 2);
  });

  test.each([
    [120, 15],
    [120, 30],
    [135, 15],
  ])(
    'searched agents deliver 80 %% in every half-hour for at most 4 %% more agent-hours: burst at minute %d, intervals of %d minutes',
    (minute, stepsPerInterval) => {
      const burstArrivals = burst(minute);
      const { agents, missed } = surgeAgents(burstArrivals, stepsPerInterval);
      expect(missed).toEqual([]);
      expect(Math.min(...deliver(burstArrivals, agents))).toBeGreaterThanOrEqual(0.8);
      expect(hours(agents)).toBeLessThanOrEqual(1.04 * hours(erlangCHalfHours(burstArrivals)));
    },
  );
});

describe('requiredAgentsForSurge', () => {
  test('one agent fewer in a surge interval misses the target somewhere', () => {
    const arrivals = burst(120);
    const { agents } = surgeAgents(arrivals, 30);
    for (const interval of [4, 5]) {
      const fewer = agents.map((count, i) => (i === interval ? count - 1 : count));
      expect(Math.min(...deliver(arrivals, fewer))).toBeLessThan(0.8);
    }
  });

  test('keeps guesses that may not be lowered, raises those that miss, leaves empty intervals alone', () => {
    const input = {
      arrivalsPerStep: [...Array.from({ length: 60 }, () => 3), ...Array.from({ length: 30 }, () => 0)],
      stepSeconds: 60,
      stepsPerInterval: 30,
      averageHandleTimeSeconds,
      targets: { ...targets, occupancyFraction: 0.9, abandonmentFraction: 0.05 },
      patienceSeconds: 120,
    };
    const kept = requiredAgentsForSurge({ ...input, agents: [30, 5, 2], mayLower: () => false });
    expect(kept.agents[0]).toBe(30);
    expect(kept.agents[1]).toBeGreaterThan(11);
    expect(kept.agents[2]).toBe(2);
    expect(kept.missed).toEqual([]);
    const lowered = requiredAgentsForSurge({ ...input, agents: [30, 30, 2] });
    expect(lowered.agents[0]).toBeLessThan(20);
    expect(lowered.delivered.abandonmentFraction[1]).toBeLessThanOrEqual(0.05 + 1e-9);
  });
});
