import { readAgents } from '../io/agents-table.ts';
import type { TableNote } from '../io/note-list.ts';
import { readShifts } from '../io/shifts-table.ts';
import type { TableSource } from '../io/table-source.ts';
import type { PlanNote } from '../plan/plan.ts';
import type { InputRecord } from '../report/json-envelope.ts';
import type { Agent } from '../scheduling/agent.ts';
import { defaultShiftPatterns } from '../scheduling/default-patterns.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import type { Settings } from '../settings/settings.ts';
import type { PlaceOf } from '../settings/yaml-places.ts';
import type { CommandContext } from './context.ts';
import { contractsOf, type TeamContract } from './contracts.ts';
import { allOrEveryProblem } from './every-problem.ts';
import { openTable } from './open-table.ts';
import { locate } from './plan-files.ts';
import { tableNotes } from './table-notes.ts';

/** What shifts may be made of, and for whom. */
export interface SchedulingInputs {
  /** Of shifts.csv, else of the settings, else the default patterns. */
  readonly patterns: readonly ShiftPattern[];
  readonly contracts: readonly TeamContract[];
  /** Of agents.csv; undefined where there is none. */
  readonly agents: readonly Agent[] | undefined;
  /** The files that were read. */
  readonly records: readonly InputRecord[];
  /** What reading did to their rows. */
  readonly notes: readonly PlanNote[];
}

/** What the plan knows before shifts are looked at. */
interface SettingsInForce {
  readonly settings: Settings;
  readonly placeOf: PlaceOf;
}

/** A table that may not be there. */
interface ReadTable<Value> {
  readonly value: Value;
  readonly records: readonly InputRecord[];
  readonly notes: readonly PlanNote[];
}

async function loadTable<Value>(
  context: CommandContext,
  option: 'shifts' | 'agents',
  read: (
    source: TableSource,
  ) => Promise<Value & { readonly rows: number; readonly notes: readonly TableNote[] }>,
): Promise<ReadTable<Value> | undefined> {
  const file = await locate(context, option, `${option}.csv`);
  if (file === undefined) return undefined;
  const table = openTable(context.host, file);
  const value = await read(table.source);
  return { value, records: [table.record(value.rows)], notes: tableNotes('scheduling', value.notes) };
}

/**
 * Reads shifts.csv and agents.csv where they are, and the contracts of the settings.
 *
 * @throws InputError with the problems of shifts.csv; without any, with those of the contracts and agents together
 */
export async function loadScheduling(
  context: CommandContext,
  { settings, placeOf }: SettingsInForce,
): Promise<SchedulingInputs> {
  const teams = settings.teams.map(({ name }) => name);
  const shifts = await loadTable(context, 'shifts', (source) => readShifts(source, { teams }));
  const patterns =
    shifts?.value.patterns ??
    settings.shifts ??
    defaultShiftPatterns(Math.max(1800, settings.intervalSeconds));
  const [contracts, agents] = await allOrEveryProblem([
    Promise.resolve().then(() => contractsOf(settings, { patterns, placeOf })),
    loadTable(context, 'agents', (source) => readAgents(source, { teams, patterns })),
  ]);
  const tables = [shifts, agents].filter((table) => table !== undefined);
  return {
    patterns,
    contracts,
    agents: agents?.value.agents,
    records: tables.flatMap(({ records }) => records),
    notes: tables.flatMap(({ notes }) => notes),
  };
}
