import { describe, expect, it } from 'vitest';
import { shippedMedia } from '../../src/campaigns/media.ts';
import { channelSharesOf, profileOf, type ProfileOverrides } from '../../src/campaigns/medium-profile.ts';

const one = (medium: string, type?: string) => ({ id: 'spring', medium, type });
const overrides = (parts: Partial<ProfileOverrides>): ProfileOverrides => ({
  media: {},
  types: {},
  campaigns: {},
  ...parts,
});

describe('profileOf', () => {
  it('has the shipped rates of the media', () => {
    const rates = Object.fromEntries(
      Object.entries(shippedMedia).map(([medium, { contactRate }]) => [medium, contactRate]),
    );
    expect(rates).toMatchObject({
      email: 0.01,
      sms: 0.01,
      push: 0.005,
      'direct-mail': 0.01,
      tv: 0.003,
      radio: 0.002,
      'paid-search': 0.06,
      display: 0.001,
      social: 0.002,
      web: 0.005,
      press: 0.002,
      outdoor: 0.0002,
    });
  });

  it('has ranges around every rate and shares that sum to 1', () => {
    for (const { contactRate, contactRateLow, contactRateHigh, channels, evidence } of Object.values(
      shippedMedia,
    )) {
      expect(contactRateLow).toBeLessThan(contactRate);
      expect(contactRateHigh).toBeGreaterThan(contactRate);
      expect(channels.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(evidence).not.toBe('');
    }
  });

  it('lays medium, type and campaign over one another, the most particular last', () => {
    const layered = overrides({
      media: { email: { contactRate: 0.02, handleTimeFactor: 1.1 } },
      types: { loyalty: { contactRate: 0.03, whenClosed: 'drop' } },
      campaigns: { spring: { contactRate: 0.04 } },
    });
    expect(profileOf(one('email', 'loyalty'), layered)).toMatchObject({
      contactRate: 0.04,
      whenClosed: 'drop',
      handleTimeFactor: 1.1,
      rateOrigin: 'user',
      clock: 'waking',
    });
    expect(profileOf({ id: 'x', medium: 'email', type: undefined }, layered).contactRate).toBe(0.02);
  });

  it('gives a rate without a range that of a number somebody wrote: a log-sd of one half', () => {
    const { contactRateLow, contactRateHigh } = profileOf(
      one('tv'),
      overrides({ media: { tv: { contactRate: 0.01 } } }),
    );
    // e^(±1.2816/2)
    expect(contactRateLow).toBeCloseTo(0.01 * 0.5268, 5);
    expect(contactRateHigh).toBeCloseTo(0.01 * 1.898, 5);
  });

  it('counts those affected by a price change, whatever the medium, and buyers of a launch only without a medium of its own', () => {
    expect(profileOf(one('email', 'price-change'))).toMatchObject({
      contactRate: 0.03,
      handleTimeFactor: 1.2,
      rateOrigin: 'shipped',
    });
    expect(profileOf(one('email', 'launch'))).toMatchObject({ contactRate: 0.01, handleTimeFactor: 1.3 });
    expect(profileOf(one('other', 'launch')).contactRate).toBe(0.05);
  });

  it('answers for a medium it has never heard of, and for names of object members', () => {
    expect(profileOf(one('skywriting'))).toEqual(shippedMedia['other']);
    expect(profileOf(one('constructor', 'toString'))).toEqual(shippedMedia['other']);
  });
});

describe('channelSharesOf', () => {
  const email = profileOf(one('email'));

  it('is the calendar’s split where there is one, without empty parts', () => {
    const split = [
      { channel: 'phone', share: 0.6 },
      { channel: 'chat', share: 0 },
      { channel: 'fax', share: 0.2 },
    ];
    expect(channelSharesOf({ channels: split }, email, ['phone'])).toEqual([
      { channel: 'phone', share: 0.6 / 0.8 },
      { channel: 'fax', share: 0.2 / 0.8 },
    ]);
  });

  it('is the medium’s split over the channels there are', () => {
    expect(channelSharesOf({}, email, ['phone', 'click-to-call'])).toEqual(email.channels);
    expect(channelSharesOf({}, email, ['phone'])).toEqual([{ channel: 'phone', share: 1 }]);
    expect(channelSharesOf({}, email, ['service line', 'chat'])).toEqual([
      { channel: 'service line', share: 1 },
    ]);
    expect(channelSharesOf({}, email, [])).toEqual(email.channels);
  });
});
