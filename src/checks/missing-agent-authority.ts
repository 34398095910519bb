import type { Campaign } from '../campaigns/campaign.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import { upcoming } from './campaigns-to-check.ts';
import {
  escalationOptions,
  escalations,
  fadingOverDays,
  mainChannel,
  type Consequence,
} from './consequences.ts';
import type { Rule } from './rule.ts';
import { actBy, count, counted, listed } from './wording.ts';

/** What of an offer callers will ask an exception from. */
function reasonsOf({ offer, type }: Campaign): readonly string[] {
  const everyone = offer.audience === undefined || /^(all|everyone|everybody)$/i.test(offer.audience.trim());
  return [
    ...(offer.offerExpires === undefined ? [] : ['a deadline']),
    ...(offer.postingDays !== undefined || offer.redeemBy !== undefined || type === 'loyalty'
      ? ['points or rewards']
      : []),
    ...(everyone ? [] : [`eligibility (${offer.audience})`]),
  ];
}

function concerned(plan: Plan): readonly CampaignPlan[] {
  return upcoming(plan).filter(
    ({ campaign }) => campaign.support.agentAuthority === undefined && reasonsOf(campaign).length > 0,
  );
}

export const missingAgentAuthority: Rule = {
  id: 'missing-agent-authority',
  title: 'Agents may decide nothing',
  severity: 'warning',
  story:
    'Three people, and nothing they could do. The caller missed the deadline by an hour, was passed on twice, heard three times that the rules are the rules, and told everybody.',
  firesWhen:
    'an offer to come has a deadline, points or eligibility rules, and the calendar does not say what an agent may grant',
  remedy:
    'Write in `agent_authority` what an agent may grant without asking: extend by two days, credit up to 500 points, apply the code once.',
  needs: [],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach,offer,offer_expires,agent_authority',
      'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,A vacuum for $99,2026-12-04T18:00,',
    ],
    good: [
      'id,name,medium,start,reach,offer,offer_expires,agent_authority',
      'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,A vacuum for $99,2026-12-04T18:00,Extend by two days',
    ],
    output: [
      'warning  missing-agent-authority  campaigns.csv:2:87',
      '  The offer has a deadline, and nothing says what an agent may grant. About 3',
      '  contacts of 40 will be passed on or come again (7 %).',
      '  | …um sale,email,2026-11-24T10:00,4000,A vacuum for $99,2026-12-04T18:00,',
      '  |                                                                        ^',
      '  → both, today: Agree what an agent may grant in “Vacuum sale”. About 3',
      '    contacts end with the first agent.',
    ],
  },
  options: escalationOptions,
  check: (plan, context) =>
    concerned(plan).map((entry) => {
      const { campaign } = entry;
      const contacts = escalations(entry, context.maybeNumber);
      const share = `${count(context.number('escalation_share') * 100)} %`;
      const estimate =
        contacts >= 0.5
          ? ` About ${counted(contacts, 'contact')} of ${count(entry.totalContacts)} will be passed on or come again (${share}).`
          : '';
      return context.finding({
        campaign,
        column: 'agent_authority',
        message: `The offer has ${listed(reasonsOf(campaign))}, and nothing says what an agent may grant.${estimate}`,
        hint: 'fill in agent_authority: what an agent may grant without asking',
        action: {
          who: 'both',
          by: actBy(plan, campaign.start.day - 1),
          what: `Agree what an agent may grant in “${campaign.name}”.`,
          effect:
            contacts >= 0.5 ? `About ${counted(contacts, 'contact')} end with the first agent.` : undefined,
        },
        data: { reasons: reasonsOf(campaign), escalatedContacts: contacts },
      });
    }),
  demand: (plan, context) =>
    concerned(plan).flatMap((entry): readonly Consequence[] => {
      const channel = mainChannel(plan, entry);
      if (channel === undefined) return [];
      const contacts = escalations(entry, context.maybeNumber);
      const { id, start } = entry.campaign;
      const reckoning = `${count(entry.totalContacts)} contacts × ${count(context.number('escalation_share') * 100)} % passed on or coming again`;
      return [
        {
          campaign: id,
          reason: 'escalations',
          channel,
          start: start.instant,
          curve: fadingOverDays,
          contacts,
          reckoning,
        },
      ];
    }),
};
