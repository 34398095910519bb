import type { DayNumber } from '../calendar/local-date.ts';
import { seriesBefore } from '../history/contact-series.ts';
import type { CleanHistory } from '../history/clean-history.ts';
import type { BaselineHistory, ForecastModel } from './forecast-model.ts';
import { pastForecastCollector, type PastForecasts } from './past-forecasts.ts';

/** What a model may know before a day. */
export function historyBefore(history: BaselineHistory, day: DayNumber): BaselineHistory {
  const series = seriesBefore(history.series, day);
  const length = series.contacts.length;
  return {
    ...history,
    series,
    excluded: history.excluded?.subarray(0, length),
    campaignContacts: history.campaignContacts?.subarray(0, length),
  };
}

/**
 * Forecasts of any model at past origins, by fitting it anew at each: honest and slow. Scored where the cleaned history is
 * usable and the day is not a listed one.
 */
export function pastForecastsByRefit(input: {
  readonly model: ForecastModel;
  readonly history: BaselineHistory;
  readonly clean: CleanHistory;
  readonly origins: readonly DayNumber[];
  readonly leadWeeks: number;
}): PastForecasts[] {
  const { model, history, clean, origins, leadWeeks } = input;
  const { firstDay, days, intervalsPerDay } = clean.series;
  const collector = pastForecastCollector(leadWeeks, origins.length * 7 * intervalsPerDay);
  for (const origin of origins) {
    const horizon = Math.min(7 * leadWeeks, firstDay + days - origin);
    const { expected } = model
      .fit(historyBefore(history, origin))
      .forecast({ firstDay: origin, days: horizon });
    for (let ahead = 0; ahead < horizon; ahead++) {
      const day = origin + ahead;
      if (clean.special[day - firstDay] === 1) continue;
      const start = (day - firstDay) * intervalsPerDay;
      collector.addDay({
        leadWeek: Math.floor(ahead / 7) + 1,
        origin,
        day,
        expected: expected.subarray(ahead * intervalsPerDay, (ahead + 1) * intervalsPerDay),
        actual: clean.contacts.subarray(start, start + intervalsPerDay),
        usable: clean.usable.subarray(start, start + intervalsPerDay),
      });
    }
  }
  return collector.finish();
}
