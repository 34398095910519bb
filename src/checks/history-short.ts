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
  example: {
    file: 'surgecast.yaml',
    bad: [
      'timezone: America/New_York',
      'interval: 60m',
      'currency: USD',
      'channels:',
      '  phone: { team: voice, target: 80/20s, patience: 2m, revenue_per_contact: 20 }',
      '  chat: { team: digital, concurrency: 2 }',
      'teams:',
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 14, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 6, cost_per_hour: 26 }',
      'checks:',
      '  rules:',
      '    history-short: { days: 90 }',
    ],
    good: [
      'timezone: America/New_York',
      'interval: 60m',
      'currency: USD',
      'channels:',
      '  phone: { team: voice, target: 80/20s, patience: 2m, revenue_per_contact: 20 }',
      '  chat: { team: digital, concurrency: 2 }',
      'teams:',
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 14, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 6, cost_per_hour: 26 }',
      'checks:',
      '  rules:',
      '    history-short: { days: 56 }',
    ],
    output: [
      'warning  history-short  ../../history.csv',
      '  The history of phone has 66 days: each weekday is known from 9 weeks.',
      '  → contact centre, by Mon 30 Nov: Export older contacts of phone. The',
      '    forecast’s range gets narrower.',
    ],
  },
  options: { days: { kind: 'number', default: 56, description: 'days with contacts known' } },
  check: (plan, context) =>
    plan.history
      .filter(({ observedDays }) => observedDays < context.number('days'))
      .map(({ channel, observedDays }) =>
        context.finding({
          about: channel,
          location: { file: context.files.history },
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
