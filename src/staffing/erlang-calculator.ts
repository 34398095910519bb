import { erlangA, erlangAServiceLevel, erlangAWaitPercentile } from '../queueing/erlang-a.ts';
import { erlangB } from '../queueing/erlang-b.ts';
import { erlangCPerformance, erlangCWaitPercentile } from '../queueing/erlang-c.ts';
import { erlangX } from '../queueing/erlang-x.ts';
import type { QueueModelInput } from '../queueing/queue-model.ts';
import type { QueueTargets, TargetName } from '../queueing/queue-targets.ts';
import { requiredAgents } from '../queueing/required-agents.ts';
import { defaultPatienceSeconds } from './patience.ts';
import { scheduledFor } from './staff-team.ts';

export type ErlangModel = 'a' | 'b' | 'c' | 'x';

/** One question to the calculator. */
export interface ErlangQuestion {
  readonly model: ErlangModel;
  readonly contacts: number;
  readonly periodSeconds: number;
  readonly averageHandleTimeSeconds: number;
  /** Undefined: the smallest number that meets the targets. */
  readonly agents: number | undefined;
  readonly targets: QueueTargets;
  readonly patienceSeconds: number | undefined;
  readonly lines: number | undefined;
  readonly retryFraction: number;
  readonly shrinkageFraction: number;
}

/** The answer; figures that the model does not have, and all waits in overload, are undefined. */
export interface ErlangAnswer {
  readonly model: ErlangModel;
  readonly contacts: number;
  readonly offeredLoad: number;
  readonly agents: number;
  readonly scheduledAgents: number;
  /** True when the queue would grow without end: agents ≤ load and nobody hangs up. */
  readonly overloaded: boolean;
  readonly meetsTargets: boolean;
  /** Why not one agent fewer; only where the number was searched. */
  readonly bindingTarget: TargetName | undefined;
  readonly waitProbability: number | undefined;
  readonly serviceLevelFraction: number | undefined;
  readonly averageSpeedOfAnswerSeconds: number | undefined;
  readonly wait95Seconds: number | undefined;
  readonly averageQueue: number | undefined;
  readonly occupancyFraction: number | undefined;
  readonly abandonmentFraction: number | undefined;
  readonly blockingProbability: number | undefined;
}

type Figures = Omit<
  ErlangAnswer,
  'model' | 'contacts' | 'offeredLoad' | 'agents' | 'scheduledAgents' | 'bindingTarget' | 'meetsTargets'
>;

const nothing: Figures = {
  overloaded: false,
  waitProbability: undefined,
  serviceLevelFraction: undefined,
  averageSpeedOfAnswerSeconds: undefined,
  wait95Seconds: undefined,
  averageQueue: undefined,
  occupancyFraction: undefined,
  abandonmentFraction: undefined,
  blockingProbability: undefined,
};

function modelInput(question: ErlangQuestion): QueueModelInput {
  const {
    averageHandleTimeSeconds,
    patienceSeconds = defaultPatienceSeconds,
    lines,
    retryFraction,
  } = question;
  if (question.model === 'a') return { model: 'a', averageHandleTimeSeconds, patienceSeconds };
  if (question.model === 'x')
    return {
      model: 'x',
      averageHandleTimeSeconds,
      patienceSeconds: question.patienceSeconds,
      lines,
      retryFraction,
    };
  return { model: question.model, averageHandleTimeSeconds };
}

function figuresOf(question: ErlangQuestion, offeredLoad: number, agents: number): Figures {
  const {
    averageHandleTimeSeconds,
    patienceSeconds = defaultPatienceSeconds,
    targets,
    retryFraction,
    lines,
  } = question;
  const { answerThresholdSeconds } = targets;
  const queue = { offeredLoad, agents, averageHandleTimeSeconds };
  switch (question.model) {
    case 'b': {
      const blockingProbability = erlangB(offeredLoad, agents);
      return {
        ...nothing,
        blockingProbability,
        occupancyFraction: agents === 0 ? 1 : (offeredLoad * (1 - blockingProbability)) / agents,
      };
    }
    case 'c': {
      const figures = erlangCPerformance({ ...queue, answerThresholdSeconds });
      if (figures.overloaded)
        return { ...nothing, overloaded: true, waitProbability: 1, occupancyFraction: 1 };
      return {
        ...nothing,
        ...figures,
        wait95Seconds: erlangCWaitPercentile({ ...queue, waitFraction: 0.95 }),
      };
    }
    case 'a': {
      const impatient = { ...queue, patienceSeconds };
      return {
        ...nothing,
        ...erlangA(impatient),
        serviceLevelFraction:
          answerThresholdSeconds === undefined
            ? undefined
            : erlangAServiceLevel({ ...impatient, answerThresholdSeconds }),
        wait95Seconds: erlangAWaitPercentile({ ...impatient, waitFraction: 0.95, of: 'answered' }),
      };
    }
    case 'x': {
      const figures = erlangX({
        ...queue,
        patienceSeconds: question.patienceSeconds,
        lines,
        retryFraction,
        answerThresholdSeconds,
      });
      return figures.overloaded
        ? { ...nothing, overloaded: true, occupancyFraction: 1 }
        : { ...nothing, ...figures };
    }
  }
}

/**
 * Answers one question: the figures for a number of agents, or the smallest number that meets the targets and its figures.
 *
 * Undefined when no number of agents can meet the targets (model x with as many agents as lines).
 */
export function askErlang(question: ErlangQuestion): ErlangAnswer | undefined {
  const { contacts, periodSeconds, averageHandleTimeSeconds, targets, shrinkageFraction } = question;
  const offeredLoad = (contacts * averageHandleTimeSeconds) / periodSeconds;
  const found =
    question.agents === undefined
      ? requiredAgents({ ...modelInput(question), offeredLoad, targets })
      : { agents: question.agents, bindingTarget: undefined };
  if (found === undefined) return undefined;
  const figures = figuresOf(question, offeredLoad, found.agents);
  return {
    model: question.model,
    contacts,
    offeredLoad,
    agents: found.agents,
    scheduledAgents: scheduledFor(found.agents, shrinkageFraction),
    bindingTarget: found.bindingTarget,
    meetsTargets: question.agents === undefined || meets(figures, targets),
    ...figures,
  };
}

function meets(figures: Figures, targets: QueueTargets): boolean {
  if (figures.overloaded) return false;
  const atMost = (value: number | undefined, limit: number | undefined): boolean =>
    value === undefined || limit === undefined || value <= limit + 1e-12;
  return (
    atMost(targets.serviceLevelFraction, figures.serviceLevelFraction) &&
    atMost(figures.averageSpeedOfAnswerSeconds, targets.averageSpeedOfAnswerSeconds) &&
    atMost(figures.occupancyFraction, targets.occupancyFraction) &&
    atMost(figures.abandonmentFraction, targets.abandonmentFraction) &&
    atMost(figures.blockingProbability, targets.blockingProbability)
  );
}
