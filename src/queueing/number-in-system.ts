import { distanceFromSteadyState } from './birth-death-chain.ts';
import type { BirthDeathChain } from './birth-death-chain.ts';
import { departureRate } from './chain-rates.ts';
import type { ChainRates, NumberInSystem } from './chain-rates.ts';
import { reachableStates } from './reachable-states.ts';
import { TALBOT_REACH, talbotExponential } from './talbot-exponential.ts';
import { uniformise } from './uniformisation.ts';

/** Mass cut from each end of the distribution after every piece. */
const CUT = 1e-9;
/** Uniformisation with fewer terms than this is quicker than the rational approximation. */
const FEW_TERMS = 15;

/**
 * Moves the number in system of M/M/n+M through a piece of time with constant rates, exactly.
 *
 * Method: near the steady state of the rates a rational approximation of the matrix exponential, whose cost
 * does not depend on the length of the piece (`talbotExponential`); far from it, and for short pieces,
 * `uniformise`. Both keep 9 digits. The state space is the window of `reachableStates`; mass below 1e-9 at
 * either end is cut and the rest scaled to 1.
 *
 * @returns the distribution at the end, and ∫ p dt over the piece (on its own window), in seconds
 */
export function advanceNumberInSystem(
  start: NumberInSystem,
  rates: ChainRates,
  seconds: number,
): { readonly end: NumberInSystem; readonly integral: NumberInSystem } {
  const { low, top } = reachableStates(start, rates, seconds);
  const fastest = rates.arrivalRate + departureRate(rates, top);
  if (fastest * seconds < 1e-14) return { end: start, integral: atRest(start, seconds) };
  const chain = chainOn(low, top, start, rates, seconds);
  const distance = fastest * seconds > FEW_TERMS ? distanceFromSteadyState(chain) : Infinity;
  const { end, integral } =
    distance < TALBOT_REACH ? talbotExponential(chain, distance) : uniformise(chain, fastest);
  scale(integral, seconds);
  return { end: trimmed(end, low), integral: { low, probabilities: integral } };
}

function chainOn(
  low: number,
  top: number,
  start: NumberInSystem,
  rates: ChainRates,
  seconds: number,
): BirthDeathChain {
  const size = top - low + 1;
  const room = new Float64Array(2 * size);
  const deathRates = room.subarray(size);
  for (let i = 1; i < size; i += 1) deathRates[i] = departureRate(rates, low + i);
  const probabilities = room.subarray(0, size);
  probabilities.set(start.probabilities, start.low - low);
  return { start: probabilities, birthRate: rates.arrivalRate, deathRates, seconds };
}

/** Nothing arrives and nothing leaves. */
function atRest({ low, probabilities }: NumberInSystem, seconds: number): NumberInSystem {
  return { low, probabilities: probabilities.map((p) => p * seconds) };
}

/** Cuts negligible ends (and rounding below 0) and scales the rest to a sum of 1. */
function trimmed(values: Float64Array, low: number): NumberInSystem {
  let from = 0;
  let to = values.length - 1;
  for (let mass = values[from]!; mass < CUT && from < to; mass += values[from]!) from += 1;
  for (let mass = values[to]!; mass < CUT && to > from; mass += values[to]!) to -= 1;
  const probabilities = values.slice(from, to + 1);
  scale(probabilities, 1);
  return { low: low + from, probabilities };
}

/** Sets rounding below 0 to 0 and scales to a total. */
function scale(values: Float64Array, total: number): void {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = Math.max(0, values[i]!);
    values[i] = value;
    sum += value;
  }
  const factor = total / sum;
  for (let i = 0; i < values.length; i += 1) values[i]! *= factor;
}
