import { describe, expect, it } from 'vitest';
import { formatDay } from '../../src/calendar/local-date.ts';
import type { AudienceCounts } from '../../src/checks/rule.ts';
import type { LearntKind } from '../../src/plan/learnt-campaigns.ts';
import { found, said } from './found.ts';
import { campaign, day, moment, planned, planOf, usualSettings } from './plan-builder.ts';

const { offer, support } = campaign();

describe('short-notice', () => {
  const told = (announced: string, start = '2026-12-07T10:00') =>
    found(
      'short-notice',
      planOf([planned({ announced: day(announced), start: moment(start) })], { days: 21 }),
    );

  it.each([
    ['2026-11-23', undefined, '14 days and 10 working days are what is agreed'],
    ['2026-11-24', 'warning', '13 days'],
    ['2026-11-30', 'warning', '7 days, 5 working days'],
    ['2026-12-01', 'error', '4 working days'],
    ['2026-12-07', 'error', 'on the day'],
    ['2026-12-09', 'error', 'after the launch'],
  ])('told on %s for Mon 7 Dec is %s: %s', (announced, severity, _why) => {
    expect(told(announced)[0]?.severity).toBe(severity);
  });

  it('does not count holidays as working days', () => {
    const settings = `${usualSettings}holidays: [{ date: 2026-12-02, class: closed }]\n`;
    const drafts = [planned({ announced: day('2026-11-30'), start: moment('2026-12-07T10:00') })];
    expect(found('short-notice', planOf(drafts, { settings, days: 21 }))[0]?.severity).toBe('error');
  });

  it('asks for the lead time that the extra agents need, whatever notice was agreed', () => {
    const drafts = [
      planned({ announced: day('2026-11-01'), start: moment('2026-11-30T10:00') }, { contacts: [60, 40] }),
    ];
    const scheduled = (agents: number) => (interval: number) =>
      interval >= 7 * 24 + 10 && interval < 7 * 24 + 12 ? agents : 10;
    const with_ = (agents: number) =>
      found(
        'short-notice',
        planOf(drafts, { teams: { voice: { scheduled: scheduled(agents), unaware: 10 } } }),
      );
    expect(with_(20)).toEqual([]);
    expect(with_(24)).toEqual([]);
    const [finding] = with_(45);
    expect(finding).toMatchObject({
      severity: 'error',
      data: { agentsBy: 'hiring', leadTimeDays: 56, missingPaidAgents: 25 },
    });
    expect(finding?.message).toContain(
      'It needs 25 more paid agents in voice at Mon 30 Nov 10:00–11:00 than the 20 there are, and hiring and training takes 56 days.',
    );
  });

  it('has overtime called in time, or the launch moved when it is too late for that', () => {
    const drafts = (start: string) => [
      planned({ announced: day('2026-11-22'), start: moment(start) }, { contacts: [60] }),
    ];
    const teams = { voice: { scheduled: 24, unaware: 10 } };
    expect(found('short-notice', planOf(drafts('2026-11-27T10:00'), { teams }))[0]?.action).toMatchObject({
      who: 'contact-centre',
      by: '2026-11-24',
    });
    expect(found('short-notice', planOf(drafts('2026-11-24T10:00'), { teams }))[0]?.action).toMatchObject({
      who: 'marketing',
      by: '2026-11-23',
    });
  });

  it('leaves launched campaigns alone', () => {
    expect(told('2026-11-19', '2026-11-20T10:00')).toEqual([]);
  });
});

describe('no-volume', () => {
  const sized = (size: object) =>
    found('no-volume', planOf([planned({ size }, { fields: { sizeSource: 'none' } })]));

  it('fires where neither reach, contacts nor uplift is said', () => {
    expect(sized({})).toHaveLength(1);
    expect(sized({ contactRate: 0.01 })[0]?.message).toContain('not how many it reaches');
  });

  it('is silent with any of them, also for campaigns after the plan’s days, whose size nobody has reckoned', () => {
    expect(sized({ reach: 10 })).toEqual([]);
    expect(sized({ expectedContacts: 10 })).toEqual([]);
    expect(sized({ upliftFraction: 0.2 })).toEqual([]);
  });
});

describe('no-launch-time', () => {
  const started = (start: object) =>
    said('no-launch-time', planOf([planned({ start: { ...moment('2026-11-28T10:00'), ...start } })]));

  it('fires on a date alone and on times that a clock change skips or repeats', () => {
    expect(started({ hasTime: false })[0]).toMatch(/^It starts on Sat 28 Nov at no time/);
    expect(started({ resolution: 'skipped' })[0]).toContain('does not exist in America/New_York');
    expect(started({ resolution: 'repeated' })[0]).toContain('comes twice');
    expect(started({})).toEqual([]);
  });
});

describe('missing-briefing', () => {
  const with_ = (fields: object, start = '2026-11-30T10:00') =>
    found('missing-briefing', planOf([planned({ start: moment(start), ...fields })]));

  it('is an error within a week of the launch, a warning before', () => {
    expect(with_({ support: {} })).toMatchObject([{ severity: 'error' }]);
    expect(with_({ support: {} }, '2026-12-01T10:00')).toMatchObject([{ severity: 'warning' }]);
  });

  it('asks for offer and eligibility only where something is offered', () => {
    expect(with_({ offer: {} })).toMatchObject([
      { severity: 'warning', data: { missing: ['offer', 'audience'] } },
    ]);
    expect(with_({ offer: {}, type: 'notice' })).toEqual([]);
    expect(with_({ offer: { ...offer, audience: undefined }, type: 'notice' })).toMatchObject([
      { data: { missing: ['audience'] } },
    ]);
  });
});

describe('missing-agent-authority', () => {
  const with_ = (fields: object) =>
    said(
      'missing-agent-authority',
      planOf([planned({ support: { briefing: 'x' }, ...fields }, { total: 300 })]),
    );

  it('fires for deadlines, points and eligibility rules, and reckons what will be passed on', () => {
    expect(with_({ offer: { ...offer, offerExpires: moment('2026-11-30T18:00') } })[0]).toBe(
      'The offer has a deadline, and nothing says what an agent may grant. About 21 contacts of 300 will be passed on or come again (7 %).',
    );
    expect(with_({ type: 'loyalty' })[0]).toContain('points or rewards');
    expect(with_({ offer: { ...offer, audience: 'gold' } })[0]).toContain('eligibility (gold)');
  });

  it('is silent for an offer to everybody without a deadline, and where authority is given', () => {
    expect(with_({})).toEqual([]);
    expect(with_({ support, offer: { ...offer, audience: 'gold' } })).toEqual([]);
  });
});

describe('reward-posts-after-deadline', () => {
  const with_ = (postingDays: number, redeemBy: string) =>
    found(
      'reward-posts-after-deadline',
      planOf([
        planned({
          start: moment('2026-11-25T10:00'),
          offer: { ...offer, postingDays, redeemBy: day(redeemBy), offerExpires: moment('2026-12-04T18:00') },
          goals: { goalSales: 900 },
        }),
      ]),
    );

  it('compares the typical purchase, half through a short offer, with the last day', () => {
    // Ten days of offer: the typical purchase is four days in, Sun 29 Nov.
    expect(with_(30, '2026-12-29')).toEqual([]);
    expect(with_(30, '2026-12-28')).toHaveLength(1);
  });

  it('counts the buyers who come too late', () => {
    // Purchases from Sun 29 Nov on, six of ten days, post after 29 Dec.
    expect(with_(31, '2026-12-29')[0]?.data).toEqual({
      lateShareFraction: 0.6,
      lateBuyers: 540,
      contacts: 81,
    });
    expect(with_(60, '2026-12-29')[0]?.message).toContain('nobody can use it');
  });
});

describe('recent-buyers-excluded', () => {
  const with_ = (fields: object) => said('recent-buyers-excluded', planOf([planned({ ...fields })]));
  const priced = { ...offer, retroactiveDays: 0 };

  it('fires where recent buyers are left out, knowingly or not', () => {
    expect(with_({ offer: priced })[0]).toMatch(
      /^Those who bought just before the launch do not get the offer\. Of about 40 buyers in the 14 days before, 2 will ask/,
    );
    expect(with_({ offer: { ...priced, retroactiveDays: undefined } })[0]).toMatch(/^Nothing says whether/);
  });

  it('is silent for new products, new customers, notices and what is not sold', () => {
    expect(with_({ offer: priced, type: 'launch' })).toEqual([]);
    expect(with_({ offer: { ...priced, audience: 'new-customers' } })).toEqual([]);
    expect(with_({ offer: priced, type: 'notice' })).toEqual([]);
    expect(with_({ offer: { ...priced, soldThrough: undefined }, goals: {} })).toEqual([]);
  });

  it('takes known sales a day before it guesses them', () => {
    const settings = `${usualSettings}checks: { rules: { recent-buyers-excluded: { sales_per_day: 100, contact_share: 10% } } }\n`;
    expect(
      found('recent-buyers-excluded', planOf([planned({ offer: priced })], { settings }))[0]?.data,
    ).toMatchObject({ recentBuyers: 1400, contacts: 140 });
  });
});

describe('existing-customers-excluded', () => {
  it.each([
    ['new-customers', 1],
    ['New customers', 1],
    ['prospects', 1],
    ['all', 0],
    ['existing-customers', 0],
    ['newsletter-readers', 0],
  ])('for %s fires %i times', (audience, times) => {
    expect(
      found('existing-customers-excluded', planOf([planned({ offer: { ...offer, audience } })])),
    ).toHaveLength(times);
  });
});

describe('one-channel-offer', () => {
  const with_ = (soldThrough: readonly string[], phone: number) =>
    found(
      'one-channel-offer',
      planOf([
        planned(
          {
            offer: { ...offer, soldThrough },
            channels: [
              { channel: 'phone', share: phone },
              { channel: 'chat', share: 1 - phone },
            ],
          },
          { total: 100 },
        ),
      ]),
    );

  it('fires when most contacts come where the offer cannot be bought', () => {
    expect(with_(['web'], 0.6)[0]?.message).toBe(
      'The offer is sold through web only, where chat can help; 60 % of its contacts (about 60) come by phone, where it cannot be bought.',
    );
    expect(with_(['store'], 0.6)[0]?.message).toContain('and nobody can help there');
    expect(with_(['web'], 0.5)).toEqual([]);
    expect(with_(['phone'], 0.6)).toEqual([]);
    expect(with_(['web', 'phone'], 1)).toEqual([]);
  });
});

describe('audiences', () => {
  const with_ = (counts: Partial<AudienceCounts> | undefined, fields: object = {}) => {
    const plan = planOf([planned({ id: 'x', audienceFile: 'list.csv', ...fields }, { total: 100 })]);
    const audience = new Map(
      counts === undefined
        ? []
        : [['x', { entries: 1000, notFound: 0, suppressed: 0, invalid: 0, ...counts }] as const],
    );
    return {
      unknown: found('audience-not-recognised', plan, { audience }),
      forbidden: found('contact-not-permitted', plan, { audience }),
    };
  };

  it('fire beyond 5 % and 20 % unknown among the readable', () => {
    expect(with_({ notFound: 50 }).unknown).toEqual([]);
    expect(with_({ notFound: 51 }).unknown).toMatchObject([{ severity: 'warning' }]);
    expect(with_({ notFound: 190, invalid: 100 }).unknown).toMatchObject([
      { severity: 'error', message: expect.stringContaining('190 of 900') },
    ]);
    expect(with_({ entries: 5, invalid: 5 }).unknown).toEqual([]);
  });

  it('expect nobody to know new customers', () => {
    expect(with_({ notFound: 900 }, { offer: { ...offer, audience: 'new-customers' } }).unknown).toEqual([]);
  });

  it('fire on a single person who must not be contacted', () => {
    expect(with_({ suppressed: 1 }).forbidden).toMatchObject([
      {
        severity: 'error',
        message:
          '1 of 1,000 in the audience (0.1 %) is on the suppression list and has asked not to be contacted.',
      },
    ]);
    expect(with_({ suppressed: undefined, notFound: undefined })).toEqual({ unknown: [], forbidden: [] });
  });
});

describe('rate-out-of-line', () => {
  const kind = (name: string, rate: number, telling: number): LearntKind => {
    const [medium = '', type] = name.split('/');
    return {
      kind: name,
      medium,
      type,
      seen: telling,
      telling,
      rate,
      rateLower80: rate * 0.9,
      rateUpper80: rate * 1.1,
      nextLower80: rate * 0.6,
      nextUpper80: rate * 1.7,
      defaultRate: 0.01,
      defaultOrigin: 'shipped',
      claims: undefined,
      speed: undefined,
      evidence: '',
    };
  };
  const claimed = (size: object, learnt: readonly LearntKind[]) =>
    said('rate-out-of-line', planOf([planned({ size: { reach: 10_000, ...size } }, { total: 100 })]), {
      learnt,
    });

  it('fires outside the range of what past campaigns did', () => {
    expect(claimed({ contactRate: 0.003 }, [kind('email', 0.01, 5)])).toEqual([
      'Claims 0.3 % (30 contacts), below what 5 past campaigns of its kind did: 0.6 % to 1.7 % (60 to 170 contacts). The forecast takes 100 contacts.',
    ]);
    expect(claimed({ expectedContacts: 500 }, [kind('email', 0.01, 5)])[0]).toContain('above');
    expect(claimed({ responseRate: 0.01, contactsPerResponse: 3 }, [kind('email', 0.01, 5)])[0]).toContain(
      'Claims 3 %',
    );
    expect(claimed({ contactRate: 0.006 }, [kind('email', 0.01, 5)])).toEqual([]);
  });

  it('asks the type before the medium, and neither when they were seen too seldom', () => {
    expect(
      claimed({ contactRate: 0.05 }, [kind('email', 0.01, 5), kind('email/promotion', 0.05, 3)]),
    ).toEqual([]);
    expect(claimed({ contactRate: 0.05 }, [kind('email', 0.01, 1)])).toEqual([]);
    expect(claimed({}, [kind('email', 0.01, 5)])).toEqual([]);
  });
});

describe('goals, precedents and reviews', () => {
  it('no-shared-goal is content with any of three goals', () => {
    const with_ = (goals: object) => found('no-shared-goal', planOf([planned({ goals })]));
    expect(with_({})).toHaveLength(1);
    expect(with_({ goalContacts: 1 })).toEqual([]);
    expect(with_({ goalRevenue: 1 })).toEqual([]);
  });

  it('no-precedent fires for a new medium, and for one that could not be measured', () => {
    const past = planned({ id: 'past', start: moment('2026-10-01T10:00'), status: 'sent' });
    const next = (fields: object, source: 'default' | 'calendar') =>
      planned(fields, { total: 50, fields: { sizeSource: source } });
    expect(said('no-precedent', planOf([past, next({}, 'calendar')]))).toEqual([]);
    expect(said('no-precedent', planOf([past, next({ medium: 'push' }, 'calendar')]))[0]).toMatch(
      /^It is the first push campaign: about 50 contacts/,
    );
    expect(said('no-precedent', planOf([past, next({}, 'default')]))[0]).toMatch(
      /^No past email campaign could be measured/,
    );
  });

  it('unreviewed-campaign fires for what ended after the last day of history', () => {
    const ended = (text: string) => {
      const history = [{ lastDay: day('2026-11-15') }];
      return said(
        'unreviewed-campaign',
        planOf([planned({ start: moment(text) }, { total: 80 })], { history }),
      );
    };
    expect(ended('2026-11-15T10:00')).toEqual([]);
    expect(ended('2026-11-16T10:00')[0]).toBe(
      'It ended Mon 16 Nov, and history stops on Sun 15 Nov: its 80 expected contacts were never compared with what came.',
    );
    expect(ended('2026-11-23T10:00')).toEqual([]);
  });
});

describe('cancelled campaigns', () => {
  it('are found fault with by no rule', () => {
    const draft = planned({
      status: 'cancelled',
      size: {},
      support: {},
      offer: {},
      goals: {},
      announced: day('2026-11-23'),
    });
    const plan = planOf([draft]);
    expect(formatDay(plan.asOf)).toBe('2026-11-23');
    for (const rule of ['short-notice', 'no-volume', 'missing-briefing', 'no-shared-goal', 'no-launch-time'])
      expect(found(rule, plan)).toEqual([]);
  });
});
