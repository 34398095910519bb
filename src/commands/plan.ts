import { formatCsv } from '../report/csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { formatPlan } from '../report/plan-human.ts';
import { planObject } from '../report/plan-json.ts';
import { staffTable } from '../report/staff-csv.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import type { ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { asksWhatIf, whatIf } from './what-if.ts';
import { computePlan, envelopeHead, findingStatus, humanContext } from './plan-result.ts';

/** `surgecast plan`: the main job. */
export async function planCommand(context: CommandContext): Promise<ExitStatus> {
  context.host.solver();
  const inputs = await loadInputs(context);
  if (asksWhatIf(context.options)) return whatIf(context, inputs);
  const { plan, checks } = await computePlan(context, inputs, { shifts: true });
  await deliver(context, [
    {
      format: 'human',
      extensions: ['txt'],
      render: () => formatPlan(plan, checks.findings, humanContext(context)),
    },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(staffTable(plan)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () => formatJsonEnvelope(envelopeHead(context, inputs), planObject(plan), checks.findings),
    },
  ]);
  return findingStatus(context, checks.findings, 'never');
}
