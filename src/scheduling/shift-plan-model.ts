import { breakFlows, type BreakGroup, breakStarts } from './break-inventory.ts';
import { type ModelBuilder, modelBuilder } from './model-builder.ts';
import { addServiceRows } from './service-periods.ts';
import { isLimitedBy, type ShiftPlanProblem } from './shift-plan-problem.ts';
import { emptyRows, type Entries, inventory, type Stretch, stretchOf } from './slot-inventory.ts';
import type { MixedIntegerModel } from './solver-port.ts';

/** Where to find the parts of a plan in a solution. */
export interface ShiftPlanColumns {
  /** Column of each candidate's number of agents. */
  readonly startColumns: Int32Array;
  readonly breakGroups: readonly BreakGroup[];
}

/** The model of a plan by itself. */
export interface ShiftPlanModel extends ShiftPlanColumns {
  readonly model: MixedIntegerModel;
  /** Order in which a dive makes columns whole: agents first, then breaks. */
  readonly ranks: Uint8Array;
}

/** Agents in a shift per slot, as levels of an inventory of starts and ends. */
function agentsInShift(builder: ModelBuilder, stretch: Stretch, starts: Int32Array): readonly number[] {
  const { problem, length, position } = stretch;
  const flows = emptyRows(length);
  const wrapped: Entries = [];
  for (const [index, { firstSlot, endSlot }] of problem.candidates.entries()) {
    const column = starts[index] ?? 0;
    const begin = position(firstSlot);
    const end = position(endSlot);
    if (begin !== undefined) flows[begin]?.push([column, 1]);
    if (end !== undefined) flows[end]?.push([column, -1]);
    const shiftSlots = endSlot - firstSlot;
    if (problem.cyclic && begin !== undefined && (begin === 0 || begin + shiftSlots > length))
      wrapped.push([column, 1]);
  }
  return inventory(builder, flows, problem.cyclic ? wrapped : undefined, problem.maximumSeats);
}

/** Agents in a shift less those on a break, in one slot of the stretch. */
function onChannel(
  stretch: Stretch,
  inShift: readonly number[],
  groups: readonly BreakGroup[],
  t: number,
): Entries {
  const entries: Entries = [[inShift[t] ?? 0, 1]];
  for (const group of groups) {
    for (let age = 0; age < group.slots; age++) {
      const began = t - age >= 0 ? t - age : stretch.problem.cyclic ? t - age + stretch.length : undefined;
      const column = began === undefined ? -1 : (group.columns[began] ?? -1);
      if (column >= 0) entries.push([column, -1]);
    }
  }
  return entries;
}

function coverRows(
  builder: ModelBuilder,
  stretch: Stretch,
  inShift: readonly number[],
  groups: readonly BreakGroup[],
): void {
  const { requiredAgents, underCover, service } = stretch.problem;
  for (const [t, required] of requiredAgents.entries()) {
    if (required <= 0) continue;
    const entries = onChannel(stretch, inShift, groups, t);
    const slight = underCover.slightAgents[t] ?? 0;
    const last = underCover.lastAgents[t] ?? 0;
    for (const [cost, upper] of [
      [underCover.slightCost, slight],
      [underCover.severeCost, required - slight - last],
      [underCover.nobodyCost, last],
    ] as const)
      if (upper > 0) entries.push([builder.column({ cost, upper, integer: true }), 1]);
    builder.row({ lower: required }, entries);
  }
  if (service !== undefined) addServiceRows(builder, service, (t) => onChannel(stretch, inShift, groups, t));
}

function limitRows(builder: ModelBuilder, problem: ShiftPlanProblem, starts: Int32Array): void {
  for (const limit of problem.startLimits) {
    const entries = problem.candidates.flatMap((candidate, index): Entries =>
      isLimitedBy(candidate, limit) ? [[starts[index] ?? 0, 1]] : [],
    );
    if (entries.length > 0) builder.row({ upper: limit.maximum }, entries);
  }
}

/**
 * The shift plan as a network of inventories, with breaks implicit. Columns: agents per candidate; agents in a shift S(t);
 * breaks due and breaks starting per group; missing agents in three tiers. Rows: S(t) − S(t−1) = starts − ends; breaks due stay
 * within the windows still open; S(t) − breaks in progress + missing ≥ required.
 *
 * Valid because within a group no window lies strictly inside another (all are as wide), so that breaks can be handed out
 * first due, first taken. Missing agents make every problem feasible.
 *
 * Source: S. E. Bechtold and L. W. Jacobs (1990), "Implicit modeling of flexible break assignments in optimal shift
 * scheduling", Management Science 36; here with inventories in place of forward and backward sums, so that rows stay short.
 */
export function shiftPlanModel(problem: ShiftPlanProblem): ShiftPlanModel {
  const builder = modelBuilder();
  const columns = addShiftPlan(builder, problem);
  const model = builder.build();
  const ranks = new Uint8Array(model.integer.length);
  for (const { columns: starts } of columns.breakGroups)
    for (const column of starts) if (column >= 0) ranks[column] = 2;
  for (const column of columns.startColumns) ranks[column] = 1;
  return { model, ...columns, ranks };
}

/** Adds the shift plan to a model that may hold more. */
export function addShiftPlan(builder: ModelBuilder, problem: ShiftPlanProblem): ShiftPlanColumns {
  const stretch = stretchOf(problem);
  const startColumns = Int32Array.from(problem.candidates, ({ cost }) =>
    builder.column({ cost, integer: true }),
  );
  const inShift = agentsInShift(builder, stretch, startColumns);
  const breakGroups = breakFlows(stretch, startColumns).map((group) => breakStarts(builder, group, stretch));
  coverRows(builder, stretch, inShift, breakGroups);
  limitRows(builder, problem, startColumns);
  return { startColumns, breakGroups };
}
