import type { Plan, TeamPlan } from '../plan/plan.ts';
import { formatFigure, sparkline } from './layout.ts';
import type { HumanContext } from './plan-human.ts';
import { hourMarks } from './schedule-hour-marks.ts';

/** Open intervals of a team on a day. */
export function openIntervalsOf(plan: Plan, team: TeamPlan, day: number): readonly number[] {
  return [...plan.grid.intervals.keys()].filter(
    (interval) => plan.grid.intervals[interval]?.day === day && team.requirement.open[interval] === 1,
  );
}

/** True where campaigns bring a twentieth of a team’s contacts or more. */
export function isCampaignInterval(plan: Plan, team: TeamPlan, interval: number): boolean {
  const campaign = plan.channels
    .filter((channel) => channel.team === team.team)
    .reduce((sum, channel) => sum + (channel.campaignContacts[interval] ?? 0), 0);
  return campaign >= 0.5 && campaign >= 0.05 * (team.requirement.expectedContacts[interval] ?? 0);
}

/** Paid agents in their shift that an interval asks for. */
export function neededAt(team: TeamPlan, interval: number): number {
  return (
    team.scheduling?.agentsToCover[interval] ??
    team.shifts?.unmet.find((unmet) => unmet.interval === interval)?.requiredAgents ??
    team.requirement.requiredAgents[interval] ??
    0
  );
}

/** One sign of the strip: an interval, or where the width has no room for each, the one of several that fares worst. */
interface StripColumn {
  readonly secondOfDay: number;
  readonly needed: number;
  readonly onShift: number;
  readonly isShort: boolean;
  readonly hasCampaign: boolean;
}

function stripColumns(plan: Plan, team: TeamPlan, day: number, room: number): readonly StripColumn[] {
  const short = new Set(team.shifts?.unmet.map(({ interval }) => interval));
  const columns = openIntervalsOf(plan, team, day).map((interval) => ({
    secondOfDay: plan.grid.intervals[interval]?.secondOfDay ?? 0,
    needed: neededAt(team, interval),
    onShift: team.shifts?.scheduledAgents[interval] ?? 0,
    isShort: short.has(interval),
    hasCampaign: isCampaignInterval(plan, team, interval),
  }));
  const together = Math.ceil(columns.length / room);
  if (together <= 1) return columns;
  return Array.from({ length: Math.ceil(columns.length / together) }, (_, index) => {
    const bucket = columns.slice(index * together, (index + 1) * together);
    const worst = bucket.reduce((a, b) => (b.onShift - b.needed < a.onShift - a.needed ? b : a));
    return {
      ...worst,
      secondOfDay: bucket[0]?.secondOfDay ?? 0,
      isShort: bucket.some(({ isShort }) => isShort),
      hasCampaign: bucket.some(({ hasCampaign }) => hasCampaign),
    };
  });
}

/** A day of a team as aligned lines: hours, agents needed, agents on shift, where they are too few, where campaigns run. */
export function coverageStrip(
  plan: Plan,
  team: TeamPlan,
  day: number,
  { style, width }: HumanContext,
): string[] {
  if (team.shifts === undefined) return [];
  const columns = stripColumns(plan, team, day, width - 28);
  if (columns.length === 0) return [];
  const needed = columns.map((column) => column.needed);
  const onShift = columns.map((column) => column.onShift);
  const most = Math.max(1, ...needed, ...onShift);
  const marks = (sign: string, isMarked: (column: StripColumn) => boolean): string =>
    columns
      .map((column) => (isMarked(column) ? sign : ' '))
      .join('')
      .trimEnd();
  const tooFew = marks('!', ({ isShort }) => isShort);
  const campaign = marks('*', ({ hasCampaign }) => hasCampaign);
  return [
    `              ${style.dim(hourMarks(columns.map(({ secondOfDay }) => secondOfDay)))}`,
    `    needed    ${sparkline(needed, most)} up to ${formatFigure(Math.max(...needed))}`,
    `    on shift  ${sparkline(onShift, most)} up to ${formatFigure(Math.max(...onShift))}`,
    ...(tooFew === '' ? [] : [`    too few   ${style.error(tooFew)}`]),
    ...(campaign === '' ? [] : [`    campaign  ${campaign}`]),
  ];
}
