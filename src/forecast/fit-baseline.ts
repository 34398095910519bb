import { cleanHistory, type CleanHistory } from '../history/clean-history.ts';
import type { HistoryAnomaly } from '../history/history-anomaly.ts';
import { baselineAccuracy, type BaselineAccuracy } from './baseline-accuracy.ts';
import { leadWeeks, pastForecastsOf } from './calibrate-day-total-profile.ts';
import { asFittedModel, fitDayTotalProfile } from './day-total-profile.ts';
import { errorModels, type ErrorModel } from './error-model.ts';
import type { BaselineExpectation, BaselineHistory, FittedModel, ForecastHorizon } from './forecast-model.ts';
import { pastForecastsByRefit } from './past-forecasts-by-refit.ts';
import type { PastForecasts } from './past-forecasts.ts';
import { historyNotes } from './history-notes.ts';
import { levelShifts, recentShiftNotes } from './level-shifts.ts';
import { plainAverage, plainAverageOf } from './plain-average.ts';
import { baselineForecast } from './baseline-forecast.ts';
import { predictiveDistribution, type PredictiveDistribution } from './prediction-interval.ts';
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
/** Ordinary days that effects can be learnt from at all. */
const ordinaryDaysForModel = 14;
/** A channel with fewer contacts a day has nothing that a model could see and the average does not. */
const contactsForModel = 4;

/** How much there is to learn from. */
interface HistoryExtent {
  readonly days: number;
  readonly span: number;
  readonly ordinaryDays: number;
  readonly contacts: number;
}

function extentOf(clean: CleanHistory): HistoryExtent {
  const { intervalsPerDay, days } = clean.series;
  let [count, ordinaryDays, contacts, first] = [0, 0, 0, days];
  for (let day = 0; day < days; day++) {
    let usable = false;
    for (let index = day * intervalsPerDay; index < (day + 1) * intervalsPerDay; index++) {
      if (clean.usable[index] !== 1) continue;
      usable = true;
      if (clean.special[day] !== 1) contacts += clean.contacts[index]!;
    }
    if (!usable) continue;
    first = Math.min(first, day);
    count += 1;
    if (clean.special[day] !== 1) ordinaryDays += 1;
  }
  return { days: count, span: days - first, ordinaryDays, contacts };
}

/** A model, forecasts that it would have made, and what else was found while it was fitted. */
interface Learnt {
  readonly model: FittedModel;
  readonly past: readonly PastForecasts[];
  readonly notes: readonly string[];
  readonly anomalies: readonly HistoryAnomaly[];
}

function learnByModel(history: BaselineHistory, clean: CleanHistory): Learnt {
  const fit = fitDayTotalProfile(clean, history);
  return {
    model: asFittedModel(fit),
    past: pastForecastsOf(fit),
    notes: recentShiftNotes(fit).map((note) => `${history.series.channel}: ${note}`),
    anomalies: levelShifts(fit),
  };
}

function learnByAverage(history: BaselineHistory, clean: CleanHistory, reason: string): Learnt {
  const { firstDay, days } = clean.series;
  const origins = weeklyOrigins({ first: firstDay, end: firstDay + days, weeksBefore: 1, most: 12 });
  return {
    model: plainAverageOf(clean, history),
    past: pastForecastsByRefit({ model: plainAverage, history, clean, origins, leadWeeks }),
    notes: [`${history.series.channel}: ${reason}`],
    anomalies: [],
  };
}

function learn(history: BaselineHistory, clean: CleanHistory, extent: HistoryExtent): Learnt {
  if (extent.span < daysForModel || extent.ordinaryDays < ordinaryDaysForModel) {
    return learnByAverage(
      history,
      clean,
      'less than four weeks of history, so the forecast is the plain average of the weeks there are',
    );
  }
  if (extent.contacts < contactsForModel * extent.ordinaryDays) {
    return learnByAverage(history, clean, 'only a few contacts a day, so the forecast is the plain average');
  }
  return learnByModel(history, clean);
}

function tooShort(channel: string, { days, span }: HistoryExtent): TooShortHistory {
  const has =
    days === 0 ? 'no contacts in its recent history' : `${span} day${span === 1 ? '' : 's'} of history`;
  return {
    kind: 'too-short',
    channel,
    daysWithContacts: days,
    daysNeeded: fewestDays,
    message: `${channel} has ${has}; a forecast needs at least one whole week, a good one four or more`,
  };
}

/**
 * Learns one channel: cleans its history, fits the day-total × profile model (the plain average where there are less than four weeks
 * of history or four contacts a day), calibrates intervals on forecasts made at past origins, and says what it assumed. Below
 * one week of history there is no forecast, but a statement of what is needed.
 */
export function fitBaseline(history: BaselineHistory): BaselineOutcome {
  const clean = cleanHistory(history);
  const extent = extentOf(clean);
  const { channel, firstDay, days } = history.series;
  if (extent.span < fewestDays || extent.days === 0) return tooShort(channel, extent);
  const { model, past, notes, anomalies } = learn(history, clean, extent);
  const errors = errorModels(past);
  return {
    kind: 'fitted',
    channel,
    model,
    clean,
    anomalies: [...clean.anomalies, ...anomalies].sort((a, b) => a.day - b.day),
    notes: [...historyNotes(clean), ...notes],
    errors,
    // Reports ask for it, staffing does not: computed when asked for.
    get accuracy() {
      return baselineAccuracy(clean, past[0]);
    },
    forecast: (horizon) => {
      const expectation = model.forecast(horizon);
      const distribution = predictiveDistribution(
        expectation,
        errors,
        Math.max(0, horizon.firstDay - firstDay - days),
      );
      return baselineForecast({ expectation, distribution, clean, specialDays: history.specialDays });
    },
  };
}
