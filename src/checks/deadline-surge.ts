import { intervalIndexAt } from '../calendar/interval-grid.ts';
import type { Instant } from '../calendar/time-zone.ts';
import type { CampaignPlan, Plan, TeamPlan } from '../plan/plan.ts';
import { profileOverrides } from '../plan/profile-overrides.ts';
import { profileOf } from '../campaigns/medium-profile.ts';
import type { Finding } from '../problems/finding.ts';
import { live } from './campaigns-to-check.ts';
import { mainChannel } from './consequences.ts';
import { isWaking } from './hours.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, moment, percent, stretch, waiting } from './wording.ts';

/** The end of an offer; a date alone means the whole day. */
function deadlineOf(plan: Plan, entry: CampaignPlan): Instant | undefined {
  const expires = entry.campaign.offer.offerExpires;
  if (expires === undefined || expires.instant <= entry.campaign.start.instant) return undefined;
  return expires.hasTime ? expires.instant : plan.grid.timeZone.startOfDay(expires.day + 1);
}

interface Window {
  readonly first: number;
  readonly last: number;
  readonly contacts: number;
  /** Waking seconds without anybody, at the very end. */
  readonly closedSeconds: number;
  /** Intervals in which the agents there are answer too late. */
  readonly late: readonly number[];
}

function windowOf(plan: Plan, entry: CampaignPlan, channel: string, deadline: Instant): Window | undefined {
  const lead = profileOf(entry.campaign, profileOverrides(plan.settings)).deadlineBump?.leadSeconds ?? 0;
  const last = intervalIndexAt(plan.grid, deadline - 1);
  const planned = plan.channels.find((candidate) => candidate.channel === channel);
  if (last === undefined || planned === undefined || lead <= 0) return undefined;
  const first = intervalIndexAt(plan.grid, Math.max(deadline - lead, entry.campaign.start.instant)) ?? 0;
  const team: TeamPlan | undefined = plan.teams.find(({ team: name }) => name === planned.team);
  const late: number[] = [];
  let contacts = 0;
  let closedSeconds = 0;
  for (let index = first; index <= last; index++) {
    const interval = plan.grid.intervals[index];
    for (const series of entry.contactsByChannel.values()) contacts += series[index] ?? 0;
    if (planned.open[index] === 1) closedSeconds = 0;
    else if (interval !== undefined && isWaking(interval.secondOfDay)) closedSeconds += interval.seconds;
    const level = team?.available?.serviceLevelFraction[index] ?? 1;
    if (planned.open[index] === 1 && level < (team?.target?.serviceLevelFraction ?? 0)) late.push(index);
  }
  return { first, last, contacts, closedSeconds, late };
}

function checkOne(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const { campaign } = entry;
  const deadline = deadlineOf(plan, entry);
  const channel = mainChannel(plan, entry);
  if (deadline === undefined || channel === undefined) return [];
  const window = windowOf(plan, entry, channel, deadline);
  if (window === undefined) return [];
  const closed = window.closedSeconds >= context.number('closed');
  const late = window.late.length >= context.number('late_intervals');
  if (!closed && !late) return [];
  const why = closed
    ? `nobody answers ${channel} in the last ${waiting(window.closedSeconds)} before`
    : `the agents there are answer too late ${stretch(plan, window.late[0] ?? 0, window.late.at(-1) ?? 0)}`;
  const share = profileOf(campaign, profileOverrides(plan.settings)).deadlineBump?.share ?? 0;
  return [
    context.finding({
      campaign,
      column: 'offer_expires',
      message: `The offer ends ${moment(plan, deadline)}, and ${why}. ${percent(share)} of its contacts come shortly before a deadline: about ${count(share * entry.totalContacts)} here.`,
      hint: 'let the offer end while somebody answers, with agents for the last day',
      action: {
        who: 'both',
        by: actBy(plan, Math.min(campaign.start.day, plan.grid.intervals[window.last]?.day ?? plan.asOf) - 1),
        what: `Let “${campaign.name}” end in opening hours, or cover its last day.`,
        effect: `About ${count(share * entry.totalContacts)} last-minute contacts meet somebody.`,
      },
      data: {
        channel,
        windowContacts: window.contacts,
        bumpContacts: share * entry.totalContacts,
        closedSeconds: window.closedSeconds,
        lateIntervals: window.late.length,
      },
    }),
  ];
}

export const deadlineSurge: Rule = {
  id: 'deadline-surge',
  title: 'Everyone calls on the last day',
  severity: 'info',
  story:
    'Everyone calls on the last day. The offer ends on Sunday at midnight, the questions come on Sunday evening, and the phones are off until Monday, when it is too late.',
  firesWhen:
    'an offer ends within the plan’s days, and its main channel is closed for the last 2 waking hours (07:00–23:00) or more before, or answers too late in 2 intervals or more of the time before the deadline in which contacts pile up (a day by default)',
  remedy: 'End offers while somebody answers, and staff their last day.',
  needs: ['`offer_expires`'],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach,offer,offer_expires',
      'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,A vacuum for $99,2026-11-27T23:30',
    ],
    good: [
      'id,name,medium,start,reach,offer,offer_expires',
      'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,A vacuum for $99,2026-11-27T18:00',
    ],
    output: [
      'info  deadline-surge  campaigns.csv:2:70',
      '  The offer ends Fri 27 Nov 23:30, and nobody answers phone in the last 3 h',
      '  before. 10 % of its contacts come shortly before a deadline: about 4 here.',
      '  | …uum sale,email,2026-11-24T10:00,4000,A vacuum for $99,2026-11-27T23:30',
      '  |                                                        ^',
      '  → both, today: Let “Vacuum sale” end in opening hours, or cover its last',
      '    day. About 4 last-minute contacts meet somebody.',
    ],
  },
  options: {
    closed: {
      kind: 'duration',
      default: 7200,
      description: 'waking time before the deadline that may be closed',
    },
    late_intervals: {
      kind: 'number',
      default: 2,
      description: 'intervals before the deadline below the target',
    },
  },
  check: (plan, context) => live(plan).flatMap((entry) => checkOne(plan, entry, context)),
};
