/** Terms below this share of the sum so far are left out of a window. */
const NEGLIGIBLE = 1e-18;

/** Conditions one waiting caller meets while nothing changes. */
export interface WaitingConditions {
  readonly agents: number;
  readonly averageHandleTimeSeconds: number;
  /** Absent: nobody hangs up. */
  readonly patienceSeconds?: number | undefined;
}

/**
 * Law of the number of departures ahead of a waiting caller within some time, every agent being busy.
 *
 * Negative binomial with ratio of neighbours b(j + 1)/b(j) = (mean + growth·j)/(j + 1); Poisson where growth
 * is 0. With n agents for T seconds: growth = 1 − e^(−θT), mean = growth·nμ/θ, or nμT without hang-ups.
 */
export interface DepartureLaw {
  readonly mean: number;
  /** 0 to below 1. */
  readonly growth: number;
}

/**
 * Probability of more than k departures, for k = 0 … count − 1.
 *
 * The terms are summed from the mode outwards and scaled to 1, so nothing under- or overflows however large
 * the mean is.
 */
export function moreDeparturesThan({ mean, growth }: DepartureLaw, count: number): Float64Array {
  const tail = new Float64Array(count);
  if (!(mean > 0)) return tail;
  const mode = Math.floor(Math.max(0, (mean - 1) / (1 - growth)));
  const upper = sumAbove(mode, mean, growth, tail);
  const lower = sumBelow(mode, mean, growth, tail);
  const total = upper + lower;
  let above = total;
  for (let k = 0; k < count; k += 1) {
    above -= tail[k]!;
    tail[k] = Math.max(0, above / total);
  }
  return tail;
}

/** Writes the terms at and above the mode and returns their sum, the mode's term being 1. */
function sumAbove(mode: number, mean: number, growth: number, terms: Float64Array): number {
  let sum = 0;
  let term = 1;
  for (let j = mode; term > NEGLIGIBLE * sum; j += 1) {
    if (j < terms.length) terms[j] = term;
    sum += term;
    term *= (mean + growth * j) / (j + 1);
  }
  return sum;
}

function sumBelow(mode: number, mean: number, growth: number, terms: Float64Array): number {
  let sum = 0;
  let term = 1;
  for (let j = mode - 1; j >= 0 && term > NEGLIGIBLE * (1 + sum); j -= 1) {
    term *= (j + 1) / (mean + growth * j);
    if (j < terms.length) terms[j] = term;
    sum += term;
  }
  return sum;
}

/**
 * Probability of an answer within T seconds for a caller who finds k others waiting and every agent busy, k =
 * 0 … count − 1.
 *
 * Formula: with U = e^(−θV) of the wait V a beta variable of parameters c = nμ/θ and k + 1, the mean of U on
 * V ≤ T, that is c/(c + k + 1) times the probability of more than k departures with the caller's own patience
 * counted in.
 */
export function answeredWithinByPosition(
  conditions: WaitingConditions,
  seconds: number,
  count: number,
): Float64Array {
  const { agents, averageHandleTimeSeconds, patienceSeconds } = conditions;
  const growth = patienceSeconds === undefined ? 0 : -Math.expm1(-seconds / patienceSeconds);
  // The caller's own patience counts as one more stage beside c = nμ/θ.
  const mean =
    patienceSeconds === undefined
      ? (agents * seconds) / averageHandleTimeSeconds
      : growth * ((agents * patienceSeconds) / averageHandleTimeSeconds + 1);
  const answered = moreDeparturesThan({ mean, growth }, count);
  for (let k = 0; k < count; k += 1) answered[k] = (answered[k] ?? 0) * answeredEventually(conditions, k);
  return answered;
}

/** Probability that a caller with k others waiting ahead is answered before hanging up: c/(c + k + 1). */
export function answeredEventually(conditions: WaitingConditions, k: number): number {
  const { agents, averageHandleTimeSeconds, patienceSeconds } = conditions;
  if (agents === 0) return 0;
  if (patienceSeconds === undefined) return 1;
  const capacity = (agents * patienceSeconds) / averageHandleTimeSeconds;
  return capacity / (capacity + k + 1);
}
