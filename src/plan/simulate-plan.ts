import {
  simulateTeam,
  type CallbackOffer,
  type Ringing,
  type SimulatedQueue,
  type SimulationInput,
} from '../staffing/simulate-team.ts';
import { channelDemands } from './channel-demands.ts';
import type { ForecastStage, PlanInputs } from './build-plan.ts';
import type { Plan, TeamPlan } from './plan.ts';

export type { SimulatedQueue };

/** What the simulation adds to the plan’s own assumptions. */
export interface SimulationOptions {
  readonly agents: 'required' | 'available';
  readonly replications: number;
  readonly seed: number;
  readonly handleTimes: 'exponential' | 'log-normal';
  readonly retryFraction: number;
  readonly callback: CallbackOffer | undefined;
  readonly ringing: Ringing | undefined;
  /** Lower numbers are answered first; channels that are not named have 0. */
  readonly priorities: Readonly<Record<string, number>>;
}

/** A simulated team beside what the time-dependent queue says of it. */
export interface SimulatedPlan {
  readonly team: string;
  readonly simulated: SimulatedQueue;
  readonly solved: TeamPlan['required'];
  readonly options: SimulationOptions;
}

function simulationInput(
  plan: Plan,
  team: TeamPlan,
  demands: ReturnType<typeof channelDemands>,
  options: SimulationOptions,
): SimulationInput {
  const minutes = plan.grid.intervalSeconds / 60;
  const settings = plan.settings.teams.find(({ name }) => name === team.team);
  const live = demands.aware.filter(({ kind }) => kind === 'live');
  const slots = live.every(({ concurrency }) => concurrency === live[0]?.concurrency)
    ? (live[0]?.concurrency ?? 1)
    : 1;
  const onChannel =
    options.agents === 'available' && team.availableAgents !== undefined
      ? team.availableAgents.map((agents) =>
          Math.floor(agents * (1 - (settings?.shrinkageFraction ?? 0)) + 1e-9),
        )
      : team.requirement.liveAgents;
  return {
    channels: live.map((channel) => ({
      name: channel.channel,
      arrivalsPerStep: channel.minuteContacts.map((contacts, minute) =>
        team.requirement.open[Math.floor(minute / minutes)] === 1 ? contacts : 0,
      ),
      averageHandleTimeSeconds: channel.averageHandleTimeSeconds.map((seconds) =>
        Math.max(1, (seconds / channel.concurrency) * slots),
      ),
      handleTimes: options.handleTimes,
      patienceSeconds: channel.patienceSeconds,
      answerThresholdSeconds: channel.targets.answerThresholdSeconds,
      priority: options.priorities[channel.channel] ?? 0,
      retryFraction: options.retryFraction,
      callback: options.callback,
    })),
    stepSeconds: 60,
    stepsPerInterval: minutes,
    agents: onChannel.map((agents) => Math.floor(agents * slots + 1e-9)),
    ringing: options.ringing,
    queueAtClosing: 'leaves',
    seed: options.seed,
  };
}

/**
 * Simulates every team of a plan that has live contacts, agent by agent and caller by caller: the independent check of the time-dependent queue,
 * and the answer for what formulas cannot say (log-normal handle times, priorities, retrials, callbacks, ringing). `progress` is told after each
 * replication.
 */
export function simulatePlan(
  context: { readonly inputs: PlanInputs; readonly stage: ForecastStage; readonly plan: Plan },
  options: SimulationOptions,
  progress: () => void = () => {},
): readonly SimulatedPlan[] {
  const { inputs, stage, plan } = context;
  return plan.teams.flatMap((team): SimulatedPlan[] => {
    if (team.liveChannels.length === 0) return [];
    const members = stage.channels.filter((channel) => channel.team === team.team);
    const input = simulationInput(plan, team, channelDemands(inputs, stage, members), options);
    const simulated = simulateTeam(input, options.replications, progress);
    const solved = options.agents === 'available' ? (team.available ?? team.required) : team.required;
    return [{ team: team.team, simulated, solved, options }];
  });
}
