import type { Campaign, ChannelShare } from './campaign.ts';
import { mediaWithoutRate, shippedMedia, shippedTypes, unknownMedium } from './media.ts';
import type { ResponseCurve } from './response-curve.ts';

/**
 * Which clock the response runs by. `real`: elapsed time. `waking`: elapsed time in which people are awake, so that an
 * e-mail sent at 23:00 peaks in the morning. `daily`: the curve says how much comes each local day, and within a day
 * contacts come like the channel's own day.
 */
export type ResponseClock = 'real' | 'waking' | 'daily';

/** A part of a campaign's contacts that comes shortly before its offer expires. */
export interface DeadlineBump {
  /** Of the campaign's contacts, 0–1. They are taken from the curve, not added to it. */
  readonly share: number;
  /** How long before the deadline the bump begins; it rises in a straight line to the deadline. */
  readonly leadSeconds: number;
}

/** Questions after the sale: delivery, returns, points. They come on top of the campaign's own contacts. */
export interface ServiceWave {
  readonly contactsPerSale: number;
  /** From the campaign's start to the first of them. */
  readonly lagSeconds: number;
  /** How long they keep coming, spread like the channel's own week. */
  readonly durationSeconds: number;
}

/** How people respond to a medium. Plain data; every key can be set per medium, type or campaign. */
export interface MediumProfile {
  /** Contacts per person (or click, or airing's audience) reached. */
  readonly contactRate: number;
  /** An 80 % range of the rate. */
  readonly contactRateLow: number;
  readonly contactRateHigh: number;
  /** `user`: the rate was written by the user and weighs more than a shipped one. */
  readonly rateOrigin: 'shipped' | 'user';
  readonly curve: ResponseCurve;
  readonly clock: ResponseClock;
  /** Where contacts go when the calendar does not say. */
  readonly channels: readonly ChannelShare[];
  /** Response while the channel is closed is lost (`drop`) or comes at the next opening (`carry`). */
  readonly whenClosed: 'drop' | 'carry';
  /** True when a calendar's `end` makes the campaign a flight: spread over start … end like the channel's own week. */
  readonly endMakesFlight: boolean;
  /** Standard deviation of the real launch around the calendar's, for spots. */
  readonly launchJitterSeconds: number;
  /** Handle time of these contacts over the channel's own. */
  readonly handleTimeFactor: number;
  readonly deadlineBump?: DeadlineBump | undefined;
  readonly serviceWave?: ServiceWave | undefined;
  /** What the numbers rest on, in words. */
  readonly evidence: string;
}

/** Any of the keys of a {@link MediumProfile}; the rest stays as it was. */
export type ProfileOverride = { readonly [Key in keyof MediumProfile]?: MediumProfile[Key] | undefined };

/** What the user set: by medium, by campaign type, by campaign id. The later ones win. */
export interface ProfileOverrides {
  readonly media: Readonly<Record<string, ProfileOverride>>;
  readonly types: Readonly<Record<string, ProfileOverride>>;
  readonly campaigns: Readonly<Record<string, ProfileOverride>>;
}

export const noOverrides: ProfileOverrides = { media: {}, types: {}, campaigns: {} };

/** True for a medium that has shipped defaults of its own. @example isKnownMedium('tv') // => true */
export function isKnownMedium(medium: string): boolean {
  return Object.hasOwn(shippedMedia, medium);
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string | undefined): Value | undefined {
  return key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

function withOverride(profile: MediumProfile, override: ProfileOverride | undefined): MediumProfile {
  if (override === undefined) return profile;
  const said = Object.fromEntries(Object.entries(override).filter(([, value]) => value !== undefined));
  const rate = override.contactRate;
  if (rate === undefined || override.rateOrigin === 'shipped') return { ...profile, ...said };
  // A rate without a range: an 80 % range of a log-sd of one half, as for any number that a user wrote.
  const range = { contactRateLow: rate * 0.527, contactRateHigh: rate * 1.898 };
  return { ...profile, ...range, rateOrigin: 'user', ...said };
}

/**
 * How people respond to one campaign: the shipped medium, then the shipped type, then what the user set for the medium, the
 * type and the campaign, each laid over the one before.
 *
 * A medium without shipped defaults gets those of `other`. The shipped rate of a launch counts buyers and is used only where
 * the medium has no rate of its own; that of a price change counts those affected and is used for every medium.
 */
export function profileOf(
  campaign: Pick<Campaign, 'id' | 'medium' | 'type'>,
  overrides: ProfileOverrides = noOverrides,
): MediumProfile {
  const { id, medium, type } = campaign;
  const shipped = own(shippedMedia, medium) ?? unknownMedium;
  const rateless = !isKnownMedium(medium) || mediaWithoutRate.includes(medium);
  const shippedType = own(shippedTypes, type);
  const layers = [
    shippedType?.profile,
    rateless ? shippedType?.rateWithoutMedium : undefined,
    own(overrides.media, medium),
    own(overrides.types, type),
    own(overrides.campaigns, id),
  ];
  return layers.reduce<MediumProfile>((profile, layer) => withOverride(profile, layer), shipped);
}

/**
 * Where a campaign's contacts go: the calendar's split, else the medium's default split over the channels there are. Shares of
 * channels that the centre does not have go to the others in proportion, or to its first channel when it has none of them;
 * with no channels known the default split stands as it is. Shares of 0 are left out; the rest sum to 1.
 */
export function channelSharesOf(
  campaign: Pick<Campaign, 'channels'>,
  profile: MediumProfile,
  knownChannels: readonly string[],
): readonly ChannelShare[] {
  if (campaign.channels !== undefined) return normalised(campaign.channels);
  const known = profile.channels.filter(({ channel }) => knownChannels.includes(channel));
  if (known.length > 0) return normalised(known);
  const [first] = knownChannels;
  return first === undefined ? normalised(profile.channels) : [{ channel: first, share: 1 }];
}

function normalised(shares: readonly ChannelShare[]): readonly ChannelShare[] {
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  if (!(total > 0)) return [];
  return shares
    .filter(({ share }) => share > 0)
    .map(({ channel, share }) => ({ channel, share: share / total }));
}
