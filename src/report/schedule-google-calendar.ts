import { datePartsOf } from '../calendar/local-date.ts';
import type { Plan } from '../plan/plan.ts';
import type { CsvTable } from './csv.ts';
import { scheduledShifts, shiftTitle } from './schedule-csv.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** A time of day as Google Calendar’s examples have it. @example googleTime(45000) // => '12:30 PM' */
export function googleTime(secondOfDay: number): string {
  const minutes = Math.round(secondOfDay / 60) % 1440;
  const hour = Math.floor(minutes / 60);
  return `${pad(hour % 12 === 0 ? 12 : hour % 12)}:${pad(minutes % 60)} ${hour < 12 ? 'AM' : 'PM'}`;
}

/**
 * Shifts in the layout that Google Calendar imports: US dates and local times, one row an event; shifts without a name are one event
 * with the number of agents. The times have no zone: the calendar must be in the plan’s.
 */
export function googleCalendarTable(plan: Plan): CsvTable {
  const zone = plan.grid.timeZone;
  const moment = (instant: number): readonly [string, string] => {
    const { day, secondOfDay } = zone.localTimeOf(instant);
    const { year, month, dayOfMonth } = datePartsOf(day);
    return [`${pad(month)}/${pad(dayOfMonth)}/${year}`, googleTime(secondOfDay)];
  };
  const rows = scheduledShifts(plan).map((scheduled) => {
    const { shift } = scheduled;
    const breaks = shift.breaks.map(
      ({ kind, start, end }) => `${kind} ${moment(start)[1]} to ${moment(end)[1]}`,
    );
    return [
      shiftTitle(scheduled),
      ...moment(shift.start),
      ...moment(shift.end),
      'FALSE',
      breaks.join(', '),
      plan.settings.name ?? '',
      'FALSE',
    ];
  });
  return {
    columns: [
      'Subject',
      'Start Date',
      'Start Time',
      'End Date',
      'End Time',
      'All Day Event',
      'Description',
      'Location',
      'Private',
    ],
    rows,
  };
}
