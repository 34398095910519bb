import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { secondsPerDay } from '../calendar/local-date.ts';
import { campaignDemand, gridBoundaries, type CampaignDemand } from '../campaigns/campaign-demand.ts';
import { campaignResponse } from '../campaigns/campaign-response.ts';
import { campaignSize, type CampaignSizeForecast } from '../campaigns/campaign-size.ts';
import { lastResponse } from '../campaigns/campaign-timing.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { channelTimeline, type ChannelTimeline } from '../campaigns/channel-timeline.ts';
import { betweenSpeedsLogSd, usualSpeed } from '../campaigns/curve-speed.ts';
import type { PastCampaign } from '../campaigns/learn-rates.ts';
import type { ChannelFit, ContactFit } from './contact-fit.ts';
import type { BaselineForecast } from './fit-baseline.ts';
import { boundsFrom } from './prediction-interval.ts';

/** What one campaign is expected to do. */
export interface CampaignForecast {
  readonly campaign: Campaign;
  readonly size: CampaignSizeForecast;
  /** When and where its contacts come, over the forecast's grid. */
  readonly demand: CampaignDemand;
}

/** One channel's forecast. Arrays are indexed as the grid's intervals. */
export interface ChannelForecast {
  readonly channel: string;
  readonly baselineContacts: Float64Array;
  readonly campaignContacts: Float64Array;
  /** Variance of the campaign contacts' mean: what is not known of their sizes and speeds. */
  readonly campaignVariance: Float64Array;
  /** baselineContacts + campaignContacts. */
  readonly expectedContacts: Float64Array;
  readonly lower80: Float64Array;
  readonly upper80: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
  /** 1 where the channel takes contacts for at least a part of the interval. */
  readonly open: Uint8Array;
  /** Contacts that an interval stays below with this probability. */
  quantile(interval: number, probability: number): number;
  /** The same for the baseline alone: what would be expected had nobody known of the campaigns. */
  baselineQuantile(interval: number, probability: number): number;
  readonly model: string;
}

export interface ContactForecast {
  readonly grid: IntervalGrid;
  readonly channels: readonly ChannelForecast[];
  /** Every campaign that was not cancelled and began before the grid's end, the response of which reaches into it. */
  readonly campaigns: readonly CampaignForecast[];
}

/** Days beyond the grid that campaigns are followed, so that what is carried or lost after it is known. */
const daysBeyond = 14;

function horizonTimelines(
  fit: ContactFit,
  grid: IntervalGrid,
  campaigns: readonly Campaign[],
): Map<string, ChannelTimeline> {
  const { timeZone } = grid;
  const starts = campaigns.map(({ start }) => timeZone.localTimeOf(start.instant).day);
  const firstDay = Math.min(grid.firstDay, ...starts) - 1;
  const days = grid.firstDay + grid.days + daysBeyond - firstDay;
  return new Map(
    fit.channels.map(({ channel, openPeriods, week }) => [
      channel,
      channelTimeline({ timeZone, firstDay, days, openPeriods, pattern: week }),
    ]),
  );
}

/** Long enough for any response to have ended: campaigns that began earlier need not be looked at. */
const longestResponseSeconds = 400 * secondsPerDay;

function forecastCampaigns(
  fit: ContactFit,
  grid: IntervalGrid,
  campaigns: readonly Campaign[],
): CampaignForecast[] {
  const { input, learnt } = fit;
  const boundaries = gridBoundaries(grid);
  const start = boundaries[0] ?? 0;
  const end = boundaries.at(-1) ?? 0;
  const candidates = campaigns.filter(
    ({ status, start: { instant } }) =>
      status !== 'cancelled' && instant < end && instant > start - longestResponseSeconds,
  );
  const timelines = horizonTimelines(fit, grid, candidates);
  const usualContacts = new Set(
    fit.channels.filter(({ week }) => week !== undefined).map(({ channel }) => channel),
  );
  const context = { timeZone: grid.timeZone, overrides: input.overrides, timelines, usualContacts };
  const setting = { learnt, overrides: input.overrides, trustCalendar: input.trustCalendar };
  const past = new Map(learnt.past.map((known) => [known.response.campaign, known]));
  return candidates.flatMap((campaign) => {
    const response = campaignResponse(campaign, context);
    const known = past.get(campaign);
    const speed = known?.speed ?? (learnt.speeds.get(campaign.medium) ?? usualSpeed).speed;
    if (lastResponse(response.timing, speed) + 7 * secondsPerDay < start) return [];
    const size = campaignSize(response, setting, observationOf(known));
    const speedLogSd = betweenSpeedsLogSd;
    const carriedFraction = learnt.carry.get(campaign.medium)?.fraction;
    const contacts = size.contacts;
    const demand = campaignDemand({
      response,
      contacts,
      timelines,
      boundaries,
      speed,
      carriedFraction,
      speedLogSd,
    });
    const reaches = demand.channels.some(({ intervalContacts }) =>
      intervalContacts.some((value) => value > 0),
    );
    return reaches || campaign.start.instant >= start ? [{ campaign, size, demand }] : [];
  });
}

function observationOf(
  known: PastCampaign | undefined,
): { readonly rate: number; readonly standardError: number } | undefined {
  if (known === undefined || !Number.isFinite(known.observed.standardError)) return undefined;
  return { rate: known.observed.contacts, standardError: known.observed.standardError };
}

/** Slot of the baseline's forecast that each grid interval falls in, and the share of a slot it is. */
function slotsOf(
  grid: IntervalGrid,
  intervalsPerDay: number,
): { readonly slot: Int32Array; readonly share: Float64Array } {
  const slotSeconds = secondsPerDay / intervalsPerDay;
  return {
    slot: Int32Array.from(
      grid.intervals,
      ({ day, secondOfDay }) =>
        (day - grid.firstDay) * intervalsPerDay + Math.floor(secondOfDay / slotSeconds),
    ),
    share: Float64Array.from(grid.intervals, ({ seconds }) => seconds / slotSeconds),
  };
}

function openIntervals(grid: IntervalGrid, fit: ChannelFit): Uint8Array {
  let day = NaN;
  let periods: ReturnType<ChannelFit['openPeriods']> = [];
  return Uint8Array.from(grid.intervals, (interval) => {
    if (interval.day !== day) {
      day = interval.day;
      periods = fit.openPeriods(day);
    }
    const { secondOfDay, seconds } = interval;
    return periods.some(({ open, close }) => secondOfDay < close && secondOfDay + seconds > open) ? 1 : 0;
  });
}

function campaignSums(
  channel: string,
  campaigns: readonly CampaignForecast[],
  length: number,
): { readonly contacts: Float64Array; readonly variance: Float64Array } {
  const contacts = new Float64Array(length);
  const variance = new Float64Array(length);
  for (const { size, demand } of campaigns) {
    const relative = Math.expm1(size.logSd ** 2);
    for (const part of demand.channels) {
      if (part.channel !== channel) continue;
      for (let offset = 0; offset < part.intervalContacts.length; offset++) {
        const value = part.intervalContacts[offset]!;
        contacts[part.first + offset]! += value;
        variance[part.first + offset]! += relative * value ** 2 + (part.fasterBy[offset] ?? 0) ** 2;
      }
    }
  }
  return { contacts, variance };
}

function forecastChannel(
  fit: ChannelFit,
  grid: IntervalGrid,
  campaigns: readonly CampaignForecast[],
): ChannelForecast {
  const length = grid.intervals.length;
  const fitted = fit.baseline?.kind === 'fitted' ? fit.baseline : undefined;
  const baseline: BaselineForecast | undefined = fitted?.forecast({
    firstDay: grid.firstDay,
    days: grid.days,
  });
  const { contacts, variance } = campaignSums(fit.channel, campaigns, length);
  const { slot, share } = slotsOf(grid, baseline?.expectation.intervalsPerDay ?? 1);
  const baselineContacts = Float64Array.from(slot, (index, interval) =>
    baseline === undefined ? 0 : (baseline.expectation.expected[index] ?? 0) * share[interval]!,
  );
  const quantile = (interval: number, probability: number): number => {
    const added = { campaignContacts: contacts[interval]!, campaignVariance: variance[interval]! };
    if (baseline === undefined) return added.campaignContacts;
    return baseline.distribution.quantile({ index: slot[interval]!, probability, ...added });
  };
  const baselineQuantile = (interval: number, probability: number): number =>
    baseline?.distribution.quantile({ index: slot[interval]!, probability }) ?? 0;
  const bounds = {
    lower80: new Float64Array(length),
    upper80: new Float64Array(length),
    lower95: new Float64Array(length),
    upper95: new Float64Array(length),
  };
  for (let interval = 0; interval < length; interval++) {
    const at = boundsFrom((probability) => quantile(interval, probability));
    bounds.lower80[interval] = at.lower80;
    bounds.upper80[interval] = at.upper80;
    bounds.lower95[interval] = at.lower95;
    bounds.upper95[interval] = at.upper95;
  }
  return {
    channel: fit.channel,
    baselineContacts,
    campaignContacts: contacts,
    campaignVariance: variance,
    expectedContacts: baselineContacts.map((value, interval) => value + contacts[interval]!),
    ...bounds,
    open: openIntervals(grid, fit),
    quantile,
    baselineQuantile,
    model: fitted?.model.name ?? 'none',
  };
}

/**
 * Forecasts every channel of a fit over a grid: baseline plus the contacts of each campaign, with intervals that hold the
 * uncertainty of both. `campaigns` may be another calendar than the one that was learnt from, for a what-if.
 */
export function forecastContacts(
  fit: ContactFit,
  request: { readonly grid: IntervalGrid; readonly campaigns?: readonly Campaign[] | undefined },
): ContactForecast {
  const { grid, campaigns = fit.input.campaigns } = request;
  const forecasts = forecastCampaigns(fit, grid, campaigns);
  return {
    grid,
    channels: fit.channels.map((channel) => forecastChannel(channel, grid, forecasts)),
    campaigns: forecasts,
  };
}
