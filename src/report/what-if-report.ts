import type { PlanComparison, TeamOutcome } from '../plan/compare-plans.ts';
import type { CsvTable } from './csv.ts';
import { formatCount, formatMoney, formatPercent, textTable, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

interface Measure {
  readonly name: string;
  readonly value: (outcome: TeamOutcome) => number | undefined;
  readonly format: (value: number) => string;
  /** Shares are compared in points, not as numbers. */
  readonly points?: boolean;
}

function measures(currency: string): readonly Measure[] {
  return [
    { name: 'peak agents on the channel', value: (one) => one.peakAgents, format: formatCount },
    { name: 'peak agents scheduled', value: (one) => one.peakScheduledAgents, format: formatCount },
    { name: 'paid agent-hours', value: (one) => one.agentHours, format: formatCount },
    { name: 'cost', value: (one) => one.cost, format: (value) => formatMoney(value, currency) },
    { name: 'callers lost as planned', value: (one) => one.abandonedContacts, format: formatCount },
    {
      name: 'callers lost with agents there are',
      value: (one) => one.withAgentsThereAre?.abandonedContacts,
      format: formatCount,
    },
    {
      name: 'in time with agents there are',
      value: (one) => one.withAgentsThereAre?.serviceLevelFraction,
      format: (value) => formatPercent(value, 1),
      points: true,
    },
    { name: 'longest queue', value: (one) => one.withAgentsThereAre?.longestQueue, format: formatCount },
  ];
}

function change(before: number, after: number, measure: Measure): string {
  if (measure.points === true)
    return `${after >= before ? '+' : '−'}${Math.abs((after - before) * 100).toFixed(1)} points`;
  const difference = after - before;
  if (measure.format(Math.abs(difference)) === measure.format(0)) return '=';
  return `${difference >= 0 ? '+' : '−'}${measure.format(Math.abs(difference))}`;
}

/** Two calendars side by side, team by team. */
export function formatComparison(
  comparison: PlanComparison,
  currency: string,
  { style, width }: HumanContext,
): string {
  const lines = [
    style.bold('WHAT IF'),
    ...comparison.changes.flatMap((sentence) => wrap(sentence, width - 2, '  ').map((line) => `  ${line}`)),
  ];
  for (const { before, after } of comparison.teams) {
    const rows = measures(currency).flatMap((measure) => {
      const [was, becomes] = [measure.value(before), measure.value(after)];
      return was === undefined || becomes === undefined
        ? []
        : [[measure.name, measure.format(was), measure.format(becomes), change(was, becomes, measure)]];
    });
    lines.push(
      '',
      style.bold(before.team),
      ...textTable(
        [
          { title: '' },
          { title: 'as it is', align: 'right' },
          { title: 'what if', align: 'right' },
          { title: 'change', align: 'right' },
        ],
        rows,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** One row a team and measure. */
export function comparisonTable(comparison: PlanComparison): CsvTable {
  return {
    columns: ['team', 'measure', 'as_it_is', 'what_if'],
    rows: comparison.teams.flatMap(({ before, after }) =>
      measures('').map((measure) => [before.team, measure.name, measure.value(before), measure.value(after)]),
    ),
  };
}
