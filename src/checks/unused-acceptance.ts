import type { Rule } from './rule.ts';

/** Acceptances are checked by {@link acceptFindings}: as a rule it only has a name, a severity and a page. */
export const unusedAcceptance: Rule = {
  id: 'unused-acceptance',
  title: 'Acceptance without a finding',
  severity: 'warning',
  story:
    'Somebody accepted a finding last year. The finding is long gone, its acceptance stayed, and one day it hides a new one that nobody has looked at.',
  firesWhen: 'a fingerprint in `checks: accept:` or in the baseline file matches no finding of this run',
  remedy: 'Delete the line.',
  needs: ['accepted findings'],
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
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 12, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 4, cost_per_hour: 26 }',
      'checks:',
      '  accept: [0123456789abcdef]',
      '  rules: { over-staffed: off, no-precedent: off }',
    ],
    good: [
      'timezone: America/New_York',
      'interval: 60m',
      'currency: USD',
      'channels:',
      '  phone: { team: voice, target: 80/20s, patience: 2m, revenue_per_contact: 20 }',
      '  chat: { team: digital, concurrency: 2 }',
      'teams:',
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 12, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 4, cost_per_hour: 26 }',
      'checks:',
      '  accept: [53bcfbd1802173bf]',
      '  rules: { over-staffed: off, no-precedent: off }',
    ],
    output: [
      'warning  unused-acceptance  surgecast.yaml',
      '  No finding has the accepted fingerprint 0123456789abcdef.',
      '    hint: delete the line: it accepts nothing, and could hide something later',
    ],
  },
  options: {},
  check: () => [],
};
