import { describe, expect, it } from 'vitest';
import { handleTimePattern } from '../../src/history/handle-time-pattern.ts';
import type { ContactSeries } from '../../src/history/contact-series.ts';
import { normalDraw, poissonDraw, uniforms } from '../forecast/synthetic-series.ts';
import { madeSeries } from './made-series.ts';

/** A series with handle times around a true mean by slot of the week; single contacts vary by `contactSd`. */
function withHandleTimes(
  options: {
    readonly seed: number;
    readonly weeks: number;
    readonly mean: number;
    readonly contactSd: number;
  },
  trueSeconds: (weekday: number, slot: number) => number,
): ContactSeries {
  const uniform = uniforms(options.seed);
  const series = madeSeries({ days: 7 * options.weeks, intervalsPerDay: 24 }, ({ slot }) =>
    poissonDraw(uniform, slot >= 8 && slot < 20 ? options.mean : options.mean / 20),
  );
  const totalSeconds = series.contacts.map((contacts, index) => {
    const seconds = trueSeconds(Math.floor(index / 24) % 7, index % 24);
    return contacts > 0
      ? contacts * seconds + Math.sqrt(contacts) * options.contactSd * normalDraw(uniform)
      : 0;
  });
  return { ...series, handleTime: { totalSeconds, contacts: series.contacts } };
}

const meanSquare = (values: Float64Array, truth: (weekday: number, slot: number) => number): number =>
  values.reduce((sum, value, index) => sum + (value - truth(Math.floor(index / 24), index % 24)) ** 2, 0) /
  values.length;

describe('handleTimePattern', () => {
  it('is the mean where slots do not differ, and their own where they do', () => {
    const alike = withHandleTimes({ seed: 1, weeks: 26, mean: 20, contactSd: 200 }, () => 300);
    const flat = handleTimePattern(alike)!;
    expect(flat.meanSeconds).toBeCloseTo(300, -1);
    for (const seconds of flat.seconds) expect(Math.abs(seconds - flat.meanSeconds)).toBeLessThan(12);
    const truth = (weekday: number, slot: number): number =>
      300 + (weekday >= 5 ? 60 : 0) + (slot < 12 ? -40 : 20);
    const various = handleTimePattern(
      withHandleTimes({ seed: 2, weeks: 26, mean: 20, contactSd: 200 }, truth),
    )!;
    const meanOver = (weekdays: readonly number[], slots: readonly number[]): number => {
      const values = weekdays.flatMap((weekday) =>
        slots.map((slot) => various.seconds[weekday * 24 + slot]!),
      );
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(Math.abs(meanOver([5, 6], [12, 13, 14, 15, 16, 17, 18, 19]) - 380)).toBeLessThan(10);
    expect(Math.abs(meanOver([0, 1, 2, 3, 4], [8, 9, 10, 11]) - 260)).toBeLessThan(10);
  });

  it('errs less than the channel mean and than each slot by itself', () => {
    const truth = (weekday: number, slot: number): number =>
      280 + 25 * Math.sin(slot / 3) + (weekday === 0 ? 30 : 0);
    for (const seed of [3, 4, 5]) {
      const series = withHandleTimes({ seed, weeks: 10, mean: 6, contactSd: 220 }, truth);
      const pattern = handleTimePattern(series)!;
      const sums = new Float64Array(168);
      const counts = new Float64Array(168);
      series.contacts.forEach((contacts, index) => {
        sums[index % 168]! += series.handleTime!.totalSeconds[index]!;
        counts[index % 168]! += contacts;
      });
      const own = sums.map((sum, slot) => (counts[slot]! > 0 ? sum / counts[slot]! : pattern.meanSeconds));
      const shrunk = meanSquare(pattern.seconds, truth);
      expect(shrunk).toBeLessThan(meanSquare(own, truth));
      expect(shrunk).toBeLessThan(
        meanSquare(
          own.map(() => pattern.meanSeconds),
          truth,
        ),
      );
    }
  });

  it('follows a change within weeks, and is absent without handle times', () => {
    const series = withHandleTimes({ seed: 6, weeks: 40, mean: 20, contactSd: 100 }, () => 300);
    const totalSeconds = series.handleTime!.totalSeconds.map((total, index) =>
      index > 24 * 7 * 24 ? total * 1.5 : total,
    );
    const changed = handleTimePattern({
      ...series,
      handleTime: { totalSeconds, contacts: series.contacts },
    })!;
    expect(changed.meanSeconds).toBeGreaterThan(400);
    expect(handleTimePattern({ ...series, handleTime: undefined })).toBeUndefined();
  });
});
