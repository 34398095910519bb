import { friendlyDay } from '../calendar/friendly-time.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { Rule } from './rule.ts';
import { actBy, count } from './wording.ts';

function lastDayOf({ start, end }: Campaign): number {
  return Math.max(start.day, end?.day ?? start.day);
}

export const unreviewedCampaign: Rule = {
  id: 'unreviewed-campaign',
  title: 'Campaign that nobody looked back at',
  severity: 'info',
  story:
    'Insight flows back, or it does not. The campaign is over, marketing counts clicks, the contact centre is glad it is over, and the next one is guessed again.',
  firesWhen:
    'a campaign ended in the 60 days before the plan, and history stops before its last day: what it brought was never compared with what was expected',
  remedy:
    'Export the contacts of those days into history; `surgecast review --actuals FILE` compares them, and the next forecast learns from them.',
  needs: [],
  example: {
    file: 'campaigns.csv',
    bad: ['id,name,status,medium,start,reach', 'vacuum-mail,Vacuum sale,sent,email,2026-11-24T10:00,4000'],
    good: ['id,name,status,medium,start,reach', 'vacuum-mail,Vacuum sale,sent,email,2026-11-10T10:00,4000'],
    output: [
      'info  unreviewed-campaign  campaigns.csv:2:25',
      '  It ended Tue 24 Nov, and history stops on Sat 21 Nov: its 40 expected',
      '  contacts were never compared with what came.',
      '  | vacuum-mail,Vacuum sale,sent,email,2026-11-24T10:00,4000',
      '  |                         ^',
      '  → contact centre, by Mon 7 Dec: Export the contacts of the days of “Vacuum',
      '    sale” and compare them. The next forecast of its kind learns from it.',
    ],
  },
  options: {
    days: { kind: 'number', default: 60, description: 'days back' },
  },
  check: (plan, context) => {
    const lastKnown = Math.max(...plan.history.map(({ lastDay }) => lastDay));
    if (!Number.isFinite(lastKnown)) return [];
    return plan.campaigns
      .filter(({ campaign, phase }) => {
        const ended = lastDayOf(campaign);
        return (
          phase !== 'cancelled' &&
          campaign.status !== 'cancelled' &&
          ended < plan.asOf &&
          ended >= plan.asOf - context.number('days') &&
          ended > lastKnown
        );
      })
      .map(({ campaign, totalContacts }) =>
        context.finding({
          campaign,
          column: 'status',
          message: `It ended ${friendlyDay(lastDayOf(campaign))}, and history stops on ${friendlyDay(lastKnown)}: its ${count(totalContacts)} expected contacts were never compared with what came.`,
          hint: 'add the contacts of those days to history, then: surgecast review --actuals FILE',
          action: {
            who: 'contact-centre',
            by: actBy(plan, plan.asOf + 7),
            what: `Export the contacts of the days of “${campaign.name}” and compare them.`,
            effect: 'The next forecast of its kind learns from it.',
          },
          data: {
            expectedContacts: totalContacts,
            endedDaysAgo: plan.asOf - lastDayOf(campaign),
            historyEndedDaysAgo: plan.asOf - lastKnown,
          },
        }),
      );
  },
};
