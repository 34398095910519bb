import { poissonLowerRatio } from '../numeric/poisson-terms.ts';
import { TARGET_TOLERANCE } from './queue-targets.ts';
import type { QueueTargets, TargetName } from './queue-targets.ts';

/**
 * Smallest whole number of agents that meets service level, average speed of answer and occupancy under
 * Erlang C.
 *
 * Method: from the first number above the load (and above load ÷ occupancy) upwards by 1/B(n) = 1 + (n/A)/B(n
 * − 1); a step costs two divisions and no exponential, and the number of steps is of the order of √A.
 * `onlyMiss` names the target that one agent fewer misses where it is the only one; otherwise it is absent
 * and the caller has to compare.
 */
export function searchErlangC(input: {
  readonly offeredLoad: number;
  readonly averageHandleTimeSeconds: number;
  readonly targets: QueueTargets;
}): { readonly agents: number; readonly onlyMiss: TargetName | undefined } {
  const { offeredLoad, averageHandleTimeSeconds, targets } = input;
  const {
    answerThresholdSeconds = 0,
    occupancyFraction = 1,
    averageSpeedOfAnswerSeconds = Infinity,
  } = targets;
  const late = 1 - (targets.serviceLevelFraction ?? 0) + TARGET_TOLERANCE;
  const longest = (averageSpeedOfAnswerSeconds + TARGET_TOLERANCE) / averageHandleTimeSeconds;
  const stable = Math.floor(offeredLoad) + 1;
  const byOccupancy = Math.ceil((offeredLoad / occupancyFraction) * (1 - TARGET_TOLERANCE));
  const elapsed = answerThresholdSeconds / averageHandleTimeSeconds;
  let agents = Math.max(stable, byOccupancy);
  let onlyMiss: TargetName | undefined = agents === stable ? 'stability' : undefined;
  let reciprocal = poissonLowerRatio(agents, offeredLoad);
  let tail = Math.exp((offeredLoad - agents) * elapsed);
  const tailPerAgent = Math.exp(-elapsed);
  for (;;) {
    const spare = agents - offeredLoad;
    const waitProbability = agents / (offeredLoad + spare * reciprocal);
    const tooLate = waitProbability * tail > late;
    const tooLong = waitProbability > longest * spare;
    if (!tooLate && !tooLong) return { agents, onlyMiss };
    onlyMiss = tooLate && tooLong ? undefined : tooLate ? 'service-level' : 'average-speed-of-answer';
    agents += 1;
    reciprocal = 1 + (agents / offeredLoad) * reciprocal;
    tail *= tailPerAgent;
  }
}
