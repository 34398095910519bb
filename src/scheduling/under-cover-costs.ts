import { paidSeconds, type ShiftPattern } from './shift-pattern.ts';
import type { UnderCover } from './shift-plan-problem.ts';

/** What hours cost, and what it costs to have too few people. Any currency. */
export interface ScheduleCosts {
  /** Wage for a paid hour where the pattern does not say; default 1. */
  readonly costPerHour?: number | undefined;
  /**
   * What an hour with one agent too few costs while few are missing: lost contacts times what each is worth. Default: so much
   * that a missing agent in one slot is dearer than the dearest shift, so that whatever can be covered is.
   */
  readonly missingAgentCostPerHour?: number | undefined;
  /** Share of the requirement that counts as few; default 0.1, at least one agent. */
  readonly slightShare?: number | undefined;
  /** How many times dearer every further missing agent is; default 4. */
  readonly severeFactor?: number | undefined;
}

/** Price of one missing agent in one slot, in both tiers. */
export interface MissingAgentPrices {
  readonly slight: number;
  readonly severe: number;
}

/**
 * Both prices, as whole multiples of `quantum` where every wage is one: all objectives then are, and a bound can be rounded up.
 */
export function missingAgentPrices(team: {
  readonly slotSeconds: number;
  readonly costs: ScheduleCosts;
  readonly patterns: readonly ShiftPattern[];
  readonly quantum: number | undefined;
}): MissingAgentPrices {
  const { slotSeconds, costs, patterns, quantum } = team;
  const slotHours = slotSeconds / 3600;
  const wages = patterns.flatMap((pattern) =>
    pattern.lengths.map(
      (length) => (paidSeconds(pattern, length) / 3600) * (pattern.costPerHour ?? costs.costPerHour ?? 1),
    ),
  );
  const wanted =
    costs.missingAgentCostPerHour === undefined
      ? 1.25 * Math.max(1, ...wages)
      : costs.missingAgentCostPerHour * slotHours;
  const slight = quantum === undefined ? wanted : Math.ceil(wanted / quantum - 1e-9) * quantum;
  const severe = slight * (costs.severeFactor ?? 4);
  return { slight, severe: quantum === undefined ? severe : Math.ceil(severe / quantum - 1e-9) * quantum };
}

/**
 * The two tiers of missing agents in each slot. Two tiers spread what cannot be covered: one agent short in ten slots hurts less
 * than ten short in one, since waiting times grow faster than the gap.
 */
export function underCover(
  requiredAgents: Int32Array,
  prices: MissingAgentPrices,
  slightShare = 0.1,
): UnderCover {
  return {
    slightAgents: Int32Array.from(requiredAgents, (required) =>
      Math.min(required, Math.max(1, Math.ceil(slightShare * required))),
    ),
    slightCost: prices.slight,
    severeCost: prices.severe,
  };
}

/**
 * The largest amount of which every cost is a whole multiple, not finer than a thousandth; undefined when there is none.
 *
 * @example commonQuantum([4, 7.5, 9.5]) // => 0.5
 */
export function commonQuantum(costs: Iterable<number>): number | undefined {
  let common = 0;
  for (const cost of costs) {
    const thousandths = Math.round(cost * 1000);
    if (Math.abs(thousandths - cost * 1000) > 1e-6) return undefined;
    let a = common;
    let b = thousandths;
    while (b > 0) [a, b] = [b, a % b];
    common = a;
  }
  return common === 0 ? undefined : common / 1000;
}
