import { describe, expect, it } from 'vitest';
import { dedicatedAgents } from '../../src/checks/no-direct-path.ts';
import { found, said } from './found.ts';
import {
  campaign,
  intervalAt,
  moment,
  planned,
  planOf,
  usualSettings,
  type TeamFigures,
} from './plan-builder.ts';

const { offer } = campaign();

/** A value in some hours, another in the others. */
const within = (
  from: string,
  hours: number,
  value: number,
  otherwise: number,
): ((interval: number) => number) => {
  const first = intervalAt(planOf(), from);
  return (interval) => (interval >= first && interval < first + hours ? value : otherwise);
};

describe('understaffed-surge', () => {
  const surge = [planned({ id: 'mail', name: 'Mail' }, { contacts: [100, 60, 20] })];
  const voice = (hours: number, figures: TeamFigures = {}): TeamFigures => ({
    serviceLevel: within('2026-11-24T10:00', hours, 0.4, 0.95),
    abandonment: within('2026-11-24T10:00', hours, 0.1, 0),
    scheduled: within('2026-11-24T10:00', hours, 26, 14),
    unaware: 14,
    ...figures,
  });
  const finds = (figures: TeamFigures, drafts = surge) =>
    found('understaffed-surge', planOf(drafts, { teams: { voice: figures } }));

  it('fires on two intervals in a row below the target, with agents, hours, callers and money', () => {
    const [finding, ...others] = finds(voice(2));
    expect(others).toEqual([]);
    // Phone and click-to-call bring 40 + 40 an hour, the mail 100 and 60: 320 in all, a tenth of which hang up.
    expect(finding).toMatchObject({
      severity: 'error',
      campaign: 'mail',
      data: {
        team: 'voice',
        intervals: 2,
        missingPaidAgents: 6,
        missingAgentHours: 12,
        abandonedContacts: 32,
        overtimeCost: 504,
      },
    });
    expect(finding?.message).toMatch(
      /^Tue 24 Nov 10:00–12:00 voice answers as little as 40 % in time; the target is 80 % in 20 s\./,
    );
    expect(finding?.message).toContain('about 32 of 320 hang up, worth USD');
    expect(finding?.message).toContain('It takes 6 more paid agents than the 20 there are.');
  });

  it('is silent on a single interval, unless many callers are lost in it', () => {
    expect(finds(voice(1))).toEqual([]);
    expect(finds(voice(1, { abandonment: within('2026-11-24T10:00', 1, 0.12, 0) }))).toHaveLength(1);
  });

  it('leaves misses of up to two points alone', () => {
    expect(
      finds(voice(2, { serviceLevel: within('2026-11-24T10:00', 2, 0.785, 0.95), abandonment: 0.01 })),
    ).toEqual([]);
    expect(
      finds(voice(2, { serviceLevel: within('2026-11-24T10:00', 2, 0.775, 0.95), abandonment: 0.01 })),
    ).toHaveLength(1);
  });

  it('puts it down to the campaign that brings most, and names the others', () => {
    const drafts = [...surge, planned({ id: 'spot', name: 'Spot' }, { contacts: [300, 60] })];
    const [finding] = finds(voice(2), drafts);
    expect(finding?.campaign).toBe('spot');
    expect(finding?.message).toContain('(with “Mail”)');
  });

  it('is a warning where no campaign is the reason', () => {
    const [finding] = finds({ ...voice(2), serviceLevel: within('2026-11-26T10:00', 2, 0.4, 0.95) });
    expect(finding).toMatchObject({
      severity: 'warning',
      campaign: undefined,
      location: { file: 'surgecast.yaml' },
    });
  });

  it('tells of several stretches once, by the one in which most callers are lost', () => {
    const first = within('2026-11-24T10:00', 2, 1, 0);
    const second = within('2026-11-24T14:00', 2, 1, 0);
    const both = (i: number): boolean => first(i) + second(i) > 0;
    const drafts = [planned({}, { contacts: [50, 50, 0, 0, 200, 200] })];
    const [finding, ...others] = finds(
      { serviceLevel: (i) => (both(i) ? 0.4 : 0.95), abandonment: (i) => (both(i) ? 0.1 : 0) },
      drafts,
    );
    expect(others).toEqual([]);
    expect(finding?.message).toMatch(/^In 4 hours of 2 stretches, the worst Tue 24 Nov 14:00–16:00/);
  });

  it('says once that it does not know how many agents there are', () => {
    const settings = usualSettings.replace(', agents: 20', '');
    const plan = planOf(surge, { settings });
    expect(found('understaffed-surge', plan)).toEqual([]);
  });

  it.each([
    ['2026-11-24T10:00', 22, 'marketing', 'no time left to find 2 more agents'],
    [
      '2026-11-27T10:00',
      22,
      'contact-centre',
      'by overtime: 4 agent-hours in voice, USD 168 at overtime pay',
    ],
    ['2026-11-24T10:00', 60, 'marketing', '40 more agents at once cannot be found'],
  ])('from %s, %i agents: %s acts (%s)', (start, scheduled, who, what) => {
    const drafts = [planned({ start: moment(start) }, { contacts: [100, 60] })];
    const [finding] = finds(
      {
        serviceLevel: within(start, 2, 0.4, 0.95),
        scheduled: within(start, 2, scheduled, 14),
        abandonment: 0.05,
        unaware: 14,
      },
      drafts,
    );
    expect(finding?.action?.who).toBe(who);
    expect(finding?.action?.what).toContain(what);
  });
});

describe('unstaffed-click-to-call', () => {
  it('fires on a channel that no team answers', () => {
    const drafts = [
      planned(
        {
          channels: [
            { channel: 'phone', share: 0.7 },
            { channel: 'video', share: 0.3 },
          ],
        },
        { total: 200 },
      ),
    ];
    expect(said('unstaffed-click-to-call', planOf(drafts))).toEqual([
      'Sends 30 % of its contacts (about 60) to video, which no team answers.',
    ]);
  });

  it('fires on a team without agents', () => {
    const drafts = [planned({ channels: [{ channel: 'chat', share: 1 }] })];
    expect(
      found('unstaffed-click-to-call', planOf(drafts, { teams: { digital: { available: 0 } } })),
    ).toHaveLength(1);
    expect(found('unstaffed-click-to-call', planOf(drafts))).toEqual([]);
  });

  const flight = (start: string, end: string) =>
    found(
      'unstaffed-click-to-call',
      planOf([
        planned(
          {
            medium: 'paid-search',
            channels: [{ channel: 'click-to-call', share: 1 }],
            start: moment(start),
            end: moment(end),
          },
          { total: 500 },
        ),
      ]),
    );

  it('suggests hours for a number that is shown while nobody answers', () => {
    // Tue 10–23, Wed to Sat 16 waking hours each, Sun 7–20: 90; open Tue 10, Wed–Fri 12 each, Sat 8: 54.
    const [finding] = flight('2026-11-24T10:00', '2026-11-29T20:00');
    expect(finding?.data).toMatchObject({ wakingHours: 90, closedHours: 36, closedShareFraction: 0.4 });
    expect(finding?.hint).toBe(
      'show the number only while it is answered (day-parting): Tue 24 Nov 10:00–20:00, Wed 25 Nov–Fri 27 Nov 08:00–20:00 and Sat 28 Nov 09:00–17:00',
    );
  });

  it('lets ordinary evenings pass', () => {
    expect(flight('2026-11-23T08:00', '2026-11-27T17:00')).toEqual([]);
  });
});

describe('launch-while-closed', () => {
  const with_ = (fields: object, start = '2026-11-29T14:00') =>
    said(
      'launch-while-closed',
      planOf([planned({ start: moment(start) }, { contacts: [1], total: 100, fields })]),
    );

  it('fires from a fifth of the contacts on', () => {
    expect(with_({ lostWhileClosedContacts: 12, carriedContacts: 8 })).toEqual([
      '20 % of its contacts (about 20 of 100) come outside opening hours: 12 find nobody and are lost and 8 come back at the next opening. It starts Sun 29 Nov 14:00, when phone is closed until Mon 30 Nov 08:00.',
    ]);
    expect(with_({ lostWhileClosedContacts: 12, carriedContacts: 7 })).toEqual([]);
  });

  it('says nothing of the launch when that is in opening hours', () => {
    expect(with_({ lostWhileClosedContacts: 50 }, '2026-11-24T19:00')[0]).not.toContain('It starts');
  });
});

describe('campaigns-collide', () => {
  const pair = (second: string, contacts: readonly number[]) => [
    planned({ id: 'mail', name: 'Mail' }, { contacts: [50, 30, 10] }),
    planned({ id: 'text', name: 'Text', start: moment(second) }, { contacts }),
  ];
  const short: TeamFigures = { scheduled: 30, unaware: 14 };
  const with_ = (second: string, contacts: readonly number[], voice = short) =>
    found('campaigns-collide', planOf(pair(second, contacts), { teams: { voice } }));

  it('fires when two surges peak together, and says what moving one saves', () => {
    const [finding] = with_('2026-11-24T10:00', [30, 10]);
    expect(finding).toMatchObject({
      campaign: 'text',
      data: { with: ['mail'], peakContacts: 80, addedPaidAgents: 16, savedPaidAgents: 6 },
    });
    expect(finding?.message).toBe(
      'Peaks together with “Mail”: 80 contacts in the hour from Tue 24 Nov 10:00, where the largest alone brings 50. Together they take 30 paid agents in voice (20 there are); moving this one saves about 6 agents and moving “Mail” 10.',
    );
  });

  it('is silent apart, for trifles, and where the agents suffice', () => {
    expect(with_('2026-11-24T13:00', [30, 10])).toEqual([]);
    expect(with_('2026-11-24T10:00', [12, 1])).toEqual([]);
    expect(with_('2026-11-24T10:00', [30, 10], { scheduled: 20, unaware: 14 })).toEqual([]);
  });

  it('tells of the same campaigns on two teams once', () => {
    const both = pair('2026-11-24T10:00', [30, 10]);
    const plan = planOf(both, { teams: { voice: short, digital: { scheduled: 40, unaware: 10 } } });
    const chat = plan.campaigns.map((entry) => ({
      ...entry,
      contactsByChannel: new Map([
        ...entry.contactsByChannel,
        ['chat', entry.contactsByChannel.get('phone') ?? new Float64Array()],
      ]),
    }));
    const findings = found('campaigns-collide', { ...plan, campaigns: chat });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.data['team']).toBe('digital');
  });
});

describe('no-direct-path', () => {
  const with_ = (contacts: number, support: object = {}) =>
    found('no-direct-path', planOf([planned({ support }, { contacts: [contacts] })]));

  it('fires from a quarter of a team’s contacts on, and 20', () => {
    expect(with_(26)).toEqual([]);
    expect(with_(28)).toHaveLength(1);
    expect(with_(28, { menuOption: '3' })).toEqual([]);
    expect(with_(28, { phoneNumber: '800-555-0101' })).toEqual([]);
  });

  it('compares a pooled with a dedicated queue: pooling never takes more', () => {
    for (const load of [5, 20, 80]) {
      const pooled = { offeredLoad: load, requiredAgents: Math.ceil(load + 1.2 * Math.sqrt(load)) };
      for (const share of [0.1, 0.4, 0.7]) {
        const apart = dedicatedAgents(load * share, pooled) + dedicatedAgents(load * (1 - share), pooled);
        expect(apart).toBeGreaterThanOrEqual(pooled.requiredAgents);
      }
    }
  });
});

describe('deadline-surge', () => {
  const ends = (text: string, hasTime = true, figures: TeamFigures = {}) =>
    said(
      'deadline-surge',
      planOf(
        [
          planned(
            { offer: { ...offer, offerExpires: { ...moment(text), hasTime } } },
            { contacts: [10], total: 50 },
          ),
        ],
        { teams: { voice: figures } },
      ),
    );

  it('fires when nobody answers in the last two waking hours', () => {
    expect(ends('2026-11-27T20:00')).toEqual([]);
    expect(ends('2026-11-27T21:00')).toEqual([]);
    expect(ends('2026-11-27T22:00')).toEqual([
      'The offer ends Fri 27 Nov 22:00, and nobody answers phone in the last 2 h before. 10 % of its contacts come shortly before a deadline: about 5 here.',
    ]);
    expect(ends('2026-11-29T12:00')[0]).toContain('in the last 11 h before');
  });

  it('takes a date without a time as the whole day', () => {
    expect(ends('2026-11-27', false)[0]).toContain('in the last 3 h before');
  });

  it('fires when the last day is answered too late', () => {
    const figures = { serviceLevel: within('2026-11-27T16:00', 2, 0.5, 0.95) };
    expect(ends('2026-11-27T18:00', true, figures)[0]).toContain(
      'the agents there are answer too late Fri 27 Nov 16:00–18:00',
    );
    expect(ends('2026-11-30T18:00', true, figures)).toEqual([]);
  });

  it('looks no further than the plan', () => {
    expect(ends('2026-12-31T23:00')).toEqual([]);
  });
});

describe('social-surge-unwatched', () => {
  const covered = usualSettings.replace(
    '  chat:',
    '  social: { team: digital, kind: deferred, respond_within: 1h, hours: "Mon-Sun 08:00-22:00" }\n  chat:',
  );
  const with_ = (fields: object, settings = usualSettings) =>
    said('social-surge-unwatched', planOf([planned(fields)], { settings }));

  it('fires without a team, for social media and contentious types', () => {
    expect(with_({ medium: 'social' })[0]).toContain('no team answers social');
    expect(with_({ type: 'price-change' })[0]).toMatch(/^A price-change is talked about/);
    expect(with_({})).toEqual([]);
  });

  it('fires when the first day has a gap beyond the response goal in waking hours', () => {
    expect(with_({ medium: 'social' }, covered)).toEqual([]);
    const late = covered.replace('Mon-Sun 08:00-22:00', 'Mon-Fri 08:00-20:00');
    expect(with_({ medium: 'social' }, late)[0]).toBe(
      'It runs on social, and nobody answers social Tue 24 Nov 20:00–23:00: 3 h without cover, where the goal is 60 min.',
    );
  });
});

describe('channel-disparity', () => {
  const service = (line: string) => {
    const settings = usualSettings.replace('  chat:', `  service: ${line}\n  chat:`);
    return said('channel-disparity', planOf([planned({}, { contacts: [5] })], { settings, days: 7 }));
  };

  it('fires on channels for customers that are closed, slow or answered by nobody', () => {
    expect(service('{ team: voice }')).toEqual([]);
    expect(service('{ team: voice, hours: "Mon-Fri 10:00-12:00" }')[0]).toContain(
      'service is open 15 % of the hours of phone (10 of 68',
    );
    expect(service('{ team: voice, target: 80/5m }')[0]).toContain(
      'service answers within 5 min where phone answers within 20 s',
    );
  });
});

describe('teams', () => {
  it('over-occupied fires from two hours above the cap on, where callers are answered in time', () => {
    const busy = (hours: number, serviceLevel = 0.95) =>
      said(
        'over-occupied',
        planOf([], {
          teams: { voice: { occupancy: within('2026-11-24T10:00', hours, 0.93, 0.7), serviceLevel } },
        }),
      );
    expect(busy(1)).toEqual([]);
    expect(busy(2)[0]).toBe(
      'voice is busier than 88 % for 2 hours in which callers are answered in time; most Tue 24 Nov 10:00–11:00, with 93 %.',
    );
    expect(busy(2, 0.5)).toEqual([]);
  });

  it('over-staffed fires beyond half of the paid hours', () => {
    const idle = (scheduled: number) =>
      said('over-staffed', planOf([], { teams: { voice: { scheduled }, digital: { scheduled: 10 } } }));
    expect(idle(10)).toEqual([]);
    expect(idle(8)[0]).toContain(
      '60 % of the paid hours of voice (1,632 of 2,720) are beyond what the forecast needs (USD 45,696).',
    );
  });
});
