import { readAgents } from '../io/agents-table.ts';
import { readShifts } from '../io/shifts-table.ts';
import type { InputRecord } from '../report/json-envelope.ts';
import type { Agent } from '../scheduling/agent.ts';
import { defaultShiftPatterns } from '../scheduling/default-patterns.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import type { Settings } from '../settings/settings.ts';
import type { CommandContext } from './context.ts';
import { contractsOf, type TeamContract } from './contracts.ts';
import { openTable } from './open-table.ts';
import { locate } from './plan-files.ts';

/** What shifts may be made of, and for whom. */
export interface SchedulingInputs {
  /** Of shifts.csv, else of the settings, else the default patterns. */
  readonly patterns: readonly ShiftPattern[];
  readonly contracts: readonly TeamContract[];
  /** Of agents.csv; undefined where there is none. */
  readonly agents: readonly Agent[] | undefined;
  /** The files that were read. */
  readonly records: readonly InputRecord[];
}

/**
 * Reads shifts.csv and agents.csv where they are, and the contracts of the settings.
 *
 * @throws InputError
 */
export async function loadScheduling(context: CommandContext, settings: Settings): Promise<SchedulingInputs> {
  const teams = settings.teams.map(({ name }) => name);
  const records: InputRecord[] = [];
  const shiftsFile = await locate(context, 'shifts', 'shifts.csv');
  let patterns = settings.shifts ?? defaultShiftPatterns(Math.max(1800, settings.intervalSeconds));
  if (shiftsFile !== undefined) {
    const table = openTable(context.host, shiftsFile);
    const shifts = await readShifts(table.source, { teams });
    patterns = shifts.patterns;
    records.push(table.record(shifts.rows));
  }
  const contracts = contractsOf(settings, patterns);
  const agentsFile = await locate(context, 'agents', 'agents.csv');
  if (agentsFile === undefined) return { patterns, contracts, agents: undefined, records };
  const table = openTable(context.host, agentsFile);
  const { agents, rows } = await readAgents(table.source, { teams, patterns });
  records.push(table.record(rows));
  return { patterns, contracts, agents, records };
}
