import { describe, expect, it } from 'vitest';
import { cleanHistory, type CleanHistory } from '../../src/history/clean-history.ts';
import { seriesBefore, type ContactSeries } from '../../src/history/contact-series.ts';
import { dayTotals } from '../../src/history/day-totals.ts';
import { profileMemory } from '../../src/history/profile-memory.ts';
import { chooseProfileSettings, weekdayProfiles } from '../../src/history/weekday-profile.ts';
import { syntheticSeries } from '../forecast/synthetic-series.ts';
import { monday } from './made-series.ts';

const spec = {
  firstDay: monday,
  weeks: 20,
  intervalsPerDay: 48,
  hours: (weekday: number) =>
    weekday < 5 ? ([16, 40] as const) : weekday === 5 ? ([18, 30] as const) : undefined,
  weekdayFactors: [1.2, 1, 1, 1, 0.9, 0.4, 0],
};

function memoryOf(series: ContactSeries): {
  readonly clean: CleanHistory;
  readonly memory: ReturnType<typeof profileMemory>;
} {
  const clean = cleanHistory({ series, specialDays: [] });
  return { clean, memory: profileMemory({ clean, totals: dayTotals(clean) }) };
}

/** Share of the day that profiles put into the wrong slots, mean over open weekdays. */
function misplaced(profiles: Float64Array, made: ReturnType<typeof syntheticSeries>): number {
  let wrong = 0;
  for (let weekday = 0; weekday < 6; weekday++) {
    const truth = made.mean.subarray(weekday * 48, (weekday + 1) * 48);
    const total = truth.reduce((sum, value) => sum + value, 0);
    for (let slot = 0; slot < 48; slot++)
      wrong += Math.abs(profiles[weekday * 48 + slot]! - truth[slot]! / total) / 2 / 6;
  }
  return wrong;
}

describe('weekdayProfiles', () => {
  it('finds the true shape, and better than counting slots by weekday does', () => {
    for (const [dayTotal, most] of [
      [2000, 0.012],
      [100, 0.05],
    ] as const) {
      const made = syntheticSeries({ seed: 7, ...spec, dayTotal });
      const { memory } = memoryOf(made.series);
      const settings = chooseProfileSettings(memory);
      const [profiles] = weekdayProfiles(memory, settings, [0]);
      const [plain] = weekdayProfiles(
        memory,
        { halfLifeWeeks: 26, smoothing: 0, pooledDays: 1e-9, differenceSmoothing: 0 },
        [0],
      );
      expect(misplaced(profiles!, made)).toBeLessThan(most);
      expect(misplaced(profiles!, made)).toBeLessThan(misplaced(plain!, made));
    }
  });

  it('sums to one over each open weekday and is zero where closed', () => {
    const { clean, memory } = memoryOf(syntheticSeries({ seed: 8, ...spec, dayTotal: 60 }).series);
    for (const weeksBack of [0, 5, 20]) {
      const [profiles] = weekdayProfiles(memory, chooseProfileSettings(memory), [weeksBack]);
      for (let weekday = 0; weekday < 7; weekday++) {
        const day = profiles!.subarray(weekday * 48, (weekday + 1) * 48);
        expect(
          day.every(
            (share, slot) => share >= 0 && (share === 0 || clean.pattern.open[weekday * 48 + slot] === 1),
          ),
        ).toBe(true);
        expect(day.reduce((sum, share) => sum + share, 0)).toBeCloseTo(weekday < 6 ? 1 : 0, 10);
      }
    }
  });

  it('knows nothing of later weeks when asked for a profile of some weeks back', () => {
    const { series } = syntheticSeries({ seed: 9, ...spec, dayTotal: 800 });
    const { memory } = memoryOf(series);
    const earlier = memoryOf(seriesBefore(series, series.firstDay + 7 * 15)).memory;
    const settings = chooseProfileSettings(memory);
    const [then] = weekdayProfiles(memory, settings, [5]);
    const [now] = weekdayProfiles(earlier, settings, [0]);
    then!.forEach((share, index) => expect(share).toBeCloseTo(now![index]!, 12));
  });

  it('leans on the other weekdays where one was hardly seen', () => {
    const made = syntheticSeries({ seed: 10, ...spec, dayTotal: 1000 });
    const observed = made.series.observed.slice();
    for (let day = 2; day < made.series.days - 7; day += 7) observed.fill(0, day * 48, (day + 1) * 48);
    const { memory } = memoryOf({ ...made.series, observed });
    const [profiles] = weekdayProfiles(memory, chooseProfileSettings(memory), [0]);
    expect(misplaced(profiles!, made)).toBeLessThan(0.025);
  });
});
