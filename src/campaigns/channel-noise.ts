import type { ChannelNoise } from './overlapping-campaigns.ts';

/** Least spread that is ever assumed: a baseline fitted to its own history looks better than it forecasts. */
const leastDayRelativeSd = 0.02;
/** Days needed before their spread is believed; with fewer a usual value stands. */
const fewestDays = 5;
const usualNoise: ChannelNoise = { dayRelativeSd: 0.05, dispersion: 1, intervalRelativeSd: 0.05 };
/** Residuals beyond so many standard deviations are cut to them. */
const cutDeviations = 5;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * How a channel varies around its baseline on ordinary time: the relative sd of a day's total (1.4826 × the median absolute
 * deviation of the days' ratios, at least 0.02), and for the intervals about their day a variance f + c²·f², f the baseline,
 * with c² = Σ(r² − f)/Σf², cut at 0, and a dispersion Σr²/Σf where that is above 1 and c is 0.
 *
 * `ordinary` is 1 where the actual value is known and no campaign ran. Fewer than five ordinary days: usual values.
 */
export function channelNoise(input: {
  readonly actual: Float64Array;
  readonly baseline: Float64Array;
  readonly ordinary: Uint8Array;
  readonly intervalsPerDay: number;
}): ChannelNoise {
  const { actual, baseline, ordinary, intervalsPerDay } = input;
  const ratios: number[] = [];
  let [squares, bases, baseSquares, excess] = [0, 0, 0, 0];
  for (let start = 0; start < actual.length; start += intervalsPerDay) {
    let [seen, due] = [0, 0];
    for (let index = start; index < start + intervalsPerDay; index++) {
      if (ordinary[index] !== 1) continue;
      seen += actual[index]!;
      due += baseline[index]!;
    }
    if (!(due > 0)) continue;
    const ratio = seen / due;
    ratios.push(ratio - 1);
    for (let index = start; index < start + intervalsPerDay; index++) {
      if (ordinary[index] !== 1) continue;
      const base = baseline[index]!;
      const limit = cutDeviations * Math.sqrt(base + (0.1 * base) ** 2 + 0.25);
      const residual = Math.min(limit, Math.abs(actual[index]! - ratio * base));
      squares += residual ** 2;
      bases += base;
      baseSquares += base ** 2;
      excess += residual ** 2 - base;
    }
  }
  if (ratios.length < fewestDays || !(baseSquares > 0)) return usualNoise;
  const centre = median(ratios);
  const spread = 1.4826 * median(ratios.map((ratio) => Math.abs(ratio - centre)));
  const intervalRelativeSd = Math.sqrt(Math.max(0, excess / baseSquares));
  const dispersion = intervalRelativeSd > 0 ? 1 : Math.max(0.5, squares / bases);
  return { dayRelativeSd: Math.max(leastDayRelativeSd, spread), dispersion, intervalRelativeSd };
}
