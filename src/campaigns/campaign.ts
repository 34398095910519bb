import type { Instant } from '../calendar/time-zone.ts';
import type { DayNumber } from '../calendar/local-date.ts';
import type { SourceLocation } from '../problems/finding.ts';

/** `cancelled` adds nothing; `sent` is history that took place; `planned` and `confirmed` are expected to. */
export type CampaignStatus = 'planned' | 'confirmed' | 'sent' | 'cancelled';

export const campaignStatuses: readonly CampaignStatus[] = ['planned', 'confirmed', 'sent', 'cancelled'];

/** Types that the checks and the defaults know; a calendar may use any other name. */
export const knownCampaignTypes = [
  'promotion',
  'launch',
  'price-change',
  'loyalty',
  'notice',
  'other',
] as const;

/** The share of a campaign's contacts that arrives by one channel; the shares of a campaign sum to 1. */
export interface ChannelShare {
  readonly channel: string;
  readonly share: number;
}

/** A moment of the calendar and how exactly it was given. */
export interface CampaignMoment {
  readonly instant: Instant;
  readonly day: DayNumber;
  /** False when the calendar gives a date alone; `instant` is then the day's midnight. */
  readonly hasTime: boolean;
  /** `skipped` or `repeated` by a clock change, when no offset said which. */
  readonly resolution: 'exact' | 'skipped' | 'repeated';
}

/** How large marketing says the response is. Shares are fractions; undefined is not said. */
export interface CampaignSize {
  /** People (or clicks, airings' audience) the campaign reaches. */
  readonly reach?: number | undefined;
  /** Contacts per person reached. */
  readonly contactRate?: number | undefined;
  readonly contactRateLow?: number | undefined;
  readonly contactRateHigh?: number | undefined;
  readonly responseRate?: number | undefined;
  readonly contactsPerResponse?: number | undefined;
  readonly expectedContacts?: number | undefined;
  /** Times it was shown, where an advertising system counts them. */
  readonly impressions?: number | undefined;
  /** Calls that an advertising system counted after the event (Google Ads `phone_calls`). */
  readonly phoneCalls?: number | undefined;
  /** Uplift over the baseline while the campaign runs, as a fraction: 0.2 is +20 %. */
  readonly upliftFraction?: number | undefined;
}

/** What is offered, to whom, and until when. */
export interface CampaignOffer {
  readonly offer?: string | undefined;
  readonly offerCode?: string | undefined;
  readonly offerExpires?: CampaignMoment | undefined;
  readonly audience?: string | undefined;
  readonly retroactiveDays?: number | undefined;
  readonly postingDays?: number | undefined;
  readonly redeemBy?: DayNumber | undefined;
  readonly soldThrough?: readonly string[] | undefined;
}

/** What agents have when the phone rings. */
export interface CampaignSupport {
  readonly briefing?: string | undefined;
  readonly agentAuthority?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly menuOption?: string | undefined;
}

/** What both departments answer for; money in the plan's currency. */
export interface CampaignGoals {
  readonly goalContacts?: number | undefined;
  readonly goalSales?: number | undefined;
  readonly goalRevenue?: number | undefined;
  readonly revenuePerSale?: number | undefined;
  readonly salesPerContact?: number | undefined;
  readonly cost?: number | undefined;
}

/** One row of marketing's calendar. */
export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly owner?: string | undefined;
  readonly status: CampaignStatus;
  readonly medium: string;
  readonly type?: string | undefined;
  readonly start: CampaignMoment;
  readonly end?: CampaignMoment | undefined;
  readonly size: CampaignSize;
  /** Undefined: the medium's default split. */
  readonly channels?: readonly ChannelShare[] | undefined;
  /** Staggered sends: the reach in `waves` equal parts, `waveGapSeconds` apart. */
  readonly waves?: number | undefined;
  readonly waveGapSeconds?: number | undefined;
  readonly handleTimeFactor?: number | undefined;
  readonly handleTimeSeconds?: number | undefined;
  /** The day the contact centre was told. */
  readonly announced?: DayNumber | undefined;
  readonly offer: CampaignOffer;
  readonly support: CampaignSupport;
  readonly goals: CampaignGoals;
  readonly audienceFile?: string | undefined;
  readonly location: SourceLocation;
  /** Column (1-based) of each field in its row, by the calendar's canonical column name (`contact_rate`), for messages. */
  readonly columns: Readonly<Record<string, number>>;
}
