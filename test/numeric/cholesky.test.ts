import fc from 'fast-check';
import { CholeskyDecomposition, determinant, inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskyInverse, choleskyLogDeterminant } from '../../src/numeric/cholesky.ts';

/** A·Aᵀ + ¼·I of random A: symmetric positive definite. */
const positiveDefinite = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * size, maxLength: size * size })
    .map((values) => {
      const root = Matrix.from1DArray(size, size, values);
      return { size, matrix: root.mmul(root.transpose()).add(Matrix.eye(size, size, 0.25)) };
    }),
);

const closeTo = (actual: Float64Array, expected: Matrix, tolerance: number): void => {
  const values = expected.to1DArray();
  const scale = Math.max(1, ...values.map(Math.abs));
  for (const [index, value] of values.entries()) {
    expect(Math.abs(actual[index]! - value)).toBeLessThan(tolerance * scale);
  }
};

describe('Cholesky', () => {
  it('agrees with a general linear-algebra library', () => {
    fc.assert(
      fc.property(positiveDefinite, ({ size, matrix }) => {
        const flat = Float64Array.from(matrix.to1DArray());
        const factor = choleskyFactor(flat, size);
        closeTo(factor, new CholeskyDecomposition(matrix).lowerTriangularMatrix, 1e-9);
        closeTo(choleskyInverse(factor, size), inverse(matrix), 1e-6);
        expect(choleskyLogDeterminant(factor, size)).toBeCloseTo(Math.log(determinant(matrix)), 6);
      }),
      { numRuns: 60 },
    );
  });

  it('reads the lower triangle only and can work in place', () => {
    const matrix = new Float64Array([4, NaN, NaN, 2, 5, NaN, 2, 3, 6]);
    const expected = [2, 0, 0, 1, 2, 0, 1, 1, 2];
    expect([...choleskyFactor(matrix, 3)]).toEqual(expected);
    expect(choleskyFactor(matrix, 3, matrix)).toBe(matrix);
    expect([...matrix]).toEqual(expected);
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => choleskyFactor(new Float64Array([1, 0, 2, 1]), 2)).toThrow(RangeError);
    expect(() => choleskyFactor(new Float64Array([0]), 1)).toThrow(/row 0/);
  });
});
