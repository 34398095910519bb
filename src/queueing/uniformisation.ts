import { poissonWindow } from '../numeric/poisson-window.ts';
import type { BirthDeathChain, ChainResult } from './birth-death-chain.ts';

/**
 * The support widens only over probabilities above this; far smaller ones would cost subnormal arithmetic.
 */
const VISIBLE = 1e-18;

/**
 * Moves a birth-and-death chain through a piece of time by uniformisation.
 *
 * Formula (Jensen 1953): with Λ the largest rate of leaving a state, p(h) = Σ Poisson(Λh; j)·p(0)·(I +
 * Q/Λ)^j, and ∫p dt = Σ P(Poisson > j)/Λ of the same terms. All terms are positive, so the result is a
 * distribution from any start; the number of terms grows with Λh.
 */
export function uniformise(chain: BirthDeathChain, fastest: number): ChainResult {
  const size = chain.start.length;
  const { terms, tails } = poissonWindow(fastest * chain.seconds);
  // Index 0 and size + 1 are walls of probability 0.
  const room = new Float64Array(4 * (size + 2));
  const part = (i: number): Float64Array => room.subarray(i * (size + 2), (i + 1) * (size + 2));
  const down = part(0);
  const stay = part(1);
  const up = chain.birthRate / fastest;
  for (let i = 1; i <= size; i += 1) {
    down[i] = chain.deathRates[i - 1]! / fastest;
    stay[i] = 1 - down[i]! - (i === size ? 0 : up);
  }
  let current = part(2);
  let next = part(3);
  current.set(chain.start, 1);
  const end = new Float64Array(size + 2);
  const integral = new Float64Array(size + 2);
  let first = 1;
  let last = size;
  while (first < last && current[first] === 0) first += 1;
  while (last > first && current[last] === 0) last -= 1;
  for (let j = 0; j < terms.length; j += 1) {
    const term = terms[j]!;
    const tail = tails[j]! / fastest;
    if (first > 1 && current[first]! > VISIBLE) first -= 1;
    if (last < size && current[last]! > VISIBLE) last += 1;
    let below = 0;
    let value = current[first]!;
    for (let i = first; i <= last; i += 1) {
      const above = current[i + 1]!;
      end[i]! += term * value;
      integral[i]! += tail * value;
      next[i] = up * below + stay[i]! * value + down[i + 1]! * above;
      below = value;
      value = above;
    }
    [current, next] = [next, current];
  }
  return { end: end.subarray(1, size + 1), integral: integral.subarray(1, size + 1) };
}
