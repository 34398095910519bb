import { readAgents } from '../io/agents-table.ts';
import { readShifts } from '../io/shifts-table.ts';
import type { Agent } from '../scheduling/agent.ts';
import { defaultShiftPatterns } from '../scheduling/default-patterns.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import type { Settings } from '../settings/settings.ts';
import type { CommandContext } from './context.ts';
import { openTable } from './open-table.ts';
import { locate } from './plan-files.ts';

/** Shift patterns and agents of a plan folder. */
export interface SchedulingInputs {
  /** Of shifts.csv, else the default patterns. */
  readonly patterns: readonly ShiftPattern[];
  readonly patternsFrom: 'file' | 'default';
  /** Of agents.csv; undefined where there is none. */
  readonly agents: readonly Agent[] | undefined;
}

/** Reads shifts.csv and agents.csv where they are. @throws InputError */
export async function loadScheduling(context: CommandContext, settings: Settings): Promise<SchedulingInputs> {
  const teams = settings.teams.map(({ name }) => name);
  const shifts = await locate(context, 'shifts', 'shifts.csv');
  const read =
    shifts === undefined ? undefined : await readShifts(openTable(context.host, shifts).source, { teams });
  const patterns = read?.patterns ?? defaultShiftPatterns(Math.max(1800, settings.intervalSeconds));
  const roster = await locate(context, 'agents', 'agents.csv');
  const agents =
    roster === undefined
      ? undefined
      : await readAgents(openTable(context.host, roster).source, { teams, patterns });
  return { patterns, patternsFrom: read === undefined ? 'default' : 'file', agents: agents?.agents };
}
