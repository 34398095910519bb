import { hash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { expect, it } from 'vitest';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { matchAudience, readIdentities } from '../../src/io/audience-list.ts';
import { readCalendar } from '../../src/io/calendar-table.ts';
import { readHistory } from '../../src/io/history-table.ts';
import type { TableSource } from '../../src/io/table-source.ts';

const millions = Number(process.env['SURGECAST_MILLIONS'] ?? '1');

/** A table made row by row, in pieces like those of a file. */
function madeSource(header: string, rows: number, row: (index: number) => string): TableSource {
  return {
    file: 'made.csv',
    async *chunks() {
      const encoder = new TextEncoder();
      yield encoder.encode(`${header}\n`);
      for (let index = 0; index < rows; index += 2000) {
        let text = '';
        for (let at = index; at < Math.min(rows, index + 2000); at++) text += `${row(at)}\n`;
        yield encoder.encode(text);
      }
    },
  };
}

async function measured<T>(name: string, run: () => Promise<T>): Promise<T> {
  const before = { time: performance.now(), cpu: process.cpuUsage() };
  const result = await run();
  const { user, system } = process.cpuUsage(before.cpu);
  const seconds = (performance.now() - before.time) / 1000;
  const memory = process.memoryUsage().rss / 1e6;
  console.log(
    `${name.padEnd(48)} ${seconds.toFixed(2).padStart(7)} s  cpu ${((user + system) / 1e6).toFixed(2).padStart(7)} s  ${memory.toFixed(0).padStart(5)} MB`,
  );
  return result;
}

it('reads past contacts', async () => {
  const channels = ['phone', 'chat', 'email', 'click-to-call'];
  const rows = 1_000_000;
  const start = Date.UTC(2012, 0, 1);
  const time = (index: number): string =>
    new Date(start + Math.floor(index / 4) * 1_800_000).toISOString().slice(0, 16);
  const plain = (index: number): string =>
    `${time(index)},${channels[index % 4]},${index % 500},${200 + (index % 100)}`;
  const quoted = (index: number): string =>
    `"${time(index)}","${channels[index % 4]}","${index % 500}","${200 + (index % 100)}"`;
  const header = 'interval_start,channel,contacts,average_handle_time_seconds';
  for (const [name, row] of [
    ['plain', plain],
    ['quoted', quoted],
  ] as const) {
    const { rows: read } = await measured(`history, 1,000,000 rows, ${name}`, () =>
      readHistory(madeSource(header, rows, row), { timeZone: timeZone('America/New_York') }),
    );
    expect(read).toBe(rows);
  }
});

it('reads a calendar', async () => {
  const header = 'id,name,medium,start,end,reach,contact_rate,channels,announced,offer,audience';
  const row = (index: number): string =>
    `c${index},Campaign ${index},email,2026-11-${String(1 + (index % 28)).padStart(2, '0')}T09:30,,${1000 * index},0.5%,phone:60% chat:40%,2026-10-01,"Free shipping, twice",all`;
  const { campaigns } = await measured('calendar, 1,000 campaigns', () =>
    readCalendar(madeSource(header, 1000, row), { timeZone: timeZone('America/New_York') }),
  );
  expect(campaigns).toHaveLength(1000);
});

it('compares an audience with customers (SURGECAST_MILLIONS rows each)', async () => {
  const rows = millions * 1_000_000;
  const email = (index: number): string => `person.${index}@example${index % 97}.com`;
  const phone = (index: number): string =>
    `(${200 + (index % 700)}) ${200 + (Math.floor(index / 700) % 700)}-${String((index * 7) % 10_000).padStart(4, '0')}`;
  const options = {
    country: 'US',
    sha256: (text: string) => hash('sha256', text, 'hex'),
  };
  for (const [name, header, cells] of [
    ['e-mail', 'email', email],
    ['e-mail and phone', 'email,phone', (index: number) => `${email(index)},${phone(index)}`],
  ] as const) {
    const customers = await measured(`${millions} million customers, ${name}`, () =>
      readIdentities(
        madeSource(header, rows, (index) => cells(index * 2)),
        options,
      ),
    );
    const match = await measured(`${millions} million audience, ${name}`, () =>
      matchAudience(madeSource(header, rows, cells), { customers }, options),
    );
    expect(match.readable).toBe(rows);
    expect(match.recognised).toBeGreaterThanOrEqual(rows / 2);
  }
});
