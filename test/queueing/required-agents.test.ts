import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queueFigures } from '../../src/queueing/queue-model.ts';
import type { QueueModelInput } from '../../src/queueing/queue-model.ts';
import { isMissed, targetGaps } from '../../src/queueing/queue-targets.ts';
import type { QueueTargets } from '../../src/queueing/queue-targets.ts';
import { loadForAgents, requiredAgents, requiredAgentsExact } from '../../src/queueing/required-agents.ts';

const eightyTwenty = { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 };

const models: fc.Arbitrary<QueueModelInput> = fc.oneof(
  fc.record({
    model: fc.constantFrom('c' as const),
    averageHandleTimeSeconds: fc.integer({ min: 30, max: 900 }),
  }),
  fc.record({
    model: fc.constant('a' as const),
    averageHandleTimeSeconds: fc.integer({ min: 30, max: 900 }),
    patienceSeconds: fc.integer({ min: 5, max: 1000 }),
  }),
);

const targetSets: fc.Arbitrary<QueueTargets> = fc.record({
  serviceLevelFraction: fc.option(fc.double({ min: 0.1, max: 0.99, noNaN: true }), { nil: undefined }),
  answerThresholdSeconds: fc.integer({ min: 0, max: 120 }),
  averageSpeedOfAnswerSeconds: fc.option(fc.double({ min: 0.5, max: 300, noNaN: true }), { nil: undefined }),
  occupancyFraction: fc.option(fc.double({ min: 0.3, max: 0.99, noNaN: true }), { nil: undefined }),
  abandonmentFraction: fc.option(fc.double({ min: 0.001, max: 0.5, noNaN: true }), { nil: undefined }),
});

const loads = fc.double({ min: 1e-3, max: 400, noNaN: true });

function meets(model: QueueModelInput, offeredLoad: number, agents: number, targets: QueueTargets): boolean {
  const figures = queueFigures(model, { offeredLoad, agents, targets });
  return figures !== undefined && !targetGaps(figures, targets).some(isMissed);
}

describe('requiredAgents', () => {
  test('is the smallest number that meets every target, found the long way', () => {
    fc.assert(
      fc.property(
        models,
        fc.double({ min: 1e-3, max: 60, noNaN: true }),
        targetSets,
        (model, offeredLoad, targets) => {
          const found = requiredAgents({ ...model, offeredLoad, targets });
          let agents = 0;
          while (!meets(model, offeredLoad, agents, targets)) agents += 1;
          expect(found?.agents).toBe(agents);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('the binding target is one that an agent fewer misses', () => {
    fc.assert(
      fc.property(models, loads, targetSets, (model, offeredLoad, targets) => {
        const found = requiredAgents({ ...model, offeredLoad, targets });
        if (found === undefined || found.agents === 0) return;
        const agents = found.agents - 1;
        const figures = queueFigures(model, { offeredLoad, agents, targets });
        if (figures === undefined) expect(found.bindingTarget).toBe('stability');
        else {
          const missed = targetGaps(figures, targets).filter(isMissed);
          expect(missed.map(({ target }) => target)).toContain(found.bindingTarget);
        }
      }),
    );
  });

  test('Erlang A starts below the load: 48 erlangs, 60 s, patience 120 s need 46 for 80/20', () => {
    const input = { offeredLoad: 48, averageHandleTimeSeconds: 60, targets: eightyTwenty };
    expect(requiredAgents({ model: 'a', ...input, patienceSeconds: 120 })?.agents).toBe(46);
    expect(requiredAgents({ model: 'c', ...input })?.agents).toBe(52);
  });

  test('a maximum abandonment takes back what patience saved', () => {
    const input = {
      model: 'a',
      offeredLoad: 48,
      averageHandleTimeSeconds: 60,
      patienceSeconds: 120,
    } as const;
    const result = requiredAgents({ ...input, targets: { ...eightyTwenty, abandonmentFraction: 0.02 } });
    expect(result).toEqual({ agents: 52, bindingTarget: 'abandonment' });
  });

  test('occupancy binds at large teams', () => {
    const input = { model: 'c', offeredLoad: 500, averageHandleTimeSeconds: 240 } as const;
    const result = requiredAgents({ ...input, targets: { ...eightyTwenty, occupancyFraction: 0.85 } });
    expect(result).toEqual({ agents: 589, bindingTarget: 'occupancy' });
  });

  test('an exactly met occupancy does not cost an agent', () => {
    const targets = { occupancyFraction: 0.8 };
    expect(
      requiredAgents({ model: 'c', offeredLoad: 8, averageHandleTimeSeconds: 60, targets })?.agents,
    ).toBe(10);
    expect(
      requiredAgents({ model: 'c', offeredLoad: 0.8 * 7, averageHandleTimeSeconds: 60, targets })?.agents,
    ).toBe(7);
  });

  test('no load needs nobody; without targets the team must only keep up', () => {
    const input = { averageHandleTimeSeconds: 180 };
    expect(requiredAgents({ model: 'c', ...input, offeredLoad: 0, targets: eightyTwenty })).toEqual({
      agents: 0,
      bindingTarget: undefined,
    });
    expect(requiredAgents({ model: 'c', ...input, offeredLoad: 9.5, targets: {} })).toEqual({
      agents: 10,
      bindingTarget: 'stability',
    });
    expect(
      requiredAgents({ model: 'a', ...input, patienceSeconds: 60, offeredLoad: 9.5, targets: {} })?.agents,
    ).toBe(0);
  });

  test('model b gives the lines of Erlang B', () => {
    const input = { model: 'b', offeredLoad: 10, averageHandleTimeSeconds: 180 } as const;
    expect(requiredAgents({ ...input, targets: { blockingProbability: 0.02 } })).toEqual({
      agents: 17,
      bindingTarget: 'blocking',
    });
  });

  test('model x: retries need more agents, and too few lines cannot be helped by agents', () => {
    const input = {
      model: 'x',
      offeredLoad: 10,
      averageHandleTimeSeconds: 180,
      patienceSeconds: 60,
    } as const;
    const few = requiredAgents({ ...input, retryFraction: 0, targets: eightyTwenty })?.agents ?? NaN;
    expect(requiredAgents({ ...input, retryFraction: 0.9, targets: eightyTwenty })?.agents).toBeGreaterThan(
      few,
    );
    const lines = { ...input, retryFraction: 0, lines: 12 };
    expect(requiredAgents({ ...lines, targets: { blockingProbability: 0.001 } })).toBeUndefined();
  });

  test('1e6 erlangs and 1e-6 erlangs', () => {
    const huge = requiredAgents({
      model: 'c',
      offeredLoad: 1e6,
      averageHandleTimeSeconds: 240,
      targets: eightyTwenty,
    });
    expect(huge?.agents).toBeGreaterThan(1e6);
    expect(huge?.agents).toBeLessThan(1_000_100);
    const tiny = { offeredLoad: 1e-6, averageHandleTimeSeconds: 240, targets: eightyTwenty };
    expect(requiredAgents({ model: 'c', ...tiny })?.agents).toBe(1);
    expect(requiredAgents({ model: 'a', ...tiny, patienceSeconds: 60 })?.agents).toBe(1);
  });

  test.each([
    [{ serviceLevelFraction: 1, answerThresholdSeconds: 20 }],
    [{ serviceLevelFraction: 0.8 }],
    [{ serviceLevelFraction: NaN, answerThresholdSeconds: 20 }],
    [{ occupancyFraction: 0 }],
  ])('rejects the targets %o', (targets) => {
    const input = { model: 'c', offeredLoad: 10, averageHandleTimeSeconds: 180 } as const;
    expect(() => requiredAgents({ ...input, targets })).toThrow(RangeError);
  });
});

describe('input that no formula takes', () => {
  test.each([NaN, -1, 0, Infinity])('rejects a handle time of %d', (averageHandleTimeSeconds) => {
    const input = { model: 'c', offeredLoad: 10, averageHandleTimeSeconds, targets: eightyTwenty } as const;
    expect(() => requiredAgents(input)).toThrow(RangeError);
    expect(() => loadForAgents({ ...input, agents: 5 })).toThrow(RangeError);
  });

  test.each([NaN, -1, Infinity])('rejects a load of %d', (offeredLoad) => {
    const input = { averageHandleTimeSeconds: 60, offeredLoad, targets: eightyTwenty };
    expect(() => requiredAgents({ model: 'c', ...input })).toThrow(RangeError);
    expect(() => requiredAgents({ model: 'a', patienceSeconds: 60, ...input })).toThrow(RangeError);
  });
});

describe('requiredAgentsExact', () => {
  test('lies within the last agent, and the last target is just met there', () => {
    fc.assert(
      fc.property(models, loads, targetSets, (model, offeredLoad, targets) => {
        const input = { ...model, offeredLoad, targets };
        const whole = requiredAgents(input)?.agents ?? NaN;
        const exact = requiredAgentsExact(input) ?? NaN;
        expect(exact).toBeLessThanOrEqual(whole);
        expect(exact).toBeGreaterThanOrEqual(whole - 1);
        expect(meets(model, offeredLoad, exact + 1e-6, targets)).toBe(true);
        const below = exact - 1e-6;
        if (below > Math.max(0, whole - 1)) expect(meets(model, offeredLoad, below, targets)).toBe(false);
      }),
    );
  });
});

describe('loadForAgents', () => {
  test('is the largest load that the agents carry', () => {
    fc.assert(
      fc.property(models, fc.integer({ min: 1, max: 300 }), (model, agents) => {
        const targets = { ...eightyTwenty, abandonmentFraction: 0.05, occupancyFraction: 0.95 };
        const load = loadForAgents({ ...model, agents, targets });
        expect(meets(model, load * (1 - 1e-9), agents, targets)).toBe(true);
        expect(meets(model, load * (1 + 1e-9), agents, targets)).toBe(false);
      }),
    );
  });

  test('undoes requiredAgents', () => {
    const input = { model: 'c', averageHandleTimeSeconds: 180, targets: eightyTwenty } as const;
    const load = loadForAgents({ ...input, agents: 14 });
    expect(requiredAgents({ ...input, offeredLoad: load * 0.999_999 })?.agents).toBe(14);
    expect(requiredAgents({ ...input, offeredLoad: load * 1.000_001 })?.agents).toBe(15);
  });
});
