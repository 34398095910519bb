import { beforeAll, describe, expect, it } from 'vitest';
import { rosteredAgents, scheduleOf } from '../../src/plan/narrow-schedule.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { namedPlan } from '../report/scheduled-plans.ts';

let plan: Plan;

beforeAll(async () => {
  const voice = await namedPlan();
  const [team] = voice.teams;
  if (team === undefined) throw new Error('a plan without a team');
  plan = { ...voice, teams: [team, { ...team, team: 'digital', roster: undefined }] };
});

describe('scheduleOf', () => {
  it('keeps everything where nothing is chosen', () => {
    expect(scheduleOf(plan, {})).toEqual(plan);
  });

  it('keeps the teams asked for as they are', () => {
    expect(scheduleOf(plan, { teams: ['digital'] }).teams).toEqual([plan.teams[1]]);
    expect(scheduleOf(plan, { teams: [] }).teams).toEqual([]);
  });

  it('keeps only the shifts and the roster lines of the agents asked for, and nothing that is unfilled', () => {
    const [team, ...others] = scheduleOf(plan, { agents: ['Bob', 'Gus'] }).teams;
    const whole = plan.teams[0]?.roster;
    expect(others).toEqual([]);
    expect(team?.roster?.assignments).toEqual(
      whole?.assignments.filter(({ agent }) => agent === 'Bob' || agent === 'Gus'),
    );
    expect(team?.roster?.agents.map(({ agent }) => agent).toSorted()).toEqual(['Bob', 'Gus']);
    expect(team?.roster?.unfilled).toEqual([]);
    expect(team?.shifts).toBe(plan.teams[0]?.shifts);
  });

  it('leaves out teams in which none of them works', () => {
    expect(scheduleOf(plan, { agents: ['Nobody'] }).teams).toEqual([]);
    expect(scheduleOf(plan, { teams: ['digital'], agents: ['Bob'] }).teams).toEqual([]);
  });

  it('changes nothing of the plan that it is given', () => {
    const before = plan.teams[0]?.roster?.assignments.length;
    scheduleOf(plan, { agents: ['Bob'] });
    expect(plan.teams[0]?.roster?.assignments).toHaveLength(before ?? 0);
  });
});

describe('rosteredAgents', () => {
  it('names everybody with a shift once', () => {
    const names = rosteredAgents(plan);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['Bob', 'Gus']));
    expect(rosteredAgents(scheduleOf(plan, { teams: ['digital'] }))).toEqual([]);
  });
});
