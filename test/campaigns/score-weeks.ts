import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import type { DayNumber } from '../../src/calendar/local-date.ts';
import type { SpecialDay } from '../../src/calendar/special-days.ts';
import type { Campaign } from '../../src/campaigns/campaign.ts';
import { noOverrides } from '../../src/campaigns/medium-profile.ts';
import { fitContacts } from '../../src/forecast/contact-fit.ts';
import { forecastContacts, type ContactForecast } from '../../src/forecast/contact-forecast.ts';
import { seriesBefore, type ContactSeries } from '../../src/history/contact-series.ts';
import { newYork } from './made-campaigns.ts';

/** Histories with campaigns in them, and the truth behind; arrays by channel, then by slot. */
export interface KnownWorld {
  readonly series: readonly ContactSeries[];
  readonly campaigns: readonly Campaign[];
  readonly atMeanRate: readonly Float64Array[];
  readonly base: readonly Float64Array[];
}

/** Sums over scored intervals. */
export interface CampaignScore {
  error: number;
  floorError: number;
  difference: number;
  floorDifference: number;
  actual: number;
  intervals: number;
  inside80: number;
  inside95: number;
}

export function emptyScore(): CampaignScore {
  return {
    error: 0,
    floorError: 0,
    difference: 0,
    floorDifference: 0,
    actual: 0,
    intervals: 0,
    inside80: 0,
    inside95: 0,
  };
}

/**
 * Adds the intervals in which campaigns at their medium's mean rate add more than 5 % to the contacts without campaigns.
 * The floor is the same baseline with the true mean rates and curves on top.
 */
function scoreForecast(world: KnownWorld, forecast: ContactForecast, score: CampaignScore): void {
  for (const [index, channel] of forecast.channels.entries()) {
    const { contacts, observed, firstDay, intervalsPerDay } = world.series[index]!;
    const first = (forecast.grid.firstDay - firstDay) * intervalsPerDay;
    for (let interval = 0; interval < forecast.grid.intervals.length; interval++) {
      const atMean = world.atMeanRate[index]![first + interval] ?? 0;
      const base = world.base[index]![first + interval] ?? 0;
      if (observed[first + interval] !== 1 || !(atMean > 0.05 * base)) continue;
      const actual = contacts[first + interval]!;
      const difference = channel.expectedContacts[interval]! - actual;
      const floorDifference = channel.baselineContacts[interval]! + atMean - actual;
      score.error += Math.abs(difference);
      score.floorError += Math.abs(floorDifference);
      score.difference += difference;
      score.floorDifference += floorDifference;
      score.actual += actual;
      score.intervals += 1;
      score.inside80 += actual >= channel.lower80[interval]! && actual <= channel.upper80[interval]! ? 1 : 0;
      score.inside95 += actual >= channel.lower95[interval]! && actual <= channel.upper95[interval]! ? 1 : 0;
    }
  }
}

/** Forecasts the week after each origin from what was known before it, and scores the weeks. */
export function scoreWeeks(
  world: KnownWorld,
  setting: {
    readonly origins: readonly DayNumber[];
    readonly specialDays?: readonly SpecialDay[];
    readonly score?: CampaignScore;
  },
): CampaignScore {
  const { origins, specialDays = [], score = emptyScore() } = setting;
  for (const origin of origins) {
    const fit = fitContacts({
      timeZone: newYork,
      origin,
      channels: world.series.map((series) => ({
        channel: series.channel,
        series: seriesBefore(series, origin),
      })),
      campaigns: world.campaigns,
      overrides: noOverrides,
      specialDays,
      trustCalendar: false,
    });
    const grid = intervalGrid({ timeZone: newYork, intervalSeconds: 1800, firstDay: origin, days: 7 });
    scoreForecast(world, forecastContacts(fit, { grid }), score);
  }
  return score;
}

/** Weekly origins from one day to another. */
export function weeklyFrom(first: DayNumber, last: DayNumber, step = 7): DayNumber[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}
