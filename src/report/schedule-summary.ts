import { friendlyMoment } from '../calendar/friendly-time.ts';
import type { Plan, SchedulingFacts, TeamPlan } from '../plan/plan.ts';
import { formatCount, formatPercent, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';
import { summaryTable, type ScheduledTeam } from './schedule-summary-table.ts';

const isScheduled = (team: TeamPlan): team is ScheduledTeam => team.shifts !== undefined;

/** The open interval with contacts in which the fewest are answered in time. */
function worstInterval({ scheduled, requirement }: TeamPlan): number | undefined {
  if (scheduled === undefined) return undefined;
  let worst: number | undefined;
  for (const [interval, fraction] of scheduled.serviceLevelFraction.entries()) {
    if (requirement.open[interval] !== 1 || (requirement.expectedContacts[interval] ?? 0) < 1) continue;
    if (worst === undefined || fraction < (scheduled.serviceLevelFraction[worst] ?? 1)) worst = interval;
  }
  return worst;
}

function peopleText(scheduling: SchedulingFacts | undefined): string {
  const contracts = (scheduling?.headCount ?? []).filter(({ agents }) => agents > 0);
  if (scheduling === undefined || contracts.length === 0) return '';
  const count = contracts.reduce((sum, { agents }) => sum + agents, 0);
  const people = `${formatCount(count)} ${scheduling.by === 'agents' ? 'named ' : ''}${count === 1 ? 'person' : 'people'}`;
  const each = contracts.map(({ contract, agents }) => `${formatCount(agents)} × ${contract}`).join(', ');
  return ` for ${people} (${each})`;
}

/** What the table has no room for: shifts, people by contract, the worst interval. */
function teamLines(plan: Plan, team: ScheduledTeam, alone: boolean, width: number): string[] {
  const { shifts, scheduled, scheduling } = team;
  const count = shifts.shifts.reduce((sum, { agents }) => sum + agents, 0);
  const who = scheduling?.by === 'patterns' ? ', as many people as it takes' : peopleText(scheduling);
  const worst = worstInterval(team);
  const start = worst === undefined ? undefined : plan.grid.intervals[worst]?.start;
  const fraction = worst === undefined ? undefined : scheduled?.serviceLevelFraction[worst];
  const parts = [
    `${alone ? '' : `${team.team}: `}${formatCount(count)} shift${count === 1 ? '' : 's'}${who}`,
    ...(start === undefined || fraction === undefined
      ? []
      : [`worst ${friendlyMoment(start, plan.grid.timeZone)}, ${formatPercent(fraction)} in time`]),
  ];
  return wrap(parts.join(' · '), width - 2, '  ').map((line) => `  ${line}`);
}

/** What the shifts come to, team by team, and what was assumed. */
export function scheduleSummary(plan: Plan, { style, width }: HumanContext): string[] {
  const teams = plan.teams.filter((team) => isScheduled(team));
  if (teams.length === 0) return ['  no shifts'];
  const checked = teams.some(({ scheduled }) => scheduled !== undefined);
  const legend = `agent-hours${checked ? '; in time: as scheduled, at need: with just the agents required' : ''}`;
  const notes = plan.notes.filter(({ topic }) => topic === 'scheduling');
  return [
    ...summaryTable(plan, teams, width),
    ...wrap(legend, width - 2).map((line) => `  ${style.dim(line)}`),
    ...teams.flatMap((team) => teamLines(plan, team, teams.length === 1, width)),
    ...notes.flatMap(({ message }) => wrap(message, width - 2).map((line) => `  ${style.dim(line)}`)),
  ];
}
