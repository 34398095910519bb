import { weekdayOf } from '../calendar/local-date.ts';
import type { ContactSeries } from './contact-series.ts';

/** Mean handle times of a channel over the week. */
export interface HandleTimePattern {
  readonly intervalsPerDay: number;
  /** Of all contacts, recent ones weighted more. */
  readonly meanSeconds: number;
  /** By slot of the week: index = weekday · intervalsPerDay + slot, weekday 0 = Monday. */
  readonly seconds: Float64Array;
}

/** Half-life, in weeks, of what is remembered: handle times drift with products and people. */
const halfLifeWeeks = 8;
/** Contacts by which a slot is held to the mean when the data do not say how much slots differ. */
const usualPriorContacts = 200;
/** However alike slots look, this many contacts in one are believed as much as the mean. */
const mostPriorContacts = 10_000;

interface SlotSums {
  readonly seconds: Float64Array;
  readonly contacts: Float64Array;
}

interface Spread {
  readonly sums: SlotSums;
  /** Σ ω·contacts·(interval mean − slot mean)² over intervals, and the intervals beyond the first of each slot. */
  readonly withinSquares: number;
  readonly withinIntervals: number;
}

function weightOf(series: ContactSeries, day: number): number {
  return 2 ** (-(series.days - day) / (7 * halfLifeWeeks));
}

/** Calls `visit` for every interval with known handle time. */
function eachInterval(
  series: ContactSeries,
  visit: (at: {
    readonly slot: number;
    readonly seconds: number;
    readonly contacts: number;
    readonly weight: number;
  }) => void,
): void {
  const { intervalsPerDay, firstDay, days, handleTime } = series;
  if (handleTime === undefined) return;
  for (let day = 0; day < days; day++) {
    const weight = weightOf(series, day);
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const contacts = handleTime.contacts[day * intervalsPerDay + slot]!;
      if (!(contacts > 0)) continue;
      visit({
        slot: week + slot,
        seconds: handleTime.totalSeconds[day * intervalsPerDay + slot]!,
        contacts,
        weight,
      });
    }
  }
}

function spreadOf(series: ContactSeries): Spread {
  const seconds = new Float64Array(7 * series.intervalsPerDay);
  const contacts = new Float64Array(7 * series.intervalsPerDay);
  eachInterval(series, (at) => {
    seconds[at.slot]! += at.weight * at.seconds;
    contacts[at.slot]! += at.weight * at.contacts;
  });
  let withinSquares = 0;
  let intervals = 0;
  const seen = new Set<number>();
  eachInterval(series, (at) => {
    const deviation = at.seconds / at.contacts - seconds[at.slot]! / contacts[at.slot]!;
    withinSquares += at.contacts * deviation ** 2;
    intervals += 1;
    seen.add(at.slot);
  });
  return { sums: { seconds, contacts }, withinSquares, withinIntervals: intervals - seen.size };
}

/**
 * Contacts at which a slot's own mean deserves half of the belief: the variance of one contact's handle time over that of slots' true
 * means, both by moments (within slots from interval to interval, between slots beyond what that explains).
 */
function priorContacts({ sums, withinSquares, withinIntervals }: Spread, mean: number): number {
  if (withinIntervals < 1) return usualPriorContacts;
  const perContact = withinSquares / withinIntervals;
  let [total, squares, between, slots] = [0, 0, 0, 0];
  for (let slot = 0; slot < sums.contacts.length; slot++) {
    const contacts = sums.contacts[slot]!;
    if (!(contacts > 0)) continue;
    total += contacts;
    squares += contacts ** 2;
    between += contacts * (sums.seconds[slot]! / contacts - mean) ** 2;
    slots += 1;
  }
  const variance = (between - (slots - 1) * perContact) / Math.max(1e-9, total - squares / total);
  if (perContact === 0) return variance > 0 ? 0 : usualPriorContacts;
  return variance > 0 ? Math.min(mostPriorContacts, perContact / variance) : mostPriorContacts;
}

/**
 * Handle time by weekday and slot of the day: Σ ω·handle time / Σ ω·contacts (ω halves every 8 weeks), each slot held to the channel's
 * mean by as many contacts as slots are alike: (Σ ω·seconds + κ·mean) / (Σ ω·contacts + κ). κ is estimated from the history
 * (Bühlmann's credibility). A slot without contacts has the mean. Weighted by contacts throughout: the mean of interval means would
 * let quiet intervals speak as loudly as busy ones.
 *
 * @returns undefined where the series has no handle times.
 */
export function handleTimePattern(series: ContactSeries): HandleTimePattern | undefined {
  const spread = spreadOf(series);
  const { seconds, contacts } = spread.sums;
  const allContacts = contacts.reduce((sum, value) => sum + value, 0);
  if (!(allContacts > 0)) return undefined;
  const meanSeconds = seconds.reduce((sum, value) => sum + value, 0) / allContacts;
  const prior = priorContacts(spread, meanSeconds);
  return {
    intervalsPerDay: series.intervalsPerDay,
    meanSeconds,
    seconds: seconds.map((total, slot) =>
      contacts[slot]! + prior > 0 ? (total + prior * meanSeconds) / (contacts[slot]! + prior) : meanSeconds,
    ),
  };
}
