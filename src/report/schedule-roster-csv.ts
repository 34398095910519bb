import { formatDay } from '../calendar/local-date.ts';
import { formatInstant } from '../calendar/time-zone.ts';
import type { Plan } from '../plan/plan.ts';
import type { CsvCell, CsvTable } from './csv.ts';
import { scheduledShifts } from './schedule-csv.ts';

/** One row a person and shift, as workforce systems read it; shifts without a name have an empty agent and a row for each agent. */
export function rosterTable(plan: Plan): CsvTable {
  const zone = plan.grid.timeZone;
  const rows = scheduledShifts(plan).flatMap(({ team, shift, agents, agent }) => {
    const lunch = shift.breaks.find(({ paid }) => !paid);
    const row: CsvCell[] = [
      agent ?? '',
      team,
      shift.pattern,
      formatDay(shift.day),
      formatInstant(shift.start, zone),
      formatInstant(shift.end, zone),
      lunch && formatInstant(lunch.start, zone),
      lunch && formatInstant(lunch.end, zone),
      shift.paidSeconds / 3600,
      plan.settings.timeZone,
    ];
    return Array.from({ length: agents }, () => row);
  });
  return {
    columns: [
      'agent',
      'team',
      'contract',
      'date',
      'start',
      'end',
      'lunch_start',
      'lunch_end',
      'paid_hours',
      'time_zone',
    ],
    rows,
  };
}
