import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, SurgeAction, SurgeActionKind, TeamPlan } from '../plan/plan.ts';
import { formatCount, formatMoney } from './layout.ts';

/** A stretch of a day in which agents are missing, and what can be done about it. */
export interface SurgeGroup {
  /** Grid intervals, the second one excluded. */
  readonly first: number;
  readonly end: number;
  /** Most agents missing at once, before anything is done and after. */
  readonly missing: number;
  readonly uncovered: number;
  readonly actions: readonly SurgeAction[];
}

/** Times of a stretch of intervals. @internal */
export function stretchText(plan: Plan, first: number, end: number): string {
  const from = plan.grid.intervals[first];
  const last = plan.grid.intervals[end - 1];
  if (from === undefined || last === undefined) return '';
  const until = plan.grid.timeZone.localTimeOf(last.start + last.seconds).secondOfDay;
  return `${friendlyDay(from.day)} ${formatTimeOfDay(from.secondOfDay)}–${formatTimeOfDay(until === 0 ? 86_400 : until)}`;
}

/** Most agents that some actions bring at once. */
function atOnce(actions: readonly SurgeAction[]): number {
  const moments = actions.flatMap(({ firstInterval }) => firstInterval);
  return Math.max(
    0,
    ...moments.map((moment) =>
      actions.reduce(
        (sum, { firstInterval, endInterval, agents }) =>
          firstInterval <= moment && moment < endInterval ? sum + agents : sum,
        0,
      ),
    ),
  );
}

/** Runs of intervals of one day with a value above zero, peaks of at least twice the rest by themselves. */
function missingRuns(plan: Plan, missing: Float64Array): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (let first = 0; first < missing.length; first++) {
    if ((missing[first] ?? 0) <= 0) continue;
    const { day } = plan.grid.intervals[first] ?? {};
    let end = first + 1;
    while (end < missing.length && (missing[end] ?? 0) > 0 && plan.grid.intervals[end]?.day === day) end++;
    const half = Math.max(...missing.slice(first, end)) / 2;
    for (let from = first; from < end;) {
      const isPeak = (interval: number): boolean => half > 1 && (missing[interval] ?? 0) >= half;
      let to = from + 1;
      while (to < end && isPeak(to) === isPeak(from)) to++;
      runs.push([from, to]);
      from = to;
    }
    first = end - 1;
  }
  return runs;
}

/** The stretches in which agents are missing, in the order of time. Voluntary time off is not among them. */
export function surgeGroups(plan: Plan, team: TeamPlan): readonly SurgeGroup[] {
  const { surgeActions } = team;
  if (surgeActions === undefined) return [];
  const filling = surgeActions.actions.filter(({ kind }) => kind !== 'voluntary-time-off');
  const missing = surgeActions.missingAgents;
  return missingRuns(plan, missing).map(([first, end]) => ({
    first,
    end,
    missing: Math.max(...missing.slice(first, end)),
    uncovered: Math.max(...surgeActions.uncoveredAgents.slice(first, end)),
    actions: filling.filter(({ firstInterval, endInterval }) => firstInterval < end && endInterval > first),
  }));
}

const people = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

function actionWords(kind: SurgeActionKind, agents: number, team: string | undefined): string {
  switch (kind) {
    case 'defer-callbacks':
      return `offer callbacks for the work of ${people(agents, 'agent', 'agents')}`;
    case 'move-breaks':
      return `move the breaks of ${formatCount(agents)}`;
    case 'move-training':
      return `move the training of ${formatCount(agents)}`;
    case 'lend':
      return `borrow ${formatCount(agents)} from ${team ?? 'another team'}`;
    case 'extend-part-time':
      return people(agents, 'part-timer longer', 'part-timers longer');
    case 'overtime':
      return `${formatCount(agents)} on overtime`;
    case 'split-shift':
      return people(agents, 'comes back for a second part', 'come back for a second part');
    case 'voluntary-time-off':
      return people(agents, 'can go home', 'can go home');
  }
}

/** What can be done, cheapest first, alike actions together: `move the breaks of 3 (free), 2 on overtime (USD 84)`. */
export function actionsText(plan: Plan, team: TeamPlan, actions: readonly SurgeAction[]): string {
  const groups = new Map<string, SurgeAction[]>();
  for (const action of actions) {
    const key = `${action.kind}/${action.team ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), action]);
  }
  const rate = (group: readonly SurgeAction[]): number =>
    group.reduce((sum, { cost }) => sum + cost, 0) / group.reduce((sum, { hours }) => sum + hours, 0);
  return [...groups.values()]
    .sort((a, b) => rate(a) - rate(b))
    .map((group) => {
      const [first] = group;
      if (first === undefined) return '';
      const cost = group.reduce((sum, action) => sum + action.cost, 0);
      const price =
        cost === 0
          ? ' (free)'
          : team.costPerHour === undefined
            ? ''
            : ` (${formatMoney(cost, plan.settings.currency)})`;
      return `${actionWords(first.kind, atOnce(group), first.team)}${price}`;
    })
    .join(', ');
}

/** Agents who can go home, by stretch, the longest first. */
export function timeOffLines(plan: Plan, team: TeamPlan): readonly string[] {
  const actions = (team.surgeActions?.actions ?? []).filter(({ kind }) => kind === 'voluntary-time-off');
  return actions
    .toSorted((a, b) => b.hours - a.hours || a.firstInterval - b.firstInterval)
    .map(({ firstInterval, endInterval, agents, cost }) => {
      const saved =
        team.costPerHour === undefined ? '' : `, saves ${formatMoney(-cost, plan.settings.currency)}`;
      return `${stretchText(plan, firstInterval, endInterval)}: ${actionWords('voluntary-time-off', agents, undefined)}${saved}`;
    });
}
