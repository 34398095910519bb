import type { DayNumber } from '../calendar/local-date.ts';
import type { ForecastStage } from './build-plan.ts';

/** A stretch to explain: whole days, or one interval of a day. */
export interface ExplainedStretch {
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  /** Undefined: whole days. */
  readonly secondOfDay: number | undefined;
}

/** How a channel’s contacts in a stretch come about; the parts and campaigns sum to `expectedContacts`. */
export interface ExplainedChannel {
  readonly channel: string;
  readonly expectedContacts: number;
  readonly lower80: number | undefined;
  readonly upper80: number | undefined;
  readonly baselineContacts: number;
  /** Level, weekday, month position, backlog, holiday …; they sum to the baseline. */
  readonly parts: readonly { readonly name: string; readonly contacts: number }[];
  readonly campaigns: readonly { readonly id: string; readonly name: string; readonly contacts: number }[];
}

function indicesOf(stage: ForecastStage, stretch: ExplainedStretch): readonly number[] {
  const { intervals, intervalSeconds } = stage.grid;
  return [...intervals.keys()].filter((index) => {
    const interval = intervals[index];
    if (interval === undefined || interval.day < stretch.firstDay || interval.day > stretch.lastDay)
      return false;
    if (stretch.secondOfDay === undefined) return true;
    return (
      interval.secondOfDay <= stretch.secondOfDay &&
      stretch.secondOfDay < interval.secondOfDay + intervalSeconds
    );
  });
}

const sumAt = (values: ArrayLike<number>, indices: readonly number[]): number =>
  indices.reduce((total, index) => total + (values[index] ?? 0), 0);

/** The model’s parts of each day, scaled to the baseline of the stretch: within a day the profile spreads all parts alike. */
function partsOf(
  stage: ForecastStage,
  channel: string,
  stretch: ExplainedStretch,
  indices: readonly number[],
): ExplainedChannel['parts'] {
  const baseline = stage.fit.channels.find((one) => one.channel === channel)?.baseline;
  const forecast = stage.forecast.channels.find((one) => one.channel === channel);
  if (baseline?.kind !== 'fitted' || forecast === undefined) return [];
  const sums = new Map<string, number>();
  for (let day = stretch.firstDay; day <= stretch.lastDay; day++) {
    const ofDay = indices.filter((index) => stage.grid.intervals[index]?.day === day);
    const contacts = sumAt(forecast.baselineContacts, ofDay);
    if (!(contacts > 0)) continue;
    const { total, parts } = baseline.model.explain(day);
    for (const part of parts) {
      sums.set(part.name, (sums.get(part.name) ?? 0) + (total > 0 ? (part.contacts * contacts) / total : 0));
    }
  }
  return [...sums].map(([name, contacts]) => ({ name, contacts }));
}

/** Splits the forecast of a stretch into what it is made of, channel by channel. */
export function explainForecast(
  stage: ForecastStage,
  stretch: ExplainedStretch,
): readonly ExplainedChannel[] {
  const indices = indicesOf(stage, stretch);
  return stage.channels.map((channel): ExplainedChannel => {
    const [only] = indices;
    const day =
      stretch.firstDay === stretch.lastDay
        ? channel.dayTotals.find((total) => total.day === stretch.firstDay)
        : undefined;
    const single = stretch.secondOfDay !== undefined && indices.length === 1 && only !== undefined;
    return {
      channel: channel.channel,
      expectedContacts: sumAt(channel.expectedContacts, indices),
      lower80: single ? channel.lower80[only] : stretch.secondOfDay === undefined ? day?.lower80 : undefined,
      upper80: single ? channel.upper80[only] : stretch.secondOfDay === undefined ? day?.upper80 : undefined,
      baselineContacts: sumAt(channel.baselineContacts, indices),
      parts: partsOf(stage, channel.channel, stretch, indices),
      campaigns: stage.forecast.campaigns.flatMap(({ campaign, demand }) => {
        let contacts = 0;
        for (const part of demand?.channels ?? []) {
          if (part.channel !== channel.channel) continue;
          for (const index of indices) contacts += part.intervalContacts[index - part.first] ?? 0;
        }
        return contacts >= 0.05 ? [{ id: campaign.id, name: campaign.name, contacts }] : [];
      }),
    };
  });
}
