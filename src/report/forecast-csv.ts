import { formatInstant } from '../calendar/time-zone.ts';
import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { ChannelPlan } from '../plan/plan.ts';
import type { CsvCell, CsvTable } from './csv.ts';

/** The forecast as long rows: one an interval and channel, where the channel is open or contacts are expected. */
export function forecastTable(plan: {
  readonly grid: IntervalGrid;
  readonly channels: readonly ChannelPlan[];
}): CsvTable {
  const columns = [
    'interval_start',
    'channel',
    'baseline_contacts',
    'campaign_contacts',
    'expected_contacts',
    'lower_80',
    'upper_80',
    'lower_95',
    'upper_95',
    'average_handle_time_seconds',
  ];
  const rows: CsvCell[][] = [];
  for (const [index, interval] of plan.grid.intervals.entries()) {
    const start = formatInstant(interval.start, plan.grid.timeZone);
    for (const channel of plan.channels) {
      if (channel.open[index] !== 1 && !(channel.expectedContacts[index]! > 0)) continue;
      rows.push([
        start,
        channel.channel,
        channel.baselineContacts[index],
        channel.campaignContacts[index],
        channel.expectedContacts[index],
        channel.lower80[index],
        channel.upper80[index],
        channel.lower95[index],
        channel.upper95[index],
        channel.averageHandleTimeSeconds[index],
      ]);
    }
  }
  return { columns, rows };
}
