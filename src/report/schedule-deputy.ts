import { formatDay, formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, PlannedShift } from '../plan/plan.ts';
import type { CsvCell, CsvTable } from './csv.ts';
import { scheduledShifts } from './schedule-csv.ts';

const columns = [
  'First Name',
  'Last Name',
  'Email',
  'Start Date',
  'Start Time',
  'End Date',
  'End Time',
  'Location',
  'Area',
  'Meal Break (Mins)',
  'Meal Break Start Date',
  'Meal Break Start Time',
  'Meal Break End Date',
  'Meal Break End Time',
  'Rest Break Start Date',
  'Rest Break Start Time',
  'Rest Break End Date',
  'Rest Break End Time',
  'Comment',
  'Published',
  'Open',
];

/** First and last name, and the address where the agent’s name is one: that is what Deputy finds people by. */
function personCells(agent: string | undefined): readonly [string, string, string] {
  if (agent === undefined) return ['', '', ''];
  if (/^\S+@\S+$/.test(agent)) return ['', '', agent];
  const [first = '', ...rest] = agent.split(/\s+/);
  return [first, rest.join(' '), ''];
}

/** Start and end of a break as Deputy has them, empty where there is none. */
type Moment = (instant: number) => readonly [string, string];

function breakCells(pause: PlannedShift['breaks'][number] | undefined, moment: Moment): readonly string[] {
  return pause === undefined ? ['', '', '', ''] : [...moment(pause.start), ...moment(pause.end)];
}

/**
 * Shifts in the layout of Deputy’s bulk import of schedules (its help page “Bulk import schedules and timesheets”): one row an agent’s
 * shift, unpublished; shifts without a name are open, a row for each agent. Unpaid breaks are meal breaks, paid ones rest breaks; of
 * each the first has columns of its own, further paid ones stand in the comment. Deputy finds people by their e-mail address: fill it in
 * where agents are listed by name. `Location` is the centre’s name and `Area` the team, which must exist in Deputy.
 */
export function deputyTable(plan: Plan): CsvTable {
  const moment: Moment = (instant) => {
    const { day, secondOfDay } = plan.grid.timeZone.localTimeOf(instant);
    return [formatDay(day), `${formatTimeOfDay(secondOfDay)}:00`];
  };
  const rows = scheduledShifts(plan).flatMap(({ team, shift, agents, agent }) => {
    const meals = shift.breaks.filter(({ paid }) => !paid);
    const rests = shift.breaks.filter(({ paid }) => paid);
    const further = [...meals.slice(1), ...rests.slice(1)].map(
      ({ kind, start, end }) => `${kind} ${moment(start)[1].slice(0, 5)}-${moment(end)[1].slice(0, 5)}`,
    );
    const row: CsvCell[] = [
      ...personCells(agent),
      ...moment(shift.start),
      ...moment(shift.end),
      plan.settings.name ?? '',
      team,
      meals.reduce((sum, { start, end }) => sum + (end - start) / 60, 0),
      ...breakCells(meals[0], moment),
      ...breakCells(rests[0], moment),
      [shift.pattern, ...further].join(', '),
      'No',
      agent === undefined ? 'Yes' : 'No',
    ];
    return Array.from({ length: agents }, () => row);
  });
  return { columns, rows };
}
