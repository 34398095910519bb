import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/local-date.ts';
import { campaignResponse, claimOf } from '../../src/campaigns/campaign-response.ts';
import {
  campaignSize,
  campaignSizeQuantile,
  nothingLearnt,
  type LearntRates,
} from '../../src/campaigns/campaign-size.ts';
import type { Campaign, CampaignSize } from '../../src/campaigns/campaign.ts';
import { channelTimeline, openPeriodsWithClosures } from '../../src/campaigns/channel-timeline.ts';
import { noOverrides, type ProfileOverrides } from '../../src/campaigns/medium-profile.ts';
import { campaign, hours, newYork } from './made-campaigns.ts';

const withSize = (size: CampaignSize, fields: Partial<Omit<Campaign, 'start' | 'end'>> = {}): Campaign =>
  campaign('2026-11-16T10:00', { size, ...fields });

function sizeOf(
  made: Campaign,
  learnt: LearntRates = nothingLearnt,
  overrides: ProfileOverrides = noOverrides,
) {
  const context = { timeZone: newYork, overrides, timelines: new Map(), usualContacts: new Set<string>() };
  return campaignSize(campaignResponse(made, context), { learnt, overrides, trustCalendar: false });
}

describe('claimOf', () => {
  it('prefers expected contacts, then the contact rate, then responses', () => {
    const all = {
      reach: 10_000,
      contactRate: 0.02,
      responseRate: 0.05,
      contactsPerResponse: 0.3,
      expectedContacts: 170,
    };
    expect(claimOf(withSize(all))).toMatchObject({ contacts: 170, from: 'expected-contacts' });
    expect(claimOf(withSize({ ...all, expectedContacts: undefined }))).toMatchObject({
      contacts: 200,
      from: 'contact-rate',
    });
    const responses = claimOf(withSize({ ...all, expectedContacts: undefined, contactRate: undefined }));
    expect(responses?.from).toBe('response-rate');
    expect(responses?.contacts).toBeCloseTo(150, 9);
  });

  it('takes the ends of a range for its geometric mean and for how sure it is', () => {
    const claim = claimOf(withSize({ reach: 1000, contactRateLow: 0.01, contactRateHigh: 0.04 }));
    expect(claim?.contacts).toBeCloseTo(20, 9);
    // Two factors of two between the 10th and the 90th percentile: ln 4/(2 · 1.28155).
    expect(claim?.logSd).toBeCloseTo(Math.log(4) / 2.5631, 4);
  });

  it('says nothing without a reach to multiply, or with half of a product', () => {
    expect(claimOf(withSize({ contactRate: 0.02 }))).toBeUndefined();
    expect(claimOf(withSize({ reach: 1000, responseRate: 0.02 }))).toBeUndefined();
    expect(claimOf(withSize({ reach: 1000 }))).toBeUndefined();
  });
});

describe('campaignSize', () => {
  const pooled = { rate: 0.004, logSd: 0.1, campaigns: 6, prior: { rate: 0.01, logSd: 1 } };
  const learnt: LearntRates = { kinds: new Map([['email', pooled]]), claims: new Map() };

  it('takes marketing’s numbers before the learnt rate before the default', () => {
    expect(sizeOf(withSize({ reach: 1e5, contactRate: 0.02 }), learnt)).toMatchObject({
      source: 'calendar',
      contacts: 2000,
    });
    expect(sizeOf(withSize({ reach: 1e5 }), learnt)).toMatchObject({
      source: 'learnt',
      contacts: 400,
      campaigns: 6,
      kind: 'email',
    });
    expect(sizeOf(withSize({ reach: 1e5 }))).toMatchObject({
      source: 'default',
      contacts: 1000,
      defaultOrigin: 'shipped',
    });
  });

  it('falls back from an unseen type to its medium', () => {
    expect(sizeOf(withSize({ reach: 1e5 }, { type: 'loyalty' }), learnt)).toMatchObject({
      source: 'learnt',
      kind: 'email',
    });
    // A price change has a rate of its own, which the medium's campaigns say nothing about.
    expect(sizeOf(withSize({ reach: 1e5 }, { type: 'price-change' }), learnt)).toMatchObject({
      source: 'default',
      contacts: 3000,
    });
  });

  it('counts a campaign without any volume as nothing', () => {
    expect(sizeOf(withSize({}))).toMatchObject({ source: 'none', contacts: 0, contactRate: undefined });
  });

  it('takes a rate of the settings for this one campaign as a claim', () => {
    const made = withSize({ reach: 1e5 }, { id: 'spring' });
    const size = sizeOf(made, learnt, {
      media: {},
      types: {},
      campaigns: { spring: { contactRate: 0.015 } },
    });
    expect(size).toMatchObject({ source: 'calendar', claim: { from: 'settings' } });
    expect(size.contacts).toBeCloseTo(1500, 9);
  });

  it('is less sure of a default than of a claim than of what was learnt', () => {
    const spread = (size: ReturnType<typeof sizeOf>): number => Math.log(size.upper80 / size.lower80);
    const byDefault = spread(sizeOf(withSize({ reach: 1e5 })));
    const claimed = spread(sizeOf(withSize({ reach: 1e5, contactRate: 0.01 })));
    const known = spread(sizeOf(withSize({ reach: 1e5 }), learnt));
    expect(byDefault).toBeGreaterThan(claimed);
    expect(claimed).toBeGreaterThan(known);
    // 2 · 1.28155 · √(0.42² + 0.1²)
    expect(known).toBeCloseTo(2.5631 * Math.hypot(0.42, 0.1), 3);
  });

  it('is as sure of a claim as its own range says', () => {
    const size = sizeOf(
      withSize({ reach: 1e5, contactRate: 0.02, contactRateLow: 0.018, contactRateHigh: 0.0222 }),
    );
    expect(size.upper80 / size.lower80).toBeCloseTo(0.0222 / 0.018, 6);
  });

  it('gives the ends of its range as quantiles', () => {
    const size = sizeOf(withSize({ reach: 1e5 }));
    expect(campaignSizeQuantile(size, 0.1)).toBe(size.lower80);
    expect(size.contactRate?.upper80).toBeCloseTo(size.upper80 / 1e5, 12);
  });

  it('lifts the channel’s usual contacts by an uplift where there is nothing else', () => {
    const timeline = channelTimeline({
      timeZone: newYork,
      firstDay: parseDay('2026-11-16')!,
      days: 14,
      openPeriods: openPeriodsWithClosures(hours('Mon-Fri 08:00-18:00'), []),
      pattern: { intervalSeconds: 1800, weights: new Float64Array(7 * 48).fill(60 / 1800) },
    });
    const context = {
      timeZone: newYork,
      overrides: noOverrides,
      timelines: new Map([['phone', timeline]]),
      usualContacts: new Set(['phone']),
    };
    const made = withSize({ upliftFraction: 0.2 });
    const response = campaignResponse(made, context);
    const size = campaignSize(response, {
      learnt: nothingLearnt,
      overrides: noOverrides,
      trustCalendar: false,
    });
    // From 10:00 for a day: 8 hours of Monday and 2 of Tuesday, 120 contacts an hour, a fifth of them.
    expect(size.source).toBe('uplift');
    expect(size.contacts).toBeCloseTo(0.2 * 10 * 120, 6);
  });
});
