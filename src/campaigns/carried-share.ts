import { choleskyFactor, choleskyInverse } from '../numeric/cholesky.ts';
import type { IntervalShares } from './channel-arrivals.ts';
import type { MediumProfile } from './medium-profile.ts';
import { equationsOf, type BlockInput, type CampaignShape } from './campaign-equations.ts';

/** How sure the default (all carried, or all lost) is, and how campaigns of one medium differ. */
const defaultSd = 0.5;
const betweenCampaignsSd = 0.3;
/** Carried response below this share of a campaign is not worth asking about. */
const leastCarried = 0.02;

/** How much of a medium's response in closed time comes at the next opening. */
export interface PooledCarry {
  readonly fraction: number;
  /** 1 or 0, as the medium's profile says. */
  readonly defaultFraction: number;
  readonly sd: number;
  /** Campaigns whose hours tell. */
  readonly campaigns: number;
}

/** What one campaign's hours say of it: unbiased, so not held to 0 … 1. */
export interface CarryObservation {
  readonly fraction: number;
  readonly sd: number;
}

/** What two versions of a campaign's arrivals differ by. */
function difference(more: CampaignShape, less: CampaignShape): CampaignShape {
  const shares = more.shares.map((a, channel): IntervalShares | undefined => {
    const b = less.shares[channel];
    if (a === undefined || a.shares.length === 0) return undefined;
    const values = Float64Array.from(
      a.shares,
      (value, offset) => value - (b?.shares[a.first + offset - b.first] ?? 0),
    );
    return { first: a.first, shares: values };
  });
  return { shares, expectedContacts: more.expectedContacts };
}

function totalOf({ shares }: CampaignShape): number {
  return shares.reduce((sum, part) => sum + (part?.shares.reduce((a, b) => a + b, 0) ?? 0), 0);
}

/**
 * Whether a campaign's response in closed time was lost or came at the next opening: its contacts are fitted by least squares
 * as two parts, what its curve brings in open time and what would be carried; their ratio is the carried fraction.
 * Undefined where little falls in closed time, or the campaign is too small to tell.
 *
 * @param at the campaign's arrivals with nothing and with everything carried
 */
export function observeCarry(
  at: { readonly lost: CampaignShape; readonly carried: CampaignShape },
  setting: Pick<BlockInput, 'evidence' | 'weights' | 'targets'>,
): CarryObservation | undefined {
  const extra = difference(at.carried, at.lost);
  if (totalOf(extra) < leastCarried) return undefined;
  const { matrix, right } = equationsOf({ ...setting, shapes: [at.lost, extra], block: [0, 1] });
  const [a = 0, , c = 0, d = 0] = matrix;
  if (!(a > 0) || !(a * d > c * c * (1 + 1e-9))) return undefined;
  const inverse = choleskyInverse(choleskyFactor(matrix, 2), 2);
  const [directVariance = 0, covariance = 0, , extraVariance = 0] = inverse;
  const direct = directVariance * right[0]! + covariance * right[1]!;
  if (!(direct > 5 * Math.sqrt(directVariance))) return undefined;
  const fraction = (covariance * right[0]! + extraVariance * right[1]!) / direct;
  const variance = extraVariance - 2 * fraction * covariance + fraction ** 2 * directVariance;
  return { fraction, sd: Math.sqrt(Math.max(variance, 0)) / direct };
}

/**
 * A medium's carried fraction from its campaigns': normal around the default (sd 0.5), campaigns spread by 0.3 around the
 * medium, held to 0 … 1. No observations: the default.
 *
 * @example poolCarry(1, []).fraction // => 1
 */
export function poolCarry(defaultFraction: number, observations: readonly CarryObservation[]): PooledCarry {
  let precision = 1 / defaultSd ** 2;
  let weighted = defaultFraction * precision;
  for (const { fraction, sd } of observations) {
    const weight = 1 / (betweenCampaignsSd ** 2 + sd ** 2);
    precision += weight;
    weighted += weight * fraction;
  }
  const fraction = Math.min(1, Math.max(0, weighted / precision));
  return { fraction, defaultFraction, sd: precision ** -0.5, campaigns: observations.length };
}

/** The carried fraction of a campaign: its medium's as learnt, unless its own profile says otherwise than the medium's. */
export function carriedFractionOf({ whenClosed }: MediumProfile, learnt: PooledCarry | undefined): number {
  const own = whenClosed === 'carry' ? 1 : 0;
  return learnt !== undefined && learnt.defaultFraction === own ? learnt.fraction : own;
}
