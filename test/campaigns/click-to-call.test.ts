import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  callsPerClick,
  clickToCallPath,
  contactsPerClick,
  defaultClickToCallRates,
  mobileWeek,
  shortCallHandleTimeFactor,
  shortCallPatienceSeconds,
} from '../../src/campaigns/click-to-call.ts';

const rates = {
  tapsPerClick: 0.1,
  connectedShare: 0.9,
  queuedShare: 0.8,
  shortCallShare: 0.28,
  clickThroughRate: 0.02,
};

describe('clickToCallPath', () => {
  it('follows clicks to the queue', () => {
    const path = clickToCallPath({ clicks: 1000 }, rates)!;
    expect(path.taps).toBeCloseTo(100, 10);
    expect(path.connected).toBeCloseTo(90, 10);
    expect(path.queued).toBeCloseTo(72, 10);
    expect(path.shortCalls).toBeCloseTo(20.16, 10);
    expect(path.queued).toBeCloseTo(1000 * contactsPerClick(rates), 10);
  });

  it('starts from impressions when only they are known, with a click-through rate', () => {
    expect(clickToCallPath({ impressions: 50_000 }, rates)?.clicks).toBeCloseTo(1000, 10);
    expect(
      clickToCallPath({ impressions: 50_000 }, { ...rates, clickThroughRate: undefined }),
    ).toBeUndefined();
    expect(clickToCallPath({}, rates)).toBeUndefined();
    expect(clickToCallPath({ impressions: 50_000, clicks: 700 }, rates)?.clicks).toBe(700);
  });

  it('never has more after a step than before it', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (tapsPerClick, connectedShare, queuedShare, shortCallShare) => {
        const path = clickToCallPath(
          { clicks: 500 },
          { tapsPerClick, connectedShare, queuedShare, shortCallShare },
        )!;
        const steps = [path.clicks, path.taps, path.connected, path.queued, path.shortCalls];
        for (const [index, step] of steps.entries())
          expect(step).toBeLessThanOrEqual(steps[index - 1] ?? Infinity);
      }),
    );
  });
});

describe('short calls', () => {
  it('lower the handle time: 28 % of 15 s among calls of 300 s', () => {
    expect(300 * shortCallHandleTimeFactor(300, 0.28)).toBeCloseTo(0.72 * 300 + 0.28 * 15, 10);
    expect(shortCallHandleTimeFactor(300, 0)).toBe(1);
    expect(shortCallHandleTimeFactor(10, 0.5)).toBe(1);
  });

  it('lower the patience: the rates of hanging up mix', () => {
    expect(1 / shortCallPatienceSeconds(120, 0.28)).toBeCloseTo(0.72 / 120 + 0.28 / 30, 12);
    expect(shortCallPatienceSeconds(120, 0)).toBeCloseTo(120, 12);
    expect(shortCallPatienceSeconds(120, 1)).toBeCloseTo(30, 12);
  });

  it('have the published share by default', () => {
    expect(defaultClickToCallRates.shortCallShare).toBe(0.28);
  });
});

describe('callsPerClick', () => {
  it('weighs reports by their clicks', () => {
    expect(
      callsPerClick([
        { clicks: 900, phoneCalls: 45 },
        { clicks: 100, phoneCalls: 25 },
      ]),
    ).toBeCloseTo(0.07, 12);
    expect(callsPerClick([])).toBeUndefined();
  });
});

describe('mobileWeek', () => {
  it('has seven days alike, busiest in the evening', () => {
    expect(mobileWeek.weights).toHaveLength(7 * 24);
    expect(mobileWeek.weights[3]).toBe(mobileWeek.weights[27]);
    const day = [...mobileWeek.weights.subarray(0, 24)];
    expect(day.indexOf(Math.max(...day))).toBeGreaterThan(17);
  });
});
