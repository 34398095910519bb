import { describe, expect, it } from 'vitest';
import { amountIn, readAmount } from '../../src/io/amount-cells.ts';

describe('readAmount', () => {
  it.each([
    ['2 %', 0.02],
    ['2%', 0.02],
    ['0.07%', 0.0007],
    ['2 percent', 0.02],
    ['5‰', 0.005],
    ['0.02', 0.02],
    ['$1,200.50', 1200.5],
    ['1,200.50 USD', 1200.5],
    ['€ 500', 500],
    ['50k', 50_000],
    ['1.2M', 1_200_000],
    ['2 million', 2_000_000],
    ['29%', 0.29],
    ['57.3 %', 0.573],
  ])('reads %s as %d', (text, value) => {
    const cell = readAmount(text);
    expect(cell && amountIn(cell, 'point')).toBe(value);
  });

  it.each(['', '%', 'k', '$', '5 apples', '5%%', 'one'])('does not read %j', (text) => {
    expect(readAmount(text)).toBeUndefined();
  });

  it('knows whether the cell itself says per cent', () => {
    expect(readAmount('2%')?.percent).toBe(true);
    expect(readAmount('2')?.percent).toBe(false);
  });
});
