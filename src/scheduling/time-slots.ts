import { intervalIndexAt, type IntervalGrid } from '../calendar/interval-grid.ts';
import type { Instant } from '../calendar/time-zone.ts';
import { patternStarts, type ShiftPattern } from './shift-pattern.ts';

/**
 * Equal steps of real time in which the models think: shifts begin and end on them, breaks take whole ones. Slot 0 starts
 * with the grid's first interval; a finite horizon has further slots before and after, where shifts reach over its ends.
 */
export interface TimeSlots {
  readonly slotSeconds: number;
  readonly origin: Instant;
  /** Slots of the horizon. */
  readonly count: number;
  /** Grid interval of every slot of the horizon. */
  readonly intervalOf: Int32Array;
}

const finestSlotSeconds = 300;

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * The coarsest slot into which intervals, starts, breaks and lengths all divide, but not under five minutes: what does not
 * fit is then rounded to the safe side (a break takes the slots it touches, a shift covers the slots it fills).
 */
export function slotSecondsFor(intervalSeconds: number, patterns: readonly ShiftPattern[]): number {
  let common = intervalSeconds;
  for (const pattern of patterns) {
    for (const start of patternStarts(pattern)) common = greatestCommonDivisor(common, start);
    for (const length of pattern.lengths) common = greatestCommonDivisor(common, length);
    for (const pause of pattern.breaks) common = greatestCommonDivisor(common, pause.seconds);
  }
  return common >= finestSlotSeconds ? common : finestSlotSeconds;
}

/** The slots of a grid. Clock changes need no care here: slots are real time. */
export function timeSlots(grid: IntervalGrid, slotSeconds: number): TimeSlots {
  const first = grid.intervals[0];
  const last = grid.intervals.at(-1);
  if (first === undefined || last === undefined)
    return { slotSeconds, origin: 0, count: 0, intervalOf: new Int32Array(0) };
  const count = Math.ceil((last.start + last.seconds - first.start) / slotSeconds);
  const intervalOf = Int32Array.from(
    { length: count },
    (_, slot) => intervalIndexAt(grid, first.start + slot * slotSeconds) ?? grid.intervals.length - 1,
  );
  return { slotSeconds, origin: first.start, count, intervalOf };
}
