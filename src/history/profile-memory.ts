import { weekdayOf } from '../calendar/local-date.ts';
import type { CleanHistory } from './clean-history.ts';
import type { DayTotals } from './day-totals.ts';

/** What profiles are learnt from. */
export interface ProfileData {
  readonly clean: CleanHistory;
  readonly totals: DayTotals;
}

/** Recency-weighted sums that profiles are made of. */
export interface ProfileSums {
  /** By slot of the week: contacts, and the totals of the days on which the slot was usable. */
  readonly contacts: Float64Array;
  readonly totals: Float64Array;
  /** By weekday: sum of totals and of weights. */
  readonly dayTotals: Float64Array;
  readonly dayWeights: Float64Array;
}

/** Half-lives, in weeks, over which profiles remember. */
export const profileHalfLives: readonly number[] = [8, 26];

/** True for days that say what a day looks like: ordinary, enough of them seen, not empty. */
export function showsProfile({ clean, totals }: ProfileData, day: number): boolean {
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
  const sums = new Map(profileHalfLives.map((halfLife) => [halfLife, sumsByWeeksBack(data, halfLife)]));
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
export interface WeekdayGroup {
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
