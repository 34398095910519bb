import type { Severity } from '../problems/finding.ts';
import type { Plan } from '../plan/plan.ts';
import { makeFinding, type GivenFacts, type Rule, type RuleContext } from './rule.ts';
import { optionValue } from './rule-options.ts';

/** What the settings make of a rule; undefined: its own severity. */
export function severityOf(
  rule: Pick<Rule, 'id'>,
  plan: Pick<Plan, 'settings'>,
): Severity | 'off' | undefined {
  return plan.settings.checks.rules[rule.id]?.severity;
}

/** What a rule gets beside the plan: its settings read, its findings made. */
export function ruleContext(rule: Rule, plan: Pick<Plan, 'settings'>, given: GivenFacts = {}): RuleContext {
  const maybeNumber = (option: string): number | undefined => {
    const value = optionValue(rule, plan.settings, option);
    return typeof value === 'number' ? value : undefined;
  };
  return {
    audience: given.audience,
    learnt: given.learnt,
    files: given.files ?? { settings: 'surgecast.yaml', history: 'history.csv' },
    maybeNumber,
    number: (option) => maybeNumber(option) ?? 0,
    list: (option) => {
      const value = optionValue(rule, plan.settings, option);
      return typeof value === 'object' ? value : [];
    },
    finding: (facts) => makeFinding(rule, facts),
  };
}
