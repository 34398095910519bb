import { normalQuantile } from '../numeric/normal-distribution.ts';

/** Log-sd between campaigns of one kind: CV about 0.45 on two independent real data sets. */
export const betweenCampaignsLogSd = 0.42;
/** How uncertain a shipped default is, and one that the user wrote. */
export const shippedDefaultLogSd = 1;
export const userDefaultLogSd = 0.5;

/** What one past campaign did: a rate (or a ratio to what was claimed) and how exactly it is known. */
export interface RateObservation {
  readonly rate: number;
  readonly standardError: number;
}

/** A mean rate before any campaign was seen, or after some: log-normal with this median. */
export interface RateBelief {
  readonly rate: number;
  readonly logSd: number;
}

/** What is known of the mean rate of a kind of campaign. */
export interface PooledRate extends RateBelief {
  /** Campaigns whose response tells anything. */
  readonly campaigns: number;
  readonly prior: RateBelief;
}

/** One in so many campaigns is not like the others: never sent, a reach mistyped, a number gone viral. */
const strangerShare = 0.03;
const strangerLogSd = 2;
/**
 * A standard error above so many times the rate that is believed tells nothing of a kind, or of the campaign itself. What
 * overlapping campaigns leave unsaid of each other would only add up to too much, since no rate is below 0.
 */
const tellingPrecision = 2;
const tellingOwnPrecision = 1;

/** Rates over their median at equally likely points, of usual campaigns and of strangers. */
const quadraturePoints = 15;
function spreadPoints(logSd: number): Float64Array {
  return Float64Array.from({ length: quadraturePoints }, (_, index) =>
    Math.exp(logSd * normalQuantile((index + 0.5) / quadraturePoints)),
  );
}
const usualPoints = spreadPoints(betweenCampaignsLogSd);
const strangerPoints = spreadPoints(strangerLogSd);
const gridPoints = 41;

/** Density of an observation given a rate spread over points around a median: midpoint quadrature. */
function spreadDensity(
  { rate, standardError }: RateObservation,
  median: number,
  points: Float64Array,
): number {
  let sum = 0;
  for (const point of points) {
    const deviation = (rate - median * point) / standardError;
    sum += Math.exp((-deviation * deviation) / 2);
  }
  return sum / points.length / standardError;
}

/** Density of an observation exact enough for its error to be taken on the log scale. */
function sharpDensity({ rate, standardError }: RateObservation, logMedian: number, logSd: number): number {
  const spread = Math.hypot(logSd, standardError / rate);
  const deviation = (Math.log(rate) - logMedian) / spread;
  return Math.exp((-deviation * deviation) / 2) / (spread * rate);
}

function logDensity(observation: RateObservation, logMean: number): number {
  const logMedian = logMean - betweenCampaignsLogSd ** 2 / 2;
  const sharp = observation.standardError < 0.2 * observation.rate;
  const usual = sharp
    ? sharpDensity(observation, logMedian, betweenCampaignsLogSd)
    : spreadDensity(observation, Math.exp(logMedian), usualPoints);
  const strange = sharp
    ? sharpDensity(observation, logMedian, strangerLogSd)
    : spreadDensity(observation, Math.exp(logMedian), strangerPoints);
  return Math.log((1 - strangerShare) * usual + strangerShare * strange + Number.MIN_VALUE);
}

interface GridMoments {
  readonly mean: number;
  readonly sd: number;
}

/** Mean and sd of a density given by its logarithm, on a grid that closes in on where it lives. */
function momentsOf(logDensityAt: (x: number) => number, start: GridMoments): GridMoments {
  let { mean, sd } = start;
  let span = 6;
  for (let round = 0; round < 12; round++) {
    const step = (2 * span * sd) / (gridPoints - 1);
    const xs = Array.from({ length: gridPoints }, (_, index) => mean - span * sd + index * step);
    const logs = xs.map(logDensityAt);
    const top = Math.max(...logs);
    const weights = logs.map((value) => Math.exp(value - top));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const nextMean = xs.reduce((sum, x, index) => sum + x * (weights[index] ?? 0), 0) / total;
    const variance =
      xs.reduce((sum, x, index) => sum + (x - nextMean) ** 2 * (weights[index] ?? 0), 0) / total;
    const nextSd = Math.max(Math.sqrt(variance), step / 2);
    const settled = nextSd > 0.6 * sd && Math.abs(nextMean - mean) < sd;
    mean = nextMean;
    sd = nextSd;
    span = 5;
    if (settled) break;
  }
  return { mean, sd };
}

/**
 * True when an observation is exact enough to say anything about rates of the size that is believed. What it says does
 * not count: that would pick the large ones out of noise.
 */
export function tells(observation: RateObservation, belief: RateBelief): boolean {
  const { standardError } = observation;
  return standardError > 0 && standardError < tellingPrecision * belief.rate;
}

/**
 * The mean contact rate of a kind of campaign, from past ones and what was believed before.
 *
 * Model: log of the mean rate μ ~ N(log prior, priorLogSd²); a campaign's own rate is log-normal around it with mean e^μ
 * and log-sd 0.42; each was observed with a normal error of known standard error; three in a hundred campaigns are
 * strangers with a log-sd of 2. The posterior of μ is integrated on a grid, so that imprecise, zero and negative
 * observations count for what they say and no more. Returned are e^E(μ), less half the campaigns' part of μ's
 * variance, and the sd of μ. With precise observations and no strangers this is shrinkage on the log scale: μ = (log
 * prior/priorLogSd² + Σ (log rate + 0.42²/2)/0.42²)/(1/priorLogSd² + n/0.42²).
 *
 * No observations: the prior. Two campaigns already outweigh a shipped default. Source: empirical Bayes estimation of a
 * random effect (Gelman et al., Bayesian Data Analysis, ch. 5).
 *
 * @example poolRates({ rate: 0.01, logSd: 1 }, []).rate // => 0.01
 */
export function poolRates(prior: RateBelief, observations: readonly RateObservation[]): PooledRate {
  const telling = observations.filter((observation) => tells(observation, prior));
  if (telling.length === 0 || !(prior.rate > 0)) return { ...prior, campaigns: 0, prior };
  const logPrior = Math.log(prior.rate);
  const { mean, sd } = momentsOf(
    (x) => {
      const deviation = (x - logPrior) / prior.logSd;
      return telling.reduce(
        (sum, observation) => sum + logDensity(observation, x),
        (-deviation * deviation) / 2,
      );
    },
    { mean: logPrior, sd: prior.logSd },
  );
  // The exponential of a scattered mean lies too high on average, by half the variance that the campaigns brought in.
  const scatter = sd * sd * Math.max(0, 1 - (sd / prior.logSd) ** 2);
  return { rate: Math.exp(mean - scatter / 2), logSd: sd, campaigns: telling.length, prior };
}

/** A campaign's own rate: log-normal with this mean. */
export interface OwnRate {
  readonly rate: number;
  readonly logSd: number;
}

/**
 * The own rate of a campaign of which something has been seen: what was expected of it (log-normal, `logSd` the whole
 * predictive spread: see {@link predictiveLogSd}), corrected by what it did itself. No observation: what was expected.
 */
export function ownRate(before: OwnRate, observation: RateObservation | undefined): OwnRate {
  const { rate, logSd } = before;
  if (observation === undefined || !(observation.standardError < tellingOwnPrecision * rate)) return before;
  const logMedian = Math.log(rate) - medianBelowMean(logSd);
  const { mean, sd } = momentsOf(
    (x) => {
      const usual = (x - logMedian) / logSd;
      const strange = (x - logMedian) / Math.hypot(logSd, strangerLogSd);
      const prior =
        ((1 - strangerShare) * Math.exp((-usual * usual) / 2)) / logSd +
        (strangerShare * Math.exp((-strange * strange) / 2)) / Math.hypot(logSd, strangerLogSd);
      const deviation = (observation.rate - Math.exp(x)) / observation.standardError;
      return Math.log(prior + Number.MIN_VALUE) - (deviation * deviation) / 2;
    },
    { mean: logMedian, sd: 2 * logSd },
  );
  return { rate: Math.exp(mean + (sd * sd) / 2), logSd: sd };
}

/**
 * Log-sd of the size of a campaign not yet seen: between campaigns, and what is not known about their mean.
 *
 * @example predictiveLogSd({ rate: 0.01, logSd: 1 }) // => 1.0846…
 */
export function predictiveLogSd(belief: RateBelief): number {
  return Math.hypot(betweenCampaignsLogSd, belief.logSd);
}

/**
 * Quantile of a log-normal size given its mean. The median lies below the mean by the spread between campaigns, by no
 * more: what is not known about the mean rate goes both ways in proportion.
 *
 * @example sizeQuantile({ rate: 100, logSd: 0.42 }, 0.5) // => 91.5577…
 */
export function sizeQuantile(size: OwnRate, p: number): number {
  return size.rate * Math.exp(size.logSd * normalQuantile(p) - medianBelowMean(size.logSd));
}

function medianBelowMean(logSd: number): number {
  return Math.min(logSd, betweenCampaignsLogSd) ** 2 / 2;
}
