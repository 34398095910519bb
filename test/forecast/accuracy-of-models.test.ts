import { describe, expect, it } from 'vitest';
import { madeChannel, race, weeksFrom, type ChannelName } from './made-channels.ts';

/**
 * Each channel: weeks to forecast from, and how much worse than the true mean the model may be, over four weeks. The true mean
 * knows the level of weeks to come, the step and the wandering, which no forecast can.
 */
const cases: readonly {
  readonly channel: ChannelName;
  readonly seeds: readonly number[];
  readonly from: number;
  readonly every: number;
  readonly atMost: number;
  /** Share of the 95 % intervals that must hold; less where a step comes without warning. */
  readonly inside95?: number;
}[] = [
  { channel: 'retail, two years, Christmas peak', seeds: [1], from: 62, every: 9, atMost: 1.25 },
  { channel: 'sparse, around the clock, holidays', seeds: [1, 2], from: 16, every: 9, atMost: 1.02 },
  { channel: 'daily totals, closed weekends', seeds: [1, 2, 3, 4], from: 12, every: 5, atMost: 1.15 },
  { channel: 'level shift and outages', seeds: [1, 2], from: 12, every: 4, atMost: 1.35, inside95: 0.85 },
  { channel: 'wandering level', seeds: [1, 2], from: 12, every: 5, atMost: 1.35 },
  { channel: 'quarter hours, nothing but weekdays', seeds: [1], from: 10, every: 8, atMost: 1.03 },
];

describe('forecasts of made-up channels', () => {
  it.each(cases)(
    '$channel: beats the seasonal naive forecast and the plain average, with honest intervals',
    (one) => {
      const races = one.seeds.map((seed) => {
        const made = madeChannel(one.channel, seed);
        return race(made, weeksFrom(made, one.from, one.every), 28);
      });
      const mean = (of: (run: (typeof races)[number]) => number): number =>
        races.reduce((sum, run) => sum + of(run), 0) / races.length;
      const model = mean((run) => run.model);
      expect(model).toBeLessThan(mean((run) => run.seasonalNaive));
      expect(model).toBeLessThan(mean((run) => run.plainAverage));
      expect(model / mean((run) => run.truth)).toBeLessThan(one.atMost);
      expect(mean((run) => run.inside80)).toBeGreaterThan(0.72);
      expect(mean((run) => run.inside80)).toBeLessThan(0.87);
      expect(mean((run) => run.inside95)).toBeGreaterThan(one.inside95 ?? 0.91);
    },
  );
});
