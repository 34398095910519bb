import { describe, expect, it } from 'vitest';
import { fullTimeContract, type Agent } from '../../src/scheduling/agent.ts';
import { defaultShiftPatterns } from '../../src/scheduling/default-patterns.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import type { Plan, TeamPlan } from '../../src/plan/plan.ts';
import { schedulePlan, type ScheduleOptions } from '../../src/plan/schedule-plan.ts';
import { servedShare, servicePeriods } from '../../src/plan/scheduled-service.ts';
import { plannedFolder } from './planned-folder.ts';

const options: ScheduleOptions = {
  patterns: defaultShiftPatterns(3600),
  contracts: [],
  agents: undefined,
  solver: inProcessSolver(),
  rounds: 3,
  relativeGap: 0.03,
  seconds: 60,
};

function onlyTeam(plan: Plan): TeamPlan {
  const [team] = plan.teams;
  if (team === undefined) throw new Error('no team');
  return team;
}

function agent(name: string): Agent {
  const contract = { ...fullTimeContract, minimumSeconds: 0 };
  return { name, team: 'desk', skills: [], contract, timeOff: [], preferences: {}, fixedShifts: [] };
}

function withGoal(per: string): (settings: string) => string {
  return (settings) => `${settings}\nscheduling: { service_level_per: ${per} }\n`;
}

describe('schedulePlan', () => {
  it('covers by patterns what is required, after the shrinkage that shifts do not lay out, and checks it with the queue', async () => {
    const plan = await schedulePlan(await plannedFolder('small-centre'), options);
    const { shifts, scheduled, scheduling, requirement } = onlyTeam(plan);
    expect(scheduling?.by).toBe('patterns');
    // A single number for shrinkage holds no breaks: all of it is covered.
    expect(scheduling?.coverShrinkageFraction).toBe(0.25);
    for (const [interval, agents] of requirement.requiredAgents.entries()) {
      expect(scheduling?.agentsToCover[interval]).toBe(Math.ceil(agents / 0.75 - 1e-9));
      expect(shifts?.scheduledAgents[interval]).toBeGreaterThanOrEqual(
        scheduling?.agentsToCover[interval] ?? 0,
      );
    }
    expect(shifts?.unmet).toEqual([]);
    expect(scheduling?.missedIntervals).toEqual([]);
    expect(scheduled?.total.serviceLevelFraction).toBeGreaterThan(0.8);
  });

  it('pays less for a target met by the day than by the interval, and meets it with the queue', async () => {
    const byInterval = onlyTeam(await schedulePlan(await plannedFolder('small-centre'), options));
    const plan = await schedulePlan(await plannedFolder('small-centre', withGoal('day')), options);
    const byDay = onlyTeam(plan);
    expect(byDay.shifts?.cost).toBeLessThan(byInterval.shifts?.cost ?? 0);
    expect(byDay.scheduled).toBeDefined();
    for (const intervals of servicePeriods(plan, 'day')) {
      const required = servedShare(byDay, byDay.required, intervals) ?? 1;
      if (required < 0.8 || byDay.scheduled === undefined) continue;
      expect(servedShare(byDay, byDay.scheduled, intervals) ?? 1).toBeGreaterThan(0.799);
    }
  });

  it('plans weekly contracts where the settings have them', async () => {
    const [, , full] = options.patterns;
    if (full === undefined) throw new Error('no pattern');
    const plan = await schedulePlan(await plannedFolder('small-centre'), {
      ...options,
      rounds: 1,
      contracts: [{ name: 'full time', pattern: full, daysPerWeek: 5 }],
    });
    const { shifts, scheduling, roster } = onlyTeam(plan);
    expect(scheduling?.by).toBe('contracts');
    const people = scheduling?.headCount.find(({ contract }) => contract === 'full time')?.agents ?? 0;
    const worked = shifts?.shifts.reduce((sum, { agents }) => sum + agents, 0);
    expect(people).toBeGreaterThan(0);
    expect(worked).toBe(5 * people);
    expect(roster).toBeUndefined();
  });

  it('plans for named agents, and says what could be done where they are too few', async () => {
    const settings = (text: string): string =>
      text.replace(
        'shrinkage: 25%',
        'shrinkage: { sickness: 10%, coaching: 15% }, surge: { split_shifts: 1 }',
      );
    const planned = await plannedFolder('small-centre', settings);
    const few = ['Ann', 'Bob', 'Cem'].map((name) => agent(name));
    const { shifts, roster, scheduling, surgeActions } = onlyTeam(
      await schedulePlan(planned, { ...options, rounds: 1, agents: few }),
    );
    expect(scheduling?.by).toBe('agents');
    expect(scheduling?.headCount).toEqual([{ contract: '0–40 h', agents: 3 }]);
    expect(roster?.assignments.length).toBeGreaterThan(0);
    expect(shifts?.underAgentHours).toBeGreaterThan(0);
    expect(roster?.unfilled.length).toBeGreaterThan(0);
    expect(surgeActions?.uncoveredHours).toBeGreaterThan(0);
    const kinds = new Set(surgeActions?.actions.map(({ kind }) => kind));
    expect(kinds.has('overtime') || kinds.has('split-shift')).toBe(true);
  });

  it('proposes breaks and training before overtime, and overtime not before its notice', async () => {
    const settings = (text: string): string =>
      text
        .replace('agents: 7', 'agents: 6')
        .replace('shrinkage: 25%', 'shrinkage: { breaks: 12%, coaching: 12%, sickness: 2% }');
    const planned = await plannedFolder('small-centre', settings);
    const { surgeActions } = onlyTeam(await schedulePlan(planned, { ...options, rounds: 1 }));
    const actions = surgeActions?.actions ?? [];
    expect(actions.length).toBeGreaterThan(0);
    for (const { kind, cost, day } of actions) {
      if (kind === 'move-breaks' || kind === 'move-training') expect(cost).toBe(0);
      if (kind === 'overtime') expect(day).toBeGreaterThanOrEqual(planned.asOf + 3);
      if (kind === 'voluntary-time-off') expect(cost).toBeLessThan(0);
    }
    const filled = actions
      .filter(({ kind }) => kind !== 'voluntary-time-off')
      .reduce((sum, { hours }) => sum + hours, 0);
    expect(filled).toBeCloseTo(surgeActions?.coveredHours ?? 0, 6);
  });
});
