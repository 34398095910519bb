import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { defaultShiftPatterns } from '../../src/scheduling/default-patterns.ts';
import { planShifts, type ShiftPlanInput } from '../../src/scheduling/shift-plan.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import type { ModelSolution, SolverPort, SolveStatus } from '../../src/scheduling/solver-port.ts';
import { planTours } from '../../src/scheduling/tours.ts';
import { planViolations } from './plan-violations.ts';

const hour = 3600;
const grid = intervalGrid({ timeZone: timeZone('UTC'), intervalSeconds: 1800, firstDay: 20_780, days: 7 });
const requiredAgents = grid.intervals.map(({ secondOfDay }) => {
  const time = secondOfDay / hour;
  return time < 7 || time >= 22 ? 0 : Math.round(2 + 14 * Math.exp(-(((time - 13) / 4) ** 2)));
});
const patterns = defaultShiftPatterns(hour);

/** A solver that always comes back with nothing. */
function helpless(status: SolveStatus): SolverPort {
  const nothing: ModelSolution = {
    status,
    values: undefined,
    cost: Infinity,
    bound: -Infinity,
    nodes: 0,
    seconds: 0,
  };
  return { solve: () => Promise.resolve(nothing), dive: () => Promise.resolve(nothing) };
}

describe('without help from the solver', () => {
  it.each<SolveStatus>(['limit', 'memory', 'failed'])(
    '%s: a valid plan that covers everything, dearer and with nothing proved',
    async (status) => {
      const input: ShiftPlanInput = { grid, team: 't', requiredAgents, patterns };
      const plan = await planShifts(input, helpless(status));
      expect(planViolations(input, plan)).toEqual([]);
      expect(plan.unmet).toEqual([]);
      expect(plan.proof).toMatchObject({
        status: 'none',
        bound: 0,
        gapFraction: 1,
        outOfMemory: status === 'memory',
      });
      const best = await planShifts({ ...input, limits: { nodes: 0 } }, inProcessSolver());
      expect(plan.cost).toBeGreaterThanOrEqual(best.proof.bound - 1e-6);
      expect(plan.cost).toBeLessThan(1.4 * best.cost);
    },
  );

  it('keeps limits of seats and shifts', async () => {
    const limits = { maximumSeats: 9, maximumShiftsPerDay: 14 };
    const input: ShiftPlanInput = { grid, team: 't', requiredAgents, patterns, limits, cyclic: true };
    const plan = await planShifts(input, helpless('limit'));
    expect(planViolations(input, plan)).toEqual([]);
    expect(plan.unmet.length).toBeGreaterThan(0);
  });

  it('gives people whole weeks', async () => {
    const [short, , full] = patterns;
    if (short === undefined || full === undefined) throw new Error('no default patterns');
    const contracts = [
      { name: 'full', pattern: full, daysPerWeek: 5 },
      { name: 'part', pattern: short, daysPerWeek: 4, maximumAgents: 3 },
    ];
    const plan = await planTours({ grid, team: 't', requiredAgents, contracts }, helpless('limit'));
    expect(plan.underAgentHours).toBeLessThan(0.01 * plan.requiredAgentHours);
    for (const { contract, shifts } of plan.tours) {
      expect(new Set(shifts.map(({ day }) => day)).size).toBe(contract === 'full' ? 5 : 4);
      for (const [index, { end }] of shifts.entries())
        expect((shifts[index + 1]?.start ?? Infinity) - end).toBeGreaterThanOrEqual(11 * hour);
    }
    expect(plan.headCount[1]?.agents).toBeLessThanOrEqual(3);
    expect(plan.proof.status).toBe('none');
  });
});
