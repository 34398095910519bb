import { deliveredService } from './delivered-service.ts';
import type { PooledDemand } from './pooled-demand.ts';

interface SurgePlan {
  readonly pooled: PooledDemand;
  /** Live agents on the channel, by interval. */
  readonly agents: Float64Array;
  /** The same by the steady-state formula on interval means: the floor. */
  readonly steadyAgents: Float64Array;
  readonly open: Uint8Array;
  readonly surges: Uint8Array;
  readonly intervalSeconds: number;
  readonly serviceLevelFraction: number;
}

/** Intervals before a surge from which the queue is followed, and after it until which its backlog is. */
const before = 1;
const after = 2;
const mostRounds = 12;
const mostAgentsToTrim = 1000;

/** Stretches of open intervals around surges, `first` to `last` inclusive. */
function stretches({ open, surges }: SurgePlan): { readonly first: number; readonly last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (let interval = 0; interval < surges.length; interval++) {
    if (surges[interval] !== 1) continue;
    let first = interval;
    while (first > Math.max(0, interval - before) && open[first - 1] === 1) first--;
    let last = interval;
    while (last < Math.min(open.length - 1, interval + after) && open[last + 1] === 1) last++;
    const previous = found.at(-1);
    if (previous !== undefined && first <= previous.last + 1) previous.last = last;
    else found.push({ first, last });
  }
  return found;
}

function part(
  plan: SurgePlan,
  { first, last }: { readonly first: number; readonly last: number },
): PooledDemand {
  const minutes = plan.intervalSeconds / 60;
  return {
    ...plan.pooled,
    expectedContacts: plan.pooled.expectedContacts.subarray(first, last + 1),
    averageHandleTimeSeconds: plan.pooled.averageHandleTimeSeconds.subarray(first, last + 1),
    minuteContacts: plan.pooled.minuteContacts.subarray(first * minutes, (last + 1) * minutes),
  };
}

interface Stretch {
  readonly plan: SurgePlan;
  readonly pooled: PooledDemand;
  readonly open: Uint8Array;
  readonly surges: Uint8Array;
  /** The stretch’s part of the agents; written to. */
  readonly agents: Float64Array;
}

/** By how much each interval of the stretch misses the target; 0 where it meets it or nobody calls. */
function misses({ plan, pooled, open, agents }: Stretch): number[] {
  const { serviceLevelFraction } = deliveredService({
    pooled,
    agents,
    intervalSeconds: plan.intervalSeconds,
    open,
  });
  return Array.from(serviceLevelFraction, (level, offset) => {
    const counts = open[offset] === 1 && (pooled.expectedContacts[offset] ?? 0) > 0;
    return counts ? Math.max(0, plan.serviceLevelFraction - level) : 0;
  });
}

/** More agents in every interval that misses, in proportion to how much, until all meet the target. */
function raise(stretch: Stretch): boolean {
  for (let round = 0; round < mostRounds; round++) {
    const missed = misses(stretch);
    if (missed.every((miss) => miss === 0)) return true;
    for (const [offset, miss] of missed.entries()) {
      if (miss > 0)
        stretch.agents[offset]! += Math.max(1, Math.ceil(stretch.agents[offset]! * Math.min(0.25, miss / 2)));
    }
  }
  return false;
}

/** Fewer agents in the intervals that surge, as far as everybody is still answered in time; the dearest interval first. */
function lower(stretch: Stretch, steady: Float64Array): void {
  const { agents, surges } = stretch;
  const dearest = [...agents.keys()]
    .filter((offset) => surges[offset] === 1)
    .sort((a, b) => agents[b]! - agents[a]!);
  for (const offset of dearest) {
    let enough = agents[offset]!;
    let tooFew = Math.min(enough, steady[offset]!) - 1;
    if (enough > mostAgentsToTrim) continue;
    while (enough - tooFew > 1) {
      const middle = Math.floor((enough + tooFew) / 2);
      agents[offset] = middle;
      if (misses(stretch).every((miss) => miss === 0)) enough = middle;
      else tooFew = middle;
    }
    agents[offset] = enough;
  }
}

/**
 * Checks the agents around every surge with the time-dependent queue, raises them where callers would be answered too late, and lowers
 * them in the surge as far as the target allows, never below what a steady load would need. What remains missed after twelve rounds
 * shows in the delivered service level. Above a thousand agents nothing is lowered: the first guess is within a few per cent there.
 *
 * Returns the agents; intervals away from surges stay as they are.
 */
export function raiseForSurges(plan: SurgePlan): Float64Array {
  const agents = Float64Array.from(plan.agents);
  for (const { first, last } of stretches(plan)) {
    const stretch: Stretch = {
      plan,
      pooled: part(plan, { first, last }),
      open: plan.open.subarray(first, last + 1),
      surges: plan.surges.subarray(first, last + 1),
      agents: agents.subarray(first, last + 1),
    };
    if (raise(stretch)) lower(stretch, plan.steadyAgents.subarray(first, last + 1));
  }
  return agents;
}
