import type { Plan, TeamPlan } from '../plan/plan.ts';
import { formatFigure, formatPercent, wrap } from './layout.ts';
import type { HumanContext, Section } from './plan-human.ts';
import { actionsText, agentHoursText, agentsText, moneyText } from './surge-action-text.ts';
import { stretchText, surgeGroups, timesText, type SurgeGroup } from './surge-groups.ts';

/** What is done in all about a team’s missing agents, and what is left. */
export function surgeTotalText(plan: Plan, team: TeamPlan): string {
  const { surgeActions } = team;
  if (surgeActions === undefined) return '';
  const { coveredHours, uncoveredHours, actions } = surgeActions;
  if (coveredHours < 0.05) return `nothing can be done in time about ${agentHoursText(uncoveredHours)}`;
  const cost = actions
    .filter(({ kind }) => kind !== 'voluntary-time-off')
    .reduce((sum, action) => sum + action.cost, 0);
  const price =
    cost === 0 ? ' at no cost' : team.costPerHour === undefined ? '' : ` for ${moneyText(plan, cost)}`;
  const left =
    uncoveredHours < 0.05
      ? 'nothing remains uncovered'
      : `${formatFigure(uncoveredHours)} h remain uncovered`;
  return `${agentHoursText(coveredHours)} can be covered${price}, ${left}`;
}

/** One stretch: how many are short and how many contacts are answered in time all the same; then what can be done and what remains. */
function groupLines(plan: Plan, team: TeamPlan, group: SurgeGroup, width: number): string[] {
  const { first, end, missing, leastMissing, uncovered, serviceLevelFraction, actions, sharedWith } = group;
  const least = formatFigure(leastMissing);
  const range = least === formatFigure(missing) ? '' : `${least}–`;
  const inTime = serviceLevelFraction === undefined ? '' : `, ${formatPercent(serviceLevelFraction)} in time`;
  const what = `${stretchText(plan, first, end)}: ${range}${agentsText(missing)} short${inTime}`;
  const does = [
    ...(sharedWith === undefined ? [] : [`the same as ${timesText(plan, sharedWith.first, sharedWith.end)}`]),
    ...(actions.length === 0 ? [] : [actionsText(plan, team, actions)]),
  ].join(', ');
  const left =
    uncovered === undefined || uncovered < 0.5 ? '' : `; up to ${agentsText(uncovered)} still short`;
  const fix = does === '' ? [] : wrap(`→ ${does}${left}`, width - 6, '  ');
  return [...wrap(what, width - 4, '  ').map((line) => `    ${line}`), ...fix.map((line) => `      ${line}`)];
}

/** The stretches in which most agents are missing, in the order of time. */
export function surgeGroupLines(
  plan: Plan,
  team: TeamPlan,
  groups: readonly SurgeGroup[],
  { most, width }: { readonly most: number; readonly width: number },
): string[] {
  const shown = groups
    .toSorted((a, b) => b.missing - a.missing || a.first - b.first)
    .slice(0, most)
    .toSorted((a, b) => a.first - b.first);
  const lines = shown.flatMap((group) => groupLines(plan, team, group, width));
  const rest = groups.length - shown.length;
  return rest > 0
    ? [...lines, `    … and ${rest} smaller stretch${rest === 1 ? '' : 'es'} (-v shows all)`]
    : lines;
}

/** Lines that the section may have without -v. */
const mostLines = 12;

/** What can be done about agents who are missing before anybody is hired, cheapest first, with what it costs and what remains. */
export function surgeActionSection(plan: Plan, { style, width, verbose }: HumanContext): Section {
  const linesWith = (most: number): string[] =>
    plan.teams.flatMap((team) => {
      const groups = surgeGroups(plan, team);
      if (groups.length === 0) return [];
      return [
        ...wrap(`${style.bold(team.team)}: ${surgeTotalText(plan, team)}`, width - 2, '  ').map(
          (line) => `  ${line}`,
        ),
        ...(most === 0 ? [] : surgeGroupLines(plan, team, groups, { most, width })),
      ];
    });
  const attempts = verbose ? [Infinity] : [5, 4, 3, 2, 1, 0];
  const fitting = attempts.find((most) => linesWith(most).length <= mostLines) ?? attempts.at(-1) ?? 0;
  return { title: 'Before hiring', lines: linesWith(fitting) };
}
