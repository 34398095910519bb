import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poissonTerm } from '../../src/numeric/poisson-terms.ts';
import { distanceFromSteadyState } from '../../src/queueing/birth-death-chain.ts';
import type { BirthDeathChain } from '../../src/queueing/birth-death-chain.ts';
import { departureRate } from '../../src/queueing/chain-rates.ts';
import type { ChainRates, NumberInSystem } from '../../src/queueing/chain-rates.ts';
import { advanceNumberInSystem } from '../../src/queueing/number-in-system.ts';
import { reachableStates } from '../../src/queueing/reachable-states.ts';
import { TALBOT_REACH, talbotExponential } from '../../src/queueing/talbot-exponential.ts';
import { uniformise } from '../../src/queueing/uniformisation.ts';

const exactly = (contacts: number): NumberInSystem => ({ low: contacts, probabilities: Float64Array.of(1) });

function chainOf(start: NumberInSystem, rates: ChainRates, seconds: number): BirthDeathChain {
  const { low, top } = reachableStates(start, rates, seconds);
  const probabilities = new Float64Array(top - low + 1);
  probabilities.set(start.probabilities, start.low - low);
  const deathRates = probabilities.map((_, i) => (i === 0 ? 0 : departureRate(rates, low + i)));
  return { start: probabilities, birthRate: rates.arrivalRate, deathRates, seconds };
}

const distance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0);

const cases = fc.record({
  agents: fc.integer({ min: 0, max: 150 }),
  handleTime: fc.integer({ min: 30, max: 900 }),
  patience: fc.option(fc.integer({ min: 20, max: 600 }), { nil: undefined }),
  load: fc.double({ min: 0.05, max: 1.6, noNaN: true }),
  change: fc.double({ min: 0.4, max: 2, noNaN: true }),
  joining: fc.double({ min: 0.7, max: 1.3, noNaN: true }),
  first: fc.integer({ min: 0, max: 200 }),
  seconds: fc.constantFrom(5, 60, 300),
});

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** A team that has run for an hour, and the rates that follow. */
function startOf(team: Case): { readonly start: NumberInSystem; readonly rates: ChainRates } {
  const serviceRate = 1 / team.handleTime;
  const hangUpRate = team.patience === undefined ? 0 : 1 / team.patience;
  const arrivalRate = (team.load * (team.agents + 1)) / team.handleTime;
  let start = exactly(team.first);
  for (const seconds of [600, 3000]) {
    start = advanceNumberInSystem(
      start,
      { arrivalRate, serviceRate, agents: team.agents, hangUpRate },
      seconds,
    ).end;
  }
  const agents = Math.round(team.agents * team.joining);
  return { start, rates: { arrivalRate: arrivalRate * team.change, serviceRate, agents, hangUpRate } };
}

describe('the law of the number in system', () => {
  test('as many agents as contacts: Poisson from an empty house', () => {
    const rates = { arrivalRate: 0.5, serviceRate: 1 / 240, agents: 10_000, hangUpRate: 0 };
    for (const seconds of [10, 60, 600, 3600]) {
      const { end } = advanceNumberInSystem(exactly(0), rates, seconds);
      const mean = 0.5 * 240 * -Math.expm1(-seconds / 240);
      for (const [i, probability] of end.probabilities.entries()) {
        expect(Math.abs(probability - poissonTerm(end.low + i, mean))).toBeLessThan(1e-9);
      }
    }
  });

  test('nobody arrives: every contact leaves by itself', () => {
    const rates = { arrivalRate: 0, serviceRate: 1 / 240, agents: 50, hangUpRate: 0 };
    const { end } = advanceNumberInSystem(exactly(3), rates, 240);
    const stays = Math.exp(-1);
    const binomial = [
      (1 - stays) ** 3,
      3 * stays * (1 - stays) ** 2,
      3 * stays ** 2 * (1 - stays),
      stays ** 3,
    ];
    for (const [k, expected] of binomial.entries())
      expect(end.probabilities[k - end.low]).toBeCloseTo(expected, 9);
  });

  test('nothing happens without rates', () => {
    const start = { low: 4, probabilities: Float64Array.of(0.25, 0.75) };
    const rates = { arrivalRate: 0, serviceRate: 1, agents: 0, hangUpRate: 0 };
    const { end, integral } = advanceNumberInSystem(start, rates, 60);
    expect(end).toEqual(start);
    expect([...integral.probabilities]).toEqual([15, 45]);
  });

  test('one long piece is many short ones', () => {
    fc.assert(
      fc.property(cases, (team) => {
        const { start, rates } = startOf(team);
        let end = start;
        for (let i = 0; i < 4; i += 1) end = advanceNumberInSystem(end, rates, team.seconds / 4).end;
        const whole = advanceNumberInSystem(start, rates, team.seconds).end;
        const at = (state: NumberInSystem, k: number): number => state.probabilities[k - state.low] ?? 0;
        const from = Math.min(end.low, whole.low);
        const to = Math.max(end.low + end.probabilities.length, whole.low + whole.probabilities.length);
        let gap = 0;
        for (let k = from; k < to; k += 1) gap += Math.abs(at(end, k) - at(whole, k));
        expect(gap).toBeLessThan(3e-8);
      }),
      { numRuns: 20 },
    );
  });

  test('within its reach the rational approximation agrees with uniformisation, integrals too', () => {
    let compared = 0;
    fc.assert(
      fc.property(cases, (team) => {
        const { start, rates } = startOf(team);
        const chain = chainOf(start, rates, team.seconds);
        const away = distanceFromSteadyState(chain);
        if (away > TALBOT_REACH) return;
        const fastest = rates.arrivalRate + chain.deathRates.at(-1)!;
        if (fastest * team.seconds < 1e-9) return;
        const exact = uniformise(chain, fastest);
        const rational = talbotExponential(chain, away);
        expect(distance(exact.end, rational.end)).toBeLessThan(2e-9);
        // The integral is scaled to the length of the piece, which the exact one has anyway.
        const total = rational.integral.reduce((sum, value) => sum + value, 0);
        const scaled = rational.integral.map((value) => (value * team.seconds) / total);
        expect(distance(exact.integral, scaled)).toBeLessThan(2e-8 * team.seconds);
        compared += 1;
      }),
      { numRuns: 70 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  test('the window leaves out nothing that can be seen', () => {
    fc.assert(
      fc.property(cases, (team) => {
        const { start, rates } = startOf(team);
        const chain = chainOf(start, rates, team.seconds);
        const fastest = rates.arrivalRate + chain.deathRates.at(-1)!;
        if (fastest * team.seconds < 1e-9) return;
        const { low } = reachableStates(start, rates, team.seconds);
        const { end } = uniformise(chain, fastest);
        expect(end.at(-1)).toBeLessThan(1e-9);
        if (low > 0) expect(end[0]).toBeLessThan(1e-9);
      }),
      { numRuns: 70 },
    );
  });

  test('the distance from the steady state is 1 at it and infinite beyond its support', () => {
    // M/M/1 on three states with ratio 1/2.
    const chain = { birthRate: 1, deathRates: Float64Array.of(0, 2, 2), seconds: 1 };
    const steady = Float64Array.of(4 / 7, 2 / 7, 1 / 7);
    expect(distanceFromSteadyState({ ...chain, start: steady })).toBeCloseTo(1, 12);
    expect(distanceFromSteadyState({ ...chain, start: Float64Array.of(0, 0, 1) })).toBeCloseTo(
      Math.sqrt(7),
      12,
    );
    expect(distanceFromSteadyState({ ...chain, birthRate: 0, start: Float64Array.of(0, 1, 0) })).toBe(
      Infinity,
    );
  });
});
