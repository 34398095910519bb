import type { BlockInput, CampaignShape } from './campaign-equations.ts';
import { equationsOf } from './campaign-equations.ts';

/** Log-sd of how fast campaigns of one medium run against its curve, and of the medium against the shipped curve. */
export const betweenSpeedsLogSd = 0.3;
const mediumSpeedLogSd = 0.3;

/** How fast a medium's responses run: 2 is twice as fast as its curve. */
export interface PooledSpeed {
  readonly speed: number;
  /** Of the medium's speed, without the spread between campaigns. */
  readonly logSd: number;
  /** Campaigns whose hours tell. */
  readonly campaigns: number;
}

/** What one campaign's hours say of its speed. */
export interface SpeedObservation {
  readonly logSpeed: number;
  readonly logSd: number;
}

export const usualSpeed: PooledSpeed = { speed: 1, logSd: mediumSpeedLogSd, campaigns: 0 };

const logSpeeds = [-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9];
/** A curve about which the data says less than this (in units of log-likelihood over one sd) is left as it is. */
const tellingLogSd = 0.6;

/**
 * How fast a campaign ran against its curve, from the course of its own contacts.
 *
 * For each of seven speeds from 0.4 to 2.5 the campaign's size is fitted by least squares on the curve at that speed; the drop in
 * the weighted sum of squares, as a log-likelihood, is a parabola near its top, whose place and width are the observation.
 * Undefined when the top is not inside the range or wider than a log-sd of 0.6: then the data cannot tell (a spot
 * whose response fits in one interval).
 */
export function observeSpeed(
  shapeAt: (speed: number) => CampaignShape,
  setting: Pick<BlockInput, 'evidence' | 'weights' | 'targets'>,
): SpeedObservation | undefined {
  const gains = logSpeeds.map((logSpeed) => {
    const { matrix, right } = equationsOf({ ...setting, shapes: [shapeAt(Math.exp(logSpeed))], block: [0] });
    const [square, product] = [matrix[0] ?? 0, Math.max(0, right[0] ?? 0)];
    return square > 0 ? (product * product) / (2 * square) : 0;
  });
  const top = gains.indexOf(Math.max(...gains));
  const [before, at, after] = [gains[top - 1], gains[top], gains[top + 1]];
  if (before === undefined || at === undefined || after === undefined) return undefined;
  const step = 0.3;
  const curvature = (2 * at - before - after) / (step * step);
  if (!(curvature > 0)) return undefined;
  const logSd = curvature ** -0.5;
  if (logSd > tellingLogSd) return undefined;
  return {
    logSpeed: (logSpeeds[top] ?? 0) + (step * (after - before)) / (2 * (2 * at - before - after)),
    logSd,
  };
}

/**
 * A medium's speed from its campaigns': normal on the log scale, campaigns spread by a log-sd of 0.3 around the medium, the
 * medium by 0.3 around the shipped curve. No observations: speed 1.
 *
 * @example poolSpeeds([]).speed // => 1
 */
export function poolSpeeds(observations: readonly SpeedObservation[]): PooledSpeed {
  let precision = 1 / mediumSpeedLogSd ** 2;
  let weighted = 0;
  for (const { logSpeed, logSd } of observations) {
    const weight = 1 / (betweenSpeedsLogSd ** 2 + logSd ** 2);
    precision += weight;
    weighted += weight * logSpeed;
  }
  return { speed: Math.exp(weighted / precision), logSd: precision ** -0.5, campaigns: observations.length };
}

/** A campaign's own speed: its observation shrunk to its medium's. */
export function ownSpeed(medium: PooledSpeed, observation: SpeedObservation | undefined): number {
  if (observation === undefined) return medium.speed;
  const before = 1 / (betweenSpeedsLogSd ** 2 + medium.logSd ** 2);
  const seen = 1 / observation.logSd ** 2;
  return Math.exp((Math.log(medium.speed) * before + observation.logSpeed * seen) / (before + seen));
}
