/** Poisson probabilities 0 … J and the tails beyond each, J chosen so that nothing visible lies above. */
export interface PoissonWindow {
  /** P(X = j). */
  readonly terms: Float64Array;
  /** P(X > j). */
  readonly tails: Float64Array;
}

/** Terms below this share of the largest are left out. */
const NEGLIGIBLE = 1e-14;

/**
 * All Poisson probabilities that matter for one mean: the weights of uniformisation.
 *
 * Method: from the most likely value outwards with its term set to 1, then scaled to a sum of 1 (Fox and
 * Glynn's idea), so means of any size neither under- nor overflow.
 *
 * @example poissonWindow(2).terms[2] // => 0.27067056647…
 */
export function poissonWindow(mean: number): PoissonWindow {
  const mode = Math.floor(mean);
  const capacity = Math.ceil(mode + 10 * Math.sqrt(mean + 1) + 40);
  const terms = new Float64Array(capacity);
  let last = mode;
  let sum = 0;
  for (let j = mode, term = 1; j < capacity && term > NEGLIGIBLE; j += 1) {
    terms[j] = term;
    sum += term;
    last = j;
    term *= mean / (j + 1);
  }
  for (let j = mode - 1, term = 1; j >= 0; j -= 1) {
    term *= (j + 1) / mean;
    if (term <= NEGLIGIBLE) break;
    terms[j] = term;
    sum += term;
  }
  const tails = new Float64Array(last + 1);
  let above = 0;
  for (let j = last; j >= 0; j -= 1) {
    const term = (terms[j] ?? 0) / sum;
    terms[j] = term;
    tails[j] = above;
    above += term;
  }
  return { terms: terms.subarray(0, last + 1), tails };
}
