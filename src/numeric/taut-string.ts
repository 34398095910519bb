/**
 * The taut string: of all paths from (0, 0) that stay between two non-decreasing cumulative curves and end at `end`, the
 * shortest, which is also the one whose steepest step is least steep (and whose steps vary least, in every convex measure).
 *
 * Returns the step of each position, `w[k] − w[k−1]`. `lower[k] ≤ upper[k]` is assumed for every k, and both give the bounds after
 * step k. Time O(K²) at worst, near K in practice.
 *
 * Source: Davies & Kovac 2001, “Local extremes, runs, strings and multiresolution”, section 2; the same figure as the
 * optimal smoothing of stored video (Salehi et al. 1998).
 *
 * @example tautStringSteps([0, 0, 3], [3, 3, 3], 3) // => [1, 1, 1]
 * @example tautStringSteps([0, 2, 2], [2, 2, 4], 4) // => [1, 1, 2]
 */
export function tautStringSteps(lower: ArrayLike<number>, upper: ArrayLike<number>, end: number): number[] {
  const length = lower.length;
  const lowerAt = (position: number): number => (position === length - 1 ? end : (lower[position] ?? 0));
  const upperAt = (position: number): number => (position === length - 1 ? end : (upper[position] ?? 0));
  const steps: number[] = [];
  let height = 0;
  while (steps.length < length) {
    const from = steps.length;
    let steepestLower = { slope: -Infinity, position: from };
    let flattestUpper = { slope: Infinity, position: from };
    let turn: { readonly slope: number; readonly position: number } | undefined;
    for (let position = from; position < length && turn === undefined; position++) {
      const run = position - from + 1;
      const lowerSlope = (lowerAt(position) - height) / run;
      const upperSlope = (upperAt(position) - height) / run;
      if (upperSlope < steepestLower.slope) turn = steepestLower;
      else if (lowerSlope > flattestUpper.slope) turn = flattestUpper;
      if (lowerSlope >= steepestLower.slope) steepestLower = { slope: lowerSlope, position };
      if (upperSlope <= flattestUpper.slope) flattestUpper = { slope: upperSlope, position };
    }
    const { slope, position } = turn ?? { slope: (end - height) / (length - from), position: length - 1 };
    for (let step = from; step <= position; step++) steps.push(slope);
    height += slope * (position - from + 1);
  }
  return steps;
}
