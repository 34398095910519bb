import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalGrid, type IntervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { fullTimeContract, type Agent } from '../../src/scheduling/agent.ts';
import { planAgentShifts } from '../../src/scheduling/agent-shifts.ts';
import { planNamedSchedules, type NamedSchedule } from '../../src/scheduling/named-schedule.ts';
import type { ShiftPattern } from '../../src/scheduling/shift-pattern.ts';
import type { ShiftPlanInput } from '../../src/scheduling/shift-plan.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import { agent, hours } from './made-agents.ts';
import { planViolations } from './plan-violations.ts';
import { personViolations } from './roster-violations.ts';

const solver = inProcessSolver();
const hour = 3600;
const monday = 20_780;
const zone = timeZone('Europe/Berlin');

function gridOf(days: number, firstDay = monday): IntervalGrid {
  return intervalGrid({ timeZone: zone, intervalSeconds: hour, firstDay, days });
}

const patterns: readonly ShiftPattern[] = [
  {
    name: 'full',
    earliestStart: 6 * hour,
    latestStart: 12 * hour,
    startStep: hour,
    lengths: [9 * hour],
    breaks: [{ kind: 'lunch', seconds: hour, earliestStart: 3 * hour, latestStart: 5 * hour, paid: false }],
  },
  {
    name: 'part',
    earliestStart: 6 * hour,
    latestStart: 17 * hour,
    startStep: hour,
    lengths: [4 * hour],
    breaks: [],
  },
];

function inputOf(
  grid: IntervalGrid,
  team: string,
  required: (day: number, time: number) => number,
): ShiftPlanInput {
  const requiredAgents = grid.intervals.map(({ day, secondOfDay }) =>
    required(day - grid.firstDay, secondOfDay / hour),
  );
  return { grid, team, requiredAgents, patterns, costs: { costPerHour: 10 }, limits: { nodes: 0 } };
}

const neverMisses = (): readonly [] => [];

function schedule(
  grid: IntervalGrid,
  inputs: readonly ShiftPlanInput[],
  agents: readonly Agent[],
): Promise<readonly NamedSchedule[]> {
  const teams = inputs.map((input) => ({ input, verify: neverMisses }));
  return planNamedSchedules({ grid, teams, agents, maximumRounds: 1 }, solver);
}

/** All that is wrong with schedules that share people: nobody in two places, every plan what its roster works. */
function violationsOf(
  grid: IntervalGrid,
  inputs: readonly ShiftPlanInput[],
  agents: readonly Agent[],
  schedules: readonly NamedSchedule[],
): string[] {
  const assignments = schedules
    .flatMap(({ roster }) => roster.assignments)
    .toSorted((a, b) => a.shift.start - b.shift.start);
  const ofPlans = schedules.flatMap(({ team, plan, roster }) => {
    const input = inputs.find((one) => one.team === team);
    const worked = roster.assignments.reduce((sum, { shift }) => sum + shift.paidSeconds, 0) / hour;
    return [
      ...(input === undefined ? [`no team ${team}`] : planViolations(input, plan)),
      ...(Math.abs(worked - plan.paidHours) > 1e-6
        ? [`${team}: ${worked} h worked, ${plan.paidHours} h paid`]
        : []),
      ...(plan.proof.bound > plan.proof.objective + 1e-6 ? [`${team}: bound above the objective`] : []),
    ];
  });
  return [...personViolations({ grid, agents }, { assignments }), ...ofPlans];
}

const person = fc.record({
  hours: fc.constantFrom(16, 24, 40),
  days: fc.integer({ min: 2, max: 6 }),
  availability: fc.constantFrom(undefined, undefined, 'Mon-Fri 06:00-18:00', 'Wed-Sun 09:00-22:00', 'never'),
  off: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
  skilled: fc.boolean(),
  other: fc.boolean(),
});

function agentsFrom(
  people: readonly (typeof person extends fc.Arbitrary<infer One> ? One : never)[],
  firstDay: number,
): Agent[] {
  return people.map(({ hours: week, days, availability, off, skilled, other }, index) =>
    agent(`a${index}`, {
      team: other ? 'u' : 't',
      skills: skilled ? ['t', 'u'] : [],
      contract: {
        minimumSeconds: (week * hour) / 2,
        maximumSeconds: week * hour,
        maximumDays: days,
        restSeconds: 11 * hour,
      },
      availability: availability === undefined ? undefined : hours(availability),
      timeOff: off === undefined ? [] : [{ firstDay: firstDay + off, lastDay: firstDay + off }],
    }),
  );
}

describe('planNamedSchedules', () => {
  // The second week ends with the night in which clocks go back, the third with the one in which they go forward.
  it.each([
    { firstDay: monday, numRuns: 25 },
    { firstDay: monday - 35, numRuns: 8 },
    { firstDay: monday - 245, numRuns: 8 },
  ])('keeps every rule of people and shifts, whatever week it is', async ({ firstDay, numRuns }) => {
    const grid = gridOf(7, firstDay);
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 14 }),
        fc.record({
          peak: fc.integer({ min: 0, max: 6 }),
          other: fc.integer({ min: 0, max: 3 }),
          close: fc.integer({ min: 12, max: 23 }),
        }),
        async (people, { peak, other, close }) => {
          const agents = agentsFrom(people, firstDay);
          const inputs = [
            inputOf(grid, 't', (day, time) =>
              time < 7 || time >= close
                ? 0
                : Math.round(peak * (1 - day / 10) * Math.exp(-(((time - 11) / 5) ** 2))),
            ),
            inputOf(grid, 'u', (_, time) => (time >= 9 && time < 17 ? other : 0)),
          ];
          const named = inputs.filter(({ team }) => agents.some((one) => one.team === team));
          const schedules = await schedule(grid, named, agents);
          expect(schedules.map(({ team }) => team).toSorted()).toEqual(
            named.map(({ team }) => team).toSorted(),
          );
          expect(violationsOf(grid, inputs, agents, schedules)).toEqual([]);
        },
      ),
      { numRuns, seed: 4 },
    );
  });

  it('comes near the bound of the people there are', async () => {
    const grid = gridOf(7);
    const agents = Array.from({ length: 30 }, (_, index) =>
      agent(`a${index}`, {
        contract: {
          ...fullTimeContract,
          minimumSeconds: (index % 3 === 0 ? 20 : 40) * hour,
          maximumSeconds: (index % 3 === 0 ? 24 : 40) * hour,
        },
        availability: index % 5 === 0 ? hours('Mon-Fri 06:00-16:00') : undefined,
        timeOff: index % 7 === 0 ? [{ firstDay: monday + 1, lastDay: monday + 2 }] : [],
      }),
    );
    const input = inputOf(grid, 't', (day, time) =>
      time < 7 || time >= 21 ? 0 : Math.round((day < 5 ? 16 : 6) * Math.exp(-(((time - 12) / 6) ** 2))),
    );
    const [named] = await schedule(grid, [input], agents);
    expect(violationsOf(grid, [input], agents, named === undefined ? [] : [named])).toEqual([]);
    expect(named?.plan.proof.gapFraction).toBeLessThan(0.03);
  });

  it('never has a person of two skills in two places, and lends where a team is short', async () => {
    const grid = gridOf(1);
    const contract = { ...fullTimeContract, minimumSeconds: 0 };
    const agents = [
      agent('A', { skills: ['u'], contract }),
      agent('B', { skills: ['u'], contract }),
      agent('C', { team: 'u', contract }),
    ];
    const noon = (agentsNeeded: number) => (_: number, time: number) =>
      time >= 10 && time < 14 ? agentsNeeded : 0;
    const inputs = [inputOf(grid, 't', noon(1)), inputOf(grid, 'u', noon(2))];
    const schedules = await schedule(grid, inputs, agents);
    expect(violationsOf(grid, inputs, agents, schedules)).toEqual([]);
    expect(schedules.map(({ plan }) => plan.underAgentHours)).toEqual([0, 0]);
    const names = schedules.flatMap(({ roster }) => roster.assignments.map(({ agent: name }) => name));
    expect(names.toSorted()).toEqual(['A', 'B', 'C']);
    expect(schedules[1]?.roster.assignments.filter(({ lent }) => lent)).toHaveLength(1);
  });

  it('solves a week that nobody can work, and lists all of it as unmet', async () => {
    const grid = gridOf(7);
    const input = inputOf(grid, 't', (_, time) => (time >= 8 && time < 12 ? 2 : 0));
    const [named] = await schedule(grid, [input], [agent('A', { availability: hours('never') })]);
    expect(named?.plan.shifts).toEqual([]);
    expect(named?.plan.unmet).toHaveLength(7 * 4);
    expect(named?.roster.agents[0]).toMatchObject({ agent: 'A', paidSeconds: 0, missingSeconds: 40 * hour });
  });

  it('counts promised shifts first, with the breaks of the pattern that is as long', async () => {
    const grid = gridOf(1);
    const promised = agent('A', { fixedShifts: [{ day: monday, start: 8 * hour, end: 17 * hour }] });
    const input = inputOf(grid, 't', (_, time) => (time >= 8 && time < 17 ? 1 : 0));
    const [named] = await schedule(
      grid,
      [input],
      [promised, agent('B', { contract: { ...fullTimeContract, minimumSeconds: 0 } })],
    );
    const fixed = named?.roster.assignments.filter((one) => one.fixed);
    expect(fixed?.map((one) => [one.agent, one.shift.pattern, one.shift.breaks.length])).toEqual([
      ['A', 'full', 1],
    ]);
    // Somebody else only for the hour of lunch, if at all: it is a whole short shift.
    expect(named?.plan.underAgentHours).toBe(0);
  });

  it('plans each contract week by itself, and a part of a week by its part', async () => {
    const grid = gridOf(10);
    const agents = ['A', 'B', 'C', 'D'].map((name) => agent(name));
    const input = inputOf(grid, 't', (_, time) => (time >= 8 && time < 16 ? 2 : 0));
    const plan = await planAgentShifts({ ...input, agents }, solver);
    expect(planViolations(input, plan)).toEqual([]);
    const [named] = await schedule(grid, [input], agents);
    for (const name of ['A', 'B', 'C', 'D']) {
      const days =
        named?.roster.assignments.filter((one) => one.agent === name).map(({ shift }) => shift.day) ?? [];
      expect(days.filter((day) => day < monday + 7).length).toBeLessThanOrEqual(5);
    }
  });

  it('equals the best of everything there is for two people and a day', async () => {
    const grid = gridOf(1);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }),
        async (needs) => {
          const few = patterns.map((pattern) => ({
            ...pattern,
            earliestStart: 8 * hour,
            latestStart: 12 * hour,
            startStep: 2 * hour,
            breaks: [],
          }));
          const base = inputOf(grid, 't', (_, time) =>
            time >= 8 && time < 20 ? (needs[Math.floor((time - 8) / 2)] ?? 0) : 0,
          );
          const input = {
            ...base,
            patterns: few,
            open: grid.intervals.map(() => 1),
            costs: { costPerHour: 10, missingAgentCostPerHour: 37 },
          };
          const contract = { ...fullTimeContract, minimumSeconds: 0 };
          const [named] = await schedule(grid, [input], [agent('A', { contract }), agent('B', { contract })]);
          const choices = [
            undefined,
            ...few.flatMap(({ lengths }) =>
              [8, 10, 12].map((start) => ({ start, length: (lengths[0] ?? 0) / hour })),
            ),
          ];
          let best = Infinity;
          for (const first of choices) {
            for (const second of choices) {
              let price = 0;
              for (const one of [first, second]) price += (one?.length ?? 0) * 10;
              for (const [index, { secondOfDay }] of grid.intervals.entries()) {
                const time = secondOfDay / hour;
                const here = [first, second].filter(
                  (one) => one !== undefined && time >= one.start && time < one.start + one.length,
                ).length;
                const missing = Math.max(0, (input.requiredAgents[index] ?? 0) - here);
                // Few, more, and nobody at all: each four times as dear.
                const nobody = missing > 0 && here === 0 ? 1 : 0;
                const others = missing - nobody;
                price += Math.min(1, others) * 37 + Math.max(0, others - 1) * 148 + nobody * 592;
              }
              best = Math.min(best, price);
            }
          }
          expect(named?.plan.proof.bound).toBeLessThanOrEqual(best + 1e-6);
          expect(named?.plan.proof.objective).toBeCloseTo(best, 6);
        },
      ),
      { numRuns: 25, seed: 5 },
    );
  });
});
