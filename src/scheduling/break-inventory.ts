import type { ModelBuilder } from './model-builder.ts';
import type { BreakWindow } from './shift-candidates.ts';
import { cycleLevels, emptyRows, type Entries, inventory, type Stretch } from './slot-inventory.ts';

/** Breaks that share one inventory: they last as long and have windows as wide, so the one due first is taken first. */
export interface BreakGroup {
  readonly slots: number;
  readonly width: number;
  /** Column of the breaks that start in each slot of the stretch, -1 where none can. */
  readonly columns: Int32Array;
}

interface GroupFlows {
  readonly slots: number;
  readonly width: number;
  /** Windows that open in each slot. */
  readonly opening: Entries[];
  /** Windows open across the cycle's end: they count in slot 0 already. */
  readonly wrapped: Entries;
}

export function breakFlows(stretch: Stretch, starts: Int32Array): readonly GroupFlows[] {
  const { problem, length, position } = stretch;
  const groups = new Map<string, GroupFlows>();
  for (const [index, candidate] of problem.candidates.entries()) {
    const column = starts[index] ?? 0;
    for (const window of candidate.breaks) {
      const width = window.latest - window.earliest;
      const key = `${window.slots}/${width}`;
      const group = groups.get(key) ?? {
        slots: window.slots,
        width,
        opening: emptyRows(length),
        wrapped: [],
      };
      groups.set(key, group);
      const opens = position(candidate.firstSlot + window.earliest);
      if (opens === undefined) continue;
      group.opening[opens]?.push([column, 1]);
      if (opens === 0 || opens + width > length) group.wrapped.push([column, 1]);
    }
  }
  return [...groups.values()];
}

/**
 * Breaks that start per slot. Breaks due U(t) = U(t − 1) + windows opening − breaks starting stay between 0 and the windows
 * that are still open after t.
 */
export function breakStarts(builder: ModelBuilder, group: GroupFlows, stretch: Stretch): BreakGroup {
  const { length } = stretch;
  const { cyclic } = stretch.problem;
  const columns = new Int32Array(length).fill(-1);
  const possible = new Uint8Array(length);
  for (let t = 0; t < length; t++) {
    if ((group.opening[t]?.length ?? 0) === 0) continue;
    for (let late = 0; late <= group.width; late++) {
      if (cyclic || t + late < length) possible[(t + late) % length] = 1;
    }
  }
  for (let t = 0; t < length; t++) if (possible[t] === 1) columns[t] = builder.column({ integer: true });
  const taken = (t: number): Entries => ((columns[t] ?? -1) >= 0 ? [[columns[t] ?? 0, -1]] : []);
  if (group.width === 0) {
    for (let t = 0; t < length; t++) {
      if (possible[t] === 1) builder.row({ lower: 0, upper: 0 }, [...(group.opening[t] ?? []), ...taken(t)]);
    }
    return { slots: group.slots, width: group.width, columns };
  }
  const due = group.opening.map((opening, t): Entries => [...opening, ...taken(t)]);
  const stillOpen = group.opening.map((opening, t): Entries => {
    const closing =
      t >= group.width
        ? group.opening[t - group.width]
        : cyclic
          ? group.opening[t - group.width + length]
          : undefined;
    return [...opening, ...(closing ?? []).map(([column]): [number, number] => [column, -1])];
  });
  const dueLevels = cyclic ? cycleLevels(builder, due) : inventory(builder, due, undefined);
  const openLevels = inventory(builder, stillOpen, cyclic ? group.wrapped : undefined);
  for (let t = 0; t < length; t++)
    builder.row({ upper: 0 }, [
      [dueLevels[t] ?? 0, 1],
      [openLevels[t] ?? 0, -1],
    ]);
  return { slots: group.slots, width: group.width, columns };
}

/** Group of a break, for decoding. */
export function groupOf(groups: readonly BreakGroup[], window: BreakWindow): BreakGroup | undefined {
  return groups.find(
    (group) => group.slots === window.slots && group.width === window.latest - window.earliest,
  );
}
