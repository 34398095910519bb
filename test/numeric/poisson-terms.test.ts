import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  logGamma,
  poissonBelowRatio,
  poissonLowerRatio,
  poissonTerm,
  poissonUpperRatio,
  stirlingError,
} from '../../src/numeric/poisson-terms.ts';
import { regularizedGammaP, regularizedGammaQ } from '../../src/numeric/incomplete-gamma.ts';
import { poissonWindow } from '../../src/numeric/poisson-window.ts';

const means = fc.double({ min: 1e-3, max: 5000, noNaN: true });

describe('logGamma', () => {
  test('factorials, half-integers and the recurrence', () => {
    let logFactorial = 0;
    for (let n = 1; n <= 170; n += 1) {
      logFactorial += Math.log(n);
      expect(Math.abs(logGamma(n + 1) - logFactorial)).toBeLessThan(1e-14 * Math.max(1, logFactorial) * 4);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 14);
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e6, noNaN: true }), (x) => {
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(
          1e-13 * (1 + Math.abs(logGamma(x))),
        );
      }),
    );
  });

  test("Stirling's error is what logGamma leaves over", () => {
    for (const x of [0.5, 3, 9.9, 10, 12.5, 100]) {
      const rest = logGamma(x + 1) - 0.5 * Math.log(2 * Math.PI * x) - x * Math.log(x) + x;
      expect(stirlingError(x)).toBeCloseTo(rest, 12);
    }
  });
});

describe('Poisson terms and ratios', () => {
  test('terms of small means are the definition', () => {
    let factorial = 1;
    for (let n = 0; n <= 20; n += 1) {
      if (n > 0) factorial *= n;
      const expected = (Math.exp(-4.5) * 4.5 ** n) / factorial;
      expect(Math.abs(poissonTerm(n, 4.5) / expected - 1)).toBeLessThan(1e-13);
    }
    expect([poissonTerm(0, 0), poissonTerm(3, 0)]).toEqual([1, 0]);
  });

  test('lower and upper ratio together make the whole: (L + U)·P(X = n) = 1', () => {
    fc.assert(
      fc.property(means, fc.double({ min: 0.7, max: 1.3, noNaN: true }), (mean, part) => {
        const n = mean * part;
        const term = poissonTerm(n, mean);
        fc.pre(term > 1e-200);
        expect((poissonLowerRatio(n, mean) + poissonUpperRatio(n, mean)) * term).toBeCloseTo(1, 10);
      }),
    );
  });

  test('the lower ratio of whole n is a plain sum of terms, the ratio below it one less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.double({ min: 0.01, max: 400, noNaN: true }),
        (n, mean) => {
          let sum = 0;
          let term = 1;
          for (let k = n; k >= 0; k -= 1) {
            sum += term;
            term *= k / mean;
          }
          fc.pre(sum < 1e280);
          expect(Math.abs(poissonLowerRatio(n, mean) / sum - 1)).toBeLessThan(1e-11);
          if (n > 0) expect(Math.abs((1 + poissonBelowRatio(n, mean)) / sum - 1)).toBeLessThan(1e-11);
        },
      ),
    );
  });

  test('NaN in, NaN out, without an endless loop', () => {
    expect(poissonUpperRatio(NaN, 1)).toBeNaN();
    expect(poissonTerm(1, NaN)).toBeNaN();
  });
});

describe('regularised incomplete gamma functions', () => {
  test('shape 1 is exponential; P + Q = 1; whole shapes are Poisson sums', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 500, noNaN: true }), means, (s, x) => {
        expect(regularizedGammaP(1, x)).toBeCloseTo(-Math.expm1(-x), 12);
        expect(regularizedGammaP(s, x) + regularizedGammaQ(s, x)).toBeCloseTo(1, 12);
      }),
    );
    const sum = [0, 1, 2, 3, 4].reduce((total, k) => total + poissonTerm(k, 6.5), 0);
    expect(regularizedGammaQ(5, 6.5)).toBeCloseTo(sum, 14);
    expect([regularizedGammaP(2, 0), regularizedGammaP(0, 2), regularizedGammaQ(0, 2)]).toEqual([0, 1, 0]);
  });

  test('shape ½ is the error function', () => {
    // erf(1) and erfc(3) from tables.
    expect(regularizedGammaP(0.5, 1)).toBeCloseTo(0.842_700_792_949_714_9, 14);
    expect(regularizedGammaQ(0.5, 9) / 2.209_049_699_858_544e-5).toBeCloseTo(1, 12);
  });
});

describe('poissonWindow', () => {
  test.each([1e-9, 0.5, 7, 300, 1e5])(
    'mean %d: the terms sum to 1, have the mean, and their tails are sums',
    (mean) => {
      const { terms, tails } = poissonWindow(mean);
      let sum = 0;
      let first = 0;
      let gap = 0;
      for (const [j, term] of terms.entries()) {
        sum += term;
        first += j * term;
        gap = Math.max(gap, Math.abs(tails[j]! - (1 - sum)));
      }
      expect(gap).toBeLessThan(1e-12);
      expect(Math.abs(first - mean)).toBeLessThan(1e-11 * (1 + mean));
      const mode = Math.floor(mean);
      expect(terms[mode]! / poissonTerm(mode, mean)).toBeCloseTo(1, 11);
    },
  );
});
