import { describe, expect, it } from 'vitest';
import { gaussianQueue } from '../../src/queueing/gaussian-queue.ts';
import { timeDependentQueue } from '../../src/queueing/time-dependent-queue.ts';

/** Two hours around a burst: 0.9 load, then `surge` more contacts with a half-life of five minutes, then 0.9 again. */
function plan(agents: number, surge: number, handleTime = 240) {
  const perMinute = (0.9 * agents * 60) / handleTime;
  const share = (t: number): number => (t <= 0 ? 0 : 1 - 2 ** (-t / 5));
  return {
    arrivalsPerStep: Array.from(
      { length: 120 },
      (_, minute) => perMinute + surge * (share(minute - 29) - share(minute - 30)),
    ),
    stepSeconds: 60,
    stepsPerInterval: 30,
    agents: [agents, agents, agents, agents],
    averageHandleTimeSeconds: handleTime,
    patienceSeconds: 120,
    answerThresholdSeconds: 20,
    queueAtClosing: 'leaves',
  } as const;
}

describe('gaussianQueue', () => {
  for (const agents of [150, 300, 600]) {
    for (const surge of [0, agents / 2, 2 * agents]) {
      it(`is near the exact queue: ${agents} agents, ${surge} contacts in a burst`, () => {
        const exact = timeDependentQueue(plan(agents, surge));
        const approximate = gaussianQueue(plan(agents, surge));
        for (let interval = 0; interval < 4; interval++) {
          expect(
            Math.abs(approximate.serviceLevelFraction[interval]! - exact.serviceLevelFraction[interval]!),
          ).toBeLessThan(0.008);
          expect(
            Math.abs(approximate.abandonmentFraction[interval]! - exact.abandonmentFraction[interval]!),
          ).toBeLessThan(0.008);
          expect(
            Math.abs(approximate.occupancyFraction[interval]! - exact.occupancyFraction[interval]!),
          ).toBeLessThan(0.01);
        }
      });
    }
  }

  it('sends those who wait at closing away and lets nobody in', () => {
    const closing = { ...plan(300, 600), agents: [300, 300, 0, 0] };
    const queue = gaussianQueue({
      ...closing,
      arrivalsPerStep: closing.arrivalsPerStep.map((contacts, minute) => (minute < 60 ? contacts : 0)),
    });
    expect(queue.offered[2]).toBe(0);
    expect(queue.longestQueue[2]).toBe(0);
    expect(queue.occupancyFraction[3]).toBe(0);
    for (const values of Object.values(queue))
      expect([...values].every((value) => value === undefined || Number.isFinite(value))).toBe(true);
  });
});
