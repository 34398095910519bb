import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regularizedGammaQ } from '../../src/numeric/incomplete-gamma.ts';
import { solveErlangA } from '../../src/queueing/erlang-a-state.ts';
import { erlangAWaitShares } from '../../src/queueing/erlang-a-waits.ts';
import { erlangA, erlangAServiceLevel, erlangAWaitPercentile } from '../../src/queueing/erlang-a.ts';
import { erlangB } from '../../src/queueing/erlang-b.ts';
import { erlangCPerformance, erlangCServiceLevel } from '../../src/queueing/erlang-c.ts';
import { serviceLevelOf } from '../../src/queueing/service-level.ts';
import { erlangAExact, toNumber } from './high-precision.ts';
import { chainFigures } from './markov-chain.ts';

const teams = fc.record({
  offeredLoad: fc.double({ min: 0.1, max: 300, noNaN: true }),
  agents: fc.integer({ min: 0, max: 350 }),
  averageHandleTimeSeconds: fc.integer({ min: 30, max: 900 }),
  patienceSeconds: fc.integer({ min: 5, max: 2000 }),
});

describe('erlangA against 150-digit arithmetic', () => {
  // Patience is a whole multiple of handle time over agents, so that the exact computation stays elementary.
  test.each([
    [10, 14, 180, 180, 20],
    [10, 8, 180, 90, 20],
    [48, 50, 60, 120, 20],
    [48, 46, 60, 120, 20],
    [100, 95, 240, 480, 20],
    [100, 60, 240, 48, 30],
    [200, 240, 240, 120, 10],
    [500, 480, 300, 150, 20],
    [2000, 2050, 60, 120, 5],
    [2000, 1900, 60, 60, 20],
  ])(
    '%d erlangs, %d agents, %d s, patience %d s, %d s to 1e-11',
    (load, agents, handleTime, patience, threshold) => {
      const input = {
        offeredLoad: load,
        agents,
        averageHandleTimeSeconds: handleTime,
        patienceSeconds: patience,
        answerThresholdSeconds: threshold,
      };
      const exact = erlangAExact(input);
      const result = erlangA(input);
      const relative = (value: number, expected: bigint): number => Math.abs(value / toNumber(expected) - 1);
      expect(relative(result.waitProbability, exact.waitProbability)).toBeLessThan(1e-11);
      expect(relative(result.abandonmentFraction, exact.abandonmentFraction)).toBeLessThan(1e-11);
      expect(relative(erlangAServiceLevel(input), exact.answeredInTime)).toBeLessThan(1e-11);
    },
  );
});

describe('erlangA against the Markov chain', () => {
  test('every figure, with real handle times and patience', () => {
    fc.assert(
      fc.property(
        fc.record({
          offeredLoad: fc.double({ min: 0.5, max: 40, noNaN: true }),
          agents: fc.integer({ min: 0, max: 45 }),
          averageHandleTimeSeconds: fc.integer({ min: 60, max: 400 }),
          patienceSeconds: fc.integer({ min: 20, max: 300 }),
        }),
        (team) => {
          const input = { ...team, answerThresholdSeconds: 20 };
          const lines =
            team.agents +
            Math.ceil(40 + (3 * team.offeredLoad * team.patienceSeconds) / team.averageHandleTimeSeconds);
          const chain = chainFigures({ ...input, lines });
          const result = erlangA(input);
          expect(result.waitProbability).toBeCloseTo(chain.waitProbability, 9);
          expect(result.abandonmentFraction).toBeCloseTo(chain.abandonmentFraction, 9);
          expect(result.averageQueue).toBeCloseTo(chain.averageQueue, 7);
          expect(result.occupancyFraction).toBeCloseTo(chain.occupancyFraction, 9);
          expect(result.averageSpeedOfAnswerSeconds).toBeCloseTo(chain.averageSpeedOfAnswerSeconds, 6);
          expect(erlangAServiceLevel(input)).toBeCloseTo(chain.answeredInTime, 6);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('2,000 erlangs, where uniformisation in time underflows', () => {
    const team = { offeredLoad: 2000, agents: 2050, averageHandleTimeSeconds: 60 };
    // Patience as long as a handle time: 0.9985 of callers are answered within a minute.
    const equal = { ...team, patienceSeconds: 60, answerThresholdSeconds: 60 };
    expect(erlangAServiceLevel(equal)).toBeCloseTo(0.9985, 5);
    // Patience of two handle times: those who do not hang up are all answered by then.
    const longer = { ...team, patienceSeconds: 120, answerThresholdSeconds: 60 };
    const chain = chainFigures({ ...longer, lines: 2450 });
    expect(erlangAServiceLevel(longer)).toBeCloseTo(chain.answeredInTime, 9);
    expect(erlangAServiceLevel(longer)).toBeCloseTo(0.998_989_63, 8);
  });
});

describe('erlangA identities', () => {
  test('patience as long as handle time: P(wait) = P(Poisson(A) ≥ n)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.integer({ min: 1, max: 550 }),
        (load, agents) => {
          const team = { offeredLoad: load, agents, averageHandleTimeSeconds: 100, patienceSeconds: 100 };
          const atLeast = 1 - regularizedGammaQ(agents, load);
          expect(Math.abs(erlangA(team).waitProbability - atLeast)).toBeLessThan(1e-11);
        },
      ),
    );
  });

  test('one agent, one erlang, patience as long as handle time: P(wait) = 1 − 1/e', () => {
    const team = { offeredLoad: 1, agents: 1, averageHandleTimeSeconds: 60, patienceSeconds: 60 };
    expect(erlangA(team).waitProbability).toBeCloseTo(1 - Math.exp(-1), 14);
  });

  test('mean wait = P(abandon)·patience; flow and occupancy balance; shares sum to 1', () => {
    fc.assert(
      fc.property(teams, fc.double({ min: 0, max: 600, noNaN: true }), (team, threshold) => {
        const result = erlangA(team);
        expect(result.averageWaitSeconds).toBeCloseTo(result.abandonmentFraction * team.patienceSeconds, 9);
        const answered = team.offeredLoad * (1 - result.abandonmentFraction);
        expect(result.occupancyFraction * team.agents).toBeCloseTo(team.agents === 0 ? 0 : answered, 7);
        const shares = erlangAWaitShares(solveErlangA(team), threshold);
        const sum =
          shares.answeredWithin + shares.answeredLater + shares.abandonedWithin + shares.abandonedLater;
        expect(sum).toBeCloseTo(1, 11);
        for (const share of Object.values(shares)) expect(share).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('mean wait of all is the integral of the share still waiting', () => {
    const team = { offeredLoad: 30, agents: 28, averageHandleTimeSeconds: 200, patienceSeconds: 150 };
    const state = solveErlangA(team);
    let integral = 0;
    const h = 0.25;
    for (let t = h / 2; t < 1200; t += h) {
      const { answeredLater, abandonedLater } = erlangAWaitShares(state, t);
      integral += h * (answeredLater + abandonedLater);
    }
    expect(integral).toBeCloseTo(erlangA(team).averageWaitSeconds, 4);
  });

  test('endless patience is Erlang C, no patience is Erlang B', () => {
    const team = { offeredLoad: 10, agents: 12, averageHandleTimeSeconds: 240 };
    const patient = erlangA({ ...team, patienceSeconds: 1e13 });
    const c = erlangCPerformance(team);
    if (c.overloaded) throw new Error('a stable team');
    expect(patient.waitProbability).toBeCloseTo(c.waitProbability, 9);
    expect(patient.averageSpeedOfAnswerSeconds).toBeCloseTo(c.averageSpeedOfAnswerSeconds, 6);
    expect(erlangAServiceLevel({ ...team, patienceSeconds: 1e13, answerThresholdSeconds: 20 })).toBeCloseTo(
      erlangCServiceLevel({ ...team, answerThresholdSeconds: 20 }) ?? NaN,
      9,
    );
    for (const agents of [8, 12]) {
      const impatient = erlangA({ ...team, agents, patienceSeconds: 0 });
      expect(impatient.abandonmentFraction).toBeCloseTo(erlangB(10, agents), 12);
      expect(erlangA({ ...team, agents, patienceSeconds: 1e-7 }).abandonmentFraction).toBeCloseTo(
        erlangB(10, agents),
        6,
      );
    }
  });

  test('service level rises, abandonment and waits fall with each agent', () => {
    fc.assert(
      fc.property(teams, (team) => {
        const more = { ...team, agents: team.agents + 1 };
        const few = erlangA(team);
        const many = erlangA(more);
        expect(many.abandonmentFraction).toBeLessThanOrEqual(few.abandonmentFraction + 1e-12);
        expect(many.waitProbability).toBeLessThanOrEqual(few.waitProbability + 1e-12);
        for (const serviceLevelDefinition of [
          'offered',
          'offered-less-short-abandons',
          'answered',
          'waited',
        ] as const) {
          const level = (input: typeof team): number =>
            erlangAServiceLevel({ ...input, answerThresholdSeconds: 20, serviceLevelDefinition });
          expect(level(more)).toBeGreaterThanOrEqual(level(team) - 1e-12);
        }
      }),
    );
  });
});

describe('erlangA at its edges', () => {
  test('no agents: everybody waits and hangs up', () => {
    const team = { offeredLoad: 10, agents: 0, averageHandleTimeSeconds: 240, patienceSeconds: 90 };
    expect(erlangA(team)).toMatchObject({
      waitProbability: 1,
      abandonmentFraction: 1,
      averageWaitSeconds: 90,
    });
    expect(erlangAServiceLevel({ ...team, answerThresholdSeconds: 20 })).toBe(0);
  });

  test.each([
    [1e6, 1e6],
    [1e6, 5e5],
    [1e6, 1.2e6],
    [1e-6, 1],
    [1e-6, 0],
    [1e6, 1],
    [0, 5],
    [0, 0],
  ])('%d erlangs, %d agents: finite shares that balance', (offeredLoad, agents) => {
    for (const patienceSeconds of [0.01, 90, 1e7]) {
      const team = { offeredLoad, agents, averageHandleTimeSeconds: 240, patienceSeconds };
      const result = erlangA(team);
      for (const value of Object.values(result)) expect(Number.isFinite(value)).toBe(true);
      const fluid = offeredLoad > agents ? 1 - agents / offeredLoad : 0;
      expect(result.abandonmentFraction).toBeGreaterThanOrEqual(fluid * (1 - 1e-9));
      const shares = erlangAWaitShares(solveErlangA(team), 20);
      expect(shares.answeredWithin + shares.answeredLater).toBeCloseTo(1 - result.abandonmentFraction, 9);
    }
  });

  test('real agents lie between whole ones', () => {
    fc.assert(
      fc.property(teams, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (team, part) => {
        const between = erlangA({ ...team, agents: team.agents + part }).abandonmentFraction;
        expect(between).toBeLessThanOrEqual(erlangA(team).abandonmentFraction + 1e-12);
        expect(between).toBeGreaterThanOrEqual(
          erlangA({ ...team, agents: team.agents + 1 }).abandonmentFraction - 1e-12,
        );
      }),
    );
  });

  test.each([NaN, -1, Infinity])('rejects a patience of %d', (patienceSeconds) => {
    const team = { offeredLoad: 10, agents: 5, averageHandleTimeSeconds: 240, patienceSeconds };
    expect(() => erlangA(team)).toThrow(RangeError);
  });
});

describe('the definitions of service level', () => {
  test('.943, .972, .973, .973 on one system', () => {
    const state = solveErlangA({
      offeredLoad: 48,
      agents: 50,
      averageHandleTimeSeconds: 60,
      patienceSeconds: 120,
    });
    const shares = erlangAWaitShares(state, 20);
    expect(serviceLevelOf(shares, 'offered')).toBeCloseTo(0.943_02, 5);
    expect(serviceLevelOf(shares, 'offered-less-short-abandons')).toBeCloseTo(0.972_03, 5);
    expect(serviceLevelOf(shares, 'answered')).toBeCloseTo(0.973_1, 5);
    expect(serviceLevelOf(shares, 'waited')).toBeCloseTo(0.972_86, 5);
  });
});

describe('erlangAWaitPercentile', () => {
  test('undoes the distribution it is a percentile of', () => {
    fc.assert(
      fc.property(teams, fc.double({ min: 0.5, max: 0.99, noNaN: true }), (team, waitFraction) => {
        fc.pre(team.agents > 0);
        const state = solveErlangA(team);
        const all = erlangAWaitPercentile({ ...team, waitFraction, of: 'all' });
        const after = erlangAWaitShares(state, all);
        const late = after.answeredLater + after.abandonedLater;
        if (all > 0) expect(late).toBeCloseTo(1 - waitFraction, 9);
        else expect(late).toBeLessThanOrEqual(1 - waitFraction + 1e-12);
        const answered = erlangAWaitPercentile({ ...team, waitFraction, of: 'answered' });
        const share = erlangAWaitShares(state, answered);
        const lateShare = share.answeredLater / (share.answeredLater + share.answeredWithin);
        if (answered > 0) expect(lateShare).toBeCloseTo(1 - waitFraction, 9);
        expect(erlangAWaitPercentile({ ...team, waitFraction, of: 'virtual' })).toBeGreaterThanOrEqual(
          all - 1e-9,
        );
      }),
    );
  });
});
