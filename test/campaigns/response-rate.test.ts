import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betweenCampaignsLogSd,
  ownRate,
  poolRates,
  predictiveLogSd,
  sizeQuantile,
  type RateObservation,
} from '../../src/campaigns/response-rate.ts';
import { createRandom } from '../../src/numeric/random.ts';

const sharp = (rate: number): RateObservation => ({ rate, standardError: rate * 1e-4 });
const s2 = betweenCampaignsLogSd ** 2;

/** Precision-weighted mean on the log scale, by the formula of the textbook. */
function shrunk(
  prior: number,
  priorLogSd: number,
  rates: readonly number[],
): { readonly mean: number; readonly sd: number } {
  const precision = 1 / priorLogSd ** 2 + rates.length / s2;
  const sum = rates.reduce(
    (total, rate) => total + (Math.log(rate) + s2 / 2) / s2,
    Math.log(prior) / priorLogSd ** 2,
  );
  return { mean: sum / precision, sd: precision ** -0.5 };
}

describe('poolRates', () => {
  it('is the prior without campaigns', () => {
    expect(poolRates({ rate: 0.01, logSd: 1 }, [])).toMatchObject({ rate: 0.01, logSd: 1, campaigns: 0 });
  });

  it('is shrinkage on the log scale when campaigns are exactly known and alike', () => {
    const rates = [0.008, 0.01, 0.011, 0.013];
    const pooled = poolRates({ rate: 0.012, logSd: 1 }, rates.map(sharp));
    const { mean, sd } = shrunk(0.012, 1, rates);
    // The strangers' three in a hundred move it a little; half of the scatter is taken off.
    expect(pooled.logSd).toBeCloseTo(sd, 1);
    expect(Math.log(pooled.rate)).toBeCloseTo(mean - (sd ** 2 * (1 - sd ** 2)) / 2, 1);
  });

  it('lets two own campaigns outweigh a shipped default', () => {
    const pooled = poolRates({ rate: 0.03, logSd: 1 }, [sharp(0.01), sharp(0.01)]);
    // On the log scale: nearer to the campaigns than to the default.
    expect(pooled.rate).toBeLessThan(Math.sqrt(0.01 * 0.03));
  });

  it('counts an imprecise campaign for what it says, down to nothing', () => {
    const prior = { rate: 0.01, logSd: 1 };
    const weights = [0.002, 0.015, 0.2].map((standardError) => {
      const { rate } = poolRates(prior, [{ rate: 0.03, standardError }]);
      return Math.log(rate / 0.01);
    });
    expect(weights[0]).toBeGreaterThan(weights[1]!);
    expect(weights[1]).toBeGreaterThan(weights[2]!);
    expect(poolRates(prior, [{ rate: 0.03, standardError: 0.2 }]).campaigns).toBe(0);
  });

  it('takes a negative estimate as a sign of a low rate, not as an error', () => {
    const prior = { rate: 0.01, logSd: 1 };
    const pooled = poolRates(prior, [{ rate: -0.002, standardError: 0.004 }]);
    expect(pooled.rate).toBeLessThan(0.008);
    expect(pooled.rate).toBeGreaterThan(0);
  });

  it('is moved little by one campaign that never happened', () => {
    const rates = [0.009, 0.01, 0.011, 0.01, 0.012].map(sharp);
    const usual = poolRates({ rate: 0.01, logSd: 1 }, rates).rate;
    const withStranger = poolRates({ rate: 0.01, logSd: 1 }, [
      ...rates,
      { rate: 0.0001, standardError: 0.0001 },
    ]).rate;
    expect(withStranger / usual).toBeGreaterThan(0.85);
  });

  it('does not depend on the unit', () => {
    const observation = fc.record({
      rate: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
      standardError: fc.double({ min: 1e-4, max: 0.02, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(observation, { minLength: 1, maxLength: 6 }), (observations) => {
        const one = poolRates({ rate: 0.01, logSd: 1 }, observations);
        const scaled = observations.map(({ rate, standardError }) => ({
          rate: rate * 1000,
          standardError: standardError * 1000,
        }));
        const thousand = poolRates({ rate: 10, logSd: 1 }, scaled);
        expect(thousand.rate / one.rate / 1000).toBeCloseTo(1, 6);
        expect(thousand.logSd).toBeCloseTo(one.logSd, 6);
      }),
      { numRuns: 50 },
    );
  });

  it('covers the true mean rate at its level, and is unbiased, over repeated calendars', () => {
    const random = createRandom(7);
    for (const campaigns of [1, 3, 10]) {
      let [within80, within95, sum, squares] = [0, 0, 0, 0];
      const runs = 600;
      for (let run = 0; run < runs; run++) {
        // The truth lies around the default as the prior says.
        const truth = 0.01 * Math.exp(random.normal());
        const observations = Array.from({ length: campaigns }, (): RateObservation => {
          const rate = truth * Math.exp(betweenCampaignsLogSd * random.normal() - s2 / 2);
          const standardError = 0.1 * rate;
          return { rate: rate + standardError * random.normal(), standardError };
        });
        const pooled = poolRates({ rate: 0.01, logSd: 1 }, observations);
        const z = Math.abs(Math.log(pooled.rate / truth)) / pooled.logSd;
        within80 += z < 1.2816 ? 1 : 0;
        within95 += z < 1.96 ? 1 : 0;
        sum += pooled.rate / truth;
        squares += (pooled.rate / truth) ** 2;
      }
      // Three standard errors of a share of 0.8 and 0.95 in 600 runs: 0.049 and 0.027.
      expect(Math.abs(within80 / runs - 0.8)).toBeLessThan(0.05);
      expect(Math.abs(within95 / runs - 0.95)).toBeLessThan(0.03);
      const mean = sum / runs;
      const error = Math.sqrt((squares / runs - mean ** 2) / runs);
      expect(Math.abs(mean - 1)).toBeLessThan(0.02 + 3 * error);
    }
  });
});

describe('ownRate', () => {
  const kind = { rate: 100, logSd: betweenCampaignsLogSd };

  it('is what was expected as long as nothing is seen', () => {
    expect(ownRate(kind, undefined)).toEqual(kind);
    expect(ownRate(kind, { rate: 100, standardError: Infinity })).toEqual(kind);
  });

  it('goes to what is seen as that becomes precise', () => {
    expect(ownRate(kind, { rate: 180, standardError: 1 }).rate).toBeCloseTo(180, 0);
    const between = ownRate(kind, { rate: 180, standardError: 40 }).rate;
    expect(between).toBeGreaterThan(100);
    expect(between).toBeLessThan(180);
  });

  it('agrees with brute force over a fine grid', () => {
    const observation = { rate: 150, standardError: 30 };
    let [mass, mean] = [0, 0];
    for (let x = -4; x <= 4; x += 0.001) {
      const value = 100 * Math.exp(x);
      const density = (logSd: number): number => Math.exp(-(((x + s2 / 2) / logSd) ** 2) / 2) / logSd;
      const prior = 0.97 * density(kind.logSd) + 0.03 * density(Math.hypot(kind.logSd, 2));
      const weight = prior * Math.exp(-(((150 - value) / 30) ** 2) / 2);
      mass += weight;
      mean += weight * value;
    }
    expect(ownRate(kind, observation).rate / (mean / mass)).toBeCloseTo(1, 2);
  });
});

describe('sizeQuantile', () => {
  it('has the median below the mean by the spread between campaigns alone', () => {
    expect(sizeQuantile({ rate: 100, logSd: 0.42 }, 0.5)).toBeCloseTo(100 * Math.exp(-s2 / 2), 10);
    expect(sizeQuantile({ rate: 100, logSd: 1 }, 0.5)).toBeCloseTo(100 * Math.exp(-s2 / 2), 10);
  });

  it('holds 80 % of the campaigns of a kind', () => {
    const random = createRandom(3);
    const kind = { rate: 100, logSd: predictiveLogSd({ rate: 100, logSd: 0 }) };
    const [low, high] = [sizeQuantile(kind, 0.1), sizeQuantile(kind, 0.9)];
    let inside = 0;
    for (let draw = 0; draw < 4000; draw++) {
      const size = 100 * Math.exp(betweenCampaignsLogSd * random.normal() - s2 / 2);
      inside += size >= low && size <= high ? 1 : 0;
    }
    expect(Math.abs(inside / 4000 - 0.8)).toBeLessThan(0.02);
  });
});
