import type { Campaign } from '../campaigns/campaign.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import type { Finding } from '../problems/finding.ts';
import { upcoming } from './campaigns-to-check.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, counted, listed } from './wording.ts';

/** What a row can tell the agent: its column, what its absence means, and whether this campaign has it. */
interface Piece {
  readonly column: string;
  readonly lacking: string;
  readonly wanted: string;
  readonly has: (campaign: Campaign) => boolean;
}

const pieces: readonly Piece[] = [
  {
    column: 'briefing',
    lacking: 'no briefing',
    wanted: 'where the answers are',
    has: ({ support }) => support.briefing !== undefined,
  },
  {
    column: 'offer',
    lacking: 'no wording of the offer',
    wanted: 'what is offered',
    has: ({ offer }) => offer.offer !== undefined,
  },
  {
    column: 'offer_code',
    lacking: 'no code',
    wanted: 'the code',
    has: ({ offer }) => offer.offerCode !== undefined,
  },
  {
    column: 'audience',
    lacking: 'no word on who is eligible',
    wanted: 'who is eligible',
    has: ({ offer }) => offer.audience !== undefined,
  },
];

/** Types that announce something and offer nothing. */
const withoutOffer = new Set(['notice', 'price-change', 'other', 'recall', 'outage']);

function isNeeded(campaign: Campaign, column: string): boolean {
  const offers = campaign.offer.offer !== undefined || !withoutOffer.has(campaign.type ?? 'promotion');
  return column === 'briefing' || offers;
}

function checkOne(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const { campaign } = entry;
  const wanted = context.list('required');
  const missing = pieces.filter(
    ({ column, has }) => wanted.includes(column) && isNeeded(campaign, column) && !has(campaign),
  );
  if (missing.length === 0) return [];
  const daysLeft = campaign.start.day - plan.asOf;
  const briefed = campaign.support.briefing !== undefined;
  const names = missing.map(({ lacking }) => lacking);
  const contacts =
    entry.totalContacts >= 0.5
      ? `About ${counted(entry.totalContacts, 'contact')} will ask, and agents have`
      : 'Agents have';
  const left = daysLeft === 0 ? 'It starts today.' : `It starts in ${counted(daysLeft, 'day')}.`;
  return [
    context.finding({
      campaign,
      column: missing[0]?.column ?? 'briefing',
      severity: !briefed && daysLeft <= context.number('error_days') ? 'error' : 'warning',
      message: `${contacts} ${listed(names)}. ${left}`,
      hint: `fill in ${listed(missing.map(({ column }) => column))}`,
      action: {
        who: 'marketing',
        by: actBy(plan, campaign.start.day - context.number('brief_days')),
        what: `Tell the contact centre ${listed(missing.map(({ wanted }) => wanted))} for “${campaign.name}”.`,
        effect: 'The agent who picks up has the answer, or knows where it is.',
      },
      data: {
        missing: missing.map(({ column }) => column),
        daysToLaunch: daysLeft,
        contacts: entry.totalContacts,
      },
    }),
  ];
}

export const missingBriefing: Rule = {
  id: 'missing-briefing',
  title: 'Agents do not know',
  severity: 'warning',
  story:
    '“I saw your advertisement …” — “Which advertisement?” The agent who picks up should have the information or know how to get it. Often the caller reads the offer to the agent.',
  firesWhen:
    'a campaign to come has no briefing, or promises something without saying what or to whom; an error when there is no briefing and the launch is at most 7 days away',
  remedy:
    'Write in `briefing` where agents find the answers to the likely questions; fill in `offer` and `audience`. Add `offer_code` to the rule’s `required` if every offer of yours has a code.',
  needs: [],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach,offer,audience,briefing',
      'vacuum-mail,Vacuum sale,email,2026-11-27T10:00,4000,A vacuum for $99,all,',
    ],
    good: [
      'id,name,medium,start,reach,offer,audience,briefing',
      'vacuum-mail,Vacuum sale,email,2026-11-27T10:00,4000,A vacuum for $99,all,Offer sheet 12',
    ],
    output: [
      'error  missing-briefing  campaigns.csv:2:74',
      '  About 40 contacts will ask, and agents have no briefing. It starts in 4',
      '  days.',
      '  | …uum-mail,Vacuum sale,email,2026-11-27T10:00,4000,A vacuum for $99,all,',
      '  |                                                                        ^',
      '  → marketing, today: Tell the contact centre where the answers are for',
      '    “Vacuum sale”. The agent who picks up has the answer, or knows where it',
      '    is.',
    ],
  },
  options: {
    required: {
      kind: 'list',
      default: ['briefing', 'offer', 'audience'],
      description: 'columns that must be filled in: briefing, offer, offer_code, audience',
    },
    error_days: {
      kind: 'number',
      default: 7,
      description: 'days before the launch from which no briefing is an error',
    },
    brief_days: {
      kind: 'number',
      default: 5,
      description: 'days before the launch by which agents are to be briefed',
    },
  },
  check: (plan, context) => upcoming(plan).flatMap((entry) => checkOne(plan, entry, context)),
};
