import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erlangA, erlangAServiceLevel } from '../../src/queueing/erlang-a.ts';
import { erlangB, extendedErlangB } from '../../src/queueing/erlang-b.ts';
import { erlangCPerformance } from '../../src/queueing/erlang-c.ts';
import { erlangX } from '../../src/queueing/erlang-x.ts';
import { finiteQueue } from '../../src/queueing/finite-queue.ts';
import { estimatePatience } from '../../src/queueing/patience.ts';
import { simulateQueue } from '../../src/queueing/simulate-queue.ts';
import { chainFigures } from './markov-chain.ts';

describe('finiteQueue', () => {
  test('agrees with the Markov chain in every figure', () => {
    fc.assert(
      fc.property(
        fc.record({
          offeredLoad: fc.double({ min: 0.2, max: 60, noNaN: true }),
          agents: fc.integer({ min: 0, max: 30 }),
          averageHandleTimeSeconds: fc.integer({ min: 60, max: 400 }),
          patienceSeconds: fc.integer({ min: 20, max: 300 }),
          places: fc.integer({ min: 0, max: 25 }),
        }),
        ({ places, ...team }) => {
          const input = { ...team, lines: team.agents + places, answerThresholdSeconds: 20 };
          const chain = chainFigures(input);
          const result = finiteQueue(input);
          expect(result.blockingProbability).toBeCloseTo(chain.blockingProbability, 11);
          expect(result.waitProbability).toBeCloseTo(chain.waitProbability, 11);
          expect(result.abandonmentFraction).toBeCloseTo(chain.abandonmentFraction, 11);
          expect(result.averageQueue).toBeCloseTo(chain.averageQueue, 9);
          expect(result.occupancyFraction).toBeCloseTo(chain.occupancyFraction, 11);
          expect(result.averageSpeedOfAnswerSeconds).toBeCloseTo(chain.averageSpeedOfAnswerSeconds, 7);
          expect(result.serviceLevelFraction).toBeCloseTo(chain.answeredInTime, 6);
        },
      ),
    );
  });

  test('no waiting places is Erlang B; very many are Erlang A, and without hang-ups Erlang C', () => {
    const team = { offeredLoad: 48, agents: 52, averageHandleTimeSeconds: 60, answerThresholdSeconds: 20 };
    expect(finiteQueue({ ...team, lines: 52 }).blockingProbability).toBeCloseTo(erlangB(48, 52), 13);
    const impatient = finiteQueue({ ...team, patienceSeconds: 120, lines: 2000 });
    expect(impatient.serviceLevelFraction).toBeCloseTo(
      erlangAServiceLevel({ ...team, patienceSeconds: 120 }),
      11,
    );
    const c = erlangCPerformance(team);
    if (c.overloaded) throw new Error('a stable team');
    const patient = finiteQueue({ ...team, lines: 3000 });
    expect(patient.serviceLevelFraction).toBeCloseTo(c.serviceLevelFraction ?? NaN, 11);
    expect(patient.averageSpeedOfAnswerSeconds).toBeCloseTo(c.averageSpeedOfAnswerSeconds, 8);
  });

  test('finite and in balance from 1e-6 to 1e6 erlangs', () => {
    for (const offeredLoad of [0, 1e-6, 1, 1e6]) {
      for (const [agents, lines] of [
        [1, 1],
        [2, 10],
        [500, 1500],
        [0, 5],
      ] as const) {
        for (const patienceSeconds of [undefined, 60]) {
          const result = finiteQueue({
            offeredLoad,
            agents,
            lines,
            averageHandleTimeSeconds: 180,
            patienceSeconds,
          });
          const lost = result.blockingProbability + result.abandonmentFraction;
          const carried = result.occupancyFraction * agents;
          if (agents > 0)
            expect(Math.abs(carried - offeredLoad * (1 - lost))).toBeLessThan(1e-8 * (1 + offeredLoad));
          for (const value of Object.values(result)) {
            if (value !== undefined) expect(Number.isFinite(value)).toBe(true);
          }
        }
      }
    }
  });

  test('rejects fewer lines than agents', () => {
    expect(() => finiteQueue({ offeredLoad: 1, agents: 3, lines: 2, averageHandleTimeSeconds: 60 })).toThrow(
      RangeError,
    );
  });
});

describe('erlangX', () => {
  const team = { offeredLoad: 48, agents: 46, averageHandleTimeSeconds: 60, answerThresholdSeconds: 20 };

  test('without retries and with endless lines it is Erlang A', () => {
    const result = erlangX({ ...team, patienceSeconds: 120, retryFraction: 0 });
    const a = erlangA({ ...team, patienceSeconds: 120 });
    expect(result).toMatchObject({ overloaded: false, totalOfferedLoad: 48, attemptsPerCaller: 1 });
    if (result.overloaded) throw new Error('Erlang A has a steady state');
    expect(result.abandonmentFraction).toBe(a.abandonmentFraction);
    expect(result.lostCallersFraction).toBeCloseTo(a.abandonmentFraction, 14);
  });

  test('without waiting places it is extended Erlang B', () => {
    const input = { offeredLoad: 180, agents: 200, averageHandleTimeSeconds: 180 };
    const x = erlangX({ ...input, lines: 200, retryFraction: 0.7 });
    const b = extendedErlangB({ offeredLoad: 180, lines: 200, retryFraction: 0.7 });
    if (x.overloaded) throw new Error('a loss system has a steady state');
    expect(x.totalOfferedLoad).toBeCloseTo(b?.totalOfferedLoad ?? NaN, 8);
    expect(x.blockingProbability).toBeCloseTo(b?.blockingProbability ?? NaN, 10);
  });

  test('the total load satisfies its fixed point, and callers are answered or lost', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 0, max: 30 }),
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        (offeredLoad, agents, places, retryFraction) => {
          const input = {
            offeredLoad,
            agents,
            averageHandleTimeSeconds: 200,
            patienceSeconds: 90,
            retryFraction,
          };
          const result = erlangX({ ...input, lines: agents + places });
          if (result.overloaded) throw new Error('retry share below 1');
          const lost = result.blockingProbability + result.abandonmentFraction;
          const total = offeredLoad + retryFraction * result.totalOfferedLoad * lost;
          expect(Math.abs(result.totalOfferedLoad - total)).toBeLessThan(1e-8 * total);
          const answeredCallers = (result.totalOfferedLoad * (1 - lost)) / offeredLoad;
          expect(answeredCallers + result.lostCallersFraction).toBeCloseTo(1, 8);
        },
      ),
    );
  });

  test('overloaded only where no finite load satisfies it', () => {
    expect(erlangX({ ...team, retryFraction: 0 }).overloaded).toBe(true);
    expect(erlangX({ ...team, patienceSeconds: 120, retryFraction: 1 }).overloaded).toBe(true);
    expect(erlangX({ ...team, patienceSeconds: 120, retryFraction: 0.99 }).overloaded).toBe(false);
    expect(erlangX({ ...team, agents: 50, retryFraction: 1 }).overloaded).toBe(false);
  });

  test('agrees with a simulation in which those who hang up call again hours later', () => {
    const hours = 300;
    const team = {
      averageHandleTimeSeconds: 240,
      patienceSeconds: 120,
      answerThresholdSeconds: 20,
      retryFraction: 0.6,
    };
    const { team: measured } = simulateQueue(
      {
        channels: [
          {
            ...team,
            name: 'phone',
            arrivalsPerStep: Array.from({ length: hours }, () => 10 * 15),
            // Soon repeated calls come in waves, which the fixed point leaves out.
            retryDelaySeconds: 7200,
          },
        ],
        stepSeconds: 3600,
        stepsPerInterval: hours,
        agents: [10],
        seed: 11,
      },
      10,
    );
    const exact = erlangX({ ...team, offeredLoad: 10, agents: 10 });
    if (exact.overloaded) throw new Error('Erlang A has a steady state');
    const { abandonmentFraction, serviceLevelFraction } = measured;
    // Ten replications leave a half-width of about 0.002; twice that is four standard errors.
    expect(abandonmentFraction.halfWidth95).toBeLessThan(0.005);
    expect(Math.abs(abandonmentFraction.mean - exact.abandonmentFraction)).toBeLessThan(
      2 * abandonmentFraction.halfWidth95,
    );
    const levelGap = Math.abs(serviceLevelFraction.mean - (exact.serviceLevelFraction ?? NaN));
    expect(levelGap).toBeLessThan(2 * serviceLevelFraction.halfWidth95);
    expect(measured.offered.mean / (hours * 150)).toBeCloseTo(exact.attemptsPerCaller, 1);
  });
});

describe('estimatePatience', () => {
  test('total waiting time over abandonments, absent where nobody hung up', () => {
    expect(estimatePatience(12_000, 100)).toBe(120);
    expect(estimatePatience(500, 0)).toBeUndefined();
    expect(estimatePatience(0, 4)).toBeUndefined();
  });

  test('gives back the patience of Erlang A', () => {
    const team = { offeredLoad: 30, agents: 27, averageHandleTimeSeconds: 200, patienceSeconds: 75 };
    const { averageWaitSeconds, abandonmentFraction } = erlangA(team);
    expect(estimatePatience(averageWaitSeconds * 1e6, abandonmentFraction * 1e6)).toBeCloseTo(75, 9);
  });
});
