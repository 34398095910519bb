import type { MixedIntegerModel } from './solver-port.ts';

/** What a column costs and may be; lower 0, no upper bound, cost 0 and continuous unless said. */
export interface ColumnDescription {
  readonly cost?: number | undefined;
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  readonly integer?: boolean | undefined;
}

/** Collects columns and rows of a {@link MixedIntegerModel} one by one. */
export interface ModelBuilder {
  /** Adds a column and tells its index. */
  column(description: ColumnDescription): number;
  /** Adds lower ≤ Σ value · column ≤ upper; entries of the same column add up, zeros are left out. */
  row(
    bounds: { readonly lower?: number; readonly upper?: number },
    entries: Iterable<readonly [number, number]>,
  ): number;
  build(offset?: number): MixedIntegerModel;
}

/** An empty model to add to. */
export function modelBuilder(): ModelBuilder {
  const cost: number[] = [];
  const columnLower: number[] = [];
  const columnUpper: number[] = [];
  const integer: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const rowStarts: number[] = [0];
  const indices: number[] = [];
  const values: number[] = [];
  return {
    column(description) {
      cost.push(description.cost ?? 0);
      columnLower.push(description.lower ?? 0);
      columnUpper.push(description.upper ?? Infinity);
      integer.push(description.integer === true ? 1 : 0);
      return cost.length - 1;
    },
    row({ lower, upper }, entries) {
      const sums = new Map<number, number>();
      for (const [column, value] of entries) sums.set(column, (sums.get(column) ?? 0) + value);
      for (const [column, value] of sums) {
        if (value === 0) continue;
        indices.push(column);
        values.push(value);
      }
      rowStarts.push(indices.length);
      rowLower.push(lower ?? -Infinity);
      rowUpper.push(upper ?? Infinity);
      return rowLower.length - 1;
    },
    build(offset = 0) {
      return {
        columnCost: Float64Array.from(cost),
        columnLower: Float64Array.from(columnLower),
        columnUpper: Float64Array.from(columnUpper),
        integer: Uint8Array.from(integer),
        rowLower: Float64Array.from(rowLower),
        rowUpper: Float64Array.from(rowUpper),
        rowStarts: Int32Array.from(rowStarts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
        offset,
      };
    },
  };
}
