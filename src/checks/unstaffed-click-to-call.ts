import { intervalIndexAt } from '../calendar/interval-grid.ts';
import type { CampaignPlan, ChannelPlan, Plan } from '../plan/plan.ts';
import type { Finding } from '../problems/finding.ts';
import { live } from './campaigns-to-check.ts';
import { isWaking, openHoursText } from './hours.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, listed, moment, percent } from './wording.ts';

/** Channels of a campaign that nobody answers: without a team, or with a team of no agents. */
function unanswered(plan: Plan, entry: CampaignPlan): readonly string[] {
  const named = entry.campaign.channels?.filter(({ share }) => share > 0).map(({ channel }) => channel) ?? [];
  const used = [...new Set([...named, ...entry.contactsByChannel.keys()])];
  return used.filter((channel) => {
    const team = plan.settings.channels.find(({ name }) => name === channel)?.team;
    if (team === undefined) return true;
    const agents = plan.teams.find((candidate) => candidate.team === team)?.availableAgents;
    return agents !== undefined && agents.every((available) => available === 0);
  });
}

function shareOf(entry: CampaignPlan, channel: string): number {
  const said = entry.campaign.channels?.find((share) => share.channel === channel)?.share;
  if (said !== undefined) return said;
  const own = entry.contactsByChannel.get(channel)?.reduce((sum, value) => sum + value, 0) ?? 0;
  return entry.horizonContacts > 0 ? own / entry.horizonContacts : 0;
}

function withoutTeam(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const channels = unanswered(plan, entry);
  if (channels.length === 0) return [];
  const { campaign } = entry;
  const share = Math.min(
    1,
    channels.reduce((sum, channel) => sum + shareOf(entry, channel), 0),
  );
  const contacts = share * entry.totalContacts;
  const them = listed(channels);
  return [
    context.finding({
      campaign,
      about: 'no team',
      column: 'channels',
      message: `Sends ${percent(share)} of its contacts (about ${count(contacts)}) to ${them}, which no team answers.`,
      hint: `give ${them} a team (channels: ${channels[0]}: team), or take ${channels.length === 1 ? 'it' : 'them'} out of the campaign`,
      action: {
        who: 'both',
        by: actBy(plan, campaign.start.day - plan.settings.checks.leadTimes.scheduleChange),
        what: `Give ${them} a team before “${campaign.name}” starts, or send its contacts elsewhere.`,
        effect: `About ${count(contacts)} contacts meet somebody.`,
      },
      data: { unansweredChannels: channels, unansweredShareFraction: share, unansweredContacts: contacts },
    }),
  ];
}

/** Waking hours of a flight that lie in the plan's days, and those of them in which a channel is closed. */
function wakingHours(
  plan: Plan,
  entry: CampaignPlan,
  channel: ChannelPlan,
): { readonly all: number; readonly closed: number } {
  const { start, end } = entry.campaign;
  const last = end === undefined ? 0 : end.instant;
  let [all, closed] = [0, 0];
  for (const [index, interval] of plan.grid.intervals.entries()) {
    if (interval.start < start.instant || interval.start >= last || !isWaking(interval.secondOfDay)) continue;
    all += interval.seconds / 3600;
    if (channel.open[index] === 0) closed += interval.seconds / 3600;
  }
  return { all, closed };
}

function shownWhileClosed(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const { campaign } = entry;
  const { start, end } = campaign;
  if (end === undefined || !start.hasTime) return [];
  const channels = plan.channels.filter(
    ({ channel, team }) =>
      team !== undefined && context.list('channels').includes(channel) && shareOf(entry, channel) > 0.05,
  );
  return channels.slice(0, 1).flatMap((channel) => {
    const { all, closed } = wakingHours(plan, entry, channel);
    if (all === 0 || closed / all <= context.number('closed_share')) return [];
    const first = intervalIndexAt(plan.grid, start.instant) ?? 0;
    const last = intervalIndexAt(plan.grid, end.instant - 1) ?? plan.grid.intervals.length - 1;
    const lost =
      entry.lostWhileClosedContacts >= 0.5
        ? ` About ${count(entry.lostWhileClosedContacts)} contacts are lost.`
        : '';
    const hours = openHoursText(plan, channel, first, last);
    return [
      context.finding({
        campaign,
        about: channel.channel,
        column: 'end',
        message: `The number is one tap away from ${moment(plan, start.instant)} to ${moment(plan, end.instant)}; in ${percent(closed / all)} of the hours in which people are awake (${count(closed)} of ${count(all)}) nobody answers ${channel.channel}.${lost}`,
        hint: `show the number only while it is answered (day-parting): ${hours}`,
        action: {
          who: 'marketing',
          by: actBy(plan, start.day - 1),
          what: `Show the number of “${campaign.name}” only ${hours}.`,
          effect: `Nobody taps into the ${count(closed)} hours without an agent.`,
        },
        data: {
          channel: channel.channel,
          closedHours: closed,
          wakingHours: all,
          closedShareFraction: closed / all,
          lostContacts: entry.lostWhileClosedContacts,
        },
      }),
    ];
  });
}

export const unstaffedClickToCall: Rule = {
  id: 'unstaffed-click-to-call',
  title: 'Nobody answers what the campaign offers',
  severity: 'error',
  story:
    'The number is one tap away, and nobody expected the calls. The advertisement runs through the evening and the holiday; the phones are off at eight. Every tap was paid for.',
  firesWhen:
    'a campaign sends contacts to a channel without a team or with a team of no agents; or it shows a number to tap in a flight of which more than a quarter of the waking hours (07:00–23:00) is closed',
  remedy:
    'Give the channel a team, or show the number only in opening hours (day-parting), which every advertising platform can.',
  needs: [
    '`channels` of the campaign or its medium’s default',
    'opening hours, from the settings or from history',
  ],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach,channels',
      'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,phone:60% video:40%',
    ],
    good: [
      'id,name,medium,start,reach,channels',
      'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,phone:60% chat:40%',
    ],
    output: [
      'error  unstaffed-click-to-call  campaigns.csv:2:53',
      '  Sends 40 % of its contacts (about 16) to video, which no team answers.',
      '  | vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,phone:60% video:40%',
      '  |                                                     ^',
      '  → both, today: Give video a team before “Vacuum sale” starts, or send its',
      '    contacts elsewhere. About 16 contacts meet somebody.',
    ],
  },
  options: {
    channels: { kind: 'list', default: ['click-to-call'], description: 'channels that are a tap away' },
    closed_share: {
      kind: 'fraction',
      default: 0.25,
      description: 'share of a flight’s waking hours that may be closed',
    },
  },
  check: (plan, context) =>
    live(plan).flatMap((entry) => [
      ...withoutTeam(plan, entry, context),
      ...shownWhileClosed(plan, entry, context),
    ]),
};
