import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, RosterAssignment } from '../plan/plan.ts';
import { formatFigure, padEnd, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

function shiftLines(plan: Plan, { shift, lent, fixed }: RosterAssignment, width: number): string[] {
  const clock = (instant: number): string =>
    formatTimeOfDay(plan.grid.timeZone.localTimeOf(instant).secondOfDay);
  const breaks = shift.breaks.map(({ kind, start, end }) => `${kind} ${clock(start)}–${clock(end)}`);
  const marks = [...(lent ? [`for ${shift.team}`] : []), ...(fixed ? ['promised before'] : [])];
  const rest = [shift.pattern, ...breaks, ...marks].join(', ');
  const times = `  ${padEnd(friendlyDay(shift.day), 11)} ${clock(shift.start)}–${clock(shift.end)}  `;
  return wrap(rest, width - times.length).map((line, index) =>
    index === 0 ? times + line : ' '.repeat(times.length) + line,
  );
}

/** The shifts of agents in a list each, as one hands it to them: days, times, breaks, and the hours paid. */
export function formatAgentShifts(plan: Plan, { style, width }: HumanContext): string {
  const assignments = plan.teams
    .flatMap(({ roster }) => roster?.assignments ?? [])
    .toSorted((a, b) => a.shift.start - b.shift.start);
  const names = [...new Set(assignments.map(({ agent }) => agent))].toSorted();
  const zone = `all times ${plan.settings.timeZone}`;
  const blocks = names.map((name) => {
    const own = assignments.filter(({ agent }) => agent === name);
    const hours = own.reduce((sum, { shift }) => sum + shift.paidSeconds / 3600, 0);
    return [
      `${style.bold(name)} · ${own.length} shift${own.length === 1 ? '' : 's'}, ${formatFigure(hours)} paid hours`,
      ...own.flatMap((assignment) => shiftLines(plan, assignment, width)),
      '',
    ];
  });
  return `${[...blocks.flat(), style.dim(zone)].map((line) => line.trimEnd()).join('\n')}\n`;
}
