import { erlangAServiceLevel } from '../queueing/erlang-a.ts';
import { erlangCServiceLevel } from '../queueing/erlang-c.ts';

interface SurgeInterval {
  /** Contacts in each minute of the interval, and the modified offered load at its end. */
  readonly minuteContacts: Float64Array;
  readonly minuteLoad: Float64Array;
  readonly averageHandleTimeSeconds: number;
  readonly patienceSeconds: number;
  readonly model: 'c' | 'a';
  readonly serviceLevelFraction: number;
  readonly answerThresholdSeconds: number;
}

/** Service level over the arrivals of the interval, each minute taken as a steady state at its own modified offered load. */
function arrivalServiceLevel(surge: SurgeInterval, agents: number): number {
  const {
    minuteContacts,
    minuteLoad,
    averageHandleTimeSeconds,
    answerThresholdSeconds,
    patienceSeconds,
    model,
  } = surge;
  let offered = 0;
  let inTime = 0;
  for (const [minute, contacts] of minuteContacts.entries()) {
    if (!(contacts > 0)) continue;
    const queue = {
      offeredLoad: minuteLoad[minute] ?? 0,
      agents,
      averageHandleTimeSeconds,
      answerThresholdSeconds,
    };
    offered += contacts;
    inTime +=
      contacts *
      (model === 'a'
        ? erlangAServiceLevel({ ...queue, patienceSeconds })
        : (erlangCServiceLevel(queue) ?? 0));
  }
  return offered > 0 ? inTime / offered : 1;
}

/**
 * Smallest number of agents at which the share of an interval’s arrivals that is answered in time meets the target, when arrivals surge
 * inside the interval: each minute is a steady state at its own modified offered load, weighted by its arrivals.
 *
 * The maximum of that load would be safe and dear: in a TV burst most callers come while the load is still rising. Where agents fall
 * below the load the queue that builds up is not seen here, so the plan is checked with the time-dependent queue and raised where
 * it misses. Never fewer than `atLeast`.
 */
export function surgeAgents(surge: SurgeInterval, atLeast: number): number {
  const meets = (agents: number): boolean => arrivalServiceLevel(surge, agents) >= surge.serviceLevelFraction;
  if (meets(atLeast)) return atLeast;
  let tooFew = atLeast;
  let enough = Math.max(atLeast + 1, Math.ceil(Math.max(...surge.minuteLoad)) + 1);
  while (!meets(enough)) {
    tooFew = enough;
    enough = Math.ceil(enough * 1.1) + 1;
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (meets(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
