import type { ModelBuilder } from './model-builder.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';

export interface Stretch {
  readonly problem: ShiftPlanProblem;
  readonly length: number;
  /** Position in the stretch of a slot, wrapped where the horizon is a cycle; undefined outside. */
  readonly position: (slot: number) => number | undefined;
}

export function stretchOf(problem: ShiftPlanProblem): Stretch {
  const { length } = problem.requiredAgents;
  const position = (slot: number): number | undefined => {
    const at = slot - problem.firstSlot;
    if (problem.cyclic) return ((at % length) + length) % length;
    return at >= 0 && at < length ? at : undefined;
  };
  return { problem, length, position };
}

export type Entries = [number, number][];

export function emptyRows(length: number): Entries[] {
  return Array.from({ length }, () => []);
}

/**
 * Level of an inventory: level(t) − level(t − 1) = Σ entries(t). In a cycle the differences leave the level free, so one more row
 * says what it is in slot 0.
 */
export function inventory(
  builder: ModelBuilder,
  flows: readonly Entries[],
  cycleStart: Entries | undefined,
  upper = Infinity,
): readonly number[] {
  const levels = flows.map(() => builder.column({ upper }));
  for (const [t, flow] of flows.entries()) {
    const level = levels[t] ?? 0;
    const before = t > 0 ? levels[t - 1] : cycleStart === undefined ? undefined : levels.at(-1);
    const entries: Entries = [
      [level, 1],
      ...flow.map(([column, value]): [number, number] => [column, -value]),
    ];
    if (before !== undefined) entries.push([before, -1]);
    builder.row({ lower: 0, upper: 0 }, entries);
  }
  const first = levels[0];
  if (cycleStart !== undefined && first !== undefined) {
    builder.row({ lower: 0, upper: 0 }, [
      [first, 1],
      ...cycleStart.map(([column, value]): [number, number] => [column, -value]),
    ]);
  }
  return levels;
}

/** Breaks due in a cycle: the level that is carried round is the model's to choose between the bounds. */
export function cycleLevels(builder: ModelBuilder, flows: readonly Entries[]): readonly number[] {
  const levels = flows.map(() => builder.column({}));
  for (const [t, flow] of flows.entries()) {
    const entries: Entries = flow.map(([column, value]): [number, number] => [column, -value]);
    builder.row({ lower: 0, upper: 0 }, [[levels[t] ?? 0, 1], [levels.at(t - 1) ?? 0, -1], ...entries]);
  }
  return levels;
}
