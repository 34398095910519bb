import { upcoming } from './campaigns-to-check.ts';
import type { Rule } from './rule.ts';
import { count, percent } from './wording.ts';

export const noPrecedent: Rule = {
  id: 'no-precedent',
  title: 'First of its kind',
  severity: 'info',
  story:
    'Nobody knows what the first campaign of a kind brings, and a plan that gives one number pretends to. It should give a range, and somebody who watches.',
  firesWhen:
    'a campaign to come has a volume, and no earlier campaign of its medium stands in the calendar, or none that history could measure',
  remedy:
    'Watch the first hours and have agents on call; the next campaign of the kind will have this one to learn from.',
  needs: [],
};
