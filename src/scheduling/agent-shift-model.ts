import type { AgentGroups } from './agent-groups.ts';
import { type ModelBuilder, modelBuilder } from './model-builder.ts';
import { addShiftPlan, type ShiftPlanColumns } from './shift-plan-model.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';
import type { Entries } from './slot-inventory.ts';
import type { MixedIntegerModel } from './solver-port.ts';

export interface AgentShiftModel extends ShiftPlanColumns {
  readonly model: MixedIntegerModel;
  /** Starts first, then breaks; who works them stays a share of a group. */
  readonly ranks: Uint8Array;
}

/** Share of the wage by which a contract hour that is paid and not worked is dearer than one that is. */
export const idlePenalty = 0.02;

/** Starts of the candidates of one day by availability class and by what one shift pays. */
type ClassStarts = readonly ReadonlyMap<number, Entries>[];

/** For every class the columns of the agents it gives to each candidate, by paid seconds; shared candidates are split among classes. */
function startsOfClasses(
  builder: ModelBuilder,
  problem: ShiftPlanProblem,
  { classes }: AgentGroups,
  startColumns: Int32Array,
): ClassStarts {
  const classesOf = new Map<number, number[]>();
  for (const [index, { candidates }] of classes.entries()) {
    for (const number of candidates) classesOf.set(number, [...(classesOf.get(number) ?? []), index]);
  }
  const starts = classes.map(() => new Map<number, Entries>());
  for (const [number, candidate] of problem.candidates.entries()) {
    const start = startColumns[number] ?? 0;
    const owners = classesOf.get(number) ?? [];
    const shares = owners.length === 1 ? [start] : owners.map(() => builder.column({}));
    for (const [at, owner] of owners.entries()) {
      const ofClass = starts[owner];
      const entries = ofClass?.get(candidate.paidSeconds) ?? [];
      entries.push([shares[at] ?? 0, 1]);
      ofClass?.set(candidate.paidSeconds, entries);
    }
    if (owners.length !== 1)
      builder.row({ lower: 0, upper: 0 }, [
        [start, -1],
        ...shares.map((column): [number, number] => [column, 1]),
      ]);
  }
  return starts;
}

/**
 * A week of the shifts that named people can work between them: the shift plan's network, and for every group of alike people how
 * many of them work on each day for how long. y(g, d, p) is the number of agents of group g who work p paid hours on day d:
 *
 *     Σ_g y(g, d, p) = starts on day d with p paid hours, by availability class
 *     Σ_p y(g, d, p) ≤ n(g)          Σ_dp y ≤ days(g)·n(g)          Σ_d y(g, d, p) ≤ ⌊most(g) / p⌋·n(g)
 *     Σ_dp p·y ≤ most(g)·n(g)        idle(g) ≥ least(g)·n(g) − Σ_dp p·y
 *     cost: wage(g)·(Σ p·y + 1.02·idle(g)) + price of missing agents
 *
 * Contract hours that are not worked are paid all the same, so working them costs nothing. y and idle are not whole numbers and rest
 * between days is left out, so the bound holds for every roster.
 */
export function agentShiftModel(problem: ShiftPlanProblem, staff: AgentGroups): AgentShiftModel {
  const builder = modelBuilder();
  const columns = addShiftPlan(builder, problem);
  const starts = startsOfClasses(builder, problem, staff, columns.startColumns);
  const supply = starts.map((ofClass) => new Map([...ofClass.keys()].map((paid) => [paid, [] as Entries])));
  for (const group of staff.groups) {
    const days: Entries = [];
    const hours: Entries = [];
    const byLength = new Map<number, Entries>();
    for (const owner of group.classOfDay) {
      if (owner === undefined) continue;
      const today: Entries = [];
      for (const [paid, entries] of supply[owner] ?? []) {
        const column = builder.column({ cost: (group.costPerHour * paid) / 3600, upper: group.agents });
        entries.push([column, 1]);
        today.push([column, 1]);
        hours.push([column, paid / 3600]);
        byLength.set(paid, [...(byLength.get(paid) ?? []), [column, 1]]);
      }
      builder.row({ upper: group.agents }, today);
      days.push(...today);
    }
    builder.row({ upper: group.maximumDays * group.agents }, days);
    builder.row({ upper: (group.maximumSeconds / 3600) * group.agents }, hours);
    for (const [paid, entries] of byLength)
      builder.row({ upper: Math.floor((group.maximumSeconds + 1) / paid) * group.agents }, entries);
    const idle = builder.column({ cost: group.costPerHour * (1 + idlePenalty) });
    builder.row({ lower: (group.minimumSeconds / 3600) * group.agents }, [...hours, [idle, 1]]);
  }
  for (const [index, ofClass] of starts.entries()) {
    for (const [paid, entries] of ofClass)
      builder.row({ lower: 0, upper: 0 }, [
        ...(supply[index]?.get(paid) ?? []),
        ...entries.map(([column]): [number, number] => [column, -1]),
      ]);
  }
  const model = builder.build();
  const ranks = new Uint8Array(model.integer.length);
  for (const { columns: breaks } of columns.breakGroups)
    for (const column of breaks) if (column >= 0) ranks[column] = 2;
  for (const column of columns.startColumns) ranks[column] = 1;
  return { model, ...columns, ranks };
}
