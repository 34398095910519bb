import { normalQuantile } from '../numeric/normal-distribution.ts';
import type { ErrorModel } from './error-model.ts';
import type { BaselineExpectation } from './forecast-model.ts';

/** Campaign contacts on top of a baseline: their mean, and the variance of that mean (what is not known of the campaign's size). */
export interface CampaignShare {
  readonly campaignContacts?: number | undefined;
  readonly campaignVariance?: number | undefined;
}

/** What may come: any quantile of any interval, day or longer stretch of a forecast. */
export interface PredictiveDistribution {
  /** Contacts that interval `index` of the forecast stays below with `probability`. Never negative, never decreasing in probability. */
  quantile(at: { readonly index: number; readonly probability: number } & CampaignShare): number;
  /**
   * The same for the sum over the intervals `from` … `to − 1`. Errors common to a day and to the horizon do not cancel;
   * `campaignVariance` is of the sum: of one campaign's contacts the squared sum of standard deviations, not the sum of variances.
   */
  totalQuantile(
    at: { readonly from: number; readonly to: number; readonly probability: number } & CampaignShare,
  ): number;
}

/** Bounds of the central 80 and 95 % of what may come. */
export interface PredictionBounds {
  readonly lower80: number;
  readonly upper80: number;
  readonly lower95: number;
  readonly upper95: number;
}

/** The four bounds from a quantile function. */
export function boundsFrom(quantile: (probability: number) => number): PredictionBounds {
  return {
    lower80: quantile(0.1),
    upper80: quantile(0.9),
    lower95: quantile(0.025),
    upper95: quantile(0.975),
  };
}

/** Quantile of sorted values by linear interpolation of (i + ½)/n; beyond the ends the end values. */
export function sortedQuantile(sorted: Float64Array, probability: number): number {
  if (sorted.length === 0) return 0;
  const position = Math.min(sorted.length - 1, Math.max(0, probability * sorted.length - 0.5));
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(sorted.length - 1, below + 1)]!;
  return low + (position - below) * (high - low);
}

/** How far a log-normal campaign of this mean and variance lies from its mean at a quantile. */
function campaignDeviation(contacts: number, variance: number, probability: number): number {
  if (!(contacts > 0)) return 0;
  const logVariance = Math.log(1 + variance / contacts ** 2);
  const size =
    variance > 0
      ? contacts * (Math.exp(Math.sqrt(logVariance) * normalQuantile(probability) - logVariance / 2) - 1)
      : 0;
  // The Poisson noise of the contacts themselves joins in quadrature.
  return inQuadrature(size, Math.sqrt(contacts) * normalQuantile(probability));
}

/** Adds two deviations as independent errors add; signs kept, so that the result grows with both. */
function inQuadrature(a: number, b: number): number {
  const sum = Math.sign(a) * a * a + Math.sign(b) * b * b;
  return Math.sign(sum) * Math.sqrt(Math.abs(sum));
}

function modelOfDay(models: readonly ErrorModel[], dayIndex: number): ErrorModel {
  const model = models[Math.min(models.length - 1, Math.floor(dayIndex / 7))];
  if (model === undefined) throw new RangeError('no error model');
  return model;
}

/**
 * The distribution of what may come around a forecast. An interval with expectation f varies by f + c²f² + ¼ (negative-binomial
 * shape; c² by lead week from the back-test) in the shape of the back-test's standardised residuals; campaigns add their
 * log-normal size and Poisson noise as independent errors.
 *
 * @param models by lead week, first week first; later weeks use the last. At least one.
 */
export function predictiveDistribution(
  forecast: BaselineExpectation,
  models: readonly ErrorModel[],
): PredictiveDistribution {
  const { expected, intervalsPerDay, specialRelativeSd } = forecast;
  const quantile: PredictiveDistribution['quantile'] = ({
    index,
    probability,
    campaignContacts = 0,
    campaignVariance = 0,
  }) => {
    const f = expected[index] ?? 0;
    const model = modelOfDay(models, Math.floor(index / intervalsPerDay));
    const special = specialRelativeSd?.[Math.floor(index / intervalsPerDay)] ?? 0;
    const spread = Math.sqrt(f + (model.intervalVariance + special ** 2) * f * f + 0.25);
    const own = f > 0 ? sortedQuantile(model.residuals, probability) * spread : 0;
    const campaign = campaignDeviation(campaignContacts, campaignVariance, probability);
    return Math.max(0, f + campaignContacts + inQuadrature(Math.max(-f, own), campaign));
  };
  const totalQuantile: PredictiveDistribution['totalQuantile'] = (at) => {
    const { from, to, probability, campaignContacts = 0, campaignVariance = 0 } = at;
    const { total, variance, days, dayShape } = totalSpread({ forecast, models, from, to });
    const shape =
      days <= 1 && dayShape !== undefined
        ? sortedQuantile(dayShape, probability)
        : normalQuantile(probability);
    const campaign = campaignDeviation(campaignContacts, campaignVariance, probability);
    return Math.max(
      0,
      total + campaignContacts + inQuadrature(Math.max(-total, shape * Math.sqrt(variance)), campaign),
    );
  };
  return { quantile, totalQuantile };
}

function totalSpread(input: {
  readonly forecast: BaselineExpectation;
  readonly models: readonly ErrorModel[];
  readonly from: number;
  readonly to: number;
}): {
  readonly total: number;
  readonly variance: number;
  readonly days: number;
  readonly dayShape: Float64Array | undefined;
} {
  const { forecast, models, from, to } = input;
  const { expected, intervalsPerDay, specialRelativeSd } = forecast;
  let total = 0;
  let variance = 0;
  let common = 0;
  let days = 0;
  let dayShape: Float64Array | undefined;
  for (let start = from; start < to;) {
    const dayIndex = Math.floor(start / intervalsPerDay);
    const end = Math.min(to, (dayIndex + 1) * intervalsPerDay);
    const model = modelOfDay(models, dayIndex);
    let dayTotal = 0;
    for (let index = start; index < end; index++) {
      const f = expected[index]!;
      dayTotal += f;
      variance += f + model.ownVariance * f * f;
    }
    variance += (model.dayVariance + (specialRelativeSd?.[dayIndex] ?? 0) ** 2) * dayTotal ** 2;
    common += Math.sqrt(model.weekVariance) * dayTotal;
    total += dayTotal;
    if (dayTotal > 0) days += 1;
    dayShape = end - start === intervalsPerDay ? model.dayResiduals : dayShape;
    start = end;
  }
  return { total, variance: variance + common ** 2 + 0.25, days, dayShape };
}
