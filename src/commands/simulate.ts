import { buildPlan, fitPlan, forecastStage } from '../plan/build-plan.ts';
import { simulatePlan, type SimulationOptions } from '../plan/simulate-plan.ts';
import { InputError } from '../problems/input-error.ts';
import { formatCsv, tableObjects } from '../report/csv.ts';
import { formatJsonEnvelope } from '../report/json-envelope.ts';
import { formatSimulation, simulationTable } from '../report/simulate-report.ts';
import { numberOption, textOption, type CommandContext, type OptionValues } from './context.ts';
import { deliver } from './deliver.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { loadInputs } from './load-inputs.ts';
import { envelopeHead, humanContext, planInputs } from './plan-result.ts';

/** `phone:1 click-to-call:0` as numbers by channel. */
function priorities(text: string | undefined, channels: readonly string[]): Readonly<Record<string, number>> {
  if (text === undefined) return {};
  const entries = text.split(/[\s,]+/).map((part) => {
    const match = /^([^:]+):(\d+)$/.exec(part);
    if (match === null || !channels.includes(match[1] ?? '')) {
      throw new InputError([
        {
          file: '--priority',
          message: `"${part}" is no channel and number`,
          hint: `such as ${channels[0] ?? 'phone'}:0; channels: ${channels.join(', ')}`,
        },
      ]);
    }
    return [match[1] ?? '', Number(match[2])] as const;
  });
  return Object.fromEntries(entries);
}

function simulationOptions(options: OptionValues, channels: readonly string[]): SimulationOptions {
  const above = numberOption(options, 'callbackAbove');
  const strategy = textOption(options, 'ringing');
  return {
    agents: textOption(options, 'agents') === 'available' ? 'available' : 'required',
    replications: numberOption(options, 'replications') ?? 20,
    seed: numberOption(options, 'seed') ?? 1,
    handleTimes: textOption(options, 'handleTimes') === 'log-normal' ? 'log-normal' : 'exponential',
    retryFraction: numberOption(options, 'retryShare') ?? 0,
    callback:
      above === undefined
        ? undefined
        : { offerAboveSeconds: above, acceptanceFraction: numberOption(options, 'callbackShare') ?? 0.5 },
    ringing:
      strategy === 'simultaneous' || strategy === 'one-by-one'
        ? { strategy, pickUpSeconds: numberOption(options, 'pickUp') ?? 6 }
        : undefined,
    priorities: priorities(textOption(options, 'priority'), channels),
  };
}

/** `surgecast simulate`: the plan, caller by caller. */
export async function simulateCommand(context: CommandContext): Promise<ExitStatus> {
  const inputs = await loadInputs(context);
  const wanted = planInputs(context, inputs);
  const options = simulationOptions(
    context.options,
    inputs.settings.channels.map(({ name }) => name),
  );
  const fit = fitPlan(wanted);
  const plan = buildPlan(wanted, fit);
  const teams = plan.teams.filter(({ liveChannels }) => liveChannels.length > 0).length;
  const progress = await context.host.progress('simulating', options.replications * teams);
  const simulated = simulatePlan({ inputs: wanted, stage: forecastStage(wanted, fit), plan }, options, () =>
    progress.advance(),
  );
  progress.stop();
  await deliver(context, [
    {
      format: 'human',
      extensions: ['txt'],
      render: () => formatSimulation(simulated, humanContext(context)),
    },
    { format: 'csv', extensions: ['csv'], render: () => formatCsv(simulationTable(simulated, plan.grid)) },
    {
      format: 'json',
      extensions: ['json'],
      render: () =>
        formatJsonEnvelope(
          envelopeHead(context, inputs),
          {
            simulation: simulated.map(({ team, simulated: result }) => ({
              team,
              replications: result.replications,
              total: result.team,
              channels: result.channels,
            })),
            intervals: tableObjects(simulationTable(simulated, plan.grid)),
          },
          [],
        ),
    },
  ]);
  return exitStatus.fine;
}
