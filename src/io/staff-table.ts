import { intervalGrid, intervalIndexAt, type IntervalGrid } from '../calendar/interval-grid.ts';
import { formatDay, formatTimeOfDay, secondsPerDay } from '../calendar/local-date.ts';
import type { Instant, TimeZone } from '../calendar/time-zone.ts';
import { otherLayouts } from './layouts.ts';
import type { TableNote } from './note-list.ts';
import { staffLayout } from './plan-columns.ts';
import { rowReader, type RowReader } from './row-reader.ts';
import { spelling } from './spelling.ts';
import { tableFormats } from './table-formats.ts';
import type { TableSource } from './table-source.ts';
import { readWholeTable } from './whole-table.ts';

/** Required agents of a file, on a grid of whole days. */
export interface StaffTable {
  readonly grid: IntervalGrid;
  /** Required agents by interval of the grid; 0 where the file has no row. */
  readonly teams: readonly { readonly team: string; readonly requiredAgents: Float64Array }[];
  readonly rows: number;
  readonly notes: readonly TableNote[];
}

/** How required agents are to be read. */
export interface StaffOptions {
  readonly timeZone: TimeZone;
  /** Teams of the settings, whose spelling the file's teams take. */
  readonly teams?: readonly string[] | undefined;
  /** The team of rows that name none; default `team`. */
  readonly defaultTeam?: string | undefined;
}

interface Requirement {
  readonly row: RowReader;
  readonly team: string;
  readonly instant: Instant;
  readonly agents: number;
}

function readRequirement(
  row: RowReader,
  { timeZone: zone, defaultTeam = 'team' }: StaffOptions,
  teamName: (written: string) => string,
): Requirement | undefined {
  const moment = row.moment('interval_start', 'time_of_day');
  const agents = row.number('required_agents');
  const team = teamName(row.text('team') ?? defaultTeam);
  if (moment === undefined && row.text('interval_start') === undefined)
    row.problem('interval_start', 'interval_start is blank');
  if (agents === undefined && row.text('required_agents') === undefined)
    row.problem('required_agents', 'required_agents is blank');
  if (moment === undefined || agents === undefined) return undefined;
  const { day, secondOfDay, offsetSeconds } = moment;
  if (secondOfDay === undefined) {
    row.problem('interval_start', `${formatDay(day)} has no time`);
    return undefined;
  }
  const instant =
    offsetSeconds === undefined
      ? zone.instantOf({ day, secondOfDay }).instant
      : day * secondsPerDay + secondOfDay - offsetSeconds;
  return { row, team, instant, agents };
}

function timeText(instant: Instant, zone: TimeZone): string {
  const { day, secondOfDay } = zone.localTimeOf(instant);
  return `${formatDay(day)} ${formatTimeOfDay(secondOfDay)}`;
}

/** The time that most often lies between one row and the next: what a stray row does not fit is told, not followed. */
function usualStep(local: Float64Array): number {
  const sorted = local.toSorted();
  const counts = new Map<number, number>();
  for (let index = 1; index < sorted.length; index++) {
    const step = (sorted[index] ?? 0) - (sorted[index - 1] ?? 0);
    if (step > 0 && step < secondsPerDay && secondsPerDay % step === 0)
      counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [usual] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return usual?.[0] ?? 1800;
}

function gridOf(requirements: readonly Requirement[], zone: TimeZone): IntervalGrid {
  const instants = Float64Array.from(new Set(requirements.map(({ instant }) => instant)));
  const local = instants.map((instant) => instant + zone.offsetAt(instant));
  const seconds = usualStep(local);
  const days = local.map((second) => Math.floor(second / secondsPerDay)).toSorted();
  const firstDay = days[0] ?? 0;
  return intervalGrid({
    timeZone: zone,
    intervalSeconds: seconds,
    firstDay,
    days: (days.at(-1) ?? firstDay) - firstDay + 1,
  });
}

function fillTeams(requirements: readonly Requirement[], grid: IntervalGrid): StaffTable['teams'] {
  const teams = new Map<
    string,
    { readonly requiredAgents: Float64Array; readonly lines: Map<number, number> }
  >();
  for (const { row, team, instant, agents } of requirements) {
    let filled = teams.get(team);
    if (filled === undefined) {
      filled = { requiredAgents: new Float64Array(grid.intervals.length), lines: new Map() };
      teams.set(team, filled);
    }
    const index = intervalIndexAt(grid, instant);
    if (index === undefined || grid.intervals[index]?.start !== instant) {
      row.problem(
        'interval_start',
        `${timeText(instant, grid.timeZone)} is not on the ${grid.intervalSeconds / 60}-minute grid of the file`,
      );
      continue;
    }
    const first = filled.lines.get(index);
    if (first !== undefined)
      row.problem(
        'interval_start',
        `${team} at ${timeText(instant, grid.timeZone)} is already in line ${first}`,
      );
    filled.lines.set(index, row.line);
    filled.requiredAgents[index] = agents;
  }
  return [...teams].map(([team, { requiredAgents }]) => ({ team, requiredAgents }));
}

/**
 * Reads required agents per interval and team: the program's own `staff` table or any other with these columns. Intervals that the
 * file leaves out need nobody.
 *
 * @throws InputError with everything that is wrong.
 */
export async function readStaff(source: TableSource, options: StaffOptions): Promise<StaffTable> {
  const whole = await readWholeTable(source, { layout: staffLayout, others: otherLayouts(staffLayout) });
  const { table } = whole;
  const formats = tableFormats(whole, staffLayout);
  const teamName = spelling(options.teams ?? []);
  const requirements = whole.rows.flatMap(
    (kept) => readRequirement(rowReader(whole, kept, formats), options, teamName) ?? [],
  );
  if (whole.rows.length === 0)
    table.problems.add({ file: source.file, message: 'has a header and no required agents' });
  table.problems.throwIfAny();
  const grid = gridOf(requirements, options.timeZone);
  const teams = fillTeams(requirements, grid);
  table.problems.throwIfAny();
  return { grid, teams, rows: whole.rows.length, notes: table.notes.all() };
}
