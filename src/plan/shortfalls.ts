import type { DeliveredService } from '../staffing/team-staffing.ts';

/** A stretch of consecutive intervals in which a team answers too late. Indices are the grid's. */
export interface Shortfall {
  readonly first: number;
  readonly last: number;
  readonly worst: number;
  readonly worstServiceLevelFraction: number;
  /** Largest number of agents on the channel that are missing. */
  readonly missingAgents: number;
  readonly offeredContacts: number;
  readonly abandonedContacts: number;
  readonly longestWaitSeconds: number;
  readonly longestQueue: number;
}

/**
 * The stretches of at least `least` open intervals in a row in which the delivered service level is below the target.
 * Intervals without contacts belong to neither.
 */
export function shortfalls(input: {
  readonly delivered: DeliveredService;
  readonly offeredContacts: Float64Array;
  readonly requiredAgents: Float64Array;
  readonly open: Uint8Array;
  readonly serviceLevelFraction: number;
  readonly least: number;
}): readonly Shortfall[] {
  const { delivered, offeredContacts, open, serviceLevelFraction, least } = input;
  const found: Shortfall[] = [];
  const missed = (interval: number): boolean =>
    open[interval] === 1 &&
    (offeredContacts[interval] ?? 0) > 0 &&
    (delivered.serviceLevelFraction[interval] ?? 1) < serviceLevelFraction;
  for (let first = 0; first < open.length; first++) {
    if (!missed(first)) continue;
    let last = first;
    while (last + 1 < open.length && missed(last + 1)) last++;
    if (last - first + 1 >= least) found.push(describe(input, first, last));
    first = last;
  }
  return found;
}

function describe(input: Parameters<typeof shortfalls>[0], first: number, last: number): Shortfall {
  const { delivered, offeredContacts, requiredAgents } = input;
  const intervals = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  const largest = (values: (interval: number) => number): number => Math.max(...intervals.map(values));
  const sum = (values: (interval: number) => number): number =>
    intervals.reduce((total, interval) => total + values(interval), 0);
  const level = (interval: number): number => delivered.serviceLevelFraction[interval] ?? 1;
  const worst = intervals.reduce((a, b) => (level(b) < level(a) ? b : a));
  const offered = (interval: number): number => offeredContacts[interval] ?? 0;
  return {
    first,
    last,
    worst,
    worstServiceLevelFraction: level(worst),
    missingAgents: largest((interval) =>
      Math.max(0, (requiredAgents[interval] ?? 0) - (delivered.agents[interval] ?? 0)),
    ),
    offeredContacts: sum(offered),
    abandonedContacts: sum((interval) => offered(interval) * (delivered.abandonmentFraction[interval] ?? 0)),
    longestWaitSeconds: largest((interval) => delivered.wait95Seconds[interval] ?? 0),
    longestQueue: largest((interval) => delivered.meanQueue[interval] ?? 0),
  };
}
