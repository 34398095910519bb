import { datePartsOf, formatTimeOfDay, weekdayName, weekdayOf } from '../calendar/local-date.ts';
import type { Plan, Roster, RosterAssignment, TeamPlan } from '../plan/plan.ts';
import { formatFigure, padEnd, padStart, shortName, visibleLength, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

const quarters: Readonly<Record<string, string>> = { '00': '', '15': '¼', '30': '½', '45': '¾' };

/** A time of day as short as rosters write it. @example rosterTime(34200) // => '9½' */
export function rosterTime(secondOfDay: number): string {
  const [hour = '', minute = ''] = formatTimeOfDay(secondOfDay).split(':');
  const quarter = quarters[minute];
  return quarter === undefined ? `${Number(hour)}:${minute}` : `${Number(hour)}${quarter}`;
}

/** Signs of a shift that is not simply the team’s own. */
const lentSign = '>';
const fixedSign = '=';

function cellOf(plan: Plan, { shift, lent, fixed }: RosterAssignment): string {
  const time = (instant: number): string => rosterTime(plan.grid.timeZone.localTimeOf(instant).secondOfDay);
  return `${time(shift.start)}–${time(shift.end)}${lent ? lentSign : ''}${fixed ? fixedSign : ''}`;
}

/** One agent’s shifts by the day they start. */
interface RosterRow {
  readonly agent: string;
  readonly shifts: ReadonlyMap<number, RosterAssignment>;
  readonly weekendsAndLates: string;
}

function rowsOf(roster: Roster, own: readonly RosterAssignment[]): readonly RosterRow[] {
  const byAgent = new Map<string, Map<number, RosterAssignment>>();
  for (const assignment of own) {
    const shifts = byAgent.get(assignment.agent) ?? new Map<number, RosterAssignment>();
    byAgent.set(assignment.agent, shifts.set(assignment.shift.day, assignment));
  }
  return [...byAgent].map(([agent, shifts]) => {
    const { weekendShifts = 0, lateShifts = 0 } = roster.agents.find((one) => one.agent === agent) ?? {};
    return { agent, shifts, weekendsAndLates: `${weekendShifts}/${lateShifts}` };
  });
}

const leastName = 8;
const mostName = 16;

/** Headings and a row an agent, without the names: days, paid hours, weekends and lates. */
function blockCells(
  plan: Plan,
  working: readonly RosterRow[],
  days: readonly number[],
): readonly (readonly string[])[] {
  const titles = days.map(
    (day) => `${weekdayName(weekdayOf(day)).slice(0, 3)} ${datePartsOf(day).dayOfMonth}`,
  );
  return [
    [...titles, 'paid', 'w/l'],
    ...working.map(({ shifts, weekendsAndLates }) => {
      const cells = days.map((day) => {
        const assignment = shifts.get(day);
        return assignment === undefined ? '·' : cellOf(plan, assignment);
      });
      const paid = days.reduce((sum, day) => sum + (shifts.get(day)?.shift.paidSeconds ?? 0), 0);
      return [...cells, `${formatFigure(paid / 3600)} h`, weekendsAndLates];
    }),
  ];
}

/**
 * Agents as rows and some days across: the name as long as the width allows. A table that has no room for its names is written as two,
 * one below the other.
 */
function blockLines(
  plan: Plan,
  rows: readonly RosterRow[],
  days: readonly number[],
  width: number,
): string[] {
  const working = rows.filter(({ shifts }) => days.some((day) => shifts.has(day)));
  if (working.length === 0) return [];
  const table = blockCells(plan, working, days);
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((cells) => visibleLength(cells[column] ?? ''))),
  );
  const room = width - 1 - widths.reduce((sum, one) => sum + one + 1, 0);
  if (room < leastName && days.length > 1) {
    const half = Math.ceil(days.length / 2);
    const parts = [days.slice(0, half), days.slice(half)].map((part) => blockLines(plan, rows, part, width));
    return joined(parts);
  }
  const longest = Math.max(5, ...working.map(({ agent }) => visibleLength(agent)));
  const name = Math.min(mostName, longest, Math.max(room, 5));
  const gap = room - name >= widths.length ? '  ' : ' ';
  return table.map((cells, index) => {
    const agent = index === 0 ? 'agent' : shortName(working[index - 1]?.agent ?? '', name);
    const padded = cells.map((cell, column) =>
      (column < days.length ? padEnd : padStart)(cell, widths[column] ?? 0),
    );
    return ` ${[padEnd(agent, name), ...padded].join(gap)}`.trimEnd();
  });
}

/** Blocks one below the other, those without lines left out. */
function joined(blocks: readonly (readonly string[])[]): string[] {
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

/** The roster of a team: agents as rows, days across, a block a week; people without a shift below. */
export function rosterLines(plan: Plan, team: TeamPlan, { style, width }: HumanContext): string[] {
  const { roster } = team;
  if (roster === undefined) return [];
  const own = roster.assignments.filter(({ shift }) => shift.team === team.team);
  const rows = rowsOf(roster, own);
  const days = Array.from({ length: plan.grid.days }, (_, offset) => plan.grid.firstDay + offset);
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, week) =>
    blockLines(plan, rows, days.slice(7 * week, 7 * week + 7), width),
  ).filter((lines) => lines.length > 0);
  const idle = roster.agents.filter((agent) => agent.team === team.team && agent.days === 0);
  const free = idle.length === 0 ? '' : `without a shift: ${idle.map(({ agent }) => agent).join(', ')}`;
  const isShown = (sign: string): boolean => weeks.some((lines) => lines.some((line) => line.includes(sign)));
  const legend = [
    ...(['½', '¼', '¾'].some((sign) => isShown(sign)) ? ['9½ = 09:30'] : []),
    'w/l = weekend and late shifts',
    ...(own.some(({ lent }) => lent) ? [`${lentSign} lent by another team`] : []),
    ...(own.some(({ fixed }) => fixed) ? [`${fixedSign} promised before`] : []),
  ].join(', ');
  return [
    ...joined(weeks),
    ...wrap(free, width - 1, '  ').map((line) => ` ${line}`),
    ...(weeks.length === 0 ? [] : wrap(legend, width - 1).map((line) => ` ${style.dim(line)}`)),
  ];
}
