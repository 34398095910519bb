import { friendlyDate, friendlyDay } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { ChannelPlan } from '../plan/plan.ts';
import { formatCount, formatFigure, sparkline, textTable } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

interface ForecastView {
  readonly grid: IntervalGrid;
  readonly channels: readonly ChannelPlan[];
}

function dayRows(view: ForecastView, channel: ChannelPlan): string[][] {
  const most = Math.max(...channel.expectedContacts);
  return channel.dayTotals.map((total) => {
    const indices = [...view.grid.intervals.keys()].filter(
      (index) => view.grid.intervals[index]?.day === total.day,
    );
    const peak = indices.reduce(
      (best, index) =>
        (channel.expectedContacts[index] ?? 0) > (channel.expectedContacts[best] ?? 0) ? index : best,
      indices[0] ?? 0,
    );
    const open = indices.filter((index) => channel.open[index] === 1);
    const shape = sparkline(
      open.map((index) => channel.expectedContacts[index]),
      most,
    );
    const busiest = view.grid.intervals[peak];
    return [
      friendlyDay(total.day),
      formatFigure(total.expectedContacts),
      `${formatFigure(total.lower80)}–${formatFigure(total.upper80)}`,
      total.campaignContacts >= 0.5 ? formatCount(total.campaignContacts) : '–',
      total.expectedContacts > 0 && busiest !== undefined
        ? `${formatTimeOfDay(busiest.secondOfDay)} ${formatFigure(channel.expectedContacts[peak] ?? 0)}`
        : '–',
      shape.length <= 32 ? shape : '',
    ];
  });
}

/** The forecast by channel and day, with 80 % intervals, the busiest interval and the shape of the day. */
export function formatForecast(
  view: ForecastView,
  centre: { readonly name: string | undefined; readonly timeZone: string },
  { style }: HumanContext,
): string {
  const { grid } = view;
  const lines = [
    style.bold(
      [centre.name, `${grid.days} day${grid.days === 1 ? '' : 's'} from ${friendlyDate(grid.firstDay)}`]
        .filter((part) => part !== undefined)
        .join(' · '),
    ),
    style.dim(
      `${centre.timeZone} · ${grid.intervalSeconds / 60}-minute intervals · 80 % intervals of day totals`,
    ),
  ];
  for (const channel of view.channels) {
    const total = channel.expectedContacts.reduce((sum, value) => sum + value, 0);
    lines.push(
      '',
      `${style.bold(channel.channel)} · ${formatFigure(total)} contacts · ${channel.model}`,
      ...textTable(
        [
          { title: 'day' },
          { title: 'contacts', align: 'right' },
          { title: '80 %', align: 'right' },
          { title: 'campaigns', align: 'right' },
          { title: 'busiest', align: 'right' },
          { title: 'while open' },
        ],
        dayRows(view, channel),
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}
