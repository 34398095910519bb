import type { Campaign } from '../campaigns/campaign.ts';
import type { ContactSeries } from '../history/contact-series.ts';
import { actualInterval } from './actual-contacts.ts';
import type { LearntCampaigns } from './learnt-campaigns.ts';
import type { CampaignPlan, Plan, SizeSource, TeamPlan } from './plan.ts';
import { scoresOf, type Score } from './review-scores.ts';

/** How well one channel was forecast in the days reviewed. Errors are shares of the actual contacts. */
export interface ChannelReview {
  readonly channel: string;
  readonly expectedContacts: number;
  readonly actualContacts: number;
  /** Σ|actual − expected| / Σ actual by interval, and Σ(expected − actual) / Σ actual. */
  readonly wape: number;
  readonly bias: number;
  /** The same had the campaigns been left out of the forecast. */
  readonly wapeWithoutCampaigns: number;
}

/** Callers of the hours in which a campaign was felt. */
export interface HoursReview {
  readonly offeredContacts: number;
  /** Undefined where the actuals do not say. */
  readonly abandonedContacts: number | undefined;
  readonly averageWaitSeconds: number | undefined;
  /** Planned for these hours, weighted by contacts: with the agents there are where the settings say so. */
  readonly plannedServiceLevelFraction: number | undefined;
  /** Paid agents there were over those needed, never above 1 in an interval; undefined where the settings do not say. */
  readonly coverFraction: number | undefined;
  /** By the channels' revenue per contact. */
  readonly lostRevenue: number | undefined;
}

/** One campaign after the fact. */
export interface CampaignReview {
  readonly campaign: Campaign;
  readonly expectedContacts: number;
  readonly expectedLower80: number;
  readonly expectedUpper80: number;
  readonly expectedFrom: SizeSource;
  /** What marketing's own numbers said; undefined where the calendar makes no claim. */
  readonly claimedContacts: number | undefined;
  /** Estimated from its own hours; undefined where nothing of it was seen. */
  readonly actualContacts: number | undefined;
  readonly actualStandardError: number | undefined;
  /** Contacts per person reached. */
  readonly expectedRate: number | undefined;
  readonly actualRate: number | undefined;
  readonly hours: HoursReview;
  readonly costPerContact: number | undefined;
  readonly sales: number | undefined;
  readonly revenue: number | undefined;
  readonly noticeDays: number | undefined;
  readonly scores: readonly Score[];
}

/** What the next forecast of a kind of campaign will take, before and after this one. */
export interface LearntChange {
  readonly kind: string;
  readonly before: number | undefined;
  readonly after: number;
  readonly campaigns: number;
}

/** Expected against actual. */
export interface Review {
  readonly campaigns: readonly CampaignReview[];
  readonly channels: readonly ChannelReview[];
  readonly changes: readonly LearntChange[];
}

export interface ReviewInput {
  /** The plan as it was made, or would have been, before the campaigns: its history ends where its days begin. */
  readonly plan: Plan;
  /** What came, by channel. */
  readonly actuals: readonly ContactSeries[];
  /** Learnt from the history before the plan, and from it and the actuals together. */
  readonly learntBefore: LearntCampaigns;
  readonly learntAfter: LearntCampaigns;
  /** Only these campaigns; undefined: all that bring contacts in the plan's days. */
  readonly only?: readonly string[] | undefined;
}

function channelReview(plan: Plan, series: ContactSeries): ChannelReview | undefined {
  const channel = plan.channels.find((candidate) => candidate.channel === series.channel);
  if (channel === undefined) return undefined;
  let [expected, actual, missed, signed, without] = [0, 0, 0, 0, 0];
  for (const [index, interval] of plan.grid.intervals.entries()) {
    const { contacts } = actualInterval(series, interval);
    if (contacts === undefined) continue;
    const forecast = channel.expectedContacts[index] ?? 0;
    expected += forecast;
    actual += contacts;
    missed += Math.abs(contacts - forecast);
    signed += forecast - contacts;
    without += Math.abs(contacts - (channel.baselineContacts[index] ?? 0));
  }
  if (actual === 0) return undefined;
  return {
    channel: series.channel,
    expectedContacts: expected,
    actualContacts: actual,
    wape: missed / actual,
    bias: signed / actual,
    wapeWithoutCampaigns: without / actual,
  };
}

/** Below this share of an interval's contacts a campaign is not felt. */
const feltShare = 0.05;

interface Felt {
  readonly channel: string;
  readonly team: TeamPlan | undefined;
  readonly intervals: readonly number[];
}

/** Where a campaign makes at least 5 % of a channel's contacts, and at least half a contact. */
function feltHours(plan: Plan, entry: CampaignPlan): readonly Felt[] {
  return [...entry.contactsByChannel].flatMap(([name, contacts]) => {
    const channel = plan.channels.find(({ channel: other }) => other === name);
    if (channel === undefined) return [];
    const intervals = [...contacts.keys()].filter((index) => {
      const own = contacts[index] ?? 0;
      return own >= 0.5 && own >= feltShare * (channel.expectedContacts[index] ?? 0);
    });
    const team = plan.teams.find(({ liveChannels }) => liveChannels.includes(name));
    return intervals.length === 0 ? [] : [{ channel: name, team, intervals }];
  });
}

function coverOf(felt: readonly Felt[]): number | undefined {
  const seen = new Map<TeamPlan, Set<number>>();
  for (const { team, intervals } of felt) {
    if (team?.availableAgents === undefined) continue;
    const known = seen.get(team) ?? new Set<number>();
    intervals.forEach((index) => known.add(index));
    seen.set(team, known);
  }
  let [there, needed] = [0, 0];
  for (const [team, intervals] of seen) {
    for (const index of intervals) {
      const need = team.requirement.scheduledAgents[index] ?? 0;
      needed += need;
      there += Math.min(need, team.availableAgents?.[index] ?? 0);
    }
  }
  return needed > 0 ? there / needed : undefined;
}

function hoursReview(plan: Plan, entry: CampaignPlan, actuals: readonly ContactSeries[]): HoursReview {
  const felt = feltHours(plan, entry);
  let offered = 0;
  let [abandoned, waited, lostRevenue]: (number | undefined)[] = [undefined, undefined, undefined];
  let [planned, plannedContacts] = [0, 0];
  for (const { channel, team, intervals } of felt) {
    const series = actuals.find((candidate) => candidate.channel === channel);
    const perContact = plan.settings.channels.find(({ name }) => name === channel)?.revenuePerContact;
    for (const index of intervals) {
      const interval = plan.grid.intervals[index];
      const actual =
        series === undefined || interval === undefined ? undefined : actualInterval(series, interval);
      offered += actual?.contacts ?? 0;
      if (actual?.abandoned !== undefined) {
        abandoned = (abandoned ?? 0) + actual.abandoned;
        if (perContact !== undefined) lostRevenue = (lostRevenue ?? 0) + perContact * actual.abandoned;
      }
      if (actual?.waitingTimeSeconds !== undefined) waited = (waited ?? 0) + actual.waitingTimeSeconds;
      const level = (team?.available ?? team?.required)?.serviceLevelFraction[index];
      if (level === undefined) continue;
      planned += level * (actual?.contacts ?? 0);
      plannedContacts += actual?.contacts ?? 0;
    }
  }
  return {
    offeredContacts: offered,
    abandonedContacts: abandoned,
    averageWaitSeconds: waited === undefined || offered === 0 ? undefined : waited / offered,
    plannedServiceLevelFraction: plannedContacts > 0 ? planned / plannedContacts : undefined,
    coverFraction: coverOf(felt),
    lostRevenue,
  };
}

/** What the calendar itself claims of a campaign. @example claimedContacts({ reach: 2000, contactRate: 0.01 }) // => 20 */
export function claimedContacts(size: Campaign['size']): number | undefined {
  const { reach, contactRate, responseRate, contactsPerResponse, expectedContacts } = size;
  if (expectedContacts !== undefined) return expectedContacts;
  const rate =
    contactRate ?? (responseRate === undefined ? undefined : responseRate * (contactsPerResponse ?? 1));
  return rate === undefined || reach === undefined ? undefined : rate * reach;
}

function campaignReview(input: ReviewInput, entry: CampaignPlan): CampaignReview {
  const { plan, actuals, learntAfter } = input;
  const { campaign } = entry;
  const { goals, size } = campaign;
  const measured = learntAfter.campaigns.find(({ id }) => id === campaign.id);
  const actual = measured?.actualContacts === undefined ? undefined : Math.max(0, measured.actualContacts);
  const perPerson = (contacts: number | undefined): number | undefined =>
    contacts === undefined || size.reach === undefined || size.reach === 0
      ? undefined
      : contacts / size.reach;
  const sales =
    actual === undefined || goals.salesPerContact === undefined ? undefined : actual * goals.salesPerContact;
  const review = {
    campaign,
    expectedContacts: entry.totalContacts,
    expectedLower80: entry.totalContactsLower80,
    expectedUpper80: entry.totalContactsUpper80,
    expectedFrom: entry.sizeSource,
    claimedContacts: claimedContacts(size),
    actualContacts: actual,
    actualStandardError: measured?.actualStandardError,
    expectedRate: perPerson(entry.totalContacts),
    actualRate: perPerson(actual),
    hours: hoursReview(plan, entry, actuals),
    costPerContact:
      goals.cost === undefined || actual === undefined || actual < 1 ? undefined : goals.cost / actual,
    sales,
    revenue:
      sales === undefined || goals.revenuePerSale === undefined ? undefined : sales * goals.revenuePerSale,
    noticeDays: campaign.announced === undefined ? undefined : campaign.start.day - campaign.announced,
  };
  return { ...review, scores: scoresOf(review, plan.settings.checks.noticeDays) };
}

function changesOf(
  { learntBefore, learntAfter }: ReviewInput,
  media: ReadonlySet<string>,
): readonly LearntChange[] {
  return learntAfter.kinds
    .filter(({ medium }) => media.has(medium))
    .map(({ kind, rate, telling }) => ({
      kind,
      before: learntBefore.kinds.find((known) => known.kind === kind)?.rate,
      after: rate,
      campaigns: telling,
    }));
}

/**
 * Expected against actual, campaign by campaign and channel by channel, and what both departments did: notice, estimate and briefing by
 * marketing; forecast, cover and answered callers by the contact centre; goals by both.
 *
 * A campaign's actual contacts are estimated from its own hours (actual − baseline − other campaigns, by least squares on its curve),
 * with a standard error: nobody counts them. Callers lost and waits are those of the hours in which it was felt, whoever called.
 */
export function reviewCampaigns(input: ReviewInput): Review {
  const { plan, actuals, only } = input;
  const reviewed = plan.campaigns.filter(({ campaign, phase, horizonContacts }) =>
    only === undefined ? phase !== 'cancelled' && horizonContacts >= 0.5 : only.includes(campaign.id),
  );
  return {
    campaigns: reviewed.map((entry) => campaignReview(input, entry)),
    channels: actuals.flatMap((series) => channelReview(plan, series) ?? []),
    changes: changesOf(input, new Set(reviewed.map(({ campaign }) => campaign.medium))),
  };
}
