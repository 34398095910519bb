import type { DayNumber } from '../calendar/local-date.ts';
import type { Agent } from './agent.ts';
import { modelBuilder } from './model-builder.ts';
import type { PlannedShift } from './shift-plan.ts';
import type { SolverPort } from './solver-port.ts';

/** What a roster could be at best. */
export interface RosterBound {
  /** No roster fills more paid seconds. */
  readonly paidSeconds: number;
  /** How much of a shift the best relaxed roster has an agent work, 0–1: shared by all shifts that the same people can work. */
  readonly workShare: (agent: number, unit: number) => number;
  readonly seconds: number;
}

/** Shifts that the same agents can work and that pay the same: one column each. */
interface ShiftClass {
  readonly day: DayNumber;
  readonly paidSeconds: number;
  readonly agents: readonly number[];
  /** Column by agent. */
  readonly columns: Map<number, number>;
  count: number;
}

/**
 * The most paid seconds that any roster can fill: the linear program with every agent's week hours and days, one shift a day, and
 * who can work what; the nights' rest is left out, so the bound holds for all rosters but may be a little too good.
 */
export async function rosterBound(
  agents: readonly Agent[],
  units: readonly PlannedShift[],
  horizon: {
    readonly firstDay: DayNumber;
    readonly canWork: (agent: number, unit: number) => boolean;
    readonly seconds?: number | undefined;
  },
  solver: SolverPort,
): Promise<RosterBound> {
  const classes = new Map<string, ShiftClass>();
  const classOf: ShiftClass[] = [];
  for (const [index, unit] of units.entries()) {
    const able = agents.flatMap((_, agent) => (horizon.canWork(agent, index) ? [agent] : []));
    const key = `${unit.day}/${unit.paidSeconds}/${able.join(',')}`;
    const group = classes.get(key) ?? {
      day: unit.day,
      paidSeconds: unit.paidSeconds,
      agents: able,
      columns: new Map(),
      count: 0,
    };
    group.count++;
    classes.set(key, group);
    classOf.push(group);
  }
  const builder = modelBuilder();
  const ofDay = new Map<string, [number, number][]>();
  const ofWeek = new Map<
    string,
    { readonly agent: number; readonly days: [number, number][]; readonly hours: [number, number][] }
  >();
  for (const group of classes.values()) {
    const filled: [number, number][] = [];
    for (const agent of group.agents) {
      const column = builder.column({ cost: -group.paidSeconds / 3600, upper: 1 });
      filled.push([column, 1]);
      group.columns.set(agent, column);
      const dayKey = `${agent}/${group.day}`;
      ofDay.set(dayKey, [...(ofDay.get(dayKey) ?? []), [column, 1]]);
      const weekKey = `${agent}/${Math.floor((group.day - horizon.firstDay) / 7)}`;
      const week = ofWeek.get(weekKey) ?? { agent, days: [], hours: [] };
      ofWeek.set(weekKey, week);
      week.days.push([column, 1]);
      week.hours.push([column, group.paidSeconds / 3600]);
    }
    builder.row({ upper: group.count }, filled);
  }
  for (const entries of ofDay.values()) builder.row({ upper: 1 }, entries);
  for (const { agent, days, hours } of ofWeek.values()) {
    const contract = agents[agent]?.contract;
    if (contract === undefined) continue;
    builder.row({ upper: contract.maximumDays }, days);
    builder.row({ upper: contract.maximumSeconds / 3600 }, hours);
  }
  const solution = await solver.solve(builder.build(), { relaxed: true, seconds: horizon.seconds });
  const all = units.reduce((sum, unit) => sum + unit.paidSeconds, 0);
  const known = Number.isFinite(solution.bound) ? Math.min(all, -solution.bound * 3600) : all;
  const workShare = (agent: number, unit: number): number =>
    solution.values?.[classOf[unit]?.columns.get(agent) ?? -1] ?? 0;
  return { paidSeconds: known, workShare, seconds: solution.seconds };
}
