import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { whittakerSmoother } from '../../src/numeric/whittaker-smoother.ts';

/** (I + λ·DᵀD)⁻¹·y with a dense solver. */
function denseSmooth(values: readonly number[], lambda: number): number[] {
  const { length } = values;
  const differences = Matrix.zeros(Math.max(0, length - 2), length);
  for (let row = 0; row < length - 2; row++) {
    differences.set(row, row, 1);
    differences.set(row, row + 1, -2);
    differences.set(row, row + 2, 1);
  }
  const system = Matrix.eye(length).add(differences.transpose().mmul(differences).mul(lambda));
  return solve(system, Matrix.columnVector([...values])).to1DArray();
}

const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 3, maxLength: 40 });
const lambdas = fc.double({ min: 0.001, max: 1000, noNaN: true });

describe('whittakerSmoother', () => {
  it('solves the penalised least squares that it says it does', () => {
    fc.assert(
      fc.property(values, lambdas, (sequence, lambda) => {
        const smooth = whittakerSmoother(sequence.length, lambda)(sequence);
        for (const [index, value] of denseSmooth(sequence, lambda).entries()) {
          expect(smooth[index]).toBeCloseTo(value, 6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps sums, and straight lines whatever the smoothing', () => {
    fc.assert(
      fc.property(values, lambdas, (sequence, lambda) => {
        const smooth = whittakerSmoother(sequence.length, lambda);
        const sum = (numbers: Iterable<number>): number =>
          [...numbers].reduce((total, one) => total + one, 0);
        expect(sum(smooth(sequence))).toBeCloseTo(sum(sequence), 6);
        const line = sequence.map((_, index) => 3 + 2 * index);
        smooth(line).forEach((value, index) => expect(value).toBeCloseTo(line[index]!, 6));
      }),
      { numRuns: 40 },
    );
  });

  it('returns the values themselves without smoothing or with fewer than three', () => {
    expect([...whittakerSmoother(3, 0)([1, 5, 2])]).toEqual([1, 5, 2]);
    expect([...whittakerSmoother(2, 9)([1, 5])]).toEqual([1, 5]);
  });
});
