import { describe, expect, test } from 'vitest';
import { erlangA, erlangAServiceLevel, erlangAWaitPercentile } from '../../src/queueing/erlang-a.ts';
import { erlangCPerformance, erlangCWaitPercentile } from '../../src/queueing/erlang-c.ts';
import { simulateQueue } from '../../src/queueing/simulate-queue.ts';
import type { Estimate } from '../../src/queueing/simulate-queue.ts';
import { timeDependentQueue } from '../../src/queueing/time-dependent-queue.ts';
import type { TimeDependentQueueInput } from '../../src/queueing/time-dependent-queue.ts';
import { bruteForceQueue, bruteForceStillWaiting } from './brute-force-queue.ts';

/** Calls of one minute after a TV spot with a half-life of five minutes. */
function spot(calls: number, minutesAfter: number): number {
  return minutesAfter < 0 ? 0 : calls * (2 ** (-minutesAfter / 5) - 2 ** (-(minutesAfter + 1) / 5));
}

const hour = {
  stepSeconds: 60,
  stepsPerInterval: 15,
  answerThresholdSeconds: 20,
  averageHandleTimeSeconds: 240,
};
/** Small enough to integrate by brute force. */
const small = { ...hour, stepsPerInterval: 10, averageHandleTimeSeconds: 120 };

const scenarios: readonly (readonly [string, TimeDependentQueueInput, number])[] = [
  [
    'calm',
    {
      ...small,
      arrivalsPerStep: Array.from({ length: 40 }, () => 2),
      agents: [5, 6, 4, 5],
      patienceSeconds: 120,
      initialContacts: 4,
    },
    30,
  ],
  [
    'burst',
    {
      ...small,
      arrivalsPerStep: Array.from({ length: 40 }, (_, minute) => 1.5 + spot(40, minute - 12)),
      agents: [4, 7, 9, 5],
      patienceSeconds: 90,
      initialContacts: 3,
    },
    40,
  ],
  [
    'overload, then relief',
    {
      ...small,
      arrivalsPerStep: Array.from({ length: 40 }, (_, minute) => (minute < 20 ? 4 : 1)),
      agents: [4, 5, 10, 3],
      patienceSeconds: 180,
    },
    50,
  ],
  [
    'burst without hang-ups',
    {
      ...small,
      arrivalsPerStep: Array.from({ length: 40 }, (_, minute) => 1.5 + spot(30, minute - 6)),
      agents: [5, 9, 6, 5],
      initialContacts: 3,
    },
    70,
  ],
];

describe('timeDependentQueue', () => {
  test.each(scenarios)('%s: agrees with brute-force integration', (_, input, states) => {
    const exact = timeDependentQueue(input);
    const brute = bruteForceQueue(input, states);
    for (const interval of [0, 1, 2, 3]) {
      // Mean waits take the mean queue of a minute times the mean prospects of that minute; in a burst that
      // is half a percent.
      const gap = (name: keyof typeof brute): number =>
        Math.abs(exact[name][interval]! - brute[name][interval]!);
      expect(gap('serviceLevelFraction')).toBeLessThan(1e-4);
      expect(gap('abandonmentFraction')).toBeLessThan(5e-4);
      expect(gap('occupancyFraction')).toBeLessThan(5e-5);
      expect(gap('averageQueue')).toBeLessThan(1e-3);
      expect(gap('averageWaitSeconds')).toBeLessThan(0.006 * (1 + exact.averageWaitSeconds[interval]!));
      expect(gap('averageSpeedOfAnswerSeconds')).toBeLessThan(
        0.006 * (1 + exact.averageWaitSeconds[interval]!),
      );
    }
  });

  test.each(scenarios)('%s: agrees with the simulation within its error', (_, input) => {
    const exact = timeDependentQueue(input);
    // The simulation starts with an empty house.
    const fromEmpty = timeDependentQueue({ ...input, initialContacts: 0 });
    const simulated = simulateQueue(
      { ...input, channels: [{ ...input, name: 'phone' }], seed: 20_261_123 },
      300,
    );
    expect(exact.offered.every((contacts) => contacts > 0)).toBe(true);
    for (const [interval, figures] of simulated.intervals.entries()) {
      // 4 standard errors: 4 scenarios × 4 intervals × 6 figures leave a chance of about 1 in 150 that one
      // lies beyond; the seed is fixed.
      const agrees = (value: number, estimate: Estimate): void => {
        expect(Math.abs(value - estimate.mean)).toBeLessThanOrEqual(2.04 * estimate.halfWidth95 + 1e-9);
      };
      agrees(fromEmpty.serviceLevelFraction[interval]!, figures.serviceLevelFraction);
      agrees(fromEmpty.abandonmentFraction[interval]!, figures.abandonmentFraction);
      agrees(fromEmpty.averageSpeedOfAnswerSeconds[interval]!, figures.averageSpeedOfAnswerSeconds);
      agrees(fromEmpty.averageWaitSeconds[interval]!, figures.averageWaitSeconds);
      agrees(fromEmpty.occupancyFraction[interval]!, figures.occupancyFraction);
      agrees(fromEmpty.averageQueue[interval]!, figures.averageQueue);
    }
  });

  test('settles at Erlang A, percentiles included', () => {
    const team = { offeredLoad: 50, agents: 51, averageHandleTimeSeconds: 240, patienceSeconds: 90 };
    const result = timeDependentQueue({
      ...hour,
      arrivalsPerStep: Array.from({ length: 480 }, () => 12.5),
      agents: Array.from({ length: 32 }, () => 51),
      patienceSeconds: 90,
    });
    const a = erlangA(team);
    expect(result.serviceLevelFraction[31]).toBeCloseTo(
      erlangAServiceLevel({ ...team, answerThresholdSeconds: 20 }),
      8,
    );
    expect(result.abandonmentFraction[31]).toBeCloseTo(a.abandonmentFraction, 8);
    expect(result.waitProbability[31]).toBeCloseTo(a.waitProbability, 8);
    expect(result.averageSpeedOfAnswerSeconds[31]).toBeCloseTo(a.averageSpeedOfAnswerSeconds, 6);
    expect(result.averageQueue[31]).toBeCloseTo(a.averageQueue, 7);
    expect(result.occupancyFraction[31]).toBeCloseTo(a.occupancyFraction, 8);
    expect(result.wait95Seconds[31]).toBeCloseTo(
      erlangAWaitPercentile({ ...team, waitFraction: 0.95, of: 'all' }),
      1,
    );
  });

  test('settles at Erlang C where nobody hangs up', () => {
    const result = timeDependentQueue({
      ...hour,
      arrivalsPerStep: Array.from({ length: 1440 }, () => 2.5),
      agents: Array.from({ length: 96 }, () => 13),
    });
    const team = { offeredLoad: 10, agents: 13, averageHandleTimeSeconds: 240, answerThresholdSeconds: 20 };
    const c = erlangCPerformance(team);
    if (c.overloaded) throw new Error('a stable team');
    expect(result.serviceLevelFraction[95]).toBeCloseTo(c.serviceLevelFraction ?? NaN, 6);
    expect(result.averageSpeedOfAnswerSeconds[95]).toBeCloseTo(c.averageSpeedOfAnswerSeconds, 4);
    expect(result.wait95Seconds[95]).toBeCloseTo(
      erlangCWaitPercentile({ ...team, waitFraction: 0.95 }) ?? NaN,
      1,
    );
  });

  test('every contact is answered, hangs up, is sent away or still waits', () => {
    for (const queueAtClosing of ['waits', 'leaves'] as const) {
      const result = timeDependentQueue({
        ...hour,
        arrivalsPerStep: Array.from({ length: 120 }, (_, minute) => (minute < 100 ? 4 : 0)),
        agents: [10, 14, 9, 0, 12, 8, 0, 0],
        patienceSeconds: 150,
        queueAtClosing,
      });
      let waiting = 0;
      for (let i = 0; i < 8; i += 1) {
        waiting += result.offered[i]! - result.answered[i]! - result.abandoned[i]! - result.sentAway[i]!;
        expect(result.queueAtEnd[i]).toBeCloseTo(waiting, 6);
      }
    }
  });

  test('closed teams: the queue waits and hangs up, or is sent away', () => {
    const input = {
      ...hour,
      arrivalsPerStep: Array.from({ length: 60 }, (_, minute) => (minute < 15 ? 6 : minute < 30 ? 1 : 0)),
      agents: [10, 0, 0, 10],
      patienceSeconds: 600,
    };
    const waits = timeDependentQueue({ ...input, queueAtClosing: 'waits' });
    const leaves = timeDependentQueue({ ...input, queueAtClosing: 'leaves' });
    expect(waits.sentAway.every((contacts) => contacts === 0)).toBe(true);
    expect(waits.queueAtEnd[1]).toBeGreaterThan(10);
    expect(leaves.queueAtEnd[1]).toBe(0);
    expect(leaves.sentAway[1]).toBeCloseTo(leaves.queueAtEnd[0]! + 15, 9);
    expect(leaves.abandonmentFraction[1]).toBe(1);
    expect(waits.abandonmentFraction[1]).toBeLessThan(1);
    // Who waits at closing keeps hanging up: at θ = 1/600, half an hour leaves e^(−3) of them for the next
    // opening.
    expect(waits.queueAtEnd[2]! / waits.queueAtEnd[1]!).toBeCloseTo(Math.exp(-1.5), 3);
  });

  test('agents who leave finish their calls and take no others', () => {
    const result = timeDependentQueue({
      ...hour,
      arrivalsPerStep: Array.from({ length: 30 }, (_, minute) => (minute < 15 ? 20 : 0)),
      agents: [10, 4],
      patienceSeconds: 1e9,
    });
    // All ten are busy at the change, six leave with a call each.
    expect(result.overtimeSeconds[1]).toBeCloseTo(6 * 240, 1);
    expect(result.occupancyFraction[1]).toBeCloseTo(1, 6);
    // A queue that nobody leaves loses what four agents answer in a quarter of an hour.
    expect(result.queueAtEnd[0]! - result.queueAtEnd[1]!).toBeCloseTo(4 * (900 / 240), 2);
  });

  test('overload is a number: length of the queue, wait and when it drains', () => {
    const arrivals = Array.from({ length: 300 }, (_, minute) => (minute < 60 ? 6 : 1));
    const result = timeDependentQueue({
      ...hour,
      arrivalsPerStep: arrivals,
      agents: Array.from({ length: 20 }, () => 12),
    });
    // Fluid: 24 erlangs on 12 agents leave 3 calls a minute, 180 after an hour less the 12 being answered;
    // then 2 a minute drain.
    expect(result.longestQueue[3]).toBeGreaterThan(165);
    expect(result.longestQueue[3]).toBeLessThan(180);
    expect(result.drainSeconds[3]).toBeGreaterThan(84 * 60);
    expect(result.drainSeconds[3]).toBeLessThan(150 * 60);
    // The last of the first hour find some 180 waiting, at 3 answers a minute.
    expect(result.averageSpeedOfAnswerSeconds[3]).toBeGreaterThan(2700);
    expect(result.wait95Seconds[3]).toBeGreaterThan(result.averageSpeedOfAnswerSeconds[3]!);
    const forever = timeDependentQueue({
      ...hour,
      arrivalsPerStep: arrivals.slice(0, 60),
      agents: [12, 12, 12, 12],
    });
    expect(forever.drainSeconds[3]).toBeUndefined();
  });

  test.each(scenarios.slice(1))(
    '%s: 5 percent of arrivals wait longer than the 95th percentile',
    (_, input, states) => {
      const { wait95Seconds } = timeDependentQueue(input);
      const longer = bruteForceStillWaiting(input, states, wait95Seconds);
      for (const interval of [0, 1, 2, 3]) {
        if (wait95Seconds[interval] === 0) continue;
        expect(Math.abs(longer[interval]! - 0.05)).toBeLessThan(0.003);
      }
    },
  );

  test('handle times that change between intervals act on calls in progress: brute force agrees', () => {
    const [, input, states] = scenarios[2]!;
    const varied = { ...input, averageHandleTimeSeconds: [120, 90, 150, 100] };
    const exact = timeDependentQueue(varied);
    const brute = bruteForceQueue(varied, states);
    for (const interval of [0, 1, 2, 3]) {
      expect(exact.occupancyFraction[interval]).toBeCloseTo(brute.occupancyFraction[interval]!, 4);
      expect(exact.averageWaitSeconds[interval]).toBeCloseTo(brute.averageWaitSeconds[interval]!, 0);
    }
  });

  test('nobody arrives: what a caller would have met', () => {
    const result = timeDependentQueue({ ...hour, arrivalsPerStep: [], agents: [3, 0], patienceSeconds: 60 });
    expect([...result.offered]).toEqual([0, 0]);
    expect(result.serviceLevelFraction[0]).toBe(1);
    expect(result.serviceLevelFraction[1]).toBe(0);
    expect([...result.occupancyFraction]).toEqual([0, 0]);
  });

  test('thousands of agents and thousands waiting stay within doubles', () => {
    const result = timeDependentQueue({
      ...hour,
      arrivalsPerStep: Array.from({ length: 30 }, () => 900),
      agents: [3300, 2500],
      patienceSeconds: 200,
      initialContacts: 3300,
    });
    expect(result.occupancyFraction[1]).toBeCloseTo(1, 6);
    const fluid = (900 / 60 - 2500 / 240) * 200;
    expect(result.queueAtEnd[1]).toBeGreaterThan(0.9 * fluid);
    expect(result.queueAtEnd[1]).toBeLessThan(1.02 * fluid);
  });

  test.each([
    [{ arrivalsPerStep: [NaN] }],
    [{ arrivalsPerStep: [-1] }],
    [{ patienceSeconds: 0 }],
    [{ averageHandleTimeSeconds: 0 }],
    [{ averageHandleTimeSeconds: [] }],
    [{ stepSeconds: 0 }],
    [{ stepsPerInterval: 1.5 }],
    [{ answerThresholdSeconds: -1 }],
  ])('rejects %o', (wrong) => {
    expect(() => timeDependentQueue({ ...hour, arrivalsPerStep: [1], agents: [1], ...wrong })).toThrow(
      RangeError,
    );
  });

  test.each([[[1.5]], [[-1]], [[NaN]]])('rejects agents %o', (agents) => {
    expect(() => timeDependentQueue({ ...hour, arrivalsPerStep: [1], agents })).toThrow(RangeError);
  });
});
