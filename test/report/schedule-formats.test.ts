import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { formatCsv } from '../../src/report/csv.ts';
import { formatJsonEnvelope } from '../../src/report/json-envelope.ts';
import { planJsonSchema } from '../../src/report/plan-json-schema.ts';
import { planObject } from '../../src/report/plan-json.ts';
import { scheduleTable } from '../../src/report/schedule-csv.ts';
import { deputyTable } from '../../src/report/schedule-deputy.ts';
import { googleCalendarTable } from '../../src/report/schedule-google-calendar.ts';
import { scheduleObject } from '../../src/report/schedule-json.ts';
import { rosterTable } from '../../src/report/schedule-roster-csv.ts';
import type { CsvTable } from '../../src/report/csv.ts';
import { day, planOf } from '../checks/plan-builder.ts';
import { rosterOf, shiftOf, surgeOf, withSchedule } from './hand-made-schedule.ts';

/** Rows as objects by the names of their columns. */
function records(table: CsvTable): readonly Readonly<Record<string, unknown>>[] {
  return table.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i]])));
}

/** Voice with a name and a shift nobody works, digital without names; a night that ends on the next day. */
function example(priced = true): Plan {
  const plan = planOf([], { days: 2 });
  const own = shiftOf(plan, { day: '2026-11-23', from: 9, to: 17.5, lunch: 12, break: 10 });
  const night = shiftOf(
    plan,
    { day: '2026-11-23', from: 22, to: 30, pattern: 'night', agents: 2 },
    'digital',
  );
  const open = shiftOf(plan, { day: '2026-11-24', from: 12, to: 16, pattern: 'part' });
  const roster = rosterOf([{ agent: 'Ann Lee', shift: own }], {
    unfilled: [{ shift: open, reasons: [{ reason: 'rest', agents: 1 }] }],
  });
  const surge = surgeOf(plan, {
    missing: { 12: 2 },
    uncovered: { 12: 1 },
    actions: [
      {
        kind: 'overtime',
        day: day('2026-11-23'),
        firstInterval: 12,
        endInterval: 13,
        agents: 1,
        hours: 1,
        cost: 42,
      },
    ],
  });
  const voice = withSchedule(plan, 'voice', {
    shifts: [own],
    needed: (i) => (i === 12 ? 2 : 0),
    roster,
    surge,
    serviceLevel: () => 0.9,
    facts: {
      by: 'agents',
      headCount: [{ contract: '40 h', agents: 1 }],
      missedIntervals: [12],
      rounds: [{ missed: [{ interval: 12 }], paidHours: 8, cost: 224, raisedAgentHours: 0 }],
    },
    ...(priced ? {} : { fields: { costPerHour: undefined } }),
  });
  return withSchedule(voice, 'digital', { shifts: [night], needed: () => 0 });
}

describe('the schedule as CSV', () => {
  it('keeps the columns of the contract', () => {
    expect(scheduleTable(planOf([], { days: 1 })).columns.join()).toBe(
      'team,date,shift,start,end,breaks,agents',
    );
    expect(scheduleTable(example()).columns.join()).toBe('team,date,shift,start,end,breaks,agents,agent');
  });

  it('has a roster of one row a person and shift, nameless ones without a name', () => {
    expect(formatCsv(rosterTable(example()))).toBe(
      [
        'agent,team,contract,date,start,end,lunch_start,lunch_end,paid_hours,time_zone',
        'Ann Lee,voice,full,2026-11-23,2026-11-23T09:00-05:00,2026-11-23T17:30-05:00,2026-11-23T12:00-05:00,2026-11-23T12:30-05:00,8,America/New_York',
        ',voice,part,2026-11-24,2026-11-24T12:00-05:00,2026-11-24T16:00-05:00,,,4,America/New_York',
        ',digital,night,2026-11-23,2026-11-23T22:00-05:00,2026-11-24T06:00-05:00,,,8,America/New_York',
        ',digital,night,2026-11-23,2026-11-23T22:00-05:00,2026-11-24T06:00-05:00,,,8,America/New_York',
        '',
      ].join('\n'),
    );
  });

  it('writes what Google Calendar reads: US dates, hours with AM and PM, one event for nameless agents', () => {
    const [ann, , night] = records(googleCalendarTable(example()));
    expect(ann).toEqual({
      Subject: 'voice full: Ann Lee',
      'Start Date': '11/23/2026',
      'Start Time': '09:00 AM',
      'End Date': '11/23/2026',
      'End Time': '05:30 PM',
      'All Day Event': 'FALSE',
      Description: 'break 10:00 AM to 10:15 AM, lunch 12:00 PM to 12:30 PM',
      Location: '',
      Private: 'FALSE',
    });
    expect(night).toMatchObject({
      Subject: 'digital night: 2 agents',
      'Start Time': '10:00 PM',
      'End Date': '11/24/2026',
      'End Time': '06:00 AM',
    });
  });

  it('writes what Deputy reads: dates and times apart, breaks by kind, nameless shifts open', () => {
    const [ann, open, ...nights] = records(deputyTable(example()));
    expect(ann).toMatchObject({
      'First Name': 'Ann',
      'Last Name': 'Lee',
      Email: '',
      'Start Date': '2026-11-23',
      'Start Time': '09:00:00',
      'End Time': '17:30:00',
      Area: 'voice',
      'Meal Break (Mins)': 30,
      'Meal Break Start Time': '12:00:00',
      'Rest Break End Time': '10:15:00',
      Open: 'No',
    });
    expect(open).toMatchObject({ 'First Name': '', 'Meal Break (Mins)': 0, Open: 'Yes', Comment: 'part' });
    expect(nights).toHaveLength(2);
    expect(nights[0]).toMatchObject({ 'End Date': '2026-11-24', 'End Time': '06:00:00' });
  });
});

describe('the schedule as JSON', () => {
  interface ScheduleJson {
    readonly teams: readonly Readonly<Record<string, unknown>>[];
  }
  const json = (plan: Plan): ScheduleJson => JSON.parse(JSON.stringify(scheduleObject(plan))) as ScheduleJson;

  it('holds facts, head count, coverage, what is missing and what can be done with ISO times', () => {
    const [voice] = json(example()).teams;
    expect(voice).toMatchObject({
      team: 'voice',
      by: 'agents',
      serviceLevelPer: 'interval',
      coverShrinkageFraction: 0.21,
      headCount: [{ contract: '40 h', agents: 1 }],
      rounds: [{ missedIntervals: 1, paidHours: 8, cost: 224 }],
      unmet: [{ intervalStart: '2026-11-23T12:00-05:00', requiredAgents: 2 }],
      missed: ['2026-11-23T12:00-05:00'],
      surgeActions: {
        actions: [
          { kind: 'overtime', start: '2026-11-23T12:00-05:00', end: '2026-11-23T13:00-05:00', cost: 42 },
        ],
        missing: [{ intervalStart: '2026-11-23T12:00-05:00', agents: 2 }],
        uncovered: [{ intervalStart: '2026-11-23T12:00-05:00', agents: 1 }],
      },
      roster: {
        agents: [{ agent: 'Ann Lee', team: 'voice', paidHours: 8, missingContractHours: 0 }],
        unfilled: [
          { shift: 'part', start: '2026-11-24T12:00-05:00', reasons: [{ reason: 'rest', agents: 1 }] },
        ],
      },
      delivered: { scheduled: { serviceLevelFraction: 0.83 }, required: { serviceLevelFraction: 1 } },
    });
    expect(voice?.['coverage']).toContainEqual({
      intervalStart: '2026-11-23T12:00-05:00',
      expectedContacts: 80,
      agentsToCover: 2,
      agentsOnShift: 0.5,
      serviceLevelFraction: 0.9,
      occupancyFraction: 0.7,
    });
  });

  it('is the same text however long the solver took, and has money where an hour has a price', () => {
    const text = JSON.stringify(json(example()).teams);
    expect(text).not.toMatch(/"seconds"/);
    expect(text).toContain('"cost":42');
    const unpriced = json(example(false)).teams.find(({ team }) => team === 'voice');
    expect(JSON.stringify(unpriced)).not.toContain('"cost"');
  });

  it('keeps to the published schema in the plan', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(planJsonSchema());
    for (const plan of [planOf(), example(), example(false)]) {
      const head = { version: '1', asOf: plan.asOf, timeZone: 'America/New_York', inputs: [], settings: {} };
      const valid = validate(JSON.parse(formatJsonEnvelope(head, planObject(plan), [])));
      expect(validate.errors ?? []).toEqual([]);
      expect(valid).toBe(true);
    }
  });
});
