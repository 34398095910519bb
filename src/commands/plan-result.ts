import { runChecks, type CheckResult } from '../checks/run-checks.ts';
import { buildPlan, type PlanInputs } from '../plan/build-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { schedulePlan } from '../plan/schedule-plan.ts';
import { isAtLeast, type Finding, type Severity } from '../problems/finding.ts';
import type { EnvelopeHead } from '../report/json-envelope.ts';
import type { HumanContext } from '../report/plan-human.ts';
import { inProcessSolver } from '../scheduling/solver.ts';
import { listOption, textOption, type CommandContext } from './context.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import type { Inputs } from './load-inputs.ts';

/** What the plan is computed from, after the options that narrow it. */
export function planInputs(context: CommandContext, inputs: Inputs): PlanInputs {
  const channels = listOption(context.options, 'channel');
  const teams = listOption(context.options, 'team');
  return {
    history: inputs.history,
    campaigns: inputs.campaigns,
    settings: inputs.settings,
    asOf: inputs.asOf,
    days: inputs.days,
    onlyChannels: channels.length > 0 ? channels : undefined,
    onlyTeams: teams.length > 0 ? teams : undefined,
    notes: inputs.notes,
  };
}

/** A plan and what the checks say of it. */
export interface PlanResult {
  readonly plan: Plan;
  readonly checks: CheckResult;
}

/** Computes the plan, shifts included when wanted. */
export async function computePlan(
  context: CommandContext,
  inputs: Inputs,
  options: { readonly shifts: boolean },
): Promise<PlanResult> {
  const built = buildPlan(planInputs(context, inputs));
  const plan = options.shifts
    ? await schedulePlan(built, { patterns: undefined, solver: inProcessSolver() })
    : built;
  return { plan, checks: runChecks(plan) };
}

/** Head of the JSON envelope. */
export function envelopeHead(context: CommandContext, inputs: Inputs): EnvelopeHead {
  return {
    version: context.host.version,
    asOf: inputs.asOf,
    timeZone: inputs.settings.timeZone,
    inputs: inputs.records,
    settings: inputs.written,
  };
}

/** How wide and how coloured a report for people is. */
export function humanContext(context: CommandContext): HumanContext {
  return {
    style: context.style,
    width: Math.max(60, Math.min(context.host.stdout.columns ?? 80, 120)),
    verbose: context.verbose,
  };
}

/** 1 when a finding is at least as grave as `--fail-on`. */
export function findingStatus(
  context: CommandContext,
  findings: readonly Finding[],
  fallback: Severity | 'never',
): ExitStatus {
  const threshold = (textOption(context.options, 'failOn') ?? fallback) as Severity | 'never';
  if (threshold === 'never') return exitStatus.fine;
  return findings.some((finding) => isAtLeast(finding.severity, threshold))
    ? exitStatus.findings
    : exitStatus.fine;
}
