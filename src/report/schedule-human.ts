import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, PlannedShift, ShiftPlan, TeamPlan } from '../plan/plan.ts';
import type { HumanContext } from './plan-human.ts';
import { coverageTable } from './schedule-coverage-table.ts';
import { coverageStrip } from './schedule-coverage.ts';
import { daySheet, type DaySheetLine } from './schedule-day-sheet.ts';
import { scheduleExceptions } from './schedule-exceptions.ts';
import { scheduleHeader } from './schedule-header.ts';
import { rosterLines } from './schedule-roster.ts';
import { kindsOfShift, shiftTable } from './schedule-shift-table.ts';
import { scheduleSummary } from './schedule-summary.ts';

/** A bar for every named agent of the day and every shift without a name, or for every kind of shift. */
function sheetLines(
  plan: Plan,
  team: TeamPlan,
  kinds: readonly PlannedShift[],
  day: number,
): readonly DaySheetLine[] {
  const label = ({ agents, start }: PlannedShift): string =>
    `${agents}× ${formatTimeOfDay(plan.grid.timeZone.localTimeOf(start).secondOfDay)}`;
  const named = (team.roster?.assignments ?? []).filter(
    ({ shift }) => shift.day === day && shift.team === team.team,
  );
  if (named.length === 0) return kinds.map((shift) => ({ label: label(shift), shift }));
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
  const table = detailed ? coverageTable(plan, team, day, context) : [];
  const sheet = detailed ? daySheet(plan, sheetLines(plan, team, kinds, day), context) : [];
  return [
    '',
    `  ${style.bold(friendlyDay(day))}`,
    ...strip,
    ...shiftTable(plan, kinds, context),
    ...(table.length === 0 ? [] : ['', ...table]),
    ...(sheet.length === 0 ? [] : ['', ...sheet]),
  ];
}

/**
 * Shifts for a tired person on a Monday: what they come to, where they fall short and the cheapest fix, then every day with its shifts
 * and breaks, then the roster. Every interval and a bar a shift with -v, or when there is one day only.
 */
export function formatSchedule(plan: Plan, context: HumanContext): string {
  const { style } = context;
  const lines = [
    ...scheduleHeader(plan, context),
    '',
    style.bold('SUMMARY'),
    ...scheduleSummary(plan, context),
  ];
  const exceptions = scheduleExceptions(plan, context);
  if (exceptions.length > 0) lines.push('', style.bold('WHERE IT FALLS SHORT'), ...exceptions);
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
