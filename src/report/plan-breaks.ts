import { friendlyMoment } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { Plan, TeamPlan } from '../plan/plan.ts';
import { shortfalls, type Shortfall } from '../plan/shortfalls.ts';
import { formatCount, formatPercent, formatWait, wrap } from './layout.ts';
import type { HumanContext, Section } from './plan-human.ts';

function describe(plan: Plan, team: TeamPlan, shortfall: Shortfall): string {
  const first = plan.grid.intervals[shortfall.first]!;
  const last = plan.grid.intervals[shortfall.last]!;
  const end = plan.grid.timeZone.localTimeOf(last.start + last.seconds);
  const until = formatTimeOfDay(end.secondOfDay === 0 ? 86_400 : end.secondOfDay);
  const threshold = team.target?.answerThresholdSeconds ?? 20;
  const missing =
    shortfall.missingAgents >= 0.5 ? `, ${formatCount(shortfall.missingAgents)} agents short` : '';
  return (
    `${friendlyMoment(first.start, plan.grid.timeZone)}–${until}: as low as ${formatPercent(shortfall.worstServiceLevelFraction)} in ${threshold} s${missing}; ` +
    `waits up to ${formatWait(shortfall.longestWaitSeconds)}, ${formatCount(shortfall.abandonedContacts)} of ${formatCount(shortfall.offeredContacts)} hang up`
  );
}

/** Contacts of the team’s live channels: those who wait on a line. */
function liveContacts(plan: Plan, team: TeamPlan): Float64Array {
  const live = plan.channels.filter(({ channel }) => team.liveChannels.includes(channel));
  return Float64Array.from(plan.grid.intervals, (_, index) =>
    live.reduce((sum, channel) => sum + (channel.expectedContacts[index] ?? 0), 0),
  );
}

/** Where the plan breaks with the agents there are: stretches under target, by team; single intervals only where five callers or more are lost. */
export function breakSection(plan: Plan, { style, width, verbose }: HumanContext): Section {
  const lines: string[] = [];
  for (const team of plan.teams) {
    const { target, requirement, available } = team;
    if (target === undefined) continue;
    if (available === undefined) {
      lines.push(
        ...wrap(
          `${team.team}: the settings do not say how many agents there are (teams.${team.team}.agents), so what breaks is not known; the agents needed are below.`,
          width - 4,
          '  ',
        ).map((line) => `  ${line}`),
      );
      continue;
    }
    const found = shortfalls({
      delivered: available,
      offeredContacts: liveContacts(plan, team),
      requiredAgents: requirement.requiredAgents,
      open: requirement.open,
      serviceLevelFraction: target.serviceLevelFraction,
      least: 1,
    }).filter(({ first, last, abandonedContacts }) => last > first || abandonedContacts >= 5);
    if (found.length === 0) {
      lines.push(
        `  ${style.good('ok')}  ${team.team}: the agents there are meet ${formatPercent(target.serviceLevelFraction)} in ${target.answerThresholdSeconds} s throughout.`,
      );
      continue;
    }
    const shown = verbose
      ? found
      : [...found]
          .sort((a, b) => b.abandonedContacts - a.abandonedContacts)
          .slice(0, 5)
          .sort((a, b) => a.first - b.first);
    lines.push(
      `  ${style.error(team.team)}  target ${formatPercent(target.serviceLevelFraction)} in ${target.answerThresholdSeconds} s, with the agents there are:`,
    );
    for (const shortfall of shown)
      lines.push(...wrap(describe(plan, team, shortfall), width - 6, '  ').map((line) => `    ${line}`));
    if (found.length > shown.length)
      lines.push(`    … and ${found.length - shown.length} smaller stretches (-v shows all)`);
  }
  return { title: 'Where it breaks', lines };
}
