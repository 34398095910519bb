import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erlangB } from '../../src/queueing/erlang-b.ts';
import {
  erlangC,
  erlangCAverageSpeedOfAnswer,
  erlangCPerformance,
  erlangCServiceLevel,
  erlangCWaitPercentile,
} from '../../src/queueing/erlang-c.ts';
import { erlangCExact, toNumber } from './high-precision.ts';

const stableTeams = fc
  .tuple(fc.double({ min: 1e-6, max: 1000, noNaN: true }), fc.integer({ min: 1, max: 60 }))
  .map(([offeredLoad, spare]) => ({ offeredLoad, agents: Math.floor(offeredLoad) + spare }));

describe('erlangC', () => {
  test.each([
    [1, 2],
    [10, 11],
    [10, 14],
    [48, 50],
    [200, 209],
    [950, 1000],
    [1999.5, 2000],
  ])('%d erlangs, %d agents agrees with 150-digit arithmetic to 1e-12', (load, agents) => {
    expect(Math.abs(erlangC(load, agents) / toNumber(erlangCExact(load, agents)) - 1)).toBeLessThan(1e-12);
  });

  test('one agent: the probability of waiting is the load', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.999_999, noNaN: true }), (load) => {
        expect(erlangC(load, 1)).toBeCloseTo(load, 12);
      }),
    );
  });

  test('never below Erlang B, between 0 and 1, and equal to n·B/(n − A(1 − B))', () => {
    fc.assert(
      fc.property(stableTeams, ({ offeredLoad, agents }) => {
        const blocking = erlangB(offeredLoad, agents);
        const wait = erlangC(offeredLoad, agents);
        expect(wait).toBeGreaterThanOrEqual(blocking - 1e-300);
        expect(wait).toBeLessThanOrEqual(1);
        const classic = (agents * blocking) / (agents - offeredLoad * (1 - blocking));
        expect(Math.abs(wait - classic)).toBeLessThanOrEqual(1e-9 * wait + 1e-300);
      }),
    );
  });

  test('holds at 1e6 erlangs and at 1e-6', () => {
    // Halfin and Whitt: with n = A + β√A, P(wait) → 1/(1 + βΦ(β)/φ(β)); β = 1 gives 0.223361 in the limit.
    expect(erlangC(1e6, 1_001_000)).toBeCloseTo(0.2234, 3);
    expect(erlangC(1e-6, 1)).toBeCloseTo(1e-6, 15);
  });
});

describe('Erlang C figures', () => {
  test('10 erlangs, 13 agents, 180 s is 79.56 %: fails 80/20, and 14 pass', () => {
    const team = { offeredLoad: 10, averageHandleTimeSeconds: 180, answerThresholdSeconds: 20 };
    expect(erlangCServiceLevel({ ...team, agents: 13 })).toBeCloseTo(0.7956, 4);
    expect(erlangCServiceLevel({ ...team, agents: 14 })).toBeGreaterThan(0.8);
  });

  test.each([
    [10, 10],
    [10, 9.5],
    [10, 0],
  ])('%d erlangs, %d agents: overloaded, without a single figure', (offeredLoad, agents) => {
    const team = { offeredLoad, agents, averageHandleTimeSeconds: 180 };
    expect(erlangCPerformance({ ...team, answerThresholdSeconds: 20 })).toEqual({ overloaded: true });
    expect(erlangCServiceLevel({ ...team, answerThresholdSeconds: 20 })).toBeUndefined();
    expect(erlangCAverageSpeedOfAnswer(team)).toBeUndefined();
    expect(erlangCWaitPercentile({ ...team, waitFraction: 0.9 })).toBeUndefined();
  });

  test('without load everybody is answered at once', () => {
    const idle = erlangCPerformance({
      offeredLoad: 0,
      agents: 0,
      averageHandleTimeSeconds: 60,
      answerThresholdSeconds: 0,
    });
    expect(idle).toMatchObject({ waitProbability: 0, serviceLevelFraction: 1, averageQueue: 0 });
  });

  test("Little's law, service level at its ends, and percentiles as its inverse", () => {
    fc.assert(
      fc.property(stableTeams, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (team, waitFraction) => {
        const input = { ...team, averageHandleTimeSeconds: 200 };
        const result = erlangCPerformance(input);
        if (result.overloaded) throw new Error('a stable team');
        const arrivals = team.offeredLoad / 200;
        const byLittle = arrivals * result.averageSpeedOfAnswerSeconds;
        expect(Math.abs(result.averageQueue - byLittle)).toBeLessThanOrEqual(1e-12 * byLittle);
        expect(erlangCServiceLevel({ ...input, answerThresholdSeconds: 0 })).toBeCloseTo(
          1 - result.waitProbability,
          12,
        );
        const wait = erlangCWaitPercentile({ ...input, waitFraction }) ?? NaN;
        const level = erlangCServiceLevel({ ...input, answerThresholdSeconds: wait }) ?? NaN;
        if (wait > 0) expect(level).toBeCloseTo(waitFraction, 9);
        else expect(level).toBeGreaterThanOrEqual(waitFraction - 1e-12);
      }),
    );
  });

  test('service level never falls as agents are added', () => {
    fc.assert(
      fc.property(stableTeams, ({ offeredLoad, agents }) => {
        const team = { offeredLoad, averageHandleTimeSeconds: 240, answerThresholdSeconds: 20 };
        const fewer = erlangCServiceLevel({ ...team, agents }) ?? 0;
        expect(erlangCServiceLevel({ ...team, agents: agents + 1 })).toBeGreaterThanOrEqual(fewer);
        expect(erlangCServiceLevel({ ...team, agents: agents + 0.5 })).toBeGreaterThanOrEqual(fewer);
      }),
    );
  });
});
