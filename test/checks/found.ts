import type { CheckContext } from '../../src/checks/run-checks.ts';
import { runChecks } from '../../src/checks/run-checks.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Finding } from '../../src/problems/finding.ts';

/** What one rule finds in a plan. */
export function found(rule: string, plan: Plan, context: CheckContext = {}): readonly Finding[] {
  return runChecks(plan, { ...context, only: [rule] }).findings;
}

/** The messages of what one rule finds. */
export function said(rule: string, plan: Plan, context: CheckContext = {}): readonly string[] {
  return found(rule, plan, context).map(({ message }) => message);
}
