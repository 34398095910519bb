import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../src/calendar/local-date.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { readAgents } from '../../src/io/agents-table.ts';
import { readHolidays } from '../../src/io/holidays-table.ts';
import { readShifts } from '../../src/io/shifts-table.ts';
import { readStaff } from '../../src/io/staff-table.ts';
import { textSource } from '../../src/io/table-source.ts';
import { fullTimeContract } from '../../src/scheduling/agent.ts';
import { errorText, projectFile } from './reading.ts';

const day = (year: number, month: number, dayOfMonth: number): number =>
  dayNumber(year, month, dayOfMonth) ?? 0;
const teams = ['voice', 'digital'];

describe('readHolidays', () => {
  const read = (text: string) => readHolidays(textSource('holidays.csv', text));

  it('reads days, periods, factors and other words', async () => {
    const { days, rows } = await read(
      'Date,Type,Holiday,Factor\n2026-12-25,closed,Christmas,\n24.12.2026..31.12.2026,Reduced,,40%\n2027-01-01 to 2027-01-02,Public holiday,,0.2\n',
    );
    expect(rows).toBe(3);
    expect(days).toEqual([
      {
        firstDay: day(2026, 12, 25),
        lastDay: day(2026, 12, 25),
        class: 'closed',
        name: 'Christmas',
        factor: undefined,
      },
      {
        firstDay: day(2026, 12, 24),
        lastDay: day(2026, 12, 31),
        class: 'reduced',
        name: undefined,
        factor: 0.4,
      },
      { firstDay: day(2027, 1, 1), lastDay: day(2027, 1, 2), class: 'full', name: undefined, factor: 0.2 },
    ]);
  });

  it('reads the shipped example', async () => {
    expect((await read(projectFile('fixtures/example/holidays.csv'))).days).toHaveLength(8);
  });

  it('accepts a list without days, with a note', async () => {
    expect(await read('date,class\n')).toMatchObject({
      days: [],
      notes: [{ message: 'the list of holidays has no days' }],
    });
  });

  it.each([
    ['2026-02-30,closed', 'date is "2026-02-30"; expected a date such as 2026-12-25, or a period'],
    ['2026-12-31..2026-12-24,closed', 'the period "2026-12-31..2026-12-24" ends before it begins'],
    ['2026-12-31..,closed', 'date is "2026-12-31.."; expected a date'],
    [',closed', 'date is blank'],
    ['2026-12-25,shutt', 'class is "shutt"; expected closed, full, eve, reduced, open'],
    ['2026-12-25,', 'class is ""; expected closed, full, eve, reduced, open'],
    ['04/07/2026,closed', '"04/07/2026" can be 4 July 2026 (day first) or 7 April 2026 (month first)'],
  ])('refuses %s', async (row, message) => {
    const text = await errorText(read(`date,class\n${row}\n`));
    expect(text).toContain(message);
    expect(text.startsWith('holidays.csv:2:')).toBe(true);
  });

  it('wants a class', async () => {
    expect(await errorText(read('date,note\n2026-12-25,x\n'))).toContain(
      'no column for class (or kind, type, effect, day class) of holidays; found date, note',
    );
  });
});

describe('readShifts', () => {
  const read = (text: string) => readShifts(textSource('shifts.csv', text), { teams });

  it('reads every column', async () => {
    const { patterns } = await read(
      'name,team,days,earliest_start,latest_start,start_step,lengths,breaks,cost_per_hour,max_agents\n' +
        'early,Voice,Mon-Fri,07:00,10:00,30m,4h 8h30m,break 15m 1h30m-2h30m,24.50,12\nnight,,,22:00,02:00,,8h,,,\n',
    );
    expect(patterns).toEqual([
      {
        name: 'early',
        team: 'voice',
        weekdays: [0, 1, 2, 3, 4],
        earliestStart: 25_200,
        latestStart: 36_000,
        startStep: 1800,
        lengths: [14_400, 30_600],
        breaks: [{ kind: 'break', seconds: 900, earliestStart: 5400, latestStart: 9000, paid: true }],
        costPerHour: 24.5,
        maximumAgents: 12,
      },
      {
        name: 'night',
        team: undefined,
        weekdays: undefined,
        earliestStart: 79_200,
        latestStart: 93_600,
        startStep: 900,
        lengths: [28_800],
        breaks: [],
        costPerHour: undefined,
        maximumAgents: undefined,
      },
    ]);
  });

  it('reads the shipped example', async () => {
    expect((await read(projectFile('fixtures/example/shifts.csv'))).patterns).toHaveLength(6);
  });

  it.each([
    [
      'early,voice,07:00,10:00,8h,lunch 30m 9h-9h',
      'shifts.csv:2:28: lunch of 30 min in the window 09:00-09:00 can end after a shift of 8 h',
    ],
    ['early,voise,07:00,10:00,8h,', 'hint: did you mean voice? The teams are voice, digital'],
    ['early,sales,07:00,10:00,8h,', 'shifts.csv:2:7: there is no team "sales"'],
    ['early,voice,7 am,10:00,8h,', 'hint: expected a time of day such as 07:00'],
    ['early,voice,07:00,10:00,eight,', 'shifts.csv:2:25: lengths is "eight"'],
    ['early,voice,07:00,10:00,8h,lunch at noon', 'hint: expected a break such as "lunch 30m unpaid 3h-5h"'],
    ['early,voice,,10:00,8h,', 'shifts.csv:2:13: earliest_start is blank'],
    [',voice,07:00,10:00,8h,', 'shifts.csv:2:1: name is blank'],
    ['early,voice,07:00,10:00,20h,', 'a shift of 20 h is longer than 16 hours'],
  ])('refuses %s', async (row, message) => {
    expect(await errorText(read(`name,team,earliest_start,latest_start,lengths,breaks\n${row}\n`))).toContain(
      message,
    );
  });

  it('refuses a header alone', async () => {
    expect(await errorText(read('name,earliest_start,lengths\n'))).toBe(
      'shifts.csv: has a header and no shift patterns\n',
    );
  });
});

describe('readAgents', () => {
  const patterns = [
    {
      name: 'full',
      earliestStart: 28_800,
      latestStart: 36_000,
      startStep: 1800,
      lengths: [30_600],
      breaks: [],
    },
  ];
  const read = (text: string) => readAgents(textSource('agents.csv', text), { teams, patterns });

  it('reads every column', async () => {
    const { agents } = await read(
      'agent,team,skills,contract_hours,days_per_week,min_rest,availability,time_off,preferences,fixed,cost_per_hour,previous_shift_end\n' +
        'Ana,VOICE,Digital,20-30,4,12h,Mon-Fri 08:00-20:00,2026-11-24..2026-11-26,shift full; off Sat,2026-11-27 09:00-17:30,24.5,2026-11-23 02:00\nBo,digital,,,,,,,,,,\n',
    );
    expect(agents[0]).toMatchObject({
      name: 'Ana',
      team: 'voice',
      skills: ['digital'],
      contract: { minimumSeconds: 72_000, maximumSeconds: 108_000, maximumDays: 4, restSeconds: 43_200 },
      timeOff: [{ firstDay: day(2026, 11, 24), lastDay: day(2026, 11, 26) }],
      preferences: { shifts: ['full'], daysOff: [5] },
      fixedShifts: [{ day: day(2026, 11, 27), start: 32_400, end: 63_000 }],
      costPerHour: 24.5,
      previousShiftEnd: { day: day(2026, 11, 23), secondOfDay: 7200 },
    });
    expect(agents[0]?.availability?.periods).toHaveLength(5);
    expect(agents[1]).toMatchObject({
      name: 'Bo',
      team: 'digital',
      skills: [],
      contract: fullTimeContract,
      availability: undefined,
      timeOff: [],
      preferences: {},
      fixedShifts: [],
    });
  });

  it('reads the shipped example beside its shifts', async () => {
    const shifts = await readShifts(textSource('shifts.csv', projectFile('fixtures/example/shifts.csv')), {
      teams,
    });
    const { agents, rows } = await readAgents(
      textSource('agents.csv', projectFile('fixtures/example/agents.csv')),
      { teams, patterns: shifts.patterns },
    );
    expect(agents.length).toBe(rows);
  });

  it.each([
    ['Ana,voice,40,whenever', 'agents.csv:2:14: availability is "whenever"'],
    ['Ana,voice,40,"Mon-Fri 08:00-20:00, Sat late"', '"Sat late" does not read'],
    ['Ana,vioce,40,', 'agents.csv:2:5: there is no team "vioce"'],
    ['Ana,vioce,40,', 'hint: did you mean voice? The teams are voice, digital'],
    ['Ana,voice,60,', 'agents.csv:2:11: Ana has 60 h a week, but the longest shifts on 5 days give 42.5 h'],
    ['Ana,voice,30-20,', 'most hours (20 h) are fewer than least (30 h)'],
    ['Ana,voice,full time,', 'hint: expected paid hours a week such as "40" or "20-30"'],
    ['Ana,voice,40,Mon-Fri 20:00-22:00', 'no shift of team "voice" lies inside the availability of Ana'],
    [',voice,40,', 'agents.csv:2:1: agent is blank'],
    ['Ana,,40,', 'agents.csv:2:5: team is blank'],
    ['Ana,voice,40,\nAna,voice,40,', 'agents.csv:3:1: "Ana" is listed twice'],
  ])('refuses %j', async (rows, message) => {
    expect(await errorText(read(`agent,team,contract_hours,availability\n${rows}\n`))).toContain(message);
  });
});

describe('readStaff', () => {
  const zone = timeZone('America/New_York');
  const read = (text: string) => readStaff(textSource('staff.csv', text), { timeZone: zone, teams });

  it('reads the program’s own table, over a clock change too', async () => {
    const instants = Array.from({ length: 50 }, (_, index) => Date.UTC(2026, 10, 1, 4) / 1000 + index * 1800);
    const text = instants.map((instant, index) => {
      const offset = index < 4 ? '-04:00' : '-05:00';
      const local = new Date((instant + (index < 4 ? -4 : -5) * 3600) * 1000).toISOString().slice(0, 16);
      return `${local}${offset},Voice,10,${index}`;
    });
    const { grid, teams: read1 } = await read(
      `interval_start,team,expected_contacts,required_agents\n${text.join('\n')}\n`,
    );
    expect(grid).toMatchObject({ intervalSeconds: 1800, firstDay: day(2026, 11, 1), days: 1 });
    expect(grid.intervals.map(({ start }) => start)).toEqual(instants);
    expect(read1).toEqual([{ team: 'voice', requiredAgents: Float64Array.from(instants.keys()) }]);
  });

  it('has nothing to say of the other columns of the program’s own table', async () => {
    const header =
      'interval_start,team,expected_contacts,staffed_contacts,offered_load_erlangs,required_agents,scheduled_agents,available_agents,gap_agents,promised_service_level,delivered_service_level,delivered_abandonment,delivered_average_speed_of_answer_seconds,occupancy,binding_target';
    const { notes, teams: found } = await read(
      `${header}\n2026-11-23T09:00-05:00,voice,12.5,13,3.25,5,8,,,0.81,0.84,,12.5,0.65,service-level\n`,
    );
    expect(notes).toEqual([]);
    expect(found[0]?.requiredAgents[18]).toBe(5);
  });

  it('takes the usual step for the grid, and tells the row that does not fit', async () => {
    const times = ['09:00', '09:15', '09:30', '09:40', '09:45'];
    const rows = times.map((time) => `2026-11-23 ${time},voice,1`).join('\n');
    expect(await errorText(read(`interval_start,team,required_agents\n${rows}\n`))).toBe(
      'staff.csv:5:1: 2026-11-23 09:40 is not on the 15-minute grid of the file\n  | 2026-11-23 09:40,voice,1\n  | ^\n',
    );
  });

  it('needs nobody where there is no row', async () => {
    const { teams: found } = await read(
      'datetime,team,agents\n2026-11-23 09:00,voice,3\n2026-11-23 09:30,voice,4.5\n2026-11-23 09:00,digital,2\n',
    );
    expect(
      found.map(({ team, requiredAgents }) => [
        team,
        requiredAgents.reduce((sum, agents) => sum + agents, 0),
      ]),
    ).toEqual([
      ['voice', 7.5],
      ['digital', 2],
    ]);
  });

  it.each([
    ['2026-11-23 09:00,voice,-1', 'staff.csv:2:24: required_agents is "-1"; expected a number of 0 or more'],
    ['2026-11-23 09:00,voice,', 'required_agents is blank'],
    ['2026-11-23,voice,1', '2026-11-23 has no time'],
    [
      '2026-11-23 09:00,voice,1\n2026-11-23 09:00,voice,2',
      'staff.csv:3:1: voice at 2026-11-23 09:00 is already in line 2',
    ],
  ])('refuses %j', async (rows, message) => {
    expect(await errorText(read(`interval_start,team,required_agents\n${rows}\n`))).toContain(message);
  });
});
