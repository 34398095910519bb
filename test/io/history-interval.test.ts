import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectInterval, keptInterval } from '../../src/io/history-interval.ts';

const day = 86_400;

function times(local: readonly number[], written = local.map((second) => second % day)) {
  return { local: Float64Array.from(local), writtenSecond: Float64Array.from(written) };
}

/** Every interval of an opening from 8:00 to 20:00 on 14 days, of which only a share has a row. */
function opening(seconds: number, keep: (index: number) => boolean): number[] {
  const starts: number[] = [];
  for (let d = 20_000; d < 20_014; d++) {
    for (let second = 28_800; second < 72_000; second += seconds) starts.push(d * day + second);
  }
  return starts.filter((_, index) => keep(index));
}

describe('detectInterval', () => {
  it('finds any interval of 5 to 60 minutes, in any order, with up to 60 % of the rows left out', () => {
    const lengths = fc.constantFrom(300, 360, 600, 720, 900, 1200, 1800, 3600);
    fc.assert(
      fc.property(
        lengths,
        fc.infiniteStream(fc.nat(99)),
        fc.integer({ min: 0, max: 60 }),
        (seconds, dice, left) => {
          const starts = opening(seconds, () => (dice.next().value ?? 0) >= left);
          expect(detectInterval(times(starts.toReversed()))).toEqual({ kind: 'found', seconds });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes dates alone, midnights and one row a day for days', () => {
    const days = [20_000, 20_001, 20_003, 20_004].map((d) => d * day);
    expect(
      detectInterval(
        times(
          days,
          days.map(() => Number.NaN),
        ),
      ),
    ).toEqual({ kind: 'found', seconds: day });
    expect(detectInterval(times(days))).toEqual({ kind: 'found', seconds: day });
    expect(detectInterval(times(days.map((start) => start + 28_800)))).toEqual({
      kind: 'found',
      seconds: day,
    });
  });

  it('is not disturbed by a row beside the grid', () => {
    const starts = opening(1800, () => true);
    expect(detectInterval(times([...starts, (starts[0] ?? 0) + 1020]))).toEqual({
      kind: 'found',
      seconds: 1800,
    });
  });

  it('sees that hours beginning at half past are no half-hours', () => {
    const starts = opening(3600, () => true).map((start) => start + 1800);
    expect(detectInterval(times(starts))).toEqual({ kind: 'off-grid', stepSeconds: 3600 });
  });

  it('sees steps that are no usual interval', () => {
    expect(detectInterval(times(opening(7200, () => true)))).toEqual({ kind: 'off-grid', stepSeconds: 7200 });
  });

  it('sees single contacts, of which none begins on a grid', () => {
    const starts = Array.from({ length: 200 }, (_, index) => 20_000 * day + index * 97 + ((index * 31) % 13));
    expect(detectInterval(times(starts))).toEqual({ kind: 'irregular' });
  });

  it('does not tell from one row', () => {
    expect(detectInterval(times([20_000 * day + 32_400]))).toEqual({ kind: 'open' });
  });
});

describe('keptInterval', () => {
  it.each([
    [300, 1800, 1800],
    [1800, 1800, 1800],
    [3600, 1800, 3600],
    [1200, 1800, 3600],
    [1200, 900, 3600],
    [720, 900, 3600],
    [86_400, 1800, 86_400],
  ])('of %d in a plan of %d is %d', (input, plan, kept) => {
    expect(keptInterval(input, plan)).toBe(kept);
  });
});

describe('sparse rows', () => {
  it('are put on the grid they lie on', () => {
    const starts = Array.from(
      { length: 40 },
      (_, index) => (20_000 + index) * day + 1800 * (17 + ((index * 7) % 19)),
    );
    expect(detectInterval(times(starts))).toEqual({ kind: 'found', seconds: 1800 });
  });
});
