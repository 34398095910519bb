import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedMedia } from '../../src/campaigns/media.ts';
import {
  cumulativeShare,
  responseHorizonSeconds,
  type ResponseCurve,
} from '../../src/campaigns/response-curve.ts';

const minute = 60;
const hour = 3600;
const day = 86_400;

const positive = fc.double({ min: 1, max: 1e6, noNaN: true });
const curves: fc.Arbitrary<ResponseCurve> = fc.oneof(
  fc.record({
    shape: fc.constant('weibull' as const),
    weibullShape: fc.double({ min: 0.3, max: 3, noNaN: true }),
    scaleSeconds: positive,
  }),
  fc.record({
    shape: fc.constant('log-normal' as const),
    medianSeconds: positive,
    logSd: fc.double({ min: 0.1, max: 2, noNaN: true }),
  }),
  fc.record({
    shape: fc.constant('decayed' as const),
    halfLifeSeconds: positive,
    lagSeconds: fc.option(positive, { nil: undefined }),
  }),
  fc.record({ shape: fc.constant('delayed' as const), halfLifeSeconds: positive, lagSeconds: positive }),
  fc.record({
    shape: fc.constant('step' as const),
    durationSeconds: fc.option(positive, { nil: undefined }),
  }),
  fc.record({ shape: fc.constant('pulse' as const), durationSeconds: positive }),
  fc.constantFrom(...Object.values(shippedMedia).map(({ curve }) => curve)),
);

describe('cumulativeShare', () => {
  it('has the published shares of TV airings', () => {
    const { curve } = shippedMedia['tv']!;
    const shares = [1, 2, 3, 4, 10, 30, 60].map((minutes) => cumulativeShare(curve, minutes * minute));
    expect(shares).toEqual([0.08, 0.62, 0.82, 0.9, 0.94, 0.98, 1]);
  });

  it('has the published shares of e-mails, and half at about 2.4 hours', () => {
    const { curve } = shippedMedia['email']!;
    const hours = [0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 18, 48];
    expect(hours.map((hours) => cumulativeShare(curve, hours * hour))).toEqual([
      0.07, 0.15, 0.24, 0.46, 0.57, 0.64, 0.73, 0.8, 0.89, 0.96, 1,
    ]);
    // 0.46 at 2 h, 0.57 at 3 h: half at 2 + 0.04/0.11 = 2.364 h.
    expect(cumulativeShare(curve, (2 + 4 / 11) * hour)).toBeCloseTo(0.5, 12);
  });

  it('has 43 % of text messages in 15 minutes, but for the thousandth that is cut from the tail', () => {
    expect(cumulativeShare(shippedMedia['sms']!.curve, 15 * minute)).toBeCloseTo(0.43 / 0.999, 10);
  });

  it('has half of the letters at 6 days, and 84.13 % one log-sd later', () => {
    const { curve } = shippedMedia['direct-mail']!;
    expect(cumulativeShare(curve, 6 * day)).toBeCloseTo(0.5 / 0.999, 10);
    expect(cumulativeShare(curve, 6 * Math.exp(0.7) * day)).toBeCloseTo(0.841344746 / 0.999, 8);
  });

  it('halves what is left of a decayed response every half-life, after its lag', () => {
    const curve: ResponseCurve = { shape: 'decayed', halfLifeSeconds: hour, lagSeconds: 600 };
    const left = (hours: number): number => 1 - 0.999 * cumulativeShare(curve, 600 + hours * hour);
    expect(left(0)).toBeCloseTo(1, 12);
    expect(left(1)).toBeCloseTo(0.5, 12);
    expect(left(3)).toBeCloseTo(0.125, 12);
  });

  it('cuts a decayed response with a duration there: (1 − ½)/(1 − ¼) after one of two half-lives', () => {
    const curve: ResponseCurve = { shape: 'decayed', halfLifeSeconds: hour, durationSeconds: 2 * hour };
    expect(cumulativeShare(curve, hour)).toBeCloseTo(2 / 3, 12);
  });

  it('delays a decayed response by its lag', () => {
    const delayed: ResponseCurve = { shape: 'delayed', halfLifeSeconds: hour, lagSeconds: day };
    expect(cumulativeShare(delayed, day)).toBe(0);
    expect(cumulativeShare(delayed, day + hour)).toBeCloseTo(
      cumulativeShare({ shape: 'decayed', halfLifeSeconds: hour }, hour),
      12,
    );
  });

  it('spreads a step and a pulse evenly', () => {
    expect(cumulativeShare({ shape: 'pulse', durationSeconds: 600, lagSeconds: 300 }, 450)).toBeCloseTo(
      0.25,
      12,
    );
    expect(cumulativeShare({ shape: 'step' }, 3.5 * day)).toBeCloseTo(0.5, 12);
  });

  it('starts at 0, ends at 1 at the horizon, and never falls', () => {
    fc.assert(
      fc.property(
        curves,
        fc.array(fc.double({ min: 0, max: 1.5, noNaN: true }), { maxLength: 20 }),
        (curve, parts) => {
          const horizon = responseHorizonSeconds(curve);
          expect(cumulativeShare(curve, 0)).toBe(0);
          expect(cumulativeShare(curve, horizon)).toBe(1);
          const shares = parts.sort((a, b) => a - b).map((part) => cumulativeShare(curve, part * horizon));
          for (const [index, share] of shares.entries()) {
            expect(share).toBeGreaterThanOrEqual(shares[index - 1] ?? 0);
            expect(share).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
