import { secondsPerDay } from '../calendar/local-date.ts';
import type { CampaignPlan, ChannelPlan, Plan } from '../plan/plan.ts';
import type { Finding } from '../problems/finding.ts';
import { upcoming } from './campaigns-to-check.ts';
import { isWaking } from './hours.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, listed, moment, stretch, waiting } from './wording.ts';

/** The longest stretch of waking time without cover in the first day of a campaign. */
function longestGap(
  plan: Plan,
  entry: CampaignPlan,
  social: readonly ChannelPlan[],
): { readonly seconds: number; readonly first: number; readonly last: number } {
  const from = entry.campaign.start.instant;
  let longest = { seconds: 0, first: 0, last: 0 };
  let current: typeof longest | undefined;
  for (const [index, interval] of plan.grid.intervals.entries()) {
    const watched = social.some(({ open }) => open[index] === 1);
    const counts =
      interval.start >= from && interval.start < from + secondsPerDay && isWaking(interval.secondOfDay);
    if (!counts || watched) {
      current = undefined;
      continue;
    }
    current = {
      seconds: (current?.seconds ?? 0) + interval.seconds,
      first: current?.first ?? index,
      last: index,
    };
    if (current.seconds > longest.seconds) longest = current;
  }
  return longest;
}

function checkOne(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const { campaign } = entry;
  const onSocial = context.list('media').includes(campaign.medium);
  const contentious = campaign.type !== undefined && context.list('types').includes(campaign.type);
  if (!onSocial && !contentious) return [];
  const names = context.list('channels');
  const answered = plan.settings.channels.filter(
    ({ name, team }) => names.includes(name) && team !== undefined,
  );
  const social = plan.channels.filter(({ channel }) => answered.some(({ name }) => name === channel));
  const goal = Math.min(...answered.map(({ respondWithinSeconds }) => respondWithinSeconds));
  const gap = longestGap(plan, entry, social);
  if (answered.length > 0 && (social.length === 0 || gap.seconds <= goal)) return [];
  const because = onSocial ? `It runs on ${campaign.medium}` : `A ${campaign.type} is talked about`;
  const message =
    answered.length === 0
      ? `${because}, and no team answers ${listed(names)}: a complaint that spreads in hours is read by nobody.`
      : `${because}, and nobody answers ${listed(names)} ${stretch(plan, gap.first, gap.last)}: ${waiting(gap.seconds)} without cover, where the goal is ${waiting(goal)}.`;
  return [
    context.finding({
      campaign,
      column: 'start',
      message,
      hint:
        answered.length === 0
          ? `give ${names[0]} a team and a goal (channels: ${names[0]}: { team, respond_within })`
          : 'have somebody on call for the first day, or launch when somebody is there',
      action: {
        who: 'contact-centre',
        by: actBy(plan, campaign.start.day - plan.settings.checks.leadTimes.scheduleChange),
        what: `Have somebody watch ${listed(names)} for the first day of “${campaign.name}” (from ${moment(plan, campaign.start.instant)}).`,
        effect: 'A complaint is answered before it spreads.',
      },
      data:
        answered.length === 0
          ? { channels: names }
          : { channels: names, gapSeconds: gap.seconds, respondWithinSeconds: goal },
    }),
  ];
}

export const socialSurgeUnwatched: Rule = {
  id: 'social-surge-unwatched',
  title: 'Social surge that nobody watches',
  severity: 'warning',
  story:
    'A complaint spreads in hours, not days. It is posted on Sunday at four; by six it has been shared a thousand times; the team that answers social media begins on Monday at eight.',
  firesWhen:
    'a campaign to come runs on social media or is of a contentious type, and no social channel has a team, or in its first day nobody answers it for longer than its response goal between 07:00 and 23:00',
  remedy: 'Put somebody on call for the first day, or launch when the team is there.',
  needs: ['opening hours of the social channel'],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach,channels',
      'vacuum-reel,Vacuum reel,social,2026-11-24T10:00,4000,phone:100%',
    ],
    good: [
      'id,name,medium,start,reach,channels',
      'vacuum-reel,Vacuum reel,web,2026-11-24T10:00,4000,phone:100%',
    ],
    output: [
      'warning  social-surge-unwatched  campaigns.csv:2:32',
      '  It runs on social, and no team answers social: a complaint that spreads in',
      '  hours is read by nobody.',
      '  | vacuum-reel,Vacuum reel,social,2026-11-24T10:00,4000,phone:100%',
      '  |                                ^',
      '  → contact centre, today: Have somebody watch social for the first day of',
      '    “Vacuum reel” (from Tue 24 Nov 10:00). A complaint is answered before it',
      '    spreads.',
    ],
  },
  options: {
    media: {
      kind: 'list',
      default: ['social'],
      description: 'media whose campaigns are talked about in public',
    },
    types: {
      kind: 'list',
      default: ['price-change', 'recall', 'outage'],
      description: 'campaign types that are, whatever the medium',
    },
    channels: { kind: 'list', default: ['social'], description: 'channels on which complaints are answered' },
  },
  check: (plan, context) => upcoming(plan).flatMap((entry) => checkOne(plan, entry, context)),
};
