import { paidSeconds, type ShiftPattern } from './shift-pattern.ts';
import type { UnderCover } from './shift-plan-model.ts';

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

/**
 * The two tiers of missing agents in each slot. Two tiers spread what cannot be covered: one agent short in ten slots hurts less
 * than ten short in one, since waiting times grow faster than the gap.
 */
export function underCoverCosts(team: {
  readonly requiredAgents: Int32Array;
  readonly slotSeconds: number;
  readonly costs: ScheduleCosts;
  readonly patterns: readonly ShiftPattern[];
}): UnderCover {
  const { requiredAgents, slotSeconds, costs, patterns } = team;
  const slotHours = slotSeconds / 3600;
  const dearestShift = Math.max(
    1,
    ...patterns.flatMap((pattern) =>
      pattern.lengths.map((length) => (paidSeconds(pattern, length) / 3600) * (pattern.costPerHour ?? costs.costPerHour ?? 1)),
    ),
  );
  const slight = (costs.missingAgentCostPerHour ?? (1.25 * dearestShift) / slotHours) * slotHours;
  const severe = slight * (costs.severeFactor ?? 4);
  const share = costs.slightShare ?? 0.1;
  return {
    slightAgents: Int32Array.from(requiredAgents, (required) => Math.min(required, Math.max(1, Math.ceil(share * required)))),
    slightCost: new Float64Array(requiredAgents.length).fill(slight),
    severeCost: new Float64Array(requiredAgents.length).fill(severe),
  };
}
