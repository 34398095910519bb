import { weekdayOf } from '../calendar/local-date.ts';
import { specialDayAt, type SpecialDay } from '../calendar/special-days.ts';
import type { CleanHistory } from '../history/clean-history.ts';
import type { BaselineForecast } from './fit-baseline.ts';
import type { BaselineExpectation, ForecastHorizon } from './forecast-model.ts';
import { boundsFrom, type PredictiveDistribution } from './prediction-interval.ts';

/** 1 where the channel takes contacts. */
function openSlots(
  clean: CleanHistory,
  specialDays: readonly SpecialDay[],
  horizon: ForecastHorizon,
): Uint8Array {
  const { intervalsPerDay, open } = clean.pattern;
  const slots = new Uint8Array(horizon.days * intervalsPerDay);
  for (let index = 0; index < horizon.days; index++) {
    const day = horizon.firstDay + index;
    if (specialDayAt(specialDays, day)?.class === 'closed') continue;
    const week = weekdayOf(day) * intervalsPerDay;
    slots.set(open.subarray(week, week + intervalsPerDay), index * intervalsPerDay);
  }
  return slots;
}

/** Puts bounds around an expectation. */
export function baselineForecast(input: {
  readonly expectation: BaselineExpectation;
  readonly distribution: PredictiveDistribution;
  readonly clean: CleanHistory;
  readonly specialDays: readonly SpecialDay[];
}): BaselineForecast {
  const { expectation, distribution, clean, specialDays } = input;
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
  return { expectation, distribution, ...bounds, open: openSlots(clean, specialDays, expectation) };
}
