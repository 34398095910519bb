import { datePartsOf, type DayNumber } from '../calendar/local-date.ts';
import type { LevelStep } from './effect-design.ts';
import type { CalendarDay } from './day-calendar.ts';
import { addCovarianceOf, rowEffect, type EffectData, type EffectPosterior } from './effect-posterior.ts';

/** Used days, and days of the calendar, after which a new level is believed to last. */
const lastingDays = 8;
const lastingSpan = 10;
/** Used days after which it is believed by half. */
const fewestDays = 4;
const halfBelieved = 0.5;
/** Weeks looked back: an older step is history that the weeks' effects have taken in. */
const weeksBack = 26;
/**
 * Misfit that a step must save. Among the 130 days looked at chance saves about 10; a step of 15 % in clean data saves 20 in three
 * weeks. By half, less will do: it costs half if it is wrong.
 */
const leastGain = 20;
const leastGainEarly = 14;
/** Days that must lie between two steps. */
const daysBetween = 14;
const fewestDaysBefore = 4;

/** A step that data ask for. */
export interface FoundStep extends LevelStep {
  /** Misfit saved by allowing it. */
  readonly gain: number;
}

/** From 20 December to 6 January few channels are as they were or will be: those days say nothing of a new level. */
function isTurnOfYear(day: DayNumber): boolean {
  const { month, dayOfMonth } = datePartsOf(day);
  return (month === 12 && dayOfMonth >= 20) || (month === 1 && dayOfMonth <= 6);
}

/**
 * The step of the level that would explain a fit's residuals best, if any is worth it. For a step at τ with h the indicator of
 * days from τ on, the gain in −2 log likelihood is (hᵀV⁻¹r)² / (s²·hᵀV⁻¹h), where V⁻¹ = W − W·Z·C·Zᵀ·W: hᵀV⁻¹r is the sum of weighted
 * residuals from τ on, hᵀV⁻¹h = Σ w − uᵀCu with u = Σ w·z. A level that is new within the last ten days is
 * carried forward by half: it may be an odd week, or here to stay.
 */
export function strongestStep(
  data: EffectData & { readonly days: readonly CalendarDay[]; readonly steps: readonly LevelStep[] },
  posterior: EffectPosterior,
  residualVariance: number,
): FoundStep | undefined {
  const { rows, days, responses, weights, steps } = data;
  const rowSum = new Float64Array(posterior.size);
  const spread = new Float64Array(posterior.size);
  const last = days.at(-1)!.day;
  let residuals = 0;
  let telling = 0;
  let total = 0;
  let best: FoundStep | undefined;
  for (let n = rows.length - 1; n >= fewestDaysBefore; n--) {
    const { day } = days[n]!;
    const row = rows[n]!;
    const weight = weights[n]!;
    if (last - day + 1 > 7 * weeksBack) break;
    residuals += weight * (responses[n]! - rowEffect(posterior, row));
    total += weight;
    for (let k = 0; k < row.indices.length; k++) rowSum[row.indices[k]!]! += weight * row.values[k]!;
    addCovarianceOf(posterior, row, { vector: spread, multiplier: weight });
    if (!isTurnOfYear(day)) telling += 1;
    if (telling < fewestDays) continue;
    if (steps.some((step) => Math.abs(step.day - day) < daysBetween)) continue;
    let explained = 0;
    for (let index = 0; index < rowSum.length; index++) explained += rowSum[index]! * spread[index]!;
    const gain = residuals ** 2 / Math.max(1e-6, total - explained) / residualVariance;
    const lasting = telling >= lastingDays && last - day + 1 >= lastingSpan;
    if (gain < (lasting ? leastGain : leastGainEarly) || gain <= (best?.gain ?? 0)) continue;
    best = { day, gain, carriedShare: lasting ? 1 : halfBelieved };
  }
  return best;
}
