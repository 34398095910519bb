import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { parseDay, weekdayOf } from '../../src/calendar/local-date.ts';
import type { SpecialDay } from '../../src/calendar/special-days.ts';
import { fitBaseline } from '../../src/forecast/fit-baseline.ts';
import { plainAverage } from '../../src/forecast/plain-average.ts';
import { seasonalNaive } from '../../src/forecast/seasonal-naive.ts';
import { seriesBefore, type ContactSeries } from '../../src/history/contact-series.ts';
import {
  channels,
  fitted,
  historyAt,
  madeChannel,
  race,
  weeksFrom,
  type ChannelName,
} from '../forecast/made-channels.ts';
import { syntheticSeries } from '../forecast/synthetic-series.ts';

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`.padStart(8);
const start = 19_359;

/** A channel of office hours or around the clock. */
function channelOf(options: {
  readonly seed: number;
  readonly weeks: number;
  readonly always?: boolean;
}): ContactSeries {
  return syntheticSeries({
    seed: options.seed,
    firstDay: start,
    weeks: options.weeks,
    intervalsPerDay: 48,
    hours: (weekday) => (options.always === true ? [0, 48] : weekday < 6 ? [16, 42] : undefined),
    dayTotal: 900,
    weekdayFactors: [1.25, 1.05, 1, 0.98, 0.95, 0.6, 0.45],
    daySd: 0.05,
    slotSd: 0.05,
    monthStart: 0.08,
    yearAmplitude: 0.2,
  }).series;
}

function fitAndForecast(series: ContactSeries): number {
  const outcome = fitBaseline({ series, specialDays: [] });
  if (outcome.kind !== 'fitted') throw new Error(outcome.message);
  const { expectation } = outcome.forecast({ firstDay: series.firstDay + series.days, days: 28 });
  return expectation.expected.reduce((sum, value) => sum + value, 0);
}

describe('fit and four weeks’ forecast with intervals, half-hours', () => {
  it('by years of history', () => {
    console.log('one channel                   first call   median   fastest');
    for (const [name, weeks, always] of [
      ['half a year, six days', 26, false],
      ['one year, six days', 52, false],
      ['two years, six days', 104, false],
      ['two years, around the clock', 104, true],
      ['three years, around the clock', 156, true],
    ] as const) {
      const series = channelOf({ seed: 1, weeks, always });
      const times = Array.from({ length: 30 }, () => {
        const before = performance.now();
        expect(fitAndForecast(series)).toBeGreaterThan(0);
        return performance.now() - before;
      });
      const first = times[0]!;
      const sorted = times.toSorted((a, b) => a - b);
      const shown = [first, sorted[15]!, sorted[0]!].map((time) => `${time.toFixed(1)} ms`.padStart(9));
      console.log(`${name.padEnd(30)} ${shown.join(' ')}`);
    }
  });

  it('by number of channels, one year each', () => {
    console.log('channels      cpu      each   resident');
    for (const count of [10, 100, 1000]) {
      const made = process.cpuUsage();
      for (let seed = 1; seed <= count; seed++) channelOf({ seed, weeks: 52 });
      const making = process.cpuUsage(made);
      const before = process.cpuUsage();
      let total = 0;
      for (let seed = 1; seed <= count; seed++) total += fitAndForecast(channelOf({ seed, weeks: 52 }));
      expect(total).toBeGreaterThan(0);
      const { user, system } = process.cpuUsage(before);
      const seconds = (user + system - making.user - making.system) / 1e6;
      const resident = process.memoryUsage().rss / 1e6;
      console.log(
        `${String(count).padStart(8)} ${seconds.toFixed(1).padStart(6)} s ${((1000 * seconds) / count).toFixed(1).padStart(6)} ms ${resident.toFixed(0).padStart(6)} MB`,
      );
    }
  });
});

describe('accuracy', () => {
  it('on made-up channels, four weeks ahead', () => {
    console.log(`${''.padEnd(38)} model    naive  average    truth  in 80 %  in 95 %`);
    for (const name of Object.keys(channels) as ChannelName[]) {
      const made = madeChannel(name, 1);
      const result = race(made, weeksFrom(made, made.spec.weeks > 100 ? 62 : 12, 3), 28);
      const { model, seasonalNaive: naive, plainAverage: average, truth, inside80, inside95 } = result;
      console.log(
        `${name.padEnd(36)} ${[model, naive, average, truth, inside80, inside95].map(percent).join(' ')}`,
      );
      expect(fitted(historyAt(made, made.spec.weeks)).accuracy).toBeDefined();
    }
  });

  const folder = process.env['SURGECAST_DATA'];
  const file = path.join(folder ?? '', 'bank_30min.csv');
  it.runIf(folder !== undefined && existsSync(file))('on the recorded calls of a bank', () => {
    bankAccuracy(readBank(file));
  });
  if (folder === undefined) console.log('SURGECAST_DATA is not set: recorded calls are left out');
});

/** Half-hour calls, `datetime,calls`. */
function readBank(file: string): ContactSeries {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [moment = '', calls = ''] = line.split(',');
      const [date = '', time = ''] = moment.split(' ');
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return { day: parseDay(date)!, slot: 2 * hours + Math.floor(minutes / 30), calls: Number(calls) };
    });
  const firstDay = Math.min(...rows.map(({ day }) => day));
  const days = Math.max(...rows.map(({ day }) => day)) - firstDay + 1;
  const contacts = new Float64Array(48 * days);
  const observed = new Uint8Array(48 * days);
  for (const { day, slot, calls } of rows) {
    contacts[48 * (day - firstDay) + slot] = calls;
    observed[48 * (day - firstDay) + slot] = 1;
  }
  return { channel: 'phone', intervalSeconds: 1800, intervalsPerDay: 48, firstDay, days, contacts, observed };
}

/** Weekly origins 12 … 33, one week and four weeks ahead, with the closed days of the test weeks given and not. */
function bankAccuracy(series: ContactSeries): void {
  expect(weekdayOf(series.firstDay)).toBe(0);
  const closed = ['2003-05-26', '2003-07-04', '2003-09-01'].map((text): SpecialDay => {
    const day = parseDay(text)!;
    return { firstDay: day, lastDay: day, class: 'closed' };
  });
  console.log('bank                        WAPE    worst  in 80 %  in 95 %    naive  average');
  for (const [known, specialDays] of [
    ['closed days given', closed],
    ['nothing given', []],
  ] as const) {
    for (const weeksAhead of [1, 4]) {
      const origins = Array.from({ length: weeksAhead === 1 ? 22 : 19 }, (_, index) => 12 + index);
      const runs = origins.map((week) => bankOrigin(series, specialDays, { week, days: 7 * weeksAhead }));
      const sum = (of: (run: BankRun) => number): number => runs.reduce((total, run) => total + of(run), 0);
      const contacts = sum((run) => run.contacts);
      const shares = [
        sum((run) => run.error) / contacts,
        Math.max(...runs.map((run) => run.error / run.contacts)),
        sum((run) => run.inside80) / sum((run) => run.intervals),
        sum((run) => run.inside95) / sum((run) => run.intervals),
        sum((run) => run.naiveError) / contacts,
        sum((run) => run.averageError) / contacts,
      ];
      const name = `${known}, ${weeksAhead} week${weeksAhead > 1 ? 's' : ''}`;
      console.log(`${name.padEnd(26)} ${shares.map(percent).join(' ')}`);
    }
  }
}

interface BankRun {
  readonly contacts: number;
  readonly intervals: number;
  readonly error: number;
  readonly naiveError: number;
  readonly averageError: number;
  readonly inside80: number;
  readonly inside95: number;
}

function bankOrigin(
  series: ContactSeries,
  specialDays: readonly SpecialDay[],
  at: { readonly week: number; readonly days: number },
): BankRun {
  const origin = series.firstDay + 7 * at.week;
  const history = { series: seriesBefore(series, origin), specialDays };
  const horizon = { firstDay: origin, days: at.days };
  const forecast = fitted(history).forecast(horizon);
  const naive = seasonalNaive.fit(history).forecast(horizon).expected;
  const average = plainAverage.fit(history).forecast(horizon).expected;
  const run = {
    contacts: 0,
    intervals: 0,
    error: 0,
    naiveError: 0,
    averageError: 0,
    inside80: 0,
    inside95: 0,
  };
  forecast.expectation.expected.forEach((expected, index) => {
    const source = 48 * 7 * at.week + index;
    if (series.observed[source] !== 1) return;
    const actual = series.contacts[source]!;
    run.contacts += actual;
    run.intervals += 1;
    run.error += Math.abs(actual - expected);
    run.naiveError += Math.abs(actual - naive[index]!);
    run.averageError += Math.abs(actual - average[index]!);
    if (actual >= forecast.lower80[index]! && actual <= forecast.upper80[index]!) run.inside80 += 1;
    if (actual >= forecast.lower95[index]! && actual <= forecast.upper95[index]!) run.inside95 += 1;
  });
  return run;
}
