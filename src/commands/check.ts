import { runChecks } from '../checks/run-checks.ts';
import { buildPlan } from '../plan/build-plan.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { formatCsv } from '../report/csv.ts';
import { listOption, type CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import type { ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { envelopeHead, findingStatus, planInputs } from './plan-result.ts';

/** `surgecast check`: findings on the calendar and the plan; the CI gate. */
export async function checkCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const plan = buildPlan(planInputs(context, inputs));
  const only = listOption(context.options, 'rule');
  const { findings } = runChecks(plan, { only: only.length > 0 ? only : undefined });
  await deliver(context, [
    {
      format: 'human',
      extensions: ['txt'],
      render: () =>
        findings
          .map(
            ({ severity, rule, message, hint }) =>
              `${severity} ${rule}: ${message}${hint === undefined ? '' : `\n  ${hint}`}\n`,
          )
          .join(''),
    },
    {
      format: 'csv',
      extensions: ['csv'],
      render: () =>
        formatCsv({
          columns: [
            'rule',
            'severity',
            'campaign',
            'file',
            'line',
            'column',
            'message',
            'hint',
            'fingerprint',
          ],
          rows: findings.map((f) => [
            f.rule,
            f.severity,
            f.campaign,
            f.location?.file,
            f.location?.line,
            f.location?.column,
            f.message,
            f.hint,
            f.fingerprint,
          ]),
        }),
    },
    {
      format: 'json',
      extensions: ['json'],
      render: () => formatJsonEnvelope(envelopeHead(context, inputs), {}, findings),
    },
  ]);
  return findingStatus(context, findings, 'error');
}
