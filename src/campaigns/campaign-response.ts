import type { Instant, TimeZone } from '../calendar/time-zone.ts';
import { normalQuantile } from '../numeric/normal-distribution.ts';
import type { Campaign, ChannelShare } from './campaign.ts';
import { campaignTiming, endOfMoment, type CampaignTiming } from './campaign-timing.ts';
import { valueAt, type ChannelTimeline } from './channel-timeline.ts';
import { channelSharesOf, profileOf, type MediumProfile, type ProfileOverrides } from './medium-profile.ts';

/** How many contacts marketing says a campaign brings. */
export interface SizeClaim {
  readonly contacts: number;
  /** How sure the calendar says it is, from its low and high ends; undefined when it gives none. */
  readonly logSd: number | undefined;
  readonly from: 'expected-contacts' | 'contact-rate' | 'response-rate' | 'settings' | 'uplift';
}

/** A campaign with everything resolved that decides how many contacts come, where and when. */
export interface CampaignResponse {
  readonly campaign: Campaign;
  readonly profile: MediumProfile;
  readonly timing: CampaignTiming;
  readonly channels: readonly ChannelShare[];
  readonly reach: number | undefined;
  readonly claim: SizeClaim | undefined;
}

/** How long an uplift lasts when the calendar gives no end. */
const defaultUpliftSeconds = 86_400;

/** Log-sd of a range that holds 80 % of a log-normal; undefined unless both ends are given and positive. */
export function logSdOfRange(low: number | undefined, high: number | undefined): number | undefined {
  if (low === undefined || high === undefined || !(low > 0) || !(high > low)) return undefined;
  return Math.log(high / low) / (2 * normalQuantile(0.9));
}

function claimedRate(
  campaign: Campaign,
): { readonly rate: number; readonly from: SizeClaim['from'] } | undefined {
  const {
    contactRate,
    contactRateLow: low,
    contactRateHigh: high,
    responseRate,
    contactsPerResponse,
  } = campaign.size;
  if (contactRate !== undefined) return { rate: contactRate, from: 'contact-rate' };
  if (low !== undefined && high !== undefined) return { rate: Math.sqrt(low * high), from: 'contact-rate' };
  if (responseRate === undefined || contactsPerResponse === undefined) return undefined;
  return { rate: responseRate * contactsPerResponse, from: 'response-rate' };
}

/**
 * What the calendar says of a campaign's size: `expected_contacts`, else reach × (`contact_rate`, or `response_rate` ×
 * `contacts_per_response`). A rate of which only the ends are given is their geometric mean. Undefined when it says nothing.
 */
export function claimOf(campaign: Campaign): SizeClaim | undefined {
  const { reach, expectedContacts, contactRateLow, contactRateHigh } = campaign.size;
  const logSd = logSdOfRange(contactRateLow, contactRateHigh);
  if (expectedContacts !== undefined) return { contacts: expectedContacts, logSd, from: 'expected-contacts' };
  const rate = claimedRate(campaign);
  if (rate === undefined || reach === undefined) return undefined;
  return { contacts: reach * rate.rate, logSd, from: rate.from };
}

/** Of a campaign with nothing but an uplift: its share of each channel's usual contacts while it runs. */
function upliftContacts(
  campaign: Campaign,
  channels: readonly ChannelShare[],
  context: ResponseContext,
): { readonly channels: readonly ChannelShare[]; readonly contacts: number } {
  const { timeZone, timelines, usualContacts } = context;
  const [start, end] = upliftWindow(campaign, timeZone);
  const uplift = campaign.size.upliftFraction ?? 0;
  const added = channels.map(({ channel }) => {
    const timeline = timelines.get(channel);
    if (timeline === undefined || !usualContacts.has(channel)) return { channel, share: 0 };
    const activity =
      valueAt(timeline, timeline.activityBefore, end) - valueAt(timeline, timeline.activityBefore, start);
    return { channel, share: uplift * activity };
  });
  const contacts = added.reduce((sum, { share }) => sum + share, 0);
  return {
    contacts,
    channels: added
      .filter(({ share }) => share > 0)
      .map(({ channel, share }) => ({ channel, share: share / contacts })),
  };
}

function upliftWindow(campaign: Campaign, zone: TimeZone): readonly [Instant, Instant] {
  const start = campaign.start.instant;
  const end = campaign.end && endOfMoment(campaign.end, zone);
  return [start, end !== undefined && end > start ? end : start + defaultUpliftSeconds];
}

/** A rate that the settings give for this one campaign is a claim like the calendar's. */
function settingsClaim(
  campaign: Campaign,
  profile: MediumProfile,
  overrides: ProfileOverrides,
): SizeClaim | undefined {
  const { reach } = campaign.size;
  const own = Object.hasOwn(overrides.campaigns, campaign.id) ? overrides.campaigns[campaign.id] : undefined;
  if (own?.contactRate === undefined || reach === undefined) return undefined;
  const logSd = logSdOfRange(own.contactRateLow, own.contactRateHigh);
  return { contacts: reach * profile.contactRate, logSd, from: 'settings' };
}

/** What a campaign needs to know of the centre to be resolved. */
export interface ResponseContext {
  readonly timeZone: TimeZone;
  readonly overrides: ProfileOverrides;
  /** By channel; activity is in contacts per second where `usualContacts` has the channel. */
  readonly timelines: ReadonlyMap<string, ChannelTimeline>;
  /** Channels whose usual contacts are known, so that an uplift has something to lift. */
  readonly usualContacts: ReadonlySet<string>;
}

/**
 * Resolves a campaign: its profile, when it runs, where its contacts go, and what the calendar says of their number.
 *
 * An `uplift_percent` counts only where there is neither reach nor claim: the campaign is then a flight over start … end (a day
 * without an end) that adds that share of each of its channels' usual contacts. A reach of 0 is a size: no contacts.
 */
export function campaignResponse(campaign: Campaign, context: ResponseContext): CampaignResponse {
  const { timeZone, overrides, timelines } = context;
  const profile = profileOf(campaign, overrides);
  const channels = channelSharesOf(campaign, profile, [...timelines.keys()]);
  const timing = campaignTiming(campaign, profile, timeZone);
  const { reach, upliftFraction } = campaign.size;
  const claim = claimOf(campaign) ?? settingsClaim(campaign, profile, overrides);
  if (claim !== undefined || reach !== undefined || upliftFraction === undefined) {
    return { campaign, profile, timing, channels, reach, claim };
  }
  const uplift = upliftContacts(campaign, channels, context);
  const [start, end] = upliftWindow(campaign, timeZone);
  const launches = [{ instant: start, weight: 1 }];
  return {
    campaign,
    profile,
    timing: { ...timing, launches, flightSeconds: end - start, deadline: undefined },
    channels: uplift.channels,
    reach: undefined,
    claim: { contacts: uplift.contacts, logSd: undefined, from: 'uplift' },
  };
}
