import type { CampaignResponse, SizeClaim } from './campaign-response.ts';
import { logSdOfRange } from './campaign-response.ts';
import { profileOf, type MediumProfile, type ProfileOverrides } from './medium-profile.ts';
import {
  ownRate,
  predictiveLogSd,
  shippedDefaultLogSd,
  sizeQuantile,
  userDefaultLogSd,
  type OwnRate,
  type PooledRate,
  type RateBelief,
  type RateObservation,
} from './response-rate.ts';

/** Where a campaign's size comes from. `none`: nothing says how large it is, and it counts as no contacts. */
export type SizeSource = 'calendar' | 'track-record' | 'learnt' | 'default' | 'uplift' | 'none';

/** What past campaigns taught about sizes. */
export interface LearntRates {
  /** Mean contact rates by {@link kindKey}: every medium seen, and its types seen often enough. */
  readonly kinds: ReadonlyMap<string, PooledRate>;
  /** Actual over claimed contacts, by medium; all media together under the empty key. */
  readonly claims: ReadonlyMap<string, PooledRate>;
}

export const nothingLearnt: LearntRates = { kinds: new Map(), claims: new Map() };

/** How large a campaign is taken to be, and why. All of its contacts, whenever they come and whether or not anybody is there. */
export interface CampaignSizeForecast {
  readonly source: SizeSource;
  /** Expected contacts. */
  readonly contacts: number;
  /** Log-sd of the size: common to all intervals of the campaign. */
  readonly logSd: number;
  readonly lower80: number;
  readonly upper80: number;
  /** The same as contacts per person reached; undefined without a reach. */
  readonly contactRate:
    { readonly mean: number; readonly lower80: number; readonly upper80: number } | undefined;
  /** Past campaigns behind the number: of the kind for `learnt`, with claims for `track-record`. */
  readonly campaigns: number;
  /** The kind that was learnt from: `email`, or `email/launch`. */
  readonly kind: string | undefined;
  readonly claim: SizeClaim | undefined;
  /** Actual over claimed contacts that was applied; 1 for none. */
  readonly correction: number;
  /** The default rate of its profile, and whose it is. */
  readonly defaultRate: number;
  readonly defaultOrigin: MediumProfile['rateOrigin'];
  /** True when a part of its own response was seen and counts. */
  readonly responseSeen: boolean;
}

/** The name of a kind of campaign. @example kindKey('email', 'launch') // => 'email/launch' */
export function kindKey(medium: string, type?: string): string {
  return type === undefined ? medium : `${medium}/${type}`;
}

/** Kinds a campaign belongs to, the most particular first; a type with a rate of its own is not of its medium's kind. */
export function kindsOf(
  { campaign, profile }: CampaignResponse,
  overrides: ProfileOverrides,
): readonly string[] {
  const { medium, type } = campaign;
  const mediumRate = profileOf({ id: '', medium, type: undefined }, overrides).contactRate;
  if (type === undefined) return [kindKey(medium)];
  return mediumRate === profile.contactRate
    ? [kindKey(medium, type), kindKey(medium)]
    : [kindKey(medium, type)];
}

/** What is believed of a profile's mean rate before any campaign was seen. */
export function defaultBelief(profile: MediumProfile): RateBelief {
  const { contactRate: rate, contactRateLow: low, contactRateHigh: high, rateOrigin } = profile;
  const logSd = rateOrigin === 'user' ? (logSdOfRange(low, high) ?? userDefaultLogSd) : shippedDefaultLogSd;
  return { rate, logSd };
}

interface Belief {
  readonly source: SizeSource;
  /** Contacts with their whole predictive spread. */
  readonly contacts: OwnRate;
  readonly campaigns: number;
  readonly kind: string | undefined;
  readonly correction: number;
}

/** A claim: as sure as its own range says, else as a number that a user wrote; or as its track record says. */
function claimBelief(claim: SizeClaim, record: PooledRate | undefined): Belief {
  const correction = record?.rate ?? 1;
  const said = claim.logSd ?? predictiveLogSd({ rate: 1, logSd: userDefaultLogSd });
  const logSd = record === undefined ? said : predictiveLogSd(record);
  const source = claim.from === 'uplift' ? 'uplift' : record === undefined ? 'calendar' : 'track-record';
  return {
    source,
    contacts: { rate: claim.contacts * correction, logSd },
    campaigns: record?.campaigns ?? 0,
    kind: undefined,
    correction,
  };
}

/** The record that corrects a claim: its medium's, else that of all media if at least three campaigns stand behind it. */
function recordFor(response: CampaignResponse, learnt: LearntRates): PooledRate | undefined {
  const own = learnt.claims.get(response.campaign.medium);
  if (own !== undefined && own.campaigns > 0) return own;
  const all = learnt.claims.get('');
  return all !== undefined && all.campaigns >= 3 ? all : undefined;
}

/** What the size of a campaign rests on: settings shared by all campaigns of a forecast. */
export interface SizeSetting {
  readonly learnt: LearntRates;
  readonly overrides: ProfileOverrides;
  /** Take the calendar's numbers as they are, whatever their record. */
  readonly trustCalendar: boolean;
}

/** What is believed of a campaign's contacts before its own response is looked at. */
export function sizeBelief(response: CampaignResponse, setting: SizeSetting): Belief {
  const { learnt, overrides, trustCalendar } = setting;
  const { claim, reach, profile } = response;
  if (claim !== undefined) return claimBelief(claim, trustCalendar ? undefined : recordFor(response, learnt));
  const plain = { campaigns: 0, kind: undefined, correction: 1 };
  if (reach === undefined) return { ...plain, source: 'none', contacts: { rate: 0, logSd: 0 } };
  const kind = kindsOf(response, overrides).find((key) => (learnt.kinds.get(key)?.campaigns ?? 0) > 0);
  const pooled = kind === undefined ? undefined : learnt.kinds.get(kind);
  const belief = pooled ?? defaultBelief(profile);
  return {
    source: pooled === undefined ? 'default' : 'learnt',
    contacts: { rate: belief.rate * reach, logSd: predictiveLogSd(belief) },
    campaigns: pooled?.campaigns ?? 0,
    kind,
    correction: 1,
  };
}

/**
 * How large a campaign will be, and how sure that is: marketing's numbers first (corrected by their track record unless they
 * are to be trusted), then the rate learnt from campaigns of its kind, then the default; an uplift only where there is
 * nothing else. Where a part of the campaign's own response has been seen, it counts too.
 *
 * Reach 0 or a claim of 0: no contacts, surely. Neither reach nor claim nor uplift: source `none`, no contacts.
 */
export function campaignSize(
  response: CampaignResponse,
  setting: SizeSetting,
  observation?: RateObservation,
): CampaignSizeForecast {
  const belief = sizeBelief(response, setting);
  const { reach, claim, profile } = response;
  const own: OwnRate =
    belief.contacts.rate > 0 ? ownRate(belief.contacts, observation) : { rate: 0, logSd: 0 };
  const lower80 = sizeQuantile(own, 0.1);
  const upper80 = sizeQuantile(own, 0.9);
  const perPerson = (contacts: number): number => (reach === undefined || reach === 0 ? 0 : contacts / reach);
  return {
    source: belief.source,
    contacts: own.rate,
    logSd: own.logSd,
    lower80,
    upper80,
    contactRate:
      reach === undefined || reach === 0
        ? undefined
        : { mean: perPerson(own.rate), lower80: perPerson(lower80), upper80: perPerson(upper80) },
    campaigns: belief.campaigns,
    kind: belief.kind,
    claim,
    correction: belief.correction,
    defaultRate: profile.contactRate,
    defaultOrigin: profile.rateOrigin,
    responseSeen: observation !== undefined && own.logSd < 0.95 * belief.contacts.logSd,
  };
}

/** Quantile of the campaign's contacts. */
export function campaignSizeQuantile(size: CampaignSizeForecast, p: number): number {
  return size.contacts === 0 ? 0 : sizeQuantile({ rate: size.contacts, logSd: size.logSd }, p);
}
