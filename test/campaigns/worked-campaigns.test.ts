import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { parseDay } from '../../src/calendar/local-date.ts';
import {
  campaignDemand,
  campaignMinutes,
  gridBoundaries,
  type CampaignDemand,
} from '../../src/campaigns/campaign-demand.ts';
import { campaignResponse } from '../../src/campaigns/campaign-response.ts';
import { campaignSize, nothingLearnt } from '../../src/campaigns/campaign-size.ts';
import type { Campaign } from '../../src/campaigns/campaign.ts';
import { channelArrivals, intervalShares } from '../../src/campaigns/channel-arrivals.ts';
import {
  channelTimeline,
  openPeriodsWithClosures,
  type ChannelTimeline,
} from '../../src/campaigns/channel-timeline.ts';
import { noOverrides, type ProfileOverrides } from '../../src/campaigns/medium-profile.ts';
import { slotAxis, slotShares } from '../../src/campaigns/slot-axis.ts';
import { campaign, hours, instant, newYork } from './made-campaigns.ts';

/** Two weeks of half-hours in New York from a Monday on, one channel. */
function horizon(options: { readonly hours: string; readonly from?: string; readonly days?: number }) {
  const firstDay = parseDay(options.from ?? '2026-11-16')!;
  const days = options.days ?? 14;
  const grid = intervalGrid({ timeZone: newYork, intervalSeconds: 1800, firstDay, days });
  const openPeriods = openPeriodsWithClosures(hours(options.hours), []);
  const timeline = channelTimeline({ timeZone: newYork, firstDay, days: days + 60, openPeriods });
  return { grid, timeline };
}

function demandOf(
  made: Campaign,
  setting: {
    readonly grid: ReturnType<typeof horizon>['grid'];
    readonly timeline: ChannelTimeline;
    readonly contacts?: number;
    readonly overrides?: ProfileOverrides;
  },
): CampaignDemand {
  const timelines = new Map([['phone', setting.timeline]]);
  const context = {
    timeZone: newYork,
    overrides: setting.overrides ?? noOverrides,
    timelines,
    usualContacts: new Set<string>(),
  };
  const response = campaignResponse(made, context);
  return campaignDemand({
    response,
    contacts: setting.contacts ?? 1000,
    timelines,
    boundaries: gridBoundaries(setting.grid),
  });
}

/** Contacts of the intervals that begin from one time up to another. */
function contactsBetween(
  demand: CampaignDemand,
  { grid }: ReturnType<typeof horizon>,
  from: string,
  to: string,
): number {
  let sum = 0;
  for (const [index, { start }] of grid.intervals.entries()) {
    if (start < instant(from) || start >= instant(to)) continue;
    for (const { first, intervalContacts } of demand.channels) sum += intervalContacts[index - first] ?? 0;
  }
  return sum;
}

describe('campaigns worked out by hand', () => {
  it('an e-mail at 22:30 waits for the morning and peaks there', () => {
    const setting = horizon({ hours: 'Mon-Sun 08:00-20:00' });
    const demand = demandOf(campaign('2026-11-16T22:30'), setting);
    const between = (from: string, to: string): number =>
      contactsBetween(demand, setting, `2026-11-17T${from}`, `2026-11-17T${to}`);
    // Closed until 08:00, 9.5 h on: 0.80 + 1.5/4 · 0.09 = 0.83375 has responded and waits; it comes by the curve from 08:00 on.
    // The rest goes on: 0.0225 an hour from 8 to 12 h after the send.
    expect(between('00:00', '08:00')).toBe(0);
    expect(between('08:00', '08:30')).toBeCloseTo(1000 * (0.83375 * 0.15 + 0.01125), 9);
    expect(between('08:30', '09:00')).toBeCloseTo(1000 * (0.83375 * 0.09 + 0.01125), 9);
    expect(between('09:00', '10:00')).toBeCloseTo(1000 * (0.83375 * 0.22 + 0.0225), 9);
    const halfHours = demand.channels[0]!.intervalContacts;
    expect(
      setting.grid.intervals[demand.channels[0]!.first + halfHours.indexOf(Math.max(...halfHours))]!.start,
    ).toBe(instant('2026-11-17T08:00'));
    expect(demand.lostWhileClosed).toBe(0);
    expect(contactsBetween(demand, setting, '2026-11-16T00:00', '2026-11-30T00:00')).toBeCloseTo(1000, 6);
  });

  it('an e-mail at 22:30 to a line that never closes sleeps until 07:00', () => {
    const setting = horizon({ hours: 'always' });
    const demand = demandOf(campaign('2026-11-16T22:30'), setting);
    expect(contactsBetween(demand, setting, '2026-11-16T22:00', '2026-11-17T07:00')).toBe(0);
    // At 07:00, 8.5 h on, 0.80 + 0.5/4 · 0.09 = 0.81125 waits; in the first half-hour 15 % of it, and 0.01125 of the rest.
    expect(contactsBetween(demand, setting, '2026-11-17T07:00', '2026-11-17T07:30')).toBeCloseTo(
      1000 * (0.81125 * 0.15 + 0.01125),
      9,
    );
  });

  it('a TV spot two minutes before closing brings what comes in two minutes', () => {
    const setting = horizon({ hours: 'Mon-Fri 08:00-20:00' });
    const demand = demandOf(campaign('2026-11-16T19:58', { medium: 'tv' }), setting);
    expect(contactsBetween(demand, setting, '2026-11-16T19:30', '2026-11-16T20:00')).toBeCloseTo(620, 9);
    expect(contactsBetween(demand, setting, '2026-11-16T20:00', '2026-11-30T00:00')).toBe(0);
    expect(demand.lostWhileClosed).toBeCloseTo(380, 9);
    const minutes = campaignMinutes([demand], {
      channel: 'phone',
      start: instant('2026-11-16T19:56'),
      minutes: 6,
    });
    expect([...minutes.contacts].map((contacts) => Number(contacts.toFixed(9)))).toEqual([
      0, 0, 80, 540, 0, 0,
    ]);
  });

  it('a letter over a weekend: what it brings on closed days comes on Monday', () => {
    const setting = horizon({ hours: 'Mon-Fri 09:00-17:00' });
    const demand = demandOf(campaign('2026-11-20T09:00', { medium: 'direct-mail' }), setting);
    // Friday: 15 h to midnight, Φ(ln(15/144)/0.7) = Φ(−3.2311) = 0.000617. To Monday midnight 87 h: Φ(−0.7199) = 0.2358.
    // Cut at 99.9 %. Eight open hours on Monday, even: a sixteenth every half-hour.
    const friday = 0.000617 / 0.999;
    const monday = (0.2358 - 0.000617) / 0.999;
    expect(contactsBetween(demand, setting, '2026-11-20T00:00', '2026-11-21T00:00') / 1000).toBeCloseTo(
      friday,
      5,
    );
    expect(contactsBetween(demand, setting, '2026-11-21T00:00', '2026-11-23T00:00')).toBe(0);
    expect(contactsBetween(demand, setting, '2026-11-23T00:00', '2026-11-24T00:00') / 1000).toBeCloseTo(
      monday,
      4,
    );
    expect(contactsBetween(demand, setting, '2026-11-23T10:30', '2026-11-23T11:00') / 1000).toBeCloseTo(
      monday / 16,
      5,
    );
  });

  it('across a clock change: contacts come by real time', () => {
    const pulse: ProfileOverrides = {
      media: { sms: { curve: { shape: 'pulse', durationSeconds: 4 * 3600 }, clock: 'real' } },
      types: {},
      campaigns: {},
    };
    const autumn = horizon({ hours: 'always', from: '2026-11-01', days: 1 });
    const made = campaign('2026-11-01T00:30', { medium: 'sms' });
    const demand = demandOf(made, { ...autumn, overrides: pulse, contacts: 400 });
    // 00:30 EDT to 03:30 EST are four hours: eight half-hours of 50, of which 01:00 and 01:30 come twice.
    expect(demand.channels[0]!.first).toBe(1);
    expect([...demand.channels[0]!.intervalContacts].map((value) => Number(value.toFixed(9)))).toEqual(
      Array(8).fill(50),
    );
    // A history holds a repeated hour once, averaged: slots 00:30 … 03:00.
    const axis = slotAxis({
      timeZone: newYork,
      intervalSeconds: 1800,
      firstDay: parseDay('2026-11-01')!,
      days: 1,
    });
    const arrivals = channelArrivals({ ...demand.response, timeline: autumn.timeline });
    const slots = slotShares(axis, intervalShares(arrivals, axis.boundaries), 400);
    expect(slots.first).toBe(1);
    expect([...slots.shares].map((value) => Number(value.toFixed(9)))).toEqual(Array(6).fill(50));

    const spring = horizon({ hours: 'always', from: '2026-03-08', days: 1 });
    const early = demandOf(campaign('2026-03-08T01:30', { medium: 'sms' }), {
      ...spring,
      overrides: pulse,
      contacts: 400,
    });
    // 01:30 EST to 06:30 EDT: 02:00–03:00 does not exist.
    expect(contactsBetween(early, spring, '2026-03-08T01:30', '2026-03-08T03:00')).toBeCloseTo(50, 9);
    expect(contactsBetween(early, spring, '2026-03-08T03:00', '2026-03-08T06:30')).toBeCloseTo(350, 9);
  });

  it('two campaigns in one half-hour add up', () => {
    const setting = horizon({ hours: 'Mon-Fri 08:00-20:00' });
    const email = demandOf(campaign('2026-11-17T10:05'), setting);
    const tv = demandOf(campaign('2026-11-17T10:20', { medium: 'tv' }), { ...setting, contacts: 500 });
    // E-mail, 25 minutes: 0.07 + 10/15 · 0.08 = 0.12333…; TV, 10 minutes: 0.94.
    const both = [email, tv].map((demand) =>
      contactsBetween(demand, setting, '2026-11-17T10:00', '2026-11-17T10:30'),
    );
    expect(both[0]).toBeCloseTo(123.3333333, 6);
    expect(both[1]).toBeCloseTo(470, 9);
    const minutes = campaignMinutes([email, tv], {
      channel: 'phone',
      start: instant('2026-11-17T10:00'),
      minutes: 30,
    });
    expect(minutes.contacts.reduce((sum, value) => sum + value, 0)).toBeCloseTo(593.3333333, 6);
    // 10:21 to 10:22: 54 % of the spot, and of the e-mail a minute of the stretch from 15 to 30 minutes.
    expect(minutes.contacts[21]).toBeCloseTo(0.54 * 500 + (1000 * 0.08) / 15, 9);
  });

  it('a flight with no end lasts a week', () => {
    const setting = horizon({ hours: 'always' });
    const demand = demandOf(campaign('2026-11-16T12:00', { medium: 'paid-search' }), setting);
    const days = [16, 17, 18, 19, 20, 21, 22, 23, 24].map((day) =>
      contactsBetween(demand, setting, `2026-11-${day}T00:00`, `2026-11-${day + 1}T00:00`),
    );
    const seventh = 1000 / 7;
    const expected = [seventh / 2, ...Array<number>(6).fill(seventh), seventh / 2, 0];
    for (const [index, contacts] of days.entries()) expect(contacts).toBeCloseTo(expected[index]!, 9);
  });

  it('reach 0 brings nobody, and surely', () => {
    const setting = horizon({ hours: 'always' });
    const made = campaign('2026-11-16T12:00', { size: { reach: 0 } });
    const context = {
      timeZone: newYork,
      overrides: noOverrides,
      timelines: new Map([['phone', setting.timeline]]),
      usualContacts: new Set<string>(),
    };
    const response = campaignResponse(made, context);
    const size = campaignSize(response, {
      learnt: nothingLearnt,
      overrides: noOverrides,
      trustCalendar: false,
    });
    expect(size).toMatchObject({ source: 'default', contacts: 0, logSd: 0, lower80: 0, upper80: 0 });
    const demand = demandOf(made, { ...setting, contacts: size.contacts });
    expect(contactsBetween(demand, setting, '2026-11-16T00:00', '2026-11-30T00:00')).toBe(0);
  });

  it('a start after the plan brings nothing in it', () => {
    const setting = horizon({ hours: 'always', days: 7 });
    const demand = demandOf(campaign('2026-11-23T00:00'), setting);
    expect(contactsBetween(demand, setting, '2026-11-16T00:00', '2026-11-23T00:00')).toBe(0);
  });
});
