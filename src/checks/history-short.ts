import type { Rule } from './rule.ts';
import { actBy, counted } from './wording.ts';

export const historyShort: Rule = {
  id: 'history-short',
  title: 'Too little history',
  severity: 'warning',
  story:
    'Four weeks of history know four Mondays. One of them was a holiday, one followed an outage; what a Monday is like, they do not know.',
  firesWhen: 'the history of a channel covers fewer than 56 days',
  remedy: 'Export more: eight weeks are enough for the week’s shape, a year and more for the seasons.',
  needs: [],
  options: { days: { kind: 'number', default: 56, description: 'days with contacts known' } },
  check: (plan, context) =>
    plan.history
      .filter(({ observedDays }) => observedDays < context.number('days'))
      .map(({ channel, observedDays }) =>
        context.finding({
          about: channel,
          location: { file: 'history.csv' },
          message: `The history of ${channel} has ${counted(observedDays, 'day')}: each weekday is known from ${counted(observedDays / 7, 'week')}.`,
          hint: `export at least ${counted(context.number('days'), 'day')}, better a year`,
          action: {
            who: 'contact-centre',
            by: actBy(plan, plan.asOf + 7),
            what: `Export older contacts of ${channel}.`,
            effect: 'The forecast’s range gets narrower.',
          },
          data: { channel, observedDays },
        }),
      ),
};
