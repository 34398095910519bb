import type { DayNumber } from '../calendar/local-date.ts';
import { cleanHistory, type CleanHistory } from '../history/clean-history.ts';
import { dayTotals, type DayTotals } from '../history/day-totals.ts';
import { profileMemory, type ProfileMemory } from '../history/profile-memory.ts';
import {
  chooseProfileSettings,
  weekdayProfiles,
  type ProfileSettings,
  type WeekdayProfiles,
} from '../history/weekday-profile.ts';
import { channelWeek, specialDayRatios } from './channel-week.ts';
import { calendarDays } from './day-calendar.ts';
import { expectedTotals, fitDayTotals, type DayTotalFit } from './day-total-regression.ts';
import { explainDay } from './explain-day.ts';
import type {
  BaselineExpectation,
  BaselineHistory,
  FittedModel,
  ForecastHorizon,
  ForecastModel,
} from './forecast-model.ts';
import { specialDayFactors, type SpecialDayFactors, type SpecialDayRatio } from './special-day-factors.ts';

/** Everything that the model has learnt of a channel. */
export interface DayTotalProfileFit {
  readonly clean: CleanHistory;
  readonly totals: DayTotals;
  readonly regression: DayTotalFit;
  readonly factors: SpecialDayFactors;
  readonly profileMemory: ProfileMemory;
  readonly profileSettings: ProfileSettings;
  readonly profiles: WeekdayProfiles;
}

/** Past special days against what the regression, which has not seen them, expects of ordinary days in their place. */
function ratiosToExpected(
  clean: CleanHistory,
  totals: DayTotals,
  regression: DayTotalFit,
): SpecialDayRatio[] {
  const { firstDay, days } = clean.series;
  const special = calendarDays(regression.week, { from: firstDay, to: firstDay + days - 1 }).filter(
    ({ day }) => clean.special[day - firstDay] === 1 && totals.share[day - firstDay]! > 0,
  );
  return expectedTotals(regression, special).map(({ total }, index) => {
    const { day } = special[index]!;
    return { day, ratio: totals.total[day - firstDay]! / total };
  });
}

/**
 * Learns totals, special-day factors and profiles from a cleaned history with at least one ordinary day. Factors are learnt twice: once
 * against recent weeks, to know what backlog special days left, and then against the regression, which knows the season.
 */
export function fitDayTotalProfile(clean: CleanHistory, history: BaselineHistory): DayTotalProfileFit {
  const { specialDays } = history;
  const totals = dayTotals(clean);
  const rough = specialDayFactors(specialDays, specialDayRatios(clean, totals));
  const regression = fitDayTotals({
    week: channelWeek(clean, totals, { days: specialDays, factors: rough }),
    firstDay: clean.series.firstDay,
    total: totals.total,
    share: totals.share.map((share, day) => (clean.special[day] === 1 ? 0 : share)),
  });
  const factors = specialDayFactors(specialDays, ratiosToExpected(clean, totals, regression));
  const memory = profileMemory({ clean, totals });
  const profileSettings = chooseProfileSettings(memory);
  const [profiles] = weekdayProfiles(memory, profileSettings, [0]);
  return { clean, totals, regression, factors, profileMemory: memory, profileSettings, profiles: profiles! };
}

/** What is not known of a level that is carried forward in part: as likely to stay as to go, it is off by that part either way. */
function newLevelRelativeSd({ design, posterior, centre }: DayTotalFit, day: DayNumber): number {
  let root = 0;
  design.steps.forEach(({ carriedShare }, index) => {
    if (day > design.lastDay && carriedShare < 1)
      root += (1 - carriedShare) * posterior.coefficients[design.step.at + index]!;
  });
  return (2 * Math.abs(root)) / Math.max(1, centre);
}

/** Expected contacts of the days of a horizon (or of the past) by slot. */
export function expectDays(fit: DayTotalProfileFit, horizon: ForecastHorizon): BaselineExpectation {
  const { intervalsPerDay, openWeekdays } = fit.clean.pattern;
  const expected = new Float64Array(horizon.days * intervalsPerDay);
  const dayRelativeSd = new Float64Array(horizon.days);
  const addedRelativeSd = new Float64Array(horizon.days);
  const calendar = calendarDays(fit.regression.week, {
    from: horizon.firstDay,
    to: horizon.firstDay + horizon.days - 1,
  });
  const totals = expectedTotals(fit.regression, calendar);
  calendar.forEach((day, index) => {
    if (openWeekdays[day.weekday] !== 1) return;
    const { total, relativeSd } = totals[index]!;
    const special = fit.factors(day.day);
    const dayTotal = total * special.factor;
    dayRelativeSd[index] = relativeSd;
    addedRelativeSd[index] = Math.hypot(special.relativeSd, newLevelRelativeSd(fit.regression, day.day));
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      expected[index * intervalsPerDay + slot] =
        dayTotal * fit.profiles[day.weekday * intervalsPerDay + slot]!;
    }
  });
  return { ...horizon, intervalsPerDay, expected, dayRelativeSd, addedRelativeSd };
}

/** The fit in the shape that every model has. */
export function asFittedModel(fit: DayTotalProfileFit): FittedModel {
  const { firstDay, days } = fit.clean.series;
  return {
    name: dayTotalProfile.name,
    // Few callers look back: computed when asked for.
    get fitted() {
      return expectDays(fit, { firstDay, days }).expected;
    },
    forecast: (horizon) => expectDays(fit, horizon),
    explain: (day: DayNumber) => explainDay(fit, day),
  };
}

/**
 * The default model: a day's total from a regression on its calendar with shrunk effects, spread over the day by the weekday's
 * profile, times the factor of a listed special day. Needs four weeks of history to be worth more than the plain average; the
 * caller sees to that.
 */
export const dayTotalProfile: ForecastModel = {
  name: 'day total × profile',
  fit: (history) => asFittedModel(fitDayTotalProfile(cleanHistory(history), history)),
};
