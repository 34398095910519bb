import { friendlyDate, friendlyDay } from '../calendar/friendly-time.ts';
import { secondsPerDay } from '../calendar/local-date.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import { upcoming } from './campaigns-to-check.ts';
import {
  lateReward,
  mainChannel,
  rewardDeadlineOptions,
  type Consequence,
  type LateReward,
} from './consequences.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, counted, percent } from './wording.ts';

function concerned(
  plan: Plan,
  context: RuleContext,
): readonly { readonly entry: CampaignPlan; readonly late: LateReward }[] {
  return upcoming(plan).flatMap((entry) => {
    const late = lateReward(entry, context.maybeNumber);
    return late?.typicalIsLate === true ? [{ entry, late }] : [];
  });
}

function messageOf(entry: CampaignPlan, late: LateReward): string {
  const { start, offer } = entry.campaign;
  const redeemBy = offer.redeemBy ?? 0;
  const first =
    late.lastGoodDay < 0
      ? `A purchase on the first day (${friendlyDay(start.day)}) posts on ${friendlyDate(start.day + (offer.postingDays ?? 0))}`
      : `A typical purchase posts on ${friendlyDate(late.typicalPosts)}`;
  const who =
    late.lateShare >= 1 ? 'nobody can use it' : `${percent(late.lateShare)} of the buyers cannot use it`;
  const calls =
    late.contacts === undefined || late.buyers === undefined
      ? ''
      : ` Of about ${counted(late.buyers, 'buyer')}, ${count(late.contacts)} will call about it.`;
  return `${first} (${counted(offer.postingDays ?? 0, 'day')}), after the last day to use it, ${friendlyDate(redeemBy)}: ${who}.${calls}`;
}

export const rewardPostsAfterDeadline: Rule = {
  id: 'reward-posts-after-deadline',
  title: 'Reward posts after its deadline',
  severity: 'error',
  story:
    'Points must be used this year, and take six weeks to post. Every buyer did what the advertisement said, every one of them calls in January, and no agent can turn back the year.',
  firesWhen: 'the typical purchase of an offer to come, plus `posting_days`, is later than `redeem_by`',
  remedy: 'Move `redeem_by`, post faster, start earlier, or let agents grant the reward after the date.',
  needs: ['`posting_days` and `redeem_by`', '`goal_sales` (or goals from which it follows) for the estimate'],
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,type,start,reach,posting_days,redeem_by,goal_sales',
      'double-points,Double points,email,loyalty,2026-11-25T11:00,4000,42,2026-12-31,900',
    ],
    good: [
      'id,name,medium,type,start,reach,posting_days,redeem_by,goal_sales',
      'double-points,Double points,email,loyalty,2026-11-25T11:00,4000,42,2027-03-31,900',
    ],
    output: [
      'error  reward-posts-after-deadline  campaigns.csv:2:68',
      '  A purchase on the first day (Wed 25 Nov) posts on Wed 6 Jan 2027 (42 days),',
      '  after the last day to use it, Thu 31 Dec 2026: nobody can use it. Of about',
      '  900 buyers, 135 will call about it.',
      '  | …ts,Double points,email,loyalty,2026-11-25T11:00,4000,42,2026-12-31,900',
      '  |                                                          ^',
      '  → marketing, by Tue 24 Nov: Let rewards of “Double points” be used after Sat',
      '    9 Jan 2027, or post them sooner. About 135 contacts fewer around Thu 31',
      '    Dec.',
    ],
  },
  options: rewardDeadlineOptions,
  check: (plan, context) =>
    concerned(plan, context).map(({ entry, late }) => {
      const { campaign } = entry;
      const { offer } = campaign;
      return context.finding({
        campaign,
        column: 'redeem_by',
        message: messageOf(entry, late),
        hint: `let it be used until ${friendlyDate(late.typicalPosts + 30)}, or post within ${counted(Math.max(0, (offer.redeemBy ?? 0) - late.typicalPosts + (offer.postingDays ?? 0)), 'day')}`,
        action: {
          who: 'marketing',
          by: actBy(plan, campaign.start.day - 1),
          what: `Let rewards of “${campaign.name}” be used after ${friendlyDate(late.typicalPosts)}, or post them sooner.`,
          effect:
            late.contacts === undefined
              ? undefined
              : `About ${counted(late.contacts, 'contact')} fewer around ${friendlyDay(offer.redeemBy ?? 0)}.`,
        },
        data: {
          lateShareFraction: late.lateShare,
          ...(late.buyers === undefined ? {} : { lateBuyers: late.buyers }),
          ...(late.contacts === undefined ? {} : { contacts: late.contacts }),
        },
      });
    }),
  demand: (plan, context) =>
    concerned(plan, context).flatMap(({ entry, late }): readonly Consequence[] => {
      const channel = mainChannel(plan, entry);
      const redeemBy = entry.campaign.offer.redeemBy;
      if (channel === undefined || redeemBy === undefined || late.contacts === undefined) return [];
      return [
        {
          campaign: entry.campaign.id,
          reason: 'reward-deadline',
          channel,
          start: plan.grid.timeZone.startOfDay(Math.max(entry.campaign.start.day, redeemBy - 7)),
          curve: { shape: 'step', durationSeconds: 21 * secondsPerDay },
          contacts: late.contacts,
          reckoning: `${counted(late.buyers ?? 0, 'buyer')} too late × ${percent(context.number('contact_share'))} who call, from a week before the last day to two weeks after`,
        },
      ];
    }),
};
