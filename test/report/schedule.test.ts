import { beforeAll, describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { parseDay } from '../../src/calendar/local-date.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { narrowed, namedPlan, plannedNights } from './scheduled-plans.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { formatCsv } from '../../src/report/csv.ts';
import { visibleLength } from '../../src/report/layout.ts';
import { daySheet } from '../../src/report/schedule-day-sheet.ts';
import { formatSchedule } from '../../src/report/schedule-human.ts';
import { formatScheduleIcs } from '../../src/report/schedule-ics.ts';
import { scheduleObject } from '../../src/report/schedule-json.ts';
import { rosterTable } from '../../src/report/schedule-roster-csv.ts';
import { scheduledShifts, scheduleTable } from '../../src/report/schedule-csv.ts';
import { plainStyle } from '../../src/report/style.ts';

const context = { style: plainStyle, width: 80, verbose: false };

/** Content lines of an iCalendar text, unfolded. */
function contentLines(text: string): readonly (readonly [string, string])[] {
  expect(text.endsWith('\r\n')).toBe(true);
  for (const line of text.split('\r\n'))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  return text
    .replaceAll('\r\n ', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]);
}

function valuesOf(text: string, name: string): readonly string[] {
  return contentLines(text).flatMap(([key, value]) => (key === name ? [value] : []));
}

let named: Plan;
let nights: Plan;

beforeAll(async () => {
  named = await namedPlan();
  nights = await plannedNights();
});

describe('the schedule for people', () => {
  it('never is wider than the terminal and has no colour codes without colour', () => {
    for (const plan of [named, nights]) {
      for (const verbose of [false, true]) {
        const text = formatSchedule(plan, { ...context, verbose });
        for (const line of text.split('\n')) expect(visibleLength(line), line).toBeLessThanOrEqual(80);
        expect(text).not.toContain('\u001B');
      }
    }
  });

  it('says what is short, what can be done, why shifts are empty, and marks who is lent and promised', () => {
    const text = formatSchedule(named, context);
    expect(text).toMatch(/WHERE IT FALLS SHORT\n {2}voice: .* agent-hours can be covered for EUR/);
    expect(text).toMatch(/nobody for \d+ shifts? \(.*already at work/);
    expect(text).toContain('named people');
    expect(text).toContain('= promised before');
    expect(text).not.toMatch(/already-working|not-available|NaN|undefined/);
  });

  it('shows night shifts on the day they start, with their end on the next', () => {
    const text = formatSchedule(nights, { ...context, verbose: true });
    expect(text).toMatch(/22:00–06:00/);
    expect(text).toContain('ok  voice: everything required is covered.');
    expect(text).not.toContain('ROSTER');
  });

  it('draws breaks as gaps, as fine as the width allows', () => {
    const [first] = named.teams[0]?.shifts?.shifts ?? [];
    if (first === undefined) throw new Error('no shift');
    const shift = {
      ...first,
      start: 0,
      end: 4 * 3600,
      breaks: [
        { kind: 'break', start: 3600, end: 4500, paid: true },
        { kind: 'lunch', start: 7200, end: 9000, paid: false },
      ],
    };
    const zone = timeZone('UTC');
    const grid = intervalGrid({ timeZone: zone, intervalSeconds: 1800, firstDay: 0, days: 1 });
    const [hours, bar, legend] = daySheet({ ...named, grid }, [{ label: 'Ann', shift }], context);
    expect(hours?.trim()).toBe('00  01  02  03');
    expect(bar).toBe(`    Ann            ████·███▁▁██████`);
    expect(legend).toContain('a sign is 15 minutes');
  });
});

describe('the schedule for machines', () => {
  it('keeps the columns of the contract', () => {
    expect(scheduleTable(nights).columns).toEqual([
      'team',
      'date',
      'shift',
      'start',
      'end',
      'breaks',
      'agents',
    ]);
    expect(scheduleTable(named).columns.at(-1)).toBe('agent');
    expect(formatCsv(rosterTable(named)).split('\n')[0]).toBe(
      'agent,team,contract,date,start,end,lunch_start,lunch_end,paid_hours,time_zone',
    );
  });

  it('writes a roster row for every person and shift', () => {
    const shifts = scheduledShifts(nights);
    expect(rosterTable(nights).rows).toHaveLength(shifts.reduce((sum, { agents }) => sum + agents, 0));
  });

  it('has iCalendar events whose identifiers are unique and stay when others are left out', () => {
    const whole = formatScheduleIcs(named);
    const identifiers = valuesOf(whole, 'UID');
    expect(new Set(identifiers).size).toBe(identifiers.length);
    expect(identifiers).toHaveLength(scheduledShifts(named).length);
    const ann = formatScheduleIcs(narrowed(named, 'Ann, the "first"; O’Neil'));
    expect(valuesOf(ann, 'X-WR-CALNAME')).toEqual(['Shifts of Ann\\, the "first"\\; O’Neil']);
    const own = valuesOf(ann, 'UID');
    expect(own.length).toBeGreaterThan(0);
    for (const identifier of own) expect(identifiers).toContain(identifier);
    for (const start of valuesOf(whole, 'DTSTART')) expect(start).toMatch(/^\d{8}T\d{6}Z$/);
    expect(valuesOf(whole, 'BEGIN').filter((value) => value === 'VEVENT')).toHaveLength(identifiers.length);
  });

  it('is data down to the interval, the same text every time', () => {
    const object = JSON.parse(JSON.stringify(scheduleObject(named))) as {
      readonly teams: readonly Record<string, unknown>[];
    };
    const [team] = object.teams;
    expect(team).toMatchObject({ team: 'voice', by: 'agents', serviceLevelPer: 'interval' });
    expect(team?.['coverage']).toHaveLength(
      named.teams[0]?.requirement.open.reduce((sum, open) => sum + open, 0) ?? -1,
    );
    expect(JSON.stringify(team?.['proof'])).not.toContain('seconds');
    expect(JSON.stringify(team?.['surgeActions'])).toContain('uncoveredAgentHours');
  });

  it('counts a day of 23 hours as it is', async () => {
    const plan = await plannedNights(parseDay('2026-03-29') ?? 0);
    const text = formatSchedule(plan, { ...context, verbose: true });
    for (const line of text.split('\n')) expect(visibleLength(line), line).toBeLessThanOrEqual(80);
    expect(plan.teams[0]?.shifts?.underAgentHours).toBe(0);
  });
});
