import { normalCdf, normalQuantile } from '../numeric/normal-distribution.ts';

/** Cumulative share of contacts at given times after the start; straight lines between, from (0, 0) on. */
export interface PointsCurve {
  readonly shape: 'points';
  readonly points: readonly (readonly [seconds: number, share: number])[];
}

/** 1 − exp(−(t/scale)^shape): a shape below 1 is a burst with a long tail. */
export interface WeibullCurve {
  readonly shape: 'weibull';
  readonly weibullShape: number;
  readonly scaleSeconds: number;
}

/** Φ(ln(t/median)/logSd): nothing at first, then a hump, then a long tail. */
export interface LogNormalCurve {
  readonly shape: 'log-normal';
  readonly medianSeconds: number;
  readonly logSd: number;
}

/** 1 − 2^(−t/halfLife), from `lagSeconds` on: strongest at once and fading. */
export interface DecayedCurve {
  readonly shape: 'decayed';
  readonly halfLifeSeconds: number;
  readonly lagSeconds?: number | undefined;
  readonly durationSeconds?: number | undefined;
}

/** A decayed response that begins after a lag. */
export interface DelayedCurve {
  readonly shape: 'delayed';
  readonly lagSeconds: number;
  readonly halfLifeSeconds: number;
  readonly durationSeconds?: number | undefined;
}

/** The same rate for a long time; without a duration until the campaign's end, else for a week. */
export interface StepCurve {
  readonly shape: 'step';
  readonly durationSeconds?: number | undefined;
  readonly lagSeconds?: number | undefined;
}

/** The same rate for a short time. */
export interface PulseCurve {
  readonly shape: 'pulse';
  readonly durationSeconds: number;
  readonly lagSeconds?: number | undefined;
}

/** Spread over start … end like the channel's own week; without an end over a week. */
export interface FlightCurve {
  readonly shape: 'flight';
}

/** How a campaign's contacts arrive over time; all parameters are plain data. */
export type ResponseCurve =
  | PointsCurve
  | WeibullCurve
  | LogNormalCurve
  | DecayedCurve
  | DelayedCurve
  | StepCurve
  | PulseCurve
  | FlightCurve;

/** How long a flight or step lasts when the calendar gives no end. */
export const defaultFlightSeconds = 7 * 86_400;

/** A curve without end is cut where this share has come, and the rest spread over what is left. */
const countedShare = 0.999;

function lagOf(curve: ResponseCurve): number {
  return 'lagSeconds' in curve ? (curve.lagSeconds ?? 0) : 0;
}

/**
 * The time after the start, in seconds, by which all contacts have come. Curves without an end of their own (Weibull,
 * log-normal, decayed) end where 99.9 % have come.
 *
 * @example responseHorizonSeconds({ shape: 'pulse', durationSeconds: 600, lagSeconds: 60 }) // => 660
 */
export function responseHorizonSeconds(curve: ResponseCurve): number {
  switch (curve.shape) {
    case 'points':
      return curve.points.at(-1)?.[0] ?? 0;
    case 'weibull':
      return curve.scaleSeconds * (-Math.log(1 - countedShare)) ** (1 / curve.weibullShape);
    case 'log-normal':
      return curve.medianSeconds * Math.exp(curve.logSd * normalQuantile(countedShare));
    case 'decayed':
    case 'delayed':
      return lagOf(curve) + (curve.durationSeconds ?? -Math.log2(1 - countedShare) * curve.halfLifeSeconds);
    case 'step':
    case 'pulse':
      return lagOf(curve) + (curve.durationSeconds ?? defaultFlightSeconds);
    case 'flight':
      return defaultFlightSeconds;
  }
}

function pointsShare(points: PointsCurve['points'], seconds: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]![0] > seconds) high = middle;
    else low = middle + 1;
  }
  const after = points[low];
  const before = points[low - 1];
  const fromSeconds = before === undefined ? 0 : before[0];
  const fromShare = before === undefined ? 0 : before[1];
  if (after === undefined) return fromShare;
  return fromShare + ((after[1] - fromShare) * (seconds - fromSeconds)) / (after[0] - fromSeconds);
}

/** The curve before it is scaled to reach 1 at its horizon. */
function rawShare(curve: ResponseCurve, seconds: number): number {
  const after = seconds - lagOf(curve);
  if (after <= 0 && curve.shape !== 'points') return 0;
  switch (curve.shape) {
    case 'points':
      return pointsShare(curve.points, seconds);
    case 'weibull':
      return -Math.expm1(-((after / curve.scaleSeconds) ** curve.weibullShape));
    case 'log-normal':
      return normalCdf(Math.log(after / curve.medianSeconds) / curve.logSd);
    case 'decayed':
    case 'delayed':
      return -Math.expm1((-after * Math.LN2) / curve.halfLifeSeconds);
    case 'step':
    case 'pulse':
    case 'flight':
      return after;
  }
}

/**
 * The cumulative share of a campaign's contacts that have come some seconds after its start: 0 at and before the start, 1 from
 * the horizon ({@link responseHorizonSeconds}) on, never falling between.
 *
 * F(t) = raw(t)/raw(horizon), with raw the shape's own formula. Points need rising times; a flight counts here as an even
 * spread over a week: its real spread needs the channel's week and is made in `channelArrivals`.
 *
 * @example cumulativeShare({ shape: 'points', points: [[600, 0.5], [3600, 1]] }, 2100) // => 0.75
 * @example cumulativeShare({ shape: 'decayed', halfLifeSeconds: 3600, durationSeconds: 7200 }, 3600) // => 0.6666666666…
 */
export function cumulativeShare(curve: ResponseCurve, seconds: number): number {
  const share = shareFunction(curve);
  return share(seconds);
}

/** {@link cumulativeShare} of one curve, for many times: what does not depend on time is computed once. */
export function shareFunction(curve: ResponseCurve): (seconds: number) => number {
  const horizon = responseHorizonSeconds(curve);
  const whole = rawShare(curve, horizon);
  return (seconds) => {
    if (seconds <= 0) return 0;
    if (seconds >= horizon) return 1;
    return rawShare(curve, seconds) / whole;
  };
}
