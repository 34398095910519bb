import { departureRate } from './chain-rates.ts';
import type { ChainRates, NumberInSystem } from './chain-rates.ts';

/** Standard deviations that leave about 1e-10 outside. */
const REACH = 6.5;
/** States added beyond the ballistic bounds. */
const MARGIN = 6;
/** Probabilities below this are out of sight. */
const NEGLIGIBLE = 1e-11;
/** Beyond this multiple of the stationary law the ballistic bounds are nearer. */
const FARTHEST = 1e12;

/**
 * Window of states that M/M/n+M can visibly enter within a piece of time.
 *
 * Two bounds, the nearer counts. Ballistic: how far drift and spread carry the number in this time.
 * Stationary: a law that starts below C times the stationary weights of these rates stays below them for
 * ever, so it ends where C times the weight is out of sight. The present support always belongs to it.
 */
export function reachableStates(
  start: NumberInSystem,
  rates: ChainRates,
  seconds: number,
): { readonly low: number; readonly top: number } {
  const supportLow = start.low;
  const supportTop = start.low + start.probabilities.length - 1;
  const { mean, variance } = momentsOf(start);
  const highest = Math.max(
    carried(mean, rates, seconds, REACH, variance),
    carried(supportTop, rates, seconds, 2),
  );
  const lowest = Math.min(
    carried(mean, rates, seconds, -REACH, variance),
    carried(supportLow, rates, seconds, -2),
  );
  const multiple = stationaryMultiple(start, rates);
  const ballisticTop = Math.ceil(highest) + MARGIN;
  const ballisticLow = Math.max(0, Math.floor(lowest) - MARGIN);
  if (!(multiple <= FARTHEST)) return { low: ballisticLow, top: ballisticTop };
  return {
    low: Math.min(supportLow, stationaryLow(rates, NEGLIGIBLE / multiple, ballisticLow)),
    top: Math.max(supportTop, stationaryTop(rates, NEGLIGIBLE / multiple, ballisticTop)),
  };
}

/** Smallest C with p(k) ≤ C·w(k), w the stationary weights of the rates with 1 at the balance. */
function stationaryMultiple({ low, probabilities }: NumberInSystem, rates: ChainRates): number {
  const centre = Math.floor(balance(rates));
  if (centre === Infinity) return Infinity;
  const top = low + probabilities.length - 1;
  let multiple = 0;
  for (let state = centre, weight = 1; state <= top; state += 1) {
    if (weight < 1 / FARTHEST / FARTHEST) return Infinity;
    if (state >= low) multiple = Math.max(multiple, probabilities[state - low]! / weight);
    weight *= rates.arrivalRate / departureRate(rates, state + 1);
  }
  for (let state = centre, weight = 1; state > low; state -= 1) {
    weight *= departureRate(rates, state) / rates.arrivalRate;
    if (!(weight >= 1 / FARTHEST / FARTHEST)) return Infinity;
    if (state - 1 <= top) multiple = Math.max(multiple, probabilities[state - 1 - low]! / weight);
  }
  return multiple;
}

/**
 * Where the drift and so many standard deviations carry the number from a state; the state itself if they
 * pull back.
 */
function carried(
  state: number,
  rates: ChainRates,
  seconds: number,
  deviations: number,
  variance = 0,
): number {
  const arrivals = rates.arrivalRate * seconds;
  const departures = departureRate(rates, state) * seconds;
  const drift = arrivals - departures;
  const outwards = Math.sign(deviations) * Math.max(0, Math.sign(deviations) * drift);
  return state + outwards + deviations * Math.sqrt(variance + arrivals + departures);
}

function momentsOf({ low, probabilities }: NumberInSystem): {
  readonly mean: number;
  readonly variance: number;
} {
  let mean = 0;
  let square = 0;
  for (let i = 0; i < probabilities.length; i += 1) {
    const p = probabilities[i]!;
    mean += i * p;
    square += i * i * p;
  }
  return { mean: low + mean, variance: Math.max(0, square - mean * mean) };
}

/** Number at which arrivals and departures balance; infinite in overload without hang-ups. */
function balance({ arrivalRate, serviceRate, agents, hangUpRate }: ChainRates): number {
  const capacity = agents * serviceRate;
  if (arrivalRate <= capacity) return capacity === 0 ? agents : arrivalRate / serviceRate;
  return hangUpRate === 0 ? Infinity : agents + (arrivalRate - capacity) / hangUpRate;
}

/** Where the stationary weights fall below a limit upwards, at most the farthest state. */
function stationaryTop(rates: ChainRates, limit: number, farthest: number): number {
  let state = Math.floor(balance(rates));
  for (let weight = 1; state < farthest && weight > limit; state += 1) {
    weight *= rates.arrivalRate / departureRate(rates, state + 1);
  }
  return Math.min(state, farthest);
}

/** Where the stationary weights fall below a limit downwards, at least the farthest state. */
function stationaryLow(rates: ChainRates, limit: number, farthest: number): number {
  let state = Math.floor(balance(rates));
  for (let weight = 1; state > farthest && weight > limit; state -= 1) {
    weight *= departureRate(rates, state) / rates.arrivalRate;
  }
  return Math.max(state, farthest);
}
