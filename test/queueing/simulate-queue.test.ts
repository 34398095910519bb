import { describe, expect, test } from 'vitest';
import { erlangA, erlangAServiceLevel } from '../../src/queueing/erlang-a.ts';
import { createEventHeap } from '../../src/queueing/event-heap.ts';
import { simulateQueue, summariseSimulation } from '../../src/queueing/simulate-queue.ts';
import { simulateReplication } from '../../src/queueing/simulate-replication.ts';
import type { SimulatedChannel, SimulationInput } from '../../src/queueing/simulation-input.ts';
import { createWaitingLine } from '../../src/queueing/waiting-line.ts';

const hours = 60;
const phone: SimulatedChannel = {
  name: 'phone',
  arrivalsPerStep: Array.from({ length: hours }, () => 150),
  averageHandleTimeSeconds: 240,
  patienceSeconds: 120,
  answerThresholdSeconds: 20,
};
const team: SimulationInput = {
  channels: [phone],
  stepSeconds: 3600,
  stepsPerInterval: hours,
  agents: [11],
  seed: 5,
};

describe('simulateQueue', () => {
  test('agrees with Erlang A within its own error', () => {
    const { team: measured } = simulateQueue(team, 30);
    const input = {
      offeredLoad: 10,
      agents: 11,
      averageHandleTimeSeconds: 240,
      patienceSeconds: 120,
      answerThresholdSeconds: 20,
    };
    const exact = erlangA(input);
    const pairs = [
      [exact.abandonmentFraction, measured.abandonmentFraction],
      [exact.occupancyFraction, measured.occupancyFraction],
      [exact.averageQueue, measured.averageQueue],
      [exact.averageWaitSeconds, measured.averageWaitSeconds],
      [exact.averageSpeedOfAnswerSeconds, measured.averageSpeedOfAnswerSeconds],
      [erlangAServiceLevel(input), measured.serviceLevelFraction],
    ] as const;
    for (const [value, { mean, halfWidth95 }] of pairs) {
      expect(halfWidth95).toBeLessThan(0.05 * value);
      expect(Math.abs(mean - value)).toBeLessThan(1.8 * halfWidth95);
    }
  });

  test('the same seed gives the same result, another seed another', () => {
    expect(simulateQueue(team, 2)).toEqual(simulateQueue(team, 2));
    expect(simulateQueue({ ...team, seed: 6 }, 2)).not.toEqual(simulateQueue(team, 2));
  });

  test('confidence intervals cover the truth about as often as they say, and narrow with √replications', () => {
    const short = {
      ...team,
      channels: [{ ...phone, arrivalsPerStep: [150, 150, 150, 150] }],
      stepsPerInterval: 4,
    };
    const truth = simulateQueue({ ...short, seed: 1000 }, 1000).team.occupancyFraction.mean;
    let covered = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const { mean, halfWidth95 } = simulateQueue({ ...short, seed }, 8).team.occupancyFraction;
      if (Math.abs(mean - truth) <= halfWidth95) covered += 1;
    }
    // 95 of 100 with a standard error of 2.2.
    expect(covered).toBeGreaterThan(86);
    const wide = simulateQueue(short, 15).team.occupancyFraction.halfWidth95;
    const narrow = simulateQueue(short, 240).team.occupancyFraction.halfWidth95;
    expect(wide / narrow).toBeGreaterThan(2.5);
    expect(wide / narrow).toBeLessThan(6);
  });

  test('log-normal handle times of the same mean and less variation shorten the waits (Allen and Cunneen)', () => {
    const patient = { ...phone, patienceSeconds: undefined };
    const wait = (channel: SimulatedChannel): number =>
      simulateQueue({ ...team, channels: [channel], agents: [12] }, 30).team.averageWaitSeconds.mean;
    const exponential = wait(patient);
    const steady = wait({ ...patient, handleTimes: 'log-normal', handleTimeVariation: 0.3 });
    // Waits go with (1 + variation²)/2.
    expect(steady / exponential).toBeGreaterThan(0.42);
    expect(steady / exponential).toBeLessThan(0.7);
  });

  test('a channel with priority waits less, and together they wait as one', () => {
    const half = { ...phone, patienceSeconds: undefined, arrivalsPerStep: phone.arrivalsPerStep };
    const split = (priority: number, name: string): SimulatedChannel => ({
      ...half,
      name,
      priority,
      arrivalsPerStep: Array.from({ length: hours }, () => 75),
    });
    const two = simulateQueue(
      { ...team, agents: [12], channels: [split(1, 'first'), split(2, 'second')] },
      30,
    );
    const one = simulateQueue({ ...team, agents: [12], channels: [half] }, 30);
    const [first, second] = two.channels.map(({ contacts }) => contacts.averageWaitSeconds.mean);
    // M/M/n with two classes (Cobham): W1 = W·(1 − ρ)/(1 − ρ1), W2 = W1/(1 − ρ), ρ = 10/12.
    const { mean } = one.team.averageWaitSeconds;
    expect(first! / mean).toBeCloseTo(1 / 6 / (7 / 12), 1);
    expect(second! / first!).toBeCloseTo(6, 0);
    const { mean: together, halfWidth95 } = two.team.averageWaitSeconds;
    expect(Math.abs(together - mean)).toBeLessThan(
      2 * (halfWidth95 + one.team.averageWaitSeconds.halfWidth95),
    );
  });

  test('retries raise the offered contacts by the attempts of those who hung up', () => {
    const { team: measured } = simulateQueue({ ...team, channels: [{ ...phone, retryFraction: 0.5 }] }, 20);
    const { retriedFraction, abandonmentFraction } = measured;
    expect(retriedFraction.mean).toBeCloseTo(0.5 * abandonmentFraction.mean, 2);
    expect(measured.offered.mean).toBeGreaterThan(150 * hours * 1.02);
  });

  test('callbacks take callers out of the line in a peak and come back in the trough', () => {
    const arrivalsPerStep = Array.from({ length: 8 }, (_, hour) => (hour < 2 ? 250 : 60));
    const input = {
      ...team,
      stepsPerInterval: 8,
      channels: [{ ...phone, patienceSeconds: 600, arrivalsPerStep }],
    };
    const without = simulateQueue(input, 40).team;
    const callback = { offerAboveSeconds: 60, acceptanceFraction: 0.7, reservedAgents: 2 };
    const offered = { ...input, channels: [{ ...phone, patienceSeconds: 600, arrivalsPerStep, callback }] };
    const with_ = simulateQueue(offered, 40).team;
    expect(with_.callbackFraction.mean).toBeGreaterThan(0.1);
    expect(with_.abandonmentFraction.mean).toBeLessThan(0.5 * without.abandonmentFraction.mean);
    expect(with_.averageWaitSeconds.mean).toBeLessThan(0.5 * without.averageWaitSeconds.mean);
    expect(with_.callbackDelaySeconds.mean).toBeGreaterThan(600);
    const tally = simulateReplication(offered, 0).channels[0]!;
    expect(tally.callbacksReturned[0]).toBe(tally.callbacks[0]);
  });

  test('simultaneous ringing waits less than one by one, and ringing counts as waiting', () => {
    const calm = { ...team, agents: [16] };
    const wait = (strategy: 'one-by-one' | 'simultaneous'): number =>
      simulateQueue({ ...calm, ringing: { strategy, pickUpSeconds: 8 } }, 10).team.averageSpeedOfAnswerSeconds
        .mean;
    const direct = simulateQueue(calm, 10).team.averageSpeedOfAnswerSeconds.mean;
    expect(wait('one-by-one') - direct).toBeGreaterThan(7);
    expect(wait('one-by-one') - direct).toBeLessThan(11);
    expect(wait('simultaneous')).toBeLessThan(0.6 * wait('one-by-one'));
    expect(wait('simultaneous')).toBeGreaterThan(direct);
  });

  test('every contact ends one way, whatever happens', () => {
    const messy: SimulationInput = {
      channels: [
        { ...phone, retryFraction: 0.3, callback: { offerAboveSeconds: 90, acceptanceFraction: 0.5 } },
        { ...phone, name: 'chat', handleTimes: 'log-normal', priority: 1, arrivalsPerStep: [80, 200, 0, 90] },
      ],
      stepSeconds: 3600,
      stepsPerInterval: 1,
      agents: [12, 0, 20, 9],
      ringing: { strategy: 'one-by-one', pickUpSeconds: 5 },
      queueAtClosing: 'leaves',
      seed: 3,
    };
    for (let replication = 0; replication < 5; replication += 1) {
      for (const tally of simulateReplication(messy, replication).channels) {
        for (const interval of [0, 1, 2, 3]) {
          const ends = tally.answered[interval]! + tally.abandoned[interval]! + tally.sentAway[interval]!;
          expect(ends + tally.callbacks[interval]!).toBe(tally.offered[interval]);
        }
      }
    }
  });

  test('replications can be run one at a time', () => {
    const tallies = [0, 1, 2].map((replication) => simulateReplication(team, replication));
    expect(summariseSimulation(team, tallies)).toEqual(simulateQueue(team, 3));
  });
});

describe('createEventHeap', () => {
  test('gives events in order of time, equal times in order of entry', () => {
    const heap = createEventHeap();
    const times = Array.from({ length: 500 }, (_, i) => (i * 7919) % 101);
    for (const [i, time] of times.entries()) heap.push(time, i);
    const expected = times.map((time, i) => ({ time, i })).sort((a, b) => a.time - b.time || a.i - b.i);
    for (const { time, i } of expected) {
      expect(heap.pop()).toBe(true);
      expect([heap.time(), heap.event()]).toEqual([time, i]);
    }
    expect(heap.pop()).toBe(false);
  });
});

describe('createWaitingLine', () => {
  test('lower numbers first, then first come first served; who leaves is not called', () => {
    const line = createWaitingLine([2, 1, 2]);
    for (const [channel, contact] of [
      [0, 10],
      [2, 11],
      [1, 12],
      [0, 13],
      [1, 14],
    ] as const) {
      line.join(channel, contact);
    }
    expect([line.aheadOf(1), line.aheadOf(0)]).toEqual([2, 5]);
    line.leave(2, 11);
    expect(line.size()).toBe(4);
    expect([line.next(), line.next(), line.next(), line.next(), line.next()]).toEqual([
      12,
      14,
      10,
      13,
      undefined,
    ]);
  });
});
