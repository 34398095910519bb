import { describe, expect, test } from 'vitest';
import { poissonTerm } from '../../src/numeric/poisson-terms.ts';
import { createRandom } from '../../src/numeric/random.ts';

function momentsOf(draw: () => number, count: number) {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i += 1) {
    const value = draw();
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return { mean, variance: squares / count - mean * mean };
}

describe('createRandom', () => {
  test('the same seed and stream repeat, others do not', () => {
    const draw = (seed: number, stream?: number): number[] => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(42)).toEqual(draw(42));
    expect(draw(42, 3)).toEqual(draw(42, 3));
    expect(draw(42)).not.toEqual(draw(43));
    expect(draw(42)).not.toEqual(draw(42, 1));
  });

  test('uniform numbers pass chi-square on 64 cells, and neighbouring seeds are uncorrelated', () => {
    const count = 64_000;
    const random = createRandom(7);
    const cells = new Float64Array(64);
    for (let i = 0; i < count; i += 1) cells[Math.floor(random.next() * 64)]! += 1;
    const chiSquare = cells.reduce((sum, cell) => sum + (cell - 1000) ** 2 / 1000, 0);
    // 63 degrees of freedom: the 99.99 % quantile is 112, the 0.01 % quantile 28.
    expect(chiSquare).toBeLessThan(112);
    expect(chiSquare).toBeGreaterThan(28);
    const [a, b] = [createRandom(1), createRandom(2)];
    let product = 0;
    for (let i = 0; i < count; i += 1) product += (a.next() - 0.5) * (b.next() - 0.5);
    expect(Math.abs(product / count) * 12 * Math.sqrt(count)).toBeLessThan(4);
  });

  test('normal and exponential numbers have their moments', () => {
    const random = createRandom(11);
    const count = 200_000;
    const normal = momentsOf(random.normal, count);
    expect(Math.abs(normal.mean)).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(normal.variance - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    const exponential = momentsOf(() => random.exponential(3), count);
    expect(Math.abs(exponential.mean - 3)).toBeLessThan((4 * 3) / Math.sqrt(count));
    expect(Math.abs(exponential.variance - 9)).toBeLessThan(4 * 9 * Math.sqrt(8 / count));
  });

  test.each([0.3, 5, 11.9, 12, 40, 1000])('Poisson numbers with mean %d follow their law', (mean) => {
    const random = createRandom(13);
    const count = 100_000;
    const counts = new Map<number, number>();
    const { mean: sample, variance } = momentsOf(() => {
      const value = random.poisson(mean);
      counts.set(value, (counts.get(value) ?? 0) + 1);
      return value;
    }, count);
    expect(Math.abs(sample - mean)).toBeLessThan(4 * Math.sqrt(mean / count));
    expect(Math.abs(variance / mean - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / mean) / count));
    for (const [value, seen] of counts) {
      const expected = count * poissonTerm(value, mean);
      if (expected > 50) expect(Math.abs(seen - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  test('a mean of 0 gives 0', () => {
    expect(createRandom(1).poisson(0)).toBe(0);
  });
});
