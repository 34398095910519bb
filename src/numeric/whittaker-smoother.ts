/**
 * Whittaker's smoother for sequences of one length: the values x that minimise Σ (yᵢ − xᵢ)² + λ·Σ (xᵢ − 2xᵢ₊₁ + xᵢ₊₂)², that is
 * (I + λ·DᵀD)·x = y with D the second differences. λ = 0 returns the values; as λ grows x tends to the least-squares line. A
 * sequence of fewer than three values is returned as it is. Sums are kept: Σ x = Σ y.
 *
 * The banded LDLᵀ of the pentadiagonal matrix is made once, in linear time, and serves any number of sequences. Source: Whittaker 1923;
 * Eilers 2003, “A perfect smoother”, Analytical Chemistry 75:3631.
 *
 * @returns a function from values of that length to new, smoothed ones.
 * @example [...whittakerSmoother(3, 1)([0, 7, 0])].map((value) => Math.round(value)) // => [2, 3, 2]
 */
export function whittakerSmoother(
  length: number,
  lambda: number,
): (values: ArrayLike<number>) => Float64Array {
  if (length < 3 || lambda <= 0) return (values) => Float64Array.from(values);
  const diagonal = new Float64Array(length);
  const first = new Float64Array(length);
  const second = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    // DᵀD row i: each of the differences that begin at i, i − 1 and i − 2 adds the squares and products of (1, −2, 1).
    const begins = i <= length - 3 ? 1 : 0;
    const before = i >= 1 && i <= length - 2 ? 1 : 0;
    const twoBefore = i >= 2 ? 1 : 0;
    let d = 1 + lambda * (begins + 4 * before + twoBefore);
    let e = lambda * -2 * (begins + before);
    if (i >= 1) {
      d -= first[i - 1]! ** 2 * diagonal[i - 1]!;
      e -= first[i - 1]! * second[i - 1]! * diagonal[i - 1]!;
    }
    if (i >= 2) d -= second[i - 2]! ** 2 * diagonal[i - 2]!;
    diagonal[i] = d;
    first[i] = e / d;
    second[i] = (lambda * begins) / d;
  }
  return (values) => {
    const smooth = Float64Array.from(values);
    smooth[1]! -= first[0]! * smooth[0]!;
    for (let i = 2; i < length; i++)
      smooth[i]! -= first[i - 1]! * smooth[i - 1]! + second[i - 2]! * smooth[i - 2]!;
    for (let i = 0; i < length; i++) smooth[i]! /= diagonal[i]!;
    smooth[length - 2]! -= first[length - 2]! * smooth[length - 1]!;
    for (let i = length - 3; i >= 0; i--)
      smooth[i]! -= first[i]! * smooth[i + 1]! + second[i]! * smooth[i + 2]!;
    return smooth;
  };
}
