import { friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { ExplainedChannel, ExplainedStretch } from '../plan/explain-forecast.ts';
import type { CsvTable } from './csv.ts';
import { formatFigure, textTable } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

function title({ firstDay, lastDay, secondOfDay }: ExplainedStretch): string {
  const days =
    firstDay === lastDay ? friendlyDay(firstDay) : `${friendlyDay(firstDay)} to ${friendlyDay(lastDay)}`;
  return secondOfDay === undefined ? days : `${days} ${formatTimeOfDay(secondOfDay)}`;
}

const signed = (value: number): string => `${value >= 0 ? '+' : '−'}${formatFigure(Math.abs(value))}`;

/** Why this number: the parts of the forecast, for people. */
export function formatExplained(
  stretch: ExplainedStretch,
  channels: readonly ExplainedChannel[],
  { style }: HumanContext,
): string {
  const lines = [style.bold(`Why ${title(stretch)}`)];
  for (const channel of channels) {
    const range =
      channel.lower80 === undefined
        ? ''
        : ` (80 %: ${formatFigure(channel.lower80)}–${formatFigure(channel.upper80 ?? 0)})`;
    const rows = channel.parts.map(({ name, contacts }, index) => [
      name,
      index === 0 ? formatFigure(contacts) : signed(contacts),
    ]);
    if (channel.parts.length > 0) rows.push(['= baseline', formatFigure(channel.baselineContacts)]);
    rows.push(...channel.campaigns.map(({ name, contacts }) => [name, signed(contacts)]));
    lines.push(
      '',
      `${style.bold(channel.channel)} · ${formatFigure(channel.expectedContacts)} contacts${range}`,
      ...(rows.length === 0
        ? ['  nothing is expected']
        : textTable([{ title: 'from' }, { title: 'contacts', align: 'right' }], rows)),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The same as rows: `kind` is part or campaign. */
export function explainedTable(channels: readonly ExplainedChannel[]): CsvTable {
  return {
    columns: ['channel', 'kind', 'name', 'contacts'],
    rows: channels.flatMap(({ channel, parts, campaigns }) => [
      ...parts.map(({ name, contacts }) => [channel, 'baseline', name, contacts]),
      ...campaigns.map(({ id, contacts }) => [channel, 'campaign', id, contacts]),
    ]),
  };
}
