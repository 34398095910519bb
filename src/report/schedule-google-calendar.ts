import { datePartsOf, formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan } from '../plan/plan.ts';
import type { CsvTable } from './csv.ts';
import { scheduledShifts } from './schedule-csv.ts';

/** Shifts in the layout that Google Calendar imports: US dates and local times, one row an event. */
export function googleCalendarTable(plan: Plan): CsvTable {
  const zone = plan.grid.timeZone;
  const moment = (instant: number): readonly [string, string] => {
    const { day, secondOfDay } = zone.localTimeOf(instant);
    const { year, month, dayOfMonth } = datePartsOf(day);
    const pad = (value: number): string => String(value).padStart(2, '0');
    return [`${pad(month)}/${pad(dayOfMonth)}/${year}`, formatTimeOfDay(secondOfDay)];
  };
  const rows = scheduledShifts(plan).map(({ team, shift, agents, agent }) => [
    `${team} ${shift.pattern}: ${agent ?? `${agents} agent${agents === 1 ? '' : 's'}`}`,
    ...moment(shift.start),
    ...moment(shift.end),
    shift.breaks.map((pause) => `${pause.kind} ${moment(pause.start)[1]}`).join(', '),
  ]);
  return { columns: ['Subject', 'Start Date', 'Start Time', 'End Date', 'End Time', 'Description'], rows };
}
