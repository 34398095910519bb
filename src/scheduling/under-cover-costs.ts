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

/** Price of one missing agent in one slot, in all tiers. */
export interface MissingAgentPrices {
  readonly slight: number;
  readonly severe: number;
  /** The last agent, without whom nobody is there. */
  readonly nobody: number;
}

/**
 * All prices, as whole multiples of `quantum` where every wage is one: all objectives then are, and a bound can be rounded up.
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
  const factor = costs.severeFactor ?? 4;
  const whole = (price: number): number =>
    quantum === undefined ? price : Math.ceil(price / quantum - 1e-9) * quantum;
  const severe = whole(slight * factor);
  return { slight, severe, nobody: whole(severe * factor) };
}

/**
 * The tiers of missing agents in each slot: few, more, and the last one. They spread what cannot be covered: one agent short in ten slots
 * hurts less than ten short in one, since waiting times grow faster than the gap, and callers who meet nobody at all are lost.
 */
export function underCover(
  requiredAgents: Int32Array,
  prices: MissingAgentPrices,
  slightShare = 0.1,
): UnderCover {
  return {
    slightAgents: Int32Array.from(requiredAgents, (required) =>
      Math.max(0, Math.min(required - 1, Math.max(1, Math.ceil(slightShare * required)))),
    ),
    slightCost: prices.slight,
    severeCost: prices.severe,
    lastAgents: Uint8Array.from(requiredAgents, (required) => (required > 0 ? 1 : 0)),
    nobodyCost: prices.nobody,
  };
}

/** The tiers of what is left of a requirement when others cover a part of it. */
export function remainingUnderCover(
  whole: UnderCover,
  slots: readonly { readonly slot: number; readonly required: number; readonly covered: number }[],
): UnderCover {
  const lastAgents = Uint8Array.from(slots, ({ slot, required, covered }) =>
    required > 0 && covered <= 0 ? (whole.lastAgents[slot] ?? 0) : 0,
  );
  return {
    ...whole,
    lastAgents,
    slightAgents: Int32Array.from(slots, ({ slot, required }, index) =>
      Math.max(0, Math.min(required - (lastAgents[index] ?? 0), whole.slightAgents[slot] ?? 0)),
    ),
  };
}

/** The price of the agents missing in one slot. */
export function missingPrice(
  underCover: UnderCover,
  slot: number,
  required: number,
  missing: number,
): number {
  if (missing <= 0) return 0;
  const last = underCover.lastAgents[slot] === 1 && missing >= required ? 1 : 0;
  const others = missing - last;
  const slight = Math.min(others, underCover.slightAgents[slot] ?? 0);
  return (
    slight * underCover.slightCost + (others - slight) * underCover.severeCost + last * underCover.nobodyCost
  );
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
