import type { Instant } from '../calendar/time-zone.ts';
import { secondsPerDay } from '../calendar/local-date.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { ResponseCurve } from '../campaigns/response-curve.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import type { RuleOption } from './rule.ts';

/** Why a campaign causes contacts that nobody planned. */
export type ConsequenceReason = 'recent-buyers' | 'excluded-customers' | 'reward-deadline' | 'escalations';

/** Contacts that a flaw of a campaign's offer will cause, beside those of the campaign itself. */
export interface Consequence {
  readonly campaign: string;
  readonly reason: ConsequenceReason;
  /** The live channel that gets most of the campaign's contacts. */
  readonly channel: string;
  readonly start: Instant;
  readonly curve: ResponseCurve;
  readonly contacts: number;
  /** How the number was come by, in words and figures. */
  readonly reckoning: string;
}

/** Reads a number of a rule's options: what the user wrote, or the default. */
export type OptionReader = (option: string) => number | undefined;

/** The field's “decayed” shape: strongest at once, half of it on the first day. */
export const fadingOverDays: ResponseCurve = { shape: 'decayed', halfLifeSeconds: secondsPerDay };

/** The live channel that gets most of a campaign's contacts; the plan's first live channel where it gets none. */
export function mainChannel(plan: Plan, entry: CampaignPlan): string | undefined {
  const live = plan.settings.channels.filter(({ kind, team }) => kind === 'live' && team !== undefined);
  const contacts = (channel: string): number => {
    const planned = entry.contactsByChannel.get(channel)?.reduce((sum, value) => sum + value, 0) ?? 0;
    return planned + (entry.campaign.channels?.find((share) => share.channel === channel)?.share ?? 0) * 1e-6;
  };
  return live.reduce<string | undefined>(
    (best, { name }) => (best === undefined || contacts(name) > contacts(best) ? name : best),
    undefined,
  );
}

/** Days that an offer is on: to its expiry, else to the campaign's end, else a week; at least 1. */
export function offerDays(campaign: Campaign): number {
  const last = campaign.offer.offerExpires?.day ?? campaign.end?.day;
  return Math.max(1, last === undefined ? 7 : last - campaign.start.day + 1);
}

/** Sales that marketing expects of a campaign; undefined where nothing tells. */
export function expectedSales(entry: CampaignPlan): number | undefined {
  const { goals } = entry.campaign;
  if (goals.goalSales !== undefined) return goals.goalSales;
  if (goals.goalRevenue !== undefined && goals.revenuePerSale !== undefined && goals.revenuePerSale > 0)
    return goals.goalRevenue / goals.revenuePerSale;
  if (goals.salesPerContact !== undefined) return goals.salesPerContact * entry.totalContacts;
  return undefined;
}

/** The source of defaults that rest on nothing published. */
const assumed = 'an assumption: replace it by your own figure';

/** Options of the rule on recent buyers. */
export const recentBuyerOptions = {
  sales_per_day: {
    kind: 'number',
    default: undefined,
    description: 'sales of an ordinary day; without it they are taken from goal_sales',
  },
  normal_sales_share: {
    kind: 'fraction',
    default: 0.5,
    description:
      'an ordinary day’s sales as a share of a campaign day’s, where only goal_sales is known; an offer of less than a week counts as one of a week',
    source: assumed,
  },
  window_days: {
    kind: 'number',
    default: 14,
    description: 'days before the launch in which buyers compare',
    source:
      'two weeks were the most frequent price-adjustment period of 30 audited web shops (StellaService, 2016)',
  },
  contact_share: {
    kind: 'fraction',
    default: 0.05,
    description: 'share of recent buyers who ask for the offer',
    source: assumed,
  },
} satisfies Readonly<Record<string, RuleOption>>;

/** Recent buyers who ask for the offer they missed: sales a day × days × share who ask. */
export function recentBuyers(
  entry: CampaignPlan,
  read: OptionReader,
): { readonly buyers: number; readonly contacts: number; readonly windowDays: number } | undefined {
  const windowDays = read('window_days') ?? 0;
  const sales = expectedSales(entry);
  const perDay =
    read('sales_per_day') ??
    (sales === undefined
      ? undefined
      : (sales / Math.max(7, offerDays(entry.campaign))) * (read('normal_sales_share') ?? 0));
  if (perDay === undefined) return undefined;
  const buyers = perDay * windowDays;
  return { buyers, contacts: buyers * (read('contact_share') ?? 0), windowDays };
}

export const excludedCustomerOptions = {
  existing_share: {
    kind: 'fraction',
    default: 0.2,
    description: 'share of those reached, or who hear of it, who are customers already',
    source: assumed,
  },
  contact_share: {
    kind: 'fraction',
    default: 0.02,
    description: 'share of them who ask for the same',
    source: assumed,
  },
} satisfies Readonly<Record<string, RuleOption>>;

/** Existing customers who ask for what only new ones get: reach × share who are customers × share who ask. */
export function excludedCustomers(
  entry: CampaignPlan,
  read: OptionReader,
): { readonly customers: number; readonly contacts: number } | undefined {
  const { reach } = entry.campaign.size;
  if (reach === undefined) return undefined;
  const customers = reach * (read('existing_share') ?? 0);
  return { customers, contacts: customers * (read('contact_share') ?? 0) };
}

export const rewardDeadlineOptions = {
  purchase_days: {
    kind: 'number',
    default: 7,
    description: 'days after the launch in which the typical purchase falls, at most half the offer’s time',
    source: assumed,
  },
  contact_share: {
    kind: 'fraction',
    default: 0.15,
    description: 'share of those whose reward comes too late who call about it',
    source: assumed,
  },
} satisfies Readonly<Record<string, RuleOption>>;

/** What an offer's posting time and redemption date do to its buyers. */
export interface LateReward {
  /** Days from launch on which a purchase still posts in time; negative when none does. */
  readonly lastGoodDay: number;
  readonly lateShare: number;
  /** The typical purchase posts too late. */
  readonly typicalIsLate: boolean;
  readonly typicalPosts: number;
  readonly buyers: number | undefined;
  readonly contacts: number | undefined;
}

/**
 * Buyers whose reward posts after the last day to use it. Purchases come evenly over the offer's days; late are those after
 * redeem_by − posting_days. Undefined without both.
 */
export function lateReward(entry: CampaignPlan, read: OptionReader): LateReward | undefined {
  const { campaign } = entry;
  const { postingDays, redeemBy } = campaign.offer;
  if (postingDays === undefined || redeemBy === undefined) return undefined;
  const days = offerDays(campaign);
  const lastGoodDay = redeemBy - postingDays - campaign.start.day;
  const lateShare = Math.min(1, Math.max(0, (days - 1 - lastGoodDay) / days));
  const typicalDay = Math.min(read('purchase_days') ?? 0, Math.floor((days - 1) / 2));
  const sales = expectedSales(entry);
  const buyers = sales === undefined ? undefined : sales * lateShare;
  return {
    lastGoodDay,
    lateShare,
    typicalIsLate: typicalDay > lastGoodDay,
    typicalPosts: campaign.start.day + typicalDay + postingDays,
    buyers,
    contacts: buyers === undefined ? undefined : buyers * (read('contact_share') ?? 0),
  };
}

export const escalationOptions = {
  escalation_share: {
    kind: 'fraction',
    default: 0.07,
    description:
      'share of the campaign’s contacts that agents pass on or that call again when they may grant nothing',
    source:
      'practitioners put 2–5 % for agents who may decide and above 7 % for those who may not; 5–15 % over all first-line service',
  },
} satisfies Readonly<Record<string, RuleOption>>;

/** Contacts that are passed on, or come again, because the agent may grant nothing: contacts × share. */
export function escalations(entry: CampaignPlan, read: OptionReader): number {
  return entry.totalContacts * (read('escalation_share') ?? 0);
}
