import type { ContactSeries } from './contact-series.ts';

/**
 * A series on finer slots: each value spread evenly over the slots it covers. For a channel that is counted by the hour or the day beside
 * others that are counted by the half-hour; what happens inside its intervals is not known and taken as even.
 *
 * @param intervalSeconds the finer interval; the series’ own has to be a multiple of it
 */
export function spreadSeries(series: ContactSeries, intervalSeconds: number): ContactSeries {
  const parts = Math.round(series.intervalSeconds / intervalSeconds);
  if (parts <= 1) return series;
  const spread = (values: Float64Array): Float64Array =>
    Float64Array.from(
      { length: values.length * parts },
      (_, index) => (values[Math.floor(index / parts)] ?? 0) / parts,
    );
  const { handleTime, abandoned, waitingTimeSeconds } = series;
  return {
    ...series,
    intervalSeconds,
    intervalsPerDay: series.intervalsPerDay * parts,
    contacts: spread(series.contacts),
    observed: Uint8Array.from(
      { length: series.observed.length * parts },
      (_, index) => series.observed[Math.floor(index / parts)] ?? 0,
    ),
    handleTime: handleTime && {
      totalSeconds: spread(handleTime.totalSeconds),
      contacts: spread(handleTime.contacts),
    },
    abandoned: abandoned && spread(abandoned),
    waitingTimeSeconds: waitingTimeSeconds && spread(waitingTimeSeconds),
  };
}
