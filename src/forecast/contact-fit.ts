import type { DayNumber } from '../calendar/local-date.ts';
import type { OpeningHours } from '../calendar/opening-hours.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import { campaignResponse, type CampaignResponse } from '../campaigns/campaign-response.ts';
import { usualShapes } from '../campaigns/campaign-shape.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { OpenPeriodsOfDay, WeekPattern } from '../campaigns/channel-timeline.ts';
import {
  expectedSizes,
  learnResponses,
  noResponses,
  type LearntResponses,
} from '../campaigns/learn-rates.ts';
import type { ProfileOverrides } from '../campaigns/medium-profile.ts';
import { campaignContactsOf } from '../campaigns/overlapping-campaigns.ts';
import type { ContactSeries } from '../history/contact-series.ts';
import { draftChannel, fitWithout, pastChannel, weekOf, type DraftChannel } from './campaign-cleaning.ts';
import { channelOpenPeriods } from './channel-activity.ts';
import type { BaselineOutcome } from './fit-baseline.ts';

/** A channel to forecast: what is known of its past and its hours. */
export interface ChannelInput {
  readonly channel: string;
  /** Undefined: no history; only campaigns bring contacts. */
  readonly series?: ContactSeries | undefined;
  /** Undefined: as its history shows; without history, always. */
  readonly openingHours?: OpeningHours | undefined;
}

/** Everything that a fit needs; one fit serves all channels, horizons and what-ifs. */
export interface ContactFitInput {
  readonly timeZone: TimeZone;
  /** History before this local midnight is used. */
  readonly origin: DayNumber;
  readonly channels: readonly ChannelInput[];
  readonly campaigns: readonly Campaign[];
  readonly overrides: ProfileOverrides;
  readonly specialDays: readonly SpecialDay[];
  /** Take marketing's numbers as they are, whatever their track record. */
  readonly trustCalendar: boolean;
}

/** A channel that was fitted. */
export interface ChannelFit {
  readonly channel: string;
  readonly baseline: BaselineOutcome | undefined;
  readonly openPeriods: OpenPeriodsOfDay;
  /** Usual contacts by weekday and slot; undefined without history. */
  readonly week: WeekPattern | undefined;
  /** Contacts that past campaigns are estimated to have added, by slot of the series. */
  readonly campaignContacts: Float64Array | undefined;
}

/** Baselines without past campaigns, and what those campaigns taught. */
export interface ContactFit {
  readonly input: ContactFitInput;
  readonly channels: readonly ChannelFit[];
  readonly learnt: LearntResponses;
}

/** Campaigns that had begun by the origin and were not cancelled, within reach of some history. */
function pastResponses(input: ContactFitInput, drafts: readonly DraftChannel[]): readonly CampaignResponse[] {
  const { timeZone, overrides, origin } = input;
  const end = timeZone.startOfDay(origin);
  const start = Math.min(...drafts.map(({ timeline }) => timeline.boundaries[0] ?? end));
  const timelines = new Map(drafts.map(({ input: { channel }, timeline }) => [channel, timeline]));
  const context = { timeZone, overrides, timelines, usualContacts: new Set(timelines.keys()) };
  return input.campaigns
    .filter(({ status, start: { instant } }) => status !== 'cancelled' && instant < end && instant >= start)
    .map((campaign) => campaignResponse(campaign, context));
}

/** What became of the channels that have a history. */
interface FittedDrafts {
  readonly outcomes: readonly BaselineOutcome[];
  /** Contacts that campaigns are estimated to have added; undefined for a channel that nothing was learnt from. */
  readonly campaignContacts: readonly (Float64Array | undefined)[];
  readonly learnt: LearntResponses;
}

function fitDrafts(input: ContactFitInput, drafts: readonly DraftChannel[]): FittedDrafts {
  const responses = pastResponses(input, drafts);
  const sizes = expectedSizes(responses, input);
  const axes = drafts.map(({ input: { channel }, axis, timeline }) => ({ channel, axis, timeline }));
  const shapes = usualShapes(responses, axes, sizes);
  const usual = drafts.map((draft) => ({ actual: draft.usual }));
  const added = campaignContactsOf(shapes, sizes, usual);
  const first = drafts.map((draft, index) => fitWithout(input, draft, added[index]!, draft.usual));
  const fitted = drafts.flatMap((draft, index) => {
    const baseline = first[index]!;
    return baseline.kind === 'fitted' ? [{ index, channel: pastChannel(draft, baseline) }] : [];
  });
  if (responses.length === 0 || fitted.length === 0) {
    return { outcomes: first, campaignContacts: drafts.map(() => undefined), learnt: noResponses };
  }
  const learnt = learnResponses({
    responses,
    channels: fitted.map(({ channel }) => channel),
    shapes: fitted.length === drafts.length ? shapes : undefined,
    overrides: input.overrides,
    trustCalendar: input.trustCalendar,
  });
  const outcomes = [...first];
  const campaignContacts = drafts.map((): Float64Array | undefined => undefined);
  for (const [position, { index, channel }] of fitted.entries()) {
    const contacts = learnt.campaignContacts[position]!;
    campaignContacts[index] = contacts;
    outcomes[index] = fitWithout(input, drafts[index]!, contacts, channel.baseline);
  }
  return { outcomes, campaignContacts, learnt };
}

/**
 * Fits every channel's baseline without past campaigns, and learns from those campaigns.
 *
 * First the intervals in which campaigns at their claimed or default size would add more than 3 % are left out and a baseline is
 * fitted; its residuals teach the campaigns' sizes, rates and curves; then the baseline is fitted again with the learnt contacts taken
 * out, and what still stands above 3 % left out.
 */
export function fitContacts(input: ContactFitInput): ContactFit {
  const { specialDays } = input;
  const drafts = input.channels.flatMap((channel) =>
    channel.series === undefined || channel.series.days === 0
      ? []
      : [draftChannel(input, { ...channel, series: channel.series })],
  );
  const { outcomes, campaignContacts, learnt } = fitDrafts(input, drafts);
  const channels = input.channels.map(({ channel, openingHours: hours }): ChannelFit => {
    const index = drafts.findIndex((draft) => draft.input.channel === channel);
    const [draft, baseline] = [drafts[index], outcomes[index]];
    if (draft === undefined || baseline === undefined) {
      const openPeriods = channelOpenPeriods({ hours, pattern: undefined, specialDays });
      return { channel, baseline: undefined, openPeriods, week: undefined, campaignContacts: undefined };
    }
    const { openPeriods } = draft;
    const week = weekOf(input, draft, baseline);
    return { channel, baseline, openPeriods, week, campaignContacts: campaignContacts[index] };
  });
  return { input, channels, learnt };
}
