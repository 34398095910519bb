/**
 * Normal distribution function Φ(z) to a relative error of 1.2e-7 in either tail, some twenty times faster than the exact one: for moment
 * equations that ask for it a million times.
 *
 * Method: Φ(z) = erfc(−z/√2)/2 with Chebyshev’s fit to erfc of Press et al., Numerical Recipes, section 6.2.
 *
 * @example Math.abs(fastNormalCdf(1.959963984540054) - 0.975) < 1e-6 // => true
 * @example fastNormalCdf(-Infinity) // => 0
 */
export function fastNormalCdf(z: number): number {
  if (z === -Infinity) return 0;
  if (z === Infinity) return 1;
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const series =
    -1.26551223 +
    t *
      (1.00002368 +
        t *
          (0.37409196 +
            t *
              (0.09678418 +
                t *
                  (-0.18628806 +
                    t *
                      (0.27886807 +
                        t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  const tail = (t * Math.exp(-x * x + series)) / 2;
  return z > 0 ? 1 - tail : tail;
}
