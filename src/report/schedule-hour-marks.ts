import { formatTimeOfDay } from '../calendar/local-date.ts';

const everyHours = [1, 2, 3, 4, 6, 12];

/** A mark is two digits wide and wants a space behind it. */
const leastColumns = 3;

/**
 * Hours above the columns that begin with them: as many as have room, always the same number of hours apart.
 *
 * @param secondsOfDay wall-clock second at which each column begins
 * @example hourMarks([28800, 30600, 32400, 34200, 36000]) // => '08  10'
 * @example hourMarks([32400, 36000, 39600, 43200]) // => '09 12'
 */
export function hourMarks(secondsOfDay: readonly number[]): string {
  for (const hours of everyHours) {
    const marked = [...secondsOfDay.keys()].filter(
      (column) => (secondsOfDay[column] ?? 1) % (hours * 3600) === 0,
    );
    if (marked.some((column, index) => index > 0 && column - (marked[index - 1] ?? 0) < leastColumns))
      continue;
    return marked.reduce(
      (text, column) =>
        text.padEnd(column) +
        formatTimeOfDay(Math.floor((secondsOfDay[column] ?? 0) / 3600) * 3600).slice(0, 2),
      '',
    );
  }
  return '';
}
