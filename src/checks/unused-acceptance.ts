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
  options: {},
  check: () => [],
};
