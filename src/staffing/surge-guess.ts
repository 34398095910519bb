import { erlangCServiceLevel } from '../queueing/erlang-c.ts';

interface SurgeInterval {
  /** Contacts in each minute of the interval, and the modified offered load at its end. */
  readonly minuteContacts: Float64Array;
  readonly minuteLoad: Float64Array;
  readonly averageHandleTimeSeconds: number;
  readonly serviceLevelFraction: number;
  readonly answerThresholdSeconds: number;
}

/** Service level over the arrivals of the interval, each minute taken as a steady state at its own modified offered load. */
function arrivalServiceLevel(surge: SurgeInterval, agents: number): number {
  const { minuteContacts, minuteLoad, averageHandleTimeSeconds, answerThresholdSeconds } = surge;
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
    inTime += contacts * (erlangCServiceLevel(queue) ?? 0);
  }
  return offered > 0 ? inTime / offered : 1;
}

/**
 * A first guess of the servers an interval needs when arrivals surge inside it: the smallest number at which each minute, taken as a steady
 * state at its own modified offered load and weighted by its arrivals, meets the target. The maximum of that load would be dear: in a TV
 * burst most callers come while the load is still rising. What builds up where servers fall below the load is not seen here; the
 * time-dependent queue has the last word. Never fewer than `atLeast`.
 */
export function surgeGuess(surge: SurgeInterval, atLeast: number): number {
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
