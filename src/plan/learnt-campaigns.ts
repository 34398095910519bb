import type { CampaignResponse } from '../campaigns/campaign-response.ts';
import { kindsOf, nothingLearnt, sizeBelief } from '../campaigns/campaign-size.ts';
import { kindKey } from '../campaigns/campaign-size.ts';
import type { PastCampaign } from '../campaigns/learn-rates.ts';
import { profileOf } from '../campaigns/medium-profile.ts';
import { predictiveLogSd, sizeQuantile, type PooledRate } from '../campaigns/response-rate.ts';
import type { ContactFit } from '../forecast/contact-fit.ts';

/** What is known of the rate of one kind of campaign after the past ones. Rates are contacts per person reached. */
export interface LearntKind {
  /** `email`, or `email/launch` where a type has been seen often enough. */
  readonly kind: string;
  readonly medium: string;
  readonly type: string | undefined;
  /** Campaigns of it in the days of history. */
  readonly seen: number;
  /** Of them, those whose contacts stand out enough to tell. */
  readonly telling: number;
  readonly rate: number;
  /** 80 % interval of the mean rate. */
  readonly rateLower80: number;
  readonly rateUpper80: number;
  /** 80 % interval of the next campaign’s own rate. */
  readonly nextLower80: number;
  readonly nextUpper80: number;
  readonly defaultRate: number;
  readonly defaultOrigin: 'shipped' | 'user';
  /** Actual over claimed contacts, where marketing made claims; with an 80 % interval. */
  readonly claims:
    | {
        readonly ratio: number;
        readonly lower80: number;
        readonly upper80: number;
        readonly campaigns: number;
      }
    | undefined;
  /** How fast responses ran against the curve, 1 as written; undefined where the data cannot tell. */
  readonly speed: { readonly factor: number; readonly campaigns: number } | undefined;
  readonly evidence: string;
}

/** One past campaign: what was expected of it and what it did. Contacts are all of its contacts, on all channels. */
export interface LearntCampaign {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly startDay: number;
  readonly startInstant: number;
  readonly reach: number | undefined;
  /** What marketing said, else the default rate × reach. */
  readonly expectedContacts: number;
  readonly expectedFrom: 'calendar' | 'default' | 'uplift' | 'none';
  /** Estimated from its own hours; undefined where nothing of it was observed. */
  readonly actualContacts: number | undefined;
  readonly actualStandardError: number | undefined;
  readonly rate: number | undefined;
}

/** What past campaigns taught. */
export interface LearntCampaigns {
  readonly kinds: readonly LearntKind[];
  /** Latest first. */
  readonly campaigns: readonly LearntCampaign[];
}

const z80 = 1.2815515594;

function interval(pooled: PooledRate): { readonly lower80: number; readonly upper80: number } {
  return {
    lower80: pooled.rate * Math.exp(-z80 * pooled.logSd),
    upper80: pooled.rate * Math.exp(z80 * pooled.logSd),
  };
}

function learntKind(fit: ContactFit, kind: string, pooled: PooledRate): LearntKind {
  const [medium = '', type] = kind.split('/');
  const profile = profileOf({ id: '', medium, type }, fit.input.overrides);
  const own = fit.learnt.past.filter(
    ({ response }) =>
      kindsOf(response, fit.input.overrides)[0] === kind || kindKey(response.campaign.medium) === kind,
  );
  const claims = type === undefined ? fit.learnt.claims.get(medium) : undefined;
  const speed = fit.learnt.speeds.get(medium);
  const { lower80, upper80 } = interval(pooled);
  const next = { rate: pooled.rate, logSd: predictiveLogSd(pooled) };
  return {
    kind,
    medium,
    type,
    seen: own.length,
    telling: pooled.campaigns,
    rate: pooled.rate,
    rateLower80: lower80,
    rateUpper80: upper80,
    nextLower80: sizeQuantile(next, 0.1),
    nextUpper80: sizeQuantile(next, 0.9),
    defaultRate: profile.contactRate,
    defaultOrigin: profile.rateOrigin,
    claims:
      claims === undefined || claims.campaigns === 0
        ? undefined
        : { ratio: claims.rate, ...interval(claims), campaigns: claims.campaigns },
    speed:
      speed === undefined || speed.campaigns === 0
        ? undefined
        : { factor: speed.speed, campaigns: speed.campaigns },
    evidence: profile.evidence,
  };
}

function expectation(
  response: CampaignResponse,
  fit: ContactFit,
): Pick<LearntCampaign, 'expectedContacts' | 'expectedFrom'> {
  const belief = sizeBelief(response, {
    learnt: nothingLearnt,
    overrides: fit.input.overrides,
    trustCalendar: true,
  });
  const from =
    belief.source === 'calendar' || belief.source === 'uplift' || belief.source === 'none'
      ? belief.source
      : 'default';
  return { expectedContacts: belief.contacts.rate, expectedFrom: from };
}

function learntCampaign(past: PastCampaign, fit: ContactFit): LearntCampaign {
  const { response, observed } = past;
  const { campaign, reach } = response;
  const seen = Number.isFinite(observed.standardError);
  return {
    id: campaign.id,
    name: campaign.name,
    kind: kindsOf(response, fit.input.overrides)[0] ?? campaign.medium,
    startDay: campaign.start.day,
    startInstant: campaign.start.instant,
    reach,
    ...expectation(response, fit),
    actualContacts: seen ? observed.contacts : undefined,
    actualStandardError: seen ? observed.standardError : undefined,
    rate: seen && reach !== undefined && reach > 0 ? observed.contacts / reach : undefined,
  };
}

/** What past campaigns did, by kind and one by one. */
export function learntCampaigns(fit: ContactFit): LearntCampaigns {
  const kinds = [...fit.learnt.kinds].map(([kind, pooled]) => learntKind(fit, kind, pooled));
  const campaigns = fit.learnt.past.map((past) => learntCampaign(past, fit));
  return {
    kinds: kinds.sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    campaigns: campaigns.sort((a, b) => b.startInstant - a.startInstant || (a.id < b.id ? -1 : 1)),
  };
}
