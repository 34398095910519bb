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

/** Everything that the spread of a forecast depends on. */
interface Spreads {
  readonly forecast: BaselineExpectation;
  /** Error model of each day, and the relative variance common to all its days that the calendar or the distance adds. */
  readonly models: readonly ErrorModel[];
  readonly addedVariance: Float64Array;
}

/**
 * Error models by day. Beyond the weeks that were calibrated the last model holds, plus what the model's own relative spread has
 * grown by since: levels drift on.
 */
function spreadsOf(forecast: BaselineExpectation, errors: readonly ErrorModel[], daysAhead: number): Spreads {
  const last = errors.at(-1);
  if (last === undefined) throw new RangeError('no error model');
  const { days, dayRelativeSd, addedRelativeSd } = forecast;
  const addedVariance = new Float64Array(days);
  const calibrated = 7 * errors.length - daysAhead;
  const models = Array.from({ length: days }, (_, index) => {
    const added = addedRelativeSd?.[index] ?? 0;
    const now = dayRelativeSd?.[index] ?? 0;
    const then = dayRelativeSd?.[((((index - calibrated) % 7) + 7) % 7) + calibrated - 7] ?? now;
    const drift = index >= calibrated && calibrated >= 7 ? Math.max(0, now ** 2 - then ** 2) : 0;
    addedVariance[index] = added ** 2 + drift;
    return errors[Math.floor((index + daysAhead) / 7)] ?? last;
  });
  return { forecast, models, addedVariance };
}

/**
 * The distribution of what may come around a forecast. An interval with expectation f varies by f + c²f² + ¼ (negative-binomial
 * shape; c² by lead week from the back-test) in the shape of the back-test's standardised residuals; special days add what is not
 * known of their factor, campaigns their log-normal size and Poisson noise as independent errors.
 *
 * @param errors by lead week, first week first. At least one.
 * @param daysAhead days between the end of the history and the forecast's first day.
 */
export function predictiveDistribution(
  forecast: BaselineExpectation,
  errors: readonly ErrorModel[],
  daysAhead = 0,
): PredictiveDistribution {
  const { expected, intervalsPerDay } = forecast;
  const spreads = spreadsOf(forecast, errors, daysAhead);
  const quantile: PredictiveDistribution['quantile'] = (at) => {
    const { index, probability, campaignContacts = 0, campaignVariance = 0 } = at;
    const f = expected[index] ?? 0;
    const day = Math.floor(index / intervalsPerDay);
    const model = spreads.models[day];
    let own = 0;
    if (f > 0 && model !== undefined) {
      const relative = model.intervalVariance + spreads.addedVariance[day]!;
      own = sortedQuantile(model.residuals, probability) * Math.sqrt(f + relative * f * f + 0.25);
    }
    const campaign = campaignDeviation(campaignContacts, campaignVariance, probability);
    return Math.max(0, f + campaignContacts + inQuadrature(Math.max(-f, own), campaign));
  };
  const totalQuantile: PredictiveDistribution['totalQuantile'] = (at) => {
    const { probability, campaignContacts = 0, campaignVariance = 0 } = at;
    const { total, variance, dayShape } = totalSpread(spreads, at);
    const shape =
      dayShape === undefined ? normalQuantile(probability) : sortedQuantile(dayShape, probability);
    const own = total > 0 ? Math.max(-total, shape * Math.sqrt(variance)) : 0;
    const campaign = campaignDeviation(campaignContacts, campaignVariance, probability);
    return Math.max(0, total + campaignContacts + inQuadrature(own, campaign));
  };
  return { quantile, totalQuantile };
}

/** Total, variance and, for one whole day, the shape of the sum over `from` … `to − 1`. */
function totalSpread(
  { forecast, models, addedVariance }: Spreads,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly total: number; readonly variance: number; readonly dayShape: Float64Array | undefined } {
  const { expected, intervalsPerDay } = forecast;
  let [total, variance, common] = [0, 0.25, 0];
  let dayShape: Float64Array | undefined;
  let days = 0;
  for (let start = from; start < to;) {
    const day = Math.floor(start / intervalsPerDay);
    const end = Math.min(to, (day + 1) * intervalsPerDay);
    const model = models[day];
    if (model === undefined) break;
    let dayTotal = 0;
    for (let index = start; index < end; index++) {
      const f = expected[index]!;
      dayTotal += f;
      variance += f + model.ownVariance * f * f;
    }
    if (dayTotal > 0) {
      variance += (model.dayVariance + addedVariance[day]!) * dayTotal ** 2;
      common += Math.sqrt(model.weekVariance) * dayTotal;
      total += dayTotal;
      days += 1;
      dayShape = days === 1 && end - start === intervalsPerDay ? model.dayResiduals : undefined;
    }
    start = end;
  }
  return { total, variance: variance + common ** 2, dayShape };
}
