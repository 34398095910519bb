import { parseBaseline, type Acceptance } from '../checks/acceptance.ts';
import { checkSummary } from '../checks/check-summary.ts';
import type { AudienceCounts } from '../checks/rule.ts';
import { ruleSettingProblems, unknownRule } from '../checks/rule-options.ts';
import { rules } from '../checks/rules.ts';
import type { CheckResult } from '../checks/run-checks.ts';
import { matchAudience, readIdentities } from '../io/audience-list.ts';
import type { Plan } from '../plan/plan.ts';
import { InputError } from '../problems/input-error.ts';
import type { FindingsContext } from '../report/findings-context.ts';
import { listOption, textOption, type CommandContext } from './context.ts';
import { readText } from './host.ts';
import type { Inputs } from './load-inputs.ts';
import { locate, planFolder } from './plan-files.ts';
import { openTable } from './open-table.ts';
import { humanContext } from './plan-result.ts';

/** A path of the settings or the calendar, relative to the plan folder. */
function inPlanFolder(context: CommandContext, file: string): string {
  const folder = planFolder(context);
  return folder === '.' || file.startsWith('/') ? file : `${folder.replace(/\/+$/, '')}/${file}`;
}

/** Refuses rules and settings of rules that do not exist. @throws InputError */
export async function refuseUnknownRules(context: CommandContext, inputs: Inputs): Promise<void> {
  const file = (await locate(context, 'config', 'surgecast.yaml')) ?? 'surgecast.yaml';
  const known = new Set(rules.map(({ id }) => id));
  const problems = [
    ...ruleSettingProblems(rules, inputs.settings, file),
    ...listOption(context.options, 'rule')
      .filter((id) => !known.has(id))
      .map((id) => unknownRule(rules, id, { file: '--rule' })),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

/** The accepted findings of the baseline file, where there is one. @throws InputError for lines that are none. */
export async function loadBaseline(context: CommandContext, inputs: Inputs): Promise<readonly Acceptance[]> {
  const named = textOption(context.options, 'baseline');
  const path =
    named ?? (inputs.settings.checks.baseline && inPlanFolder(context, inputs.settings.checks.baseline));
  if (path === undefined) return [];
  const { acceptances, problems } = parseBaseline(path, await readText(context.host, path));
  if (problems.length > 0) throw new InputError(problems);
  return acceptances;
}

/** Counts of every audience file that the calendar names, compared with the lists of the settings; counts only. */
export async function audienceCounts(
  context: CommandContext,
  inputs: Inputs,
): Promise<ReadonlyMap<string, AudienceCounts>> {
  const { host } = context;
  const { checks, country } = inputs.settings;
  const counts = new Map<string, AudienceCounts>();
  const wanted = inputs.campaigns.filter(
    ({ audienceFile, status, start }) =>
      audienceFile !== undefined && status !== 'cancelled' && start.day >= inputs.asOf,
  );
  if (wanted.length === 0 || (checks.customers === undefined && checks.suppression === undefined))
    return counts;
  const options = { country, sha256: (text: string): string => host.sha256(text) };
  const open = (file: string) => openTable(host, inPlanFolder(context, file)).source;
  const customers =
    checks.customers === undefined ? undefined : await readIdentities(open(checks.customers), options);
  const suppression =
    checks.suppression === undefined ? undefined : await readIdentities(open(checks.suppression), options);
  for (const { id, audienceFile = '' } of wanted) {
    const { rows, readable, recognised, suppressed } = await matchAudience(
      open(audienceFile),
      { customers, suppression },
      options,
    );
    counts.set(id, {
      entries: rows,
      notFound: recognised === undefined ? undefined : readable - recognised,
      suppressed,
      invalid: rows - readable,
    });
  }
  return counts;
}

/** What reports of findings need beside them. */
export function findingsContext(
  context: CommandContext,
  inputs: Inputs,
  plan: Plan,
  result: CheckResult,
): FindingsContext {
  const failOn = (textOption(context.options, 'failOn') ?? 'error') as FindingsContext['failOn'];
  const calendar = inputs.campaigns[0]?.location.file;
  return {
    ...humanContext(context),
    version: context.host.version,
    asOf: plan.asOf,
    rules,
    campaignNames: new Map(plan.campaigns.map(({ campaign }) => [campaign.id, campaign.name])),
    summary: checkSummary(plan),
    accepted: result.accepted,
    notes: result.notes,
    failOn,
    sourceLine: ({ file, line }) =>
      file === calendar && line !== undefined ? inputs.calendarLines.get(line) : undefined,
  };
}
