import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan } from '../plan/plan.ts';
import { scheduledShifts, type ScheduledShift } from './schedule-csv.ts';

const utc = (instant: number): string =>
  new Date(instant * 1000).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');

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

function slug(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
}

function eventLines(plan: Plan, { team, shift, agents, agent }: ScheduledShift, running: number): string[] {
  const zone = plan.grid.timeZone;
  const clock = (instant: number): string => formatTimeOfDay(zone.localTimeOf(instant).secondOfDay);
  const who = agent ?? `${agents} agent${agents === 1 ? '' : 's'}`;
  const breaks = shift.breaks
    .map(({ kind, start, end }) => `${kind} ${clock(start)}-${clock(end)}`)
    .join('\n');
  const number = running > 1 ? `-${running}` : '';
  return [
    'BEGIN:VEVENT',
    `UID:${utc(shift.start)}-${utc(shift.end)}-${slug(team)}-${slug(agent ?? shift.pattern)}${number}@surgecast`,
    `DTSTAMP:${utc(zone.startOfDay(plan.asOf))}`,
    `DTSTART:${utc(shift.start)}`,
    `DTEND:${utc(shift.end)}`,
    `SUMMARY:${escaped(`${team} ${shift.pattern}: ${who}`)}`,
    `CATEGORIES:${escaped(team)}`,
    ...(breaks === '' ? [] : [`DESCRIPTION:${escaped(breaks)}`]),
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
    const key = `${one.shift.start}/${one.shift.end}/${one.team}/${one.agent ?? one.shift.pattern}`;
    const running = (seen.get(key) ?? 0) + 1;
    seen.set(key, running);
    return eventLines(plan, one, running);
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
