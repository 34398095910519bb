import { weekdayOf } from '../calendar/local-date.ts';
import { cleanHistory, type CleanHistory } from '../history/clean-history.ts';
import type { ForecastModel } from './forecast-model.ts';
import { weekModel } from './plain-average.ts';
import { specialDayFactors } from './special-day-factors.ts';

/** The last known value of each slot of the week on an ordinary day, spikes and all; 0 where there is none. */
function lastValues(clean: CleanHistory): Float64Array {
  const { intervalsPerDay, days, firstDay, contacts, observed } = clean.series;
  const slots = new Float64Array(7 * intervalsPerDay);
  for (let day = 0; day < days; day++) {
    if (clean.special[day] === 1) continue;
    const week = weekdayOf(firstDay + day) * intervalsPerDay;
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const index = day * intervalsPerDay + slot;
      if (observed[index] === 1 && clean.pattern.open[week + slot] === 1)
        slots[week + slot] = contacts[index]!;
    }
  }
  return slots;
}

/** The week before the origin again and again: the yardstick that every forecast must beat. */
export const seasonalNaive: ForecastModel = {
  name: 'seasonal naive',
  fit: (history) => {
    const clean = cleanHistory(history);
    const factors = specialDayFactors(history.specialDays, []);
    return weekModel(seasonalNaive.name, { clean, factors, slots: lastValues(clean) });
  },
};
