import { weekdayOf } from '../calendar/local-date.ts';
import { whittakerSmoother } from '../numeric/whittaker-smoother.ts';
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

/** Weeks before the end of the history at which profiles can be asked for. */
const weeksRemembered = 26;

/** What profiles are made of, as it stood 0, 1, 2 … weeks before the end of the history. */
export interface ProfileMemory extends ProfileData {
  readonly groups: readonly WeekdayGroup[];
  /** By half-life in weeks, then by weeks back. */
  readonly sums: ReadonlyMap<number, readonly ProfileSums[]>;
  /** Roots of pooled shares, by half-life, then by weeks back, then by group. */
  readonly pools: ReadonlyMap<number, readonly (readonly Float64Array[])[]>;
}

/** Sums at the end of the history and at every whole week before it, the end first. */
function sumsByWeeksBack(data: ProfileData, halfLifeWeeks: number): ProfileSums[] {
  const { firstDay, days, intervalsPerDay } = data.clean.series;
  const contacts = new Float64Array(7 * intervalsPerDay);
  const totals = new Float64Array(7 * intervalsPerDay);
  const dayTotals = new Float64Array(7);
  const dayWeights = new Float64Array(7);
  const sums: ProfileSums = { contacts, totals, dayTotals, dayWeights };
  const factor = 2 ** (-1 / halfLifeWeeks);
  const fade = (values: Float64Array): void => {
    for (let index = 0; index < values.length; index++) values[index]! *= factor;
  };
  const found: ProfileSums[] = [];
  for (let day = 0; day <= days; day++) {
    const left = days - day;
    if (left % 7 === 0 && left <= 7 * weeksRemembered) {
      found.unshift({
        contacts: contacts.slice(),
        totals: totals.slice(),
        dayTotals: dayTotals.slice(),
        dayWeights: dayWeights.slice(),
      });
    }
    if (day === days) break;
    if (weekdayOf(firstDay + day) === 0) {
      fade(contacts);
      fade(totals);
      fade(dayTotals);
      fade(dayWeights);
    }
    addDay(sums, data, day);
  }
  return found;
}

/** Gathers what profiles are made of in one pass for each half-life. */
export function profileMemory(data: ProfileData): ProfileMemory {
  const sums = new Map(halfLives.map((halfLife) => [halfLife, sumsByWeeksBack(data, halfLife)]));
  const groups = weekdayGroups(data);
  const pools = new Map(
    [...sums].map(([halfLife, byWeeksBack]) => [
      halfLife,
      byWeeksBack.map((ofWeek) => groups.map((group) => pooledRoots(ofWeek, group))),
    ]),
  );
  return { ...data, groups, sums, pools };
}

/** Weekdays with the same open slots, which share a pooled profile. */
interface WeekdayGroup {
  readonly members: readonly number[];
  readonly open: Uint8Array;
}

function weekdayGroups({ clean }: ProfileData): WeekdayGroup[] {
  const { intervalsPerDay, open, openWeekdays } = clean.pattern;
  const groups = new Map<string, { readonly members: number[]; readonly open: Uint8Array }>();
  for (let weekday = 0; weekday < 7; weekday++) {
    if (openWeekdays[weekday] !== 1) continue;
    const slots = open.subarray(weekday * intervalsPerDay, (weekday + 1) * intervalsPerDay);
    const key = slots.join('');
    const group = groups.get(key) ?? { members: [], open: slots };
    group.members.push(weekday);
    groups.set(key, group);
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
function pooledRoots(sums: ProfileSums, { members, open }: WeekdayGroup): Float64Array {
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

/** Smooths each unbroken open stretch by itself, in place. */
type OpenSmoother = (values: Float64Array) => Float64Array;

function openSmoother(open: Uint8Array, smoothing: number): OpenSmoother {
  const stretches: {
    readonly from: number;
    readonly to: number;
    readonly smooth: (values: Float64Array) => Float64Array;
  }[] = [];
  for (let from = 0; smoothing > 0 && from < open.length;) {
    let to = from;
    while (to < open.length && open[to] === 1) to += 1;
    if (to - from > 2) stretches.push({ from, to, smooth: whittakerSmoother(to - from, smoothing) });
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
    halfLives.flatMap((halfLifeWeeks) =>
      smoothings.map((smoothing) => ({ ...startingSettings, halfLifeWeeks, smoothing })),
    ),
  );
  const pooled = best(pooledDayChoices.map((pooledDays) => ({ ...shape, pooledDays })));
  return best(differenceSmoothings.map((differenceSmoothing) => ({ ...pooled, differenceSmoothing })));
}
