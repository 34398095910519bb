import type { DayNumber } from './local-date.ts';

/**
 * What a listed day is: `closed` (no service, contacts come back later), `full` (a holiday with little contact), `eve`
 * (the day before one), `reduced` (a quiet period, one factor for all of it), `open` (an ordinary day: overrides a list).
 */
export type SpecialDayClass = 'closed' | 'full' | 'eve' | 'reduced' | 'open';

export const specialDayClasses: readonly SpecialDayClass[] = ['closed', 'full', 'eve', 'reduced', 'open'];

/** A listed day or period, `firstDay` to `lastDay` inclusive. */
export interface SpecialDay {
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  readonly class: SpecialDayClass;
  readonly name?: string | undefined;
  /** The share of a normal day's contacts, when the user says it. */
  readonly factor?: number | undefined;
}

/** The entry for a day; the last one listed wins, so that a user's own list can override a country's. */
export function specialDayAt(days: readonly SpecialDay[], day: DayNumber): SpecialDay | undefined {
  return days.findLast((special) => day >= special.firstDay && day <= special.lastDay);
}
