import { secondsPerDay } from '../calendar/local-date.ts';
import type { WeekPattern } from './channel-timeline.ts';

/** From a click on a phone to a caller in the queue. Shares are 0–1. */
export interface ClickToCallRates {
  /** Clicks per impression; needed only where impressions are given and not clicks. */
  readonly clickThroughRate?: number | undefined;
  /** Taps on the number per click. No sound public figure exists: it must be the user's own. */
  readonly tapsPerClick: number;
  /** Of the taps, those that become a call: the rest cancel the dialler. */
  readonly connectedShare: number;
  /** Of the calls, those that reach a queue: the rest end in the menu. */
  readonly queuedShare: number;
  /** Of the calls in the queue, those that would last under {@link shortCallSeconds} anyway. */
  readonly shortCallShare: number;
}

/** What is assumed of a path of which only the taps are known: assumptions, but for the published share of short calls. */
export const defaultClickToCallRates: Omit<ClickToCallRates, 'tapsPerClick' | 'clickThroughRate'> = {
  connectedShare: 0.9,
  queuedShare: 0.9,
  shortCallShare: 0.28,
};

/** A call shorter than this is a pocket call, a wrong number, or somebody who meant to look and not to talk. */
export const shortCallSeconds = 30;

/** How many remain after each step. */
export interface ClickToCallPath {
  readonly impressions: number | undefined;
  readonly clicks: number;
  readonly taps: number;
  readonly connected: number;
  readonly queued: number;
  readonly shortCalls: number;
}

/**
 * Contacts in the queue per click: taps per click × connected × queued. It takes the place of a contact rate where the reach is
 * counted in clicks.
 *
 * @example contactsPerClick({ tapsPerClick: 0.1, connectedShare: 0.8, queuedShare: 0.5, shortCallShare: 0.28 }) // => 0.04…
 */
export function contactsPerClick({ tapsPerClick, connectedShare, queuedShare }: ClickToCallRates): number {
  return tapsPerClick * connectedShare * queuedShare;
}

/**
 * Follows clicks (or impressions, where only they are known) to the queue. Undefined when neither is given, or impressions
 * without a click-through rate.
 *
 * @example clickToCallPath({ clicks: 1000 }, { tapsPerClick: 0.1, connectedShare: 0.9, queuedShare: 0.9, shortCallShare: 0.25 })?.shortCalls // => 20.25
 */
export function clickToCallPath(
  start: { readonly impressions?: number | undefined; readonly clicks?: number | undefined },
  rates: ClickToCallRates,
): ClickToCallPath | undefined {
  const { impressions } = start;
  const shown =
    impressions === undefined || rates.clickThroughRate === undefined
      ? undefined
      : impressions * rates.clickThroughRate;
  const clicks = start.clicks ?? shown;
  if (clicks === undefined) return undefined;
  const taps = clicks * rates.tapsPerClick;
  const connected = taps * rates.connectedShare;
  const queued = connected * rates.queuedShare;
  return { impressions, clicks, taps, connected, queued, shortCalls: queued * rates.shortCallShare };
}

/**
 * Handle time of click-to-call contacts over that of calls that are conversations: short calls last half of 30 seconds on average.
 * factor = (1 − s) + s·15/handle time; 1 for no short calls. Never above 1.
 *
 * @example shortCallHandleTimeFactor(300, 0.28) // => 0.734…
 */
export function shortCallHandleTimeFactor(conversationSeconds: number, shortCallShare: number): number {
  const short = Math.min(conversationSeconds, shortCallSeconds / 2);
  return 1 - shortCallShare + (shortCallShare * short) / conversationSeconds;
}

/**
 * Patience of a mix of callers, as the mean of the exponential with their common rate of hanging up at the start of the wait:
 * 1/((1 − s)/patience + s/30 s). Those who would not have talked do not wait.
 *
 * @example shortCallPatienceSeconds(120, 0.28) // => 65.2173…
 */
export function shortCallPatienceSeconds(patienceSeconds: number, shortCallShare: number): number {
  return 1 / ((1 - shortCallShare) / patienceSeconds + shortCallShare / shortCallSeconds);
}

/** What an advertising system reports of one past campaign. */
export interface CountedCalls {
  readonly clicks: number;
  /** Calls it counted: in Google Ads `phone_calls`, view type `HIGH_END_MOBILE_SEARCH`. */
  readonly phoneCalls: number;
}

/**
 * Calls per click over reports of past campaigns: Σ calls/Σ clicks, the user's own figure in place of the one that nobody
 * publishes. As `tapsPerClick` it goes with a connected share of 1, since only calls were counted. Undefined without clicks.
 *
 * @example callsPerClick([{ clicks: 900, phoneCalls: 40 }, { clicks: 100, phoneCalls: 10 }]) // => 0.05
 */
export function callsPerClick(reports: readonly CountedCalls[]): number | undefined {
  const clicks = reports.reduce((sum, report) => sum + report.clicks, 0);
  if (!(clicks > 0)) return undefined;
  return reports.reduce((sum, report) => sum + report.phoneCalls, 0) / clicks;
}

/** Mobile use by hour of day, midnight first, relative: an assumption for a channel that has no history of its own. */
const mobileHours = [
  0.4, 0.2, 0.15, 0.1, 0.15, 0.3, 0.6, 0.9, 1, 1.1, 1.15, 1.2, 1.25, 1.2, 1.15, 1.15, 1.2, 1.3, 1.4, 1.45,
  1.45, 1.35, 1.1, 0.7,
];

/** The week of a click-to-call channel of which nothing is known yet: the same mobile day seven times. */
export const mobileWeek: WeekPattern = {
  intervalSeconds: secondsPerDay / mobileHours.length,
  weights: Float64Array.from(
    { length: 7 * mobileHours.length },
    (_, index) => mobileHours[index % mobileHours.length] ?? 0,
  ),
};
