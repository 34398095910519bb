import type { Campaign } from '../campaigns/campaign.ts';
import type { LearntKind } from '../plan/learnt-campaigns.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import type { Finding } from '../problems/finding.ts';
import { upcoming } from './campaigns-to-check.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, counted, percent } from './wording.ts';

/** The contact rate that the calendar claims, and the column that says so. */
function claimOf({ size }: Campaign): { readonly rate: number; readonly column: string } | undefined {
  const { reach, contactRate, responseRate, contactsPerResponse, expectedContacts } = size;
  if (expectedContacts !== undefined) {
    return reach === undefined || reach <= 0
      ? undefined
      : { rate: expectedContacts / reach, column: 'expected_contacts' };
  }
  if (contactRate !== undefined) return { rate: contactRate, column: 'contact_rate' };
  if (responseRate !== undefined && contactsPerResponse !== undefined)
    return { rate: responseRate * contactsPerResponse, column: 'response_rate' };
  return undefined;
}

/** What is known of the campaign’s kind: its medium and type where seen often enough, else its medium. */
function kindOf(
  { medium, type }: Campaign,
  learnt: readonly LearntKind[],
  least: number,
): LearntKind | undefined {
  const known = (kind: string): LearntKind | undefined =>
    learnt.find((candidate) => candidate.kind === kind && candidate.telling >= least);
  return (type === undefined ? undefined : known(`${medium}/${type}`)) ?? known(medium);
}

function checkOne(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const { campaign } = entry;
  const claim = claimOf(campaign);
  const kind = kindOf(campaign, context.learnt ?? [], context.number('campaigns'));
  if (claim === undefined || kind === undefined) return [];
  const { rate: mean, nextLower80: lower80, nextUpper80: upper80, telling: campaigns } = kind;
  if (claim.rate >= lower80 && claim.rate <= upper80) return [];
  const { reach } = campaign.size;
  const claimed = reach === undefined ? '' : ` (${count(claim.rate * reach)} contacts)`;
  const usual =
    reach === undefined ? '' : ` (${count(lower80 * reach)} to ${count(upper80 * reach)} contacts)`;
  const used = plan.settings.trustCalendar
    ? 'The forecast takes the claim as it is'
    : `The forecast takes ${count(entry.totalContacts)} contacts`;
  const way = claim.rate < lower80 ? 'below' : 'above';
  return [
    context.finding({
      campaign,
      column: claim.column,
      message: `Claims ${percent(claim.rate)}${claimed}, ${way} what ${counted(campaigns, 'past campaign')} of its kind did: ${percent(lower80)} to ${percent(upper80)}${usual}. ${used}.`,
      hint: `leave ${claim.column} empty to have ${percent(mean)} learnt from the past, or say what is different this time`,
      action: {
        who: 'marketing',
        by: actBy(plan, campaign.start.day - plan.settings.checks.noticeWorkingDays),
        what: `Say why “${campaign.name}” should bring ${percent(claim.rate)} when ${campaigns === 1 ? 'the one before it' : `the ${campaigns} before it`} brought ${percent(mean)}.`,
        effect:
          reach === undefined
            ? undefined
            : `The difference is about ${count(Math.abs(claim.rate - mean) * reach)} contacts.`,
      },
      data: {
        claimedRate: claim.rate,
        learntRate: mean,
        learntLower80: lower80,
        learntUpper80: upper80,
        pastCampaigns: campaigns,
      },
    }),
  ];
}

export const rateOutOfLine: Rule = {
  id: 'rate-out-of-line',
  title: 'A claim that the past does not bear out',
  severity: 'warning',
  story:
    'Claims have a track record. “Three in a thousand will call” is what the last five plans said as well; twenty in a thousand did, each time.',
  firesWhen:
    'the contact rate that the calendar claims lies outside the 80 % range of what at least 2 past campaigns of the medium (and type) did',
  remedy:
    'Leave the claim out, or write what is different this time; the track record corrects it in the forecast unless `trust_calendar` is set.',
  needs: [
    'a claimed rate or number of contacts',
    'past campaigns of the kind, in the calendar and in history',
  ],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,status,medium,start,reach,contact_rate,channels',
      'mail-1,Summer sale,sent,email,2026-09-24T10:00,6000,,phone:100%',
      'mail-2,Fall sale,sent,email,2026-10-13T10:00,6000,,phone:100%',
      'mail-3,Winter sale,sent,email,2026-10-29T10:00,6000,,phone:100%',
      'vacuum-mail,Vacuum sale,planned,email,2026-11-24T10:00,6000,0.2%,phone:100%',
    ],
    good: [
      'id,name,status,medium,start,reach,contact_rate,channels',
      'mail-1,Summer sale,sent,email,2026-09-24T10:00,6000,,phone:100%',
      'mail-2,Fall sale,sent,email,2026-10-13T10:00,6000,,phone:100%',
      'mail-3,Winter sale,sent,email,2026-10-29T10:00,6000,,phone:100%',
      'vacuum-mail,Vacuum sale,planned,email,2026-11-24T10:00,6000,2%,phone:100%',
    ],
    output: [
      'warning  rate-out-of-line  campaigns.csv:5:61',
      '  Claims 0.2 % (12 contacts), below what 3 past campaigns of its kind did:',
      '  0.87 % to 3.2 % (52 to 189 contacts). The forecast takes 12 contacts.',
      '  | …m-mail,Vacuum sale,planned,email,2026-11-24T10:00,6000,0.2%,phone:100%',
      '  |                                                         ^',
      '  → marketing, today: Say why “Vacuum sale” should bring 0.2 % when the 3',
      '    before it brought 1.8 %. The difference is about 96 contacts.',
    ],
  },
  options: {
    campaigns: { kind: 'number', default: 2, description: 'past campaigns that make a record' },
  },
  check: (plan, context) => upcoming(plan).flatMap((entry) => checkOne(plan, entry, context)),
};
