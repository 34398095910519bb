import type { DayNumber } from '../calendar/local-date.ts';

/**
 * Origins a whole number of weeks before `end`, oldest first: as many as fit between `first` + `weeksBefore` weeks and the end, `most` at
 * most. The last of them leaves one week to score.
 *
 * @example weeklyOrigins({ first: 0, end: 28, weeksBefore: 2, most: 10 }) // => [14, 21]
 */
export function weeklyOrigins(range: {
  readonly first: DayNumber;
  readonly end: DayNumber;
  readonly weeksBefore: number;
  readonly most: number;
}): DayNumber[] {
  const { first, end, weeksBefore, most } = range;
  const count = Math.max(0, Math.min(most, Math.floor((end - first) / 7) - weeksBefore));
  return Array.from({ length: count }, (_, index) => end - 7 * (count - index));
}
