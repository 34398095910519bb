import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChannelShares } from '../../src/io/channel-shares.ts';
import { channelSpelling, spelling } from '../../src/io/spelling.ts';

const read = (text: string) => parseChannelShares(text, channelSpelling([]));

describe('parseChannelShares', () => {
  it.each([
    'phone:60% click-to-call:40%',
    'phone: 60%, click-to-call: 40%',
    'Phone=60%; Click to Call=40%',
    'phone:0.6 click-to-call:0.4',
    'phone:60 click-to-call:40',
    'phone 60%, click-to-call 40%',
    'phone:60% | click-to-call:40% | chat:0%',
    'phone:60,0% / click-to-call:40,0%',
    'phone:60.2% click-to-call:39.8%',
  ])('reads %s', (text) => {
    const shares = read(text);
    expect('problem' in shares ? shares.problem : shares.map(({ channel }) => channel)).toEqual([
      'phone',
      'click-to-call',
    ]);
    expect('problem' in shares ? undefined : shares[0]?.share).toBeCloseTo(0.6, 2);
  });

  it('gives a channel alone everything', () => {
    expect(read('Click to call')).toEqual([{ channel: 'click-to-call', share: 1 }]);
  });

  it('scales what rounding leaves', () => {
    expect(read('phone:33.3% chat:33.3% email:33.3%')).toEqual(
      ['phone', 'chat', 'email'].map((channel) => ({ channel, share: 0.333333333333 })),
    );
  });

  it.each([
    ['phone:60% chat:30%', 'the shares sum to 90 %, not 100 %'],
    ['phone:60% chat:50%', 'the shares sum to 110 %, not 100 %'],
    ['phone:60% phone:40%', 'channel phone is named twice'],
    ['phone, chat', '"phone, chat" is no channel with its share'],
    ['phone:60% and the rest', '"and the rest" is no channel with its share'],
    ['phone:2 chat:3', 'shares above 1 need a percent sign'],
    ['phone:0%', 'the shares sum to 0 %, not 100 %'],
  ])('refuses %s', (text, problem) => {
    expect(read(text)).toMatchObject({ problem });
  });

  it('reads any split back', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.constantFrom(' ', ', ', '; ', ' | '), (amounts, separator) => {
        const sum = amounts.reduce((total, amount) => total + amount, 0);
        const text = amounts
          .map((amount, index) => `channel-${'abcdef'[index]}:${((100 * amount) / sum).toFixed(6)}%`)
          .join(separator);
        const shares = read(text);
        const values = 'problem' in shares ? [] : shares.map(({ share }) => share);
        expect(values).toHaveLength(amounts.length);
        expect(values.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 9);
        for (const [index, amount] of amounts.entries()) expect(values[index]).toBeCloseTo(amount / sum, 6);
      }),
    );
  });
});

describe('spelling', () => {
  it('takes the known spelling, else the first one seen', () => {
    const spell = spelling(['Sales line']);
    expect(['sales_line', 'SALES LINE', 'Sales-Line'].map(spell)).toEqual([
      'Sales line',
      'Sales line',
      'Sales line',
    ]);
    expect(['Loyalty  desk', 'loyalty_desk'].map(spell)).toEqual(['Loyalty desk', 'Loyalty desk']);
  });

  it('knows the usual channels', () => {
    expect(['PHONE', 'Click to call', 'E-Mail', 'Live chat'].map(channelSpelling([]))).toEqual([
      'phone',
      'click-to-call',
      'email',
      'Live chat',
    ]);
    expect(channelSpelling(['E-mail'])('email')).toBe('E-mail');
  });
});
