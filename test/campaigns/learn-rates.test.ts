import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/local-date.ts';
import { campaignRecords } from '../../src/campaigns/campaign-record.ts';
import { campaignResponse } from '../../src/campaigns/campaign-response.ts';
import { campaignSize } from '../../src/campaigns/campaign-size.ts';
import type { LearntResponses } from '../../src/campaigns/learn-rates.ts';
import { learntProfiles } from '../../src/campaigns/learnt-profiles.ts';
import { noOverrides, type ProfileOverrides } from '../../src/campaigns/medium-profile.ts';
import { betweenCampaignsLogSd } from '../../src/campaigns/response-rate.ts';
import { learnFrom, learningChannels } from './learning.ts';
import { campaign, newYork } from './made-campaigns.ts';
import { ordinaryMedia, simulateCalendar, type SimulationSpec } from './simulated-calendar.ts';

const firstDay = parseDay('2026-01-05')!;
const email = ordinaryMedia[0]!;

function world(spec: Partial<SimulationSpec>) {
  return simulateCalendar({ seed: 1, weeks: 26, firstDay, campaigns: 30, media: ordinaryMedia, ...spec });
}

const setting = { overrides: noOverrides, trustCalendar: false };

function responseOf(made: ReturnType<typeof campaign>, overrides: ProfileOverrides = noOverrides) {
  return campaignResponse(made, {
    timeZone: newYork,
    overrides,
    timelines: new Map(),
    usualContacts: new Set(),
  });
}

describe('learnResponses', () => {
  it('covers the true mean rates at their level, over calendars', () => {
    let [seen, within80, within95, sum] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 15; seed++) {
      const { kinds } = learnFrom(world({ seed }));
      for (const { medium, rate } of ordinaryMedia) {
        const pooled = kinds.get(medium);
        if (pooled === undefined || pooled.campaigns === 0) continue;
        const z = Math.abs(Math.log(pooled.rate / rate)) / pooled.logSd;
        seen += 1;
        within80 += z < 1.2816 ? 1 : 0;
        within95 += z < 1.96 ? 1 : 0;
        sum += Math.log(pooled.rate / rate);
      }
    }
    // About 75 rates: three standard errors of 0.8 are 0.139, of 0.95 0.076.
    expect(seen).toBeGreaterThan(65);
    expect(Math.abs(within80 / seen - 0.8)).toBeLessThan(0.139);
    expect(Math.abs(within95 / seen - 0.95)).toBeLessThan(0.076);
    expect(Math.abs(sum / seen)).toBeLessThan(0.1);
  });

  it('ends within 15 % of the truth after ten campaigns of a medium whose default is three times too high', () => {
    const overrides: ProfileOverrides = {
      media: { email: { contactRate: 0.018, rateOrigin: 'shipped' } },
      types: {},
      campaigns: {},
    };
    for (let seed = 1; seed <= 8; seed++) {
      const made = world({ seed, campaigns: 10, media: [email], quietDays: 4 });
      const { kinds } = learnFrom(made, { overrides });
      // The truth that ten campaigns can show: the mean rate behind their own.
      const logs = made.campaigns.map(({ contacts, campaign: { size } }) => Math.log(contacts / size.reach!));
      const truth = Math.exp(logs.reduce((a, b) => a + b, 0) / 10 + betweenCampaignsLogSd ** 2 / 2);
      expect(kinds.get('email')!.campaigns).toBe(10);
      expect(Math.abs(kinds.get('email')!.rate / truth - 1)).toBeLessThan(0.15);
    }
  });

  it('uses the default for a medium never seen, and says so', () => {
    const learnt = learnFrom(world({ media: [email] }));
    const unseen = campaignSize(
      responseOf(campaign('2026-07-06T10:00', { medium: 'radio', size: { reach: 1e6 } })),
      { ...setting, learnt },
    );
    expect(unseen).toMatchObject({ source: 'default', contacts: 2000, campaigns: 0, kind: undefined });
    const seen = campaignSize(responseOf(campaign('2026-07-06T10:00', { size: { reach: 1e6 } })), {
      ...setting,
      learnt,
    });
    expect(seen).toMatchObject({ source: 'learnt', campaigns: 30, kind: 'email' });
    expect(Math.log(unseen.upper80 / unseen.lower80)).toBeGreaterThan(
      2 * Math.log(seen.upper80 / seen.lower80),
    );
  });

  it('knows each campaign’s own size much better than its kind’s', () => {
    const made = world({ seed: 4, media: [email], quietDays: 4 });
    const learnt = learnFrom(made);
    const errors = learnt.past.map(({ contacts }, index) =>
      Math.log(contacts / made.campaigns[index]!.contacts),
    );
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(spread).toBeLessThan(0.15);
    expect(learnt.past.every(({ logSd }) => logSd < 0.35)).toBe(true);
  });

  it('learns how fast a medium runs, where hours tell', () => {
    const fast = { ...email, share: (minutes: number) => email.share!(minutes * 1.6) };
    const { speeds } = learnFrom(world({ seed: 2, media: [fast], speedLogSd: 0.05 }));
    expect(Math.abs(speeds.get('email')!.speed / 1.6 - 1)).toBeLessThan(0.15);
    const tv = ordinaryMedia[1]!;
    const spots = learnFrom(world({ seed: 2, media: [{ ...tv, reach: [2e4, 4e4] }] })).speeds.get('tv')!;
    // A few dozen calls in one half-hour tell nothing of minutes.
    expect(spots).toMatchObject({ speed: 1, campaigns: 0 });
  });

  it('learns whether closed time loses a response or carries it', () => {
    // The simulation loses what comes at night; the default carries it.
    const lost = learnFrom(world({ seed: 3, media: [email], dayTotals: { phone: 30_000 }, reachFactor: 2 }));
    expect(lost.carry.get('email')!.fraction).toBeLessThan(0.3);
    // Letters wait over the weekend in the simulation, as by default.
    const letters = learnFrom(
      world({ seed: 3, media: [ordinaryMedia[3]!], dayTotals: { phone: 30_000 }, reachFactor: 8 }),
    );
    expect(letters.carry.get('direct-mail')!.fraction).toBeGreaterThan(0.7);
  });

  it('learns the track record of claims and applies it unless the calendar is to be trusted', () => {
    // Marketing says 1/1.8 of what comes: estimates run 1.8 × low.
    const made = world({
      seed: 5,
      media: [email],
      quietDays: 4,
      claim: (random) => Math.exp(0.2 * random.normal()) / 1.8,
    });
    const learnt = learnFrom(made);
    const record = learnt.claims.get('email')!;
    expect(Math.abs(record.rate / 1.8 - 1)).toBeLessThan(0.2);
    const planned = responseOf(campaign('2026-07-06T10:00', { size: { expectedContacts: 1000 } }));
    const corrected = campaignSize(planned, { ...setting, learnt });
    expect(corrected).toMatchObject({ source: 'track-record', campaigns: record.campaigns });
    expect(corrected.contacts).toBeCloseTo(1000 * record.rate, 6);
    const trusted = campaignSize(planned, { ...setting, learnt, trustCalendar: true });
    expect(trusted).toMatchObject({ source: 'calendar', contacts: 1000, correction: 1 });
    // A medium without claims of its own takes the record of all.
    const sms = campaignSize(
      responseOf(campaign('2026-07-06T10:00', { medium: 'sms', size: { expectedContacts: 1000 } })),
      { ...setting, learnt },
    );
    expect(sms.source).toBe('track-record');
  });

  it('gives a type a rate of its own from three campaigns on', () => {
    const media = [
      { ...email, type: 'loyalty', weight: 1 },
      { ...email, type: 'launch', rate: 0.015, weight: 1 },
    ];
    const made = world({ seed: 6, media, campaigns: 24 });
    const { kinds } = learnFrom(made);
    const ratio = kinds.get('email/launch')!.rate / kinds.get('email/loyalty')!.rate;
    expect(ratio).toBeGreaterThan(1.7);
    expect(ratio).toBeLessThan(3.3);
    const few = learnFrom(made, { campaigns: made.campaigns.slice(0, 3).map(({ campaign: one }) => one) });
    expect(
      [...few.kinds.keys()].every((kind) => kind === 'email' || few.kinds.get(kind)!.campaigns >= 3),
    ).toBe(true);
  });

  it('takes counted calls for contacts where a channel has no history', () => {
    const made = world({ seed: 7, media: [email], campaigns: 4 });
    const clicks = [40, 60, 50].map((calls, index) =>
      campaign(`2026-03-0${index + 2}T09:00`, {
        medium: 'paid-search',
        channels: [
          { channel: 'tap-line', share: 0.2 },
          { channel: 'click-to-call', share: 0.8 },
        ],
        end: `2026-03-0${index + 3}T09:00`,
        size: { reach: 1000, phoneCalls: calls },
      }),
    );
    const channels = learningChannels(made).filter(({ channel }) => channel === 'phone');
    expect(channels).toHaveLength(1);
    const { kinds } = learnFrom({ ...made, series: made.series.slice(0, 1) }, { campaigns: clicks });
    expect(kinds.get('paid-search')!.campaigns).toBe(3);
    // 50 calls of 1000 clicks are four fifths of 62.5 contacts.
    expect(Math.abs(kinds.get('paid-search')!.rate / 0.0625 - 1)).toBeLessThan(0.25);
  });

  it('does not learn from a calendar without a past', () => {
    const learnt = learnFrom(world({}), { campaigns: [] });
    expect(learnt.past).toEqual([]);
    expect(learnt.kinds.size).toBe(0);
  });
});

describe('campaignRecords', () => {
  const made = world({ seed: 8, media: [email], campaigns: 12, quietDays: 4 });
  const learnt = learnFrom(made);

  it('compares each campaign with what the earlier ones would have said', () => {
    const records = campaignRecords(learnt, { ...setting, last: 100 }).get('email')!;
    expect(records).toHaveLength(12);
    expect(records[0]!.expected).toMatchObject({ source: 'default', campaigns: 0 });
    expect(records[5]!.expected).toMatchObject({ source: 'learnt', campaigns: 5 });
    const { past, expected, ratio } = records[5]!;
    expect(ratio).toBeCloseTo(past.observed.contacts / expected.contacts, 12);
  });

  it('shows the last ones only', () => {
    const records = campaignRecords(learnt, { ...setting, last: 3 }).get('email')!;
    expect(records.map(({ expected }) => expected.campaigns)).toEqual([9, 10, 11]);
  });
});

describe('learntProfiles', () => {
  it('keeps what was learnt as overrides that give the same rate', () => {
    const learnt = learnFrom(world({ seed: 9, media: [email] }));
    const media = learntProfiles(learnt, noOverrides);
    const size = campaignSize(
      responseOf(campaign('2026-07-06T10:00', { size: { reach: 1e6 } }), { media, types: {}, campaigns: {} }),
      {
        learnt: { kinds: new Map(), claims: new Map() },
        overrides: { media, types: {}, campaigns: {} },
        trustCalendar: false,
      },
    );
    expect(size.contacts).toBeCloseTo(1e6 * learnt.kinds.get('email')!.rate, 6);
    expect(size.defaultOrigin).toBe('user');
  });

  it('has nothing to keep where nothing was seen', () => {
    const nothing: LearntResponses = learnFrom(world({}), { campaigns: [] });
    expect(learntProfiles(nothing, noOverrides)).toEqual({});
  });
});
