import type { Plan } from '../plan/plan.ts';
import type { Consequence } from './consequences.ts';
import type { Rule } from './rule.ts';
import { ruleContext, severityOf } from './rule-context.ts';
import { rules as allRules } from './rules.ts';

/**
 * The contacts that the findings of a plan predict and its forecast does not have yet: recent buyers and existing customers who
 * ask for the offer they do not get, rewards that come too late, escalations. To be added to the forecast where the settings
 * say `checks: demand: true`. Rules that are off predict nothing; an accepted finding still brings its contacts.
 *
 * Which campaigns are counted depends on the calendar and on campaign sizes only, not on staffing, so that a plan made with
 * these contacts predicts the same again.
 */
export function consequentDemand(plan: Plan, rules: readonly Rule[] = allRules): readonly Consequence[] {
  return rules
    .filter((rule) => rule.demand !== undefined && severityOf(rule, plan) !== 'off')
    .flatMap((rule) => rule.demand?.(plan, ruleContext(rule, plan)) ?? [])
    .filter(({ contacts }) => contacts > 0);
}
