import type { DeliveredService, Plan, TeamPlan } from '../plan/plan.ts';
import { formatCount, formatMoney, formatPercent, formatWait, textTable, wrap } from './layout.ts';
import type { HumanContext, Section } from './plan-human.ts';

function row(label: string, agentHours: number, delivered: DeliveredService, cost: string): string[] {
  const { total } = delivered;
  return [
    label,
    formatCount(agentHours),
    cost,
    formatPercent(total.serviceLevelFraction),
    formatWait(total.averageSpeedOfAnswerSeconds),
    formatCount(total.abandonedContacts),
    formatCount(total.longestQueue),
  ];
}

function hoursOf(plan: Plan, agents: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < agents.length; index++) sum += agents[index] ?? 0;
  return (sum * plan.grid.intervalSeconds) / 3600;
}

function teamRows(plan: Plan, team: TeamPlan): string[][] {
  const { requirement, unawareRequirement, available, availableAgents, costPerHour } = team;
  const money = (hours: number): string =>
    costPerHour === undefined ? '–' : formatMoney(hours * costPerHour, plan.settings.currency);
  const planned = hoursOf(plan, requirement.scheduledAgents);
  const unaware = hoursOf(plan, unawareRequirement.scheduledAgents);
  const rows = [
    row('as planned', planned, team.required, money(planned)),
    ...(team.scheduled === undefined || team.shifts === undefined
      ? []
      : [row('as scheduled', team.shifts.paidHours, team.scheduled, money(team.shifts.paidHours))]),
    row('campaigns ignored', unaware, team.unaware, money(unaware)),
  ];
  if (available !== undefined && availableAgents !== undefined) {
    const hours = hoursOf(plan, availableAgents);
    rows.splice(1, 0, row('agents there are', hours, available, money(hours)));
  }
  return rows;
}

/** The plan beside a week in which nobody told the contact centre. */
export function ignoringSection(plan: Plan, { style, width }: HumanContext): Section {
  const teams = plan.teams.filter((team) => team.target !== undefined);
  if (teams.length === 0) return { title: 'If the campaigns are ignored', lines: [] };
  const lost = teams.reduce(
    (sum, team) => sum + team.unaware.total.abandonedContacts - team.required.total.abandonedContacts,
    0,
  );
  const intro =
    lost < 0.5
      ? 'Ignoring the campaigns would lose nobody in these days.'
      : `Staffing without the campaigns would lose ${formatCount(lost)} caller${Math.round(lost) === 1 ? '' : 's'} more than this plan.`;
  return {
    title: 'If the campaigns are ignored',
    lines: [
      ...wrap(intro, width - 2).map((line) => `  ${line}`),
      ...teams.flatMap((team) => [
        `  ${style.bold(team.team)}`,
        ...textTable(
          [
            { title: '' },
            { title: 'paid h', align: 'right' },
            { title: 'cost', align: 'right' },
            { title: 'in time', align: 'right' },
            { title: 'mean wait', align: 'right' },
            { title: 'hang up', align: 'right' },
            { title: 'queue', align: 'right' },
          ],
          teamRows(plan, team),
          '    ',
        ),
      ]),
    ],
  };
}
