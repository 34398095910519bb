import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, Roster, TeamPlan } from '../plan/plan.ts';
import { formatCount, formatFigure, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';
import { surgeGroupLines, surgeTotalText } from './plan-surge-actions.ts';
import { stretchText, surgeGroups, timeOffLines } from './surge-groups.ts';

type Reason = Roster['unfilled'][number]['reasons'][number]['reason'];

const reasonWords: Readonly<Record<Reason, string>> = {
  'other-team': 'of other teams',
  'not-available': 'not available',
  'time-off': 'on time off',
  'already-working': 'at work that day',
  rest: 'need their rest',
  'too-many-days': 'have worked their days',
  'contract-hours': 'have worked their hours',
  'days-in-a-row': 'have six days in a row',
};

/** Shifts that nobody works, alike ones together, with what keeps people from them. */
function unfilledLines(plan: Plan, roster: Roster, most: number, width: number): string[] {
  const clock = (instant: number): string =>
    formatTimeOfDay(plan.grid.timeZone.localTimeOf(instant).secondOfDay);
  const groups = new Map<string, { count: number; readonly start: number; readonly why: string }>();
  for (const { shift, reasons } of roster.unfilled) {
    const why = reasons.map(({ reason, agents }) => `${agents} ${reasonWords[reason]}`).join(', ');
    const key = `${friendlyDay(shift.day)} ${clock(shift.start)}–${clock(shift.end)}`;
    const group = groups.get(key);
    groups.set(key, { count: (group?.count ?? 0) + 1, start: shift.start, why: group?.why ?? why });
  }
  const lines = [...groups]
    .sort((a, b) => b[1].count - a[1].count)
    .slice(0, most)
    .sort((a, b) => a[1].start - b[1].start)
    .flatMap(([when, { count, why }]) =>
      wrap(`${when}, ${count} ${count === 1 ? 'person' : 'people'} missing: ${why}`, width - 4, '  ').map(
        (line) => `    ${line}`,
      ),
    );
  return groups.size > most ? [...lines, `    … and ${groups.size - most} more (-v shows all)`] : lines;
}

/** People with fewer hours than their contract promises. */
function belowContract(roster: Roster, team: string, most: number, width: number): string[] {
  const below = roster.agents.filter((agent) => agent.team === team && agent.missingSeconds >= 1800);
  if (below.length === 0) return [];
  const hours = below.reduce((sum, { missingSeconds }) => sum + missingSeconds / 3600, 0);
  const names = below
    .toSorted((a, b) => b.missingSeconds - a.missingSeconds)
    .slice(0, most)
    .map(({ agent, missingSeconds }) => `${agent} ${formatFigure(missingSeconds / 3600)} h`)
    .join(', ');
  const rest = below.length > most ? ` and ${below.length - most} more` : '';
  const text = `${formatCount(hours)} contract hours of ${below.length} ${below.length === 1 ? 'person' : 'people'} without a shift, paid all the same: ${names}${rest}`;
  return wrap(text, width - 4, '  ').map((line) => `    ${line}`);
}

function missedLine(plan: Plan, team: TeamPlan): string[] {
  const missed = team.scheduling?.missedIntervals ?? [];
  if (missed.length === 0 || team.scheduling?.serviceLevelPer !== 'interval') return [];
  const first = missed[0] ?? 0;
  return [
    `    under target as scheduled: ${missed.length} interval${missed.length === 1 ? '' : 's'}, the first ${stretchText(plan, first, first + 1)}`,
  ];
}

function teamLines(plan: Plan, team: TeamPlan, { style, width, verbose }: HumanContext): string[] {
  const most = verbose ? Infinity : 5;
  const groups = surgeGroups(plan, team);
  const short = groups.length === 0 ? [] : surgeGroupLines(plan, team, most, width);
  const roster = team.roster;
  const unfilled = roster === undefined ? [] : unfilledLines(plan, roster, most, width);
  const below = roster === undefined ? [] : belowContract(roster, team.team, verbose ? Infinity : 6, width);
  const home = timeOffLines(plan, team);
  const missed = missedLine(plan, team);
  if ([short, unfilled, below, home, missed].every((lines) => lines.length === 0))
    return [`  ${style.good('ok')}  ${team.team}: everything required is covered.`];
  const who =
    team.scheduling?.by === 'patterns' && team.availableAgents !== undefined
      ? ' the agents there are fall short;'
      : '';
  const what = groups.length === 0 ? '' : ` ${who} what can be done covers ${surgeTotalText(plan, team)}`;
  return [
    ...wrap(`${style.bold(team.team)}${what}`, width - 2, '  ').map((line) => `  ${line}`),
    ...short,
    ...missed,
    ...unfilled,
    ...below,
    ...home.slice(0, most).map((line) => `    ${line}`),
    ...(home.length > most ? [`    … and ${home.length - most} more who can go home (-v shows all)`] : []),
  ];
}

/** Where shifts fall short, the cheapest fix of each, shifts nobody works and why, people short of hours, and who can go home. */
export function scheduleExceptions(plan: Plan, context: HumanContext): string[] {
  return plan.teams.flatMap((team) => (team.shifts === undefined ? [] : teamLines(plan, team, context)));
}
