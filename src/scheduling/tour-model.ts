import { modelBuilder } from './model-builder.ts';
import { addShiftPlan, type ShiftPlanColumns } from './shift-plan-model.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';
import type { MixedIntegerModel } from './solver-port.ts';
import type { StartBand, TourContract } from './tour-contract.ts';

/** The people of one contract and band. */
export interface TourGroup extends StartBand {
  /** Candidates of the shift plan that the group works, by day of the week. */
  readonly candidatesOfDay: readonly (readonly number[])[];
  /** Weekly wage of one agent. */
  readonly weeklyCost: number;
}

export interface TourModel extends ShiftPlanColumns {
  readonly model: MixedIntegerModel;
  /** Column of each group's head count. */
  readonly headColumns: readonly number[];
  /** Columns of each group's agents at work, by day. */
  readonly dayColumns: readonly (readonly number[])[];
  /** Row of the weekly wages of all heads, without a limit. */
  readonly wagesRow: number;
  /** Heads first, then agents by day, then starts, then breaks. */
  readonly ranks: Uint8Array;
}

/**
 * Weekly tours in compact form: for each contract and start band the head count n and the agents per day X(d), with Σ X(d) =
 * days · n and X(d) ≤ n, their starts Σ x(d, s) = X(d), on top of the shift plan's network. Every whole solution decodes to n people
 * who each work exactly their days: hand the days out round and round.
 */
export function tourModel(
  problem: ShiftPlanProblem,
  groups: readonly TourGroup[],
  limits: { readonly contracts: readonly TourContract[]; readonly maximumAgents?: number | undefined },
): TourModel {
  const builder = modelBuilder();
  const columns = addShiftPlan(builder, problem);
  const headColumns = groups.map(({ weeklyCost }) => builder.column({ cost: weeklyCost, integer: true }));
  const dayColumns = groups.map((group, index) => {
    const heads = headColumns[index] ?? 0;
    const days = group.candidatesOfDay.map((candidates) => {
      const atWork = builder.column({ integer: true });
      const starts = candidates.map((candidate): [number, number] => [
        columns.startColumns[candidate] ?? 0,
        1,
      ]);
      builder.row({ lower: 0, upper: 0 }, [[atWork, -1], ...starts]);
      builder.row({ upper: 0 }, [
        [atWork, 1],
        [heads, -1],
      ]);
      return atWork;
    });
    builder.row({ lower: 0, upper: 0 }, [
      ...days.map((column): [number, number] => [column, 1]),
      [heads, -group.contract.daysPerWeek],
    ]);
    return days;
  });
  const all = headColumns.map((column): [number, number] => [column, 1]);
  if (limits.maximumAgents !== undefined) builder.row({ upper: limits.maximumAgents }, all);
  for (const contract of limits.contracts) {
    const own = groups.flatMap((group, index): [number, number][] =>
      group.contract === contract ? [[headColumns[index] ?? 0, 1]] : [],
    );
    const { minimumAgents, maximumAgents, maximumShare } = contract;
    if (minimumAgents !== undefined || maximumAgents !== undefined) {
      builder.row({ lower: minimumAgents ?? 0, upper: maximumAgents ?? Infinity }, own);
    }
    if (maximumShare !== undefined)
      builder.row({ upper: 0 }, [
        ...own,
        ...all.map(([column]): [number, number] => [column, -maximumShare]),
      ]);
  }
  const wages = headColumns.map((column, index): [number, number] => [
    column,
    groups[index]?.weeklyCost ?? 0,
  ]);
  const wagesRow = builder.row({ upper: Infinity }, wages);
  const model = builder.build();
  const ranks = new Uint8Array(model.integer.length);
  for (const { columns: breaks } of columns.breakGroups)
    for (const column of breaks) if (column >= 0) ranks[column] = 4;
  for (const column of columns.startColumns) ranks[column] = 3;
  for (const days of dayColumns) for (const column of days) ranks[column] = 2;
  for (const column of headColumns) ranks[column] = 1;
  return { model, ...columns, headColumns, dayColumns, wagesRow, ranks };
}
