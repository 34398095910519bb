import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { secondsPerDay } from '../calendar/local-date.ts';
import { campaignDemand, gridBoundaries, type CampaignDemand } from '../campaigns/campaign-demand.ts';
import {
  campaignResponse,
  type CampaignResponse,
  type ResponseContext,
} from '../campaigns/campaign-response.ts';
import { campaignSize, type CampaignSizeForecast } from '../campaigns/campaign-size.ts';
import { lastResponse } from '../campaigns/campaign-timing.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { carriedFractionOf } from '../campaigns/carried-share.ts';
import { channelTimeline, type ChannelTimeline, type WeekPattern } from '../campaigns/channel-timeline.ts';
import { mobileWeek } from '../campaigns/click-to-call.ts';
import { betweenSpeedsLogSd, usualSpeed } from '../campaigns/curve-speed.ts';
import { handleTimeKind, type PastCampaign } from '../campaigns/learn-rates.ts';
import { observationPer } from '../campaigns/pool-responses.ts';
import type { ContactFit } from './contact-fit.ts';

/** How much longer or shorter a campaign's contacts take than the channel's own. */
export interface CampaignHandleTime {
  /** Handle time over the channel's own. */
  readonly factor: number;
  /** Given outright by the calendar; the factor then does not count. */
  readonly seconds: number | undefined;
  readonly source: 'calendar' | 'learnt' | 'default';
}

/** What one campaign is expected to do. */
export interface CampaignForecast {
  readonly campaign: Campaign;
  /** `past`: its response ended before the grid; `later`: it starts after the grid. */
  readonly phase: 'past' | 'in-horizon' | 'later';
  readonly size: CampaignSizeForecast;
  readonly handleTime: CampaignHandleTime;
  /** When and where its contacts come, over the grid; undefined outside the horizon. */
  readonly demand: CampaignDemand | undefined;
  /** Contacts for channels that are not among those forecast: nobody is there for them. */
  readonly unforecast: readonly { readonly channel: string; readonly contacts: number }[];
}

/** Days beyond the grid that campaigns are followed, so that what is carried or lost after it is known. */
const daysBeyond = 14;
/** Campaigns that began longer before the grid than this cannot reach it. */
const longestLookBack = 400 * secondsPerDay;
/** Carried response comes this much later at most. */
const longestCarry = 21 * secondsPerDay;

/** Callers by tap keep the hours of mobile phones; of other channels without a history nothing is known. */
function weekWithoutHistory(channel: string): WeekPattern | undefined {
  return channel === 'click-to-call' ? mobileWeek : undefined;
}

function horizonTimelines(
  fit: ContactFit,
  grid: IntervalGrid,
  starts: readonly number[],
): ReadonlyMap<string, ChannelTimeline> {
  const { timeZone } = grid;
  const first = starts.reduce(
    (least, instant) => Math.min(least, timeZone.localTimeOf(instant).day),
    grid.firstDay,
  );
  const firstDay = first - 1;
  const days = grid.firstDay + grid.days + daysBeyond - firstDay;
  return new Map(
    fit.channels.map(({ channel, openPeriods, week }) => [
      channel,
      channelTimeline({
        timeZone,
        firstDay,
        days,
        openPeriods,
        pattern: week ?? weekWithoutHistory(channel),
      }),
    ]),
  );
}

function handleTimeOf(response: CampaignResponse, fit: ContactFit): CampaignHandleTime {
  const { campaign, profile } = response;
  const learnt = fit.learnt.handleTimeFactors.get(handleTimeKind(response));
  const told = campaign.handleTimeFactor ?? campaign.handleTimeSeconds;
  if (told !== undefined) {
    return {
      factor: campaign.handleTimeFactor ?? 1,
      seconds: campaign.handleTimeSeconds,
      source: 'calendar',
    };
  }
  if (learnt !== undefined && learnt.contacts > 0)
    return { factor: learnt.factor, seconds: undefined, source: 'learnt' };
  return { factor: profile.handleTimeFactor, seconds: undefined, source: 'default' };
}

interface Horizon {
  readonly fit: ContactFit;
  readonly boundaries: Float64Array;
  readonly timelines: ReadonlyMap<string, ChannelTimeline>;
  readonly context: ResponseContext;
  readonly known: ReadonlyMap<Campaign, PastCampaign>;
}

function forecastCampaign(campaign: Campaign, horizon: Horizon): CampaignForecast {
  const { fit, boundaries, timelines, context, known } = horizon;
  const { input, learnt } = fit;
  const [start, end] = [boundaries[0] ?? 0, boundaries.at(-1) ?? 0];
  const response = campaignResponse(campaign, context);
  const past = known.get(campaign);
  const setting = { learnt, overrides: input.overrides, trustCalendar: input.trustCalendar };
  const size = campaignSize(response, setting, past && observationPer(past.observed, 1));
  const unforecast = response.channels
    .filter(({ channel }) => !timelines.has(channel))
    .map(({ channel, share }) => ({ channel, contacts: size.contacts * share }));
  const plain = { campaign, size, handleTime: handleTimeOf(response, fit), unforecast };
  const speed = past?.speed ?? (learnt.speeds.get(campaign.medium) ?? usualSpeed).speed;
  if (campaign.start.instant >= end) return { ...plain, phase: 'later', demand: undefined };
  if (
    Math.min(lastResponse(response.timing, speed), campaign.start.instant + longestLookBack) + longestCarry <
    start
  )
    return { ...plain, phase: 'past', demand: undefined };
  const demand = campaignDemand({
    response,
    contacts: size.contacts,
    timelines,
    boundaries,
    speed,
    carriedFraction: carriedFractionOf(response.profile, learnt.carry.get(campaign.medium)),
    speedLogSd: betweenSpeedsLogSd,
  });
  const reaches = demand.channels.some(({ intervalContacts }) => intervalContacts.some((value) => value > 0));
  if (!reaches && campaign.start.instant < start) return { ...plain, phase: 'past', demand: undefined };
  return { ...plain, phase: 'in-horizon', demand };
}

/** Every campaign of a calendar that was not cancelled, in its order, over the intervals of a grid. */
export function forecastCampaigns(
  fit: ContactFit,
  grid: IntervalGrid,
  campaigns: readonly Campaign[],
): readonly CampaignForecast[] {
  const { input, learnt } = fit;
  const boundaries = gridBoundaries(grid);
  const [start, end] = [boundaries[0] ?? 0, boundaries.at(-1) ?? 0];
  const counted = campaigns.filter(({ status }) => status !== 'cancelled');
  const recent = counted
    .map((campaign) => campaign.start.instant)
    .filter((instant) => instant < end && instant > start - longestLookBack);
  const timelines = horizonTimelines(fit, grid, recent);
  const usualContacts = new Set(
    fit.channels.flatMap(({ week, channel }) => (week === undefined ? [] : [channel])),
  );
  const context = { timeZone: grid.timeZone, overrides: input.overrides, timelines, usualContacts };
  const known = new Map(learnt.past.map((past) => [past.response.campaign, past]));
  const horizon = { fit, boundaries, timelines, context, known };
  return counted.map((campaign) => forecastCampaign(campaign, horizon));
}
