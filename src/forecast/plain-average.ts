import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { cleanHistory, type CleanHistory } from '../history/clean-history.ts';
import { dayTotals } from '../history/day-totals.ts';
import { specialDayRatios } from './channel-week.ts';
import type {
  BaselineExpectation,
  BaselineHistory,
  FittedModel,
  ForecastHorizon,
  ForecastModel,
} from './forecast-model.ts';
import { specialDayFactors, type SpecialDayFactors } from './special-day-factors.ts';

/** Mean contacts of each slot of the week over ordinary usable days; where a weekday was never seen, over all days. */
function slotMeans(clean: CleanHistory): Float64Array {
  const { intervalsPerDay, days, firstDay } = clean.series;
  const sums = new Float64Array(7 * intervalsPerDay);
  const seen = new Float64Array(7 * intervalsPerDay);
  for (let day = 0; day < days; day++) {
    if (clean.special[day] === 1) continue;
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      if (clean.usable[day * intervalsPerDay + slot] !== 1) continue;
      sums[week + slot]! += clean.contacts[day * intervalsPerDay + slot]!;
      seen[week + slot]! += 1;
    }
  }
  return sums.map((sum, index) => {
    if (seen[index]! > 0) return sum / seen[index]!;
    if (clean.pattern.open[index] !== 1) return 0;
    return anyWeekdayMean(index % intervalsPerDay, { sums, seen, intervalsPerDay });
  });
}

function anyWeekdayMean(
  slot: number,
  tally: { readonly sums: Float64Array; readonly seen: Float64Array; readonly intervalsPerDay: number },
): number {
  let sum = 0;
  let seen = 0;
  for (let weekday = 0; weekday < 7; weekday++) {
    sum += tally.sums[weekday * tally.intervalsPerDay + slot]!;
    seen += tally.seen[weekday * tally.intervalsPerDay + slot]!;
  }
  return seen > 0 ? sum / seen : 0;
}

/** Spreads slot means over days, listed special days scaled by their factor. */
export function expectFromSlotMeans(
  means: {
    readonly slots: Float64Array;
    readonly intervalsPerDay: number;
    readonly factors: SpecialDayFactors;
  },
  horizon: ForecastHorizon,
): BaselineExpectation {
  const { slots, intervalsPerDay, factors } = means;
  const expected = new Float64Array(horizon.days * intervalsPerDay);
  const addedRelativeSd = new Float64Array(horizon.days);
  for (let index = 0; index < horizon.days; index++) {
    const day = horizon.firstDay + index;
    const week = weekdayOf(day) * intervalsPerDay;
    const { factor, relativeSd } = factors(day);
    addedRelativeSd[index] = relativeSd;
    for (let slot = 0; slot < intervalsPerDay; slot++)
      expected[index * intervalsPerDay + slot] = factor * slots[week + slot]!;
  }
  return { ...horizon, intervalsPerDay, expected, addedRelativeSd };
}

/** A fitted model that repeats a week of slot means. */
export function weekModel(
  name: string,
  input: { readonly clean: CleanHistory; readonly factors: SpecialDayFactors; readonly slots: Float64Array },
): FittedModel {
  const { clean, factors, slots } = input;
  const { intervalsPerDay, firstDay, days } = clean.series;
  const means = { slots, intervalsPerDay, factors };
  return {
    name,
    fitted: expectFromSlotMeans(means, { firstDay, days }).expected,
    forecast: (horizon) => expectFromSlotMeans(means, horizon),
    explain: (day: DayNumber) => explainWeekModel(day, means),
  };
}

function explainWeekModel(
  day: DayNumber,
  means: {
    readonly slots: Float64Array;
    readonly intervalsPerDay: number;
    readonly factors: SpecialDayFactors;
  },
): { day: DayNumber; total: number; parts: { name: string; contacts: number }[] } {
  const dayTotal = (weekday: number): number =>
    means.slots
      .subarray(weekday * means.intervalsPerDay, (weekday + 1) * means.intervalsPerDay)
      .reduce((sum, x) => sum + x, 0);
  const level = [0, 1, 2, 3, 4, 5, 6].reduce((sum, weekday) => sum + dayTotal(weekday), 0) / 7;
  const ordinary = dayTotal(weekdayOf(day));
  const { factor } = means.factors(day);
  const parts = [
    { name: 'level', contacts: level },
    { name: 'weekday', contacts: ordinary - level },
  ];
  if (factor !== 1) parts.push({ name: 'special day', contacts: ordinary * (factor - 1) });
  return { day, total: ordinary * factor, parts };
}

/**
 * The mean of all past weeks by weekday and slot; listed special days are left out of the mean and get their class's default factor.
 * Hard to beat beyond a few days where a level does not move (Taylor 2008; Barrow 2016), and what a history of
 * less than four weeks can support.
 */
export const plainAverage: ForecastModel = {
  name: 'plain average',
  fit: (history) => {
    const clean = cleanHistory(history);
    const factors = specialDayFactors(history.specialDays, []);
    return weekModel(plainAverage.name, { clean, factors, slots: slotMeans(clean) });
  },
};

/** The plain average as a forecast in earnest: special days have the factors that the history teaches. */
export function plainAverageOf(clean: CleanHistory, history: BaselineHistory): FittedModel {
  const factors = specialDayFactors(history.specialDays, specialDayRatios(clean, dayTotals(clean)));
  return weekModel(plainAverage.name, { clean, factors, slots: slotMeans(clean) });
}
