/** Distribution of the number of contacts in a team, talking and waiting: probabilities of low, low + 1, … */
export interface NumberInSystem {
  readonly low: number;
  readonly probabilities: Float64Array;
}

/** Constant conditions of one piece of time; rates per second. */
export interface ChainRates {
  readonly arrivalRate: number;
  /** 1 / handle time. */
  readonly serviceRate: number;
  readonly agents: number;
  /** 1 / patience; 0 where nobody hangs up. */
  readonly hangUpRate: number;
}

/**
 * Rate of leaving with so many contacts in the team: service of the busy agents and hang-ups of those
 * waiting.
 */
export function departureRate({ serviceRate, agents, hangUpRate }: ChainRates, contacts: number): number {
  return contacts <= agents
    ? contacts * serviceRate
    : agents * serviceRate + (contacts - agents) * hangUpRate;
}
