import { tautStringSteps } from '../numeric/taut-string.ts';

/** Deferred work of one channel on the plan's grid. */
export interface DeferredWork {
  /** Work that arrives, agent-seconds by interval: contacts × handle time. */
  readonly workSeconds: ArrayLike<number>;
  readonly respondWithinSeconds: number;
}

interface DeferredInput {
  readonly work: readonly DeferredWork[];
  /** 1 where the team works. */
  readonly open: Uint8Array;
  readonly intervalSeconds: number;
  /** Agents that live contacts leave free, by interval: live agents × occupancy cap − live load; never negative. */
  readonly spareAgents: ArrayLike<number>;
  readonly maxOccupancyFraction: number;
}

interface Backlog {
  readonly arrival: number;
  work: number;
}

/** Work that arrives while closed waits for the next open interval; what comes after the last one is beyond the horizon. */
function workByOpenInterval(workSeconds: ArrayLike<number>, openIntervals: readonly number[]): Float64Array {
  const arrived = new Float64Array(openIntervals.length);
  let position = 0;
  for (let interval = 0; interval < workSeconds.length; interval++) {
    while (position < openIntervals.length && (openIntervals[position] ?? 0) < interval) position++;
    if (position < openIntervals.length) arrived[position]! += workSeconds[interval] ?? 0;
  }
  return arrived;
}

/** First come first served with what live contacts leave free; returns the work that would miss its deadline, by arrival. */
function workThatMisses(
  arrived: Float64Array,
  spareSeconds: Float64Array,
  allowedIntervals: number,
): Float64Array {
  const missed = new Float64Array(arrived.length);
  const queue: Backlog[] = [];
  let head = 0;
  for (let position = 0; position < arrived.length; position++) {
    queue.push({ arrival: position, work: arrived[position] ?? 0 });
    let free = spareSeconds[position] ?? 0;
    for (; head < queue.length && free > 0;) {
      const oldest = queue[head]!;
      const done = Math.min(free, oldest.work);
      free -= done;
      oldest.work -= done;
      if (oldest.work > 0) break;
      head++;
    }
    spareSeconds[position] = free;
    const oldest = queue[head];
    if (oldest !== undefined && oldest.arrival + allowedIntervals <= position) {
      missed[oldest.arrival] = oldest.work;
      head++;
    }
  }
  return missed;
}

function cumulative(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length);
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    sum += values[index] ?? 0;
    sums[index] = sum;
  }
  return sums;
}

/**
 * Agents that deferred work (e-mail, social posts, callbacks) needs on top of the live ones, by interval of the grid.
 *
 * Deferred work is a backlog with a response deadline, not a queue of people: it is carried over nights and days and is worked first in
 * the time that live contacts leave free, oldest first. What would then miss its deadline is worked by extra agents, as evenly as
 * arrivals and deadlines allow: cumulative work done lies between cumulative arrivals and cumulative deadlines, and the
 * {@link tautStringSteps | taut string} between them has the lowest peak. Work ÷ occupancy cap gives agents.
 *
 * Assumes that the deadline counts opening time, that no backlog stands at the start, and that work of the last deadline before the end of
 * the horizon may be half done at the end. Fractions of agents; the caller rounds once a team and interval. Where a channel's deadline is shorter
 * than an interval, work is done in the interval in which it comes.
 */
export function deferredAgents(input: DeferredInput): Float64Array {
  const { work, open, intervalSeconds, spareAgents, maxOccupancyFraction } = input;
  const agents = new Float64Array(open.length);
  const openIntervals = [...open.keys()].filter((interval) => open[interval] === 1);
  if (openIntervals.length === 0) return agents;
  const spareSeconds = Float64Array.from(
    openIntervals,
    (interval) => (spareAgents[interval] ?? 0) * intervalSeconds,
  );
  const urgentFirst = [...work].sort((a, b) => a.respondWithinSeconds - b.respondWithinSeconds);
  for (const { workSeconds, respondWithinSeconds } of urgentFirst) {
    const allowedIntervals = Math.floor(respondWithinSeconds / intervalSeconds);
    const arrived = workByOpenInterval(workSeconds, openIntervals);
    const missed = workThatMisses(arrived, spareSeconds, allowedIntervals);
    const upper = cumulative(missed);
    const lower = upper.map((_, position) => upper[position - allowedIntervals] ?? 0);
    const last = upper.length - 1;
    const end = ((upper[last] ?? 0) + (lower[last] ?? 0)) / 2;
    for (const [position, seconds] of tautStringSteps(lower, upper, end).entries()) {
      const interval = openIntervals[position] ?? 0;
      agents[interval]! += seconds / intervalSeconds / maxOccupancyFraction;
    }
  }
  return agents;
}
