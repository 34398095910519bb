import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { secondsPerDay, type DayNumber } from '../calendar/local-date.ts';
import { betweenCampaignsLogSd } from '../campaigns/response-rate.ts';
import type { CampaignForecast } from './campaign-forecast.ts';
import type { ChannelFit } from './contact-fit.ts';
import { errorModel } from './error-model.ts';
import type { BaselineForecast } from './fit-baseline.ts';
import { boundsFrom, predictiveDistribution, type PredictionBounds } from './prediction-interval.ts';

/** A channel's contacts of one day, with intervals in which errors common to the day count once. */
export interface DayForecast extends PredictionBounds {
  readonly day: DayNumber;
  readonly expectedContacts: number;
  readonly campaignContacts: number;
}

/** One channel's forecast. Arrays are indexed as the grid's intervals. */
export interface ChannelForecast {
  readonly channel: string;
  readonly baselineContacts: Float64Array;
  readonly campaignContacts: Float64Array;
  /** baselineContacts + campaignContacts. */
  readonly expectedContacts: Float64Array;
  readonly lower80: Float64Array;
  readonly upper80: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
  /** 1 where the channel takes contacts for at least a part of the interval. */
  readonly open: Uint8Array;
  readonly days: readonly DayForecast[];
  /** Contacts that an interval stays below with this probability. */
  quantile(interval: number, probability: number): number;
  /** The same for the baseline alone: what would be expected had nobody known of the campaigns. */
  baselineQuantile(interval: number, probability: number): number;
  /** Mean handle time of all contacts, given the channel's own by interval: campaign contacts take their factor or their own time. */
  averageHandleTimeSeconds(own: Float64Array): Float64Array;
  /** Name of the baseline model; undefined for a channel without one. */
  readonly model: string | undefined;
}

/** Contacts that campaigns are expected to bring, and the mean and variance of the distribution around them. */
interface CampaignSum {
  contacts: number;
  mean: number;
  variance: number;
}

/**
 * Adds one campaign's contacts and how they would change with a faster response. The distribution of its size lies around the expected
 * contacts in proportion (see {@link sizeQuantile}), so that its mean is above them by what is not known of the mean rate.
 */
function addCampaign(
  sum: CampaignSum,
  logSd: number,
  { own, faster }: { readonly own: number; readonly faster: number },
): void {
  const mean = own * Math.exp((logSd ** 2 - Math.min(logSd, betweenCampaignsLogSd) ** 2) / 2);
  sum.contacts += own;
  sum.mean += mean;
  sum.variance += Math.expm1(logSd ** 2) * mean ** 2 + faster ** 2;
}

/** Campaign contacts of a day as a whole: one campaign's errors add up, those of several in quadrature. */
function campaignTotal(
  channel: string,
  campaigns: readonly CampaignForecast[],
  [from, to]: readonly [number, number],
): CampaignSum {
  const sum = { contacts: 0, mean: 0, variance: 0 };
  for (const { size, demand } of campaigns) {
    for (const part of demand?.channels ?? []) {
      if (part.channel !== channel) continue;
      const total = { own: 0, faster: 0 };
      const last = Math.min(to - part.first, part.intervalContacts.length);
      for (let offset = Math.max(0, from - part.first); offset < last; offset++) {
        total.own += part.intervalContacts[offset]!;
        total.faster += part.fasterBy[offset]!;
      }
      addCampaign(sum, size.logSd, total);
    }
  }
  return sum;
}

function campaignsByInterval(
  channel: string,
  campaigns: readonly CampaignForecast[],
  length: number,
): readonly CampaignSum[] {
  const sums = Array.from({ length }, () => ({ contacts: 0, mean: 0, variance: 0 }));
  for (const { size, demand } of campaigns) {
    for (const part of demand?.channels ?? []) {
      if (part.channel !== channel) continue;
      part.intervalContacts.forEach((own, offset) => {
        addCampaign(sums[part.first + offset]!, size.logSd, { own, faster: part.fasterBy[offset]! });
      });
    }
  }
  return sums;
}

/** The slot of the baseline's forecast that each interval falls in, and the part of a slot that it lasts. */
function slotsOf(grid: IntervalGrid): { readonly slot: Int32Array; readonly part: Float64Array } {
  const { intervals, intervalSeconds, firstDay } = grid;
  const perDay = secondsPerDay / intervalSeconds;
  return {
    slot: Int32Array.from(
      intervals,
      ({ day, secondOfDay }) => (day - firstDay) * perDay + Math.floor(secondOfDay / intervalSeconds),
    ),
    part: Float64Array.from(intervals, ({ seconds }) => seconds / intervalSeconds),
  };
}

function openIntervals(grid: IntervalGrid, { openPeriods }: ChannelFit): Uint8Array {
  let day = NaN;
  let periods: ReturnType<ChannelFit['openPeriods']> = [];
  return Uint8Array.from(grid.intervals, (interval) => {
    if (interval.day !== day) {
      day = interval.day;
      periods = openPeriods(day);
    }
    const { secondOfDay, seconds } = interval;
    return periods.some(({ open, close }) => secondOfDay < close && secondOfDay + seconds > open) ? 1 : 0;
  });
}

function boundArrays(
  length: number,
  quantile: ChannelForecast['quantile'],
): Pick<ChannelForecast, keyof PredictionBounds> {
  const [lower80, upper80] = [new Float64Array(length), new Float64Array(length)];
  const [lower95, upper95] = [new Float64Array(length), new Float64Array(length)];
  for (let interval = 0; interval < length; interval++) {
    const at = boundsFrom((probability) => quantile(interval, probability));
    lower80[interval] = at.lower80;
    upper80[interval] = at.upper80;
    lower95[interval] = at.lower95;
    upper95[interval] = at.upper95;
  }
  return { lower80, upper80, lower95, upper95 };
}

/** What distributions say of the baseline's expectation with campaign contacts on top. */
function added({ mean, variance }: CampaignSum): {
  readonly campaignContacts: number;
  readonly campaignVariance: number;
} {
  return { campaignContacts: mean, campaignVariance: variance };
}

/** A channel of which nothing is known but what campaigns bring. */
function withoutBaseline(grid: IntervalGrid): Pick<BaselineForecast, 'expectation' | 'distribution'> {
  const { firstDay, days } = grid;
  const intervalsPerDay = secondsPerDay / grid.intervalSeconds;
  const expectation = { firstDay, days, intervalsPerDay, expected: new Float64Array(days * intervalsPerDay) };
  const nothing = { expected: new Float64Array(0), actual: new Float64Array(0) };
  const past = { ...nothing, leadWeek: 1, day: new Int32Array(0), origin: new Int32Array(0) };
  return { expectation, distribution: predictiveDistribution(expectation, [errorModel(past)]) };
}

interface DaySetting {
  readonly channel: string;
  readonly grid: IntervalGrid;
  readonly campaigns: readonly CampaignForecast[];
  readonly expected: Float64Array;
  readonly distribution: BaselineForecast['distribution'];
}

function dayForecasts({ channel, grid, campaigns, expected, distribution }: DaySetting): DayForecast[] {
  const perDay = secondsPerDay / grid.intervalSeconds;
  const days: DayForecast[] = [];
  for (let from = 0; from < grid.intervals.length;) {
    const { day } = grid.intervals[from]!;
    let to = from;
    while (grid.intervals[to]?.day === day) to++;
    const campaign = campaignTotal(channel, campaigns, [from, to]);
    const slots = { from: (day - grid.firstDay) * perDay, to: (day - grid.firstDay + 1) * perDay };
    const bounds = boundsFrom((probability) =>
      distribution.totalQuantile({ ...slots, probability, ...added(campaign) }),
    );
    const expectedContacts = expected.subarray(from, to).reduce((sum, value) => sum + value, 0);
    days.push({ day, expectedContacts, campaignContacts: campaign.contacts, ...bounds });
    from = to;
  }
  return days;
}

/** Handle time of all contacts: each campaign's own, or its factor on the channel's. */
function mixedHandleTime(input: {
  readonly channel: string;
  readonly campaigns: readonly CampaignForecast[];
  readonly baseline: Float64Array;
  readonly own: Float64Array;
}): Float64Array {
  const { channel, campaigns, baseline, own } = input;
  const contacts = Float64Array.from(baseline);
  const seconds = baseline.map((value, interval) => value * own[interval]!);
  for (const { demand, handleTime } of campaigns) {
    for (const part of demand?.channels ?? []) {
      if (part.channel !== channel) continue;
      part.intervalContacts.forEach((value, offset) => {
        const interval = part.first + offset;
        contacts[interval]! += value;
        seconds[interval]! += value * (handleTime.seconds ?? handleTime.factor * own[interval]!);
      });
    }
  }
  return seconds.map((value, interval) =>
    contacts[interval]! > 0 ? value / contacts[interval]! : own[interval]!,
  );
}

/**
 * One channel over a grid whose intervals are as long as the history's: the baseline's expectation with the campaigns' contacts
 * on top, and the distribution of both. An interval that a clock change cuts short has its part of a slot; a repeated hour has its
 * contacts twice.
 */
export function forecastChannel(
  fit: ChannelFit,
  grid: IntervalGrid,
  campaigns: readonly CampaignForecast[],
): ChannelForecast {
  const { channel } = fit;
  const length = grid.intervals.length;
  const fitted = fit.baseline?.kind === 'fitted' ? fit.baseline : undefined;
  const baseline = fitted?.forecast({ firstDay: grid.firstDay, days: grid.days }) ?? withoutBaseline(grid);
  const { slot, part } = slotsOf(grid);
  const sums = campaignsByInterval(channel, campaigns, length);
  const baselineContacts = part.map(
    (share, interval) => baseline.expectation.expected[slot[interval]!]! * share,
  );
  const campaignContacts = Float64Array.from(sums, ({ contacts }) => contacts);
  const expectedContacts = baselineContacts.map((value, interval) => value + campaignContacts[interval]!);
  const { distribution } = baseline;
  const quantile = (interval: number, probability: number): number =>
    distribution.quantile({ index: slot[interval]!, probability, ...added(sums[interval]!) });
  return {
    channel,
    baselineContacts,
    campaignContacts,
    expectedContacts,
    ...boundArrays(length, quantile),
    open: openIntervals(grid, fit),
    days: dayForecasts({ channel, grid, campaigns, expected: expectedContacts, distribution }),
    quantile,
    baselineQuantile: (interval, probability) =>
      distribution.quantile({ index: slot[interval]!, probability }),
    averageHandleTimeSeconds: (own) =>
      mixedHandleTime({ channel, campaigns, baseline: baselineContacts, own }),
    model: fitted?.model.name,
  };
}
