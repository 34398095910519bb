import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { scheduleUntilServed } from '../../src/scheduling/schedule-until-served.ts';
import type { ShiftPattern } from '../../src/scheduling/shift-pattern.ts';
import { planShifts, type ShiftPlan, type ShiftPlanInput } from '../../src/scheduling/shift-plan.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';

const solver = inProcessSolver();
const hour = 3600;
const grid = intervalGrid({ timeZone: timeZone('UTC'), intervalSeconds: hour, firstDay: 20_780, days: 1 });
const patterns: readonly ShiftPattern[] = [
  { name: 'two', earliestStart: 0, latestStart: 22 * hour, startStep: hour, lengths: [2 * hour], breaks: [] },
];
const requiredAgents = grid.intervals.map((_, index) => (index >= 8 && index < 16 ? 3 : 0));

const plan = (input: ShiftPlanInput): Promise<ShiftPlan> => planShifts(input, solver);

describe('scheduleUntilServed', () => {
  it('raises the requirement where the check says so, and plans again', async () => {
    const asked: number[] = [];
    const verify = (scheduled: Float64Array): { readonly interval: number }[] => {
      asked.push(scheduled[10] ?? 0);
      return (scheduled[10] ?? 0) < 5 ? [{ interval: 10 }] : [];
    };
    const served = await scheduleUntilServed({
      input: { grid, team: 't', requiredAgents, patterns },
      plan,
      verify,
      maximumRounds: 5,
    });
    expect(asked).toEqual([3, 4, 5]);
    expect(served.missed).toEqual([]);
    expect(served.bestRound).toBe(2);
    expect(served.plannedAgents[10]).toBe(5);
    expect(served.rounds.map(({ raisedAgentHours }) => raisedAgentHours)).toEqual([0, 1, 2]);
    // What is over and under is told against the requirement as it was.
    expect(served.plan.requiredAgentHours).toBe(24);
  });

  it('jumps to what the check says is missing, and stops at once when all is served', async () => {
    const verify = (
      scheduled: Float64Array,
    ): { readonly interval: number; readonly missingAgents: number }[] =>
      (scheduled[9] ?? 0) < 7 ? [{ interval: 9, missingAgents: 7 - (scheduled[9] ?? 0) }] : [];
    const served = await scheduleUntilServed({
      input: { grid, team: 't', requiredAgents, patterns },
      plan,
      verify,
    });
    expect(served.rounds).toHaveLength(2);
    expect(served.missed).toEqual([]);
  });

  it('keeps the cheapest of equal rounds, and does not raise what shifts cannot cover', async () => {
    const night = grid.intervals.map((_, index) => (index === 2 ? 1 : 0));
    const never = [
      { ...patterns[0], name: 'day', earliestStart: 8 * hour, latestStart: 9 * hour } as ShiftPattern,
    ];
    const served = await scheduleUntilServed({
      input: { grid, team: 't', requiredAgents: night, patterns: never },
      plan,
      verify: () => [{ interval: 2 }],
    });
    expect(served.rounds).toHaveLength(1);
    expect(served.plan.unmet).toHaveLength(1);
    const useless = await scheduleUntilServed({
      input: { grid, team: 't', requiredAgents, patterns },
      plan,
      verify: () => [{ interval: 8 }],
    });
    expect(useless.rounds).toHaveLength(3);
    expect(useless.bestRound).toBe(0);
  });
});
