import { fullTimeContract, type Agent } from '../scheduling/agent.ts';
import { agentProblems } from '../scheduling/input-problems.ts';
import {
  parseContractHours,
  parseFixedShifts,
  parsePreferences,
  parseTimeOff,
} from '../scheduling/schedule-fields.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import { otherLayouts } from './layouts.ts';
import type { TableNote } from './note-list.ts';
import { agentsLayout } from './plan-columns.ts';
import { rowReader, type RowReader } from './row-reader.ts';
import {
  hoursCell,
  neededText,
  parsedCell,
  reportScheduling,
  shiftDurationCell,
} from './scheduling-cells.ts';
import { spelling } from './spelling.ts';
import { tableFormats } from './table-formats.ts';
import type { TableSource } from './table-source.ts';
import { readWholeTable } from './whole-table.ts';

/** The agents of a file, in the order of its rows. */
export interface AgentsTable {
  readonly agents: readonly Agent[];
  readonly rows: number;
  readonly notes: readonly TableNote[];
}

/** What agents are checked against. */
export interface AgentsOptions {
  readonly teams: readonly string[];
  /** The shifts there are: contract hours that none of them can fill are refused. */
  readonly patterns: readonly ShiftPattern[];
}

function readPreviousEnd(row: RowReader): Agent['previousShiftEnd'] {
  const end = row.moment('previous_shift_end');
  if (end === undefined) return undefined;
  if (end.secondOfDay !== undefined) return { day: end.day, secondOfDay: end.secondOfDay };
  row.problem('previous_shift_end', 'the end of the last shift needs a time', 'such as 2026-11-23 02:00');
  return undefined;
}

function readAgent(row: RowReader, teamName: (written: string) => string): Agent | undefined {
  const name = neededText(row, 'agent');
  const team = neededText(row, 'team');
  const hours = parsedCell(row, 'contract_hours', parseContractHours);
  const rest = {
    skills: (row.text('skills') ?? '')
      .split(/[+;,|]/)
      .map((skill) => skill.trim())
      .filter((skill) => skill !== '')
      .map((skill) => teamName(skill)),
    contract: {
      ...fullTimeContract,
      ...hours,
      maximumDays: row.number('days_per_week', { above: 0, whole: true }) ?? fullTimeContract.maximumDays,
      restSeconds: shiftDurationCell(row, 'min_rest') ?? fullTimeContract.restSeconds,
    },
    availability: hoursCell(row, 'availability'),
    timeOff: parsedCell(row, 'time_off', parseTimeOff) ?? [],
    preferences: parsedCell(row, 'preferences', parsePreferences) ?? {},
    fixedShifts: parsedCell(row, 'fixed', parseFixedShifts) ?? [],
    costPerHour: row.number('cost_per_hour'),
    previousShiftEnd: readPreviousEnd(row),
  };
  return name === undefined || team === undefined ? undefined : { name, team: teamName(team), ...rest };
}

/**
 * Reads named agents, one row a person, in the columns that `Agent` describes. Mistakes that show only in the whole row or beside the
 * shifts (contract hours that none can fill, an unknown team, a name twice) are problems of that row.
 *
 * @throws InputError with everything that is wrong.
 */
export async function readAgents(
  source: TableSource,
  { teams, patterns }: AgentsOptions,
): Promise<AgentsTable> {
  const whole = await readWholeTable(source, { layout: agentsLayout, others: otherLayouts(agentsLayout) });
  const { table } = whole;
  const formats = tableFormats(whole, agentsLayout);
  const teamName = spelling(teams);
  const read = whole.rows.flatMap((kept) => {
    const row = rowReader(whole, kept, formats);
    const before = table.problems.count;
    const agent = readAgent(row, teamName);
    // An agent with a cell that does not read would only give problems that follow from it.
    return agent === undefined || table.problems.count > before ? [] : [{ row, agent }];
  });
  const agents = read.map(({ agent }) => agent);
  reportScheduling(
    agentProblems(agents, { teams, patterns }),
    read.map(({ row }) => row),
    teams,
  );
  if (whole.rows.length === 0)
    table.problems.add({ file: source.file, message: 'has a header and no agents' });
  table.problems.throwIfAny();
  return { agents, rows: whole.rows.length, notes: table.notes.all() };
}
