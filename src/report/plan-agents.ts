import { friendlyDay, friendlyMoment } from '../calendar/friendly-time.ts';
import type { Plan, TeamPlan } from '../plan/plan.ts';
import { formatCount, formatMoney, formatPercent, textTable, wrap } from './layout.ts';
import type { HumanContext, Section } from './plan-human.ts';

interface DayOfTeam {
  readonly contacts: number;
  readonly campaignContacts: number;
  readonly peakAgents: number;
  readonly peakScheduled: number;
  readonly scheduledHours: number;
  readonly worstServiceLevel: number | undefined;
}

function summarise(plan: Plan, team: TeamPlan, day: number): DayOfTeam {
  const { requirement, required } = team;
  const hours = plan.grid.intervalSeconds / 3600;
  const channels = plan.channels.filter((channel) => channel.team === team.team);
  const result = { contacts: 0, campaignContacts: 0, peakAgents: 0, peakScheduled: 0, scheduledHours: 0 };
  let worst: number | undefined;
  for (const [index, interval] of plan.grid.intervals.entries()) {
    if (interval.day !== day) continue;
    result.contacts += requirement.expectedContacts[index] ?? 0;
    for (const channel of channels) result.campaignContacts += channel.campaignContacts[index] ?? 0;
    result.peakAgents = Math.max(result.peakAgents, requirement.requiredAgents[index] ?? 0);
    result.peakScheduled = Math.max(result.peakScheduled, requirement.scheduledAgents[index] ?? 0);
    result.scheduledHours += (requirement.scheduledAgents[index] ?? 0) * hours;
    if (
      team.target !== undefined &&
      requirement.open[index] === 1 &&
      (requirement.expectedContacts[index] ?? 0) >= 1
    ) {
      worst = Math.min(worst ?? 1, required.serviceLevelFraction[index] ?? 1);
    }
  }
  return { ...result, worstServiceLevel: worst };
}

/** The staffing that earns most beside the one that meets the target. */
function economicsText(plan: Plan, team: TeamPlan): string | undefined {
  if (team.economics === undefined) return undefined;
  const hours = plan.grid.intervalSeconds / 3600;
  let earning = 0;
  let required = 0;
  let best = { interval: 0, value: -Infinity };
  for (const [interval, economics] of team.economics.entries()) {
    if (economics === undefined) continue;
    earning += economics.marginAgents * hours;
    required += (team.requirement.liveAgents[interval] ?? 0) * hours;
    if (economics.valueOfOneMoreAgent > best.value) best = { interval, value: economics.valueOfOneMoreAgent };
  }
  const start = plan.grid.intervals[best.interval];
  const money = formatMoney(best.value, plan.settings.currency);
  const where =
    start === undefined
      ? ''
      : ` One agent more is worth most ${friendlyMoment(start.start, plan.grid.timeZone)}: ${money} in that interval, wages taken off.`;
  return `margin is largest with ${formatCount(earning)} agent-hours on the channel; the target takes ${formatCount(required)}.${where}`;
}

function teamLines(plan: Plan, team: TeamPlan, { style, width }: HumanContext): string[] {
  const days = Array.from({ length: plan.grid.days }, (_, offset) => plan.grid.firstDay + offset);
  const summaries = days.map((day) => ({ day, of: summarise(plan, team, day) }));
  const rows = summaries.map(({ day, of }) => [
    friendlyDay(day),
    formatCount(of.contacts),
    of.campaignContacts >= 0.5 ? formatCount(of.campaignContacts) : '–',
    formatCount(of.peakAgents),
    formatCount(of.peakScheduled),
    formatCount(of.scheduledHours),
    of.worstServiceLevel === undefined ? '–' : formatPercent(of.worstServiceLevel),
  ]);
  const { staffing, costPerHour } = team;
  const extra = staffing.agentHoursAtMean > 0 ? staffing.agentHours / staffing.agentHoursAtMean - 1 : 0;
  const hours = summaries.reduce((sum, { of }) => sum + of.scheduledHours, 0);
  const cost =
    costPerHour === undefined ? '' : `, ${formatMoney(hours * costPerHour, plan.settings.currency)}`;
  const percentile =
    staffing.percentile === undefined
      ? 'staffed to the mean of the forecast'
      : `staffed to percentile ${Math.round(staffing.percentile * 100)} of the forecast (${staffing.source}): ${(extra * 100).toFixed(1)} % more agent-hours than the mean, and over the forecast's own spread ${formatPercent(staffing.expectedServiceLevelFraction)} answered in time instead of ${formatPercent(staffing.expectedServiceLevelAtMeanFraction)}`;
  const target =
    team.target === undefined
      ? 'deferred work only'
      : `${formatPercent(team.target.serviceLevelFraction)} in ${team.target.answerThresholdSeconds} s`;
  const economics = economicsText(plan, team);
  return [
    `  ${style.bold(team.team)} (${team.channels.join(', ')}) · ${target} · ${formatCount(hours)} paid hours${cost}`,
    ...wrap(
      team.target === undefined ? 'worked within its response time, in troughs first' : percentile,
      width - 4,
    ).map((line) => `  ${style.dim(line)}`),
    ...(economics === undefined ? [] : wrap(economics, width - 4).map((line) => `  ${style.dim(line)}`)),
    ...textTable(
      [
        { title: 'day' },
        { title: 'contacts', align: 'right' },
        { title: 'campaigns', align: 'right' },
        { title: 'on channel', align: 'right' },
        { title: 'scheduled', align: 'right' },
        { title: 'paid h', align: 'right' },
        { title: 'worst SL', align: 'right' },
      ],
      rows,
      '    ',
    ),
  ];
}

/** Agents by team and day: most on the channel at once, the same after shrinkage, paid hours, worst delivered service level. */
export function agentSection(plan: Plan, context: HumanContext): Section {
  return {
    title: 'Agents needed',
    lines: plan.teams.flatMap((team, index) => [
      ...(index === 0 ? [] : ['']),
      ...teamLines(plan, team, context),
    ]),
  };
}
