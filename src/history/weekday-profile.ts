import { weekdayOf } from '../calendar/local-date.ts';
import { whittakerSmoother } from '../numeric/whittaker-smoother.ts';
import {
  profileHalfLives,
  showsProfile,
  type ProfileData,
  type ProfileMemory,
  type ProfileSums,
} from './profile-memory.ts';

/** How profiles are made. */
export interface ProfileSettings {
  /** Half-life, in weeks, of what the pooled profile remembers, and its smoothing. */
  readonly halfLifeWeeks: number;
  readonly smoothing: number;
  /** Pseudo-days by which a weekday is held to the pooled profile, and the smoothing of how it differs from it. */
  readonly pooledDays: number;
  readonly differenceSmoothing: number;
}

/** Each weekday's shares of its day by slot: index = weekday · intervalsPerDay + slot; sums to 1 over an open weekday. */
export type WeekdayProfiles = Float64Array;

/** Half-life, in weeks, of how weekdays differ: slower than the day's own shape, and noisier. */
const differenceHalfLife = 26;
const smoothings = [0, 0.1, 1, 5];
const pooledDayChoices = [1, 4, 16];
const differenceSmoothings = [1, 10, 100];
const weeksOfError = 12;
const startingSettings: ProfileSettings = {
  halfLifeWeeks: 8,
  smoothing: 0.1,
  pooledDays: 4,
  differenceSmoothing: 10,
};

/** Scales squared roots to sum to 1; equal shares where nothing is known. */
function sharesOfRoots(roots: Float64Array, open: Uint8Array, into: Float64Array): void {
  let sum = 0;
  let slots = 0;
  for (let slot = 0; slot < roots.length; slot++) {
    const root = open[slot] === 1 ? Math.max(0, roots[slot]!) : 0;
    into[slot] = root * root;
    sum += into[slot]!;
    slots += open[slot]!;
  }
  for (let slot = 0; slot < roots.length; slot++)
    into[slot] = sum > 0 ? into[slot]! / sum : open[slot]! / Math.max(1, slots);
}

/** Smooths each unbroken open stretch by itself, in place. */
type OpenSmoother = (values: Float64Array) => Float64Array;

function openSmoother(open: Uint8Array, smoothing: number): OpenSmoother {
  const stretches: {
    readonly from: number;
    readonly to: number;
    readonly smooth: (values: Float64Array) => Float64Array;
  }[] = [];
  for (let from = 0; from < open.length;) {
    let to = from;
    while (to < open.length && open[to] === 1) to += 1;
    if (to - from > 2 && smoothing > 0)
      stretches.push({ from, to, smooth: whittakerSmoother(to - from, smoothing) });
    from = to + 1;
  }
  return (values) => {
    for (const { from, to, smooth } of stretches) values.set(smooth(values.subarray(from, to)), from);
    return values;
  };
}

/** How a weekday's roots differ from the pooled ones, the weekday held to the pool by pseudo-days. */
function rootDifferences(input: {
  readonly sums: ProfileSums;
  readonly pool: Float64Array;
  readonly weekday: number;
  readonly open: Uint8Array;
  readonly pooledDays: number;
}): Float64Array {
  const { sums, pool, weekday, open, pooledDays } = input;
  const week = weekday * open.length;
  const meanTotal = sums.dayWeights[weekday]! > 0 ? sums.dayTotals[weekday]! / sums.dayWeights[weekday]! : 1;
  const pseudo = pooledDays * meanTotal;
  const shares = new Float64Array(open.length);
  let sum = 0;
  for (let slot = 0; slot < open.length; slot++) {
    if (open[slot] !== 1) continue;
    shares[slot] =
      (sums.contacts[week + slot]! + pseudo * pool[slot]! ** 2) / (sums.totals[week + slot]! + pseudo);
    sum += shares[slot]!;
  }
  return shares.map((share, slot) => (sum > 0 ? Math.sqrt(share / sum) - pool[slot]! : 0));
}

/** Makes the profiles of one setting, as they stood some weeks before the end of the history. */
function profileMaker(
  memory: ProfileMemory,
  settings: ProfileSettings,
): (weeksBack: number) => WeekdayProfiles {
  const { intervalsPerDay } = memory.clean.pattern;
  const shapePools = memory.pools.get(settings.halfLifeWeeks)!;
  const differencePools = memory.pools.get(differenceHalfLife)!;
  const differences = memory.sums.get(differenceHalfLife)!;
  const smoothers = memory.groups.map(({ open }) => ({
    shape: openSmoother(open, settings.smoothing),
    difference: openSmoother(open, settings.differenceSmoothing),
  }));
  return (weeksBack) => {
    const profiles = new Float64Array(7 * intervalsPerDay);
    memory.groups.forEach(({ members, open }, index) => {
      const { shape: smoothShape, difference: smoothDifference } = smoothers[index]!;
      const shape = smoothShape(shapePools[weeksBack]![index]!.slice());
      const sums = differences[weeksBack]!;
      const pool = differencePools[weeksBack]![index]!;
      for (const weekday of members) {
        const roots = smoothDifference(
          rootDifferences({ sums, pool, weekday, open, pooledDays: settings.pooledDays }),
        );
        for (let slot = 0; slot < intervalsPerDay; slot++) roots[slot]! += shape[slot]!;
        const start = weekday * intervalsPerDay;
        sharesOfRoots(roots, open, profiles.subarray(start, start + intervalsPerDay));
      }
    });
    return profiles;
  };
}

/**
 * Profiles as they could be known some whole weeks before the end of the history (0 is now, 26 the most). Shares of the day are
 * recency-weighted, Σ ω·contacts / Σ ω·day total with ω = 2^(−age in weeks / half-life). On the scale of square roots, where their noise
 * is even, a weekday's profile is the smoothed profile pooled over the weekdays with the same hours, plus the smoothed
 * difference of the weekday, itself held to the pool by `pooledDays` pseudo-days: the pool has the data for fine detail, a single
 * weekday only for broad strokes. Smoothing is Whittaker's. Listed special days are left out.
 */
export function weekdayProfiles(
  memory: ProfileMemory,
  settings: ProfileSettings,
  weeksBack: readonly number[],
): WeekdayProfiles[] {
  return weeksBack.map(profileMaker(memory, settings));
}

/** Absolute error of profiles over seven days, given each day's own total. */
function profileError(profiles: WeekdayProfiles, data: ProfileData, from: number): number {
  const { contacts, usable } = data.clean;
  const { intervalsPerDay, firstDay } = data.clean.series;
  let error = 0;
  for (let day = from; day < from + 7; day++) {
    if (!showsProfile(data, day)) continue;
    const start = day * intervalsPerDay;
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    const total = data.totals.total[day]!;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      if (usable[start + slot] === 1)
        error += Math.abs(contacts[start + slot]! - total * profiles[week + slot]!);
    }
  }
  return error;
}

/**
 * Chooses how profiles are made by the error of one-week-ahead profiles over the last twelve weeks (fewer where the history is
 * shorter), given each day's total: first the pooled shape's half-life and smoothing, then the weekdays' pooling, then
 * their smoothing.
 */
export function chooseProfileSettings(memory: ProfileMemory): ProfileSettings {
  const { days, intervalsPerDay } = memory.clean.series;
  const weeks = Math.min(weeksOfError, Math.floor(days / 7) - 3);
  if (weeks < 1 || intervalsPerDay === 1) return startingSettings;
  const errorOf = (settings: ProfileSettings): number => {
    const make = profileMaker(memory, settings);
    let error = 0;
    for (let weeksBack = 1; weeksBack <= weeks; weeksBack++) {
      error += profileError(make(weeksBack), memory, days - 7 * weeksBack);
    }
    return error;
  };
  const best = (candidates: readonly ProfileSettings[]): ProfileSettings => {
    const errors = candidates.map(errorOf);
    return candidates[errors.indexOf(Math.min(...errors))]!;
  };
  const shape = best(
    profileHalfLives.flatMap((halfLifeWeeks) =>
      smoothings.map((smoothing) => ({ ...startingSettings, halfLifeWeeks, smoothing })),
    ),
  );
  const pooled = best(pooledDayChoices.map((pooledDays) => ({ ...shape, pooledDays })));
  return best(differenceSmoothings.map((differenceSmoothing) => ({ ...pooled, differenceSmoothing })));
}
