import { backtestOrigins, backtestPlan } from '../plan/backtest-plan.ts';
import { backtestObject, backtestTable, formatBacktest } from '../report/backtest-report.ts';
import { formatCsv } from '../report/csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { numberOption, type CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { envelopeHead, humanContext, planInputs } from './plan-result.ts';

/** `surgecast backtest`: accuracy on the user’s own history. */
export async function backtestCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const wanted = planInputs(context, inputs);
  const origins = backtestOrigins(wanted, numberOption(context.options, 'origins') ?? 12);
  const progress = await context.host.progress('back-testing', origins.length);
  const backtest = backtestPlan(wanted, { origins, horizonDays: inputs.days }, () => progress.advance());
  progress.stop();
  await deliver(context, [
    { format: 'human', extensions: ['txt'], render: () => formatBacktest(backtest, humanContext(context)) },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(backtestTable(backtest)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () => formatJsonEnvelope(envelopeHead(context, inputs), backtestObject(backtest), []),
    },
  ]);
  return exitStatus.fine;
}
