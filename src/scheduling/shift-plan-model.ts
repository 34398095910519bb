import type { DayNumber } from '../calendar/local-date.ts';
import { modelBuilder, type ModelBuilder } from './model-builder.ts';
import type { BreakWindow, ShiftCandidate } from './shift-candidates.ts';
import { addServiceRows, type ServiceRequirement } from './service-periods.ts';
import type { MixedIntegerModel } from './solver-port.ts';

/** Cost of one missing agent in one slot: cheap while few are missing, dear beyond. */
export interface UnderCover {
  /** Missing agents that count as few, per slot of the stretch. */
  readonly slightAgents: Int32Array;
  readonly slightCost: number;
  readonly severeCost: number;
}

/** The shifts of one team over the slots of one stretch of time. */
export interface ShiftPlanProblem {
  readonly candidates: readonly ShiftCandidate[];
  /** First slot of the stretch. */
  readonly firstSlot: number;
  /** True when the slot after the stretch's last is its first. */
  readonly cyclic: boolean;
  /** Whole agents on the channel, per slot of the stretch. */
  readonly requiredAgents: Int32Array;
  readonly underCover: UnderCover;
  /** Amount of which every objective is a multiple, if there is one. */
  readonly quantum?: number | undefined;
  /** Most agents in a shift at once, those on a break included. */
  readonly maximumSeats?: number | undefined;
  readonly startLimits: readonly StartLimit[];
  /** A service level that slots meet together; the requirement is then only a floor. */
  readonly service?: ServiceRequirement | undefined;
}

/** Most agents who start on one local day, in any pattern or in one. */
export interface StartLimit {
  readonly day: DayNumber;
  readonly pattern?: string | undefined;
  readonly maximum: number;
}

/** True when a candidate counts towards a limit. */
export function isLimitedBy(candidate: ShiftCandidate, limit: StartLimit): boolean {
  return (
    candidate.day === limit.day && (limit.pattern === undefined || limit.pattern === candidate.pattern.name)
  );
}

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

/** Breaks that share one inventory: they last as long and have windows as wide, so the one due first is taken first. */
export interface BreakGroup {
  readonly slots: number;
  readonly width: number;
  /** Column of the breaks that start in each slot of the stretch, -1 where none can. */
  readonly columns: Int32Array;
}

interface Stretch {
  readonly problem: ShiftPlanProblem;
  readonly length: number;
  /** Position in the stretch of a slot, wrapped where the horizon is a cycle; undefined outside. */
  readonly position: (slot: number) => number | undefined;
}

function stretchOf(problem: ShiftPlanProblem): Stretch {
  const { length } = problem.requiredAgents;
  const position = (slot: number): number | undefined => {
    const at = slot - problem.firstSlot;
    if (problem.cyclic) return ((at % length) + length) % length;
    return at >= 0 && at < length ? at : undefined;
  };
  return { problem, length, position };
}

type Entries = [number, number][];

function emptyRows(length: number): Entries[] {
  return Array.from({ length }, () => []);
}

/**
 * Level of an inventory: level(t) − level(t − 1) = Σ entries(t). In a cycle the differences leave the level free, so one more row
 * says what it is in slot 0.
 */
function inventory(
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

interface GroupFlows {
  readonly slots: number;
  readonly width: number;
  /** Windows that open in each slot. */
  readonly opening: Entries[];
  /** Windows open across the cycle's end: they count in slot 0 already. */
  readonly wrapped: Entries;
}

function breakFlows(stretch: Stretch, starts: Int32Array): readonly GroupFlows[] {
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
function breakStarts(builder: ModelBuilder, group: GroupFlows, stretch: Stretch): BreakGroup {
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

/** Breaks due in a cycle: the level that is carried round is the model's to choose between the bounds. */
function cycleLevels(builder: ModelBuilder, flows: readonly Entries[]): readonly number[] {
  const levels = flows.map(() => builder.column({}));
  for (const [t, flow] of flows.entries()) {
    const entries: Entries = flow.map(([column, value]): [number, number] => [column, -value]);
    builder.row({ lower: 0, upper: 0 }, [[levels[t] ?? 0, 1], [levels.at(t - 1) ?? 0, -1], ...entries]);
  }
  return levels;
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
    entries.push([builder.column({ cost: underCover.slightCost, upper: slight, integer: true }), 1]);
    if (required > slight) {
      entries.push([
        builder.column({ cost: underCover.severeCost, upper: required - slight, integer: true }),
        1,
      ]);
    }
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
 * breaks due and breaks starting per group; missing agents in two tiers. Rows: S(t) − S(t−1) = starts − ends; breaks due stay
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

/** Group of a break, for decoding. */
export function groupOf(groups: readonly BreakGroup[], window: BreakWindow): BreakGroup | undefined {
  return groups.find(
    (group) => group.slots === window.slots && group.width === window.latest - window.earliest,
  );
}
