import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { assignDaysOff, daysOffPenalty, daySets, roundRobinDaysOff } from '../../src/scheduling/days-off.ts';
import { defaultShiftPatterns } from '../../src/scheduling/default-patterns.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import { startBands, type TourContract } from '../../src/scheduling/tour-contract.ts';
import { planTours, type TourInput, type TourPlan } from '../../src/scheduling/tours.ts';
import { planViolations } from './plan-violations.ts';

const solver = inProcessSolver();
const hour = 3600;

/** Rules of a tour, checked from the shifts alone; in a standing week Sunday's shift is followed by Monday's. */
function tourViolations(input: TourInput, plan: TourPlan): string[] {
  const violations: string[] = [];
  const week = 7 * 24 * hour;
  for (const { contract: name, shifts, paidSeconds } of plan.tours) {
    const contract = input.contracts.find((one) => one.name === name);
    if (shifts.length !== contract?.daysPerWeek) violations.push(`${name}: ${shifts.length} days`);
    if (new Set(shifts.map(({ day }) => day)).size !== shifts.length)
      violations.push(`${name}: twice on a day`);
    if (shifts.reduce((sum, shift) => sum + shift.paidSeconds, 0) !== paidSeconds)
      violations.push(`${name}: paid hours`);
    for (const [index, shift] of shifts.entries()) {
      const next = shifts[index + 1]?.start ?? (shifts[0]?.start ?? 0) + week;
      if (next - shift.end < 11 * hour) violations.push(`${name}: ${(next - shift.end) / hour} h of rest`);
    }
  }
  const { limits: _, contracts, ...rest } = input;
  const patterns = contracts.map(({ name, pattern }) => ({ ...pattern, name }));
  return [...violations, ...planViolations({ cyclic: true, ...rest, patterns }, { ...plan, cost: 0 })];
}

const [short, , full] = defaultShiftPatterns(hour);
if (short === undefined || full === undefined) throw new Error('no default patterns');
const contracts: readonly TourContract[] = [
  { name: 'full time', pattern: full, daysPerWeek: 5 },
  { name: 'part time', pattern: short, daysPerWeek: 4, maximumShare: 0.4 },
];

describe('planTours', () => {
  it('gives weeks that an independent check accepts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          peak: fc.integer({ min: 2, max: 25 }),
          open: fc.integer({ min: 6, max: 10 }),
          close: fc.integer({ min: 15, max: 24 }),
          quiet: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }),
        }),
        async ({ peak, open, close, quiet }) => {
          const grid = intervalGrid({
            timeZone: timeZone('UTC'),
            intervalSeconds: hour,
            firstDay: 20_780,
            days: 7,
          });
          const requiredAgents = grid.intervals.map(({ day, secondOfDay }) => {
            const time = secondOfDay / hour;
            return time < open || time >= close
              ? 0
              : Math.round(peak * (quiet[day - 20_780] ?? 0) * Math.exp(-(((time - 12) / 5) ** 2)));
          });
          const input: TourInput = { grid, team: 't', requiredAgents, contracts, limits: { nodes: 0 } };
          const plan = await planTours(input, solver);
          expect(tourViolations(input, plan)).toEqual([]);
          const partTime = plan.headCount.find(({ contract }) => contract === 'part time')?.agents ?? 0;
          expect(partTime).toBeLessThanOrEqual(0.4 * plan.tours.length + 1e-9);
          expect(plan.proof.bound).toBeLessThanOrEqual(plan.proof.objective + 1e-6);
        },
      ),
      { numRuns: 5, seed: 2 },
    );
  });

  it('finds the known least head count of a constant need', async () => {
    // Seven people on each of seven days, five days a week each: 49 / 5 = 9.8, so ten people.
    const grid = intervalGrid({
      timeZone: timeZone('UTC'),
      intervalSeconds: hour,
      firstDay: 20_780,
      days: 7,
    });
    const requiredAgents = grid.intervals.map(({ secondOfDay }) =>
      secondOfDay >= 9 * hour && secondOfDay < 17 * hour ? 7 : 0,
    );
    const pattern = {
      name: 'day',
      earliestStart: 9 * hour,
      latestStart: 9 * hour,
      startStep: hour,
      lengths: [8 * hour],
      breaks: [],
    };
    const plan = await planTours(
      { grid, team: 't', requiredAgents, contracts: [{ name: 'full', pattern, daysPerWeek: 5 }] },
      solver,
    );
    expect(plan.tours).toHaveLength(10);
    expect(plan.unmet).toEqual([]);
    expect(plan.cost).toBe(400);
  });

  it('keeps head counts and lists what is then missing', async () => {
    const grid = intervalGrid({
      timeZone: timeZone('UTC'),
      intervalSeconds: hour,
      firstDay: 20_780,
      days: 7,
    });
    const requiredAgents = grid.intervals.map(({ secondOfDay }) =>
      secondOfDay >= 9 * hour && secondOfDay < 17 * hour ? 4 : 0,
    );
    const input: TourInput = { grid, team: 't', requiredAgents, contracts, limits: { maximumAgents: 3 } };
    const plan = await planTours(input, solver);
    expect(plan.tours.length).toBeLessThanOrEqual(3);
    expect(plan.unmet.length).toBeGreaterThan(0);
    expect(tourViolations(input, plan)).toEqual([]);
  });
});

describe('startBands', () => {
  it('never lets two shifts of a band come closer than the rest', () => {
    for (const { pattern } of startBands(
      { name: 'c', pattern: { ...full, lengths: [12 * hour] }, daysPerWeek: 3 },
      11 * hour,
    )) {
      expect(24 * hour - 12 * hour - (pattern.latestStart - pattern.earliestStart)).toBeGreaterThanOrEqual(
        11 * hour,
      );
    }
  });

  it('offers every start of the pattern, and none when the shift leaves no rest', () => {
    const starts = startBands({ name: 'c', pattern: full, daysPerWeek: 5 }, 11 * hour).flatMap(
      ({ pattern }) => [pattern.earliestStart, pattern.latestStart],
    );
    expect(Math.min(...starts)).toBe(full.earliestStart);
    expect(Math.max(...starts)).toBe(full.latestStart);
    expect(
      startBands({ name: 'c', pattern: { ...full, lengths: [14 * hour] }, daysPerWeek: 3 }, 11 * hour),
    ).toEqual([]);
  });
});

describe('days off', () => {
  const week = fc
    .record({
      agents: fc.integer({ min: 1, max: 12 }),
      daysWorked: fc.integer({ min: 1, max: 6 }),
      seed: fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
    })
    .map(({ agents, daysWorked, seed }) => {
      const agentsAtWork = [0, 0, 0, 0, 0, 0, 0];
      for (let agent = 0; agent < agents; agent++) {
        const days = [0, 1, 2, 3, 4, 5, 6].sort(
          (a, b) => (seed[(agent * 7 + a) % 80] ?? 0) - (seed[(agent * 7 + b) % 80] ?? 0),
        );
        for (const day of days.slice(0, daysWorked)) agentsAtWork[day] = (agentsAtWork[day] ?? 0) + 1;
      }
      return { agents, daysWorked, agentsAtWork };
    });

  function atWork(daysOff: readonly (readonly number[])[]): number[] {
    return [0, 1, 2, 3, 4, 5, 6].map((day) => daysOff.filter((off) => !off.includes(day)).length);
  }

  it('leave as many at work as planned, and are never liked less than handing them out round and round', async () => {
    await fc.assert(
      fc.asyncProperty(week, async (one) => {
        const chosen = await assignDaysOff(one, solver);
        const handedOut = roundRobinDaysOff(one);
        for (const daysOff of [chosen, handedOut]) {
          expect(atWork(daysOff)).toEqual(one.agentsAtWork);
          for (const off of daysOff) expect(new Set(off).size).toBe(7 - one.daysWorked);
        }
        const dislike = (sets: readonly (readonly number[])[]): number =>
          sets.reduce((sum, set) => sum + daysOffPenalty(set, 7), 0);
        expect(dislike(chosen)).toBeLessThanOrEqual(
          dislike(handedOut.map((set) => set.toSorted((a, b) => a - b))) + 1e-9,
        );
      }),
      { numRuns: 30, seed: 4 },
    );
  });

  it('come in as many sets as the binomial says', () => {
    expect(daySets(7, 2)).toHaveLength(21);
    expect(daySets(7, 3)).toHaveLength(35);
  });
});
