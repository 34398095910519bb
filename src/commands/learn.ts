import { fitPlan } from '../plan/build-plan.ts';
import { learntCampaigns } from '../plan/learnt-campaigns.ts';
import { formatCsv } from '../report/csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { formatLearnt, learntObject, learntTable, learntYaml } from '../report/learn-report.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { envelopeHead, humanContext, planInputs } from './plan-result.ts';

/** `surgecast learn`: what past campaigns did. */
export async function learnCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const learnt = learntCampaigns(fitPlan(planInputs(context, inputs)));
  await deliver(context, [
    { format: 'human', extensions: ['txt'], render: () => formatLearnt(learnt, humanContext(context)) },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(learntTable(learnt)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () => formatJsonEnvelope(envelopeHead(context, inputs), learntObject(learnt), []),
    },
    { format: 'yaml', extensions: ['yaml', 'yml'], render: () => learntYaml(learnt) },
  ]);
  return exitStatus.fine;
}
