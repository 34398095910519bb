import { weekdayOf } from '../calendar/local-date.ts';
import { specialDayAt } from '../calendar/special-days.ts';
import { cleanHistory, type CleanHistory } from '../history/clean-history.ts';
import type { HistoryAnomaly } from '../history/history-anomaly.ts';
import { baselineAccuracy, type BaselineAccuracy } from './baseline-accuracy.ts';
import { leadWeeks, pastForecastsOf } from './calibrate-day-total-profile.ts';
import { asFittedModel, fitDayTotalProfile } from './day-total-profile.ts';
import { errorModel, type ErrorModel } from './error-model.ts';
import type { BaselineExpectation, BaselineHistory, FittedModel, ForecastHorizon } from './forecast-model.ts';
import { pastForecastsByRefit } from './past-forecasts-by-refit.ts';
import type { PastForecasts } from './past-forecasts.ts';
import { plainAverage } from './plain-average.ts';
import { boundsFrom, predictiveDistribution, type PredictiveDistribution } from './prediction-interval.ts';
import { weeklyOrigins } from './weekly-origins.ts';

/** A history that cannot be forecast from, and what would be needed. */
export interface TooShortHistory {
  readonly kind: 'too-short';
  readonly channel: string;
  readonly daysWithContacts: number;
  readonly daysNeeded: number;
  readonly message: string;
}

/** A forecast with everything that staffing and reports need. Arrays are indexed like `expectation.expected`. */
export interface BaselineForecast {
  readonly expectation: BaselineExpectation;
  readonly distribution: PredictiveDistribution;
  readonly lower80: Float64Array;
  readonly upper80: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
  /** 1 where the channel takes contacts. */
  readonly open: Uint8Array;
}

/** A channel that has been learnt. */
export interface FittedBaseline {
  readonly kind: 'fitted';
  readonly channel: string;
  readonly model: FittedModel;
  readonly clean: CleanHistory;
  readonly anomalies: readonly HistoryAnomaly[];
  /** What was assumed or decided and is said aloud, one sentence each. */
  readonly notes: readonly string[];
  /** By lead week, first week first. */
  readonly errors: readonly ErrorModel[];
  /** Undefined where the history is too short to look back. */
  readonly accuracy: BaselineAccuracy | undefined;
  forecast(horizon: ForecastHorizon): BaselineForecast;
}

export type BaselineOutcome = FittedBaseline | TooShortHistory;

/** Days of history below which there is no forecast, and below which it is the plain average. */
const fewestDays = 7;
const daysForModel = 28;

function daysWithContacts(clean: CleanHistory): { readonly count: number; readonly span: number } {
  const { intervalsPerDay, days } = clean.series;
  let count = 0;
  let first = -1;
  for (let day = 0; day < days; day++) {
    if (!clean.usable.subarray(day * intervalsPerDay, (day + 1) * intervalsPerDay).includes(1)) continue;
    if (first < 0) first = day;
    count += 1;
  }
  return { count, span: first < 0 ? 0 : days - first };
}

function openSlots(clean: CleanHistory, history: BaselineHistory, horizon: ForecastHorizon): Uint8Array {
  const { intervalsPerDay, open } = clean.pattern;
  const slots = new Uint8Array(horizon.days * intervalsPerDay);
  for (let index = 0; index < horizon.days; index++) {
    const day = horizon.firstDay + index;
    if (specialDayAt(history.specialDays, day)?.class === 'closed') continue;
    const week = weekdayOf(day) * intervalsPerDay;
    slots.set(open.subarray(week, week + intervalsPerDay), index * intervalsPerDay);
  }
  return slots;
}

function withBounds(
  expectation: BaselineExpectation,
  errors: readonly ErrorModel[],
  open: Uint8Array,
): BaselineForecast {
  const distribution = predictiveDistribution(expectation, errors);
  const length = expectation.expected.length;
  const bounds = {
    lower80: new Float64Array(length),
    upper80: new Float64Array(length),
    lower95: new Float64Array(length),
    upper95: new Float64Array(length),
  };
  for (let index = 0; index < length; index++) {
    const at = boundsFrom((probability) => distribution.quantile({ index, probability }));
    bounds.lower80[index] = at.lower80;
    bounds.upper80[index] = at.upper80;
    bounds.lower95[index] = at.lower95;
    bounds.upper95[index] = at.upper95;
  }
  return { expectation, distribution, ...bounds, open };
}

/**
 * Learns one channel: cleans its history, fits the day-total × profile model (the plain average below four weeks), calibrates
 * intervals on forecasts made at past origins, and says what it assumed. Below one week of history there is no forecast, but a
 * statement of what is needed.
 */
export function fitBaseline(history: BaselineHistory): BaselineOutcome {
  const clean = cleanHistory(history);
  const { count, span } = daysWithContacts(clean);
  const { channel } = history.series;
  if (span < fewestDays || count === 0) {
    return {
      kind: 'too-short',
      channel,
      daysWithContacts: count,
      daysNeeded: fewestDays,
      message: `${channel} has ${count} day${count === 1 ? '' : 's'} of history; a forecast needs at least one whole week, a good one four or more`,
    };
  }
  const notes: string[] = [];
  const { model, past } =
    span < daysForModel ? shortHistory(history, clean, notes) : fullHistory(history, clean);
  const errors = past.map((lead) => errorModel(lead));
  return {
    kind: 'fitted',
    channel,
    model,
    clean,
    anomalies: clean.anomalies,
    notes,
    errors,
    // Reports ask for it, staffing does not: computed when asked for.
    get accuracy() {
      return baselineAccuracy(clean, past[0]);
    },
    forecast: (horizon) => withBounds(model.forecast(horizon), errors, openSlots(clean, history, horizon)),
  };
}

function fullHistory(
  history: BaselineHistory,
  clean: CleanHistory,
): { model: FittedModel; past: readonly PastForecasts[] } {
  const fit = fitDayTotalProfile(clean, history);
  return { model: asFittedModel(fit), past: pastForecastsOf(fit) };
}

function shortHistory(
  history: BaselineHistory,
  clean: CleanHistory,
  notes: string[],
): { model: FittedModel; past: readonly PastForecasts[] } {
  const { firstDay, days } = clean.series;
  notes.push(
    `${history.series.channel} has less than four weeks of history: its forecast is the plain average of the weeks there are`,
  );
  const origins = weeklyOrigins({ first: firstDay, end: firstDay + days, weeksBefore: 1, most: 3 });
  const past = pastForecastsByRefit({ model: plainAverage, history, clean, origins, leadWeeks });
  return { model: plainAverage.fit(history), past };
}
