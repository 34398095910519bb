import type { DayNumber } from '../calendar/local-date.ts';

/** Something found in a history that a forecast does not learn from, or learns with care. */
export interface HistoryAnomaly {
  /**
   * `gap`: open time without data; `outage`: next to no contacts where many were due (or a closure nobody listed); `spike`: far
   * more than was due; `imputed`: a day whose values were copied or computed, not counted; `level-shift`: from this day
   * on, another level.
   */
  readonly kind: 'gap' | 'outage' | 'spike' | 'imputed' | 'level-shift';
  readonly day: DayNumber;
  /** First slot of the day and how many; undefined for the whole day. */
  readonly slot?: number | undefined;
  readonly slots?: number | undefined;
  /** Contacts counted over those slots, and what was due. */
  readonly observed?: number | undefined;
  readonly expected?: number | undefined;
}
