import { weekdayOf } from '../calendar/local-date.ts';
import type { OpeningHours } from '../calendar/opening-hours.ts';
import { specialDayAt, type SpecialDay } from '../calendar/special-days.ts';
import type { ContactSeries } from './contact-series.ts';
import type { HistoryAnomaly } from './history-anomaly.ts';
import { imputedDays } from './imputed-days.ts';
import { fillOmittedZeros } from './omitted-zeros.ts';
import { inferOpeningPattern, openingPatternOf, type OpeningPattern } from './opening-pattern.ts';
import { screenDays } from './screen-days.ts';

/** A history ready to learn from. Arrays are indexed as the series. */
export interface CleanHistory {
  readonly series: ContactSeries;
  readonly pattern: OpeningPattern;
  /** Contacts without campaigns, spikes replaced by what was due. */
  readonly contacts: Float64Array;
  /** 1 where a model may learn: open, observed, not excluded, no outage, not imputed. Special days included. */
  readonly usable: Uint8Array;
  /** 1 for each day that the user lists as special in any way but `open`. */
  readonly special: Uint8Array;
  readonly anomalies: readonly HistoryAnomaly[];
  /** Missing intervals taken as zeros, because the history lists no zero. */
  readonly omittedZeros: number;
}

/** What cleaning needs to know beside the series. */
export interface CleaningInput {
  readonly series: ContactSeries;
  /** Slots to leave out (1). */
  readonly excluded?: Uint8Array | undefined;
  /** Contacts that past campaigns are estimated to have added, to take out. */
  readonly campaignContacts?: Float64Array | undefined;
  readonly openingHours?: OpeningHours | undefined;
  readonly specialDays: readonly SpecialDay[];
}

function withoutCampaigns(series: ContactSeries, campaignContacts: Float64Array | undefined): Float64Array {
  if (campaignContacts === undefined) return Float64Array.from(series.contacts);
  return series.contacts.map((value, index) => Math.max(0, value - (campaignContacts[index] ?? 0)));
}

function markSpecialDays(series: ContactSeries, specialDays: readonly SpecialDay[]): Uint8Array {
  const special = new Uint8Array(series.days);
  for (let day = 0; day < series.days; day++) {
    const listed = specialDayAt(specialDays, series.firstDay + day);
    if (listed !== undefined && listed.class !== 'open') special[day] = 1;
  }
  return special;
}

function usableSlots(series: ContactSeries, input: CleaningInput, pattern: OpeningPattern): Uint8Array {
  const { intervalsPerDay, firstDay } = series;
  const usable = new Uint8Array(series.contacts.length);
  for (let day = 0; day < series.days; day++) {
    if (specialDayAt(input.specialDays, firstDay + day)?.class === 'closed') continue;
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const index = day * intervalsPerDay + slot;
      if (pattern.open[week + slot] === 1 && series.observed[index] === 1 && input.excluded?.[index] !== 1)
        usable[index] = 1;
    }
  }
  return usable;
}

/**
 * Turns a raw history into one that a model may learn from: takes past campaigns out, finds when the channel is open, tells
 * zeros from gaps, leaves out outages and imputed days, replaces spikes by what was due, and lists all of it.
 *
 * Nothing here looks at how the forecast will do; a level shift is left as it is, for the model to follow.
 */
export function cleanHistory(input: CleaningInput): CleanHistory {
  const given = input.openingHours;
  const pattern =
    given === undefined
      ? inferOpeningPattern(input.series)
      : openingPatternOf(given, input.series.intervalsPerDay);
  const { series, filled } = fillOmittedZeros(input.series, pattern);
  const { intervalsPerDay, firstDay } = series;
  const contacts = withoutCampaigns(series, input.campaignContacts);
  const usable = usableSlots(series, input, pattern);
  const special = markSpecialDays(series, input.specialDays);
  const imputed = imputedDays(series).filter((day) => special[day] !== 1);
  for (const day of imputed) usable.fill(0, day * intervalsPerDay, (day + 1) * intervalsPerDay);
  const screened = screenDays({ series, pattern, contacts, usable, special });
  const anomalies = [
    ...imputed.map((day): HistoryAnomaly => ({ kind: 'imputed', day: firstDay + day })),
    ...screened,
  ].sort((a, b) => a.day - b.day || (a.slot ?? -1) - (b.slot ?? -1));
  return { series, pattern, contacts, usable, special, anomalies, omittedZeros: filled };
}
