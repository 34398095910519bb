import { fingerprintOf } from '../checks/fingerprint.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan } from '../plan/plan.ts';
import { scheduledShifts, shiftTitle, type ScheduledShift } from './schedule-csv.ts';

const utc = (instant: number): string =>
  new Date(instant * 1000).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n|\r/g, '\\n');

/** Folds a content line at 75 octets (RFC 5545, 3.1); characters are kept whole. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const lines: string[] = [];
  let current = '';
  for (const character of line) {
    const limit = lines.length === 0 ? 75 : 74;
    if (encoder.encode(current + character).length > limit) {
      lines.push(current);
      current = '';
    }
    current += character;
  }
  return [...lines, current].join('\r\n ');
}

/** Whose calendar it is: the only agent or team in it. */
function calendarName(shifts: readonly ScheduledShift[]): string {
  const agents = new Set(shifts.map(({ agent }) => agent));
  const teams = new Set(shifts.map(({ team }) => team));
  const [agent] = agents;
  const [team] = teams;
  if (agents.size === 1 && agent !== undefined) return `Shifts of ${agent}`;
  return teams.size === 1 && team !== undefined ? `Shifts of ${team}` : 'Shifts';
}

/**
 * What tells one shift from all others, whichever are written beside it: legible where names are plain, and safe where they differ in
 * their signs only.
 */
function identity({ team, shift, agent }: ScheduledShift): string {
  const who = agent ?? shift.pattern;
  const words = [...`${team} ${who}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-')].slice(0, 40).join('');
  const exact = fingerprintOf(`${team}\n${agent === undefined ? 'shift' : 'agent'}\n${who}`).slice(0, 8);
  return `${utc(shift.start)}-${utc(shift.end)}-${words}-${exact}`;
}

function eventLines(plan: Plan, scheduled: ScheduledShift, identifier: string): string[] {
  const { team, shift, agents, agent } = scheduled;
  const zone = plan.grid.timeZone;
  const clock = (instant: number): string => formatTimeOfDay(zone.localTimeOf(instant).secondOfDay);
  const description = [
    ...shift.breaks.map(({ kind, start, end }) => `${kind} ${clock(start)}-${clock(end)}`),
    ...(agent === undefined ? [`for ${agents} agent${agents === 1 ? '' : 's'}, no names yet`] : []),
  ].join('\n');
  return [
    'BEGIN:VEVENT',
    `UID:${identifier}@surgecast`,
    `DTSTAMP:${utc(zone.startOfDay(plan.asOf))}`,
    `DTSTART:${utc(shift.start)}`,
    `DTEND:${utc(shift.end)}`,
    `SUMMARY:${escaped(shiftTitle(scheduled))}`,
    `CATEGORIES:${escaped(team)}`,
    ...(plan.settings.name === undefined ? [] : [`LOCATION:${escaped(plan.settings.name)}`]),
    ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ];
}

/**
 * Shifts as an iCalendar file (RFC 5545), one event a shift, times in UTC; breaks in local time in the description. An event keeps its
 * UID whichever teams and agents are written beside it, so that an import again replaces what it brought before.
 */
export function formatScheduleIcs(plan: Plan): string {
  const shifts = scheduledShifts(plan);
  const seen = new Map<string, number>();
  const events = shifts.flatMap((one) => {
    const key = identity(one);
    const running = (seen.get(key) ?? 0) + 1;
    seen.set(key, running);
    return eventLines(plan, one, running > 1 ? `${key}-${running}` : key);
  });
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//surgecast//schedule//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(calendarName(shifts))}`,
    `X-WR-TIMEZONE:${plan.settings.timeZone}`,
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map((line) => folded(line)).join('\r\n')}\r\n`;
}
