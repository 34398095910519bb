import { isMissed, targetGaps } from './queue-targets.ts';
import type { QueueFigures, QueueTargets } from './queue-targets.ts';
import { knownContacts } from './queue-flow.ts';
import type { TeamState } from './queue-flow.ts';
import { solveFrom, timeDependentQueue } from './time-dependent-queue.ts';
import type { TimeDependentQueue, TimeDependentQueueInput } from './time-dependent-queue.ts';

/** A plan whose agents are to be set by what they deliver. */
export interface SurgeInput extends Omit<TimeDependentQueueInput, 'agents' | 'answerThresholdSeconds'> {
  /** First guess for every interval, for instance Erlang C on the average modified offered load. */
  readonly agents: ArrayLike<number>;
  readonly targets: QueueTargets;
  /**
   * Whether an interval's guess may be lowered where it delivers more than asked (surges); absent: all may.
   */
  readonly mayLower?: ((interval: number) => boolean) | undefined;
  /**
   * Shortfall of a target that is let pass, in its own unit (0.01 is one point of service level); 0 unless
   * told.
   */
  readonly tolerance?: number | undefined;
}

/** Agents by interval and what they deliver. */
export interface SurgeAgents {
  readonly agents: readonly number[];
  readonly delivered: TimeDependentQueue;
  /**
   * Intervals whose targets could not be met within the search: their arrivals wait for agents that come
   * later.
   */
  readonly missed: readonly number[];
}

/** Times the whole plan is checked and raised where it still misses. */
const ROUNDS = 4;

/**
 * Smallest agents by interval that deliver the targets in every interval when arrivals surge inside
 * intervals.
 *
 * Method: from the first interval to the last, each takes the smallest number with which its own arrivals
 * meet the targets in the time-dependent queue, given the queue it inherits (halving between a number that
 * misses and one that does not). The whole plan is then verified with the agents that really follow, and
 * intervals that miss because the next has fewer are raised. Compared with the maximum of the modified
 * offered load it does not staff a whole interval for its worst minute. After the iterative staffing
 * algorithm of Feldman, Mandelbaum, Massey, Whitt 2008.
 *
 * Intervals without arrivals keep their guess. Targets as in `requiredAgents`; blocking does not apply.
 */
export function requiredAgentsForSurge(input: SurgeInput): SurgeAgents {
  const guess = Array.from({ length: input.agents.length }, (_, i) => Math.ceil(input.agents[i] ?? 0));
  const floors = guess.map((agents, i) => ((input.mayLower?.(i) ?? true) ? 0 : agents));
  let agents = searchForwards(input, guess, floors);
  for (let round = 0; ; round += 1) {
    const delivered = timeDependentQueue({ ...plan(input), agents });
    const missed = agents.flatMap((_, i) => (missesAt(input, delivered, i) ? [i] : []));
    if (missed.length === 0 || round === ROUNDS) return { agents, delivered, missed };
    for (const i of missed) floors[i] = (agents[i] ?? 0) + 1;
    agents = searchForwards(input, agents, floors);
  }
}

function plan({ targets, ...rest }: SurgeInput): TimeDependentQueueInput {
  return { ...rest, answerThresholdSeconds: targets.answerThresholdSeconds ?? 0 };
}

function searchForwards(input: SurgeInput, guess: readonly number[], floors: readonly number[]): number[] {
  const agents: number[] = [];
  let state: TeamState = { contacts: knownContacts(input.initialContacts ?? 0), agents: guess[0] ?? 0 };
  for (let i = 0; i < guess.length; i += 1) {
    const tried = new Map<number, ReturnType<typeof solveFrom>>();
    const solve = (count: number): ReturnType<typeof solveFrom> => {
      const known = tried.get(count) ?? solveFrom(intervalOf(input, i, count), state);
      tried.set(count, known);
      return known;
    };
    const meets = (count: number): boolean => !missesAt(input, solve(count).delivered, 0);
    const start = Math.max(guess[i] ?? 0, floors[i] ?? 0);
    const idle = (solve(start).delivered.offered[0] ?? 0) === 0;
    const count = idle ? start : smallestThatMeets(meets, start, floors[i] ?? 0);
    agents.push(count);
    state = solve(count).end;
  }
  return agents;
}

/** One interval of the plan on its own. */
function intervalOf(input: SurgeInput, interval: number, agents: number): TimeDependentQueueInput {
  const { stepsPerInterval, averageHandleTimeSeconds: handleTime } = input;
  const from = interval * stepsPerInterval;
  return {
    ...plan(input),
    arrivalsPerStep: Array.from({ length: stepsPerInterval }, (_, j) => input.arrivalsPerStep[from + j] ?? 0),
    averageHandleTimeSeconds: typeof handleTime === 'number' ? handleTime : (handleTime[interval] ?? 0),
    agents: [agents],
  };
}

/** Doubling steps away from the start, then halving; never below the floor. */
function smallestThatMeets(meets: (count: number) => boolean, start: number, floor: number): number {
  let enough = start;
  let tooFew = floor - 1;
  let step = 1;
  while (!meets(enough)) {
    tooFew = enough;
    enough += step;
    step *= 2;
  }
  for (step = 1; enough - step > tooFew && meets(enough - step); step *= 2) enough -= step;
  tooFew = Math.max(tooFew, enough - step);
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (meets(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

function missesAt(input: SurgeInput, delivered: TimeDependentQueue, interval: number): boolean {
  if ((delivered.offered[interval] ?? 0) === 0) return false;
  const figures: QueueFigures = {
    serviceLevelFraction: delivered.serviceLevelFraction[interval],
    averageSpeedOfAnswerSeconds: delivered.averageSpeedOfAnswerSeconds[interval],
    occupancyFraction: delivered.occupancyFraction[interval],
    abandonmentFraction: delivered.abandonmentFraction[interval],
  };
  const { tolerance = 0 } = input;
  return targetGaps(figures, input.targets).some(({ target, gap }) =>
    isMissed({ target, gap: gap - tolerance }),
  );
}
