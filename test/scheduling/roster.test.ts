import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalGrid, type IntervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { fullTimeContract, type Agent } from '../../src/scheduling/agent.ts';
import { makeRoster, type RosterInput } from '../../src/scheduling/roster.ts';
import type { PlannedShift } from '../../src/scheduling/shift-plan.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import { agent, hours } from './made-agents.ts';
import { rosterViolations } from './roster-violations.ts';

const solver = inProcessSolver();
const hour = 3600;
const monday = 20_780;
const zone = timeZone('Europe/Berlin');
const grid: IntervalGrid = intervalGrid({ timeZone: zone, intervalSeconds: hour, firstDay: monday, days: 7 });

function shift(day: number, start: number, length: number, more: Partial<PlannedShift> = {}): PlannedShift {
  const { instant } = zone.instantOf({ day: monday + day, secondOfDay: start * hour });
  return {
    team: 't',
    day: monday + day,
    pattern: `p${start}`,
    start: instant,
    end: instant + length * hour,
    breaks: [],
    agents: 1,
    paidSeconds: length * hour,
    ...more,
  };
}

interface Person {
  readonly hours: number;
  readonly days: number;
  readonly availability: string | undefined;
  readonly off: { readonly day: number; readonly part: boolean } | undefined;
  readonly skilled: boolean;
  readonly other: boolean;
  readonly wants: readonly number[] | undefined;
}

const person: fc.Arbitrary<Person> = fc.record({
  hours: fc.constantFrom(16, 24, 40),
  days: fc.integer({ min: 2, max: 6 }),
  availability: fc.constantFrom(
    undefined,
    'Mon-Fri 06:00-18:00',
    'Wed-Sun 12:00-24:00',
    'Mon-Sun 18:00-08:00',
    'never',
  ),
  off: fc.option(fc.record({ day: fc.integer({ min: 0, max: 6 }), part: fc.boolean() }), { nil: undefined }),
  skilled: fc.boolean(),
  other: fc.boolean(),
  wants: fc.constantFrom(undefined, [5, 6], [0]),
});

function agentsFrom(people: readonly Person[]): Agent[] {
  return people.map(({ hours: week, days, availability, off, skilled, other, wants }, index) =>
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
      timeOff:
        off === undefined
          ? []
          : [
              {
                firstDay: monday + off.day,
                lastDay: monday + off.day,
                hours: off.part ? { from: 9 * hour, to: 12 * hour } : undefined,
              },
            ],
      preferences: { daysOff: wants },
    }),
  );
}

const shifts = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 6 }),
    start: fc.constantFrom(0, 6, 8, 14, 22),
    length: fc.constantFrom(4, 8),
    agents: fc.integer({ min: 1, max: 2 }),
    other: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
);

/** Most paid seconds that can be filled, by trying everybody for every shift. */
function mostPaidSeconds(input: RosterInput): number {
  let best = 0;
  const given: (string | undefined)[] = [];
  const search = (index: number, paid: number, left: number): void => {
    if (paid + left <= best) return;
    const one = input.shifts[index];
    if (one === undefined) {
      best = paid;
      return;
    }
    for (const { name } of input.agents) {
      given[index] = name;
      const assignments = input.shifts
        .slice(0, index + 1)
        .flatMap((each, number) =>
          given[number] === undefined
            ? []
            : [{ agent: given[number], shift: each, lent: false, fixed: false }],
        );
      const own = assignments
        .filter((each) => each.agent === name)
        .toSorted((a, b) => a.shift.start - b.shift.start);
      const bad = rosterViolations({ ...input, shifts: [] }, {
        assignments: own,
        unfilled: [],
      } as never).filter((text) => text.startsWith(name) && !text.endsWith('lent or not'));
      if (bad.length === 0) search(index + 1, paid + one.paidSeconds, left - one.paidSeconds);
    }
    given[index] = undefined;
    search(index + 1, paid, left - one.paidSeconds);
  };
  search(
    0,
    0,
    input.shifts.reduce((sum, one) => sum + one.paidSeconds, 0),
  );
  return best;
}

describe('makeRoster', () => {
  it('keeps every rule, whatever people and shifts there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 9 }), shifts, async (people, wanted) => {
        const input: RosterInput = {
          grid,
          agents: agentsFrom(people),
          shifts: wanted.map(({ day, start, length, agents, other }) =>
            shift(day, start, length, { agents, team: other ? 'u' : 't' }),
          ),
        };
        const roster = await makeRoster(input, solver);
        expect(rosterViolations(input, roster)).toEqual([]);
        expect(roster.proof.filledPaidSeconds).toBeLessThanOrEqual(roster.proof.boundPaidSeconds);
        for (const { reasons } of roster.unfilled) expect(reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 60, seed: 9 },
    );
  });

  it('fills nearly as many paid hours as trying everything, and its bound is a bound', async () => {
    let filled = 0;
    let most = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 2, maxLength: 3 }),
        fc.array(fc.record({ day: fc.integer({ min: 0, max: 6 }), start: fc.constantFrom(6, 8, 14, 22) }), {
          minLength: 1,
          maxLength: 6,
        }),
        async (people, wanted) => {
          const input: RosterInput = {
            grid,
            agents: agentsFrom(people),
            shifts: wanted.map(({ day, start }) => shift(day, start, 8)),
          };
          const roster = await makeRoster(input, solver);
          const best = mostPaidSeconds(input);
          expect(roster.proof.boundPaidSeconds).toBeGreaterThanOrEqual(best - 1);
          expect(roster.proof.filledPaidSeconds).toBeLessThanOrEqual(best);
          filled += roster.proof.filledPaidSeconds;
          most += best;
        },
      ),
      { numRuns: 40, seed: 11 },
    );
    expect(filled / most).toBeGreaterThan(0.99);
  });

  it('fills shifts by passing others on', async () => {
    // Only B can work on Sunday, but B has two days and would be used up by Monday and Tuesday.
    const contract = { ...fullTimeContract, minimumSeconds: 0, maximumDays: 2 };
    const agents = [
      agent('A', { contract, availability: hours('Mon-Tue 00:00-24:00') }),
      agent('B', { contract }),
    ];
    const roster = await makeRoster(
      { grid, agents, shifts: [shift(0, 8, 8), shift(1, 8, 8), shift(2, 8, 8), shift(6, 8, 8)] },
      solver,
    );
    expect(roster.unfilled).toEqual([]);
    expect(roster.proof.gapFraction).toBe(0);
  });

  it('says why a shift is unfilled', async () => {
    const agents = [
      agent('A', { timeOff: [{ firstDay: monday, lastDay: monday }] }),
      agent('B', { availability: hours('Tue 08:00-16:00') }),
      agent('C', { team: 'u' }),
    ];
    const roster = await makeRoster({ grid, agents, shifts: [shift(0, 8, 8)] }, solver);
    expect(roster.unfilled.map(({ reasons }) => reasons)).toEqual([
      [
        { reason: 'time-off', agents: 1 },
        { reason: 'not-available', agents: 1 },
      ],
    ]);
  });

  it('keeps promised shifts, on a planned shift where there is one', async () => {
    const agents = [
      agent('A', {
        fixedShifts: [
          { day: monday, start: 9 * hour, end: 17 * hour },
          { day: monday + 2, start: 6 * hour, end: 10 * hour },
        ],
      }),
      agent('B'),
    ];
    const roster = await makeRoster({ grid, agents, shifts: [shift(0, 9, 8), shift(0, 6, 8)] }, solver);
    expect(
      roster.assignments.filter(({ fixed }) => fixed).map((one) => [one.agent, one.shift.pattern]),
    ).toEqual([
      ['A', 'p9'],
      ['A', 'fixed'],
    ]);
    expect(roster.assignments.find(({ agent: name }) => name === 'B')?.shift.pattern).toBe('p6');
  });

  it('shares weekends and keeps the rest after the last shift before the roster', async () => {
    const agents = ['A', 'B', 'C', 'D'].map((name) =>
      agent(name, { contract: { ...fullTimeContract, minimumSeconds: 0 } }),
    );
    const weekend = await makeRoster(
      { grid, agents, shifts: [5, 6].flatMap((day) => [shift(day, 8, 8), shift(day, 9, 8)]) },
      solver,
    );
    expect(weekend.agents.map(({ weekendShifts }) => weekendShifts)).toEqual([1, 1, 1, 1]);
    const tired = agent('T', { previousShiftEnd: { day: monday, secondOfDay: hour } });
    const roster = await makeRoster(
      { grid, agents: [tired], shifts: [shift(0, 8, 8), shift(1, 8, 8)] },
      solver,
    );
    expect(roster.unfilled.map(({ shift: one, reasons }) => [one.day, reasons[0]?.reason])).toEqual([
      [monday, 'rest'],
    ]);
  });

  it('wishes are followed where nothing stands against them', async () => {
    const agents = [
      agent('A', { preferences: { shifts: ['p14'] } }),
      agent('B', { preferences: { starts: { earliest: 7 * hour, latest: 9 * hour } } }),
    ];
    const roster = await makeRoster({ grid, agents, shifts: [shift(0, 8, 8), shift(0, 14, 8)] }, solver);
    expect(roster.assignments.map((one) => [one.agent, one.shift.pattern])).toEqual([
      ['A', 'p14'],
      ['B', 'p8'],
    ]);
  });
});
