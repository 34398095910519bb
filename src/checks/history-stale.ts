import { friendlyDate, friendlyDay } from '../calendar/friendly-time.ts';
import type { Rule } from './rule.ts';
import { actBy, counted } from './wording.ts';

export const historyStale: Rule = {
  id: 'history-stale',
  title: 'History that ends too early',
  severity: 'warning',
  story:
    'The export runs once a quarter. The plan for next week is made from what people did in spring, and nobody sees it, for the numbers look like numbers.',
  firesWhen: 'the history of a channel ends more than 7 days before the plan starts',
  remedy: 'Export history up to the day before the plan.',
  needs: [],
  check: (plan, context) =>
    plan.history
      .map((channel) => ({ ...channel, gap: plan.asOf - 1 - channel.lastDay }))
      .filter(({ gap }) => gap > context.number('days'))
      .map(({ channel, lastDay, gap }) =>
        context.finding({
          about: channel,
          location: { file: context.files.history },
          message: `The history of ${channel} ends ${friendlyDate(lastDay)}, ${counted(gap, 'day')} before the plan starts.`,
          hint: 'export history up to the day before the plan',
          action: {
            who: 'contact-centre',
            by: actBy(plan, plan.asOf),
            what: `Export the contacts of ${channel} since ${friendlyDay(lastDay)}.`,
            effect: 'The forecast starts from how things are now.',
          },
          data: { channel, daysMissing: gap },
        }),
      ),
};
