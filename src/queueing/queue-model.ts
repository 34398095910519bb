import { answeredShare, solveErlangA } from './erlang-a-state.ts';
import type { ErlangAState } from './erlang-a-state.ts';
import { averageSpeedOfAnswer, erlangAWaitShares } from './erlang-a-waits.ts';
import { erlangB } from './erlang-b.ts';
import { erlangC } from './erlang-c.ts';
import { erlangX } from './erlang-x.ts';
import type { QueueFigures, QueueTargets } from './queue-targets.ts';
import { serviceLevelOf } from './service-level.ts';
import type { ServiceLevelDefinition } from './service-level.ts';

/**
 * Which queue a team is taken for:
 * - `b`: no waiting, who finds all agents busy is lost (Erlang B)
 * - `c`: everybody waits (Erlang C)
 * - `a`: callers hang up (Erlang A)
 * - `x`: callers hang up, meet busy lines and call again (Erlang X)
 */
export type QueueModelInput =
  | { readonly model: 'b' | 'c'; readonly averageHandleTimeSeconds: number }
  | {
      readonly model: 'a';
      readonly averageHandleTimeSeconds: number;
      readonly patienceSeconds: number;
      /** `offered` unless told. */
      readonly serviceLevelDefinition?: ServiceLevelDefinition | undefined;
    }
  | {
      readonly model: 'x';
      readonly averageHandleTimeSeconds: number;
      readonly patienceSeconds?: number | undefined;
      readonly lines?: number | undefined;
      readonly retryFraction: number;
    };

/**
 * The figures of a model that the given targets need, for one load and number of agents; undefined in
 * overload.
 */
export function queueFigures(
  model: QueueModelInput,
  team: { readonly offeredLoad: number; readonly agents: number; readonly targets: QueueTargets },
): QueueFigures | undefined {
  const { offeredLoad, agents, targets } = team;
  if (model.model === 'a') {
    const { averageHandleTimeSeconds, patienceSeconds, serviceLevelDefinition = 'offered' } = model;
    const state = solveErlangA({ offeredLoad, agents, averageHandleTimeSeconds, patienceSeconds });
    return erlangAFigures(state, team, serviceLevelDefinition);
  }
  if (model.model === 'x') {
    const { answerThresholdSeconds } = targets;
    const performance = erlangX({ ...model, offeredLoad, agents, answerThresholdSeconds });
    return performance.overloaded ? undefined : performance;
  }
  if (model.model === 'b') {
    const blockingProbability = erlangB(offeredLoad, agents);
    const occupancyFraction = agents === 0 ? 1 : (offeredLoad * (1 - blockingProbability)) / agents;
    return { blockingProbability, occupancyFraction, serviceLevelFraction: 1 - blockingProbability };
  }
  return erlangCFigures(model.averageHandleTimeSeconds, team);
}

function erlangCFigures(
  averageHandleTimeSeconds: number,
  team: { readonly offeredLoad: number; readonly agents: number; readonly targets: QueueTargets },
): QueueFigures | undefined {
  const { offeredLoad, agents, targets } = team;
  if (agents <= offeredLoad) return offeredLoad === 0 ? {} : undefined;
  const waitProbability = erlangC(offeredLoad, agents);
  const waitSeconds = averageHandleTimeSeconds / (agents - offeredLoad);
  const { answerThresholdSeconds } = targets;
  return {
    averageSpeedOfAnswerSeconds: waitProbability * waitSeconds,
    occupancyFraction: offeredLoad / agents,
    serviceLevelFraction:
      answerThresholdSeconds === undefined
        ? undefined
        : 1 - waitProbability * Math.exp(-answerThresholdSeconds / waitSeconds),
  };
}

/** The average speed of answer and the service level are computed only where a target asks for them. */
function erlangAFigures(
  state: ErlangAState,
  team: { readonly offeredLoad: number; readonly agents: number; readonly targets: QueueTargets },
  definition: ServiceLevelDefinition,
): QueueFigures {
  const { offeredLoad, agents, targets } = team;
  const { answerThresholdSeconds, serviceLevelFraction } = targets;
  return {
    abandonmentFraction: state.waitProbability * state.abandonmentOfWaiting,
    occupancyFraction: agents === 0 ? 1 : (offeredLoad * answeredShare(state)) / agents,
    averageSpeedOfAnswerSeconds:
      targets.averageSpeedOfAnswerSeconds === undefined ? undefined : averageSpeedOfAnswer(state),
    serviceLevelFraction:
      answerThresholdSeconds === undefined || serviceLevelFraction === undefined
        ? undefined
        : serviceLevelOf(erlangAWaitShares(state, answerThresholdSeconds), definition),
  };
}
