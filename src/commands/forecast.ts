import { forecastStage } from '../plan/build-plan.ts';
import { formatCsv } from '../report/csv.ts';
import { formatForecast } from '../report/forecast-human.ts';
import { forecastTable } from '../report/forecast-csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { tableObjects } from '../report/plan-json.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { envelopeHead, humanContext, planInputs } from './plan-result.ts';

/** `surgecast forecast`: contacts by channel and interval, with intervals. */
export async function forecastCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const stage = forecastStage(planInputs(context, inputs));
  await deliver(context, [
    {
      format: 'human',
      extensions: ['txt'],
      render: () => formatForecast(stage, inputs.settings, humanContext(context)),
    },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(forecastTable(stage)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () =>
        formatJsonEnvelope(
          envelopeHead(context, inputs),
          { forecast: tableObjects(forecastTable(stage)) },
          [],
        ),
    },
  ]);
  return exitStatus.fine;
}
