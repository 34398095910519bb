import type { Rule } from './rule.ts';
import { actBy, percent } from './wording.ts';

export const forecastDrift: Rule = {
  id: 'forecast-drift',
  title: 'The baseline has moved',
  severity: 'warning',
  story:
    'The forecast was right all spring. In summer a product was dropped, or a web page mended, and since then every day brings fewer contacts than it says; the roster still follows the spring.',
  firesWhen:
    'in the last four weeks of history the back-tested forecast was off in one direction by more than 8 % of the contacts',
  remedy:
    'Find out what changed; if it is to stay, drop the older history or say so, so that the new level is learnt.',
  needs: ['some months of history, for a back-test of the last four weeks'],
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
      '    forecast-drift: { bias: 8% }',
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
      '    forecast-drift: { bias: 50% }',
    ],
    output: [
      'warning  forecast-drift  ../../history-with-a-new-level.csv',
      '  In the last four weeks the forecast of phone was 11 % too high: its level',
      '  has moved.',
      '  → contact centre, by Mon 30 Nov: Find out why phone brings fewer contacts',
      '    than before.',
    ],
  },
  options: {
    bias: {
      kind: 'fraction',
      default: 0.08,
      description: 'forecast error in one direction, as a share of contacts',
    },
  },
  check: (plan, context) =>
    plan.history
      .filter(({ recentBias }) => recentBias !== undefined && Math.abs(recentBias) > context.number('bias'))
      .map(({ channel, recentBias = 0 }) =>
        context.finding({
          about: channel,
          location: { file: context.files.history },
          message: `In the last four weeks the forecast of ${channel} was ${percent(Math.abs(recentBias))} too ${recentBias > 0 ? 'high' : 'low'}: its level has moved.`,
          hint: 'find out what changed; if it is to stay, start the history after the change',
          action: {
            who: 'contact-centre',
            by: actBy(plan, plan.asOf + 7),
            what: `Find out why ${channel} brings ${recentBias > 0 ? 'fewer' : 'more'} contacts than before.`,
          },
          data: { channel, recentBiasFraction: recentBias },
        }),
      ),
};
