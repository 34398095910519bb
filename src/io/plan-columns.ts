import { words } from './comma-words.ts';
import type { ColumnKind, ColumnSpec, TableLayout } from './match-header.ts';

type Extra = Pick<ColumnSpec, 'fallbacks' | 'needed'>;

function column(
  name: string,
  kind: ColumnKind,
  synonyms: readonly string[] = [],
  extra: Extra = {},
): ColumnSpec {
  return { name, kind, synonyms, ...extra };
}

const needed: Extra = { needed: true };

/** The columns of a list of holidays. */
export const holidaysLayout: TableLayout = {
  title: 'holidays',
  option: '--holidays',
  example: 'date,class,name',
  columns: [
    column('date', 'text', words('day, dates, period, holiday date'), needed),
    column('class', 'text', words('kind, type, effect, day class'), needed),
    column('name', 'text', words('holiday, description, note, occasion'), {}),
    column('factor', 'number', words('share, share of normal, share of a normal day, level')),
  ],
};

/** The columns of shift patterns. */
export const shiftsLayout: TableLayout = {
  title: 'shift patterns',
  option: '--shifts',
  example: 'name,earliest_start,latest_start,lengths',
  columns: [
    column('name', 'text', words('shift, shift name, pattern'), needed),
    column('earliest_start', 'text', words('start, start time, first start, from'), needed),
    column('latest_start', 'text', ['last start', 'to']),
    column('lengths', 'text', words('length, duration, durations, hours, shift length'), needed),
    column('team', 'text', ['group', 'queue']),
    column('days', 'text', words('weekdays, day, days of week')),
    column('start_step', 'text', words('step, start every, increment')),
    column('breaks', 'text', words('break, pauses, lunch')),
    column('cost_per_hour', 'number', words('wage, rate, hourly rate, pay')),
    column('max_agents', 'number', words('maximum agents, most agents, limit, max')),
  ],
};

/** The columns of named agents. */
export const agentsLayout: TableLayout = {
  title: 'agents',
  option: '--agents',
  example: 'agent,team,contract_hours,availability',
  columns: [
    column('agent', 'text', words('name, agent name, employee, employee name, person, agent id'), needed),
    column('team', 'text', words('group, home team, department'), needed),
    column('skills', 'text', words('skill, other teams, cross trained')),
    column('contract_hours', 'text', words('hours, weekly hours, hours per week, contract')),
    column('days_per_week', 'number', words('days, max days, working days')),
    column('min_rest', 'text', words('rest, minimum rest, rest between shifts')),
    column('availability', 'text', words('available, available hours, working hours')),
    column('time_off', 'text', words('leave, vacation, holidays, absence, absences, pto')),
    column('preferences', 'text', ['preference', 'wishes']),
    column('fixed', 'text', words('fixed shifts, assigned, assignments, fixed assignments')),
    column('cost_per_hour', 'number', words('wage, rate, hourly rate, pay')),
    column('previous_shift_end', 'date', ['last shift end', 'last shift']),
  ],
};

/** Columns of the program's own `staff` table that a schedule does not need. */
const staffFigures = words(
  'expected contacts, staffed contacts, offered load erlangs, scheduled agents, available agents, gap agents, promised service level, delivered service level, delivered abandonment, delivered average speed of answer seconds, occupancy, binding target',
).map((name) => column(name.replaceAll(' ', '_'), 'text'));

/** The columns of required agents: those of the program's own `staff` table that a schedule needs. */
export const staffLayout: TableLayout = {
  title: 'required agents',
  option: '--staff',
  example: 'interval_start,team,required_agents',
  columns: [
    column('interval_start', 'date', words('datetime, timestamp, start, start time, interval'), {
      needed: true,
      fallbacks: ['date', 'day'],
    }),
    column('time_of_day', 'text', [], { fallbacks: ['time', 'hour'] }),
    column('team', 'text', words('group, queue, skill, department')),
    column(
      'required_agents',
      'number',
      words('required, agents required, requirement, required staff, requirements'),
      {
        needed: true,
        fallbacks: words('agents, staff, fte, headcount'),
      },
    ),
    ...staffFigures,
  ],
};
