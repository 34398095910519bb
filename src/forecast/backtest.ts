import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { cleanHistory, type CleanHistory } from '../history/clean-history.ts';
import { seasonalScale } from './accuracy.ts';
import { noScores, scoresOf, tallyInterval, type ScoreSums, type ScoreTally } from './backtest-scores.ts';
import { backtestVerdict, type BacktestVerdict } from './backtest-verdict.ts';
import { fitBaseline, type BaselineForecast } from './fit-baseline.ts';
import type { BaselineHistory } from './forecast-model.ts';
import { historyBefore } from './past-forecasts-by-refit.ts';
import { plainAverage } from './plain-average.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { staffingConsequence, staffingPercentiles, type StaffingConsequence, type StaffingRule } from './staffing-consequence.ts';
import { weeklyOrigins } from './weekly-origins.ts';

/** What to test on: one channel, and how. */
export interface BacktestInput {
  readonly history: BaselineHistory;
  /** Weekly origins at most (default 26) and weeks ahead (default 4). */
  readonly origins?: number | undefined;
  readonly leadWeeks?: number | undefined;
  /** Undefined: no staffing consequence. */
  readonly staffing?: StaffingRule | undefined;
  /** Called after each origin. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The model beside the yardsticks over one group of intervals. */
export interface BacktestGroup {
  readonly model: ScoreSums;
  readonly seasonalNaive: ScoreSums;
  readonly plainAverage: ScoreSums;
}

/** A channel whose history was long enough to look back. */
export interface BacktestResult {
  readonly kind: 'scored';
  readonly channel: string;
  readonly origins: readonly DayNumber[];
  readonly all: BacktestGroup;
  /** By week ahead (1, 2, …), by weekday (0 = Monday), by origin. */
  readonly byLeadWeek: ReadonlyMap<number, BacktestGroup>;
  readonly byWeekday: ReadonlyMap<number, BacktestGroup>;
  readonly byOrigin: ReadonlyMap<DayNumber, BacktestGroup>;
  /** Of the week after each origin. */
  readonly staffing: StaffingConsequence | undefined;
  readonly verdict: BacktestVerdict;
}

/** A history too short to look back on. */
export interface BacktestTooShort {
  readonly kind: 'too-short';
  readonly channel: string;
  readonly weeks: number;
  readonly weeksNeeded: number;
  readonly message: string;
}

/** Weeks of history before the first origin. */
const weeksBefore = 4;
const defaultOrigins = 26;
const defaultLeadWeeks = 4;

interface Tallies {
  readonly model: ScoreTally;
  readonly seasonalNaive: ScoreTally;
  readonly plainAverage: ScoreTally;
}

const emptyTallies = (): Tallies => ({ model: { ...noScores }, seasonalNaive: { ...noScores }, plainAverage: { ...noScores } });

function tallyFor<Key>(groups: Map<Key, Tallies>, key: Key): Tallies {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const fresh = emptyTallies();
  groups.set(key, fresh);
  return fresh;
}

/** The forecasts made on the morning of one origin. */
interface OriginForecasts {
  readonly origin: DayNumber;
  readonly model: BaselineForecast;
  readonly seasonalNaive: Float64Array;
  readonly plainAverage: Float64Array;
}

function forecastsAt(input: BacktestInput, origin: DayNumber, days: number): OriginForecasts | undefined {
  const history = historyBefore(input.history, origin);
  const horizon = { firstDay: origin, days };
  const fitted = fitBaseline(history);
  if (fitted.kind !== 'fitted') return undefined;
  return {
    origin,
    model: fitted.forecast(horizon),
    seasonalNaive: seasonalNaive.fit(history).forecast(horizon).expected,
    plainAverage: plainAverage.fit(history).forecast(horizon).expected,
  };
}

/** What is scored: contacts as counted, without campaigns, where the channel was open and the data are sound. */
interface Truth {
  readonly clean: CleanHistory;
  readonly actual: Float64Array;
  readonly scale: number;
}

function truthOf(history: BaselineHistory): Truth {
  const clean = cleanHistory(history);
  const { contacts, intervalsPerDay } = clean.series;
  const actual = contacts.map((value, index) => Math.max(0, value - (history.campaignContacts?.[index] ?? 0)));
  return { clean, actual, scale: seasonalScale(actual, 7 * intervalsPerDay, clean.usable) };
}

interface Gathered {
  readonly all: Tallies;
  readonly byLeadWeek: Map<number, Tallies>;
  readonly byWeekday: Map<number, Tallies>;
  readonly byOrigin: Map<DayNumber, Tallies>;
  readonly staffing: { readonly actual: number[]; readonly expected: number[]; readonly quantiles: number[][] };
}

function scoreOrigin(gathered: Gathered, truth: Truth, forecasts: OriginForecasts, withStaffing: boolean): void {
  const { clean, actual, scale } = truth;
  const { intervalsPerDay, firstDay } = clean.series;
  const { model, origin } = forecasts;
  const offset = (origin - firstDay) * intervalsPerDay;
  for (let index = 0; index < model.expectation.expected.length; index++) {
    if (clean.usable[offset + index] !== 1) continue;
    const day = origin + Math.floor(index / intervalsPerDay);
    const value = actual[offset + index]!;
    const bounds = {
      lower80: model.lower80[index]!,
      upper80: model.upper80[index]!,
      lower95: model.lower95[index]!,
      upper95: model.upper95[index]!,
    };
    const leadWeek = Math.floor((day - origin) / 7) + 1;
    for (const tallies of [
      gathered.all,
      tallyFor(gathered.byLeadWeek, leadWeek),
      tallyFor(gathered.byWeekday, weekdayOf(day)),
      tallyFor(gathered.byOrigin, origin),
    ]) {
      tallyInterval(tallies.model, { actual: value, expected: model.expectation.expected[index]!, scale, bounds });
      tallyInterval(tallies.seasonalNaive, { actual: value, expected: forecasts.seasonalNaive[index]!, scale });
      tallyInterval(tallies.plainAverage, { actual: value, expected: forecasts.plainAverage[index]!, scale });
    }
    if (!withStaffing || leadWeek > 1) continue;
    gathered.staffing.actual.push(value);
    gathered.staffing.expected.push(model.expectation.expected[index]!);
    gathered.staffing.quantiles.push(
      staffingPercentiles.map((probability) => model.distribution.quantile({ index, probability })),
    );
  }
}

/** Whole weeks between the first and the last day with usable data. */
function weeksOf(clean: CleanHistory): { readonly first: DayNumber; readonly weeks: number } {
  const { intervalsPerDay, firstDay, days } = clean.series;
  const start = clean.usable.indexOf(1);
  const first = start < 0 ? days : Math.floor(start / intervalsPerDay);
  return { first: firstDay + first, weeks: Math.floor((days - first) / 7) };
}

/**
 * Forecasts the channel's own past as it would have been forecast then: at each weekly origin everything is learnt anew from the data
 * before it (cleaning, hours, effects, intervals), the weeks ahead are forecast, and what came is compared, beside the seasonal naive
 * forecast and the plain average made from the same data. Outages, gaps and campaign intervals are not scored;
 * special days are. What past campaigns added is as the whole history taught it.
 */
export function backtest(input: BacktestInput): BacktestResult | BacktestTooShort {
  const { history, leadWeeks = defaultLeadWeeks } = input;
  const truth = truthOf(history);
  const { channel, firstDay, days, intervalSeconds } = history.series;
  const { first, weeks } = weeksOf(truth.clean);
  const end = firstDay + days;
  const origins = weeklyOrigins({ first, end, weeksBefore, most: input.origins ?? defaultOrigins });
  if (origins.length === 0) {
    return {
      kind: 'too-short',
      channel,
      weeks,
      weeksNeeded: weeksBefore + 1,
      message: `${channel} has ${weeks} week${weeks === 1 ? '' : 's'} of history; looking back needs at least ${weeksBefore + 1}`,
    };
  }
  const gathered: Gathered = {
    all: emptyTallies(),
    byLeadWeek: new Map(),
    byWeekday: new Map(),
    byOrigin: new Map(),
    staffing: { actual: [], expected: [], quantiles: [] },
  };
  origins.forEach((origin, index) => {
    const forecasts = forecastsAt(input, origin, Math.min(7 * leadWeeks, end - origin));
    if (forecasts !== undefined) scoreOrigin(gathered, truth, forecasts, input.staffing !== undefined);
    input.onProgress?.(index + 1, origins.length);
  });
  const { all, byLeadWeek, byWeekday, byOrigin, staffing } = gathered;
  return {
    kind: 'scored',
    channel,
    origins,
    all,
    byLeadWeek,
    byWeekday,
    byOrigin,
    staffing: input.staffing && staffingConsequence({ intervalSeconds, ...staffing }, input.staffing),
    verdict: backtestVerdict({
      channel,
      origins: origins.length,
      model: scoresOf(all.model),
      seasonalNaive: scoresOf(all.seasonalNaive, false),
      plainAverage: scoresOf(all.plainAverage, false),
    }),
  };
}
