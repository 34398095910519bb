import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import { weekdayProfiles, type WeekdayProfiles } from '../history/weekday-profile.ts';
import { expectedRoot, totalOfRoot } from './day-total-regression.ts';
import type { DayTotalProfileFit } from './day-total-profile.ts';
import { addObservation, effectPosterior, reweighted, type EffectPosterior } from './effect-posterior.ts';
import { weeklyOrigins } from './weekly-origins.ts';
import { pastForecastCollector, type PastForecastCollector, type PastForecasts } from './past-forecasts.ts';

/** Past origins looked back to, one a week, and weeks of history that the first must have. */
const mostOrigins = 26;
const fewestWeeks = 4;
/** … and the share of today's history: forecasts from much less were worse than today's will be. */
const shortestShare = 1 / 3;
/** Weeks ahead told apart. */
export const leadWeeks = 5;

function pastOrigins(fit: DayTotalProfileFit): DayNumber[] {
  const { firstDay, days } = fit.clean.series;
  const first = fit.regression.days[0]!.day;
  const weeks = Math.floor((firstDay + days - first) / 7);
  const weeksBefore = Math.max(fewestWeeks, Math.floor(weeks * shortestShare));
  return weeklyOrigins({ first, end: firstDay + days, weeksBefore, most: mostOrigins });
}

function collectDay(input: {
  readonly fit: DayTotalProfileFit;
  readonly posterior: EffectPosterior;
  readonly profiles: WeekdayProfiles;
  readonly row: number;
  readonly origin: DayNumber;
  readonly collector: PastForecastCollector;
}): void {
  const { fit, posterior, profiles, row, origin, collector } = input;
  const { regression, clean } = fit;
  const { intervalsPerDay, firstDay } = clean.series;
  const day = regression.days[row]!;
  const total = totalOfRoot(
    regression,
    expectedRoot(regression, posterior, { day, row: regression.rows[row]! }),
  );
  const start = (day.day - firstDay) * intervalsPerDay;
  const week = weekdayOf(day.day) * intervalsPerDay;
  collector.addDay({
    leadWeek: Math.floor((day.day - origin) / 7) + 1,
    origin,
    day: day.day,
    expected: profiles.subarray(week, week + intervalsPerDay).map((share) => total * share),
    actual: clean.contacts.subarray(start, start + intervalsPerDay),
    usable: clean.usable.subarray(start, start + intervalsPerDay),
  });
}

/**
 * Forecasts as they would have been made at up to 26 past weekly origins, five weeks ahead: the posterior of the first origin,
 * then each week's days taken in by rank-one updates. Effects and profiles know nothing of later days; the robust weights,
 * residual variance and profile settings are the final fit's, which saves two of three rounds and was measured to cost nothing in coverage.
 */
export function pastForecastsOf(fit: DayTotalProfileFit): PastForecasts[] {
  const { regression, clean } = fit;
  const origins = pastOrigins(fit);
  const collector = pastForecastCollector(leadWeeks, origins.length * 7 * clean.series.intervalsPerDay);
  if (origins.length === 0) return collector.finish();
  const end = clean.series.firstDay + clean.series.days;
  const weeksBack = origins.map((origin) => (end - origin) / 7);
  const profiles = weekdayProfiles(fit.profileMemory, fit.profileSettings, weeksBack);
  let taken = regression.days.findIndex((day) => day.day >= origins[0]!);
  if (taken < 0) return collector.finish();
  const early = regression.weights.map((weight, day) => (day < taken ? weight : 0));
  const moments = reweighted(regression.moments, { ...regression, weights: early }, regression.weights);
  const posterior = effectPosterior(moments, regression.prior);
  origins.forEach((origin, index) => {
    for (; taken < regression.days.length && regression.days[taken]!.day < origin; taken++) {
      addObservation(posterior, {
        row: regression.rows[taken]!,
        weight: regression.weights[taken]!,
        response: regression.responses[taken]!,
      });
    }
    for (
      let row = taken;
      row < regression.days.length && regression.days[row]!.day < origin + 7 * leadWeeks;
      row++
    ) {
      collectDay({ fit, posterior, profiles: profiles[index]!, row, origin, collector });
    }
  });
  return collector.finish();
}
