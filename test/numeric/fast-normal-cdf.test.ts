import { describe, expect, it } from 'vitest';
import { fastNormalCdf } from '../../src/numeric/fast-normal-cdf.ts';
import { normalCdf } from '../../src/numeric/normal-distribution.ts';

describe('fastNormalCdf', () => {
  it('agrees with the exact function to seven digits in both tails', () => {
    for (let z = -8; z <= 8; z += 0.01) {
      const exact = normalCdf(z);
      expect(Math.abs(fastNormalCdf(z) - exact)).toBeLessThanOrEqual(2e-7 * Math.max(exact, 1e-300));
    }
  });
});
