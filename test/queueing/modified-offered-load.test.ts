import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  modifiedOfferedLoad,
  modifiedOfferedLoadByInterval,
} from '../../src/queueing/modified-offered-load.ts';

const days = fc.record({
  arrivalsPerStep: fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 4, maxLength: 60 }),
  averageHandleTimeSeconds: fc.integer({ min: 20, max: 1200 }),
  initialLoad: fc.double({ min: 0, max: 300, noNaN: true }),
});

describe('modifiedOfferedLoad', () => {
  test('agrees with m(t) = ∫λ(s)·e^(−μ(t − s)) ds by small steps', () => {
    const arrivalsPerStep = [3, 9, 1, 0, 7, 7];
    const load = modifiedOfferedLoad({
      arrivalsPerStep,
      stepSeconds: 60,
      averageHandleTimeSeconds: 180,
      initialLoad: 5,
    });
    for (const [i, value] of load.entries()) {
      const end = (i + 1) * 60;
      let sum = 5 * Math.exp(-end / 180);
      for (let s = 0.005; s < end; s += 0.01) {
        sum += (arrivalsPerStep[Math.floor(s / 60)]! / 60) * Math.exp(-(end - s) / 180) * 0.01;
      }
      expect(value).toBeCloseTo(sum, 5);
    }
  });

  test('steady arrivals end at arrival rate × handle time and stay there', () => {
    const input = {
      arrivalsPerStep: Array.from({ length: 200 }, () => 4),
      stepSeconds: 60,
      averageHandleTimeSeconds: 150,
    };
    expect(modifiedOfferedLoad(input)[199]).toBeCloseTo(10, 9);
    const steady = modifiedOfferedLoadByInterval({ ...input, initialLoad: 10, stepsPerInterval: 30 });
    for (const { average, maximum } of steady) {
      expect(average).toBeCloseTo(10, 9);
      expect(maximum).toBeCloseTo(10, 9);
    }
  });

  test('the step does not matter: half steps with half the arrivals give the same load', () => {
    fc.assert(
      fc.property(days, (day) => {
        const whole = modifiedOfferedLoad({ ...day, stepSeconds: 60 });
        const arrivalsPerStep = day.arrivalsPerStep.flatMap((contacts) => [contacts / 2, contacts / 2]);
        const halves = modifiedOfferedLoad({ ...day, arrivalsPerStep, stepSeconds: 30 });
        for (const [i, load] of whole.entries()) expect(halves[2 * i + 1]).toBeCloseTo(load, 8);
      }),
    );
  });

  test('average within the maximum; work is conserved', () => {
    fc.assert(
      fc.property(days, (day) => {
        const input = { ...day, stepSeconds: 60, stepsPerInterval: 15 };
        const intervals = modifiedOfferedLoadByInterval(input);
        expect(intervals.length).toBe(Math.ceil(day.arrivalsPerStep.length / 15));
        for (const { average, maximum } of intervals) expect(average).toBeLessThanOrEqual(maximum + 1e-9);
        // Busy time = (started + in progress at the start − in progress at the end) × handle time.
        const steps = day.arrivalsPerStep.length;
        const busy = intervals.reduce(
          (sum, { average }, i) => sum + average * 60 * Math.min(15, steps - 15 * i),
          0,
        );
        const ends = modifiedOfferedLoad(input);
        const contacts = day.arrivalsPerStep.reduce((sum, value) => sum + value, 0);
        const finished = contacts + day.initialLoad - ends[steps - 1]!;
        expect(busy / (1 + finished * day.averageHandleTimeSeconds)).toBeCloseTo(
          (finished * day.averageHandleTimeSeconds) / (1 + finished * day.averageHandleTimeSeconds),
          8,
        );
      }),
    );
  });

  test('handle times by step', () => {
    const load = modifiedOfferedLoad({
      arrivalsPerStep: [0, 0],
      stepSeconds: 60,
      averageHandleTimeSeconds: [60, 120],
      initialLoad: 1,
    });
    expect(load[1]).toBeCloseTo(Math.exp(-1.5), 12);
  });
});
