import type { Campaign } from '../campaigns/campaign.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import { upcoming } from './campaigns-to-check.ts';
import {
  expectedSales,
  fadingOverDays,
  mainChannel,
  recentBuyerOptions,
  recentBuyers,
  type Consequence,
} from './consequences.ts';
import { isForNewCustomers } from './existing-customers-excluded.ts';
import type { Rule } from './rule.ts';
import { actBy, count, counted, percent } from './wording.ts';

/** Types of offers on what was sold before as well. */
const pricedTypes = new Set(['promotion', 'loyalty']);

/** True for an offer that buyers of the last days would have liked, of something that sells. */
function leavesOutRecentBuyers(entry: CampaignPlan): boolean {
  const { offer, type, goals }: Campaign = entry.campaign;
  const sells =
    (offer.soldThrough?.length ?? 0) > 0 ||
    expectedSales(entry) !== undefined ||
    goals.goalRevenue !== undefined;
  return (
    offer.offer !== undefined &&
    pricedTypes.has(type ?? 'promotion') &&
    sells &&
    !isForNewCustomers(entry.campaign) &&
    (offer.retroactiveDays ?? 0) === 0
  );
}

function concerned(plan: Plan): readonly CampaignPlan[] {
  return upcoming(plan).filter((entry) => leavesOutRecentBuyers(entry));
}

export const recentBuyersExcluded: Rule = {
  id: 'recent-buyers-excluded',
  title: 'Recent buyers get nothing',
  severity: 'warning',
  story:
    'Ordered on Friday, free shipping on Sunday. The most loyal customer there is, the one who has just bought, calls to ask for five dollars, and the call costs more than that.',
  firesWhen:
    'an offer to come on what sold before its launch too has no `retroactive_days`, or 0, and is not for new customers only',
  remedy:
    'Apply the offer unasked to purchases of the last days and say so in the advertisement; fill in `retroactive_days`.',
  needs: [
    'an offer, and `sold_through` or a sales goal',
    '`goal_sales` or the rule’s `sales_per_day` for the estimate',
  ],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach,offer,offer_expires,sold_through,retroactive_days,goal_sales',
      'free-shipping,Free shipping,email,2026-11-29T08:00,4000,Free shipping on every order,2026-12-05T17:00,web phone,0,700',
    ],
    good: [
      'id,name,medium,start,reach,offer,offer_expires,sold_through,retroactive_days,goal_sales',
      'free-shipping,Free shipping,email,2026-11-29T08:00,4000,Free shipping on every order,2026-12-05T17:00,web phone,14,700',
    ],
    output: [
      'warning  recent-buyers-excluded  campaigns.csv:2:113',
      '  Those who bought just before the launch do not get the offer. Of about 700',
      '  buyers in the 14 days before, 35 will ask for it.',
      '  | …:00,4000,Free shipping on every order,2026-12-05T17:00,web phone,0,700',
      '  |                                                                   ^',
      '  → marketing, by Sat 28 Nov: Apply “Free shipping” unasked to purchases of',
      '    the last 14 days, and say so. About 35 contacts fewer.',
    ],
  },
  options: recentBuyerOptions,
  check: (plan, context) =>
    concerned(plan).map((entry) => {
      const { campaign } = entry;
      const estimate = recentBuyers(entry, context.maybeNumber);
      const said =
        campaign.offer.retroactiveDays === undefined
          ? 'Nothing says whether those who bought just before the launch get the offer.'
          : 'Those who bought just before the launch do not get the offer.';
      const calls =
        estimate === undefined
          ? ''
          : ` Of about ${counted(estimate.buyers, 'buyer')} in the ${counted(estimate.windowDays, 'day')} before, ${count(estimate.contacts)} will ask for it.`;
      return context.finding({
        campaign,
        column: 'retroactive_days',
        message: `${said}${calls}`,
        hint: `apply it unasked to purchases of the last ${counted(context.number('window_days'), 'day')} and say so, and fill in retroactive_days`,
        action: {
          who: 'marketing',
          by: actBy(plan, campaign.start.day - 1),
          what: `Apply “${campaign.name}” unasked to purchases of the last ${counted(context.number('window_days'), 'day')}, and say so.`,
          effect:
            estimate === undefined ? undefined : `About ${counted(estimate.contacts, 'contact')} fewer.`,
        },
        data:
          estimate === undefined
            ? {}
            : { recentBuyers: estimate.buyers, contacts: estimate.contacts, windowDays: estimate.windowDays },
      });
    }),
  demand: (plan, context) =>
    concerned(plan).flatMap((entry): readonly Consequence[] => {
      const estimate = recentBuyers(entry, context.maybeNumber);
      const channel = mainChannel(plan, entry);
      if (estimate === undefined || channel === undefined) return [];
      const { id, start } = entry.campaign;
      const reckoning = `${counted(estimate.buyers, 'buyer')} in the ${counted(estimate.windowDays, 'day')} before × ${percent(context.number('contact_share'))} who ask`;
      return [
        {
          campaign: id,
          reason: 'recent-buyers',
          channel,
          start: start.instant,
          curve: fadingOverDays,
          contacts: estimate.contacts,
          reckoning,
        },
      ];
    }),
};
