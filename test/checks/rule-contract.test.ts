import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/local-date.ts';
import type { Campaign } from '../../src/campaigns/campaign.ts';
import { fingerprintOf } from '../../src/checks/fingerprint.ts';
import { rules } from '../../src/checks/rules.ts';
import { runChecks } from '../../src/checks/run-checks.ts';
import { day, moment, planned, planOf, usualSettings } from './plan-builder.ts';

const media = ['email', 'tv', 'sms', 'paid-search', 'social', 'direct-mail'];
const anyDay = fc.integer({ min: day('2026-11-01'), max: day('2026-12-31') });
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });
const momentOn = (number: number, hour: number): Campaign['start'] =>
  moment(`${formatDay(number)}T${String(hour).padStart(2, '0')}:00`);

/** Any row of a calendar, sensible or not. */
const anyCampaign = fc
  .record({
    id: fc.stringMatching(/^[a-z]{1,6}$/),
    medium: fc.constantFrom(...media),
    type: maybe(fc.constantFrom('promotion', 'launch', 'loyalty', 'price-change', 'notice')),
    status: fc.constantFrom('planned', 'confirmed', 'sent', 'cancelled') as fc.Arbitrary<Campaign['status']>,
    startDay: anyDay,
    hour: fc.integer({ min: 0, max: 23 }),
    length: maybe(fc.integer({ min: 0, max: 20 })),
    announced: maybe(anyDay),
    reach: maybe(fc.integer({ min: 0, max: 50_000 })),
    rate: maybe(fc.double({ min: 0, max: 0.1, noNaN: true })),
    offer: fc.record({
      offer: maybe(fc.string()),
      audience: maybe(fc.constantFrom('all', 'new-customers', 'vip')),
      retroactiveDays: maybe(fc.integer({ min: 0, max: 30 })),
      postingDays: maybe(fc.integer({ min: 0, max: 60 })),
      redeemBy: maybe(anyDay),
      soldThrough: maybe(fc.subarray(['web', 'phone', 'store'])),
    }),
    expires: maybe(anyDay),
    goalSales: maybe(fc.integer({ min: 0, max: 5000 })),
    contacts: fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 30 }),
    channel: fc.constantFrom('phone', 'click-to-call', 'chat', 'social'),
  })
  .map((row) =>
    planned(
      {
        id: row.id,
        medium: row.medium,
        type: row.type,
        status: row.status,
        start: momentOn(row.startDay, row.hour),
        end: row.length === undefined ? undefined : momentOn(row.startDay + row.length, row.hour),
        announced: row.announced,
        size: { reach: row.reach, contactRate: row.rate },
        offer: {
          ...row.offer,
          offerExpires: row.expires === undefined ? undefined : momentOn(row.expires, 20),
        },
        support: {},
        goals: { goalSales: row.goalSales },
        channels: [{ channel: row.channel, share: 1 }],
      },
      { contacts: row.contacts, channel: row.channel },
    ),
  );

const anyPlan = fc
  .record({
    drafts: fc.uniqueArray(anyCampaign, { maxLength: 8, selector: ({ campaign }) => campaign.id }),
    scheduled: fc.integer({ min: 0, max: 60 }),
    level: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ drafts, scheduled, level }) =>
    planOf(drafts, {
      teams: {
        voice: { scheduled, unaware: Math.min(10, scheduled), serviceLevel: level, abandonment: 1 - level },
      },
    }),
  );

describe('every rule', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s says what it is for', (id, rule) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.title.length).toBeGreaterThan(3);
    expect(rule.story.length).toBeGreaterThan(60);
    expect(rule.firesWhen).toMatch(/^[a-z]/);
    expect(rule.remedy).toMatch(/[.)]$/);
    for (const [name, option] of Object.entries(rule.options)) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(option.description.length).toBeGreaterThan(3);
      if (option.kind === 'fraction')
        expect(option.default).toSatisfy((value) => typeof value === 'number' && value >= 0 && value <= 1);
    }
  });

  it('has an id of its own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('is silent on an empty plan and on one without a calendar', () => {
    expect(runChecks(planOf([])).findings).toEqual([]);
  });

  it('makes findings that can be acted on, whatever the calendar: in time, by somebody, with finite figures and without repeats', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const { findings } = runChecks(plan);
        for (const { message, action, data, fingerprint, rule } of findings) {
          expect(message).not.toMatch(/NaN|undefined|Infinity|\[object/);
          expect(message.trim()).toBe(message);
          expect(`${action?.what} ${action?.effect ?? ''}`).not.toMatch(/NaN|undefined|Infinity|\[object/);
          expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
          expect(rules.map(({ id }) => id)).toContain(rule);
          if (action?.by !== undefined) expect(parseDay(action.by)).toBeGreaterThanOrEqual(plan.asOf);
          for (const value of Object.values(data))
            if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
        }
        expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
        expect(
          findings.filter(({ campaign }) =>
            plan.campaigns.some(
              (entry) => entry.campaign.id === campaign && entry.campaign.status === 'cancelled',
            ),
          ),
        ).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a clean calendar', () => {
  it('of 50 campaigns over ten weeks gives no finding', () => {
    const drafts = Array.from({ length: 50 }, (_, index) => {
      const start = day('2026-11-23') + Math.floor(index / 6) * 7 + (index % 5);
      const medium = ['email', 'sms', 'direct-mail', 'tv', 'paid-search'][index % 5] ?? 'email';
      return planned(
        {
          id: `clean-${index}`,
          medium,
          start: momentOn(start, 9 + (index % 6)),
          announced: start - 28,
          offer: {
            offer: 'A vacuum for $99',
            offerCode: 'VAC99',
            offerExpires: momentOn(start + 3 - (index % 5 > 1 ? 3 : 0), 18),
            audience: 'all',
            retroactiveDays: 14,
            soldThrough: ['web', 'phone'],
          },
          size: { reach: 4000, contactRate: 0.005 },
        },
        { contacts: [6, 4, 2, 1] },
      );
    });
    const past = media.map((medium) =>
      planned({ id: `past-${medium}`, medium, status: 'sent', start: moment('2026-09-01T10:00') }),
    );
    const { findings, notes } = runChecks(
      planOf([...past, ...drafts], { days: 28, teams: { digital: { scheduled: 9 } } }),
    );
    expect(findings).toEqual([]);
    expect(notes).toEqual([]);
  });
});

describe('a calendar of a thousand campaigns', () => {
  it('gives every campaign its findings', () => {
    const drafts = Array.from({ length: 1000 }, (_, index) =>
      planned(
        {
          id: `c${index}`,
          start: momentOn(day('2026-11-23') + (index % 60), 8 + (index % 10)),
          announced: undefined,
          support: {},
        },
        { contacts: [9, 6, 3, 1] },
      ),
    );
    const { findings } = runChecks(planOf(drafts, { days: 28, settings: usualSettings }), {
      only: ['missing-briefing', 'campaigns-collide', 'no-direct-path'],
    });
    const briefings = findings.filter(({ rule }) => rule === 'missing-briefing');
    expect(briefings).toHaveLength(1000);
    expect(new Set(briefings.map(({ fingerprint }) => fingerprint))).toEqual(
      new Set(drafts.map(({ campaign }) => fingerprintOf(`missing-briefing\u0000${campaign.id}\u0000`))),
    );
  });
});
