import { modelBuilder } from './model-builder.ts';
import type { SolverPort } from './solver-port.ts';

/** Every set of `count` of the days 0 … `days` − 1. */
export function daySets(days: number, count: number, from = 0): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  const sets: (readonly number[])[] = [];
  for (let day = from; day <= days - count; day++) {
    for (const rest of daySets(days, count - 1, day + 1)) sets.push([day, ...rest]);
  }
  return sets;
}

/**
 * How little people like a set of days off: one for every stretch they are broken into beyond the first, less a half for a free
 * weekend. Days are those of a week that repeats, from Monday.
 *
 * @example daysOffPenalty([5, 6], 7) // => -0.5
 * @example daysOffPenalty([1, 4], 7) // => 1
 */
export function daysOffPenalty(daysOff: readonly number[], days: number): number {
  const off = new Set(daysOff);
  const stretches = daysOff.filter((day) => !off.has((day + days - 1) % days)).length;
  const weekend = days === 7 && off.has(5) && off.has(6);
  return Math.max(0, stretches - 1) - (weekend ? 0.5 : 0);
}

/**
 * Days off for every one of `agents` people, so that on each day as many work as planned: a small program chooses the sets with the
 * least penalty. There is always a way when no day has more than `agents` at work and the days add up.
 *
 * @param week.agentsAtWork per day; their sum is agents × days worked
 */
export async function assignDaysOff(
  week: { readonly agents: number; readonly agentsAtWork: readonly number[]; readonly daysWorked: number },
  solver: SolverPort,
): Promise<readonly (readonly number[])[]> {
  const { agents, agentsAtWork, daysWorked } = week;
  const days = agentsAtWork.length;
  if (agents === 0) return [];
  const sets = daySets(days, days - daysWorked);
  const builder = modelBuilder();
  const columns = sets.map((set) => builder.column({ cost: daysOffPenalty(set, days) + 1, integer: true }));
  for (const [day, atWork] of agentsAtWork.entries()) {
    const off = sets.flatMap((set, index): [number, number][] =>
      set.includes(day) ? [[columns[index] ?? 0, 1]] : [],
    );
    builder.row({ lower: agents - atWork, upper: agents - atWork }, off);
  }
  builder.row(
    { lower: agents, upper: agents },
    columns.map((column): [number, number] => [column, 1]),
  );
  const { values } = await solver.solve(builder.build(), { relativeGap: 0, nodes: 500 });
  if (values === undefined) return roundRobinDaysOff(week);
  return sets.flatMap((set, index) =>
    Array.from({ length: Math.round(values[columns[index] ?? 0] ?? 0) }, () => set),
  );
}

/** Days off handed out round and round: always valid, never asked whether anybody likes them. */
export function roundRobinDaysOff(week: {
  readonly agents: number;
  readonly agentsAtWork: readonly number[];
}): readonly (readonly number[])[] {
  const off: number[][] = Array.from({ length: week.agents }, () => []);
  let next = 0;
  for (const [day, atWork] of week.agentsAtWork.entries()) {
    for (let count = atWork; count < week.agents; count++) off[next++ % week.agents]?.push(day);
  }
  return off;
}
