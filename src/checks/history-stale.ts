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
      '    history-stale: { days: 7 }',
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
      '    history-stale: { days: 21 }',
    ],
    output: [
      'warning  history-stale  ../../history.csv',
      '  The history of phone ends Sat 21 Nov 2026, 15 days before the plan starts.',
      '  → contact centre, today: Export the contacts of phone since Sat 21 Nov. The',
      '    forecast starts from how things are now.',
    ],
  },
  options: {
    days: { kind: 'number', default: 7, description: 'days between the last day of history and the plan' },
  },
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
