import { friendlyDate, friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, TeamPlan } from '../plan/plan.ts';
import { bar, formatCount, formatFigure, formatPercent, textTable } from './layout.ts';
import { agentSection } from './plan-agents.ts';
import type { HumanContext } from './plan-human.ts';

/** Every open interval of a team on one day, with a bar of the agents required. */
function dayLines(plan: Plan, team: TeamPlan, day: number): string[] {
  const { requirement, required } = team;
  const most = Math.max(...requirement.requiredAgents);
  const rows = [...plan.grid.intervals.entries()]
    .filter(([index, interval]) => interval.day === day && requirement.open[index] === 1)
    .map(([index, interval]) => {
      const campaign = plan.channels
        .filter((channel) => channel.team === team.team)
        .reduce((sum, channel) => sum + (channel.campaignContacts[index] ?? 0), 0);
      const agents = requirement.requiredAgents[index] ?? 0;
      return [
        formatTimeOfDay(interval.secondOfDay),
        formatFigure(requirement.expectedContacts[index] ?? 0),
        formatFigure(requirement.offeredLoad[index] ?? 0),
        formatCount(agents),
        formatCount(requirement.scheduledAgents[index] ?? 0),
        team.target === undefined ? '–' : formatPercent(required.serviceLevelFraction[index] ?? 1),
        formatPercent(required.occupancyFraction[index] ?? 0),
        `${bar(agents, most, 14)}${campaign >= 0.05 * (requirement.expectedContacts[index] ?? 0) && campaign >= 0.5 ? ' *' : ''}`,
      ];
    });
  if (rows.length === 0) return [];
  return [
    `  ${friendlyDay(day)}`,
    ...textTable(
      [
        { title: 'from' },
        { title: 'contacts', align: 'right' },
        { title: 'erlangs', align: 'right' },
        { title: 'agents', align: 'right' },
        { title: 'scheduled', align: 'right' },
        { title: 'in time', align: 'right' },
        { title: 'busy', align: 'right' },
        { title: '* campaign' },
      ],
      rows,
      '    ',
    ),
    '',
  ];
}

/** Agents by team: the days in brief, and with -v (or for a single day) every interval. */
export function formatStaff(plan: Plan, context: HumanContext): string {
  const { style, verbose } = context;
  const lines = [
    style.bold(
      [
        plan.settings.name,
        `agents for ${plan.grid.days} day${plan.grid.days === 1 ? '' : 's'} from ${friendlyDate(plan.grid.firstDay)}`,
      ]
        .filter((part) => part !== undefined)
        .join(' · '),
    ),
    '',
    ...agentSection(plan, context).lines,
  ];
  if (verbose || plan.grid.days === 1) {
    for (const team of plan.teams) {
      lines.push('', style.bold(team.team));
      for (let day = plan.grid.firstDay; day < plan.grid.firstDay + plan.grid.days; day++)
        lines.push(...dayLines(plan, team, day));
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}
