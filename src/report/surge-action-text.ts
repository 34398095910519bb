import type { Plan, SurgeAction, SurgeActionKind, TeamPlan } from '../plan/plan.ts';
import { formatCount, formatFigure, formatMoney } from './layout.ts';
import { stretchText } from './surge-groups.ts';

/** A number of agents. @example agentsText(1) // => '1 agent' */
export function agentsText(count: number): string {
  const figure = formatFigure(count);
  return `${figure} agent${figure === '1' ? '' : 's'}`;
}

/** A number of agent-hours. @example agentHoursText(6.5) // => '6.5 agent-hours' */
export function agentHoursText(hours: number): string {
  const figure = formatFigure(hours);
  return `${figure} agent-hour${figure === '1' ? '' : 's'}`;
}

/** Most agents that some actions bring at once. */
function atOnce(actions: readonly SurgeAction[]): number {
  const during = (moment: number): number =>
    actions.reduce(
      (sum, { firstInterval, endInterval, agents }) =>
        firstInterval <= moment && moment < endInterval ? sum + agents : sum,
      0,
    );
  return Math.max(0, ...actions.map(({ firstInterval }) => during(firstInterval)));
}

/** How long each of the agents is asked for, `1.5 h`; undefined where it differs. */
function hoursEach(plan: Plan, actions: readonly SurgeAction[]): string | undefined {
  const lengths = new Set(
    actions.map(({ firstInterval, endInterval }) =>
      plan.grid.intervals.slice(firstInterval, endInterval).reduce((sum, { seconds }) => sum + seconds, 0),
    ),
  );
  const [seconds = 0] = lengths;
  return lengths.size === 1 ? `${formatFigure(seconds / 3600)} h` : undefined;
}

/** What is done, as if it had been: the words of a list that a supervisor works off. */
function actionWords(
  kind: SurgeActionKind,
  agents: number,
  { hours, team }: { readonly hours: string | undefined; readonly team: string | undefined },
): string {
  const figure = formatFigure(agents);
  const many = figure !== '1';
  const long = hours === undefined ? '' : ` ${hours}`;
  switch (kind) {
    case 'defer-callbacks':
      return `callbacks offered for the work of ${agentsText(agents)}`;
    case 'move-breaks':
      return `${figure} break${many ? 's' : ''} moved`;
    case 'move-training':
      return `training of ${figure} moved`;
    case 'lend':
      return `${figure} lent by ${team ?? 'another team'}`;
    case 'extend-part-time':
      return `${figure} part-timer${many ? 's' : ''}${long} longer`;
    case 'overtime':
      return `${agentsText(agents)}${long} overtime${many && hours !== undefined ? ' each' : ''}`;
    case 'split-shift':
      return `${agentsText(agents)} back for a second part${hours === undefined ? '' : ` of ${hours}`}`;
    case 'voluntary-time-off':
      return `${figure} could go home`;
  }
}

/** Money in the plan’s currency; where it has none, a number with the word that says what it is. */
export function moneyText({ settings }: Plan, value: number): string {
  return settings.currency === '' ? `a cost of ${formatCount(value)}` : formatMoney(value, settings.currency);
}

function priceText(plan: Plan, team: TeamPlan, cost: number): string {
  if (cost === 0) return ' (free)';
  return team.costPerHour === undefined ? '' : ` (${moneyText(plan, cost)})`;
}

/** What can be done, cheapest first, alike actions together: `3 breaks moved (free), 2 agents 1 h overtime each (USD 84)`. */
export function actionsText(plan: Plan, team: TeamPlan, actions: readonly SurgeAction[]): string {
  const groups = new Map<string, SurgeAction[]>();
  for (const action of actions) {
    const key = `${action.kind}/${action.team ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), action]);
  }
  return [...groups.values()]
    .map((group) => {
      const cost = group.reduce((sum, action) => sum + action.cost, 0);
      const hours = group.reduce((sum, action) => sum + action.hours, 0);
      return { group, cost, rate: cost / Math.max(1e-9, hours) };
    })
    .toSorted((a, b) => a.rate - b.rate)
    .flatMap(({ group, cost }) => {
      const [first] = group;
      if (first === undefined) return [];
      const words = { hours: hoursEach(plan, group), team: first.team };
      return [`${actionWords(first.kind, atOnce(group), words)}${priceText(plan, team, cost)}`];
    })
    .join(', ');
}

/** Agents who could go home, by stretch, the longest first. */
export function timeOffLines(plan: Plan, team: TeamPlan): readonly string[] {
  return (team.surgeActions?.actions ?? [])
    .filter(({ kind }) => kind === 'voluntary-time-off')
    .toSorted((a, b) => b.hours - a.hours || a.firstInterval - b.firstInterval)
    .map(({ firstInterval, endInterval, agents, cost }) => {
      const words = actionWords('voluntary-time-off', agents, { hours: undefined, team: undefined });
      const saved = team.costPerHour === undefined ? '' : `, saves ${moneyText(plan, -cost)}`;
      return `${stretchText(plan, firstInterval, endInterval)}: ${words}${saved}`;
    });
}
