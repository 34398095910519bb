/** How a channel is staffed, as a back-test needs to know it. */
export interface StaffingRule {
  /** Agents that meet the target for so many contacts in an interval. */
  agentsFor(contacts: number): number;
  /** Share of so many contacts answered in time by so many agents. */
  serviceLevel(contacts: number, agents: number): number;
  /** The service level promised, a share. */
  readonly target: number;
}

/** Forecast intervals of the past, to be staffed again. */
export interface PastStaffing {
  readonly intervalSeconds: number;
  /** By interval: what came, what was expected, and the forecast's quantile at each of `staffingPercentiles`. */
  readonly actual: readonly number[];
  readonly expected: readonly number[];
  readonly quantiles: readonly (readonly number[])[];
}

/** Percentiles of the forecast that staffing may aim at. */
export const staffingPercentiles: readonly number[] = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

/** What staffing to one number would have cost and given. */
export interface StaffingOutcome {
  readonly agentHours: number;
  /** Share of all contacts answered in time, intervals weighted by what came. */
  readonly serviceLevelFraction: number;
}

/** What staffing the mean would have meant, and the smallest percentile that would have kept the promise. */
export interface StaffingConsequence {
  readonly atMean: StaffingOutcome;
  /** The smallest percentile that meets the target; the largest one tried when none does. */
  readonly recommendedPercentile: number;
  readonly atRecommended: StaffingOutcome;
  /** False when even the largest percentile would have missed the target. */
  readonly meetsTarget: boolean;
}

function outcome(past: PastStaffing, rule: StaffingRule, planned: (index: number) => number): StaffingOutcome {
  let agents = 0;
  let answered = 0;
  let contacts = 0;
  past.actual.forEach((actual, index) => {
    const staffed = rule.agentsFor(planned(index));
    agents += staffed;
    contacts += actual;
    if (actual > 0) answered += actual * rule.serviceLevel(actual, staffed);
  });
  return {
    agentHours: (agents * past.intervalSeconds) / 3600,
    serviceLevelFraction: contacts > 0 ? answered / contacts : 1,
  };
}

/**
 * Staffs past forecasts again and lets the contacts that really came meet those agents: once to the mean, then to rising percentiles
 * until the contact-weighted service level meets the target. A forecast's mean is exceeded about half of the time, and service level
 * falls faster than it rises, so that staffing the mean breaks the promise.
 *
 * Each interval is looked at by itself, as the rule does; backlog between intervals is for the plan's own queue.
 */
export function staffingConsequence(past: PastStaffing, rule: StaffingRule): StaffingConsequence {
  const atMean = outcome(past, rule, (index) => past.expected[index]!);
  let recommended = { percentile: staffingPercentiles.at(-1)!, result: atMean, meets: false };
  for (const [position, percentile] of staffingPercentiles.entries()) {
    const result = outcome(past, rule, (index) => past.quantiles[index]![position]!);
    recommended = { percentile, result, meets: result.serviceLevelFraction >= rule.target };
    if (recommended.meets) break;
  }
  return {
    atMean,
    recommendedPercentile: recommended.percentile,
    atRecommended: recommended.result,
    meetsTarget: recommended.meets,
  };
}
