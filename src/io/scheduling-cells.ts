import { parseOpeningHours, type OpeningHours } from '../calendar/opening-hours.ts';
import { didYouMean } from '../problems/did-you-mean.ts';
import type { SchedulingProblem } from '../scheduling/input-problems.ts';
import { parseClock, parseShiftDuration, type FieldProblem } from '../scheduling/schedule-fields.ts';
import type { RowReader } from './row-reader.ts';

function isProblem(value: unknown): value is FieldProblem {
  return typeof value === 'object' && value !== null && 'problem' in value && 'expected' in value;
}

/** A cell of a notation of its own; undefined when it is blank or does not read, which is then a problem of its row. */
export function parsedCell<T>(
  row: RowReader,
  name: string,
  parse: (text: string) => T | FieldProblem,
): T | undefined {
  const text = row.text(name);
  if (text === undefined) return undefined;
  const value = parse(text);
  if (!isProblem(value)) return value;
  const part = value.problem === text ? '' : `; "${value.problem}" does not read`;
  row.problem(name, `${row.headerOf(name)} is "${text}"${part}`, `expected ${value.expected}`);
  return undefined;
}

/** A parser for {@link parsedCell} from one that gives undefined for what it does not read. */
function orProblem<T>(
  parse: (text: string) => T | undefined,
  expected: string,
): (text: string) => T | FieldProblem {
  return (text) => parse(text) ?? { problem: text, expected };
}

/** A wall-clock time such as `07:00`, in seconds after midnight. */
export function clockCell(row: RowReader, name: string): number | undefined {
  return parsedCell(row, name, orProblem(parseClock, 'a time of day such as 07:00'));
}

/** A duration such as `30m` or `8h30m`, in seconds. */
export function shiftDurationCell(row: RowReader, name: string): number | undefined {
  return parsedCell(row, name, orProblem(parseShiftDuration, 'a duration such as 30m or 8h30m'));
}

/** Hours of the week such as `Mon-Fri 08:00-18:00`. */
export function hoursCell(row: RowReader, name: string): OpeningHours | undefined {
  return parsedCell(row, name, (text): OpeningHours | FieldProblem => {
    const hours = parseOpeningHours(text);
    const expected = 'hours such as "Mon-Fri 08:00-18:00, Sat 09:00-13:00"';
    return 'problem' in hours ? { problem: hours.problem, expected } : hours;
  });
}

/** A cell that must not be blank. */
export function neededText(row: RowReader, name: string): string | undefined {
  const text = row.text(name);
  if (text === undefined) row.problem(name, `${row.headerOf(name)} is blank`);
  return text;
}

/** Adds mistakes that show only when rows are seen together, each at its row and cell. */
export function reportScheduling(
  problems: readonly SchedulingProblem[],
  rows: readonly RowReader[],
  teams: readonly string[],
): void {
  for (const { kind, index, field, message, hint } of problems) {
    const row = rows[index];
    if (kind !== 'unknown-team') {
      row?.problem(field, message, hint);
      continue;
    }
    const named = /"(.*)"/.exec(message)?.[1] ?? '';
    const near = didYouMean(named, teams);
    row?.problem(
      field,
      message,
      `${near === undefined ? '' : `did you mean ${near}? `}The teams are ${teams.join(', ')}`,
    );
  }
}
