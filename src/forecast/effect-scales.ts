import { misfit, type EffectMoments } from './effect-posterior.ts';
import { effectPrior, type EffectPrior, type EffectScales, type WeekPrior } from './effect-prior.ts';

/** Standard deviation of the logarithm of a multiplier: how far a series is believed to be from the usual one. */
const logScaleSd = 4;
/** Misfit that a series must save, for each factor of four, before its level is believed to move more than usual. */
const restlessCost = 6;
/** Multipliers tried: first quieter, then, where that does not help, livelier. */
const quieter = [1 / 4, 1 / 16];
const livelier = [4, 16];

/** What the calendar does: learnt before anything is said of the level. */
export const calendarScales: readonly (keyof EffectScales)[] = ['year', 'position'];
/** How the level moves. */
export const levelScales: readonly (keyof EffectScales)[] = ['week', 'drift', 'swing'];

function cost(scales: EffectScales): number {
  const spread = Object.values(scales).reduce(
    (sum: number, scale) => sum + (Math.log(scale) / logScaleSd) ** 2,
    0,
  );
  const restless = Math.max(0, Math.log(scales.drift)) + Math.max(0, Math.log(scales.swing));
  return spread + (restlessCost * restless) / Math.log(4);
}

/**
 * Chooses some multipliers of the prior variances by marginal likelihood, one after another, with a log-normal prior around 1.
 * Where a series is as restless as most, nothing changes; for a steady one the effects shrink towards the plain average, for
 * one with a strong season or a wandering level they are let loose. The week's own effect may be less than usual but not
 * more: what looks like more is mostly a level that moves.
 *
 * @param from where the search begins.
 */
export function chooseScales(input: {
  readonly moments: EffectMoments;
  readonly levelRatio: number;
  readonly keys: readonly (keyof EffectScales)[];
  readonly from: EffectPrior;
}): EffectPrior {
  const { moments, levelRatio, keys, from } = input;
  const { design } = moments;
  const judge = (
    scales: EffectScales,
    weeks?: WeekPrior,
  ): { readonly prior: EffectPrior; readonly score: number } => {
    const prior = effectPrior(design, levelRatio, scales, weeks);
    return { prior, score: misfit(moments, prior) + cost(scales) };
  };
  let best = judge(from.scales, from.weeks);
  for (const key of keys) {
    if (key === 'year' && design.year.size === 0) continue;
    const start = best;
    const ofWeeks = levelScales.includes(key);
    const climb = (factors: readonly number[]): void => {
      for (const factor of factors) {
        const scales = { ...start.prior.scales, [key]: factor };
        const candidate = judge(scales, ofWeeks ? undefined : start.prior.weeks);
        if (candidate.score >= best.score) return;
        best = candidate;
      }
    };
    climb(quieter);
    if (key !== 'week' && best === start) climb(livelier);
  }
  return best.prior;
}
