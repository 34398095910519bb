import { describe, expect, it } from 'vitest';
import { parseOpeningHours } from '../../src/calendar/opening-hours.ts';
import { fullTimeContract, type Agent } from '../../src/scheduling/agent.ts';
import { defaultShiftPatterns } from '../../src/scheduling/default-patterns.ts';
import { agentProblems, shiftPatternProblems } from '../../src/scheduling/input-problems.ts';
import type { ShiftPattern } from '../../src/scheduling/shift-pattern.ts';

const hour = 3600;
const good: ShiftPattern = {
  name: 'day',
  earliestStart: 8 * hour,
  latestStart: 10 * hour,
  startStep: hour,
  lengths: [8.5 * hour],
  breaks: [{ kind: 'lunch', seconds: 1800, earliestStart: 3 * hour, latestStart: 5 * hour, paid: false }],
};
const teams = ['voice', 'digital'];

function kinds(pattern: Partial<ShiftPattern>): readonly string[] {
  return shiftPatternProblems([{ ...good, ...pattern }], { teams }).map(
    ({ kind, field }) => `${field}: ${kind}`,
  );
}

function lunch(earliest: number, latest: number): ShiftPattern['breaks'][number] {
  return {
    kind: 'lunch',
    seconds: 1800,
    earliestStart: earliest * hour,
    latestStart: latest * hour,
    paid: false,
  };
}

describe('shiftPatternProblems', () => {
  it('has nothing to say about good patterns', () => {
    expect(shiftPatternProblems([good, ...defaultShiftPatterns(900)], { teams })).toEqual([]);
  });

  it.each<[string, Partial<ShiftPattern>, string]>([
    ['a break that can end after its shift', { breaks: [lunch(3, 8.25)] }, 'breaks: break-outside-shift'],
    [
      'a break outside the shortest of its lengths',
      { lengths: [8.5 * hour, 4 * hour], breaks: [lunch(3, 4)] },
      'breaks: break-outside-shift',
    ],
    ['a window that ends before it begins', { breaks: [lunch(5, 3)] }, 'breaks: empty-break-window'],
    ['breaks that have to overlap', { breaks: [lunch(3, 3), lunch(3, 3)] }, 'breaks: break-windows-overlap'],
    ['a team that does not exist', { team: 'voce' }, 'team: unknown-team'],
    ['a shift without length', { lengths: [] }, 'lengths: no-length'],
    ['a shift of a day', { lengths: [24 * hour] }, 'lengths: shift-too-long'],
    ['a last start before the first', { latestStart: 7 * hour }, 'latest_start: no-start'],
  ])('reports %s', (_, pattern, problem) => {
    expect(kinds(pattern)).toEqual([problem]);
  });
});

describe('agentProblems', () => {
  const agent: Agent = {
    name: 'Ana',
    team: 'voice',
    skills: [],
    contract: fullTimeContract,
    timeOff: [],
    preferences: {},
    fixedShifts: [],
  };

  function problems(...agents: readonly Partial<Agent>[]): readonly string[] {
    const found = agentProblems(
      agents.map((one) => ({ ...agent, ...one })),
      { teams, patterns: [good] },
    );
    return found.map(({ index, kind, field }) => `${index} ${field}: ${kind}`);
  }

  function available(text: string): Partial<Agent> {
    const availability = parseOpeningHours(text);
    return 'problem' in availability ? {} : { availability };
  }

  it('has nothing to say about good agents', () => {
    expect(problems({}, { name: 'Ben', skills: ['digital'], ...available('Mon-Fri 08:00-19:00') })).toEqual(
      [],
    );
  });

  it.each<[string, Partial<Agent>, string]>([
    ['a team that does not exist', { team: 'vioce' }, '0 team: unknown-team'],
    ['a skill that is no team', { skills: ['chat'] }, '0 skills: unknown-team'],
    [
      'hours that run backwards',
      { contract: { ...fullTimeContract, minimumSeconds: 200_000 } },
      '0 contract_hours: contract-hours-backwards',
    ],
    [
      'hours that the days do not hold',
      { contract: { ...fullTimeContract, maximumDays: 4 } },
      '0 contract_hours: contract-hours-cannot-be-met',
    ],
    [
      'hours that the availability does not hold',
      available('Mon-Thu 08:00-19:00'),
      '0 contract_hours: contract-hours-cannot-be-met',
    ],
    [
      'an availability that no shift fits into',
      available('Mon-Fri 12:00-20:00'),
      '0 availability: never-available',
    ],
    [
      'promised shifts in time off',
      {
        fixedShifts: [{ day: 10, start: 9 * hour, end: 17 * hour }],
        timeOff: [{ firstDay: 9, lastDay: 11 }],
      },
      '0 fixed: fixed-shift-in-time-off',
    ],
    [
      'promised shifts without rest',
      {
        fixedShifts: [
          { day: 10, start: 14 * hour, end: 23 * hour },
          { day: 11, start: 6 * hour, end: 14 * hour },
        ],
      },
      '0 fixed: fixed-shifts-too-close',
    ],
  ])('reports %s', (_, one, problem) => {
    expect(problems(one)).toEqual([problem]);
  });

  it('reports a name that repeats, at its second place', () => {
    expect(problems({}, {})).toEqual(['1 agent: repeated-agent']);
  });
});
