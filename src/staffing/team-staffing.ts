/** Which demand met which agents, in the three cases that a plan compares. */
export type StaffingCase =
  /** The agents the plan asks for. */
  | 'required'
  /** The agents there are. */
  | 'available'
  /** The agents there would be had nobody known of the campaigns. */
  | 'unaware';

/**
 * What callers meet, interval by interval, from the time-dependent queue with backlog carried across intervals. Index = index
 * of the plan's grid. Service level counts contacts answered within the threshold among all offered.
 */
export interface DeliveredService {
  readonly agents: Float64Array;
  readonly serviceLevelFraction: Float64Array;
  readonly abandonmentFraction: Float64Array;
  readonly averageSpeedOfAnswerSeconds: Float64Array;
  readonly wait95Seconds: Float64Array;
  readonly occupancyFraction: Float64Array;
  readonly meanQueue: Float64Array;
  /** Largest expected number waiting at any moment of the interval. */
  readonly longestQueue: Float64Array;
  /** Seconds from the interval's end until the queue has drained; undefined beyond the horizon. */
  readonly drainSeconds: readonly (number | undefined)[];
  readonly total: DeliveredTotals;
}

/** Contact-weighted over the whole horizon. */
export interface DeliveredTotals {
  readonly offeredContacts: number;
  readonly serviceLevelFraction: number;
  readonly abandonmentFraction: number;
  readonly abandonedContacts: number;
  readonly averageSpeedOfAnswerSeconds: number;
  readonly longestQueue: number;
  /** Grid index of the longest queue. */
  readonly longestQueueInterval: number;
}

/** Why an interval needs as many agents as it does. */
export type BindingTarget =
  | 'service-level'
  | 'average-speed-of-answer'
  | 'occupancy'
  | 'abandonment'
  | 'blocking'
  | 'deferred-work'
  | 'minimum'
  | 'closed';

/** Agents on the channel (before shrinkage) for one team, by interval of the plan's grid. */
export interface TeamRequirement {
  /** 1 where the team is open. */
  readonly open: Uint8Array;
  readonly expectedContacts: Float64Array;
  /** The percentile of the forecast that is staffed. */
  readonly staffedContacts: Float64Array;
  readonly offeredLoad: Float64Array;
  readonly averageHandleTimeSeconds: Float64Array;
  readonly requiredAgents: Float64Array;
  /** Of them, those for live contacts; the others work deferred contacts. */
  readonly liveAgents: Float64Array;
  /** requiredAgents / (1 − shrinkage), rounded up once. */
  readonly scheduledAgents: Float64Array;
  readonly promisedServiceLevelFraction: Float64Array;
  readonly bindingTarget: readonly BindingTarget[];
}

/** To which percentile the team is staffed, and what that costs over staffing the mean. */
export interface StaffingPercentile {
  /** Undefined: the mean. */
  readonly percentile: number | undefined;
  readonly source: 'recommended' | 'given';
  /** Contact-weighted service level over the forecast's own spread, at this percentile and at the mean. */
  readonly expectedServiceLevelFraction: number;
  readonly expectedServiceLevelAtMeanFraction: number;
  readonly agentHours: number;
  readonly agentHoursAtMean: number;
}
