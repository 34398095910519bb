import { gaussianQueue } from '../queueing/gaussian-queue.ts';
import { timeDependentQueue, type TimeDependentQueue } from '../queueing/time-dependent-queue.ts';
import { largeTeam } from './large-surge-servers.ts';
import type { PooledDemand } from './pooled-demand.ts';
import type { DeliveredService, DeliveredTotals } from './team-staffing.ts';

interface DeliveredInput {
  readonly pooled: PooledDemand;
  /** Agents on the channel for live contacts, by interval; whole numbers. */
  readonly agents: Float64Array;
  readonly intervalSeconds: number;
  readonly open: Uint8Array;
}

/** Contacts by minute as the queue gets them: nobody gets into the queue while the team is closed. */
function minutesWhileOpen({ pooled, open, intervalSeconds }: DeliveredInput): Float64Array {
  const minutes = intervalSeconds / 60;
  return pooled.minuteContacts.map((contacts, minute) =>
    open[Math.floor(minute / minutes)] === 1 ? contacts : 0,
  );
}

/** Handle times by interval; where nobody is expected, those of the interval before, so that calls in progress can end. */
function knownHandleTimes(averageHandleTimeSeconds: Float64Array): Float64Array {
  let last = averageHandleTimeSeconds.find((seconds) => seconds > 0) ?? 60;
  return averageHandleTimeSeconds.map((seconds) => {
    if (seconds > 0) last = seconds;
    return last;
  });
}

function totals(queue: TimeDependentQueue): DeliveredTotals {
  let offered = 0;
  let inTime = 0;
  let abandoned = 0;
  let answeredWait = 0;
  let longest = 0;
  for (const [interval, contacts] of queue.offered.entries()) {
    const lost = contacts * (queue.abandonmentFraction[interval] ?? 0);
    offered += contacts;
    inTime += contacts * (queue.serviceLevelFraction[interval] ?? 0);
    abandoned += lost;
    answeredWait += (contacts - lost) * (queue.averageSpeedOfAnswerSeconds[interval] ?? 0);
    if ((queue.longestQueue[interval] ?? 0) > (queue.longestQueue[longest] ?? 0)) longest = interval;
  }
  return {
    offeredContacts: offered,
    serviceLevelFraction: offered > 0 ? inTime / offered : 1,
    abandonmentFraction: offered > 0 ? abandoned / offered : 0,
    abandonedContacts: abandoned,
    averageSpeedOfAnswerSeconds: offered - abandoned > 0 ? answeredWait / (offered - abandoned) : 0,
    longestQueue: queue.longestQueue[longest] ?? 0,
    longestQueueInterval: longest,
  };
}

/**
 * What callers meet with the given agents: the time-dependent queue M(t)/M/n(t)+M on the minute grid, backlog carried from interval to
 * interval; teams of more than 150 servers by its mean and variance. Those who still wait at closing are sent away and count as lost. Agents with several slots (chats) are as many servers as slots.
 */
export function deliveredService(input: DeliveredInput): DeliveredService {
  const { pooled, agents, intervalSeconds } = input;
  const servers = agents.map((count) => Math.max(0, Math.floor(count * pooled.slotsPerAgent + 1e-9)));
  const solve = Math.max(0, ...servers) > largeTeam ? gaussianQueue : timeDependentQueue;
  const queue = solve({
    arrivalsPerStep: minutesWhileOpen(input),
    stepSeconds: 60,
    stepsPerInterval: intervalSeconds / 60,
    agents: servers,
    averageHandleTimeSeconds: knownHandleTimes(pooled.averageHandleTimeSeconds),
    patienceSeconds: pooled.patienceSeconds,
    answerThresholdSeconds: pooled.targets.answerThresholdSeconds ?? 20,
    queueAtClosing: 'leaves',
  });
  return {
    agents,
    serviceLevelFraction: queue.serviceLevelFraction,
    abandonmentFraction: queue.abandonmentFraction,
    averageSpeedOfAnswerSeconds: queue.averageSpeedOfAnswerSeconds,
    wait95Seconds: queue.wait95Seconds,
    occupancyFraction: queue.occupancyFraction,
    meanQueue: queue.averageQueue,
    longestQueue: queue.longestQueue,
    drainSeconds: queue.drainSeconds,
    total: totals(queue),
  };
}

/** A team without live contacts: nobody waits on a line. */
export function nobodyWaits(agents: Float64Array, occupancyFraction: Float64Array): DeliveredService {
  const zeros = new Float64Array(agents.length);
  return {
    agents,
    serviceLevelFraction: new Float64Array(agents.length).fill(1),
    abandonmentFraction: zeros,
    averageSpeedOfAnswerSeconds: zeros,
    wait95Seconds: zeros,
    occupancyFraction,
    meanQueue: zeros,
    longestQueue: zeros,
    drainSeconds: Array.from(agents, () => 0),
    total: {
      offeredContacts: 0,
      serviceLevelFraction: 1,
      abandonmentFraction: 0,
      abandonedContacts: 0,
      averageSpeedOfAnswerSeconds: 0,
      longestQueue: 0,
      longestQueueInterval: 0,
    },
  };
}
