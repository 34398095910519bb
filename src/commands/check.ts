import { formatBaseline } from '../checks/acceptance.ts';
import { runChecks } from '../checks/run-checks.ts';
import { fitPlan } from '../plan/build-plan.ts';
import { learntCampaigns } from '../plan/learnt-campaigns.ts';
import { findingsFormats } from '../report/findings-formats.ts';
import { formatFindingsGithub } from '../report/findings-github.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { audienceCounts, findingsContext, loadBaseline, refuseUnknownRules } from './check-context.ts';
import { listOption, numberOption, textOption, type CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import type { ExitStatus } from './exit-status.ts';
import { exitStatus } from './exit-status.ts';
import { loadInputs, type Inputs } from './load-inputs.ts';
import { locate } from './plan-files.ts';
import {
  envelopeHead,
  findingStatus,
  planInputs,
  refuseDailyHistory,
  refuseShortHistory,
  withConsequences,
} from './plan-result.ts';

/** The checks look as far as the calendar does: a week beyond the last launch, at most 60 days, unless `--days` says otherwise. */
function checkedDays(context: CommandContext, inputs: Inputs): number {
  const given = numberOption(context.options, 'days');
  if (given !== undefined) return given;
  const launches = inputs.campaigns
    .filter(({ status }) => status !== 'cancelled')
    .map(({ start }) => start.day - inputs.asOf);
  return Math.max(7, Math.min(60, Math.max(0, ...launches) + 7));
}

/** `surgecast check`: findings on the calendar and the plan; the CI gate. */
export async function checkCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  await refuseUnknownRules(context, inputs);
  refuseDailyHistory(inputs);
  const planned = planInputs(context, { ...inputs, days: checkedDays(context, inputs) });
  const fit = fitPlan(planned);
  refuseShortHistory(inputs, fit);
  const plan = withConsequences(planned, fit);
  const only = listOption(context.options, 'rule');
  const narrowed = planned.onlyChannels !== undefined || planned.onlyTeams !== undefined;
  const result = runChecks(plan, {
    only: only.length > 0 ? only : undefined,
    baseline: await loadBaseline(context, inputs),
    reportUnused: !narrowed,
    audience: await audienceCounts(context, inputs),
    learnt: learntCampaigns(fit).kinds,
    files: {
      settings: (await locate(context, 'config', 'surgecast.yaml')) ?? 'surgecast.yaml',
      history: (await locate(context, 'history', 'history.csv')) ?? 'history.csv',
    },
  });
  const reported = findingsContext(context, inputs, plan, result);
  const { findings } = result;
  await deliver(context, [
    ...findingsFormats.map(({ format, extensions, render }) => ({
      format,
      extensions,
      render: () => render(findings, reported),
    })),
    {
      format: 'json',
      extensions: ['json'],
      render: () => formatJsonEnvelope(envelopeHead(context, inputs), {}, findings),
    },
  ]);
  const plain = context.options['format'] === undefined && context.options['json'] !== true;
  if (context.host.env['GITHUB_ACTIONS'] === 'true' && plain)
    await context.host.stdout.write(formatFindingsGithub(findings, reported));
  const baseline = textOption(context.options, 'writeBaseline');
  if (baseline !== undefined) {
    await context.host.writeFile(baseline, formatBaseline([...findings, ...result.accepted]));
    return exitStatus.fine;
  }
  const most = numberOption(context.options, 'maxWarnings');
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (most !== undefined && warnings > most) return exitStatus.findings;
  return findingStatus(context, findings, 'error');
}
