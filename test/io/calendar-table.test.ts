import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, formatDay } from '../../src/calendar/local-date.ts';
import { formatInstant, timeZone } from '../../src/calendar/time-zone.ts';
import type { Campaign } from '../../src/campaigns/campaign.ts';
import { shippedMedia } from '../../src/campaigns/media.ts';
import { calendarLayout } from '../../src/io/calendar-columns.ts';
import { readCalendar, type CalendarOptions } from '../../src/io/calendar-table.ts';
import { mediumWords, statusWords, typeWords } from '../../src/io/calendar-words.ts';
import { plainHeader } from '../../src/io/header-words.ts';
import { textSource } from '../../src/io/table-source.ts';
import { errorText, projectFile } from './reading.ts';

const zone = timeZone('America/New_York');

function read(text: string, options: Partial<CalendarOptions> = {}) {
  return readCalendar(textSource('campaigns.csv', text), { timeZone: zone, ...options });
}

function refusal(text: string, options: Partial<CalendarOptions> = {}): Promise<string> {
  return errorText(read(text, options));
}

/** The only campaign of a calendar with one row, given as column → cell. */
async function one(cells: Readonly<Record<string, string>>): Promise<Campaign> {
  const all = { id: 'a', name: 'A', medium: 'tv', start: '2026-11-23T09:30', ...cells };
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const text = `${Object.keys(all).map(quote).join(',')}\n${Object.values(all).map(quote).join(',')}\n`;
  const { campaigns } = await read(text);
  const [campaign] = campaigns;
  if (campaign === undefined) throw new Error('no campaign');
  return campaign;
}

const day = (text: string): number =>
  dayNumber(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))) ?? 0;

describe('readCalendar', () => {
  it('reads every column of the calendar', async () => {
    const cells = {
      id: 'fluggerbot',
      name: 'Fluggerbot launch',
      owner: 'Mia',
      status: 'confirmed',
      medium: 'email',
      type: 'launch',
      start: '2026-11-23T09:30',
      end: '2026-11-30',
      reach: '120,000',
      contact_rate: '1.5%',
      contact_rate_low: '0.01',
      contact_rate_high: '2 %',
      response_rate: '4%',
      contacts_per_response: '0.4',
      expected_contacts: '1800',
      uplift_percent: '20',
      channels: 'phone:60% click-to-call:40%',
      waves: '3',
      wave_gap: '2h',
      handle_time_factor: '1.3',
      handle_time: '0:06:30',
      announced: '2026-11-02',
      offer: 'Free shipping',
      offer_code: 'FLUG',
      offer_expires: '2026-11-30 23:59',
      audience: 'New customers',
      retroactive_days: '14',
      posting_days: '6 weeks',
      redeem_by: '2026-12-31',
      sold_through: 'web; phone',
      briefing: 'wiki/flug',
      agent_authority: 'refund shipping',
      phone_number: '+1 212 555 0100',
      menu_option: '1',
      goal_contacts: '1500',
      goal_sales: '300',
      goal_revenue: '$45,000.00',
      revenue_per_sale: '$149.50',
      sales_per_contact: '20%',
      cost: '9k',
      audience_file: 'lists/flug.csv',
    };
    expect(Object.keys(cells)).toEqual(
      calendarLayout.columns
        .map(({ name }) => name)
        .filter((name) => !name.endsWith('_time') || name === 'handle_time'),
    );
    const campaign = await one(cells);
    expect(campaign).toMatchObject({
      id: 'fluggerbot',
      name: 'Fluggerbot launch',
      owner: 'Mia',
      status: 'confirmed',
      medium: 'email',
      type: 'launch',
      start: {
        instant: Date.UTC(2026, 10, 23, 14, 30) / 1000,
        day: day('2026-11-23'),
        hasTime: true,
        resolution: 'exact',
      },
      end: { instant: Date.UTC(2026, 10, 30, 5) / 1000, day: day('2026-11-30'), hasTime: false },
      size: {
        reach: 120_000,
        contactRate: 0.015,
        contactRateLow: 0.01,
        contactRateHigh: 0.02,
        responseRate: 0.04,
        contactsPerResponse: 0.4,
        expectedContacts: 1800,
        upliftFraction: 0.2,
      },
      channels: [
        { channel: 'phone', share: 0.6 },
        { channel: 'click-to-call', share: 0.4 },
      ],
      waves: 3,
      waveGapSeconds: 7200,
      handleTimeFactor: 1.3,
      handleTimeSeconds: 390,
      announced: day('2026-11-02'),
      offer: {
        offer: 'Free shipping',
        offerCode: 'FLUG',
        audience: 'new-customers',
        retroactiveDays: 14,
        postingDays: 42,
        redeemBy: day('2026-12-31'),
        soldThrough: ['web', 'phone'],
      },
      support: {
        briefing: 'wiki/flug',
        agentAuthority: 'refund shipping',
        phoneNumber: '+1 212 555 0100',
        menuOption: '1',
      },
      goals: {
        goalContacts: 1500,
        goalSales: 300,
        goalRevenue: 45_000,
        revenuePerSale: 149.5,
        salesPerContact: 0.2,
        cost: 9000,
      },
      audienceFile: 'lists/flug.csv',
      location: { file: 'campaigns.csv', line: 2 },
    });
    expect(formatInstant(campaign.offer.offerExpires?.instant ?? 0, zone)).toBe('2026-11-30T23:59-05:00');
  });

  it('leaves what is not said undefined, and plans what has no status', async () => {
    const campaign = await one({ reach: '', channels: '-', announced: 'n/a', status: '', cost: 'TBD' });
    expect(campaign.size).toEqual({});
    expect(campaign).toMatchObject({
      status: 'planned',
      channels: undefined,
      announced: undefined,
      end: undefined,
      offer: {},
      goals: {},
      support: {},
    });
    expect(campaign.goals.cost).toBeUndefined();
  });

  it('says where each cell stands', async () => {
    const { campaigns, sourceLines } = await read(
      'id;name;medium;start;contact rate\na;"A; B";tv;2026-11-23;1%\n',
    );
    expect(campaigns[0]?.columns).toEqual({ id: 1, name: 3, medium: 10, start: 13, contact_rate: 24 });
    expect(sourceLines.get(2)).toBe('a;"A; B";tv;2026-11-23;1%');
  });

  it('reads the shipped example', async () => {
    const { campaigns, rows, notes } = await read(projectFile('fixtures/example/campaigns.csv'));
    expect(campaigns).toHaveLength(rows);
    expect(new Set(campaigns.map(({ id }) => id)).size).toBe(rows);
    expect(notes).toEqual([]);
  });

  it('takes other headers and words', async () => {
    const { campaigns } = await read(
      'Campaign;Marketing channel;Launch date;Launch time;Recipients;Call rate (%);Category;State;Target segment;Promo code\n' +
        'Herbst-Aktion;E-Mail;23.11.2026;9:30;1.200.000;0,5;Promo;Scheduled;existing;HERBST\n',
    );
    expect(campaigns[0]).toMatchObject({
      id: 'herbst-aktion',
      name: 'Herbst-Aktion',
      medium: 'email',
      type: 'promotion',
      status: 'confirmed',
      start: { day: day('2026-11-23'), hasTime: true },
      size: { reach: 1_200_000, contactRate: 0.005 },
      offer: { audience: 'existing-customers', offerCode: 'HERBST' },
    });
  });

  it('does not depend on the order of columns', async () => {
    const text = projectFile('fixtures/example/campaigns.csv');
    const { campaigns } = await read(text);
    // The example has no quotes with commas in its first columns; moving the last column to the front needs a real parse.
    const simple = text.split('\n').filter((line) => line !== '' && !line.includes('"'));
    const turned = simple.map((line) => line.split(',').toReversed().join(',')).join('\n');
    const read2 = await read(turned);
    const plain = (campaign: Campaign) => ({ ...campaign, location: undefined, columns: undefined });
    const ids = new Set(read2.campaigns.map(({ id }) => id));
    expect(read2.campaigns.map(plain)).toEqual(campaigns.filter(({ id }) => ids.has(id)).map(plain));
    expect(ids.size).toBeGreaterThan(20);
  });

  it('reads times with an offset, and says when the clock change skips or repeats one', async () => {
    expect((await one({ start: '2026-11-23T15:30+01:00' })).start).toMatchObject({
      instant: Date.UTC(2026, 10, 23, 14, 30) / 1000,
      resolution: 'exact',
    });
    expect((await one({ start: '2026-11-22T23:30-08:00' })).start.day).toBe(day('2026-11-23'));
    expect((await one({ start: '2026-11-01T01:30' })).start.resolution).toBe('repeated');
    expect((await one({ start: '2026-03-08T02:30' })).start.resolution).toBe('skipped');
    expect((await one({ start: '2026-11-01T01:30-05:00' })).start.resolution).toBe('exact');
    expect((await one({ start: '2026-11-23' })).start).toMatchObject({ hasTime: false, resolution: 'exact' });
  });

  it('keeps media and types that it does not know, with a note', async () => {
    const { campaigns, notes } = await read('id,medium,start,type\na,Sky Writing,2026-11-23,Grand Opening\n');
    expect(campaigns[0]).toMatchObject({ medium: 'sky-writing', type: 'grand-opening' });
    expect(notes).toEqual([
      { message: 'medium "Sky Writing" is none that has defaults: kept as sky-writing', count: 1 },
    ]);
  });

  it('maps headers of the user’s own', async () => {
    const columns = { name: 'Kampagne', start: 'Beginn', medium: 'Weg', reach: 'Empfänger' };
    const { campaigns } = await read('Kampagne;Beginn;Weg;Empfänger\nHerbst;23.11.2026 09:30;TV;500\n', {
      columns,
    });
    expect(campaigns[0]).toMatchObject({ id: 'herbst', medium: 'tv', size: { reach: 500 } });
  });

  it('refuses a mapping that cannot be followed', async () => {
    const columns = { strat: 'Beginn', medium: 'Weg', name: 'name', start: 'start' };
    const text = await refusal('name,start,medium\na,2026-11-23,tv\n', { columns });
    expect(text).toContain(
      'columns names "strat", which is no column of a calendar\n  hint: did you mean start?',
    );
    expect(text).toContain(
      'columns maps medium to "Weg", which the file does not have\n  hint: the file has name, start, medium',
    );
  });

  it('accepts a calendar without campaigns', async () => {
    const { campaigns, notes } = await read('id,medium,start\n');
    expect(campaigns).toEqual([]);
    expect(notes).toEqual([{ message: 'the calendar has no campaigns', count: 1 }]);
  });

  it('reads a thousand campaigns back in any order of rows', async () => {
    const row = fc.record({
      medium: fc.constantFrom(...Object.keys(mediumWords)),
      start: fc.integer({ min: 18_000, max: 30_000 }),
      reach: fc.integer({ min: 0, max: 10 ** 7 }),
      rate: fc.integer({ min: 0, max: 10_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        async (rows, percent) => {
          const lines = rows.map(
            ({ medium, start, reach, rate }, index) =>
              `c${index},${medium},${formatDay(start)},${reach},${percent ? `${rate / 100}%` : rate / 10_000}`,
          );
          const { campaigns } = await read(
            `id,medium,start,reach,contact_rate\n${lines.toReversed().join('\n')}`,
          );
          for (const [index, { medium, start, reach, rate }] of rows.entries()) {
            const campaign = campaigns.find(({ id }) => id === `c${index}`);
            expect(campaign).toMatchObject({ medium, start: { day: start }, size: { reach } });
            expect(campaign?.size.contactRate).toBeCloseTo(rate / 10_000, 12);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('ids', () => {
  it('come from names, with the start where names repeat, whatever the order of rows', async () => {
    const rows = [
      'Newsletter,email,2026-11-02 09:00',
      'Newsletter,email,2026-11-09 09:00',
      'Sale!,tv,2026-11-09 20:00',
      'Sale!,tv,2026-11-09 21:00',
    ];
    const ids = async (lines: readonly string[]) =>
      (await read(`name,medium,start\n${lines.join('\n')}`)).campaigns.map(({ id }) => id);
    const expected = [
      'newsletter-2026-11-02',
      'newsletter-2026-11-09',
      'sale-2026-11-09-2000',
      'sale-2026-11-09-2100',
    ];
    expect(await ids(rows)).toEqual(expected);
    expect(await ids(rows.toReversed())).toEqual(expected.toReversed());
  });

  it('are made for rows alike in everything, and around ids that are given', async () => {
    const { campaigns } = await read(
      'id,name,medium,start\n,Sale,tv,2026-11-09\n,Sale,tv,2026-11-09\nspring,Other,tv,2026-11-09\n,Spring,tv,2026-11-09\n',
    );
    const ids = campaigns.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids[2]).toBe('spring');
  });

  it('given twice are refused', async () => {
    expect(await refusal('id,medium,start\na,tv,2026-11-23\nb,tv,2026-11-23\na,sms,2026-11-24\n')).toBe(
      'campaigns.csv:4:1: id "a" is already that of line 2\n  | a,sms,2026-11-24\n  | ^\n  hint: give each campaign an id of its own\n',
    );
  });
});

describe('words of calendars', () => {
  it('cover every medium that has shipped defaults', () => {
    expect(Object.keys(mediumWords).toSorted()).toEqual(Object.keys(shippedMedia).toSorted());
  });

  it.each([
    ['media', mediumWords],
    ['statuses', statusWords],
    ['types', typeWords],
  ])('give each word one of the %s, in the form that is compared', (_, vocabulary) => {
    const words = Object.entries(vocabulary).flatMap(([word, others]) => [
      ...new Set([plainHeader(word), ...others]),
    ]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(words.filter((word) => word !== plainHeader(word))).toEqual([]);
  });

  it.each([
    ['E-Mail', 'email'],
    ['Newsletter', 'email'],
    ['Paid Search', 'paid-search'],
    ['PPC', 'paid-search'],
    ['TV spot', 'tv'],
    ['Direct Mail', 'direct-mail'],
    ['SMS', 'sms'],
    ['Text message', 'sms'],
    ['Social media', 'social'],
    ['Out-of-home', 'outdoor'],
    ['Push notification', 'push'],
    ['Press release', 'press'],
  ])('read %s as %s', async (written, medium) => {
    expect((await one({ medium: written })).medium).toBe(medium);
  });
});

describe('exports', () => {
  it('of Mailchimp', async () => {
    const { campaigns, notes } = await read(
      'Title,Subject,List,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Unique Opens,Open Rate,Unique Id\n' +
        'Autumn news,Free shipping!,All subscribers,"Nov 03, 2026 09:30 am",Tuesday,21400,21390,5000,23.37%,ab12\n',
    );
    expect(campaigns[0]).toMatchObject({
      id: 'ab12',
      name: 'Autumn news',
      medium: 'email',
      status: 'sent',
      start: { day: day('2026-11-03'), hasTime: true },
      size: { reach: 21_400 },
    });
    expect(notes[0]?.message).toContain('columns not used: Send Weekday, Successful Deliveries');
    expect(notes.map(({ message }) => message)).toContain('read as an export of Mailchimp');
  });

  it('of HubSpot', async () => {
    const emails = await read(
      'Email name,Subject,Send date,Sent,Delivered,Open rate\nAutumn,Hi,2026-11-03 09:30,500,498,20%\n',
    );
    expect(emails.campaigns[0]).toMatchObject({
      name: 'Autumn',
      medium: 'email',
      status: 'sent',
      size: { reach: 500 },
    });
    const campaigns = await read(
      'Campaign name,Campaign status,Campaign start date,Campaign end date,Campaign owner,Medium\nAutumn,In progress,2026-11-03,2026-11-10,Mia,social\n',
    );
    expect(campaigns.campaigns[0]).toMatchObject({ status: 'confirmed', owner: 'Mia', medium: 'social' });
  });

  it('of Google Ads, with its title and its sums', async () => {
    const { campaigns, notes } = await read(
      'Campaign report\n"November 1, 2026 - November 30, 2026"\nCampaign status,Campaign,Campaign type,Start date,End date,Clicks,Impr.,CTR,Cost\n' +
        'Enabled,Cooling,Search,2026-11-01,2026-11-30,"6,200","110,000",5.64%,9300.5\nPaused,Brand,Display,2026-11-01,2026-11-30,400,9000,4.44%,1\nTotal: Campaigns,,,,,"6,600","119,000",5.5%,9301.5\n',
    );
    expect(campaigns).toHaveLength(2);
    expect(campaigns[0]).toMatchObject({
      name: 'Cooling',
      medium: 'paid-search',
      status: 'confirmed',
      size: { reach: 6200 },
      goals: { cost: 9300.5 },
    });
    expect(campaigns[1]).toMatchObject({ medium: 'display', status: 'cancelled' });
    const messages = notes.map(({ message }) => message);
    expect(messages).toContain('rows before the header passed over');
    expect(messages).toContain('rows of totals passed over');
    expect(messages).toContain('read as an export of Google Ads');
  });

  it('of Asana, with a field for the medium', async () => {
    const { campaigns } = await read(
      'Task ID,Created At,Name,Section/Column,Assignee,Start Date,Due Date,Notes,Medium\n1201,2026-10-01,Flyer drop,Planned,Mia,2026-11-03,2026-11-10,call for details,Flyer\n',
    );
    expect(campaigns[0]).toMatchObject({
      id: '1201',
      name: 'Flyer drop',
      owner: 'Mia',
      medium: 'direct-mail',
      end: { day: day('2026-11-10') },
    });
  });
});

describe('refused calendars', () => {
  const header =
    'id,medium,start,end,contact_rate,contact_rate_low,contact_rate_high,channels,waves,handle_time_factor,status,reach';
  const row = (cells: Readonly<Record<string, string>>): string =>
    header
      .split(',')
      .map((name) => cells[name] ?? { id: 'a', medium: 'tv', start: '2026-11-23' }[name] ?? '')
      .join(',');

  it.each([
    [
      { contact_rate: '2' },
      'contact_rate is "2"; expected a share such as 2% or 0.02',
      'hint: 2 per cent is written 2% or 0.02',
    ],
    [{ contact_rate: '150%' }, 'contact_rate is "150%"; expected a share of at most 100 %', ''],
    [{ contact_rate: '-1%' }, 'contact_rate is "-1%"; expected a share such as 2% or 0.02', ''],
    [{ contact_rate: 'high' }, 'contact_rate is "high"; expected a share', ''],
    [{ contact_rate: '1%', contact_rate_low: '2%' }, 'contact_rate_low is above contact_rate', ''],
    [{ contact_rate: '1%', contact_rate_high: '0.5%' }, 'contact_rate_high is below contact_rate', ''],
    [{ contact_rate_low: '2%', contact_rate_high: '1%' }, 'contact_rate_low is above contact_rate_high', ''],
    [{ channels: 'phone:60% chat:30%' }, 'the shares sum to 90 %, not 100 %', ''],
    [{ end: '2026-11-22' }, 'end 2026-11-22 is before start 2026-11-23', ''],
    [
      { start: '2026-11-23T10:00', end: '2026-11-23T09:00' },
      'end 2026-11-23T09:00 is before start 2026-11-23T10:00',
      '',
    ],
    [{ start: 'soon' }, 'start is "soon"; expected a date', 'hint: such as 2026-11-23T09:30'],
    [{ start: '' }, 'start is blank: when does it begin?', ''],
    [
      { start: '03/04/2026' },
      '"03/04/2026" can be 3 April 2026 (day first) or 4 March 2026 (month first)',
      '',
    ],
    [{ medium: '' }, 'medium is blank', 'hint: such as email, sms'],
    [{ waves: '1.5' }, 'waves is "1.5"; expected a whole number of 1 or more', ''],
    [{ waves: '0' }, 'waves is "0"; expected a whole number of 1 or more', ''],
    [{ handle_time_factor: '0' }, 'handle_time_factor is "0"; expected a number above 0', ''],
    [{ handle_time_factor: '120' }, 'handle_time_factor is 120; expected a factor such as 1.2 or 120%', ''],
    [{ status: 'maybe' }, 'status is "maybe"; expected planned, confirmed, sent, cancelled', ''],
    [{ reach: '-5' }, 'reach is "-5"; expected a number of 0 or more', ''],
    [{ reach: 'everybody' }, 'reach is "everybody"; expected a number', ''],
    [{ id: '' }, 'the campaign has neither id nor name', ''],
  ])('%j', async (cells, message, hint) => {
    const text = await refusal(`${header}\n${row(cells)}\n`);
    expect(text).toContain(message);
    expect(text).toContain(hint);
    expect(text.startsWith('campaigns.csv:2')).toBe(true);
  });

  it('allows an end on the day of the start', async () => {
    expect((await one({ end: '2026-11-23' })).end?.day).toBe(day('2026-11-23'));
    expect((await one({ start: '2026-11-23', end: '2026-11-23T08:00' })).end?.hasTime).toBe(true);
  });

  it('names the columns that are missing', async () => {
    const text = await refusal('name,medum,start\na,tv,2026-11-23\n');
    expect(text).toContain(
      'campaigns.csv:1: no column for medium (or media, marketing channel, media type, campaign medium, utm medium) of campaigns; found name, medum, start',
    );
    expect(text).toContain('hint: "medum" may be meant as medium');
  });

  it('sees a history in the calendar’s place', async () => {
    expect(await refusal('interval_start,channel,contacts\n2026-11-23T09:00,phone,1\n')).toContain(
      'hint: this looks like a file of past contacts: give it with --history',
    );
  });
});
