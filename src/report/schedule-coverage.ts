import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, TeamPlan } from '../plan/plan.ts';
import { bar, formatFigure, formatPercent, sparkline, textTable } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

/** Open intervals of a team on a day. */
function openIntervalsOf(plan: Plan, team: TeamPlan, day: number): readonly number[] {
  return [...plan.grid.intervals.keys()].filter(
    (interval) => plan.grid.intervals[interval]?.day === day && team.requirement.open[interval] === 1,
  );
}

/** True where campaigns bring a twentieth of a team’s contacts or more. */
function isCampaignInterval(plan: Plan, team: TeamPlan, interval: number): boolean {
  const campaign = plan.channels
    .filter((channel) => channel.team === team.team)
    .reduce((sum, channel) => sum + (channel.campaignContacts[interval] ?? 0), 0);
  return campaign >= 0.5 && campaign >= 0.05 * (team.requirement.expectedContacts[interval] ?? 0);
}

function neededAt(team: TeamPlan, interval: number): number {
  return team.scheduling?.agentsToCover[interval] ?? team.requirement.requiredAgents[interval] ?? 0;
}

/** Every second hour above its interval: `08    10    12`. */
function hourMarks(plan: Plan, open: readonly number[]): string {
  let text = '';
  for (const [column, interval] of open.entries()) {
    const { secondOfDay = 0 } = plan.grid.intervals[interval] ?? {};
    if (secondOfDay % 7200 !== 0 || (column > 0 && text.length >= column)) continue;
    text = text.padEnd(column) + formatTimeOfDay(secondOfDay).slice(0, 2);
  }
  return text;
}

/** A day of a team as aligned lines: hours, agents needed, agents on shift, where they are too few, where campaigns run. */
export function coverageStrip(
  plan: Plan,
  team: TeamPlan,
  day: number,
  { style, width }: HumanContext,
): string[] {
  const open = openIntervalsOf(plan, team, day);
  const { shifts } = team;
  if (open.length === 0 || shifts === undefined || open.length > width - 20) return [];
  const onShift = open.map((interval) => shifts.scheduledAgents[interval] ?? 0);
  const needed = open.map((interval) => neededAt(team, interval));
  const most = Math.max(1, ...onShift, ...needed);
  const short = new Set(shifts.unmet.map(({ interval }) => interval));
  const marks = open
    .map((interval) => (short.has(interval) ? '!' : isCampaignInterval(plan, team, interval) ? '*' : ' '))
    .join('');
  const legend = [
    ...(marks.includes('!') ? ['! too few'] : []),
    ...(marks.includes('*') ? ['* campaign'] : []),
  ].join(', ');
  return [
    `              ${style.dim(hourMarks(plan, open))}`,
    `    needed    ${sparkline(needed, most)} ${formatFigure(Math.max(...needed))}`,
    `    on shift  ${sparkline(onShift, most)} ${formatFigure(Math.max(...onShift))}`,
    ...(legend === '' ? [] : [`              ${marks} ${legend}`]),
  ];
}

/** Every open interval of a day: contacts, agents needed and on shift, what callers get. */
export function coverageTable(plan: Plan, team: TeamPlan, day: number): string[] {
  const open = openIntervalsOf(plan, team, day);
  const { shifts, scheduled, requirement } = team;
  if (open.length === 0 || shifts === undefined) return [];
  const most = Math.max(1, ...open.map((interval) => shifts.scheduledAgents[interval] ?? 0));
  const rows = open.map((interval) => {
    const needed = neededAt(team, interval);
    const onShift = shifts.scheduledAgents[interval] ?? 0;
    const net = onShift - needed;
    const mark = isCampaignInterval(plan, team, interval) ? ' *' : '';
    return [
      formatTimeOfDay(plan.grid.intervals[interval]?.secondOfDay ?? 0),
      formatFigure(requirement.expectedContacts[interval] ?? 0),
      formatFigure(needed),
      formatFigure(onShift),
      `${net > 0 ? '+' : ''}${formatFigure(net)}${net < -1e-6 ? '!' : ' '}`,
      scheduled === undefined ? '–' : formatPercent(scheduled.serviceLevelFraction[interval] ?? 1),
      scheduled === undefined ? '–' : formatPercent(scheduled.occupancyFraction[interval] ?? 0),
      `${bar(onShift, most, 14)}${mark}`,
    ];
  });
  return textTable(
    [
      { title: 'from' },
      { title: 'contacts', align: 'right' },
      { title: 'needed', align: 'right' },
      { title: 'on shift', align: 'right' },
      { title: 'net ', align: 'right' },
      { title: 'in time', align: 'right' },
      { title: 'busy', align: 'right' },
      { title: rows.some((row) => row.at(-1)?.endsWith('*')) ? '* campaign' : '' },
    ],
    rows,
    '    ',
  );
}
