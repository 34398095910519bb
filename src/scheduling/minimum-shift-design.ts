import { type ModelBuilder, modelBuilder } from './model-builder.ts';
import { gapFraction } from './schedule-proof.ts';
import type { MixedIntegerModel, SolveLimits, SolverPort } from './solver-port.ts';

/** A family of shifts of a design, in slots: starts after midnight and lengths, both ends included. */
export interface ShiftType {
  readonly earliestStart: number;
  readonly latestStart: number;
  readonly shortest: number;
  readonly longest: number;
}

/**
 * Minimum shift design: cover a cyclic week with as few different shifts as possible. A different shift is a start and a length,
 * worked by any number of people on any day.
 */
export interface ShiftDesignProblem {
  readonly slotMinutes: number;
  readonly days: number;
  /** Workers needed in every slot of the cycle. */
  readonly demand: readonly number[];
  readonly types: readonly ShiftType[];
  /** Price of a minute of one worker too many, and too few. */
  readonly overCoverPrice: number;
  readonly underCoverPrice: number;
  /** Price of a different shift. */
  readonly shiftPrice: number;
}

/** A shift of a design and its workers on each day. */
export interface DesignedShift {
  readonly start: number;
  readonly length: number;
  readonly workers: readonly number[];
}

export interface ShiftDesign {
  readonly shifts: readonly DesignedShift[];
  readonly objective: number;
  readonly bound: number;
  readonly gapFraction: number;
  readonly overMinutes: number;
  readonly underMinutes: number;
  readonly seconds: number;
  readonly nodes: number;
}

interface DesignColumns {
  readonly start: number;
  readonly length: number;
  readonly used: number;
  readonly workers: readonly number[];
}

/** Every different shift of the types, once each. */
function differentShifts(
  types: readonly ShiftType[],
): readonly { readonly start: number; readonly length: number }[] {
  const shifts = new Map<string, { readonly start: number; readonly length: number }>();
  for (const { earliestStart, latestStart, shortest, longest } of types) {
    for (let start = earliestStart; start <= latestStart; start++) {
      for (let length = shortest; length <= longest; length++)
        shifts.set(`${start}/${length}`, { start, length });
    }
  }
  return [...shifts.values()];
}

function addShift(
  builder: ModelBuilder,
  problem: ShiftDesignProblem,
  shift: { readonly start: number; readonly length: number },
): DesignColumns {
  const slotsPerDay = problem.demand.length / problem.days;
  const used = builder.column({ cost: problem.shiftPrice, upper: 1, integer: true });
  const workers = Array.from({ length: problem.days }, (_, day) => {
    const first = day * slotsPerDay + shift.start;
    let most = 0;
    for (let slot = first; slot < first + shift.length; slot++)
      most = Math.max(most, problem.demand[slot % problem.demand.length] ?? 0);
    // More workers than the largest demand under the shift would be too many in all of its slots.
    const column = builder.column({ upper: most, integer: true });
    if (most > 0)
      builder.row({ upper: 0 }, [
        [column, 1],
        [used, -most],
      ]);
    return column;
  });
  return { ...shift, used, workers };
}

function coverRows(
  builder: ModelBuilder,
  problem: ShiftDesignProblem,
  columns: readonly DesignColumns[],
): void {
  const slots = problem.demand.length;
  const slotsPerDay = slots / problem.days;
  const atWork = problem.demand.map(() => builder.column({}));
  const changes = problem.demand.map((): [number, number][] => []);
  const first: [number, number][] = [];
  for (const { start, length, workers } of columns) {
    for (const [day, column] of workers.entries()) {
      const begin = (day * slotsPerDay + start) % slots;
      changes[begin]?.push([column, -1]);
      changes[(begin + length) % slots]?.push([column, 1]);
      if (begin === 0 || begin + length > slots) first.push([column, -1]);
    }
  }
  for (const [slot, demand] of problem.demand.entries()) {
    const level = atWork[slot] ?? 0;
    builder.row({ lower: 0, upper: 0 }, [
      [level, 1],
      [atWork.at(slot - 1) ?? 0, -1],
      ...(changes[slot] ?? []),
    ]);
    const over = builder.column({ cost: problem.overCoverPrice * problem.slotMinutes, integer: true });
    const under = builder.column({
      cost: problem.underCoverPrice * problem.slotMinutes,
      integer: true,
      upper: demand,
    });
    builder.row({ lower: demand, upper: demand }, [
      [level, 1],
      [over, -1],
      [under, 1],
    ]);
  }
  builder.row({ lower: 0, upper: 0 }, [[atWork[0] ?? 0, 1], ...first]);
}

/** The design as a mixed-integer program in network form: workers at work as a level with starts and ends. */
export function shiftDesignModel(problem: ShiftDesignProblem): {
  readonly model: MixedIntegerModel;
  readonly columns: readonly DesignColumns[];
} {
  const builder = modelBuilder();
  const columns = differentShifts(problem.types).map((shift) => addShift(builder, problem, shift));
  coverRows(builder, problem, columns);
  return { model: builder.build(), columns };
}

/** Minutes too many and too few of a design, counted from its shifts. */
export function designDeviation(
  problem: ShiftDesignProblem,
  shifts: readonly DesignedShift[],
): { readonly overMinutes: number; readonly underMinutes: number } {
  const slots = problem.demand.length;
  const covered = new Float64Array(slots);
  for (const { start, length, workers } of shifts) {
    for (const [day, count] of workers.entries()) {
      for (let slot = 0; slot < length; slot++) {
        const at = ((day * slots) / problem.days + start + slot) % slots;
        covered[at] = (covered[at] ?? 0) + count;
      }
    }
  }
  let overMinutes = 0;
  let underMinutes = 0;
  for (const [slot, demand] of problem.demand.entries()) {
    const difference = (covered[slot] ?? 0) - demand;
    overMinutes += Math.max(0, difference) * problem.slotMinutes;
    underMinutes += Math.max(0, -difference) * problem.slotMinutes;
  }
  return { overMinutes, underMinutes };
}

/**
 * The least sum of minutes too many, minutes too few and the price of different shifts. Undefined when the solver found nothing.
 *
 * Source: N. Musliu, A. Schaerf and W. Slany (2004), "Local search for shift design", European Journal of Operational Research 153.
 */
export async function designShifts(
  problem: ShiftDesignProblem,
  solver: SolverPort,
  limits: SolveLimits = {},
): Promise<ShiftDesign | undefined> {
  const { model, columns } = shiftDesignModel(problem);
  const solution = await solver.solve(model, { relativeGap: 1e-6, ...limits });
  const { values } = solution;
  if (values === undefined) return undefined;
  const shifts = columns
    .map(({ start, length, workers }) => ({
      start,
      length,
      workers: workers.map((column) => Math.round(values[column] ?? 0)),
    }))
    .filter(({ workers }) => workers.some((count) => count > 0));
  const deviation = designDeviation(problem, shifts);
  const objective =
    shifts.length * problem.shiftPrice +
    deviation.overMinutes * problem.overCoverPrice +
    deviation.underMinutes * problem.underCoverPrice;
  const bound = Math.min(objective, solution.bound);
  return {
    shifts,
    objective,
    bound,
    gapFraction: gapFraction(objective, bound),
    ...deviation,
    seconds: solution.seconds,
    nodes: solution.nodes,
  };
}
