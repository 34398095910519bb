import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearAssignment } from '../../src/numeric/linear-assignment.ts';

/** Most rows assigned, then least cost, by trying everything. */
function bruteForce(
  rows: number,
  columns: number,
  cost: readonly number[],
): { readonly assigned: number; readonly cost: number } {
  let best = { assigned: 0, cost: 0 };
  const used = new Set<number>();
  const search = (row: number, assigned: number, total: number): void => {
    if (row === rows) {
      if (assigned > best.assigned || (assigned === best.assigned && total < best.cost))
        best = { assigned, cost: total };
      return;
    }
    search(row + 1, assigned, total);
    for (let column = 0; column < columns; column++) {
      const value = cost[row * columns + column] ?? Infinity;
      if (used.has(column) || value === Infinity) continue;
      used.add(column);
      search(row + 1, assigned + 1, total + value);
      used.delete(column);
    }
  };
  search(0, 0, 0);
  return best;
}

describe('linearAssignment', () => {
  it('assigns as many and as cheaply as trying every way', () => {
    const problem = fc
      .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 5 }) })
      .chain(({ rows, columns }) =>
        fc.record({
          rows: fc.constant(rows),
          columns: fc.constant(columns),
          cost: fc.array(
            fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -9, max: 9 }) }, fc.constant(Infinity)),
            {
              minLength: rows * columns,
              maxLength: rows * columns,
            },
          ),
        }),
      );
    fc.assert(
      fc.property(problem, ({ rows, columns, cost }) => {
        const columnOf = linearAssignment({ rows, columns, cost });
        const pairs = columnOf.flatMap((column, row) =>
          column < 0 ? [] : [cost[row * columns + column] ?? Infinity],
        );
        const taken = columnOf.filter((column) => column >= 0);
        expect(new Set(taken).size).toBe(taken.length);
        const best = bruteForce(rows, columns, cost);
        expect(pairs).toHaveLength(best.assigned);
        expect(pairs.reduce((sum, value) => sum + value, 0)).toBe(best.cost);
      }),
      { seed: 3 },
    );
  });
});
