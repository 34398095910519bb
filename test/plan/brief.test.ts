import { describe, expect, it } from 'vitest';
import { briefOfDay } from '../../src/plan/brief.ts';
import { likelyQuestions } from '../../src/plan/likely-questions.ts';
import { campaign, day, moment, planned, planOf } from '../checks/plan-builder.ts';

const { offer, support } = campaign();

describe('the brief of a day', () => {
  const plan = planOf([
    planned({ id: 'mail' }, { contacts: [30, 20, 10] }),
    planned(
      { id: 'spot', start: moment('2026-11-24T18:00'), support: {}, offer: {} },
      { contacts: [50, 20] },
    ),
    planned({
      id: 'letter',
      start: moment('2026-11-23T09:00'),
      offer: { ...offer, offerExpires: moment('2026-12-01T20:00') },
    }),
    planned({ id: 'gone', status: 'cancelled' }),
    planned({
      id: 'over',
      start: moment('2026-11-02T09:00'),
      offer: { ...offer, offerExpires: moment('2026-11-20T20:00') },
    }),
    planned({ id: 'soon', start: moment('2026-11-27T09:00') }),
    planned({ id: 'later', start: moment('2026-11-28T09:00') }),
  ]);
  const brief = briefOfDay(plan, { day: day('2026-11-24') });

  it('has what brings contacts or is still on, the busiest first, and not what is over, cancelled or to come', () => {
    expect(
      brief.campaigns.map(({ campaign: { id }, contacts, startsToday }) => [id, contacts, startsToday]),
    ).toEqual([
      ['spot', 70, true],
      ['mail', 60, true],
      ['letter', 0, false],
    ]);
  });

  it('announces the next three days', () => {
    expect(brief.next.map(({ id }) => id)).toEqual(['soon']);
  });

  it('counts contacts by hour and channel; hours of all campaigns and the baseline make the day', () => {
    const mail = brief.campaigns.find(({ campaign: { id } }) => id === 'mail');
    expect(mail?.byHour).toEqual([
      { hour: 10, contacts: 30 },
      { hour: 11, contacts: 20 },
      { hour: 12, contacts: 10 },
    ]);
    expect(mail?.byChannel).toEqual([{ channel: 'phone', contacts: 60 }]);
    // Three channels of 40 an hour, and the mail's 30.
    expect(brief.byHour.find(({ hour }) => hour === 10)).toEqual({ hour: 10, contacts: 150 });
  });

  it('says what the calendar lacks', () => {
    const missing = Object.fromEntries(brief.campaigns.map((one) => [one.campaign.id, one.missing]));
    expect(missing['mail']).toEqual([]);
    expect(missing['spot']).toEqual([
      'briefing',
      'offer',
      'audience',
      'agent_authority',
      'phone_number or menu_option',
    ]);
  });

  it('is of the campaigns that were asked for, live or not', () => {
    const { campaigns } = briefOfDay(plan, { day: day('2026-11-24'), campaigns: ['later'] });
    expect(campaigns.map(({ campaign: { id } }) => id)).toEqual(['later']);
  });
});

describe('the questions that callers will ask', () => {
  const answers = (fields: object): Readonly<Record<string, string | undefined>> =>
    Object.fromEntries(likelyQuestions(campaign(fields)).map(({ question, answer }) => [question, answer]));

  it('are answered by the calendar, or by nobody', () => {
    const full = answers({ offer: { ...offer, offerCode: 'VAC', offerExpires: moment('2026-11-30T18:00') } });
    expect(full['What is the code?']).toBe('VAC');
    expect(full['Who gets it?']).toBe('Everybody');
    expect(full['Until when? I am a day late, can you make an exception?']).toBe(
      'It ends Mon 30 Nov; Extend by two days',
    );
    expect(answers({ offer: { offer: 'x' } })['I bought it last week. Do I get it too?']).toBeUndefined();
  });

  it('follow the offer: who is left out, where it is sold, rewards, notices', () => {
    expect(answers({ offer: { ...offer, audience: 'new-customers' } })['Why do I not get it?']).toBe(
      'It is for new customers only',
    );
    expect(
      answers({ offer: { ...offer, soldThrough: ['web'] } })['Can you do it for me now, on the phone?'],
    ).toBe('No: it is sold through web only');
    expect(answers({ offer: { ...offer, postingDays: 42, redeemBy: day('2026-12-31') } })).toMatchObject({
      'When do my points arrive?': '42 days after the purchase',
      'Until when can I use them?': 'Thu 31 Dec 2026',
    });
    expect(Object.keys(answers({ type: 'notice', offer: {}, support }))).toEqual([
      'Why did I get “Campaign mail”?',
      'I want to speak to somebody who can decide this.',
    ]);
  });
});
