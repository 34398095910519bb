import { friendlyDate, friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, Roster, ShiftPlan, TeamPlan } from '../plan/plan.ts';
import {
  formatCount,
  formatFigure,
  formatMoney,
  formatPercent,
  padEnd,
  sparkline,
  textTable,
  wrap,
} from './layout.ts';
import { proofText } from './plan-shifts.ts';
import type { HumanContext } from './plan-human.ts';

const clockOf = (plan: Plan, instant: number): string =>
  formatTimeOfDay(plan.grid.timeZone.localTimeOf(instant).secondOfDay);

/** One day in three lines: agents needed, agents on shift, and where they are too few. */
function coverageLines(
  plan: Plan,
  team: TeamPlan,
  shifts: ShiftPlan,
  day: number,
  { style }: HumanContext,
): string[] {
  const open = [...plan.grid.intervals.keys()].filter(
    (i) => plan.grid.intervals[i]?.day === day && team.requirement.open[i] === 1,
  );
  const first = plan.grid.intervals[open[0] ?? -1];
  if (first === undefined || open.length > 64) return [];
  const short = new Map(shifts.unmet.map((unmet) => [unmet.interval, unmet.missingAgents]));
  const cover = open.map((i) => shifts.scheduledAgents[i] ?? 0);
  const needed = open.map((i) => (shifts.scheduledAgents[i] ?? 0) + (short.get(i) ?? 0));
  const most = Math.max(1, ...cover, ...needed);
  const marks = open.map((i) => (short.has(i) ? '!' : ' ')).join('');
  return [
    `    from ${formatTimeOfDay(first.secondOfDay)}  on shift ${sparkline(cover, most)} up to ${formatFigure(Math.max(...cover))}`,
    ...(marks.trim() === '' ? [] : [`                too few  ${style.error(marks)}`]),
  ];
}

/** Shifts of a day with their breaks, alike ones together. */
function shiftRows(plan: Plan, shifts: ShiftPlan, day: number): string[][] {
  const groups = new Map<string, { agents: number; row: string[] }>();
  for (const shift of shifts.shifts.filter((one) => one.day === day)) {
    const times = `${clockOf(plan, shift.start)}–${clockOf(plan, shift.end)}`;
    const breaks = shift.breaks.map((pause) => `${pause.kind} ${clockOf(plan, pause.start)}`).join(', ');
    const key = `${times} ${shift.pattern} ${breaks}`;
    const group = groups.get(key) ?? { agents: 0, row: [times, shift.pattern, breaks] };
    groups.set(key, { ...group, agents: group.agents + shift.agents });
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { agents, row }]) => [`${agents}×`, ...row]);
}

/** Agents as rows, days across. */
function rosterLines(plan: Plan, team: TeamPlan, roster: Roster, { style }: HumanContext): string[] {
  const days = Array.from({ length: plan.grid.days }, (_, offset) => plan.grid.firstDay + offset);
  const own = roster.assignments.filter(({ shift }) => shift.team === team.team);
  const names = [...new Set(own.map(({ agent }) => agent))];
  const rows = names.map((name) => {
    const summary = roster.agents.find(({ agent }) => agent === name);
    const cells = days.map((day) => {
      const shift = own.find((one) => one.agent === name && one.shift.day === day)?.shift;
      return shift === undefined
        ? '·'
        : `${clockOf(plan, shift.start).replace(':00', '')}-${clockOf(plan, shift.end).replace(':00', '')}`;
    });
    return [name, ...cells, formatFigure((summary?.paidSeconds ?? 0) / 3600)];
  });
  const lines = textTable(
    [
      { title: 'agent' },
      ...days.map((day) => ({ title: friendlyDay(day).slice(0, 3) })),
      { title: 'h', align: 'right' as const },
    ],
    rows,
  );
  const unfilled = roster.unfilled.filter(({ shift }) => shift.team === team.team);
  if (unfilled.length === 0) return lines;
  const reasons = unfilled.slice(0, 8).map(({ shift, reasons: why }) => {
    const text = why.map(({ reason, agents }) => `${agents} ${reason}`).join(', ');
    return `    ${friendlyDay(shift.day)} ${clockOf(plan, shift.start)}–${clockOf(plan, shift.end)}: ${text === '' ? 'nobody is left' : text}`;
  });
  const rest = unfilled.length > 8 ? [`    … and ${unfilled.length - 8} more`] : [];
  return [...lines, `  ${style.error(`${unfilled.length} shifts could not be filled`)}`, ...reasons, ...rest];
}

function teamLines(plan: Plan, team: TeamPlan, shifts: ShiftPlan, context: HumanContext): string[] {
  const { style, width, verbose } = context;
  const money = team.costPerHour === undefined ? '' : `, ${formatMoney(shifts.cost, plan.settings.currency)}`;
  const served =
    team.scheduled === undefined
      ? []
      : [
          `as scheduled ${formatPercent(team.scheduled.total.serviceLevelFraction, 1)} of callers are answered in time, ${formatCount(team.scheduled.total.abandonedContacts)} hang up; as required it would be ${formatPercent(team.required.total.serviceLevelFraction, 1)}.`,
        ];
  const facts = [
    `${formatCount(shifts.requiredAgentHours)} agent-hours needed, ${formatCount(shifts.scheduledAgentHours)} on shift: ${formatFigure(shifts.underAgentHours)} short, ${formatFigure(shifts.overAgentHours)} over; ${proofText(shifts)}.`,
    ...served,
  ];
  const lines = [
    '',
    `${style.bold(team.team)} · ${formatCount(shifts.shifts.reduce((sum, shift) => sum + shift.agents, 0))} shifts, ${formatCount(shifts.paidHours)} paid hours${money}`,
    ...facts.flatMap((fact) => wrap(fact, width - 2).map((line) => `  ${style.dim(line)}`)),
  ];
  for (let day = plan.grid.firstDay; day < plan.grid.firstDay + plan.grid.days; day++) {
    const rows = shiftRows(plan, shifts, day);
    if (rows.length === 0) continue;
    lines.push('', `  ${style.bold(friendlyDay(day))}`, ...coverageLines(plan, team, shifts, day, context));
    const most = verbose ? rows.length : 8;
    lines.push(
      ...rows
        .slice(0, most)
        .map(
          ([agents = '', times = '', pattern = '', breaks = '']) =>
            `    ${padEnd(agents, 5)}${times}  ${padEnd(pattern, 8)} ${breaks}`,
        ),
    );
    if (rows.length > most) lines.push(`    … and ${rows.length - most} more kinds of shift (-v shows all)`);
  }
  if (team.roster !== undefined)
    lines.push('', `  ${style.bold('roster')}`, ...rosterLines(plan, team, team.roster, context));
  return lines;
}

/** Shifts, their breaks and what they cover, by team and day; with named agents the roster too. */
export function formatSchedule(plan: Plan, context: HumanContext): string {
  const title = [
    plan.settings.name,
    `shifts for ${plan.grid.days} day${plan.grid.days === 1 ? '' : 's'} from ${friendlyDate(plan.grid.firstDay)}`,
  ];
  const lines = [context.style.bold(title.filter((part) => part !== undefined).join(' · '))];
  for (const team of plan.teams)
    if (team.shifts !== undefined) lines.push(...teamLines(plan, team, team.shifts, context));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
