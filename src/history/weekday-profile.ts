import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { whittakerSmooth } from '../numeric/whittaker-smoother.ts';
import type { CleanHistory } from './clean-history.ts';
import type { DayTotals } from './day-totals.ts';

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

/** What profiles are learnt from. */
export interface ProfileData {
  readonly clean: CleanHistory;
  readonly totals: DayTotals;
}

/** Recency-weighted sums that profiles are made of. */
interface ProfileSums {
  /** By slot of the week: contacts, and the totals of the days on which the slot was usable. */
  readonly contacts: Float64Array;
  readonly totals: Float64Array;
  /** By weekday: sum of totals and of weights. */
  readonly dayTotals: Float64Array;
  readonly dayWeights: Float64Array;
}

/** Half-life, in weeks, of how weekdays differ: slower than the day's own shape, and noisier. */
const differenceHalfLife = 26;
const halfLives = [8, 26];
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

/** True for days that say what a day looks like: ordinary, enough of them seen, not empty. */
function showsProfile({ clean, totals }: ProfileData, day: number): boolean {
  return clean.special[day] !== 1 && totals.total[day]! > 0 && totals.share[day]! > 0;
}

function addDay(sums: ProfileSums, data: ProfileData, day: number): void {
  if (!showsProfile(data, day)) return;
  const { intervalsPerDay, firstDay } = data.clean.series;
  const weekday = weekdayOf(firstDay + day);
  const total = data.totals.total[day]!;
  sums.dayTotals[weekday]! += total;
  sums.dayWeights[weekday]! += 1;
  const start = day * intervalsPerDay;
  const week = weekday * intervalsPerDay;
  for (let slot = 0; slot < intervalsPerDay; slot++) {
    if (data.clean.usable[start + slot] !== 1) continue;
    sums.contacts[week + slot]! += data.clean.contacts[start + slot]!;
    sums.totals[week + slot]! += total;
  }
}

/** The sums as they stand on the morning of each origin, origins ascending. */
function sumsAtOrigins(
  data: ProfileData,
  halfLifeWeeks: number,
  origins: readonly DayNumber[],
): ProfileSums[] {
  const { firstDay, days, intervalsPerDay } = data.clean.series;
  const sums: ProfileSums = {
    contacts: new Float64Array(7 * intervalsPerDay),
    totals: new Float64Array(7 * intervalsPerDay),
    dayTotals: new Float64Array(7),
    dayWeights: new Float64Array(7),
  };
  const factor = 2 ** (-1 / halfLifeWeeks);
  let day = 0;
  return origins.map((origin) => {
    for (; day < Math.min(days, origin - firstDay); day++) {
      if (weekdayOf(firstDay + day) === 0) {
        for (const values of Object.values(sums) as Float64Array[])
          for (let at = 0; at < values.length; at++) values[at]! *= factor;
      }
      addDay(sums, data, day);
    }
    return {
      contacts: sums.contacts.slice(),
      totals: sums.totals.slice(),
      dayTotals: sums.dayTotals.slice(),
      dayWeights: sums.dayWeights.slice(),
    };
  });
}

/** Weekdays with the same open slots, which share a pooled profile. */
function weekdayGroups({ clean }: ProfileData): number[][] {
  const { intervalsPerDay, open, openWeekdays } = clean.pattern;
  const groups = new Map<string, number[]>();
  for (let weekday = 0; weekday < 7; weekday++) {
    if (openWeekdays[weekday] !== 1) continue;
    const key = open.subarray(weekday * intervalsPerDay, (weekday + 1) * intervalsPerDay).join('');
    groups.set(key, [...(groups.get(key) ?? []), weekday]);
  }
  return [...groups.values()];
}

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

/** Roots of the pooled shares of a group of weekdays. */
function pooledRoots(sums: ProfileSums, members: readonly number[], open: Uint8Array): Float64Array {
  const intervalsPerDay = open.length;
  const shares = new Float64Array(intervalsPerDay);
  let sum = 0;
  for (let slot = 0; slot < intervalsPerDay; slot++) {
    if (open[slot] !== 1) continue;
    let contacts = 0;
    let totals = 0;
    for (const weekday of members) {
      contacts += sums.contacts[weekday * intervalsPerDay + slot]!;
      totals += sums.totals[weekday * intervalsPerDay + slot]!;
    }
    shares[slot] = totals > 0 ? contacts / totals : 0;
    sum += shares[slot]!;
  }
  return shares.map((share) => (sum > 0 ? Math.sqrt(share / sum) : 0));
}

/** Smooths each unbroken open stretch by itself. */
function smoothOpen(values: Float64Array, open: Uint8Array, smoothing: number): Float64Array {
  if (smoothing <= 0) return values;
  const smooth = values.slice();
  for (let from = 0; from < values.length;) {
    let to = from;
    while (to < values.length && open[to] === 1) to += 1;
    if (to > from) smooth.set(whittakerSmooth(values.subarray(from, to), smoothing), from);
    from = to + 1;
  }
  return smooth;
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

/** The sums of one origin: recent ones for the pooled shape, slow ones for how weekdays differ. */
interface OriginSums {
  readonly shape: ProfileSums;
  readonly differences: ProfileSums;
}

function shapeProfiles(
  data: ProfileData,
  groups: readonly number[][],
  at: OriginSums,
  settings: ProfileSettings,
): WeekdayProfiles {
  const { intervalsPerDay, open } = data.clean.pattern;
  const profiles = new Float64Array(7 * intervalsPerDay);
  for (const members of groups) {
    const first = members[0]! * intervalsPerDay;
    const mask = open.subarray(first, first + intervalsPerDay);
    const shape = smoothOpen(pooledRoots(at.shape, members, mask), mask, settings.smoothing);
    const pool = pooledRoots(at.differences, members, mask);
    for (const weekday of members) {
      const input = { sums: at.differences, pool, weekday, open: mask, pooledDays: settings.pooledDays };
      const roots = smoothOpen(rootDifferences(input), mask, settings.differenceSmoothing);
      for (let slot = 0; slot < intervalsPerDay; slot++) roots[slot]! += shape[slot]!;
      const start = weekday * intervalsPerDay;
      sharesOfRoots(roots, mask, profiles.subarray(start, start + intervalsPerDay));
    }
  }
  return profiles;
}

/**
 * Profiles as they could be known on the morning of each origin (ascending days). Shares of the day are recency-weighted, Σ ω·contacts
 * / Σ ω·day total with ω = 2^(−age in weeks / half-life). On the scale of square roots, where their noise is even, a
 * weekday's profile is the smoothed profile pooled over the weekdays with the same hours, plus the smoothed
 * difference of the weekday, itself held to the pool by `pooledDays` pseudo-days: the pool has the data for fine detail, a single
 * weekday only for broad strokes. Smoothing is Whittaker's. Listed special days are left out.
 */
export function profilesAtOrigins(
  data: ProfileData & { readonly settings: ProfileSettings; readonly origins: readonly DayNumber[] },
): WeekdayProfiles[] {
  const { settings, origins } = data;
  const groups = weekdayGroups(data);
  const shapes = sumsAtOrigins(data, settings.halfLifeWeeks, origins);
  const differences = sumsAtOrigins(data, differenceHalfLife, origins);
  return origins.map((_, index) =>
    shapeProfiles(data, groups, { shape: shapes[index]!, differences: differences[index]! }, settings),
  );
}

/** Absolute error of profiles over the seven days from an origin, given each day's own total. */
function profileError(profiles: WeekdayProfiles, data: ProfileData, origin: DayNumber): number {
  const { contacts, usable } = data.clean;
  const { intervalsPerDay, firstDay, days } = data.clean.series;
  let error = 0;
  for (let day = origin - firstDay; day < Math.min(days, origin - firstDay + 7); day++) {
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
 * shorter), given each day's total: first the pooled shape's half-life and smoothing, then pooling and smoothing of the weekdays.
 */
export function chooseProfileSettings(data: ProfileData): ProfileSettings {
  const { firstDay, days, intervalsPerDay } = data.clean.series;
  const weeks = Math.min(weeksOfError, Math.floor(days / 7) - 3);
  if (weeks < 1 || intervalsPerDay === 1) return startingSettings;
  const origins = Array.from({ length: weeks }, (_, index) => firstDay + days - 7 * (weeks - index));
  const groups = weekdayGroups(data);
  const differences = sumsAtOrigins(data, differenceHalfLife, origins);
  const shapes = new Map(halfLives.map((halfLife) => [halfLife, sumsAtOrigins(data, halfLife, origins)]));
  const errorOf = (settings: ProfileSettings): number => {
    const shape = shapes.get(settings.halfLifeWeeks)!;
    return origins.reduce((sum, origin, index) => {
      const profiles = shapeProfiles(
        data,
        groups,
        { shape: shape[index]!, differences: differences[index]! },
        settings,
      );
      return sum + profileError(profiles, data, origin);
    }, 0);
  };
  const best = (candidates: readonly ProfileSettings[]): ProfileSettings => {
    const errors = candidates.map(errorOf);
    return candidates[errors.indexOf(Math.min(...errors))]!;
  };
  const shape = best(
    halfLives.flatMap((halfLifeWeeks) =>
      smoothings.map((smoothing) => ({ ...startingSettings, halfLifeWeeks, smoothing })),
    ),
  );
  return best(
    pooledDayChoices.flatMap((pooledDays) =>
      differenceSmoothings.map((differenceSmoothing) => ({ ...shape, pooledDays, differenceSmoothing })),
    ),
  );
}
