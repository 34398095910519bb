import { departureRate } from './chain-rates.ts';
import type { ChainRates, NumberInSystem } from './chain-rates.ts';

/** Standard deviations that leave about 1e-10 outside. */
const REACH = 6.5;
/** States added beyond either bound. */
const MARGIN = 6;
/** Stationary weights below this share of the largest are left out. */
const NEGLIGIBLE = 1e-11;

/**
 * Window of states that M/M/n+M can visibly enter within a piece of time.
 *
 * Two bounds, the nearer counts: how far the drift and the spread can carry the number in this time
 * (ballistic), and where the stationary law of these rates ends, which the number approaches but does not
 * overshoot. The present support always belongs to it.
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
  const ballisticTop = Math.ceil(highest) + MARGIN;
  const ballisticLow = Math.floor(lowest) - MARGIN;
  const top = Math.max(supportTop, stationaryTop(rates, ballisticTop)) + MARGIN;
  const low = Math.min(supportLow, stationaryLow(rates, ballisticLow)) - MARGIN;
  return { low: Math.max(0, low), top };
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

/** End of the stationary law upwards, at most `limit`. */
function stationaryTop(rates: ChainRates, limit: number): number {
  let state = Math.floor(balance(rates));
  for (let weight = 1; state < limit && weight > NEGLIGIBLE; state += 1) {
    weight *= rates.arrivalRate / departureRate(rates, state + 1);
  }
  return Math.min(state, limit);
}

/** End of the stationary law downwards, at least `limit`. */
function stationaryLow(rates: ChainRates, limit: number): number {
  let state = Math.ceil(balance(rates));
  if (state === Infinity) return limit;
  for (let weight = 1; state > limit && weight > NEGLIGIBLE; state -= 1) {
    weight *= departureRate(rates, state) / rates.arrivalRate;
  }
  return Math.max(state, limit);
}
