import { secondsPerDay } from '../calendar/local-date.ts';
import { intervalIndexAt } from '../calendar/interval-grid.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import type { Finding } from '../problems/finding.ts';
import { live } from './campaigns-to-check.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, listed, moment, percent } from './wording.ts';

/** Channels of the campaign that are closed at its launch, and when the first of them opens again. */
function closedAtLaunch(
  plan: Plan,
  campaign: Campaign,
  channels: readonly string[],
): { readonly channels: readonly string[]; readonly opens: number | undefined } {
  const launch = intervalIndexAt(plan.grid, campaign.start.instant);
  if (launch === undefined || !campaign.start.hasTime) return { channels: [], opens: undefined };
  const closed = plan.channels.filter(
    ({ channel, open }) => channels.includes(channel) && open[launch] === 0,
  );
  const openings = closed.flatMap(({ open }) => {
    const next = open.indexOf(1, launch);
    return next < 0 ? [] : [next];
  });
  return {
    channels: closed.map(({ channel }) => channel),
    opens: openings.length === 0 ? undefined : Math.min(...openings),
  };
}

/** A flight of days has nights in it: what a number to tap does then is for unstaffed-click-to-call to say. */
function isLongFlight({ start, end }: Campaign): boolean {
  return end !== undefined && end.instant - start.instant > secondsPerDay;
}

function checkOne(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const { campaign, lostWhileClosedContacts: lost, carriedContacts: carried } = entry;
  const all = entry.totalContacts;
  const outside = Math.min(all, lost + carried);
  const share = all > 0 ? Math.min(1, outside / all) : 0;
  if (outside < context.number('least_contacts') || share < context.number('closed_share')) return [];
  const closed = closedAtLaunch(plan, campaign, [...entry.contactsByChannel.keys()]);
  if (isLongFlight(campaign) && closed.channels.length === 0) return [];
  const opens = closed.opens === undefined ? undefined : plan.grid.intervals[closed.opens]?.start;
  const at =
    closed.channels.length === 0
      ? ''
      : ` It starts ${moment(plan, campaign.start.instant)}, when ${listed(closed.channels)} ${closed.channels.length === 1 ? 'is' : 'are'} closed${opens === undefined ? '' : ` until ${moment(plan, opens)}`}.`;
  const fate = [
    ...(lost >= 0.5 ? [`${count(lost)} find nobody and are lost`] : []),
    ...(carried >= 0.5 ? [`${count(Math.min(carried, all - lost))} come back at the next opening`] : []),
  ];
  return [
    context.finding({
      campaign,
      column: 'start',
      message: `${percent(share)} of its contacts (about ${count(outside)} of ${count(all)}) come outside opening hours: ${listed(fate)}.${at}`,
      hint: 'launch when somebody answers, or open for it',
      action: {
        who: 'both',
        by: actBy(plan, campaign.start.day - plan.settings.checks.leadTimes.scheduleChange),
        what: `Launch “${campaign.name}” ${opens === undefined ? 'in opening hours' : `after ${moment(plan, opens)}`}, or staff the hours in which it is seen.`,
        effect: `About ${count(outside)} contacts meet somebody.`,
      },
      data: {
        closedShareFraction: share,
        lostContacts: lost,
        carriedContacts: carried,
        closedChannels: closed.channels,
      },
    }),
  ];
}

export const launchWhileClosed: Rule = {
  id: 'launch-while-closed',
  title: 'Launch while closed',
  severity: 'warning',
  story:
    'The flare-up comes at the weekend. The post goes up on Sunday afternoon, people respond within minutes, and the first agent sits down on Monday morning, in front of everybody at once.',
  firesWhen:
    'at least a fifth of a campaign’s contacts (and at least 5) come while their channels are closed: those of a spot are lost, those of mail, e-mail and posts wait for the next opening',
  remedy:
    'Launch in opening hours, open for the campaign, or offer a callback that is answered the same day.',
  needs: ['opening hours, from the settings or from history'],
  example: {
    file: 'campaigns.csv',
    bad: ['id,name,medium,start,reach', 'vacuum-mail,Vacuum sale,email,2026-11-28T17:30,4000'],
    good: ['id,name,medium,start,reach', 'vacuum-mail,Vacuum sale,email,2026-11-27T10:00,4000'],
    output: [
      'warning  launch-while-closed  campaigns.csv:2:31',
      '  100 % of its contacts (about 40 of 40) come outside opening hours: 40 come',
      '  back at the next opening. It starts Sat 28 Nov 17:30, when phone is closed.',
      '  | vacuum-mail,Vacuum sale,email,2026-11-28T17:30,4000',
      '  |                               ^',
      '  → both, today: Launch “Vacuum sale” in opening hours, or staff the hours in',
      '    which it is seen. About 40 contacts meet somebody.',
    ],
  },
  options: {
    closed_share: {
      kind: 'fraction',
      default: 0.2,
      description: 'share of the contacts that may come while closed',
    },
    least_contacts: { kind: 'number', default: 5, description: 'fewer contacts than this are left alone' },
  },
  check: (plan, context) => live(plan).flatMap((entry) => checkOne(plan, entry, context)),
};
