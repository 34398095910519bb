import type { DayNumber } from '../calendar/local-date.ts';
import { specialDayAt, type SpecialDay } from '../calendar/special-days.ts';

/** Share of an ordinary day's contacts when nothing is known: of a full holiday, the day before one, a reduced period. */
export const defaultFactors = { closed: 0, full: 0.3, eve: 0.5, reduced: 0.7, open: 1 } as const;

/** Pseudo-days by which a class is held to its default, and a named day to its class. */
const classPrior = 1;
const namePrior = 0.25;
/** No listed day is believed to have more than this many times an ordinary day's contacts. */
const largestFactor = 5;

/** A past special day: what came, over what an ordinary day in its place would have had. */
export interface SpecialDayRatio {
  readonly day: DayNumber;
  readonly ratio: number;
}

/** What a day has beside an ordinary one in its place. */
export interface SpecialDayFactor {
  readonly factor: number;
  /** Standard deviation of the factor, over the factor. */
  readonly relativeSd: number;
}

/** The factor of any day: 1, and certain, where it is not listed. */
export type SpecialDayFactors = (day: DayNumber) => SpecialDayFactor;

const ordinary: SpecialDayFactor = { factor: 1, relativeSd: 0 };
const shut: SpecialDayFactor = { factor: 0, relativeSd: 0 };

/** Relative spread of the days of a class, of one named day over the years, and of a factor that the user states. */
const classSpread = 0.25;
const nameSpread = 0.15;
const statedSpread = 0.1;
/** … and of what is believed of a class, or of a name within its class, before the first was seen. */
const classDoubt = 0.5;
const nameDoubt = 0.3;

function shrunkMean(ratios: readonly number[], prior: number, priorDays: number): number {
  return (ratios.reduce((sum, ratio) => sum + ratio, 0) + priorDays * prior) / (ratios.length + priorDays);
}

/**
 * Factors of listed days, learnt with shrinkage: a class by (Σ past ratios + default) / (n + 1), with defaults 0.3 for `full`, 0.5
 * for `eve`, 0.7 for `reduced`; a day with a name that occurred before by (Σ its ratios + ¼ · its class's factor) / (n + ¼), since one Christmas says
 * more about the next than any other holiday does. The days of one period of several days have one factor, its mean ratio counting
 * once. What the user states (`factor`) holds as stated; `closed` is 0.
 *
 * @param ratios of past listed days, closed and unobserved ones left out.
 */
export function specialDayFactors(
  specialDays: readonly SpecialDay[],
  ratios: readonly SpecialDayRatio[],
): SpecialDayFactors {
  const byEntry = new Map<SpecialDay, number[]>();
  for (const { day, ratio } of ratios) {
    const entry = specialDayAt(specialDays, day);
    if (entry === undefined || !Number.isFinite(ratio)) continue;
    byEntry.set(entry, [...(byEntry.get(entry) ?? []), Math.min(largestFactor, Math.max(0, ratio))]);
  }
  const byClass = new Map<string, number[]>();
  const byName = new Map<string, number[]>();
  for (const [entry, values] of byEntry) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    byClass.set(entry.class, [...(byClass.get(entry.class) ?? []), mean]);
    const name = nameKey(entry);
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), mean]);
  }
  return (day) => {
    const entry = specialDayAt(specialDays, day);
    if (entry === undefined || entry.class === 'open') return ordinary;
    if (entry.class === 'closed') return shut;
    if (entry.factor !== undefined) return { factor: entry.factor, relativeSd: statedSpread };
    const seen = byClass.get(entry.class) ?? [];
    const ofClass = shrunkMean(seen, defaultFactors[entry.class], classPrior);
    const name = nameKey(entry);
    const named = name === undefined ? undefined : byName.get(name);
    if (named === undefined)
      return {
        factor: ofClass,
        relativeSd: Math.hypot(classSpread, classDoubt / Math.sqrt(seen.length + 1)),
      };
    return {
      factor: shrunkMean(named, ofClass, namePrior),
      relativeSd: Math.hypot(nameSpread, nameDoubt / Math.sqrt(named.length + 1)),
    };
  };
}

function nameKey(entry: SpecialDay): string | undefined {
  const name = entry.name?.trim().toLowerCase();
  return name === undefined || name === '' ? undefined : `${entry.class}:${name}`;
}
