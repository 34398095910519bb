import { runChecks, type CheckResult } from '../checks/run-checks.ts';
import { consequentDemand } from '../checks/consequent-demand.ts';
import { formatDay, secondsPerDay } from '../calendar/local-date.ts';
import type { ContactFit } from '../forecast/contact-fit.ts';
import { consequentCampaigns } from '../plan/consequent-campaigns.ts';
import { learntCampaigns } from '../plan/learnt-campaigns.ts';
import { InputError } from '../problems/input-error.ts';
import { loadScheduling, type SchedulingInputs } from './load-scheduling.ts';
import { audienceCounts, loadBaseline } from './check-context.ts';
import { buildPlan, fitPlan, type PlanInputs } from '../plan/build-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { schedulePlan, type ScheduleOptions } from '../plan/schedule-plan.ts';
import { isAtLeast, type Finding, type Severity } from '../problems/finding.ts';
import type { EnvelopeHead } from '../report/json-envelope.ts';
import type { HumanContext } from '../report/plan-human.ts';
import { listOption, numberOption, textOption, type CommandContext } from './context.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import type { Settings } from '../settings/settings.ts';
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

/** A plan that also holds the contacts that its own findings predict, where the settings ask for it. */
export function withConsequences(planned: PlanInputs, fit: ContactFit): Plan {
  const plan = buildPlan(planned, fit);
  if (!planned.settings.checks.demand) return plan;
  const added = consequentCampaigns(planned, consequentDemand(plan));
  return added.campaigns.length === planned.campaigns.length ? plan : buildPlan(added, fit);
}

/**
 * Refuses to plan from nothing: no channel has a week of history before the plan’s first day.
 *
 * @throws InputError that says what each channel has and what is needed
 */
export function refuseShortHistory(inputs: Inputs, fit: ContactFit): void {
  if (fit.channels.some(({ baseline }) => baseline?.kind === 'fitted')) return;
  const file = inputs.records[0]?.path ?? 'history.csv';
  const day = formatDay(inputs.asOf);
  const problems = fit.channels.map(({ channel, baseline }) => ({
    file,
    message:
      baseline?.kind === 'too-short'
        ? baseline.message
        : `${channel} has no history before ${day}; a forecast needs at least one whole week`,
    hint: `history before --as-of (${day}) is used: a later day, or an older file`,
  }));
  throw new InputError(problems);
}

/**
 * Refuses to staff days: agents are needed by the half-hour, and how a day’s contacts spread is not in daily history.
 *
 * @throws InputError
 */
export function refuseDailyHistory(inputs: Inputs): void {
  if (inputs.settings.intervalSeconds < secondsPerDay) return;
  throw new InputError([
    {
      file: inputs.records[0]?.path ?? 'history.csv',
      message: 'the history comes by days; agents and shifts need intervals of an hour or less',
      hint: 'export the contacts by 15, 30 or 60 minutes; surgecast forecast works with days',
    },
  ]);
}

/** How shifts are laid out: the folder’s patterns and agents, the settings’ limits, options over both. */
export function scheduleOptions(
  context: CommandContext,
  settings: Settings,
  { patterns, contracts, agents }: SchedulingInputs,
  wanted: { readonly rounds: number; readonly named: boolean },
): ScheduleOptions {
  const { gap, timeLimitSeconds } = settings.scheduling;
  return {
    patterns,
    contracts,
    agents: wanted.named ? agents : undefined,
    solver: context.host.solver(),
    rounds: wanted.rounds,
    relativeGap: numberOption(context.options, 'gap') ?? gap,
    seconds: numberOption(context.options, 'timeLimit') ?? timeLimitSeconds,
  };
}

/** The plan with shifts for its head counts; who works them is for `surgecast schedule` to say. */
async function withShifts(context: CommandContext, inputs: Inputs, plan: Plan): Promise<Plan> {
  const scheduling = await loadScheduling(context, inputs);
  return schedulePlan(
    { ...plan, notes: [...plan.notes, ...scheduling.notes] },
    scheduleOptions(context, inputs.settings, scheduling, { rounds: 1, named: false }),
  );
}

/** Computes the plan, shifts included when wanted. */
export async function computePlan(
  context: CommandContext,
  inputs: Inputs,
  options: { readonly shifts: boolean },
): Promise<PlanResult> {
  const planned = planInputs(context, inputs);
  refuseDailyHistory(inputs);
  const fit = fitPlan(planned);
  refuseShortHistory(inputs, fit);
  const built = withConsequences(planned, fit);
  const plan = options.shifts ? await withShifts(context, inputs, built) : built;
  const checks = runChecks(plan, {
    baseline: await loadBaseline(context, inputs),
    reportUnused: false,
    audience: await audienceCounts(context, inputs),
    learnt: learntCampaigns(fit).kinds,
  });
  return { plan, checks };
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
