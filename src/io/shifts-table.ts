import { shiftPatternProblems } from '../scheduling/input-problems.ts';
import { parseBreaks, parseLengths, parseWeekdayList } from '../scheduling/schedule-fields.ts';
import { completePattern, type ShiftPattern } from '../scheduling/shift-pattern.ts';
import { otherLayouts } from './layouts.ts';
import type { TableNote } from './note-list.ts';
import { shiftsLayout } from './plan-columns.ts';
import { rowReader, type RowReader } from './row-reader.ts';
import {
  clockCell,
  neededText,
  parsedCell,
  reportScheduling,
  shiftDurationCell,
} from './scheduling-cells.ts';
import { spelling } from './spelling.ts';
import { tableFormats } from './table-formats.ts';
import type { TableSource } from './table-source.ts';
import { readWholeTable } from './whole-table.ts';

/** The shift patterns of a file, in the order of its rows. */
export interface ShiftsTable {
  readonly patterns: readonly ShiftPattern[];
  readonly rows: number;
  readonly notes: readonly TableNote[];
}

function readPattern(row: RowReader, teamName: (written: string) => string): ShiftPattern | undefined {
  const name = neededText(row, 'name');
  const earliestStart =
    neededText(row, 'earliest_start') === undefined ? undefined : clockCell(row, 'earliest_start');
  const lengths =
    neededText(row, 'lengths') === undefined ? undefined : parsedCell(row, 'lengths', parseLengths);
  const team = row.text('team');
  const rest = {
    team: team && teamName(team),
    weekdays: parsedCell(row, 'days', parseWeekdayList),
    latestStart: clockCell(row, 'latest_start'),
    startStep: shiftDurationCell(row, 'start_step'),
    breaks: parsedCell(row, 'breaks', parseBreaks),
    costPerHour: row.number('cost_per_hour'),
    maximumAgents: row.number('max_agents', { least: 0, whole: true }),
  };
  if (name === undefined || earliestStart === undefined || lengths === undefined) return undefined;
  return completePattern({ name, earliestStart, lengths, ...rest });
}

/**
 * Reads shift patterns, one row a pattern, in the columns that `ShiftPattern` describes. Mistakes that show only in the whole row (a
 * break outside its shift, an unknown team) are problems of that row.
 *
 * @throws InputError with everything that is wrong.
 */
export async function readShifts(
  source: TableSource,
  { teams }: { readonly teams: readonly string[] },
): Promise<ShiftsTable> {
  const whole = await readWholeTable(source, { layout: shiftsLayout, others: otherLayouts(shiftsLayout) });
  const { table } = whole;
  const formats = tableFormats(whole, shiftsLayout);
  const teamName = spelling(teams);
  const read = whole.rows.flatMap((kept) => {
    const row = rowReader(whole, kept, formats);
    const pattern = readPattern(row, teamName);
    return pattern === undefined ? [] : [{ row, pattern }];
  });
  const patterns = read.map(({ pattern }) => pattern);
  reportScheduling(
    shiftPatternProblems(patterns, { teams }),
    read.map(({ row }) => row),
    teams,
  );
  if (whole.rows.length === 0)
    table.problems.add({ file: source.file, message: 'has a header and no shift patterns' });
  table.problems.throwIfAny();
  return { patterns, rows: whole.rows.length, notes: table.notes.all() };
}
