import { describe, expect, it } from 'vitest';
import type { ContactSeries } from '../../src/history/contact-series.ts';
import { actualInterval } from '../../src/plan/actual-contacts.ts';
import { historyWithActuals } from '../../src/plan/history-with-actuals.ts';
import type { LearntCampaigns } from '../../src/plan/learnt-campaigns.ts';
import { claimedContacts, reviewCampaigns } from '../../src/plan/review.ts';
import type { Score } from '../../src/plan/review-scores.ts';
import { day, intervalAt, planned, planOf } from '../checks/plan-builder.ts';

/** A series of whole days with the same figures in every slot, changed where `at` says. */
function series(options: {
  readonly channel?: string;
  readonly first: string;
  readonly days: number;
  readonly seconds?: number;
  readonly contacts?: (slot: number) => number;
  readonly abandoned?: (slot: number) => number;
  readonly waits?: (slot: number) => number;
  readonly gaps?: readonly number[];
}): ContactSeries {
  const {
    channel = 'phone',
    first,
    days,
    seconds = 3600,
    contacts = () => 0,
    abandoned,
    waits,
    gaps = [],
  } = options;
  const intervalsPerDay = 86_400 / seconds;
  const length = days * intervalsPerDay;
  const array = (value: (slot: number) => number): Float64Array =>
    Float64Array.from({ length }, (_, slot) => value(slot));
  return {
    channel,
    intervalSeconds: seconds,
    intervalsPerDay,
    firstDay: day(first),
    days,
    contacts: array(contacts),
    observed: Uint8Array.from({ length }, (_, slot) => (gaps.includes(slot) ? 0 : 1)),
    abandoned: abandoned && array(abandoned),
    waitingTimeSeconds: waits && array(waits),
  };
}

const nothingLearnt: LearntCampaigns = { kinds: [], campaigns: [] };

function learnt(contacts: number | undefined, rate = 0.01): LearntCampaigns {
  return {
    kinds: [
      {
        kind: 'email',
        medium: 'email',
        type: undefined,
        seen: 3,
        telling: 3,
        rate,
        rateLower80: rate,
        rateUpper80: rate,
        nextLower80: rate,
        nextUpper80: rate,
        defaultRate: 0.01,
        defaultOrigin: 'shipped',
        claims: undefined,
        speed: undefined,
        evidence: '',
      },
    ],
    campaigns: [
      {
        id: 'mail',
        name: 'Mail',
        kind: 'email',
        startDay: 0,
        startInstant: 0,
        reach: 4000,
        expectedContacts: 0,
        expectedFrom: 'calendar',
        actualContacts: contacts,
        actualStandardError: 9,
        rate: undefined,
      },
    ],
  };
}

describe('actual figures of an interval', () => {
  const plan = planOf();
  const at = plan.grid.intervals[intervalAt(plan, '2026-11-24T10:00')];
  const of = (options: Parameters<typeof series>[0]) =>
    at === undefined ? undefined : actualInterval(series(options), at);

  it('are those of the slot, the sum of finer slots, or the share of a coarser one', () => {
    const start = { first: '2026-11-24', days: 1 };
    expect(of({ ...start, contacts: (slot) => slot })?.contacts).toBe(10);
    expect(of({ ...start, seconds: 900, contacts: (slot) => slot })?.contacts).toBe(40 + 41 + 42 + 43);
    expect(of({ ...start, seconds: 86_400, contacts: () => 240 })?.contacts).toBe(10);
  });

  it('are unknown outside the series and where a part was not observed', () => {
    expect(of({ first: '2026-11-25', days: 1 })?.contacts).toBeUndefined();
    expect(of({ first: '2026-11-20', days: 4 })?.contacts).toBeUndefined();
    expect(of({ first: '2026-11-24', days: 1, seconds: 1800, gaps: [21] })?.contacts).toBeUndefined();
    expect(of({ first: '2026-11-24', days: 1 })?.abandoned).toBeUndefined();
  });
});

describe('history with the actuals', () => {
  it('has both, the actuals where both know, finer ones added up', () => {
    const past = series({ first: '2026-11-20', days: 3, contacts: () => 1 });
    const came = series({ first: '2026-11-22', days: 3, seconds: 1800, contacts: () => 2, gaps: [4] });
    const [joined] = historyWithActuals([past], [came]);
    const dayOf = (index: number): number[] =>
      [...(joined?.contacts ?? [])].slice(index * 24, index * 24 + 4);
    expect(joined).toMatchObject({ firstDay: day('2026-11-20'), days: 5, intervalsPerDay: 24 });
    expect([dayOf(1), dayOf(2), dayOf(4)]).toEqual([
      [1, 1, 1, 1],
      [4, 4, 1, 4],
      [4, 4, 4, 4],
    ]);
  });

  it('leaves channels alone of which nothing usable came', () => {
    const past = series({ first: '2026-11-20', days: 1 });
    expect(historyWithActuals([past], [series({ channel: 'chat', first: '2026-11-21', days: 1 })])).toEqual([
      past,
    ]);
    expect(historyWithActuals([past], [series({ first: '2026-11-21', days: 1, seconds: 86_400 })])).toEqual([
      past,
    ]);
  });
});

describe('a review', () => {
  const draft = planned(
    {
      id: 'mail',
      goals: { goalSales: 20, salesPerContact: 0.2, revenuePerSale: 50, cost: 260 },
      size: { reach: 4000, contactRate: 0.02 },
    },
    { contacts: [60, 40], total: 100 },
  );
  const plan = planOf([draft], { days: 2, teams: { voice: { scheduled: 25 } } });
  const open = (slot: number): boolean => slot % 24 >= 8 && slot % 24 < 20;
  const came = series({
    first: '2026-11-23',
    days: 2,
    contacts: (slot) => (open(slot) ? 40 : 0) + (slot === 34 ? 90 : slot === 35 ? 40 : 0),
    abandoned: (slot) => (slot === 34 ? 13 : slot === 35 ? 8 : 0),
    waits: (slot) => (slot === 34 || slot === 35 ? 2100 : 0),
  });
  const review = reviewCampaigns({
    plan,
    actuals: [came],
    learntBefore: nothingLearnt,
    learntAfter: learnt(130),
  });
  const [mail] = review.campaigns;
  const score = (subject: Score['subject']): Score | undefined =>
    mail?.scores.find((one) => one.subject === subject);

  it('sets what came beside what was expected and what was claimed', () => {
    expect(mail).toMatchObject({
      expectedContacts: 100,
      claimedContacts: 80,
      actualContacts: 130,
      actualStandardError: 9,
      expectedRate: 0.025,
      actualRate: 0.0325,
      costPerContact: 2,
      sales: 26,
      revenue: 1300,
      noticeDays: 35,
    });
  });

  it('counts callers and waits in the hours in which the campaign was felt', () => {
    expect(mail?.hours).toMatchObject({
      offeredContacts: 210,
      abandonedContacts: 21,
      averageWaitSeconds: 20,
      lostRevenue: 420,
      plannedServiceLevelFraction: 0.95,
      coverFraction: 0.8,
    });
  });

  it('scores both sides', () => {
    expect(score('notice')).toMatchObject({ side: 'marketing', good: true, value: 35 });
    expect(score('estimate')).toMatchObject({ good: false, value: 130 / 80 });
    expect(score('briefing')?.good).toBe(true);
    expect(score('forecast')).toMatchObject({ side: 'contact-centre', good: true, value: 1.3 });
    expect(score('cover')).toMatchObject({ good: false, value: 0.8 });
    expect(score('callers-answered')).toMatchObject({ good: false, value: 0.9 });
    expect(score('goal')).toMatchObject({ side: 'both', good: true, value: 1.3 });
  });

  it('measures the forecast by channel, with and without the campaigns', () => {
    // 24 open hours of 40, and 100 expected beside 130 that came: off by 30 and by 0 in the two hours.
    const [phone] = review.channels;
    const actual = 24 * 40 + 130;
    expect(phone).toMatchObject({ channel: 'phone', expectedContacts: 1060, actualContacts: actual });
    expect(phone?.wape).toBeCloseTo(30 / actual, 12);
    expect(phone?.bias).toBeCloseTo(-30 / actual, 12);
    expect(phone?.wapeWithoutCampaigns).toBeCloseTo(130 / actual, 12);
  });

  it('says what the next forecast takes from it', () => {
    const before = learnt(undefined, 0.02);
    const { changes } = reviewCampaigns({
      plan,
      actuals: [came],
      learntBefore: before,
      learntAfter: learnt(130, 0.03),
    });
    expect(changes).toEqual([{ kind: 'email', before: 0.02, after: 0.03, campaigns: 3 }]);
    expect(review.changes).toMatchObject([{ before: undefined }]);
  });

  it('leaves open what the data does not say', () => {
    const bare = planOf(
      [
        planned(
          { id: 'mail', goals: {}, announced: undefined, support: {}, size: { reach: 4000 } },
          { contacts: [60] },
        ),
      ],
      {
        days: 2,
        settings:
          'timezone: America/New_York\ninterval: 60m\nchannels: { phone: { team: voice } }\nteams: { voice: { hours: "Mon-Sun 08:00-20:00" } }\n',
      },
    );
    const counted = series({ first: '2026-11-23', days: 2, contacts: () => 40 });
    const [one] = reviewCampaigns({
      plan: bare,
      actuals: [counted],
      learntBefore: nothingLearnt,
      learntAfter: learnt(undefined),
    }).campaigns;
    expect(one).toMatchObject({
      claimedContacts: undefined,
      actualContacts: undefined,
      costPerContact: undefined,
      sales: undefined,
      noticeDays: undefined,
    });
    expect(one?.hours).toMatchObject({
      abandonedContacts: undefined,
      averageWaitSeconds: undefined,
      coverFraction: undefined,
      lostRevenue: undefined,
    });
    expect(one?.scores.filter(({ good }) => good !== undefined).map(({ subject }) => subject)).toEqual([
      'briefing',
    ]);
  });

  it('is of the campaigns that were asked for', () => {
    expect(
      reviewCampaigns({
        plan,
        actuals: [came],
        learntBefore: nothingLearnt,
        learntAfter: nothingLearnt,
        only: ['none'],
      }).campaigns,
    ).toEqual([]);
  });
});

describe('what the calendar claims', () => {
  it('is its number, or a rate times the reach', () => {
    expect(claimedContacts({ expectedContacts: 7, reach: 1, contactRate: 1 })).toBe(7);
    expect(claimedContacts({ reach: 1000, responseRate: 0.02, contactsPerResponse: 1.5 })).toBe(30);
    expect(claimedContacts({ reach: 1000 })).toBeUndefined();
    expect(claimedContacts({ contactRate: 0.1 })).toBeUndefined();
  });
});
