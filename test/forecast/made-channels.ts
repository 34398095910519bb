import type { SpecialDay } from '../../src/calendar/special-days.ts';
import { seriesBefore } from '../../src/history/contact-series.ts';
import { fitBaseline, type FittedBaseline } from '../../src/forecast/fit-baseline.ts';
import type { BaselineHistory } from '../../src/forecast/forecast-model.ts';
import { plainAverage } from '../../src/forecast/plain-average.ts';
import { seasonalNaive } from '../../src/forecast/seasonal-naive.ts';
import { holidaysOf, syntheticSeries, type SyntheticSeries, type SyntheticSpec } from './synthetic-series.ts';

/** Monday 2 January 2023. */
export const start = 19_359;
const weekdayFactors = [1.25, 1.05, 1, 0.98, 0.95, 0.6, 0.45];
const holidays = holidaysOf([2022, 2023, 2024, 2025]);
const office = (weekday: number): readonly [number, number] | undefined =>
  weekday < 5 ? [16, 40] : undefined;
const always = (): readonly [number, number] => [0, 48];

type Channel = Omit<SyntheticSpec, 'seed' | 'firstDay'>;

/** Made-up channels with known truth, each hard in its own way. */
export const channels = {
  'retail, two years, Christmas peak': {
    weeks: 112,
    intervalsPerDay: 48,
    hours: (weekday) => (weekday < 6 ? [16, 42] : [20, 36]),
    dayTotal: 1500,
    weekdayFactors,
    yearAmplitude: 0.2,
    christmasPeak: 0.6,
    growthPerYear: 0.1,
    monthStart: 0.08,
    backlog: 0.15,
    daySd: 0.05,
    levelWalkPerWeek: 0.01,
    slotSd: 0.05,
    specialDays: holidays,
  },
  'sparse, around the clock, holidays': {
    weeks: 56,
    intervalsPerDay: 48,
    hours: always,
    dayTotal: 48,
    weekdayFactors: [1.2, 1, 1, 1, 1, 0.8, 0.7],
    daySd: 0.1,
    specialDays: holidays,
  },
  'daily totals, closed weekends': {
    weeks: 60,
    intervalsPerDay: 1,
    hours: (weekday) => (weekday < 5 ? [0, 1] : undefined),
    dayTotal: 300,
    weekdayFactors,
    monthStart: 0.12,
    backlog: 0.2,
    daySd: 0.08,
    dayCorrelation: 0.4,
    specialDays: holidays.map((day): SpecialDay =>
      day.class === 'full' ? { ...day, class: 'closed' } : day,
    ),
  },
  'level shift and outages': {
    weeks: 40,
    intervalsPerDay: 48,
    hours: office,
    dayTotal: 2000,
    weekdayFactors,
    daySd: 0.05,
    slotSd: 0.05,
    steps: [{ day: start + 7 * 24 + 1, factor: 1.35 }],
    outages: [
      { day: start + 7 * 22, from: 0, to: 48 },
      { day: start + 7 * 22 + 1, from: 16, to: 30 },
      { day: start + 7 * 30 + 3, from: 0, to: 48 },
      { day: start + 7 * 34 + 2, from: 20, to: 34 },
    ],
  },
  'wandering level': {
    weeks: 44,
    intervalsPerDay: 24,
    hours: (weekday) => (weekday < 6 ? [8, 20] : undefined),
    dayTotal: 800,
    weekdayFactors,
    daySd: 0.05,
    levelWalkPerWeek: 0.05,
  },
  'quarter hours, nothing but weekdays': {
    weeks: 30,
    intervalsPerDay: 96,
    hours: () => [0, 96],
    dayTotal: 3000,
    weekdayFactors: [1.1, 1.05, 1, 1, 1, 0.8, 0.7],
    daySd: 0.05,
  },
} satisfies Record<string, Channel>;

export type ChannelName = keyof typeof channels;

/** One of the channels with a seed of its own. */
export function madeChannel(name: ChannelName, seed: number): SyntheticSeries {
  return syntheticSeries({ seed, firstDay: start, ...channels[name] });
}

/** What may be known on the morning of a week. */
export function historyAt(made: SyntheticSeries, week: number): BaselineHistory {
  return {
    series: seriesBefore(made.series, made.series.firstDay + 7 * week),
    specialDays: made.specialDays,
  };
}

/** A fit that must succeed. */
export function fitted(history: BaselineHistory): FittedBaseline {
  const outcome = fitBaseline(history);
  if (outcome.kind !== 'fitted') throw new Error(outcome.message);
  return outcome;
}

/** WAPE of each method over the forecasts of some weeks, and of the true mean: noise that nobody can forecast. */
export interface Race {
  readonly model: number;
  readonly seasonalNaive: number;
  readonly plainAverage: number;
  readonly truth: number;
  /** Share of intervals inside their 80 and 95 % bounds. */
  readonly inside80: number;
  readonly inside95: number;
}

/** Forecasts `days` ahead at each week and compares, days with an outage or spike of the generator's making left out. */
export function race(made: SyntheticSeries, weeks: readonly number[], days: number): Race {
  const { series, mean, spec } = made;
  const { intervalsPerDay, firstDay } = series;
  const broken = new Set([...(spec.outages ?? []), ...(spec.spikes ?? [])].map(({ day }) => day));
  const sums = { model: 0, seasonalNaive: 0, plainAverage: 0, truth: 0, inside80: 0, inside95: 0 };
  let contacts = 0;
  let intervals = 0;
  for (const week of weeks) {
    const history = historyAt(made, week);
    const horizon = { firstDay: firstDay + 7 * week, days };
    const forecast = fitted(history).forecast(horizon);
    const naive = seasonalNaive.fit(history).forecast(horizon).expected;
    const average = plainAverage.fit(history).forecast(horizon).expected;
    const offset = 7 * week * intervalsPerDay;
    for (let index = 0; index < days * intervalsPerDay; index++) {
      if (series.observed[offset + index] !== 1) continue;
      if (broken.has(horizon.firstDay + Math.floor(index / intervalsPerDay))) continue;
      const actual = series.contacts[offset + index]!;
      contacts += actual;
      intervals += 1;
      sums.model += Math.abs(actual - forecast.expectation.expected[index]!);
      sums.seasonalNaive += Math.abs(actual - naive[index]!);
      sums.plainAverage += Math.abs(actual - average[index]!);
      sums.truth += Math.abs(actual - mean[offset + index]!);
      if (actual >= forecast.lower80[index]! && actual <= forecast.upper80[index]!) sums.inside80 += 1;
      if (actual >= forecast.lower95[index]! && actual <= forecast.upper95[index]!) sums.inside95 += 1;
    }
  }
  return {
    model: sums.model / contacts,
    seasonalNaive: sums.seasonalNaive / contacts,
    plainAverage: sums.plainAverage / contacts,
    truth: sums.truth / contacts,
    inside80: sums.inside80 / intervals,
    inside95: sums.inside95 / intervals,
  };
}

/** Every n-th week from `from` on that leaves `days` to score. */
export function weeksFrom(made: SyntheticSeries, from: number, every: number, days = 28): number[] {
  const last = made.spec.weeks - Math.ceil(days / 7);
  return Array.from({ length: Math.floor((last - from) / every) + 1 }, (_, index) => from + every * index);
}
