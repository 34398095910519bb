import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import type { OpeningHours } from '../calendar/opening-hours.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import { campaignResponse, type CampaignResponse } from '../campaigns/campaign-response.ts';
import { nothingLearnt, sizeBelief } from '../campaigns/campaign-size.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import {
  channelTimeline,
  type ChannelTimeline,
  type OpenPeriodsOfDay,
  type WeekPattern,
} from '../campaigns/channel-timeline.ts';
import { campaignShape, usualCourse } from '../campaigns/campaign-shape.ts';
import {
  learnResponses,
  noResponses,
  type LearningChannel,
  type LearntResponses,
} from '../campaigns/learn-rates.ts';
import type { ProfileOverrides } from '../campaigns/medium-profile.ts';
import type { ChannelNoise } from '../campaigns/campaign-equations.ts';
import { campaignContactsOf } from '../campaigns/overlapping-campaigns.ts';
import { slotAxis, type SlotAxis } from '../campaigns/slot-axis.ts';
import type { ContactSeries } from '../history/contact-series.ts';
import { channelOpening, channelOpenPeriods, meanWeek, medianWeek, repeatWeek } from './channel-activity.ts';
import { fitBaseline, type BaselineOutcome, type FittedBaseline } from './fit-baseline.ts';

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

/** Expected campaign contacts above this share of the baseline keep an interval out of the baseline's history. */
const excludedShare = 0.03;

/** Where a history is too short to look back: 10 % a day, 10 % an interval. */
const usualNoise: ChannelNoise = { weekVariance: 0.0025, dayVariance: 0.0075, ownVariance: 0.01 };

interface Draft {
  readonly input: ChannelInput & { readonly series: ContactSeries };
  readonly axis: SlotAxis;
  readonly openPeriods: OpenPeriodsOfDay;
  readonly open: Uint8Array;
  readonly timeline: ChannelTimeline;
  /** Usual contacts by slot of the history, before any model. */
  readonly usual: Float64Array;
}

function draftChannel(
  input: ContactFitInput,
  channel: ChannelInput & { readonly series: ContactSeries },
): Draft {
  const { timeZone, specialDays } = input;
  const { series, openingHours } = channel;
  const pattern = channelOpening(series, openingHours);
  const openPeriods = channelOpenPeriods({ hours: openingHours, pattern, specialDays });
  const week = medianWeek(series);
  const { firstDay, days } = series;
  return {
    input: channel,
    axis: slotAxis({ timeZone, intervalSeconds: series.intervalSeconds, firstDay, days }),
    openPeriods,
    open: pattern.open,
    timeline: channelTimeline({ timeZone, firstDay, days, openPeriods, pattern: week }),
    usual: repeatWeek(week, series),
  };
}

/** Campaigns that had begun by the origin and were not cancelled, within reach of some history. */
function pastResponses(input: ContactFitInput, drafts: readonly Draft[]): readonly CampaignResponse[] {
  const { timeZone, overrides, origin } = input;
  const end = timeZone.startOfDay(origin);
  const start = Math.min(...drafts.map(({ timeline }) => timeline.boundaries[0] ?? end));
  const timelines = new Map(drafts.map(({ input: { channel }, timeline }) => [channel, timeline]));
  const context = { timeZone, overrides, timelines, usualContacts: new Set(timelines.keys()) };
  return input.campaigns
    .filter(({ status, start: { instant } }) => status !== 'cancelled' && instant < end && instant >= start)
    .map((campaign) => campaignResponse(campaign, context));
}

function fitWithout(
  input: ContactFitInput,
  draft: Draft,
  added: Float64Array,
  baseline: Float64Array,
): BaselineOutcome {
  const { series, openingHours } = draft.input;
  const excluded = Uint8Array.from(added, (contacts, slot) =>
    contacts > excludedShare * baseline[slot]! ? 1 : 0,
  );
  return fitBaseline({
    series,
    excluded,
    campaignContacts: added,
    openingHours,
    specialDays: input.specialDays,
  });
}

/** Slots whose actual contacts say something about a campaign: open, observed, on an ordinary day. */
function tellingSlots(draft: Draft, { clean }: FittedBaseline): Uint8Array {
  const { series } = draft.input;
  const { intervalsPerDay, firstDay, observed } = series;
  const used = new Uint8Array(observed.length);
  for (let day = 0; day < series.days; day++) {
    if (clean.special[day] === 1) continue;
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const index = day * intervalsPerDay + slot;
      if (draft.open[week + slot] === 1 && observed[index] === 1) used[index] = 1;
    }
  }
  for (const { kind, day, slot = 0, slots = intervalsPerDay } of clean.anomalies) {
    if (kind !== 'outage' && kind !== 'imputed') continue;
    const start = (day - firstDay) * intervalsPerDay + slot;
    used.fill(0, start, start + slots);
  }
  return used;
}

function pastChannel(draft: Draft, baseline: FittedBaseline): LearningChannel {
  const { series, channel } = draft.input;
  return {
    channel,
    axis: draft.axis,
    timeline: draft.timeline,
    firstDay: series.firstDay,
    intervalsPerDay: series.intervalsPerDay,
    actual: series.contacts,
    baseline: baseline.model.fitted,
    used: tellingSlots(draft, baseline),
    noise: baseline.errors[0] ?? usualNoise,
    handleTime: series.handleTime,
  };
}

/**
 * Fits every channel's baseline without past campaigns, and learns from those campaigns.
 *
 * First the intervals in which campaigns at their claimed or default size would add more than 3 % are left out and a baseline is
 * fitted; its residuals teach the campaigns' sizes, rates and curves; then the baseline is fitted again with the learnt contacts taken
 * out, and what still stands above 3 % left out.
 */
export function fitContacts(input: ContactFitInput): ContactFit {
  const drafts = input.channels.flatMap((channel) =>
    channel.series === undefined || channel.series.days === 0
      ? []
      : [draftChannel(input, { ...channel, series: channel.series })],
  );
  const responses = pastResponses(input, drafts);
  const added = expectedContacts(input, drafts, responses);
  const first = drafts.map((draft, index) => fitWithout(input, draft, added[index]!, draft.usual));
  const fitted = drafts.flatMap((draft, index) => {
    const baseline = first[index]!;
    return baseline.kind === 'fitted' ? [{ index, channel: pastChannel(draft, baseline) }] : [];
  });
  const learnt =
    responses.length === 0 || fitted.length === 0
      ? noResponses
      : learnResponses({
          responses,
          channels: fitted.map(({ channel }) => channel),
          overrides: input.overrides,
          trustCalendar: input.trustCalendar,
        });
  const outcomes = [...first];
  const campaignContacts = new Map<number, Float64Array>();
  for (const [position, { index, channel }] of fitted.entries()) {
    const contacts = learnt.campaignContacts[position];
    if (contacts === undefined) continue;
    campaignContacts.set(index, contacts);
    outcomes[index] = fitWithout(input, drafts[index]!, contacts, channel.baseline);
  }
  const fits = input.channels.map((channel): ChannelFit => {
    const index = drafts.findIndex((draft) => draft.input.channel === channel.channel);
    const outcome = outcomes[index];
    if (outcome === undefined) {
      const openPeriods = channelOpenPeriods({
        hours: channel.openingHours,
        pattern: undefined,
        specialDays: input.specialDays,
      });
      return {
        channel: channel.channel,
        baseline: undefined,
        openPeriods,
        week: undefined,
        campaignContacts: undefined,
      };
    }
    const draft = drafts[index]!;
    return {
      channel: channel.channel,
      baseline: outcome,
      openPeriods: draft.openPeriods,
      week: weekOf(input, draft, outcome),
      campaignContacts: campaignContacts.get(index),
    };
  });
  return { input, channels: fits, learnt };
}

function expectedContacts(
  input: ContactFitInput,
  drafts: readonly Draft[],
  responses: readonly CampaignResponse[],
): Float64Array[] {
  const channels = drafts.map(({ input: { channel }, axis, timeline }) => ({ channel, axis, timeline }));
  const setting = { learnt: nothingLearnt, overrides: input.overrides, trustCalendar: input.trustCalendar };
  const contacts = responses.map((response) => sizeBelief(response, setting).contacts.rate);
  const shapes = responses.map((response, index) =>
    campaignShape(response, channels, { course: usualCourse, expectedContacts: contacts[index]! }),
  );
  return campaignContactsOf(
    shapes,
    contacts,
    drafts.map(({ usual }) => ({ actual: usual })),
  );
}

function weekOf(input: ContactFitInput, draft: Draft, outcome: BaselineOutcome): WeekPattern {
  const { series } = draft.input;
  if (outcome.kind !== 'fitted') return medianWeek(series);
  const { firstDay, intervalsPerDay } = series;
  return meanWeek({
    expected: outcome.model.fitted,
    firstDay,
    intervalsPerDay,
    specialDays: input.specialDays,
  });
}
