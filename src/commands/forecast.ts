import { forecastStage, type ForecastStage } from '../plan/build-plan.ts';
import { formatCsv, tableObjects } from '../report/csv.ts';
import { formatForecast } from '../report/forecast-human.ts';
import { forecastTable } from '../report/forecast-csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { formatDay, parseDay } from '../calendar/local-date.ts';
import { explainForecast, type ExplainedStretch } from '../plan/explain-forecast.ts';
import { InputError } from '../problems/input-error.ts';
import { explainedTable, formatExplained } from '../report/explain-report.ts';
import { textOption, type CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs, type Inputs } from './load-inputs.ts';
import { envelopeHead, humanContext, planInputs, refuseShortHistory } from './plan-result.ts';

/** The stretch that `--explain` names: a day, an interval of a day, or the whole horizon. */
function stretchOf(text: string, stage: ForecastStage): ExplainedStretch {
  const { firstDay, days } = stage.grid;
  const lastDay = firstDay + days - 1;
  if (text === 'all') return { firstDay, lastDay, secondOfDay: undefined };
  const [dateText = '', timeText] = text.split(/[T ]/);
  const day = parseDay(dateText);
  const clock = /^(\d{2}):(\d{2})$/.exec(timeText ?? '00:00');
  if (day === undefined || clock === null || day < firstDay || day > lastDay) {
    throw new InputError([
      {
        file: '--explain',
        message: `"${text}" is no time of the forecast`,
        hint: `a date such as ${formatDay(firstDay)}, a time such as ${formatDay(firstDay)}T10:30, or all`,
      },
    ]);
  }
  const secondOfDay = timeText === undefined ? undefined : Number(clock[1]) * 3600 + Number(clock[2]) * 60;
  return { firstDay: day, lastDay: day, secondOfDay };
}

async function explain(
  context: CommandContext,
  inputs: Inputs,
  stage: ForecastStage,
  text: string,
): Promise<void> {
  const stretch = stretchOf(text, stage);
  const channels = explainForecast(stage, stretch);
  await deliver(context, [
    {
      format: 'human',
      extensions: ['txt'],
      render: () => formatExplained(stretch, channels, humanContext(context)),
    },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(explainedTable(channels)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () => formatJsonEnvelope(envelopeHead(context, inputs), { explained: channels }, []),
    },
  ]);
}

/** `surgecast forecast`: contacts by channel and interval, with intervals. */
export async function forecastCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const stage = forecastStage(planInputs(context, inputs));
  refuseShortHistory(inputs, stage.fit);
  const wanted = textOption(context.options, 'explain');
  if (wanted !== undefined) {
    await explain(context, inputs, stage, wanted);
    return exitStatus.fine;
  }
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
