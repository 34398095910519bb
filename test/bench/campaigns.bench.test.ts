import { readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { parseDay } from '../../src/calendar/local-date.ts';
import type { SpecialDay } from '../../src/calendar/special-days.ts';
import { noOverrides } from '../../src/campaigns/medium-profile.ts';
import { fitContacts } from '../../src/forecast/contact-fit.ts';
import { forecastContacts } from '../../src/forecast/contact-forecast.ts';
import type { ContactSeries } from '../../src/history/contact-series.ts';
import { campaign, newYork } from '../campaigns/made-campaigns.ts';
import {
  emptyScore,
  scoreWeeks,
  weeklyFrom,
  type CampaignScore,
  type KnownWorld,
} from '../campaigns/score-weeks.ts';
import { ordinaryMedia, simulateCalendar } from '../campaigns/simulated-calendar.ts';

const folder = process.env['SURGECAST_DATA'];
const seeds = Number(process.env['SURGECAST_SEEDS'] ?? 10);

function show(name: string, score: CampaignScore): void {
  const percent = (value: number, digits = 2): string => (100 * value).toFixed(digits).padStart(6);
  console.log(
    `${name.padEnd(36)} WAPE${percent(score.error / score.actual)}  floor${percent(score.floorError / score.actual)}` +
      `  over it${percent((score.error - score.floorError) / score.actual)}  bias${percent(score.difference / score.actual)}` +
      `  floor bias${percent(score.floorDifference / score.actual)}  80 %${percent(score.inside80 / score.intervals, 1)}` +
      `  95 %${percent(score.inside95 / score.intervals, 1)}  intervals ${score.intervals}`,
  );
}

/** Rows of a plain CSV file by its header. */
function rowsOf(name: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(path.join(folder ?? '', name), 'utf8')
    .trim()
    .split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])),
  );
}

function seriesOf(rows: readonly Record<string, string>[], channel: string, column: string): ContactSeries {
  const own = rows.filter((row) => row['channel'] === channel);
  const dayOf = (row: Record<string, string>): number => parseDay(row['interval_start']!.slice(0, 10))!;
  const firstDay = Math.min(...own.map(dayOf));
  const days = Math.max(...own.map(dayOf)) - firstDay + 1;
  const contacts = new Float64Array(days * 48);
  const observed = new Uint8Array(days * 48);
  for (const row of own) {
    const [hour = 0, minute = 0] = row['interval_start']!.slice(11).split(':').map(Number);
    const slot = (dayOf(row) - firstDay) * 48 + 2 * hour + Math.floor(minute / 30);
    contacts[slot] = Number(row[column]);
    observed[slot] = 1;
  }
  return { channel, intervalSeconds: 1800, intervalsPerDay: 48, firstDay, days, contacts, observed };
}

function splitOf(text: string): { readonly channel: string; readonly share: number }[] {
  return text.split(' ').map((part) => {
    const [channel = '', share = '0'] = part.split(':');
    return { channel, share: Number.parseFloat(share) / 100 };
  });
}

/** The bank's calls with injected campaigns, and the truth. */
function recordedWorld(): KnownWorld {
  const calls = rowsOf('campaign-calls.csv');
  const truth = rowsOf('campaign-truth.csv');
  const channels = [...new Set(calls.map((row) => row['channel']!))];
  return {
    series: channels.map((channel) => seriesOf(calls, channel, 'contacts')),
    base: channels.map((channel) => seriesOf(truth, channel, 'base_contacts').contacts),
    atMeanRate: channels.map((channel) => seriesOf(truth, channel, 'campaign_at_mean_rate').contacts),
    campaigns: rowsOf('campaign-calendar.csv').map((row) =>
      campaign(row['start']!, {
        id: row['id']!,
        medium: row['medium']!,
        size: { reach: Number(row['reach']) },
        channels: splitOf(row['channels']!),
        ...(row['end'] === '' || row['end'] === undefined ? {} : { end: row['end'] }),
      }),
    ),
  };
}

describe.skipIf(folder === undefined)('recorded calls with injected campaigns', () => {
  it('one week ahead, weekly origins 2003-06-02 … 2003-10-13', () => {
    const world = recordedWorld();
    const origins = weeklyFrom(parseDay('2003-06-02')!, parseDay('2003-10-13')!);
    const closed = ['2003-05-26', '2003-07-04', '2003-09-01'].map((date): SpecialDay => {
      const day = parseDay(date)!;
      return { firstDay: day, lastDay: day, class: 'closed' };
    });
    show('closed days given', scoreWeeks(world, { origins, specialDays: closed }));
    show('closed days not given', scoreWeeks(world, { origins }));
  });
});

if (folder === undefined) console.log('SURGECAST_DATA is not set: recorded calls are left out');

describe('simulated calendars', () => {
  it('one week ahead, against true mean rates on the same baseline', () => {
    const firstDay = parseDay('2026-01-05')!;
    for (const [name, reachFactor, rateWrong] of [
      ['normal reach', 1 / 3, 0],
      ['three times the reach', 1, 0],
      ['normal reach, rates and speeds off', 1 / 3, 1],
      ['three times, rates and speeds off', 1, 1],
    ] as const) {
      const score = emptyScore();
      for (let seed = 1; seed <= seeds; seed++) {
        // Wrong rates by a log-sd of one half and speeds by 30 %, spread evenly over the media and turned about by seed.
        const media = ordinaryMedia.map((medium, index) => {
          const z = [-1.28, -0.52, 0, 0.52, 1.28][(index + seed) % 5]! * rateWrong;
          const speed = Math.exp(0.3 * [0.52, 1.28, -1.28, 0, -0.52][(index + 2 * seed) % 5]! * rateWrong);
          const { share } = medium;
          return {
            ...medium,
            rate: medium.rate * Math.exp(0.5 * z),
            share: share && ((minutes: number) => share(minutes * speed)),
          };
        });
        const made = simulateCalendar({ seed, weeks: 34, firstDay, campaigns: 37, media, reachFactor });
        const origins = weeklyFrom(firstDay + 13 * 7, firstDay + 33 * 7);
        scoreWeeks({ ...made, campaigns: made.campaigns.map((known) => known.campaign) }, { origins, score });
      }
      show(`${name}, ${seeds} seeds`, score);
    }
  });

  it('10,000 campaigns over 52 weeks', () => {
    const firstDay = parseDay('2025-01-06')!;
    for (const count of [2500, 5000, 10_000]) {
      const made = simulateCalendar({
        seed: 1,
        weeks: 53,
        firstDay,
        campaigns: count,
        media: ordinaryMedia,
        reachFactor: 20 / count,
      });
      const origin = firstDay + 52 * 7;
      const started = performance.now();
      const fit = fitContacts({
        timeZone: newYork,
        origin,
        channels: made.series.map((series) => ({ channel: series.channel, series })),
        campaigns: made.campaigns.map((known) => known.campaign),
        overrides: noOverrides,
        specialDays: [],
        trustCalendar: false,
      });
      const learnt = performance.now();
      const grid = intervalGrid({ timeZone: newYork, intervalSeconds: 1800, firstDay: origin, days: 7 });
      const forecast = forecastContacts(fit, { grid });
      const done = performance.now();
      const rates = ordinaryMedia.map(
        ({ medium, rate }) => `${medium} ${(fit.learnt.kinds.get(medium)!.rate / rate).toFixed(2)}`,
      );
      console.log(
        `${count} campaigns: learn ${((learnt - started) / 1000).toFixed(2)} s, forecast ${((done - learnt) / 1000).toFixed(2)} s; ` +
          `learnt over true rates: ${rates.join(', ')}`,
      );
      expect(forecast.campaigns).toHaveLength(count);
    }
  });
});
