import { friendlyDate } from '../calendar/friendly-time.ts';
import { formatDay, weekdayName } from '../calendar/local-date.ts';
import type { ChannelBacktest, PlanBacktest, Scores } from '../plan/backtest-plan.ts';
import type { CsvCell, CsvTable } from './csv.ts';
import { formatCount, formatFigure, formatPercent, textTable, wrap } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

const share = (value: number | undefined): string => (value === undefined ? '–' : formatPercent(value, 1));

function scoreRow(scores: Scores): string[] {
  return [
    scores.method,
    share(scores.wape),
    share(scores.bias),
    scores.mase === undefined ? '–' : scores.mase.toFixed(2),
    share(scores.coverage80),
    share(scores.coverage95),
    scores.intervalScore80 === undefined ? '–' : formatFigure(scores.intervalScore80),
  ];
}

function staffingLine({ staffing }: ChannelBacktest): string[] {
  const [mean, best] = staffing;
  if (mean === undefined) return [];
  if (best === undefined)
    return [
      `staffed to the mean, ${formatPercent(mean.serviceLevelFraction)} of the real contacts would have been answered in time.`,
    ];
  const more = mean.agentHours > 0 ? best.agentHours / mean.agentHours - 1 : 0;
  return [
    `staffed to the mean, ${formatPercent(mean.serviceLevelFraction)} of the real contacts would have been answered in time; to percentile ${Math.round((best.percentile ?? 0.5) * 100)}, ${formatPercent(best.serviceLevelFraction)}, for ${formatPercent(more, 1)} more agent-hours (${formatCount(best.agentHours)} instead of ${formatCount(mean.agentHours)}).`,
  ];
}

function channelLines(channel: ChannelBacktest, { style, width, verbose }: HumanContext): string[] {
  const verdict = channel.supported ? style.good(channel.verdict) : style.error(channel.verdict);
  const lines = [
    '',
    `${style.bold(channel.channel)} · ${verdict}`,
    ...textTable(
      [
        { title: 'method' },
        { title: 'WAPE', align: 'right' },
        { title: 'bias', align: 'right' },
        { title: 'MASE', align: 'right' },
        { title: 'in 80 %', align: 'right' },
        { title: 'in 95 %', align: 'right' },
        { title: 'score 80', align: 'right' },
      ],
      channel.overall.map((scores) => scoreRow(scores)),
    ),
  ];
  const parts = (
    title: string,
    groups: readonly { readonly name: string; readonly scores: readonly Scores[] }[],
  ): string[] =>
    textTable(
      [
        { title },
        { title: 'WAPE', align: 'right' },
        { title: 'bias', align: 'right' },
        { title: 'in 80 %', align: 'right' },
        { title: 'naive', align: 'right' },
        { title: 'average', align: 'right' },
      ],
      groups.map(({ name, scores: [own, naive, average] }) => [
        name,
        share(own?.wape),
        share(own?.bias),
        share(own?.coverage80),
        share(naive?.wape),
        share(average?.wape),
      ]),
    );
  if (channel.byLeadWeek.length > 1 || verbose)
    lines.push(
      ...parts(
        'week ahead',
        channel.byLeadWeek.map(({ leadWeek, scores }) => ({ name: String(leadWeek), scores })),
      ),
    );
  if (verbose)
    lines.push(
      ...parts(
        'weekday',
        channel.byWeekday.map(({ weekday, scores }) => ({ name: weekdayName(weekday), scores })),
      ),
    );
  return [
    ...lines,
    ...staffingLine(channel).flatMap((text) => wrap(text, width - 2).map((line) => `  ${style.dim(line)}`)),
  ];
}

/** How forecasts made in the past did, for people. */
export function formatBacktest(backtest: PlanBacktest, context: HumanContext): string {
  const { origins, horizonDays } = backtest;
  const [first] = origins;
  const last = origins.at(-1);
  const head =
    first === undefined || last === undefined
      ? 'The history does not support a back-test: at least five weeks are needed.'
      : `${origins.length} weekly origins, ${friendlyDate(first)} to ${friendlyDate(last)}, ${horizonDays} days ahead each; by interval`;
  const lines = [
    context.style.bold('HOW PAST FORECASTS WOULD HAVE DONE'),
    context.style.dim(head),
    ...backtest.channels.flatMap((channel) => channelLines(channel, context)),
  ];
  return `${lines.join('\n')}\n`;
}

/** One row a channel, slice and method. */
export function backtestTable(backtest: PlanBacktest): CsvTable {
  const row = (channel: string, slice: string, scores: Scores): CsvCell[] => [
    channel,
    slice,
    scores.method,
    scores.intervals,
    scores.wape,
    scores.bias,
    scores.mase,
    scores.coverage80,
    scores.coverage95,
    scores.intervalScore80,
  ];
  return {
    columns: [
      'channel',
      'slice',
      'method',
      'intervals',
      'wape',
      'bias',
      'mase',
      'coverage_80',
      'coverage_95',
      'interval_score_80',
    ],
    rows: backtest.channels.flatMap(({ channel, overall, byLeadWeek, byWeekday }) => [
      ...overall.map((scores) => row(channel, 'all', scores)),
      ...byLeadWeek.flatMap(({ leadWeek, scores }) =>
        scores.map((one) => row(channel, `week ${leadWeek}`, one)),
      ),
      ...byWeekday.flatMap(({ weekday, scores }) =>
        scores.map((one) => row(channel, weekdayName(weekday), one)),
      ),
    ]),
  };
}

/** The same as data. */
export function backtestObject(backtest: PlanBacktest): object {
  return { ...backtest, origins: backtest.origins.map((origin) => formatDay(origin)) };
}
