import type { Plan } from '../plan/plan.ts';
import { formatDuration } from '../calendar/duration.ts';
import { formatPercent, wrap } from './layout.ts';
import type { HumanContext, Section } from './plan-human.ts';

/** How far the figures can be trusted and what they stand on. */
export function assumptionSection(plan: Plan, { width, verbose }: HumanContext): Section {
  const items: string[] = [];
  for (const { channel, accuracy } of plan.history) {
    if (accuracy === undefined) continue;
    items.push(
      `${channel}: the baseline's back-tested error is ${formatPercent(accuracy.wape, 1)} of contacts an interval (WAPE), bias ${formatPercent(accuracy.bias, 1)}, over ${accuracy.weeks} weeks.`,
    );
  }
  for (const team of plan.teams) {
    const settings = plan.settings.teams.find(({ name }) => name === team.team);
    if (settings === undefined) continue;
    const patience =
      team.patienceSeconds === undefined
        ? ''
        : `, patience ${formatDuration(team.patienceSeconds)} (${team.patienceSource})`;
    items.push(
      `${team.team}: shrinkage ${formatPercent(settings.shrinkageFraction)}, occupancy at most ${formatPercent(settings.maxOccupancyFraction)}${patience}; agents by Erlang ${plan.settings.staffing.model.toUpperCase()} on the load that surges really bring, checked with the time-dependent queue.`,
    );
  }
  const shown = verbose ? plan.notes : plan.notes.slice(0, 12);
  items.push(...shown.map((note) => note.message));
  if (plan.notes.length > shown.length)
    items.push(`… and ${plan.notes.length - shown.length} more notes (-v shows all).`);
  return {
    title: 'Assumptions',
    lines: items.flatMap((item) => wrap(`- ${item}`, width - 2, '  ').map((line) => `  ${line}`)),
  };
}
