import { weekdayOf } from '../calendar/local-date.ts';
import {
  channelTimeline,
  type ChannelTimeline,
  type OpenPeriodsOfDay,
  type WeekPattern,
} from '../campaigns/channel-timeline.ts';
import type { LearningChannel } from '../campaigns/learn-rates.ts';
import { slotAxis, type SlotAxis } from '../campaigns/slot-axis.ts';
import type { ContactSeries } from '../history/contact-series.ts';
import { channelOpening, channelOpenPeriods, meanWeek, medianWeek, repeatWeek } from './channel-activity.ts';
import type { ChannelInput, ContactFitInput } from './contact-fit.ts';
import { fitBaseline, type BaselineOutcome, type FittedBaseline } from './fit-baseline.ts';

/** Expected campaign contacts above this share of the baseline keep an interval out of the baseline's history. */
const excludedShare = 0.03;

/** Where a history is too short to look back: 10 % a day, 10 % an interval. */
const usualNoise = { weekVariance: 0.0025, dayVariance: 0.0075, ownVariance: 0.01 };
/** How far a baseline's level is off for weeks, where days were left out: 2 %. */
const levelVariance = 0.02 ** 2;

/** A channel before its baseline: its time axis, its usual week, when it is open. */
export interface DraftChannel {
  readonly input: ChannelInput & { readonly series: ContactSeries };
  readonly axis: SlotAxis;
  readonly openPeriods: OpenPeriodsOfDay;
  readonly open: Uint8Array;
  readonly timeline: ChannelTimeline;
  /** Usual contacts by slot of the history, before any model. */
  readonly usual: Float64Array;
}

/** Lays a channel's history on real time. */
export function draftChannel(
  input: ContactFitInput,
  channel: ChannelInput & { readonly series: ContactSeries },
): DraftChannel {
  const { timeZone, specialDays } = input;
  const { series, openingHours } = channel;
  const pattern = channelOpening(series, openingHours);
  const openPeriods = channelOpenPeriods({ hours: openingHours, pattern, specialDays });
  const week = medianWeek(series);
  const { firstDay, days } = series;
  return {
    input: channel,
    axis: slotAxis({ timeZone, intervalSeconds: series.intervalSeconds, firstDay, days }),
    openPeriods,
    open: pattern.open,
    timeline: channelTimeline({ timeZone, firstDay, days, openPeriods, pattern: week }),
    usual: repeatWeek(week, series),
  };
}

/**
 * Slots in which campaigns add too much for a baseline to learn from: more than 3 % of it, but never more than half of a weekday's
 * slots, the worst: where campaigns run all the time, what they add is taken out and the rest believed.
 */
function excludedSlots(series: ContactSeries, added: Float64Array, baseline: Float64Array): Uint8Array {
  const { intervalsPerDay, firstDay, observed } = series;
  const weekdayAt = (slot: number): number => weekdayOf(firstDay + Math.floor(slot / intervalsPerDay));
  const shares: number[][] = [[], [], [], [], [], [], []];
  for (const [slot, contacts] of added.entries()) {
    if (observed[slot] === 1 && baseline[slot]! > 0)
      shares[weekdayAt(slot)]!.push(contacts / baseline[slot]!);
  }
  const limits = shares.map((values) => {
    const sorted = Float64Array.from(values).sort();
    return Math.max(excludedShare, sorted[sorted.length >> 1] ?? 0);
  });
  return Uint8Array.from(added, (contacts, slot) =>
    contacts > limits[weekdayAt(slot)]! * baseline[slot]! ? 1 : 0,
  );
}

/** Fits a channel's baseline with campaign contacts taken out, and left out where they are many. */
export function fitWithout(
  input: ContactFitInput,
  draft: DraftChannel,
  added: Float64Array,
  baseline: Float64Array,
): BaselineOutcome {
  const { series, openingHours } = draft.input;
  return fitBaseline({
    series,
    excluded: excludedSlots(series, added, baseline),
    campaignContacts: added,
    openingHours,
    specialDays: input.specialDays,
  });
}

/** Slots whose actual contacts say something about a campaign: open, observed, on an ordinary day. */
function tellingSlots(draft: DraftChannel, { clean }: FittedBaseline): Uint8Array {
  const { series } = clean;
  const { intervalsPerDay, firstDay, observed } = series;
  const used = new Uint8Array(observed.length);
  for (let day = 0; day < series.days; day++) {
    if (clean.special[day] === 1) continue;
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const index = day * intervalsPerDay + slot;
      if (draft.open[week + slot] === 1 && observed[index] === 1) used[index] = 1;
    }
  }
  for (const { kind, day, slot = 0, slots = intervalsPerDay } of clean.anomalies) {
    if (kind !== 'outage' && kind !== 'imputed') continue;
    const start = (day - firstDay) * intervalsPerDay + slot;
    used.fill(0, start, start + slots);
  }
  return used;
}

/** A fitted channel as learning wants it: actual contacts beside the baseline. */
export function pastChannel(draft: DraftChannel, baseline: FittedBaseline): LearningChannel {
  const { series, channel } = draft.input;
  return {
    channel,
    axis: draft.axis,
    timeline: draft.timeline,
    firstDay: series.firstDay,
    intervalsPerDay: series.intervalsPerDay,
    actual: baseline.clean.series.contacts,
    baseline: baseline.model.fitted,
    used: tellingSlots(draft, baseline),
    noise: { ...(baseline.errors[0] ?? usualNoise), levelVariance },
    handleTime: series.handleTime,
  };
}

/** A channel's usual week: of its baseline, or of its history where that is too short for one. */
export function weekOf(input: ContactFitInput, draft: DraftChannel, outcome: BaselineOutcome): WeekPattern {
  const { series } = draft.input;
  if (outcome.kind !== 'fitted') return medianWeek(series);
  const { firstDay, intervalsPerDay } = series;
  return meanWeek({
    expected: outcome.model.fitted,
    firstDay,
    intervalsPerDay,
    specialDays: input.specialDays,
  });
}
