/**
 * Assigns rows to columns at the least total cost, each row and each column at most once: the shortest augmenting path method,
 * O(rows² · columns). A cost of Infinity forbids a pair; as many rows as can be are assigned, and among those assignments the
 * cheapest is found. Returns the column of every row, −1 for rows left over.
 *
 * `cost` is by rows: entry (row, column) at row · columns + column. Leaving a row over is dearer than any finite pair, so costs may
 * have either sign.
 *
 * Source: R. Jonker and A. Volgenant (1987), "A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems", Computing 38.
 *
 * @example linearAssignment({ rows: 2, columns: 3, cost: [4, 1, 3, 2, 0, 5] }) // => [1, 0]
 * @example linearAssignment({ rows: 2, columns: 1, cost: [4, 1] }) // => [-1, 0]
 */
export function linearAssignment(problem: {
  readonly rows: number;
  readonly columns: number;
  readonly cost: ArrayLike<number>;
}): readonly number[] {
  const { rows, columns, cost } = problem;
  let largest = 1;
  for (let index = 0; index < rows * columns; index++) {
    const value = cost[index] ?? Infinity;
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  }
  // Every row also has a column of its own that stands for being left over.
  const leftOver = 4 * largest * (Math.min(rows, columns) + 1);
  const width = columns + rows;
  const at = (row: number, column: number): number => {
    if (column < columns) return cost[row * columns + column] ?? Infinity;
    return column - columns === row ? leftOver : Infinity;
  };
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(width);
  const rowOf = new Int32Array(width).fill(-1);
  for (let free = 0; free < rows; free++) augment({ free, width, at, rowPotential, columnPotential, rowOf });
  const columnOf = Array.from({ length: rows }, () => -1);
  for (let column = 0; column < columns; column++) {
    const row = rowOf[column] ?? -1;
    if (row >= 0) columnOf[row] = column;
  }
  return columnOf;
}

interface Search {
  readonly free: number;
  readonly width: number;
  readonly at: (row: number, column: number) => number;
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
  readonly rowOf: Int32Array;
}

/** Finds the shortest way from a free row to a free column and turns it round (Dijkstra on reduced costs). */
function augment({ free, width, at, rowPotential, columnPotential, rowOf }: Search): void {
  const distance = new Float64Array(width).fill(Infinity);
  const before = new Int32Array(width).fill(-1);
  const done = new Uint8Array(width);
  let row = free;
  let reached = 0;
  let last = -1;
  for (;;) {
    let nearest = -1;
    for (let column = 0; column < width; column++) {
      if (done[column] === 1) continue;
      const through = reached + at(row, column) - (rowPotential[row] ?? 0) - (columnPotential[column] ?? 0);
      if (through < (distance[column] ?? Infinity)) {
        distance[column] = through;
        before[column] = last;
      }
      if (nearest < 0 || (distance[column] ?? Infinity) < (distance[nearest] ?? Infinity)) nearest = column;
    }
    if (nearest < 0) return;
    reached = distance[nearest] ?? Infinity;
    done[nearest] = 1;
    last = nearest;
    if ((rowOf[nearest] ?? -1) < 0) break;
    row = rowOf[nearest] ?? -1;
  }
  rowPotential[free] = (rowPotential[free] ?? 0) + reached;
  for (let column = 0; column < width; column++) {
    if (done[column] !== 1 || column === last) continue;
    const gain = reached - (distance[column] ?? 0);
    columnPotential[column] = (columnPotential[column] ?? 0) - gain;
    const held = rowOf[column] ?? -1;
    rowPotential[held] = (rowPotential[held] ?? 0) + gain;
  }
  for (let column = last; column >= 0;) {
    const previous = before[column] ?? -1;
    rowOf[column] = previous < 0 ? free : (rowOf[previous] ?? -1);
    column = previous;
  }
}
