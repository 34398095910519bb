import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { formatScheduleIcs } from '../../src/report/schedule-ics.ts';
import { planOf } from '../checks/plan-builder.ts';
import { rosterOf, shiftOf, withSchedule } from './hand-made-schedule.ts';

/** An event as its properties, texts unescaped. */
type Event = ReadonlyMap<string, string>;

/** Reads an iCalendar text as RFC 5545 has it: CRLF, folded at 75 octets, escaped texts. */
function parse(text: string): {
  readonly head: ReadonlyMap<string, string>;
  readonly events: readonly Event[];
} {
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n'))
    expect(new TextEncoder().encode(line).length, line).toBeLessThanOrEqual(75);
  const head = new Map<string, string>();
  const events: Map<string, string>[] = [];
  const open: string[] = [];
  for (const line of text
    .replaceAll(/\r\n[ \t]/g, '')
    .trimEnd()
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([A-Z-]+):(.*)$/.exec(line) ?? [];
    expect(name, line).not.toBe('');
    if (name === 'BEGIN') open.push(value);
    if (name === 'BEGIN' && value === 'VEVENT') events.push(new Map());
    if (name === 'END') expect(open.pop()).toBe(value);
    const target = open.at(-1) === 'VEVENT' ? events.at(-1) : head;
    const unescaped = value.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
    if (name !== 'BEGIN' && name !== 'END') target?.set(name, unescaped);
  }
  expect(open).toEqual([]);
  return { head, events };
}

const settings = `
name: Fluggerbot, “the Centre”; Hall 2
timezone: America/New_York
interval: 60m
channels: { phone: { team: voice }, chat: { team: digital } }
teams: { voice: { hours: 24x7 }, digital: { hours: 24x7 } }
`;

function unnamed(): Plan {
  const plan = planOf([], { days: 2, settings });
  const shifts = (team: string) => [
    shiftOf(plan, { day: '2026-11-23', from: 9, to: 17.5, lunch: 12, break: 10, agents: 3 }, team),
    shiftOf(plan, { day: '2026-11-23', from: 9, to: 17.5, lunch: 13, agents: 1 }, team),
    shiftOf(plan, { day: '2026-11-23', from: 22, to: 30, pattern: 'night' }, team),
  ];
  const voice = withSchedule(plan, 'voice', { shifts: shifts('voice'), needed: () => 0 });
  return withSchedule(voice, 'digital', { shifts: shifts('digital'), needed: () => 0 });
}

function named(names: readonly string[]): Plan {
  const plan = planOf([], { days: 2, settings });
  const shifts = names.map((agent) => ({
    agent,
    shift: shiftOf(plan, { day: '2026-11-24', from: 9, to: 17, lunch: 12 }),
  }));
  return withSchedule(plan, 'voice', {
    shifts: shifts.map(({ shift }) => shift),
    needed: () => 0,
    roster: rosterOf(shifts),
  });
}

const identifiers = (plan: Plan): readonly string[] =>
  parse(formatScheduleIcs(plan)).events.map((event) => event.get('UID') ?? '');

describe('the iCalendar file', () => {
  it('has what RFC 5545 wants of a calendar and of every event', () => {
    const { head, events } = parse(formatScheduleIcs(unnamed()));
    expect(head.get('VERSION')).toBe('2.0');
    expect(head.get('PRODID')).toMatch(/surgecast/);
    expect(head.get('X-WR-TIMEZONE')).toBe('America/New_York');
    expect(events).toHaveLength(6);
    for (const event of events) {
      for (const name of ['DTSTAMP', 'DTSTART', 'DTEND']) expect(event.get(name)).toMatch(/^\d{8}T\d{6}Z$/);
      expect(event.get('LOCATION')).toBe('Fluggerbot, “the Centre”; Hall 2');
    }
  });

  it('says how many agents a shift without a name is for, and breaks in local time', () => {
    const [first, , night] = parse(formatScheduleIcs(unnamed())).events;
    expect(first?.get('DTSTART')).toBe('20261123T140000Z');
    expect(first?.get('SUMMARY')).toBe('voice full: 3 agents');
    expect(first?.get('CATEGORIES')).toBe('voice');
    expect(first?.get('DESCRIPTION')).toBe(
      'break 10:00-10:15\nlunch 12:00-12:30\nfor 3 agents, no names yet',
    );
    expect([night?.get('DTSTART'), night?.get('DTEND')]).toEqual(['20261124T030000Z', '20261124T110000Z']);
  });

  it('gives every event an identifier of its own, even where names differ in a sign only', () => {
    const names = [
      'Ann O’Neil',
      'Ann O-Neil',
      'Ann, O; Neil',
      'Ånn',
      'Ann'.repeat(40),
      `${'Ann'.repeat(40)}a`,
    ];
    for (const plan of [unnamed(), named(names)])
      expect(new Set(identifiers(plan)).size).toBe(identifiers(plan).length);
  });

  it('keeps identifiers when other teams, agents or days are left out', () => {
    const whole = unnamed();
    const digital = { ...whole, teams: whole.teams.filter(({ team }) => team === 'digital') };
    expect(identifiers(whole)).toEqual(expect.arrayContaining([...identifiers(digital)]));
    expect(identifiers(named(['Ann', 'Bob']))).toEqual(
      expect.arrayContaining([...identifiers(named(['Bob']))]),
    );
  });

  it('is named after the only team or agent in it', () => {
    const nameOf = (plan: Plan): string | undefined =>
      parse(formatScheduleIcs(plan)).head.get('X-WR-CALNAME');
    expect(nameOf(unnamed())).toBe('Shifts');
    expect(nameOf(named(['Ann', 'Bob']))).toBe('Shifts of voice');
    expect(nameOf(named(['Ann, “the first”']))).toBe('Shifts of Ann, “the first”');
  });
});
