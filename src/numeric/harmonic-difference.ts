/** From here on the midpoint expansion below is exact to the last bits of a double. */
const EXPAND_FROM = 30;

/**
 * Sum 1/(x + 1) + 1/(x + 2) + … + 1/(x + m) = ψ(x + m + 1) − ψ(x + 1), for real x ≥ 0 and whole m ≥ 0.
 *
 * Method: plain summation up to 30, then log((x + m + ½)/(x + ½)) with the Euler–Maclaurin midpoint
 * corrections, so neither large m nor large x costs time or digits.
 *
 * @example harmonicDifference(0, 4) // => 2.08333333333…
 */
export function harmonicDifference(x: number, m: number): number {
  let sum = 0;
  let from = x;
  let left = m;
  while (left > 0 && (from < EXPAND_FROM || left < 4)) {
    from += 1;
    left -= 1;
    sum += 1 / from;
  }
  if (left === 0) return sum;
  const low = from + 0.5;
  const high = from + left + 0.5;
  const correction = midpointCorrection(high) - midpointCorrection(low);
  return sum + Math.log1p(left / low) + correction;
}

function midpointCorrection(x: number): number {
  const r = 1 / (x * x);
  return r * (1 / 24 - r * (7 / 960 - r * (31 / 8064)));
}
