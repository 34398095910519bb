import { formatDay, formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan } from '../plan/plan.ts';
import type { CsvTable } from './csv.ts';
import { scheduledShifts } from './schedule-csv.ts';

/** Shifts in the layout of Deputy’s schedule import: one row an agent’s shift, empty name for open shifts, meal break in minutes. */
export function deputyTable(plan: Plan): CsvTable {
  const zone = plan.grid.timeZone;
  const clock = (instant: number): string => formatTimeOfDay(zone.localTimeOf(instant).secondOfDay);
  const rows = scheduledShifts(plan).flatMap(({ team, shift, agents, agent }) => {
    const unpaid = shift.breaks
      .filter(({ paid }) => !paid)
      .reduce((sum, pause) => sum + (pause.end - pause.start) / 60, 0);
    const row = [
      agent ?? '',
      team,
      formatDay(shift.day),
      clock(shift.start),
      clock(shift.end),
      unpaid,
      shift.pattern,
    ];
    return Array.from({ length: agents }, () => row);
  });
  return {
    columns: ['Employee', 'Area', 'Date', 'Start Time', 'End Time', 'Mealbreak (minutes)', 'Comment'],
    rows,
  };
}
