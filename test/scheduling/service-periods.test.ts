import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { concaveFrom, servedFraction, type ServiceCurve } from '../../src/scheduling/service-periods.ts';
import type { ShiftPattern } from '../../src/scheduling/shift-pattern.ts';
import { planShifts, type ShiftPlanInput } from '../../src/scheduling/shift-plan.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import { planViolations } from './plan-violations.ts';

const solver = inProcessSolver();
const hour = 3600;

/** Erlang C by its recursion, 80/20 with three minutes of handle time. */
function erlangCurve(contactsPerHour: number): ServiceCurve {
  const load = (contactsPerHour * 180) / hour;
  const fractions: number[] = [];
  let blocking = 1;
  for (let agents = 1; agents <= load + 25; agents++) {
    blocking = (load * blocking) / (agents + load * blocking);
    if (agents <= load) continue;
    const waiting = (agents * blocking) / (agents - load * (1 - blocking));
    fractions.push(1 - waiting * Math.exp((-(agents - load) * 20) / 180));
  }
  return { contacts: contactsPerHour, firstAgents: Math.floor(load) + 1, serviceLevelFractions: fractions };
}

const grid = intervalGrid({ timeZone: timeZone('UTC'), intervalSeconds: hour, firstDay: 20_780, days: 2 });
const curves = grid.intervals.map(({ day, secondOfDay }) => {
  const time = secondOfDay / hour;
  if (time < 8 || time >= 20) return undefined;
  return erlangCurve((day === 20_780 ? 1 : 0.6) * (40 + 160 * Math.exp(-(((time - 12) / 3) ** 2))));
});
const perInterval = curves.map((curve) =>
  curve === undefined
    ? 0
    : curve.firstAgents + curve.serviceLevelFractions.findIndex((fraction) => fraction >= 0.8),
);
const patterns = [4, 8].map((hours): ShiftPattern => ({
  name: `${hours} h`,
  earliestStart: 0,
  latestStart: 23 * hour,
  startStep: hour,
  lengths: [hours * hour],
  breaks: [],
}));

function input(per: 'interval' | 'day' | 'week'): ShiftPlanInput {
  const base = { grid, team: 't', patterns, limits: { relativeGap: 0.01, nodes: 1 } };
  if (per === 'interval') return { ...base, requiredAgents: perInterval };
  const open = curves.map((curve) => (curve === undefined ? 0 : 1));
  return { ...base, requiredAgents: [], open, serviceLevel: { per, targetFraction: 0.8, curves } };
}

describe('service level of a day or a week', () => {
  it('costs less the longer the time over which intervals make up for each other, and is met', async () => {
    const costs: number[] = [];
    for (const per of ['interval', 'day', 'week'] as const) {
      const plan = await planShifts(input(per), solver);
      costs.push(plan.cost);
      expect(plan.proof.gapFraction).toBeLessThanOrEqual(0.03);
      if (per === 'interval') expect(planViolations(input(per), plan)).toEqual([]);
      const days = per === 'week' ? [curves] : [curves.slice(0, 24), curves.slice(24)];
      for (const [index, ofDay] of days.entries()) {
        const agents =
          per === 'week' ? plan.scheduledAgents : plan.scheduledAgents.slice(24 * index, 24 * index + 24);
        expect(servedFraction(ofDay, agents).fraction).toBeGreaterThanOrEqual(0.8 - 1e-6);
      }
    }
    expect(costs[1]).toBeLessThan(costs[0] ?? 0);
    expect(costs[2]).toBeLessThanOrEqual(1.02 * (costs[1] ?? 0));
  });

  it('keeps the floor of every interval', async () => {
    const floor = perInterval.map((agents) => Math.max(0, agents - 1));
    const plan = await planShifts({ ...input('day'), requiredAgents: floor }, solver);
    for (const [index, agents] of floor.entries())
      expect(plan.scheduledAgents[index]).toBeGreaterThanOrEqual(agents);
  });

  it('names the worst interval', () => {
    const worst = servedFraction(
      curves,
      perInterval.map((agents, index) => (index === 12 ? agents - 1 : agents)),
    );
    expect(worst.worstInterval).toBe(12);
    expect(worst.worstFraction).toBeLessThan(0.8);
  });
});

describe('concaveFrom', () => {
  it('is where steps stop growing, on a curve of a queue', () => {
    const curve = erlangCurve(200);
    const from = concaveFrom(curve) - curve.firstAgents;
    const steps = curve.serviceLevelFractions
      .slice(1)
      .map((fraction, index) => fraction - (curve.serviceLevelFractions[index] ?? 0));
    for (let index = from + 1; index < steps.length; index++)
      expect(steps[index]).toBeLessThanOrEqual((steps[index - 1] ?? 0) + 1e-12);
  });
});
