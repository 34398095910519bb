import { formatDay } from '../calendar/local-date.ts';
import type { Plan } from '../plan/plan.ts';
import { scheduledShifts } from './schedule-csv.ts';

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

/** Shifts as an iCalendar file (RFC 5545), one event a shift, times in UTC; breaks in the description. */
export function formatScheduleIcs(plan: Plan): string {
  const events = scheduledShifts(plan).flatMap(({ team, shift, agents, agent }, index) => {
    const who = agent ?? `${agents} agent${agents === 1 ? '' : 's'}`;
    const breaks = shift.breaks.map((pause) => `${pause.kind} ${utc(pause.start).slice(9, 13)}Z`).join(', ');
    return [
      'BEGIN:VEVENT',
      `UID:${formatDay(shift.day)}-${index}-${team.replaceAll(/[^\w-]/g, '')}@surgecast`,
      `DTSTAMP:${utc(plan.grid.intervals[0]?.start ?? 0)}`,
      `DTSTART:${utc(shift.start)}`,
      `DTEND:${utc(shift.end)}`,
      `SUMMARY:${escaped(`${team} ${shift.pattern}: ${who}`)}`,
      ...(breaks === '' ? [] : [`DESCRIPTION:${escaped(breaks)}`]),
      'END:VEVENT',
    ];
  });
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//surgecast//schedule//EN',
    'CALSCALE:GREGORIAN',
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map((line) => folded(line)).join('\r\n')}\r\n`;
}
