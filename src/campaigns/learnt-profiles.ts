import type { LearntResponses } from './learn-rates.ts';
import { profileOf, type ProfileOverride, type ProfileOverrides } from './medium-profile.ts';
import type { ResponseCurve } from './response-curve.ts';
import { normalQuantile } from '../numeric/normal-distribution.ts';

/**
 * A curve run faster by a factor: every time in it divided by `speed`. A flight has no times of its own and stays as it is.
 *
 * @example scaleCurve({ shape: 'decayed', halfLifeSeconds: 3600 }, 2) // => { shape: 'decayed', halfLifeSeconds: 1800 }
 */
export function scaleCurve(curve: ResponseCurve, speed: number): ResponseCurve {
  if (curve.shape === 'points') {
    return {
      shape: 'points',
      points: curve.points.map(([seconds, share]) => [seconds / speed, share] as const),
    };
  }
  const scaled = Object.entries(curve).map(([key, value]) => [
    key,
    typeof value === 'number' && key.endsWith('Seconds') ? value / speed : value,
  ]);
  return Object.fromEntries(scaled) as ResponseCurve;
}

/**
 * What was learnt of each medium, as overrides to keep in the settings: the mean rate with its 80 % range, the curve at the learnt speed,
 * whether closed time loses or carries, the handle-time factor; only what past campaigns told. A rate kept so is a
 * default of the user's own: used together with the same campaigns it counts them twice.
 */
export function learntProfiles(
  learnt: LearntResponses,
  overrides: ProfileOverrides,
): Readonly<Record<string, ProfileOverride>> {
  const media = new Set(learnt.past.map(({ response }) => response.campaign.medium));
  const entries = [...media].flatMap((medium): (readonly [string, ProfileOverride])[] => {
    const profile = profileOf({ id: '', medium, type: undefined }, overrides);
    const rate = learnt.kinds.get(medium);
    const speed = learnt.speeds.get(medium);
    const carry = learnt.carry.get(medium);
    const handleTime = learnt.handleTimeFactors.get(medium);
    const told: ProfileOverride = {
      ...(rate === undefined || rate.campaigns === 0 ? {} : rateKeys(rate.rate, rate.logSd)),
      ...(speed === undefined || speed.campaigns === 0
        ? {}
        : { curve: scaleCurve(profile.curve, speed.speed) }),
      ...(carry === undefined || carry.campaigns === 0
        ? {}
        : { whenClosed: carry.fraction >= 0.5 ? 'carry' : 'drop' }),
      ...(handleTime === undefined || handleTime.contacts === 0
        ? {}
        : { handleTimeFactor: handleTime.factor }),
    };
    return Object.keys(told).length === 0 ? [] : [[medium, told]];
  });
  return Object.fromEntries(entries);
}

function rateKeys(rate: number, logSd: number): ProfileOverride {
  const factor = Math.exp(normalQuantile(0.9) * logSd);
  return { contactRate: rate, contactRateLow: rate / factor, contactRateHigh: rate * factor };
}
