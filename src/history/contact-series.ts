import type { DayNumber } from '../calendar/local-date.ts';

/**
 * Past contacts of one channel on a dense grid of local days × wall-clock slots:
 * `index = (day - firstDay) * intervalsPerDay + slot`, slot = secondOfDay / intervalSeconds.
 * Where clocks go back, the repeated hour's two values are averaged into its slot (a slot holds contacts per interval
 * length); where they go forward, the skipped slots are not observed. Daily data has one slot a day.
 */
export interface ContactSeries {
  readonly channel: string;
  readonly intervalSeconds: number;
  readonly intervalsPerDay: number;
  readonly firstDay: DayNumber;
  readonly days: number;
  /** Offered contacts; 0 where `observed` is 0. Length days × intervalsPerDay. */
  readonly contacts: Float64Array;
  /** 1 where the history has a value: a zero that is known, as against a gap. */
  readonly observed: Uint8Array;
  /** Total handle time, and the contacts whose handle time is known. */
  readonly handleTime?: { readonly totalSeconds: Float64Array; readonly contacts: Float64Array } | undefined;
  readonly abandoned?: Float64Array | undefined;
  /** Total waiting time of all contacts of the interval, seconds. */
  readonly waitingTimeSeconds?: Float64Array | undefined;
}

/** What reading did to the rows: summed duplicates, re-binned intervals, repeated hours. */
export interface HistoryNote {
  readonly message: string;
  readonly count: number;
}

/** All channels of a history file. */
export interface History {
  readonly series: readonly ContactSeries[];
  readonly notes: readonly HistoryNote[];
}

/** The part of a series before a day: what a forecast made that morning may know. */
export function seriesBefore(series: ContactSeries, day: DayNumber): ContactSeries {
  const days = Math.max(0, Math.min(series.days, day - series.firstDay));
  const length = days * series.intervalsPerDay;
  const { handleTime, abandoned, waitingTimeSeconds } = series;
  return {
    ...series,
    days,
    contacts: series.contacts.subarray(0, length),
    observed: series.observed.subarray(0, length),
    handleTime: handleTime && {
      totalSeconds: handleTime.totalSeconds.subarray(0, length),
      contacts: handleTime.contacts.subarray(0, length),
    },
    abandoned: abandoned?.subarray(0, length),
    waitingTimeSeconds: waitingTimeSeconds?.subarray(0, length),
  };
}
