import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { whittakerSmooth } from '../numeric/whittaker-smoother.ts';
import type { CleanHistory } from './clean-history.ts';
import type { DayTotals } from './day-totals.ts';

/** How profiles are made: recency, how far a weekday leans on the pooled profile, and smoothing. */
export interface ProfileSettings {
  readonly halfLifeWeeks: number;
  readonly pooledDays: number;
  readonly smoothing: number;
}

/** Each weekday's shares of its day by slot: index = weekday · intervalsPerDay + slot; sums to 1 over an open weekday. */
export type WeekdayProfiles = Float64Array;

/** Recency-weighted sums that profiles are made of, by slot of the week. */
interface ProfileSums {
  /** Contacts, and the day totals of the days on which the slot was usable. */
  readonly contacts: Float64Array;
  readonly totals: Float64Array;
  /** Total and weight of each weekday's days. */
  readonly dayTotals: Float64Array;
  readonly dayWeights: Float64Array;
}

function emptySums(intervalsPerDay: number): ProfileSums {
  return {
    contacts: new Float64Array(7 * intervalsPerDay),
    totals: new Float64Array(7 * intervalsPerDay),
    dayTotals: new Float64Array(7),
    dayWeights: new Float64Array(7),
  };
}

function decay(sums: ProfileSums, factor: number): void {
  for (const values of [sums.contacts, sums.totals, sums.dayTotals, sums.dayWeights]) {
    for (let index = 0; index < values.length; index++) values[index]! *= factor;
  }
}

/** True for days that say what the day looks like: enough of them seen, ordinary, not empty. */
function showsProfile(clean: CleanHistory, totals: DayTotals, day: number): boolean {
  return clean.special[day] !== 1 && totals.total[day]! > 0 && totals.share[day]! > 0;
}

function addDay(sums: ProfileSums, clean: CleanHistory, totals: DayTotals, day: number): void {
  if (!showsProfile(clean, totals, day)) return;
  const { intervalsPerDay, firstDay } = clean.series;
  const weekday = weekdayOf(firstDay + day);
  const total = totals.total[day]!;
  sums.dayTotals[weekday]! += total;
  sums.dayWeights[weekday]! += 1;
  const start = day * intervalsPerDay;
  for (let slot = 0; slot < intervalsPerDay; slot++) {
    if (clean.usable[start + slot] !== 1) continue;
    sums.contacts[weekday * intervalsPerDay + slot]! += clean.contacts[start + slot]!;
    sums.totals[weekday * intervalsPerDay + slot]! += total;
  }
}

/** For each weekday the first weekday with the same open slots. */
function hoursGroups(clean: CleanHistory): number[] {
  const { intervalsPerDay, open } = clean.pattern;
  const keys = [0, 1, 2, 3, 4, 5, 6].map((weekday) =>
    open.subarray(weekday * intervalsPerDay, (weekday + 1) * intervalsPerDay).join(''),
  );
  return keys.map((key) => keys.indexOf(key));
}

/** Sum over weekdays of one group, as one profile of shares; uniform where nothing is known. */
function pooledProfile(sums: ProfileSums, clean: CleanHistory, members: readonly number[]): Float64Array {
  const { intervalsPerDay, open } = clean.pattern;
  const first = members[0]! * intervalsPerDay;
  const profile = new Float64Array(intervalsPerDay);
  for (let slot = 0; slot < intervalsPerDay; slot++) {
    if (open[first + slot] !== 1) continue;
    let contacts = 0;
    let totals = 0;
    for (const weekday of members) {
      contacts += sums.contacts[weekday * intervalsPerDay + slot]!;
      totals += sums.totals[weekday * intervalsPerDay + slot]!;
    }
    profile[slot] = totals > 0 ? contacts / totals : 0;
  }
  return normalised(profile, open.subarray(first, first + intervalsPerDay));
}

function normalised(profile: Float64Array, open: Uint8Array): Float64Array {
  let sum = 0;
  let slots = 0;
  for (let slot = 0; slot < profile.length; slot++) {
    sum += profile[slot]!;
    slots += open[slot]!;
  }
  for (let slot = 0; slot < profile.length; slot++) {
    profile[slot] = sum > 0 ? profile[slot]! / sum : open[slot]! / Math.max(1, slots);
  }
  return profile;
}

/** Smooths the square roots of shares over each unbroken open stretch; the square root makes their noise even. */
function smoothed(profile: Float64Array, open: Uint8Array, smoothing: number): Float64Array {
  if (smoothing <= 0) return profile;
  for (let from = 0; from < profile.length; ) {
    if (open[from] !== 1) {
      from += 1;
      continue;
    }
    let to = from;
    while (to < profile.length && open[to] === 1) to += 1;
    const roots = whittakerSmooth(profile.subarray(from, to).map(Math.sqrt), smoothing);
    for (let slot = from; slot < to; slot++) profile[slot] = Math.max(0, roots[slot - from]!) ** 2;
    from = to;
  }
  return normalised(profile, open);
}

function shapeProfiles(sums: ProfileSums, clean: CleanHistory, settings: ProfileSettings): WeekdayProfiles {
  const { intervalsPerDay, open, openWeekdays } = clean.pattern;
  const profiles = new Float64Array(7 * intervalsPerDay);
  const groups = hoursGroups(clean);
  for (const group of new Set(groups)) {
    if (openWeekdays[group] !== 1) continue;
    const members = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => groups[weekday] === group);
    const pooled = pooledProfile(sums, clean, members);
    for (const weekday of members) {
      const start = weekday * intervalsPerDay;
      const mask = open.subarray(start, start + intervalsPerDay);
      const meanTotal = sums.dayWeights[weekday]! > 0 ? sums.dayTotals[weekday]! / sums.dayWeights[weekday]! : 1;
      const pseudo = settings.pooledDays * meanTotal;
      const profile = pooled.map((share, slot) => {
        const totals = sums.totals[start + slot]! + pseudo;
        return totals > 0 ? (sums.contacts[start + slot]! + pseudo * share) / totals : share;
      });
      profiles.set(smoothed(normalised(profile, mask), mask, settings.smoothing), start);
    }
  }
  return profiles;
}

/**
 * Profiles as they could be known on the morning of each origin (ascending days): recency-weighted shares of the day by
 * weekday, a share being Σ ω·contacts / Σ ω·day total with ω = 2^(−age in weeks / half-life), plus `pooledDays` pseudo-days of the
 * profile pooled over the weekdays with the same hours; then Whittaker smoothing of the square roots. Listed special days are left out.
 */
export function profilesAtOrigins(input: {
  readonly clean: CleanHistory;
  readonly totals: DayTotals;
  readonly settings: ProfileSettings;
  readonly origins: readonly DayNumber[];
}): WeekdayProfiles[] {
  const { clean, settings, origins } = input;
  return sumsAtOrigins(input, settings.halfLifeWeeks, origins, (sums) => shapeProfiles(sums, clean, settings));
}

function sumsAtOrigins<T>(
  input: { readonly clean: CleanHistory; readonly totals: DayTotals },
  halfLifeWeeks: number,
  origins: readonly DayNumber[],
  use: (sums: ProfileSums, origin: number) => T,
): T[] {
  const { clean, totals } = input;
  const { firstDay, days, intervalsPerDay } = clean.series;
  const sums = emptySums(intervalsPerDay);
  const factor = 2 ** (-1 / halfLifeWeeks);
  let day = 0;
  return origins.map((origin, index) => {
    for (; day < Math.min(days, origin - firstDay); day++) {
      if (weekdayOf(firstDay + day) === 0) decay(sums, factor);
      addDay(sums, clean, totals, day);
    }
    return use(sums, index);
  });
}

const halfLives = [8, 26];
const pooledDayChoices = [1, 4, 16];
const smoothingChoices = [0, 0.1, 0.3, 1, 4];
const weeksOfError = 12;

/** Absolute error of profiles over the seven days from an origin, given each day's own total. */
function profileError(profiles: WeekdayProfiles, clean: CleanHistory, totals: DayTotals, from: number): number {
  const { intervalsPerDay, firstDay, days } = clean.series;
  let error = 0;
  for (let day = from; day < Math.min(days, from + 7); day++) {
    if (!showsProfile(clean, totals, day)) continue;
    const start = day * intervalsPerDay;
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      if (clean.usable[start + slot] !== 1) continue;
      error += Math.abs(clean.contacts[start + slot]! - totals.total[day]! * profiles[week + slot]!);
    }
  }
  return error;
}

/**
 * Chooses half-life, pooling and smoothing by the error of one-week-ahead profiles over the last twelve weeks (fewer
 * where the history is shorter): what would have described those days best, given their totals.
 */
export function chooseProfileSettings(clean: CleanHistory, totals: DayTotals): ProfileSettings {
  const { firstDay, days, intervalsPerDay } = clean.series;
  const fallback = { halfLifeWeeks: halfLives[0]!, pooledDays: pooledDayChoices[1]!, smoothing: smoothingChoices[1]! };
  const weeks = Math.min(weeksOfError, Math.floor(days / 7) - 3);
  if (weeks < 1 || intervalsPerDay === 1) return fallback;
  const origins = Array.from({ length: weeks }, (_, index) => firstDay + days - 7 * (weeks - index));
  let best = { settings: fallback, error: Infinity };
  for (const halfLifeWeeks of halfLives) {
    const candidates = pooledDayChoices.flatMap((pooledDays) =>
      smoothingChoices.map((smoothing) => ({ settings: { halfLifeWeeks, pooledDays, smoothing }, error: 0 })),
    );
    sumsAtOrigins({ clean, totals }, halfLifeWeeks, origins, (sums, index) => {
      for (const candidate of candidates) {
        const profiles = shapeProfiles(sums, clean, candidate.settings);
        candidate.error += profileError(profiles, clean, totals, origins[index]! - firstDay);
      }
    });
    for (const candidate of candidates) if (candidate.error < best.error) best = candidate;
  }
  return best.settings;
}
