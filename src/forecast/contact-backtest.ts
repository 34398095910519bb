import { intervalGrid, type Interval } from '../calendar/interval-grid.ts';
import { secondsPerDay, weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { seriesBefore, type ContactSeries } from '../history/contact-series.ts';
import { fitContacts, type ContactFitInput } from './contact-fit.ts';
import { forecastContacts } from './contact-forecast.ts';
import type { ForecastModel } from './forecast-model.ts';
import { plainAverage } from './plain-average.ts';
import { seasonalNaive } from './seasonal-naive.ts';

/** One forecast interval that came to pass. */
export interface ScoredInterval {
  readonly channel: string;
  readonly origin: DayNumber;
  /** Week ahead, 1 = the seven days from the origin. */
  readonly leadWeek: number;
  readonly weekday: number;
  readonly actual: number;
  readonly expected: number;
  readonly lower80: number;
  readonly upper80: number;
  readonly lower95: number;
  readonly upper95: number;
  readonly seasonalNaive: number;
  readonly plainAverage: number;
  /** Contacts at each of `probabilities`. */
  readonly quantiles: readonly number[];
}

export interface BacktestInput {
  /** As for a fit of the whole history; its origin is the end. */
  readonly fit: ContactFitInput;
  readonly origins: readonly DayNumber[];
  readonly horizonDays: number;
  readonly intervalSeconds: number;
  /** Quantiles to keep of every scored interval. */
  readonly probabilities: readonly number[];
}

function actualAt(series: ContactSeries, interval: Interval): number | undefined {
  const index =
    (interval.day - series.firstDay) * series.intervalsPerDay +
    Math.floor((interval.secondOfDay * series.intervalsPerDay) / secondsPerDay);
  return series.observed[index] === 1 ? series.contacts[index] : undefined;
}

/** A peer’s forecast by interval of the horizon, fitted on the raw history before the origin. */
function peer(
  model: ForecastModel,
  input: BacktestInput,
  series: ContactSeries,
  origin: DayNumber,
): (interval: Interval) => number {
  const own = input.fit.channels.find(({ channel }) => channel === series.channel);
  const fitted = model.fit({
    series: seriesBefore(series, origin),
    openingHours: own?.openingHours,
    specialDays: input.fit.specialDays,
  });
  const { expected, intervalsPerDay } = fitted.forecast({ firstDay: origin, days: input.horizonDays });
  return ({ day, secondOfDay }) =>
    expected[
      (day - origin) * intervalsPerDay + Math.floor((secondOfDay * intervalsPerDay) / secondsPerDay)
    ] ?? 0;
}

/**
 * Forecasts made anew at one past origin, with what was known then, beside what came: every channel, interval by interval. Campaigns of the calendar
 * count as known in advance; of their effects only those before the origin are. Scored are observed intervals in which the channel is open.
 * Nothing from the origin on is seen by any forecast.
 */
export function backtestOrigin(input: BacktestInput, origin: DayNumber): readonly ScoredInterval[] {
  const { fit, horizonDays, intervalSeconds, probabilities } = input;
  const channels = fit.channels.map((channel) => ({
    ...channel,
    series: channel.series && seriesBefore(channel.series, origin),
  }));
  const grid = intervalGrid({ timeZone: fit.timeZone, intervalSeconds, firstDay: origin, days: horizonDays });
  const forecast = forecastContacts(fitContacts({ ...fit, origin, channels }), { grid });
  return forecast.channels.flatMap((channel) => {
    const series = fit.channels.find((one) => one.channel === channel.channel)?.series;
    if (series === undefined || channel.model === 'none') return [];
    const naive = peer(seasonalNaive, input, series, origin);
    const average = peer(plainAverage, input, series, origin);
    return grid.intervals.flatMap((interval, index): ScoredInterval[] => {
      const actual = actualAt(series, interval);
      if (actual === undefined || channel.open[index] !== 1) return [];
      return [
        {
          channel: channel.channel,
          origin,
          leadWeek: Math.floor((interval.day - origin) / 7) + 1,
          weekday: weekdayOf(interval.day),
          actual,
          expected: channel.expectedContacts[index] ?? 0,
          lower80: channel.lower80[index] ?? 0,
          upper80: channel.upper80[index] ?? 0,
          lower95: channel.lower95[index] ?? 0,
          upper95: channel.upper95[index] ?? 0,
          seasonalNaive: naive(interval),
          plainAverage: average(interval),
          quantiles: probabilities.map((probability) => channel.quantile(index, probability)),
        },
      ];
    });
  });
}
