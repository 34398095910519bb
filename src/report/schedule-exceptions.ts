import type { Plan, TeamPlan } from '../plan/plan.ts';
import { wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';
import { surgeGroupLines, surgeTotalText } from './plan-surge-actions.ts';
import { belowContractText, unfilledLines } from './schedule-people.ts';
import { agentHoursText, timeOffLines } from './surge-action-text.ts';
import { stretchText, surgeGroups, surgesAreOfShifts, unmetGroups } from './surge-groups.ts';

/** What checking the shifts with the queue came to: rounds, and intervals that are still under the target. */
function checkText(plan: Plan, { scheduling }: TeamPlan): string {
  if (scheduling === undefined) return '';
  const { rounds, missedIntervals, serviceLevelPer } = scheduling;
  const missed = serviceLevelPer === 'interval' ? missedIntervals : [];
  const raised = Math.max(0, ...rounds.map(({ raisedAgentHours }) => raisedAgentHours));
  const often =
    rounds.length > 1
      ? `planned ${rounds.length} times, raised by up to ${agentHoursText(raised)} where the queue was too long`
      : '';
  const [first] = missed;
  if (first === undefined) return often;
  const left = `${missed.length} interval${missed.length === 1 ? '' : 's'} still under the target: ${stretchText(plan, first, first + 1)}`;
  return `${often === '' ? 'checked with the queue' : often}; ${left}${missed.length > 1 ? ` and ${missed.length - 1} more` : ''}`;
}

/** Heading of a team, and stretches in which its shifts or its agents are too few. */
function shortLines(plan: Plan, team: TeamPlan, most: number, { style, width }: HumanContext): string[] {
  const groups = surgeGroups(plan, team);
  const unmet = unmetGroups(plan, team);
  const total = groups.length === 0 ? '' : surgeTotalText(plan, team);
  const heading = (text: string): string[] => wrap(text, width - 2, '  ').map((line) => `  ${line}`);
  const list = (of: typeof groups): string[] => surgeGroupLines(plan, team, of, { most, width });
  if (surgesAreOfShifts(team))
    return [
      ...heading(total === '' ? style.bold(team.team) : `${style.bold(team.team)}: ${total}`),
      ...list([...groups, ...unmet].toSorted((a, b) => a.first - b.first)),
    ];
  return [
    ...heading(style.bold(team.team)),
    ...list(unmet),
    ...(groups.length === 0
      ? []
      : [
          ...wrap(`the agents there are, not the shifts, fall short: ${total}`, width - 4, '  ').map(
            (line) => `    ${line}`,
          ),
          ...list(groups),
        ]),
  ];
}

function teamLines(plan: Plan, team: TeamPlan, context: HumanContext): string[] {
  const { style, width, verbose } = context;
  const most = verbose ? Infinity : 5;
  const [heading = '', ...short] = shortLines(plan, team, most, context);
  const { roster } = team;
  const unfilled = roster === undefined ? [] : unfilledLines(plan, roster, { most, width });
  const texts = [
    roster === undefined ? '' : belowContractText(roster, team.team, verbose ? Infinity : 6),
    checkText(plan, team),
  ];
  const further = texts
    .filter((text) => text !== '')
    .flatMap((text) => wrap(text, width - 4, '  ').map((line) => `    ${line}`));
  const home = timeOffLines(plan, team);
  const mostHome = verbose ? Infinity : 3;
  const rest = home.length - mostHome;
  const lines = [
    ...short,
    ...unfilled,
    ...further,
    ...home.slice(0, mostHome).map((line) => `    ${line}`),
    ...(rest > 0 ? [`    … and ${rest} more who could go home (-v shows all)`] : []),
  ];
  return isCovered(plan, team)
    ? [`  ${style.good('ok')}  ${team.team}: everything required is covered.`, ...lines]
    : [heading, ...lines];
}

/** True where nothing is missing: neither agents nor names on shifts. */
function isCovered(plan: Plan, team: TeamPlan): boolean {
  return (
    surgeGroups(plan, team).length === 0 &&
    unmetGroups(plan, team).length === 0 &&
    (team.roster?.unfilled.length ?? 0) === 0 &&
    (team.scheduling?.serviceLevelPer !== 'interval' || team.scheduling.missedIntervals.length === 0)
  );
}

/** Where shifts fall short, the cheapest fix of each, shifts nobody works and why, people short of hours, and who could go home. */
export function scheduleExceptions(plan: Plan, context: HumanContext): string[] {
  return plan.teams.flatMap((team) => (team.shifts === undefined ? [] : teamLines(plan, team, context)));
}
