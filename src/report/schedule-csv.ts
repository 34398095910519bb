import { formatDay, formatTimeOfDay } from '../calendar/local-date.ts';
import { formatInstant } from '../calendar/time-zone.ts';
import type { Plan, PlannedShift } from '../plan/plan.ts';
import type { CsvCell, CsvTable } from './csv.ts';

/** One shift to write down: with a name where the roster has one, else for a number of agents. */
export interface ScheduledShift {
  readonly team: string;
  readonly shift: PlannedShift;
  readonly agents: number;
  readonly agent: string | undefined;
}

/** What a shift is called in a calendar: team, shift, and who or how many work it. */
export function shiftTitle({ team, shift, agents, agent }: ScheduledShift): string {
  return `${team} ${shift.pattern}: ${agent ?? `${agents} agent${agents === 1 ? '' : 's'}`}`;
}

/** Every shift of a plan: those of the roster by name, those nobody fills and those of teams without names by number. */
export function scheduledShifts(plan: Plan): readonly ScheduledShift[] {
  return plan.teams.flatMap(({ team, shifts, roster }): ScheduledShift[] => {
    if (roster === undefined)
      return (shifts?.shifts ?? []).map((shift) => ({ team, shift, agents: shift.agents, agent: undefined }));
    const named = roster.assignments.map(({ shift, agent }) => ({ team, shift, agents: 1, agent }));
    const unfilled = roster.unfilled.map(({ shift }) => ({
      team,
      shift,
      agents: shift.agents,
      agent: undefined,
    }));
    return [...named, ...unfilled].sort(
      (a, b) => a.shift.start - b.shift.start || ((a.agent ?? '') < (b.agent ?? '') ? -1 : 1),
    );
  });
}

/** Shifts as rows: one a team, day, times and breaks, with the number of agents who work them, or a name. */
export function scheduleTable(plan: Plan): CsvTable {
  const zone = plan.grid.timeZone;
  const clock = (instant: number): string => formatTimeOfDay(zone.localTimeOf(instant).secondOfDay);
  const named = plan.teams.some(({ roster }) => roster !== undefined);
  const rows: CsvCell[][] = scheduledShifts(plan).map(({ team, shift, agents, agent }) => [
    team,
    formatDay(shift.day),
    shift.pattern,
    formatInstant(shift.start, zone),
    formatInstant(shift.end, zone),
    shift.breaks.map((pause) => `${pause.kind} ${clock(pause.start)}-${clock(pause.end)}`).join('; '),
    agents,
    ...(named ? [agent] : []),
  ]);
  return {
    columns: ['team', 'date', 'shift', 'start', 'end', 'breaks', 'agents', ...(named ? ['agent'] : [])],
    rows,
  };
}
