import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalGrid, type IntervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { defaultShiftPatterns } from '../../src/scheduling/default-patterns.ts';
import type { BreakPattern, ShiftPattern } from '../../src/scheduling/shift-pattern.ts';
import { openIntervals } from '../../src/scheduling/horizon-problems.ts';
import { planShifts, type ShiftPlanInput } from '../../src/scheduling/shift-plan.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import { planViolations } from './plan-violations.ts';

const solver = inProcessSolver();
const hour = 3600;
const monday = 20_780;

function utcGrid(days: number, intervalSeconds: number): IntervalGrid {
  return intervalGrid({ timeZone: timeZone('UTC'), intervalSeconds, firstDay: monday, days });
}

function lunch(earliest: number, latest: number, seconds = 1800): BreakPattern {
  return { kind: 'lunch', seconds, earliestStart: earliest, latestStart: latest, paid: false };
}

function pattern(
  name: string,
  hours: number,
  breaks: readonly BreakPattern[] = [],
  more: Partial<ShiftPattern> = {},
): ShiftPattern {
  return {
    name,
    earliestStart: 0,
    latestStart: 23 * hour,
    startStep: hour,
    lengths: [hours * hour],
    breaks,
    ...more,
  };
}

/** One explicit way to work a shift in hours of a day. */
interface Way {
  readonly cost: number;
  readonly covers: readonly number[];
}

/** Least objective over all ways to staff each slot, by trying everything. */
function bruteForce(
  ways: readonly Way[],
  required: readonly number[],
  price: (missing: number, required: number) => number,
): number {
  const covered = required.map(() => 0);
  const most = Math.max(...required);
  let best = Infinity;
  const search = (index: number, cost: number): void => {
    if (cost >= best) return;
    const way = ways[index];
    if (way === undefined) {
      const total = required.reduce(
        (sum, need, slot) => sum + price(need - (covered[slot] ?? 0), need),
        cost,
      );
      best = Math.min(best, total);
      return;
    }
    for (let agents = 0; agents <= most; agents++) {
      search(index + 1, cost + agents * way.cost);
      for (const slot of way.covers) covered[slot] = (covered[slot] ?? 0) + 1;
    }
    for (const slot of way.covers) covered[slot] = (covered[slot] ?? 0) - most - 1;
  };
  search(0, 0);
  return best;
}

describe('planShifts', () => {
  it('finds the optimum that trying every combination finds', async () => {
    const grid = utcGrid(1, hour);
    const first = 9;
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 })
          .filter((need) => need.some((n) => n > 0)),
        fc.constantFrom(undefined, 1.5),
        async (need, missingAgentCostPerHour) => {
          const required = grid.intervals.map((_, index) => need[index - first] ?? 0);
          const open = grid.intervals.map((_, index) => (index >= first && index < first + 6 ? 1 : 0));
          const pause = { ...lunch(hour, 2 * hour, hour), paid: false };
          const patterns = [pattern('two', 2), pattern('four', 4, [pause])];
          const plan = await planShifts(
            {
              grid,
              team: 't',
              requiredAgents: required,
              open,
              patterns,
              costs: { missingAgentCostPerHour },
              limits: { relativeGap: 0 },
            },
            solver,
          );
          const ways: Way[] = [];
          for (let start = 0; start + 2 <= 6; start++) ways.push({ cost: 2, covers: [start, start + 1] });
          for (let start = 0; start + 4 <= 6; start++) {
            for (const out of [1, 2])
              ways.push({ cost: 3, covers: [0, 1, 2, 3].filter((h) => h !== out).map((h) => start + h) });
          }
          const slight = missingAgentCostPerHour === undefined ? 4 : 2;
          // Few (one), more, and nobody at all: each four times as dear.
          const price = (missing: number, required: number): number => {
            if (missing <= 0) return 0;
            const nobody = missing >= required ? 1 : 0;
            const others = missing - nobody;
            return slight * (Math.min(1, others) + 4 * Math.max(0, others - 1) + 16 * nobody);
          };
          expect(plan.proof.objective).toBeCloseTo(bruteForce(ways, need, price), 6);
          expect(plan.proof.bound).toBeCloseTo(plan.proof.objective, 6);
        },
      ),
      { numRuns: 12, seed: 6 },
    );
  });

  it('gives plans that an independent check accepts, for random weeks and patterns', async () => {
    const grid = utcGrid(3, 1800);
    const requirement = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 144, maxLength: 144 });
    await fc.assert(
      fc.asyncProperty(
        requirement,
        fc.record({
          cyclic: fc.boolean(),
          from: fc.integer({ min: 0, max: 12 }),
          to: fc.integer({ min: 13, max: 24 }),
          seats: fc.option(fc.integer({ min: 2, max: 8 }), { nil: undefined }),
          perDay: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
          startStep: fc.constantFrom(1800, hour, 2 * hour),
          late: fc.integer({ min: 0, max: 30 }),
        }),
        async (needs, { cyclic, from, to, seats, perDay, startStep, late }) => {
          const requiredAgents = grid.intervals.map(({ secondOfDay }, index) =>
            secondOfDay >= from * hour && secondOfDay < to * hour ? (needs[index] ?? 0) : 0,
          );
          const patterns = [
            pattern('short', 4, [], { startStep, latestStart: late * hour }),
            pattern('long', 8, [
              { kind: 'break', seconds: 900, earliestStart: hour, latestStart: 2 * hour, paid: true },
              lunch(3 * hour, 5 * hour),
              { kind: 'break', seconds: 900, earliestStart: 5 * hour, latestStart: 7 * hour, paid: true },
            ]),
          ];
          const input: ShiftPlanInput = {
            grid,
            team: 't',
            requiredAgents,
            patterns,
            cyclic,
            limits: { relativeGap: 0.02, nodes: 1, maximumSeats: seats, maximumShiftsPerDay: perDay },
          };
          const plan = await planShifts(input, solver);
          expect(planViolations(input, plan)).toEqual([]);
          expect(plan.proof.bound).toBeLessThanOrEqual(plan.proof.objective + 1e-6);
        },
      ),
      { numRuns: 14, seed: 1 },
    );
  });

  it('covers everything that shifts can cover', async () => {
    const grid = utcGrid(2, 900);
    const requiredAgents = grid.intervals.map(({ secondOfDay }) => {
      const time = secondOfDay / hour;
      return time < 8 || time >= 20 ? 0 : Math.round(6 + 20 * Math.exp(-((time - 11) ** 2) / 4));
    });
    const input = { grid, team: 't', requiredAgents, patterns: defaultShiftPatterns(900) };
    const plan = await planShifts(input, solver);
    expect(planViolations(input, plan)).toEqual([]);
    expect(plan.unmet).toEqual([]);
    expect(plan.proof.gapFraction).toBeLessThanOrEqual(0.01);
    expect(plan.proof.parts).toBe(2);
  });

  it('lists what no shift can cover instead of failing', async () => {
    const grid = utcGrid(1, hour);
    const requiredAgents = grid.intervals.map((_, index) =>
      index === 3 ? 2 : index >= 9 && index < 13 ? 1 : 0,
    );
    const patterns = [pattern('day', 4, [], { earliestStart: 8 * hour, latestStart: 12 * hour })];
    const plan = await planShifts({ grid, team: 't', requiredAgents, patterns }, solver);
    expect(plan.unmet).toEqual([{ interval: 3, requiredAgents: 2, scheduledAgents: 0, missingAgents: 2 }]);
    expect(
      plan.shifts.map(({ start, agents }) => [(start - (grid.intervals[0]?.start ?? 0)) / hour, agents]),
    ).toEqual([[9, 1]]);
    expect(plan.proof.status).toBe('optimal');
  });

  it('spreads what cannot be covered over the day', async () => {
    const grid = utcGrid(1, hour);
    const requiredAgents = grid.intervals.map((_, index) => (index >= 8 && index < 16 ? 10 : 0));
    const patterns = [
      pattern('half', 4, [], { earliestStart: 8 * hour, latestStart: 12 * hour, startStep: 4 * hour }),
    ];
    const plan = await planShifts(
      { grid, team: 't', requiredAgents, patterns, limits: { maximumShiftsPerDay: 18 } },
      solver,
    );
    expect(plan.unmet.map(({ missingAgents }) => missingAgents)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('is empty for an empty requirement', async () => {
    const grid = utcGrid(2, 1800);
    const plan = await planShifts(
      { grid, team: 't', requiredAgents: [], patterns: defaultShiftPatterns(1800) },
      solver,
    );
    expect(plan).toMatchObject({
      shifts: [],
      unmet: [],
      cost: 0,
      proof: { status: 'optimal', gapFraction: 0 },
    });
  });

  it('starts shifts by the wall clock and lets them last real hours when clocks change', async () => {
    const newYork = timeZone('America/New_York');
    // 2026-11-01: 25 hours; 2026-03-08: 23 hours.
    for (const [firstDay, hours] of [
      [20_758, 25],
      [20_520, 23],
    ] as const) {
      const grid = intervalGrid({ timeZone: newYork, intervalSeconds: hour, firstDay, days: 1 });
      expect(grid.intervals).toHaveLength(hours);
      const input = {
        grid,
        team: 't',
        requiredAgents: grid.intervals.map(() => 1),
        patterns: [pattern('six', 6)],
      };
      const plan = await planShifts(input, solver);
      expect(planViolations(input, plan)).toEqual([]);
      expect(plan.unmet).toEqual([]);
      expect(plan.paidHours).toBeCloseTo(hours === 25 ? 25 : 23, 9);
    }
  });

  it('plans the shifts of the evening before, and pays only for hours inside the horizon', async () => {
    const grid = utcGrid(1, hour);
    const requiredAgents = grid.intervals.map((_, index) => (index < 6 ? 2 : 0));
    const night = pattern('night', 8, [], { earliestStart: 22 * hour, latestStart: 22 * hour });
    const plan = await planShifts({ grid, team: 't', requiredAgents, patterns: [night] }, solver);
    expect(plan.shifts).toHaveLength(1);
    expect(plan.shifts[0]).toMatchObject({ day: monday - 1, agents: 2 });
    expect(plan.paidHours).toBe(12);
  });

  it('wraps a standing week round', async () => {
    const grid = utcGrid(7, hour);
    const requiredAgents = grid.intervals.map(() => 3);
    const input = {
      grid,
      team: 't',
      requiredAgents,
      patterns: [pattern('eight', 8)],
      cyclic: true,
      limits: { relativeGap: 0 },
    };
    const plan = await planShifts(input, solver);
    expect(planViolations(input, plan)).toEqual([]);
    expect(plan.paidHours).toBe(3 * 168);
    expect(plan.unmet).toEqual([]);
  });

  it('comes close to the bound around the clock, where the week is cut at its nights', async () => {
    const grid = utcGrid(7, 900);
    const requiredAgents = grid.intervals.map(({ secondOfDay }) =>
      Math.round(3 + 14 * Math.exp(-(((secondOfDay / hour - 13) / 5) ** 2))),
    );
    const input = { grid, team: 't', requiredAgents, patterns: defaultShiftPatterns(hour) };
    const plan = await planShifts(input, solver);
    expect(planViolations(input, plan)).toEqual([]);
    expect(plan.unmet).toEqual([]);
    expect(plan.proof.gapFraction).toBeLessThan(0.06);
  });

  it('agrees with the documented optimum of another package', async () => {
    // pyworkforce, MinRequiredResources: 113 shifts over two days whose nights wrap within the day.
    const days = [
      [9, 11, 17, 9, 7, 12, 5, 11, 8, 9, 18, 17, 8, 12, 16, 8, 7, 12, 11, 10, 13, 19, 16, 7],
      [13, 13, 12, 15, 18, 20, 13, 16, 17, 8, 13, 11, 6, 19, 11, 20, 19, 17, 10, 13, 14, 23, 16, 8],
    ];
    const grid = utcGrid(1, hour);
    const patterns = [5, 13, 21, 9].map((start) =>
      pattern(`from ${start}`, 8, [], { earliestStart: start * hour, latestStart: start * hour }),
    );
    let shifts = 0;
    for (const requiredAgents of days) {
      const plan = await planShifts(
        { grid, team: 't', requiredAgents, patterns, cyclic: true, limits: { relativeGap: 0 } },
        solver,
      );
      shifts += plan.shifts.reduce((sum, { agents }) => sum + agents, 0);
    }
    expect(shifts).toBe(113);
  });
});

describe('openIntervals', () => {
  it('closes long runs of nothing and keeps short ones open', () => {
    const grid = utcGrid(1, hour);
    const required = grid.intervals.map((_, index) => ([8, 11, 20].includes(index) ? 1 : 0));
    expect(
      [...openIntervals(grid, required)]
        .map((open, index) => (open === 1 ? index : -1))
        .filter((index) => index >= 0),
    ).toEqual([8, 9, 10, 11, 20]);
  });
});
