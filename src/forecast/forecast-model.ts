import type { DayNumber } from '../calendar/local-date.ts';
import type { OpeningHours } from '../calendar/opening-hours.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import type { ContactSeries } from '../history/contact-series.ts';

/** What a baseline model may learn from: one channel before the origin, without what campaigns added. */
export interface BaselineHistory {
  readonly series: ContactSeries;
  /** Slots to leave out (1), e.g. while a past campaign ran; same indexing as the series. */
  readonly excluded?: Uint8Array | undefined;
  /** Contacts that past campaigns are estimated to have added, to take out; same indexing. */
  readonly campaignContacts?: Float64Array | undefined;
  /** Undefined: inferred from the series. */
  readonly openingHours?: OpeningHours | undefined;
  readonly specialDays: readonly SpecialDay[];
}

/** The days to forecast: `firstDay` (the origin) and on. */
export interface ForecastHorizon {
  readonly firstDay: DayNumber;
  readonly days: number;
}

/** Expected baseline contacts by wall-clock slot: index = (day - firstDay) * intervalsPerDay + slot; 0 where closed. */
export interface BaselineExpectation extends ForecastHorizon {
  readonly intervalsPerDay: number;
  readonly expected: Float64Array;
  /** Relative standard deviation of each day's total, when the model knows it. */
  readonly dayRelativeSd?: Float64Array | undefined;
  /** Relative standard deviation beyond ordinary errors: of a special day's factor, of a level too new to be sure of. */
  readonly addedRelativeSd?: Float64Array | undefined;
}

/** How a day's total came about: multiplicative or additive parts by name, which sum to the total. */
export interface DayExplanation {
  readonly day: DayNumber;
  readonly total: number;
  readonly parts: readonly { readonly name: string; readonly contacts: number }[];
}

/** Every model has this shape. */
export interface ForecastModel {
  readonly name: string;
  fit(history: BaselineHistory): FittedModel;
}

export interface FittedModel {
  readonly name: string;
  /** In-sample expectation on the history's own grid (also where excluded or missing). */
  readonly fitted: Float64Array;
  forecast(horizon: ForecastHorizon): BaselineExpectation;
  explain(day: DayNumber): DayExplanation;
}
