import { formatDay } from '../calendar/local-date.ts';
import type { HistoryAnomaly } from '../history/history-anomaly.ts';
import { expectedRoots, type DayTotalFit } from './day-total-regression.ts';

/** What to say of a level that is new within the last days and carried forward by half. */
export function recentShiftNotes({ regression }: { readonly regression: DayTotalFit }): string[] {
  return regression.design.steps
    .filter(({ carriedShare }) => carriedShare < 1)
    .map(
      ({ day }) =>
        `contacts have been at another level since ${formatDay(day)}; until it has lasted ten days, the forecast follows by half`,
    );
}

/** The lasting steps of the level that a fit allows for, with the day's total on the new level and what the old one would have given. */
export function levelShifts({ regression }: { readonly regression: DayTotalFit }): HistoryAnomaly[] {
  const { design, posterior, days } = regression;
  return design.steps.flatMap(({ day, carriedShare }, index): HistoryAnomaly[] => {
    if (carriedShare < 1) return [];
    const root =
      expectedRoots(
        regression,
        days.filter((one) => one.day === day),
      )[0] ?? 0;
    const step = posterior.coefficients[design.step.at + index]!;
    return [{ kind: 'level-shift', day, observed: root ** 2, expected: Math.max(0, root - step) ** 2 }];
  });
}
