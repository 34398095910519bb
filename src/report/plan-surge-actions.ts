import type { Plan, TeamPlan } from '../plan/plan.ts';
import { formatCount, formatFigure, formatMoney, wrap } from './layout.ts';
import type { HumanContext, Section } from './plan-human.ts';
import { actionsText, stretchText, surgeGroups } from './surge-groups.ts';

/** What is done in all about a team’s missing agents, and what is left. */
export function surgeTotalText(plan: Plan, team: TeamPlan): string {
  const { surgeActions } = team;
  if (surgeActions === undefined) return '';
  const cost = surgeActions.actions
    .filter(({ kind }) => kind !== 'voluntary-time-off')
    .reduce((sum, action) => sum + action.cost, 0);
  const price = team.costPerHour === undefined ? '' : ` for ${formatMoney(cost, plan.settings.currency)}`;
  const left =
    surgeActions.uncoveredHours < 0.05
      ? 'nothing remains uncovered'
      : `${formatFigure(surgeActions.uncoveredHours)} remain uncovered`;
  return `${formatFigure(surgeActions.coveredHours)} agent-hours${price}; ${left}.`;
}

/** One line a stretch in which agents are missing: how many, what can be done, what remains. */
export function surgeGroupLines(plan: Plan, team: TeamPlan, most: number, width: number): string[] {
  const groups = surgeGroups(plan, team);
  const shown = [...groups]
    .sort((a, b) => b.missing - a.missing || a.first - b.first)
    .slice(0, most)
    .sort((a, b) => a.first - b.first);
  const lines = shown.flatMap((group) => {
    const { first, end, missing, uncovered, actions } = group;
    const does = actions.length === 0 ? 'nothing can be done in time' : actionsText(plan, team, actions);
    const left =
      uncovered < 0.5 ? '' : actions.length === 0 ? '' : `; ${formatCount(uncovered)} remain uncovered`;
    const text = `${stretchText(plan, first, end)}, ${formatCount(missing)} short: ${does}${left}`;
    return wrap(text, width - 4, '  ').map((line) => `    ${line}`);
  });
  const rest = groups.length - shown.length;
  return rest > 0 ? [...lines, `    … and ${rest} smaller stretches (-v shows all)`] : lines;
}

/** What can be done about agents who are missing before anybody is hired, cheapest first, with what it costs. */
export function surgeActionSection(plan: Plan, { style, width, verbose }: HumanContext): Section {
  const lines = plan.teams.flatMap((team) => {
    if (surgeGroups(plan, team).length === 0) return [];
    return [
      `  ${style.bold(team.team)}  ${surgeTotalText(plan, team)}`,
      ...surgeGroupLines(plan, team, verbose ? Infinity : 5, width),
    ];
  });
  return { title: 'Before hiring', lines };
}
