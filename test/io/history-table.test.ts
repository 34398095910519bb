import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, secondsPerDay } from '../../src/calendar/local-date.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import type { ContactSeries } from '../../src/history/contact-series.ts';
import { readHistory, type HistoryOptions } from '../../src/io/history-table.ts';
import { textSource } from '../../src/io/table-source.ts';
import { byteSource, errorText, inputError, projectFile } from './reading.ts';

const utc = timeZone('UTC');
const newYork = timeZone('America/New_York');

function read(text: string, options: Partial<HistoryOptions> = {}) {
  return readHistory(textSource('history.csv', text), { timeZone: utc, ...options });
}

async function refusal(text: string, options: Partial<HistoryOptions> = {}): Promise<string> {
  return errorText(read(text, options));
}

/** The contacts of a day by time of day, unobserved slots left out. */
function dayOf(series: ContactSeries | undefined, day: number): Record<string, number> {
  const found: Record<string, number> = {};
  if (series === undefined) return found;
  for (let slot = 0; slot < series.intervalsPerDay; slot++) {
    const index = (day - series.firstDay) * series.intervalsPerDay + slot;
    if (series.observed[index] !== 1) continue;
    const minutes = (slot * series.intervalSeconds) / 60;
    found[`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`] =
      series.contacts[index] ?? 0;
  }
  return found;
}

const monday = dayNumber(2026, 11, 23) ?? 0;

describe('readHistory', () => {
  it('reads the documented columns', async () => {
    const { history, rows, inputIntervalSeconds } = await read(
      'interval_start,channel,contacts,average_handle_time_seconds,abandoned,waiting_time_seconds\n' +
        '2026-11-23T09:00,phone,10,300,2,120\n2026-11-23T09:30,phone,0,,,\n2026-11-23T09:00,chat,4,,,\n',
    );
    expect(rows).toBe(3);
    expect(inputIntervalSeconds).toBe(1800);
    const [phone, chat] = history.series;
    expect([phone?.channel, chat?.channel]).toEqual(['phone', 'chat']);
    expect(phone).toMatchObject({ firstDay: monday, days: 1, intervalSeconds: 1800, intervalsPerDay: 48 });
    expect(dayOf(phone, monday)).toEqual({ '09:00': 10, '09:30': 0 });
    // Handle time is that of the eight who were answered.
    expect(phone?.handleTime?.totalSeconds[18]).toBe(2400);
    expect(phone?.handleTime?.contacts[18]).toBe(8);
    expect(phone?.abandoned?.[18]).toBe(2);
    expect(phone?.waitingTimeSeconds?.[18]).toBe(120);
    expect(history.notes).toEqual([]);
  });

  it.each([
    'datetime,calls\n2026-11-23 09:00:00,7\n2026-11-23 09:30:00,8\n',
    'Date,Time,Offered\n2026-11-23,9:00 AM,7\n2026-11-23,9:30 AM,8\n',
    'date;hour;Calls Offered\n23.11.2026;09:00;7\n23.11.2026;09:30;8\n',
    'day\tinterval\tvolume\n11/23/2026\t09:00-09:30\t7\n11/23/2026\t09:30-10:00\t8\n',
    'Timestamp|Queue|Call volume\n2026-11-23T09:00:00Z||7\n2026-11-23T04:30:00-05:00|phone|8\n',
    '\uFEFF"interval start";"contacts"\r\n"23 Nov 2026 09:00";"7"\r\n"23 Nov 2026 09:30";"8"\r\n',
    'Call report\nNovember 2026\n\nstart time,calls\n2026-11-23 09:00,7\n2026-11-23 09:30,8\n',
    'date,interval_start,contacts\n2026-11-23,09:00,7\n2026-11-23,09:30,8\n',
    'date,datetime,contacts\nwhatever,2026-11-23 09:00,7\n,2026-11-23 09:30,8\n',
    'date,time,contacts\n2026-11-23 00:00:00,09:00,7\n2026-11-23 00:00:00,09:30,8\n',
    'time,contacts\n2026-11-23 09:00,7\n2026-11-23 09:30,8\n',
    'datetime,contacts\n46349.375,7\n46349.3958333,8\n',
    'datetime,contacts\n2026-11-23T09:00,7,,\n2026-11-23T09:30,8,,\n',
  ])('reads %j as the same two half-hours of phone', async (text) => {
    const { history } = await read(text);
    expect(history.series.map(({ channel }) => channel)).toEqual(['phone']);
    expect(dayOf(history.series[0], monday)).toEqual({ '09:00': 7, '09:30': 8 });
  });

  it('reads handle times in any unit and spelling', async () => {
    const header = 'datetime,calls';
    for (const [column, cell] of [
      ['aht', '270'],
      ['AHT (min)', '4.5'],
      ['handle_time', '0:04:30'],
      ['Average handle time', '4:30'],
      ['avg handle time', '4m30s'],
    ]) {
      const { history } = await read(`${header},${column}\n2026-11-23T09:00,2,${cell}\n`);
      expect([column, history.series[0]?.handleTime?.totalSeconds[18]]).toEqual([column, 540]);
    }
  });

  it('takes blank cells, dashes and NA for missing: no contacts is a gap, no handle time is not known', async () => {
    const { history } = await read(
      'datetime,calls,aht\n2026-11-23T09:00,-,300\n2026-11-23T09:30,5,NA\n2026-11-23T10:00,,\n2026-11-23T10:30,3,0\n',
    );
    expect(dayOf(history.series[0], monday)).toEqual({ '09:30': 5, '10:30': 3 });
    expect(history.series[0]?.handleTime?.contacts.every((contacts) => contacts === 0)).toBe(true);
    expect(history.notes).toEqual([{ message: 'rows without contacts left as gaps', count: 2 }]);
  });

  it('adds answered and abandoned where nothing else says what was offered', async () => {
    const { history } = await read(
      'datetime,answered,abandoned\n2026-11-23T09:00,8,2\n2026-11-23T09:30,5,\n',
    );
    expect(dayOf(history.series[0], monday)).toEqual({ '09:00': 10, '09:30': 5 });
  });

  it('sums rows for one interval and channel, with a note', async () => {
    const { history } = await read(
      'datetime,calls,aht\n2026-11-23T09:00,4,100\n2026-11-23T09:30,1,100\n2026-11-23T09:00,6,200\n',
    );
    const [phone] = history.series;
    expect(dayOf(phone, monday)).toEqual({ '09:00': 10, '09:30': 1 });
    expect(phone?.handleTime?.totalSeconds[18]).toBe(1600);
    expect(history.notes).toEqual([{ message: 'rows for the same interval and channel summed', count: 1 }]);
  });

  it('spells channels as the settings do', async () => {
    const text =
      'datetime,queue,calls\n2026-11-23T09:00,SALES-LINE,1\n2026-11-23T09:30,sales line,2\n2026-11-23T09:00,E-Mail,3\n2026-11-23T09:30,,4\n';
    const { history } = await read(text, { channels: ['Sales line', 'voice'], defaultChannel: 'voice' });
    expect(history.series.map(({ channel }) => channel)).toEqual(['Sales line', 'email', 'voice']);
  });

  it('notes columns that it does not use', async () => {
    const { history } = await read('datetime,calls,service_level,abandonned\n2026-11-23T09:00,4,0.8,1\n');
    expect(history.notes).toEqual([
      { message: 'columns not used: service_level, abandonned (abandoned?)', count: 1 },
    ]);
  });

  it('does not depend on the order of rows', async () => {
    const lines = projectFile('fixtures/example/history.csv').trimEnd().split('\n');
    const [header = '', ...rows] = lines.filter((_, index) => index < 400 || index % 97 === 0);
    const straight = await read([header, ...rows].join('\n'), { timeZone: newYork });
    const shuffled = await read([header, ...rows.toReversed()].join('\n'), { timeZone: newYork });
    const sorted = (series: readonly ContactSeries[]) =>
      series.toSorted((a, b) => a.channel.localeCompare(b.channel));
    expect(sorted(shuffled.history.series)).toEqual(sorted(straight.history.series));
  });
});

describe('intervals', () => {
  const quarterHours = (calls: readonly (number | undefined)[]): string =>
    `datetime,calls\n${calls
      .map((count, index) =>
        count === undefined
          ? ''
          : `2026-11-23T${String(8 + Math.floor(index / 4)).padStart(2, '0')}:${String((index % 4) * 15).padStart(2, '0')},${count}\n`,
      )
      .join('')}`;

  it('sums finer rows into the plan’s interval, with a note', async () => {
    const { history, inputIntervalSeconds } = await read(
      quarterHours([1, 2, 3, 4, 5, undefined, undefined, undefined]),
    );
    expect(inputIntervalSeconds).toBe(900);
    expect(dayOf(history.series[0], monday)).toEqual({ '08:00': 3, '08:30': 7, '09:00': 5 });
    expect(history.notes).toEqual([{ message: '15-minute rows of phone summed to 30 minutes', count: 5 }]);
  });

  it('keeps longer rows as they are, with a note', async () => {
    const { history } = await read(
      'datetime,calls\n2026-11-23 08:00,5\n2026-11-23 09:00,6\n2026-11-23 10:00,7\n',
    );
    expect(history.series[0]).toMatchObject({ intervalSeconds: 3600, intervalsPerDay: 24 });
    expect(dayOf(history.series[0], monday)).toEqual({ '08:00': 5, '09:00': 6, '10:00': 7 });
    expect(history.notes).toEqual([
      { message: "hourly rows of phone kept: longer than the plan's 30 minutes", count: 3 },
    ]);
  });

  it('keeps days as days, by the date as written whatever its offset', async () => {
    for (const [first, second] of [
      ['2026-11-23', '2026-11-25'],
      ['2026-11-23T00:00Z', '2026-11-25T00:00Z'],
      ['2026-11-23 00:00', '2026-11-25 00:00'],
    ]) {
      const { history, inputIntervalSeconds } = await read(`date,calls\n${first},500\n${second},600\n`, {
        timeZone: newYork,
      });
      expect(inputIntervalSeconds).toBe(secondsPerDay);
      expect(history.series[0]).toMatchObject({
        intervalSeconds: secondsPerDay,
        intervalsPerDay: 1,
        firstDay: monday,
        days: 3,
      });
      expect([...(history.series[0]?.contacts ?? [])]).toEqual([500, 0, 600]);
      expect([...(history.series[0]?.observed ?? [])]).toEqual([1, 0, 1]);
    }
  });

  it('finds the interval of each channel by itself', async () => {
    const { history, inputIntervalSeconds } = await read(
      'datetime,channel,calls\n2026-11-23 08:00,phone,1\n2026-11-23 08:30,phone,2\n2026-11-23 09:00,phone,2\n' +
        '2026-11-23,email,50\n2026-11-24,email,60\n2026-11-25,email,60\n2026-11-23 08:30,chat,3\n',
    );
    expect(history.series.map(({ channel, intervalSeconds }) => [channel, intervalSeconds])).toEqual([
      ['phone', 1800],
      ['email', 86_400],
      ['chat', 1800],
    ]);
    expect(inputIntervalSeconds).toBe(1800);
  });

  it('points at single rows beside the grid', async () => {
    const rows = Array.from(
      { length: 24 },
      (_, index) =>
        `2026-11-23 ${String(8 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'},1`,
    );
    rows[5] = '2026-11-23 10:17,1';
    expect(await refusal(`datetime,calls\n${rows.join('\n')}\n`)).toContain(
      'history.csv:7: 2026-11-23 10:17 is not on the 30-minute grid of phone',
    );
  });

  it('refuses hours that begin at half past in the plan’s zone', async () => {
    const rows = Array.from({ length: 24 }, (_, hour) => `2026-11-23T${String(hour).padStart(2, '0')}:00Z,1`);
    expect(
      await refusal(`datetime,calls\n${rows.join('\n')}\n`, { timeZone: timeZone('Asia/Kolkata') }),
    ).toContain('rows of phone begin 60 minutes apart, at times such as 2026-11-23 05:30');
  });

  it('refuses a list of single contacts', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, index) =>
        `2026-11-23 09:${String(index).padStart(2, '0')}:${String((index * 7) % 59).padStart(2, '0')},1`,
    );
    expect(await refusal(`datetime,calls\n${rows.join('\n')}\n`)).toContain(
      'a list of single contacts must be counted first',
    );
  });

  it('refuses a date alone among times', async () => {
    const text = 'datetime,calls\n2026-11-23 09:00,1\n2026-11-23 09:30,1\n2026-11-24,1\n';
    expect(await refusal(text)).toContain('history.csv:4: 2026-11-24 has no time, other rows of phone do');
  });
});

describe('clock changes', () => {
  const fallBack = dayNumber(2026, 11, 1) ?? 0;
  const springForward = dayNumber(2026, 3, 8) ?? 0;

  it('averages the hour that repeats, whether or not the rows say which', async () => {
    const rows = ['00:30', '01:00', '01:30', '01:00', '01:30', '02:00'];
    const offsets = ['-04:00', '-04:00', '-04:00', '-05:00', '-05:00', '-05:00'];
    for (const withOffset of [false, true]) {
      const lines = rows.map(
        (time, index) => `2026-11-01T${time}${withOffset ? offsets[index] : ''},${10 * (index + 1)}`,
      );
      const { history } = await read(`datetime,calls\n${lines.join('\n')}\n`, { timeZone: newYork });
      expect(dayOf(history.series[0], fallBack)).toEqual({
        '00:30': 10,
        '01:00': 30,
        '01:30': 40,
        '02:00': 60,
      });
      expect(history.notes).toEqual([
        { message: 'rows at times that the clock change repeats averaged', count: 4 },
      ]);
    }
  });

  it('averages before it sums finer rows', async () => {
    const lines = ['01:00', '01:15', '01:30', '01:45', '01:00', '01:15', '01:30', '01:45'].map(
      (time, index) => `2026-11-01 ${time},${index + 1}`,
    );
    const { history } = await read(`datetime,calls\n${lines.join('\n')}\n`, { timeZone: newYork });
    expect(dayOf(history.series[0], fallBack)).toEqual({
      '01:00': (1 + 2 + 5 + 6) / 2,
      '01:30': (3 + 4 + 7 + 8) / 2,
    });
  });

  it('leaves the hour that is skipped unobserved, and a row in it out', async () => {
    const lines = ['01:00', '01:30', '02:00', '03:00', '03:30'].map((time) => `2026-03-08 ${time},5`);
    const { history } = await read(`datetime,calls\n${lines.join('\n')}\n`, { timeZone: newYork });
    expect(dayOf(history.series[0], springForward)).toEqual({
      '01:00': 5,
      '01:30': 5,
      '03:00': 5,
      '03:30': 5,
    });
    expect(history.notes).toEqual([
      { message: 'rows at times that the clock change skips left out', count: 1 },
    ]);
  });

  it('puts rows in UTC on the wall clock of the plan’s zone, on days of 23, 24 and 25 hours', async () => {
    const start = Date.UTC(2026, 9, 31, 4) / 1000;
    const lines = Array.from(
      { length: 3 * 48 },
      (_, index) => `${new Date((start + index * 1800) * 1000).toISOString()},1`,
    );
    const { history } = await read(`datetime,calls\n${lines.join('\n')}\n`, { timeZone: newYork });
    const [phone] = history.series;
    expect(phone).toMatchObject({ firstDay: fallBack - 1, days: 3 });
    expect(Object.keys(dayOf(phone, fallBack))).toHaveLength(48);
    expect(phone?.contacts.reduce((sum, contacts) => sum + contacts, 0)).toBe(3 * 48 - 2);
  });
});

describe('refused histories', () => {
  it('names both readings of a date that has two', async () => {
    expect(await refusal('date,calls\n03/04/2026,1\n05/04/2026,2\n')).toBe(
      'history.csv:2:1: "03/04/2026" can be 3 April 2026 (day first) or 4 March 2026 (month first), and no date of the file decides\n' +
        '  | 03/04/2026,1\n  | ^\n  hint: write dates as YYYY-MM-DD\n',
    );
  });

  it('reads the same dates once another one decides', async () => {
    const dayFirst = await read('date,calls\n03/04/2026,1\n13/04/2026,2\n');
    const monthFirst = await read('date,calls\n03/04/2026,1\n03/14/2026,2\n');
    expect(dayFirst.history.series[0]?.firstDay).toBe(dayNumber(2026, 4, 3));
    expect(monthFirst.history.series[0]?.firstDay).toBe(dayNumber(2026, 3, 4));
  });

  it('points at dates that contradict the others', async () => {
    const text = await refusal('date,calls\n13/04/2026,1\n14/04/2026,1\n04/15/2026,1\n');
    expect(text).toContain(
      'history.csv:4:1: "04/15/2026" has the month first, other dates of the file the day',
    );
  });

  it('reads decimal commas and points, whichever the file has', async () => {
    for (const text of [
      'datetime;calls\n2026-11-23 09:00;1.234\n2026-11-23 09:30;1,5\n',
      'datetime,calls\n2026-11-23 09:00,"1,234"\n2026-11-23 09:30,1.5\n',
    ]) {
      expect(dayOf((await read(text)).history.series[0], monday)).toEqual({ '09:00': 1234, '09:30': 1.5 });
    }
  });

  it('names both readings of a number that has two', async () => {
    expect(await refusal('datetime;calls\n2026-11-23 09:00;1.234\n')).toContain(
      'history.csv:2:18: "1.234" can be 1.234 or 1234, and no number of the file decides',
    );
  });

  it('points at numbers that contradict the others', async () => {
    const text = await refusal(
      'datetime;calls\n2026-11-23 09:00;1,25\n2026-11-23 09:30;1,5\n2026-11-23 10:00;1.5\n',
    );
    expect(text).toContain(
      'history.csv:4:18: "1.5" has a decimal point, other numbers of the file a decimal comma',
    );
  });

  it('shows all the problems of a file at once, in the order of its lines', async () => {
    const text =
      'datetime,channel,calls,aht\n2026-11-23 09:00,phone,-4,100\n2026-11-23 09:30,phone,many,soon\n32.11.2026,phone,1,1\n,phone,1,1\n2026-11-23 10:00,phone,1,5,6\n2026-11-23 10:30,phone\n';
    expect(await refusal(text)).toBe(
      [
        'history.csv:2:24: calls is -4; expected 0 or more',
        '  | 2026-11-23 09:00,phone,-4,100',
        '  |                        ^',
        'history.csv:3:24: calls is "many"; expected a number',
        '  | 2026-11-23 09:30,phone,many,soon',
        '  |                        ^',
        'history.csv:3:29: aht is "soon"; expected seconds, m:ss or h:mm:ss',
        '  | 2026-11-23 09:30,phone,many,soon',
        '  |                             ^',
        'history.csv:4:1: datetime is "32.11.2026"; expected a date and time',
        '  | 32.11.2026,phone,1,1',
        '  | ^',
        '  hint: such as 2026-11-23T09:30, 23.11.2026 9:30 or 11/23/2026 9:30 AM',
        'history.csv:5:1: datetime is blank; expected a date and time',
        '  | ,phone,1,1',
        '  | ^',
        '  hint: such as 2026-11-23T09:30, 23.11.2026 9:30 or 11/23/2026 9:30 AM',
        'history.csv:6:28: the row has 5 cells, the header 4',
        '  | 2026-11-23 10:00,phone,1,5,6',
        '  |                            ^',
        '  hint: put a cell that holds a comma between double quotes',
        'history.csv:7:23: the row ends after 2 of 4 cells',
        '  | 2026-11-23 10:30,phone',
        '  |                       ^',
        '',
      ].join('\n'),
    );
  });

  it('shows the first 20 of many problems and counts the rest', async () => {
    const rows = Array.from({ length: 500 }, () => '2026-11-23 09:00,x').join('\n');
    const error = await inputError(read(`datetime,calls\n${rows}\n`));
    expect([error.problems.length, error.total]).toEqual([20, 500]);
    expect(await refusal(`datetime,calls\n${rows}\n`)).toContain('… and 480 more problems');
  });

  it.each([
    [
      'nothing at all',
      '',
      'history.csv: is empty; expected past contacts with a header such as interval_start,channel,contacts',
    ],
    ['blank lines only', '\n \n', 'history.csv: is empty'],
    ['a header alone', 'date,calls\n', 'history.csv: has a header and no rows of past contacts'],
    [
      'no contacts',
      'date,weather\n2026-11-23,fine\n',
      'history.csv:1: no column for contacts (or answered, calls, offered, volume, calls offered) of past contacts; found date, weather',
    ],
    ['a misspelt column', 'date,contcats\n2026-11-23,5\n', 'hint: "contcats" may be meant as contacts'],
    [
      'no header',
      '2026-11-23 09:00,5\n2026-11-23 09:30,5\n',
      'hint: the first line looks like data; put a header before it: interval_start,channel,contacts',
    ],
    [
      'a campaign calendar',
      'id,name,medium,start,reach\na,b,tv,2026-11-23,5\n',
      'hint: this looks like a file of campaigns: give it with --campaigns',
    ],
    [
      'two columns for one thing',
      'date,calls,offered\n2026-11-23,5,5\n',
      'history.csv:1:12: 2 columns for contacts: "calls" and "offered"',
    ],
    [
      'a quote that is never closed',
      'date,calls\n2026-11-23,"5\n2026-11-24,6\n',
      'history.csv:2:12: a cell that begins with a quote here never ends',
    ],
  ])('refuses %s', async (_, text, message) => {
    expect(await refusal(text)).toContain(message);
  });

  it('refuses a year that lies decades from the others', async () => {
    const text = 'date,calls\n2026-11-23,1\n2062-11-24,1\n2026-11-25,1\n2026-11-26,1\n';
    expect(await refusal(text)).toBe(
      'history.csv:3: 2062-11-24 is more than 30 years from 2026-11-23, the other end of phone\n  hint: is the year right?\n',
    );
  });

  it('refuses UTF-16 with what to do about it', async () => {
    const bytes = Uint8Array.from(Buffer.from('\uFEFFdate,calls\n', 'utf16le'));
    const text = await errorText(readHistory(byteSource('history.csv', bytes), { timeZone: utc }));
    expect(text).toContain('history.csv: is UTF-16 text; expected UTF-8');
  });
});

describe('any history', () => {
  const cellOf = fc.option(
    fc.record({ contacts: fc.integer({ min: 0, max: 4000 }), seconds: fc.integer({ min: 1, max: 900 }) }),
    { nil: undefined },
  );
  const formats = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    date: fc.constantFrom('iso', 'dotted', 'slashed', 'us', 'offset'),
    decimal: fc.constantFrom('.', ','),
    quoted: fc.boolean(),
    reversed: fc.boolean(),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  });

  it('is read back from any spelling, gap for gap', async () => {
    const firstDay = dayNumber(2026, 10, 20) ?? 0;
    await fc.assert(
      fc.asyncProperty(
        formats,
        fc.constantFrom(900, 1800, 3600),
        fc.array(fc.array(cellOf, { minLength: 24, maxLength: 24 }), { minLength: 2, maxLength: 4 }),
        async ({ delimiter, date, decimal, quoted, reversed, lineEnd }, seconds, days) => {
          const write = (value: string): string =>
            quoted || value.includes(delimiter) ? `"${value}"` : value;
          const rows: string[] = [];
          const expected: (number | undefined)[][] = days.map((day) => day.map(() => undefined));
          const two = (value: number): string => String(value).padStart(2, '0');
          for (const [d, day] of days.entries()) {
            for (const [slot, cell] of day.entries()) {
              if (cell === undefined) continue;
              const start = new Date(
                ((firstDay + d) * secondsPerDay + 8 * 3600 + slot * (seconds / 2)) * 1000,
              );
              const [y, m, dd] = [
                start.getUTCFullYear(),
                two(start.getUTCMonth() + 1),
                two(start.getUTCDate()),
              ];
              const time = start.toISOString().slice(11, 16);
              if ((slot * (seconds / 2)) % seconds !== 0) continue;
              const text =
                {
                  iso: `${y}-${m}-${dd}T${time}`,
                  dotted: `${dd}.${m}.${y} ${time}`,
                  slashed: `${dd}/${m}/${y} ${time}`,
                  us: `${m}/${dd}/${y} ${time}`,
                  offset: `${y}-${m}-${dd}T${time}:00Z`,
                }[date] ?? '';
              // An extra decimal makes every file prove its decimal sign.
              rows.push(
                [text, String(cell.contacts), `${cell.seconds}${decimal}25`].map(write).join(delimiter),
              );
              (expected[d] as (number | undefined)[])[slot] = cell.contacts;
            }
          }
          fc.pre(rows.length >= 6);
          if (reversed) rows.reverse();
          const text = `${['datetime', 'calls', 'aht'].map(write).join(delimiter)}${lineEnd}${rows.join(lineEnd)}${lineEnd}`;
          const { history, rows: count } = await readHistory(
            byteSource('h.csv', new TextEncoder().encode(text), [37, 5, 64]),
            { timeZone: utc, intervalSeconds: 900 },
          );
          const [series] = history.series;
          expect(count).toBe(rows.length);
          expect(series).toBeDefined();
          if (series === undefined) return;
          for (const [d, day] of expected.entries()) {
            for (const [slot, contacts] of day.entries()) {
              const second = 8 * 3600 + slot * (seconds / 2);
              const index =
                (firstDay + d - series.firstDay) * series.intervalsPerDay +
                Math.floor(second / series.intervalSeconds);
              if (contacts !== undefined) {
                expect(series.observed[index]).toBe(1);
                expect(series.contacts[index]).toBe(contacts);
                const mean =
                  (series.handleTime?.totalSeconds[index] ?? 0) / (series.handleTime?.contacts[index] ?? 1);
                if (contacts > 0) expect(mean).toBeCloseTo((days[d]?.[slot]?.seconds ?? 0) + 0.25, 9);
              }
            }
          }
          expect(series.observed.reduce((sum, seen) => sum + seen, 0)).toBe(rows.length);
        },
      ),
      { numRuns: 150 },
    );
  });
});
