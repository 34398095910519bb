import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { surgeActions, type SurgeOption } from '../../src/scheduling/surge-actions.ts';

const grid = intervalGrid({ timeZone: timeZone('UTC'), intervalSeconds: 1800, firstDay: 20_780, days: 2 });

function everywhere(agents: number): number[] {
  return grid.intervals.map(() => agents);
}

function missingAt(agents: Readonly<Record<number, number>>): number[] {
  return grid.intervals.map((_, index) => agents[index] ?? 0);
}

describe('surgeActions', () => {
  it('takes the cheapest first and goes on to the next when it is used up', () => {
    const options: SurgeOption[] = [
      { kind: 'overtime', costPerHour: 42, agents: everywhere(5) },
      { kind: 'move-training', costPerHour: 0, agents: everywhere(1) },
      { kind: 'lend', team: 'digital', costPerHour: 6, agents: everywhere(2) },
    ];
    const plan = surgeActions({ grid, missingAgents: missingAt({ 20: 4, 21: 4 }), options });
    expect(plan.actions.map(({ kind, agents, hours, cost }) => [kind, agents, hours, cost])).toEqual([
      ['move-training', 1, 1, 0],
      ['lend', 2, 2, 12],
      ['overtime', 1, 1, 42],
    ]);
    expect(plan).toMatchObject({ coveredHours: 4, uncoveredHours: 0, cost: 54 });
  });

  it('counts the idle part of a stretch that has to be long', () => {
    const overtime: SurgeOption = {
      kind: 'overtime',
      costPerHour: 40,
      agents: everywhere(9),
      shortestIntervals: 4,
    };
    const plan = surgeActions({ grid, missingAgents: missingAt({ 20: 1 }), options: [overtime] });
    expect(
      plan.actions.map(({ hours, cost, endInterval, firstInterval }) => [
        hours,
        cost,
        endInterval - firstInterval,
      ]),
    ).toEqual([[0.5, 80, 4]]);
  });

  it('leaves uncovered what costs more than it is worth, and says how much', () => {
    const overtime: SurgeOption = {
      kind: 'overtime',
      costPerHour: 40,
      agents: everywhere(9),
      shortestIntervals: 4,
    };
    const plan = surgeActions({
      grid,
      missingAgents: missingAt({ 20: 1, 60: 3, 61: 3, 62: 3, 63: 3 }),
      options: [overtime],
      uncoveredCostPerHour: 100,
    });
    expect(plan.uncoveredAgents[20]).toBe(1);
    expect(plan).toMatchObject({ coveredHours: 6, uncoveredHours: 0.5, cost: 240 });
  });

  it('keeps the hours there are on one day', () => {
    const lend: SurgeOption = {
      kind: 'lend',
      team: 'b',
      costPerHour: 1,
      agents: everywhere(3),
      hoursPerDay: 2,
    };
    const plan = surgeActions({
      grid,
      missingAgents: missingAt({ 20: 3, 21: 3, 22: 3, 70: 1 }),
      options: [lend],
    });
    expect(plan).toMatchObject({ coveredHours: 2.5, uncoveredHours: 2.5 });
  });

  it('offers time off where there are too many, and counts what it saves', () => {
    const spareAgents = grid.intervals.map((_, index) => (index >= 10 && index < 14 ? 2 : 0));
    const option: SurgeOption = {
      kind: 'voluntary-time-off',
      costPerHour: -20,
      agents: everywhere(1),
      shortestIntervals: 2,
    };
    const plan = surgeActions({ grid, missingAgents: [], spareAgents, options: [option] });
    expect(plan.actions).toEqual([
      {
        kind: 'voluntary-time-off',
        day: 20_780,
        firstInterval: 10,
        endInterval: 14,
        agents: 1,
        hours: 2,
        cost: -40,
      },
    ]);
  });

  it('never uses more than there is, and covers everything that free actions can', () => {
    const agents = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 96, maxLength: 96 });
    fc.assert(
      fc.property(agents, agents, agents, (missingAgents, free, dear) => {
        const options: SurgeOption[] = [
          { kind: 'move-breaks', costPerHour: 0, agents: free },
          { kind: 'overtime', costPerHour: 30, agents: dear, shortestIntervals: 2, hoursPerDay: 6 },
        ];
        const plan = surgeActions({ grid, missingAgents, options });
        const used = options.map(() => everywhere(0));
        for (const { kind, firstInterval, endInterval, agents: count } of plan.actions) {
          const own = used[kind === 'overtime' ? 1 : 0] ?? [];
          for (let index = firstInterval; index < endInterval; index++)
            own[index] = (own[index] ?? 0) + count;
        }
        for (const index of grid.intervals.keys()) {
          const [moved = 0, over = 0] = used.map((own) => own[index] ?? 0);
          expect(moved).toBeLessThanOrEqual(free[index] ?? 0);
          expect(over).toBeLessThanOrEqual(dear[index] ?? 0);
          expect(plan.uncoveredAgents[index]).toBe(Math.max(0, (missingAgents[index] ?? 0) - moved - over));
          if ((plan.uncoveredAgents[index] ?? 0) > 0) expect(moved).toBe(free[index] ?? 0);
        }
      }),
      { numRuns: 40, seed: 8 },
    );
  });
});
