/** Sums over scored intervals that all measures are made of; sums of two sets of intervals add up. */
export interface ScoreSums {
  readonly intervals: number;
  readonly contacts: number;
  readonly absoluteError: number;
  readonly error: number;
  /** Absolute errors over the channel's seasonal scale. */
  readonly scaledError: number;
  readonly scaledIntervals: number;
  readonly inside80: number;
  readonly inside95: number;
  readonly score80: number;
  readonly score95: number;
}

/** The measures of `accuracy.ts` over some scored intervals; undefined where nothing was scored or nothing came. */
export interface Scores {
  readonly intervals: number;
  readonly contacts: number;
  readonly wape: number | undefined;
  readonly bias: number | undefined;
  readonly mase: number | undefined;
  /** Undefined for the yardsticks, which have no intervals. */
  readonly coverage80: number | undefined;
  readonly coverage95: number | undefined;
  /** Mean interval scores, contacts. */
  readonly intervalScore80: number | undefined;
  readonly intervalScore95: number | undefined;
}

/** One interval's forecast and what came. */
export interface ScoredInterval {
  readonly actual: number;
  readonly expected: number;
  /** Mean absolute weekly difference of the channel's history; 0 when unknown. */
  readonly scale: number;
  readonly bounds?:
    | { readonly lower80: number; readonly upper80: number; readonly lower95: number; readonly upper95: number }
    | undefined;
}

export const noScores: ScoreSums = {
  intervals: 0,
  contacts: 0,
  absoluteError: 0,
  error: 0,
  scaledError: 0,
  scaledIntervals: 0,
  inside80: 0,
  inside95: 0,
  score80: 0,
  score95: 0,
};

/** Where sums are gathered: the fields of {@link ScoreSums}, writable. */
export type ScoreTally = { -readonly [Field in keyof ScoreSums]: ScoreSums[Field] };

function scoreOf(actual: number, lower: number, upper: number, level: number): number {
  return upper - lower + (2 / (1 - level)) * (Math.max(0, lower - actual) + Math.max(0, actual - upper));
}

/** Adds an interval to a tally. */
export function tallyInterval(tally: ScoreTally, { actual, expected, scale, bounds }: ScoredInterval): void {
  const error = expected - actual;
  tally.intervals += 1;
  tally.contacts += actual;
  tally.absoluteError += Math.abs(error);
  tally.error += error;
  if (scale > 0) {
    tally.scaledError += Math.abs(error) / scale;
    tally.scaledIntervals += 1;
  }
  if (bounds === undefined) return;
  const { lower80, upper80, lower95, upper95 } = bounds;
  if (actual >= lower80 && actual <= upper80) tally.inside80 += 1;
  if (actual >= lower95 && actual <= upper95) tally.inside95 += 1;
  tally.score80 += scoreOf(actual, lower80, upper80, 0.8);
  tally.score95 += scoreOf(actual, lower95, upper95, 0.95);
}

/** The sums of several sets of intervals together, e.g. of all channels. */
export function addScores(sums: readonly ScoreSums[]): ScoreSums {
  const total: ScoreTally = { ...noScores };
  for (const one of sums) {
    for (const field of Object.keys(noScores) as (keyof ScoreSums)[]) total[field] += one[field];
  }
  return total;
}

/**
 * The measures that sums amount to.
 *
 * @param withIntervals false for a forecast without prediction intervals.
 */
export function scoresOf(sums: ScoreSums, withIntervals = true): Scores {
  const share = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);
  const perInterval = (part: number): number | undefined => (withIntervals ? share(part, sums.intervals) : undefined);
  return {
    intervals: sums.intervals,
    contacts: sums.contacts,
    wape: share(sums.absoluteError, sums.contacts),
    bias: share(sums.error, sums.contacts),
    mase: share(sums.scaledError, sums.scaledIntervals),
    coverage80: perInterval(sums.inside80),
    coverage95: perInterval(sums.inside95),
    intervalScore80: perInterval(sums.score80),
    intervalScore95: perInterval(sums.score95),
  };
}
