import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, Roster, RosterAssignment, TeamPlan } from '../plan/plan.ts';
import { formatFigure, textTable } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

const quarters: Readonly<Record<string, string>> = { '00': '', '15': '¼', '30': '½', '45': '¾' };

/** A time of day as short as rosters write it. @example rosterTime(34200) // => '9½' */
export function rosterTime(secondOfDay: number): string {
  const [hour = '', minute = ''] = formatTimeOfDay(secondOfDay).split(':');
  const quarter = quarters[minute];
  return quarter === undefined ? `${hour}:${minute}` : `${Number(hour)}${quarter}`;
}

function cellOf(plan: Plan, { shift, lent, fixed }: RosterAssignment): string {
  const time = (instant: number): string => rosterTime(plan.grid.timeZone.localTimeOf(instant).secondOfDay);
  return `${time(shift.start)}–${time(shift.end)}${lent ? '>' : ''}${fixed ? '=' : ''}`;
}

/** Agents as rows and the days of one week across. */
function weekLines(
  plan: Plan,
  roster: Roster,
  own: readonly RosterAssignment[],
  days: readonly number[],
): string[] {
  const byAgent = new Map<string, Map<number, RosterAssignment>>();
  for (const assignment of own) {
    const shifts = byAgent.get(assignment.agent) ?? new Map<number, RosterAssignment>();
    shifts.set(assignment.shift.day, assignment);
    byAgent.set(assignment.agent, shifts);
  }
  const rows = [...byAgent].flatMap(([agent, shifts]) => {
    const cells = days.map((day) => {
      const assignment = shifts.get(day);
      return assignment === undefined ? '·' : cellOf(plan, assignment);
    });
    if (cells.every((cell) => cell === '·')) return [];
    const paid = days.reduce((sum, day) => sum + (shifts.get(day)?.shift.paidSeconds ?? 0), 0) / 3600;
    const summary = roster.agents.find((one) => one.agent === agent);
    const name = agent.length > 12 ? `${agent.slice(0, 11)}…` : agent;
    return [
      [name, ...cells, formatFigure(paid), `${summary?.weekendShifts ?? 0}/${summary?.lateShifts ?? 0}`],
    ];
  });
  return textTable(
    [
      { title: 'agent' },
      ...days.map((day) => ({ title: friendlyDay(day).split(' ').slice(0, 2).join(' ') })),
      { title: 'h', align: 'right' as const },
      { title: 'w/l', align: 'right' as const },
    ],
    rows,
    ' ',
  );
}

/** The roster of a team: agents as rows, days across, a block a week. */
export function rosterLines(plan: Plan, team: TeamPlan, { style }: HumanContext): string[] {
  const { roster } = team;
  if (roster === undefined) return [];
  const own = roster.assignments.filter(({ shift }) => shift.team === team.team);
  const days = Array.from({ length: plan.grid.days }, (_, offset) => plan.grid.firstDay + offset);
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, week) =>
    days.slice(7 * week, 7 * week + 7),
  );
  const legend = [
    '9½ = 09:30',
    'w/l = weekend and late shifts',
    ...(own.some(({ lent }) => lent) ? ['> lent by another team'] : []),
    ...(own.some(({ fixed }) => fixed) ? ['= promised before'] : []),
  ].join(', ');
  return [
    ...weeks.flatMap((week) => ['', ...weekLines(plan, roster, own, week)]).slice(1),
    ` ${style.dim(legend)}`,
  ];
}
