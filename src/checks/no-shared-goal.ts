import { upcoming } from './campaigns-to-check.ts';
import type { Rule } from './rule.ts';
import { actBy } from './wording.ts';

export const noSharedGoal: Rule = {
  id: 'no-shared-goal',
  title: 'No goal that both answer for',
  severity: 'info',
  story:
    'Marketing is paid for responses, the contact centre for short calls. Both reach their goals, and the customer who hung up is in neither report. Parity means shared revenue and service goals.',
  firesWhen: 'a campaign to come has none of `goal_contacts`, `goal_sales`, `goal_revenue`',
  remedy:
    'Agree one number that both departments answer for, and review it after the campaign (`surgecast review`).',
  needs: [],
  example: {
    file: 'campaigns.csv',
    bad: ['id,name,medium,start,reach,goal_sales', 'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,'],
    good: ['id,name,medium,start,reach,goal_sales', 'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,40'],
    output: [
      'info  no-shared-goal  campaigns.csv:2:53',
      '  No goal is named that marketing and the contact centre both answer for.',
      '  | vacuum-mail,Vacuum sale,email,2026-11-24T10:00,4000,',
      '  |                                                     ^',
      '  → both, today: Agree one goal of “Vacuum sale” that both answer for.',
      '    Afterwards there is something to review together.',
    ],
  },
  options: {},
  check: (plan, context) =>
    upcoming(plan)
      .filter(({ campaign: { goals } }) =>
        [goals.goalContacts, goals.goalSales, goals.goalRevenue].every((goal) => goal === undefined),
      )
      .map(({ campaign }) =>
        context.finding({
          campaign,
          column: 'goal_sales',
          message: 'No goal is named that marketing and the contact centre both answer for.',
          hint: 'fill in goal_contacts, goal_sales or goal_revenue',
          action: {
            who: 'both',
            by: actBy(plan, campaign.start.day - 1),
            what: `Agree one goal of “${campaign.name}” that both answer for.`,
            effect: 'Afterwards there is something to review together.',
          },
        }),
      ),
};
