import { requiredAgentsForSurge, type SurgeInput } from '../queueing/agents-for-surge.ts';
import { largeSurgeServers, largeTeam } from './large-surge-servers.ts';
import type { PooledDemand } from './pooled-demand.ts';
import { surgeGuess } from './surge-guess.ts';

interface SurgePlan {
  readonly pooled: PooledDemand;
  /** Live agents on the channel by the steady-state formula on the mean load of each interval. */
  readonly agents: Float64Array;
  readonly open: Uint8Array;
  /** 1 where the load rises inside the interval. */
  readonly surges: Uint8Array;
  /** Modified offered load at the end of each minute. */
  readonly minuteLoad: Float64Array;
  readonly intervalSeconds: number;
}

interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** Intervals before a surge from which the queue is followed, and after it until which its backlog is. */
const before = 1;
const after = 2;

/** Stretches of open intervals around surges, `first` to `last` inclusive. */
function stretches({ open, surges }: SurgePlan): Stretch[] {
  const found: { first: number; last: number }[] = [];
  for (let interval = 0; interval < surges.length; interval++) {
    if (surges[interval] !== 1) continue;
    let first = interval;
    while (first > Math.max(0, interval - before) && open[first - 1] === 1) first--;
    let last = interval;
    while (last < Math.min(open.length - 1, interval + after) && open[last + 1] === 1) last++;
    const previous = found.at(-1);
    if (previous !== undefined && first <= previous.last + 1) previous.last = Math.max(previous.last, last);
    else found.push({ first, last });
  }
  return found;
}

/** Where the search of an interval begins. */
function guess(plan: SurgePlan, interval: number): number {
  const { pooled, minuteLoad, surges, intervalSeconds } = plan;
  const steady = (plan.agents[interval] ?? 0) * pooled.slotsPerAgent;
  const { serviceLevelFraction, answerThresholdSeconds = 0 } = pooled.targets;
  if (surges[interval] !== 1 || serviceLevelFraction === undefined) return steady;
  const [from, to] = [(interval * intervalSeconds) / 60, ((interval + 1) * intervalSeconds) / 60];
  return surgeGuess(
    {
      minuteContacts: pooled.minuteContacts.subarray(from, to),
      minuteLoad: minuteLoad.subarray(from, to),
      averageHandleTimeSeconds: pooled.averageHandleTimeSeconds[interval] ?? 0,
      serviceLevelFraction,
      answerThresholdSeconds,
    },
    steady,
  );
}

/** Servers (agents × slots) of one stretch that deliver the targets in every interval of it. */
function stretchServers(plan: SurgePlan, { first, last }: Stretch): readonly number[] {
  const { pooled, open, surges, minuteLoad, intervalSeconds } = plan;
  const minutes = intervalSeconds / 60;
  const { serviceLevelFraction, answerThresholdSeconds, averageSpeedOfAnswerSeconds, abandonmentFraction } =
    pooled.targets;
  const guesses = Array.from({ length: last - first + 1 }, (_, offset) => guess(plan, first + offset));
  const startsOpen = first > 0 && open[first - 1] === 1;
  const search: SurgeInput = {
    arrivalsPerStep: pooled.minuteContacts.subarray(first * minutes, (last + 1) * minutes),
    stepSeconds: 60,
    stepsPerInterval: minutes,
    averageHandleTimeSeconds: pooled.averageHandleTimeSeconds.subarray(first, last + 1),
    patienceSeconds: pooled.patienceSeconds,
    initialContacts: startsOpen ? Math.round(minuteLoad[first * minutes - 1] ?? 0) : 0,
    agents: guesses,
    targets: {
      serviceLevelFraction,
      answerThresholdSeconds,
      averageSpeedOfAnswerSeconds,
      abandonmentFraction,
    },
    mayLower: (offset) => surges[first + offset] === 1,
  };
  const large = Math.max(...guesses) > largeTeam;
  return large ? largeSurgeServers(search) : requiredAgentsForSurge(search).agents;
}

/**
 * Agents that deliver the targets where the load rises inside intervals: around every surge the smallest numbers are searched with the
 * time-dependent queue itself, from the queue that each interval inherits. Erlang formulas on averages promise more than they deliver there, and the
 * maximum of the load staffs a whole interval for its worst minute. Never fewer than the occupancy cap asks for at the mean load.
 *
 * Intervals away from surges stay as they are.
 */
export function surgeAgents(plan: SurgePlan): Float64Array {
  const agents = Float64Array.from(plan.agents);
  const { slotsPerAgent, targets } = plan.pooled;
  const minutes = plan.intervalSeconds / 60;
  for (const stretch of stretches(plan)) {
    for (const [offset, servers] of stretchServers(plan, stretch).entries()) {
      const interval = stretch.first + offset;
      if (plan.open[interval] !== 1) continue;
      const loads = plan.minuteLoad.subarray(interval * minutes, (interval + 1) * minutes);
      const mean = loads.reduce((sum, load) => sum + load, 0) / minutes;
      const busy = mean / (targets.occupancyFraction ?? 1) / slotsPerAgent;
      agents[interval] = Math.ceil(Math.max(servers / slotsPerAgent, busy) - 1e-9);
    }
  }
  return agents;
}
