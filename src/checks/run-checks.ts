import { compareSeverity, type Finding, type Severity } from '../problems/finding.ts';
import type { Plan } from '../plan/plan.ts';
import { acceptFindings, type Acceptance } from './acceptance.ts';
import type { GivenFacts, Rule } from './rule.ts';
import { ruleContext, severityOf } from './rule-context.ts';
import { rules as allRules } from './rules.ts';
import { unusedAcceptance } from './unused-acceptance.ts';

/** What checks get beside the plan. */
export interface CheckContext extends GivenFacts {
  /** Ids of the rules to run; undefined: all that the settings leave on. */
  readonly only?: readonly string[] | undefined;
  /** What a baseline file accepts, beside `checks: accept:` of the settings. */
  readonly baseline?: readonly Acceptance[] | undefined;
  /** False where only a part of the plan is looked at, and an acceptance may belong to the rest. Default true. */
  readonly reportUnused?: boolean | undefined;
}

/** Something a rule could not look at, said once a rule. */
export interface CheckNote {
  readonly rule: string;
  readonly message: string;
}

/** All that the checks found. */
export interface CheckResult {
  /** Gravest first, then in the order of the rules, then by campaign: the same on every machine. */
  readonly findings: readonly Finding[];
  /** Found, and accepted by fingerprint. */
  readonly accepted: readonly Finding[];
  readonly notes: readonly CheckNote[];
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function inOrder(findings: readonly Finding[], rules: readonly Rule[]): Finding[] {
  const order = new Map(rules.map((rule, index) => [rule.id, index]));
  return [...findings].sort(
    (a, b) =>
      compareSeverity(a.severity, b.severity) ||
      (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0) ||
      compareText(a.campaign ?? '', b.campaign ?? '') ||
      compareText(a.fingerprint, b.fingerprint),
  );
}

/** Every finding once: two of one fingerprint are the same finding, and the first one stays. */
function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint).size > 0);
}

function regraded(findings: readonly Finding[], severity: Severity | undefined): readonly Finding[] {
  return severity === undefined ? findings : findings.map((finding) => ({ ...finding, severity }));
}

/**
 * Runs the rules on a plan: those that the settings leave on (and `only` names), each graded by the settings, accepted findings taken
 * out. Findings come in one fixed order. Depends on the plan and the context alone: neither the clock, the machine nor the
 * order of the calendar's rows changes what is found.
 */
export function runChecks(
  plan: Plan,
  context: CheckContext = {},
  rules: readonly Rule[] = allRules,
): CheckResult {
  const { checks } = plan.settings;
  const isOn = (rule: Rule): boolean =>
    severityOf(rule, plan) !== 'off' && (context.only === undefined || context.only.includes(rule.id));
  const notes: CheckNote[] = [];
  const found: Finding[] = [];
  for (const rule of rules.filter(isOn)) {
    const own = ruleContext(rule, plan, context);
    const lacking = rule.lacks?.(plan, own);
    if (lacking !== undefined) notes.push({ rule: rule.id, message: lacking });
    const severity = severityOf(rule, plan);
    found.push(...regraded(rule.check(plan, own), severity === 'off' ? undefined : severity));
  }
  const location = { file: context.files?.settings ?? 'surgecast.yaml' };
  const written = checks.accept.map((fingerprint) => ({ fingerprint: fingerprint.toLowerCase(), location }));
  const { findings, accepted, unused } = acceptFindings(once(found), [
    ...written,
    ...(context.baseline ?? []),
  ]);
  const whole = context.only === undefined && context.reportUnused !== false;
  const unusedSeverity = severityOf(unusedAcceptance, plan);
  const stale = whole && unusedSeverity !== 'off' ? regraded(unused, unusedSeverity) : [];
  return { findings: inOrder([...findings, ...stale], rules), accepted: inOrder(accepted, rules), notes };
}
