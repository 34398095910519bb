import { friendlyDate, friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, PlannedShift, ShiftPlan, TeamPlan } from '../plan/plan.ts';
import { padEnd, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';
import { coverageStrip, coverageTable } from './schedule-coverage.ts';
import { daySheet, type DaySheetLine } from './schedule-day-sheet.ts';
import { scheduleExceptions } from './schedule-exceptions.ts';
import { rosterLines } from './schedule-roster.ts';
import { scheduleSummary } from './schedule-summary.ts';

const clockOf = (plan: Plan, instant: number): string =>
  formatTimeOfDay(plan.grid.timeZone.localTimeOf(instant).secondOfDay);

/** Shifts of a day, alike ones together, in the order of their start. */
function kindsOfShift(shifts: ShiftPlan, day: number): readonly PlannedShift[] {
  const groups = new Map<string, PlannedShift>();
  for (const shift of shifts.shifts.filter((one) => one.day === day)) {
    const breaks = shift.breaks.map(({ kind, start }) => `${kind} ${start}`).join();
    const key = `${shift.start} ${shift.end} ${shift.pattern} ${breaks}`;
    groups.set(key, { ...shift, agents: shift.agents + (groups.get(key)?.agents ?? 0) });
  }
  const firstBreak = ({ start, breaks }: PlannedShift): number => breaks[0]?.start ?? start;
  return [...groups.values()].sort(
    (a, b) => a.start - b.start || a.end - b.end || firstBreak(a) - firstBreak(b),
  );
}

function shiftLine(plan: Plan, shift: PlannedShift): string {
  const times = `${clockOf(plan, shift.start)}–${clockOf(plan, shift.end)}`;
  const breaks = shift.breaks.map(({ kind, start }) => `${kind} ${clockOf(plan, start)}`).join(', ');
  return `    ${padEnd(`${shift.agents}×`, 5)}${times}  ${padEnd(shift.pattern, 8)} ${breaks}`;
}

/** A bar for every named agent of the day, or for every kind of shift. */
function sheetLines(
  plan: Plan,
  team: TeamPlan,
  kinds: readonly PlannedShift[],
  day: number,
): readonly DaySheetLine[] {
  const named =
    team.roster?.assignments.filter(({ shift }) => shift.day === day && shift.team === team.team) ?? [];
  if (named.length === 0)
    return kinds.map((shift) => ({ label: `${shift.agents}× ${clockOf(plan, shift.start)}`, shift }));
  return named
    .toSorted((a, b) => a.shift.start - b.shift.start || a.shift.end - b.shift.end)
    .map(({ agent, shift }) => ({ label: agent, shift }));
}

function dayLines(
  plan: Plan,
  team: TeamPlan,
  shifts: ShiftPlan,
  day: number,
  context: HumanContext,
): string[] {
  const { style, verbose } = context;
  const kinds = kindsOfShift(shifts, day);
  const strip = coverageStrip(plan, team, day, context);
  if (kinds.length === 0 && strip.length === 0) return [];
  const detailed = verbose || plan.grid.days === 1;
  const most = verbose ? kinds.length : 8;
  const rest = kinds.length - Math.min(most, kinds.length);
  return [
    '',
    `  ${style.bold(friendlyDay(day))}`,
    ...strip,
    ...kinds.slice(0, most).map((shift) => shiftLine(plan, shift)),
    ...(rest > 0 ? [`    … and ${rest} more kinds of shift (-v shows all)`] : []),
    ...(detailed ? ['', ...coverageTable(plan, team, day)] : []),
    ...(detailed && kinds.length > 0
      ? ['', ...daySheet(plan, sheetLines(plan, team, kinds, day), context)]
      : []),
  ];
}

function header(plan: Plan, { style, width }: HumanContext): string[] {
  const { grid, settings } = plan;
  const days =
    grid.days === 1
      ? friendlyDate(grid.firstDay)
      : `${friendlyDay(grid.firstDay)} to ${friendlyDate(grid.firstDay + grid.days - 1)}`;
  const campaigns = plan.campaigns.filter(({ horizonContacts }) => horizonContacts >= 0.5).length;
  const facts = [
    `as of ${friendlyDate(plan.asOf)}`,
    settings.timeZone,
    `${grid.intervalSeconds / 60}-minute intervals`,
    ...(campaigns === 0 ? [] : [`${campaigns} ${campaigns === 1 ? 'campaign' : 'campaigns'}`]),
  ];
  return [
    style.bold([settings.name, `shifts for ${days}`].filter((part) => part !== undefined).join(' · ')),
    ...wrap(facts.join(' · '), width).map((line) => style.dim(line)),
  ];
}

/**
 * Shifts for a tired person on a Monday: what they come to, where they fall short and the cheapest fix, then every day with its shifts
 * and breaks, then the roster. Every interval and a bar a shift with -v, or when there is one day only.
 */
export function formatSchedule(plan: Plan, context: HumanContext): string {
  const { style, width } = context;
  const notes = plan.notes.filter(({ topic }) => topic === 'scheduling');
  const lines = [
    ...header(plan, context),
    '',
    style.bold('SUMMARY'),
    ...scheduleSummary(plan, context),
    ...notes.flatMap(({ message }) => wrap(message, width - 2).map((line) => `  ${style.dim(line)}`)),
    '',
    style.bold('WHERE IT FALLS SHORT'),
    ...scheduleExceptions(plan, context),
  ];
  for (const team of plan.teams) {
    const { shifts } = team;
    if (shifts === undefined) continue;
    lines.push('', style.bold(`SHIFTS · ${team.team}`));
    for (let day = plan.grid.firstDay; day < plan.grid.firstDay + plan.grid.days; day++)
      lines.push(...dayLines(plan, team, shifts, day, context));
    const roster = rosterLines(plan, team, context);
    if (roster.length > 0) lines.push('', style.bold(`ROSTER · ${team.team}`), ...roster);
  }
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
