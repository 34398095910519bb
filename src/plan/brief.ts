import type { DayNumber } from '../calendar/local-date.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { likelyQuestions, type LikelyQuestion } from './likely-questions.ts';
import type { CampaignPlan, Plan } from './plan.ts';

/** Contacts of one hour of the day; hours without any are left out. */
export interface HourContacts {
  readonly hour: number;
  readonly contacts: number;
}

/** What agents need to know of one campaign on one day. Undefined is what the calendar does not say. */
export interface CampaignBrief {
  readonly campaign: Campaign;
  /** It starts on the brief’s day. */
  readonly startsToday: boolean;
  readonly contacts: number;
  readonly byHour: readonly HourContacts[];
  /** By channel, the largest first. */
  readonly byChannel: readonly { readonly channel: string; readonly contacts: number }[];
  readonly questions: readonly LikelyQuestion[];
  /** Calendar columns that agents will miss. */
  readonly missing: readonly string[];
}

/** One page for agents. */
export interface Brief {
  readonly day: DayNumber;
  /** Campaigns that bring contacts or whose offer is on, the busiest first. */
  readonly campaigns: readonly CampaignBrief[];
  /** All contacts of all channels by hour, campaigns or not. */
  readonly byHour: readonly HourContacts[];
  /** Campaigns that start in the three days after. */
  readonly next: readonly Campaign[];
}

/** How many days ahead a brief looks. */
const nextDays = 3;

function lastDayOf({ start, end, offer }: Campaign): DayNumber {
  return Math.max(start.day, end?.day ?? start.day, offer.offerExpires?.day ?? start.day);
}

/** Contacts of a day by hour of the wall clock. */
function hoursOf(plan: Plan, day: DayNumber, series: readonly Float64Array[]): readonly HourContacts[] {
  const hours = new Map<number, number>();
  for (const [index, interval] of plan.grid.intervals.entries()) {
    if (interval.day !== day) continue;
    const hour = Math.floor(interval.secondOfDay / 3600);
    const contacts = series.reduce((sum, values) => sum + (values[index] ?? 0), 0);
    hours.set(hour, (hours.get(hour) ?? 0) + contacts);
  }
  return [...hours]
    .map(([hour, contacts]) => ({ hour, contacts }))
    .filter(({ contacts }) => contacts >= 0.05);
}

const totalOf = (hours: readonly HourContacts[]): number =>
  hours.reduce((sum, { contacts }) => sum + contacts, 0);

function missingOf({ support, offer }: Campaign): readonly string[] {
  return [
    ...(support.briefing === undefined ? ['briefing'] : []),
    ...(offer.offer === undefined ? ['offer'] : []),
    ...(offer.audience === undefined ? ['audience'] : []),
    ...(support.agentAuthority === undefined ? ['agent_authority'] : []),
    ...(support.phoneNumber === undefined && support.menuOption === undefined
      ? ['phone_number or menu_option']
      : []),
  ];
}

function briefOf(plan: Plan, entry: CampaignPlan, day: DayNumber): CampaignBrief {
  const { campaign, contactsByChannel } = entry;
  const byHour = hoursOf(plan, day, [...contactsByChannel.values()]);
  const byChannel = [...contactsByChannel]
    .map(([channel, values]) => ({ channel, contacts: totalOf(hoursOf(plan, day, [values])) }))
    .filter(({ contacts }) => contacts >= 0.5)
    .sort((a, b) => b.contacts - a.contacts || (a.channel < b.channel ? -1 : 1));
  return {
    campaign,
    startsToday: campaign.start.day === day,
    contacts: totalOf(byHour),
    byHour,
    byChannel,
    questions: likelyQuestions(campaign),
    missing: missingOf(campaign),
  };
}

/**
 * The brief of one day, or of some campaigns on it: everything live then (bringing contacts, or with its offer on), what agents need to
 * know of it, and what the calendar does not say. The day should lie in the plan; contacts of other days are not known.
 */
export function briefOfDay(
  plan: Plan,
  options: { readonly day: DayNumber; readonly campaigns?: readonly string[] | undefined },
): Brief {
  const { day, campaigns: only } = options;
  const wanted = plan.campaigns.filter(
    ({ campaign, phase }) => phase !== 'cancelled' && (only === undefined || only.includes(campaign.id)),
  );
  const briefs = wanted
    .map((entry) => briefOf(plan, entry, day))
    .filter(({ campaign, contacts }) => {
      const isOn = campaign.start.day <= day && day <= lastDayOf(campaign);
      return only !== undefined || contacts >= 0.5 || isOn;
    });
  const isNext = ({ start }: Campaign): boolean => start.day > day && start.day <= day + nextDays;
  const shown = new Set(briefs.map(({ campaign }) => campaign.id));
  return {
    day,
    campaigns: briefs.sort((a, b) => b.contacts - a.contacts || (a.campaign.id < b.campaign.id ? -1 : 1)),
    byHour: hoursOf(
      plan,
      day,
      plan.channels.map(({ expectedContacts }) => expectedContacts),
    ),
    next: wanted
      .map(({ campaign }) => campaign)
      .filter((campaign) => isNext(campaign) && !shown.has(campaign.id))
      .sort((a, b) => a.start.instant - b.start.instant || (a.id < b.id ? -1 : 1)),
  };
}
