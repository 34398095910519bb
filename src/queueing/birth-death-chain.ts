/**
 * A window of a birth-and-death chain over one piece of time; walls at both ends. Index 0 is the window's
 * lowest state.
 */
export interface BirthDeathChain {
  /** Probability of each state at the start. */
  readonly start: Float64Array;
  /** Births per second, the same in every state but the last, which has none. */
  readonly birthRate: number;
  /** Deaths per second of each state; 0 in the first. */
  readonly deathRates: Float64Array;
  readonly seconds: number;
}

/** The chain after its piece of time. */
export interface ChainResult {
  /** Probability of each state at the end. */
  readonly end: Float64Array;
  /** Expected seconds spent in each state. */
  readonly integral: Float64Array;
}

/**
 * How far a chain is from its own steady state: √(Σ p²/π), 1 at the steady state, Infinity where π
 * underflows.
 *
 * It bounds how much the chain's lack of symmetry can magnify an error made on its (real) spectrum.
 */
export function distanceFromSteadyState({ start, birthRate, deathRates }: BirthDeathChain): number {
  const size = start.length;
  let mode = 0;
  while (mode + 1 < size && birthRate >= deathRates[mode + 1]!) mode += 1;
  let total = 0;
  let distance = 0;
  for (let k = mode, weight = 1; k < size; k += 1) {
    total += weight;
    const p = start[k]!;
    if (p > 0) distance += (p * p) / weight;
    weight *= k + 1 < size ? birthRate / deathRates[k + 1]! : 0;
  }
  for (let k = mode - 1, weight = 1; k >= 0; k -= 1) {
    weight *= birthRate === 0 ? 0 : deathRates[k + 1]! / birthRate;
    total += weight;
    const p = start[k]!;
    if (p > 0) distance += (p * p) / weight;
  }
  return Math.sqrt(distance * total);
}
