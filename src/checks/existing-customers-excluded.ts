import type { Campaign } from '../campaigns/campaign.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import { upcoming } from './campaigns-to-check.ts';
import {
  excludedCustomerOptions,
  excludedCustomers,
  fadingOverDays,
  mainChannel,
  type Consequence,
} from './consequences.ts';
import type { Rule } from './rule.ts';
import { actBy, count, counted, percent } from './wording.ts';

/** True when only new customers get the offer. */
export function isForNewCustomers({ offer }: Pick<Campaign, 'offer'>): boolean {
  return /^(new(?![a-z])|prospect|acquisition|first[\s_-]*(time|order))/i.test(offer.audience?.trim() ?? '');
}

function concerned(plan: Plan): readonly CampaignPlan[] {
  return upcoming(plan).filter(({ campaign }) => isForNewCustomers(campaign));
}

export const existingCustomersExcluded: Rule = {
  id: 'existing-customers-excluded',
  title: 'Customers get a worse deal than strangers',
  severity: 'warning',
  story:
    'Better deals for new customers than for loyal ones. Ten years a customer, and the letter for the neighbour offers what no one ever offered them. They call, and the ones who do not call leave.',
  firesWhen: 'the audience of a campaign to come is new customers only',
  remedy: 'Have an offer ready for customers who ask (a save offer), and let agents grant it.',
  needs: ['`audience`', '`reach` for the estimate'],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach,offer,audience',
      'hello-letter,$40 off,direct-mail,2026-11-24T09:00,16000,$40 off a first order,new-customers',
    ],
    good: [
      'id,name,medium,start,reach,offer,audience',
      'hello-letter,$40 off,direct-mail,2026-11-24T09:00,16000,$40 off a first order,all',
    ],
    output: [
      'warning  existing-customers-excluded  campaigns.csv:2:79',
      '  The offer is for new customers only. About 3,200 customers will hear of it,',
      '  and 64 will ask for the same.',
      '  | …direct-mail,2026-11-24T09:00,16000,$40 off a first order,new-customers',
      '  |                                                           ^',
      '  → both, today: Agree a save offer for customers who ask for “$40 off”. About',
      '    64 contacts can be answered with a yes.',
    ],
  },
  options: excludedCustomerOptions,
  check: (plan, context) =>
    concerned(plan).map((entry) => {
      const { campaign } = entry;
      const estimate = excludedCustomers(entry, context.maybeNumber);
      const calls =
        estimate === undefined
          ? ''
          : ` About ${count(estimate.customers)} customers will hear of it, and ${count(estimate.contacts)} will ask for the same.`;
      return context.finding({
        campaign,
        column: 'audience',
        message: `The offer is for new customers only.${calls}`,
        hint: 'have a save offer for customers who ask, and say so in agent_authority',
        action: {
          who: 'both',
          by: actBy(plan, campaign.start.day - 1),
          what: `Agree a save offer for customers who ask for “${campaign.name}”.`,
          effect:
            estimate === undefined
              ? undefined
              : `About ${counted(estimate.contacts, 'contact')} can be answered with a yes.`,
        },
        data: estimate === undefined ? {} : { customers: estimate.customers, contacts: estimate.contacts },
      });
    }),
  demand: (plan, context) =>
    concerned(plan).flatMap((entry): readonly Consequence[] => {
      const estimate = excludedCustomers(entry, context.maybeNumber);
      const channel = mainChannel(plan, entry);
      if (estimate === undefined || channel === undefined) return [];
      const { id, start } = entry.campaign;
      const reckoning = `${count(entry.campaign.size.reach ?? 0)} reached × ${percent(context.number('existing_share'))} customers × ${percent(context.number('contact_share'))} who ask`;
      return [
        {
          campaign: id,
          reason: 'excluded-customers',
          channel,
          start: start.instant,
          curve: fadingOverDays,
          contacts: estimate.contacts,
          reckoning,
        },
      ];
    }),
};
