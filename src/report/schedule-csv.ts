import { formatDay, formatTimeOfDay } from '../calendar/local-date.ts';
import { formatInstant } from '../calendar/time-zone.ts';
import type { Plan } from '../plan/plan.ts';
import type { CsvCell, CsvTable } from './csv.ts';

/** Shifts as rows: one a team, day, times and breaks, with the number of agents who work them. */
export function scheduleTable(plan: Plan): CsvTable {
  const zone = plan.grid.timeZone;
  const clock = (instant: number): string => formatTimeOfDay(zone.localTimeOf(instant).secondOfDay);
  const rows: CsvCell[][] = plan.teams.flatMap(({ team, shifts }) =>
    (shifts?.shifts ?? []).map((shift) => [
      team,
      formatDay(shift.day),
      shift.pattern,
      formatInstant(shift.start, zone),
      formatInstant(shift.end, zone),
      shift.breaks.map((pause) => `${pause.kind} ${clock(pause.start)}-${clock(pause.end)}`).join('; '),
      shift.agents,
    ]),
  );
  return { columns: ['team', 'date', 'shift', 'start', 'end', 'breaks', 'agents'], rows };
}
