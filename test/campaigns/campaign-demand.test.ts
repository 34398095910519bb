import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { parseDay } from '../../src/calendar/local-date.ts';
import {
  campaignDemand,
  campaignMinutes,
  gridBoundaries,
  liveMinutes,
  type CampaignDemand,
} from '../../src/campaigns/campaign-demand.ts';
import { campaignResponse } from '../../src/campaigns/campaign-response.ts';
import type { Campaign } from '../../src/campaigns/campaign.ts';
import { channelTimeline, openPeriodsWithClosures } from '../../src/campaigns/channel-timeline.ts';
import { noOverrides, type ProfileOverride } from '../../src/campaigns/medium-profile.ts';
import { campaign, hours, instant, moment, newYork } from './made-campaigns.ts';

const firstDay = parseDay('2026-11-16')!;
const grid = intervalGrid({ timeZone: newYork, intervalSeconds: 1800, firstDay, days: 14 });

function demandOf(
  made: Campaign,
  setting: {
    readonly hours?: string;
    readonly profile?: ProfileOverride;
    readonly contacts?: number;
    readonly speedLogSd?: number;
  } = {},
): CampaignDemand {
  const openPeriods = openPeriodsWithClosures(hours(setting.hours ?? 'always'), []);
  const timeline = channelTimeline({ timeZone: newYork, firstDay, days: 80, openPeriods });
  const timelines = new Map([['phone', timeline]]);
  const overrides = { ...noOverrides, campaigns: { [made.id]: setting.profile ?? {} } };
  const response = campaignResponse(made, {
    timeZone: newYork,
    overrides,
    timelines,
    usualContacts: new Set<string>(),
  });
  const boundaries = gridBoundaries(grid);
  return campaignDemand({
    response,
    contacts: setting.contacts ?? 1000,
    timelines,
    boundaries,
    speedLogSd: setting.speedLogSd,
  });
}

function between(demand: CampaignDemand, from: string, to: string): number {
  let sum = 0;
  for (const [index, { start }] of grid.intervals.entries()) {
    if (start < instant(from) || start >= instant(to)) continue;
    for (const { first, intervalContacts } of demand.channels) sum += intervalContacts[index - first] ?? 0;
  }
  return sum;
}

const all = ['2026-11-16T00:00', '2026-11-30T00:00'] as const;

describe('campaignDemand', () => {
  it('sends waves in equal parts', () => {
    const made = campaign('2026-11-16T10:00', { medium: 'tv', waves: 4, waveGapSeconds: 2700 });
    const demand = demandOf(made);
    // 10:00, 10:45, 11:30, 12:15; a spot has 98 % within half an hour, and 2 % evenly in the next.
    expect(between(demand, '2026-11-16T10:00', '2026-11-16T10:30')).toBeCloseTo(250 * 0.98, 9);
    // The rest of the first, and of the second its first 15 minutes: 0.94 + 5/20 · 0.04 = 0.95.
    expect(between(demand, '2026-11-16T10:30', '2026-11-16T11:00')).toBeCloseTo(250 * (0.02 + 0.95), 9);
    expect(between(demand, ...all)).toBeCloseTo(1000, 9);
  });

  it('takes a launch with jitter for one that may come earlier or later', () => {
    const sharp = demandOf(campaign('2026-11-16T10:00', { medium: 'tv' }));
    const jittered = demandOf(campaign('2026-11-16T10:00', { medium: 'tv' }), {
      profile: { launchJitterSeconds: 600 },
    });
    expect(between(sharp, '2026-11-16T09:30', '2026-11-16T10:00')).toBe(0);
    // A spot is over in minutes: nearly half of them air before the hour.
    const before = between(jittered, '2026-11-16T09:30', '2026-11-16T10:00');
    expect(before).toBeGreaterThan(350);
    expect(before).toBeLessThan(500);
    expect(between(jittered, ...all)).toBeCloseTo(1000, 6);
  });

  it('loses what an advertisement brings on closed days, and has the rest like the channel’s week', () => {
    const made = campaign('2026-11-20T00:00', { medium: 'paid-search', end: '2026-11-24T00:00' });
    const demand = demandOf(made, { hours: 'Mon-Fri 08:00-18:00' });
    // Friday to Monday, a quarter each; Saturday and Sunday find nobody.
    expect(between(demand, '2026-11-20T00:00', '2026-11-21T00:00')).toBeCloseTo(250, 9);
    expect(between(demand, '2026-11-23T08:00', '2026-11-23T09:00')).toBeCloseTo(25, 9);
    expect(demand.lostWhileClosed).toBeCloseTo(500, 9);
  });

  it('carries what a post brings on closed days to the next open one', () => {
    const made = campaign('2026-11-20T00:00', {
      medium: 'social',
      end: '2026-11-24T00:00',
      channels: [{ channel: 'phone', share: 1 }],
    });
    const demand = demandOf(made, { hours: 'Mon-Fri 08:00-18:00' });
    expect(between(demand, '2026-11-23T00:00', '2026-11-24T00:00')).toBeCloseTo(750, 9);
    expect(demand.lostWhileClosed).toBe(0);
  });

  it('bumps before the deadline, rising to it, and takes the bump from the rest', () => {
    const made = campaign('2026-11-16T10:00', {
      medium: 'tv',
      offer: { offerExpires: moment('2026-11-20T18:00') },
    });
    const demand = demandOf(made, { profile: { deadlineBump: { share: 0.2, leadSeconds: 10 * 3600 } } });
    expect(between(demand, '2026-11-16T10:00', '2026-11-16T11:00')).toBeCloseTo(800, 9);
    // By straight rise a quarter comes in the first half of the lead.
    expect(between(demand, '2026-11-20T08:00', '2026-11-20T13:00')).toBeCloseTo(50, 6);
    expect(between(demand, '2026-11-20T13:00', '2026-11-20T18:00')).toBeCloseTo(150, 6);
    expect(between(demand, ...all)).toBeCloseTo(1000, 9);
  });

  it('has no bump while the channel is closed, or for an offer that had expired', () => {
    const closed = campaign('2026-11-16T10:00', {
      medium: 'tv',
      offer: { offerExpires: moment('2026-11-21T18:00') },
    });
    const demand = demandOf(closed, {
      hours: 'Mon-Fri 08:00-18:00',
      profile: { deadlineBump: { share: 0.2, leadSeconds: 6 * 3600 } },
    });
    expect(between(demand, '2026-11-16T10:00', '2026-11-16T11:00')).toBeCloseTo(1000, 9);
    const expired = campaign('2026-11-16T10:00', {
      medium: 'tv',
      offer: { offerExpires: moment('2026-11-16T09:00') },
    });
    expect(between(demandOf(expired), '2026-11-16T10:00', '2026-11-16T11:00')).toBeCloseTo(1000, 9);
  });

  it('adds questions after the sale on top', () => {
    const serviceWave = { contactsPerSale: 0.5, lagSeconds: 2 * 86_400, durationSeconds: 86_400 };
    const made = campaign('2026-11-16T10:00', { medium: 'tv', goals: { salesPerContact: 0.4 } });
    const demand = demandOf(made, { profile: { serviceWave } });
    // 1000 contacts sell 400, which ask 200 times, from Wednesday 10:00 to Thursday 10:00.
    expect(between(demand, '2026-11-16T10:00', '2026-11-16T11:00')).toBeCloseTo(1000, 9);
    expect(between(demand, '2026-11-18T10:00', '2026-11-18T16:00')).toBeCloseTo(50, 9);
    expect(between(demand, ...all)).toBeCloseTo(1200, 9);
    const minutes = campaignMinutes([demand], {
      channel: 'phone',
      start: instant('2026-11-18T10:00'),
      minutes: 60,
    });
    expect(minutes.contacts[0]).toBeCloseTo(200 / 1440, 9);
  });

  it('spreads a campaign of which only the day is known over that day', () => {
    const demand = demandOf(campaign('2026-11-16'), { hours: 'Mon-Fri 08:00-18:00' });
    // An e-mail has 0.96 + 6/30 · 0.04 = 0.968 in 24 hours; a tenth of it in each of ten hours.
    expect(between(demand, '2026-11-16T08:00', '2026-11-16T09:00')).toBeCloseTo(96.8, 9);
    expect(between(demand, '2026-11-17T00:00', '2026-11-18T00:00')).toBeCloseTo(32, 9);
  });

  it('says what a faster response would change, which adds up to nothing', () => {
    const demand = demandOf(campaign('2026-11-16T10:00'), { speedLogSd: 0.3 });
    const { fasterBy } = demand.channels[0]!;
    expect(fasterBy[0]).toBeGreaterThan(0);
    expect(fasterBy.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
  });

  it('keeps every contact: what comes and what is lost sum to the campaign', () => {
    const minuteOfWeek = fc.integer({ min: 0, max: 7 * 1440 - 1 });
    const media = fc.constantFrom('email', 'sms', 'tv', 'paid-search', 'social');
    const opening = fc.constantFrom(
      'always',
      'Mon-Fri 08:15-17:40',
      'Mon-Sat 22:00-06:00',
      'Mon+Wed+Fri 10:00-11:00',
    );
    fc.assert(
      fc.property(
        minuteOfWeek,
        media,
        opening,
        fc.integer({ min: 1, max: 3 }),
        (minute, medium, opened, waves) => {
          const made = campaign('2026-11-16T00:00', {
            medium,
            waves,
            channels: [{ channel: 'phone', share: 1 }],
          });
          const moved = { ...made, start: { ...made.start, instant: made.start.instant + minute * 60 } };
          const demand = demandOf(moved, { hours: opened });
          const { arrivals } = demand.channels[0]!;
          expect(arrivals.before.at(-1)! + arrivals.lostShare).toBeCloseTo(1, 9);
          expect(Math.min(...demand.channels[0]!.intervalContacts, 0)).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('campaignMinutes', () => {
  it('sums to the interval whose minutes they are', () => {
    const demands = [
      demandOf(campaign('2026-11-16T10:05'), { hours: 'Mon-Fri 08:00-18:00' }),
      demandOf(campaign('2026-11-16T10:20', { medium: 'tv' }), { hours: 'Mon-Fri 08:00-18:00' }),
      demandOf(campaign('2026-11-16T09:00', { medium: 'paid-search' }), { hours: 'Mon-Fri 08:00-18:00' }),
    ];
    const minutes = campaignMinutes(demands, {
      channel: 'phone',
      start: instant('2026-11-16T09:00'),
      minutes: 180,
    });
    for (let interval = 0; interval < 6; interval++) {
      const from = instant('2026-11-16T09:00') + interval * 1800;
      const index = grid.intervals.findIndex(({ start }) => start === from);
      const expected = demands.reduce(
        (sum, { channels: [part] }) => sum + (part!.intervalContacts[index - part!.first] ?? 0),
        0,
      );
      const found = minutes.contacts
        .subarray(interval * 30, interval * 30 + 30)
        .reduce((sum, value) => sum + value, 0);
      expect(found).toBeCloseTo(expected, 8);
    }
  });
});

describe('liveMinutes', () => {
  it('covers the stretches with as many contacts as asked for', () => {
    const demands = [
      demandOf(campaign('2026-11-16T10:00', { medium: 'tv' })),
      demandOf(campaign('2026-11-18T12:15', { medium: 'tv' })),
    ];
    const stretches = liveMinutes(demands, { channel: 'phone', grid, least: 10 });
    expect(stretches.map(({ start, minutes }) => [start, minutes])).toEqual([
      [instant('2026-11-16T10:00'), 60],
      // Of a spot at 12:15, 40 contacts come from 12:30 to 13:00 and 10 until 13:15.
      [instant('2026-11-18T12:00'), 90],
    ]);
    expect(stretches[0]!.contacts.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1000, 9);
    expect(liveMinutes(demands, { channel: 'chat', grid, least: 0 })).toEqual([]);
  });
});
