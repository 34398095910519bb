import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onSmallCentre, smallCentre, startSurgecast, surgecast } from './program.ts';

const escape = String.fromCharCode(27);
const big = onSmallCentre('forecast', '--days', '1600', '--format', 'json');

const calculator = [
  'erlang',
  '--calls',
  '100',
  '--per',
  '30m',
  '--handle-time',
  '180s',
  '--target',
  '80/20s',
];

describe('output through pipes', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'surgecast-streams-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('ends quietly when the reader goes after the first line', async () => {
    const child = startSurgecast(big);
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.stdout?.once('data', () => child.stdout?.destroy());
    const [status] = (await once(child, 'close')) as [number | null];
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('hands over more than 3 MB whole to a slow reader', async () => {
    const file = path.join(folder, 'forecast.json');
    const child = startSurgecast([...big, '--export', file]);
    const chunks: Buffer[] = [];
    const ended = once(child, 'close');
    for await (const chunk of child.stdout ?? []) {
      chunks.push(chunk as Buffer);
      if (chunks.length % 16 === 0) await sleep(2);
    }
    expect((await ended)[0]).toBe(0);
    const piped = Buffer.concat(chunks);
    expect(piped.length).toBeGreaterThan(3_000_000);
    expect(piped.equals(readFileSync(file))).toBe(true);
  });

  it('prints nothing to standard error for good input in a pipe: no progress, no escape codes', async () => {
    const ended = await surgecast({ args: onSmallCentre('plan') });
    expect(ended.status).toBe(0);
    expect(ended.stderr).toBe('');
    expect(ended.stdout).not.toContain(escape);
  });

  it('reads history from standard input', async () => {
    const history = readFileSync(path.join(smallCentre, 'history.csv'), 'utf8');
    const args = onSmallCentre('forecast', '--format', 'csv');
    const [piped, plain] = await Promise.all([
      surgecast({ args: [...args, '--history', '-'], input: history }),
      surgecast({ args }),
    ]);
    expect(piped.status).toBe(0);
    expect(piped.stdout).toBe(plain.stdout);
  });
});

describe('colour', () => {
  const coloured = async (env: Record<string, string>, ...more: readonly string[]): Promise<boolean> => {
    const ended = await surgecast({ args: [...calculator, ...more], env });
    expect(ended.status).toBe(0);
    return ended.stdout.includes(escape);
  };

  it.each([
    { name: 'a pipe', env: {}, more: [], expected: false },
    { name: 'FORCE_COLOR=1', env: { FORCE_COLOR: '1' }, more: [], expected: true },
    { name: 'FORCE_COLOR=0', env: { FORCE_COLOR: '0' }, more: [], expected: false },
    {
      name: 'NO_COLOR over FORCE_COLOR',
      env: { NO_COLOR: '1', FORCE_COLOR: '1' },
      more: [],
      expected: false,
    },
    { name: 'an empty NO_COLOR', env: { NO_COLOR: '', FORCE_COLOR: '1' }, more: [], expected: true },
    {
      name: '--color always over NO_COLOR',
      env: { NO_COLOR: '1' },
      more: ['--color', 'always'],
      expected: true,
    },
    {
      name: '--color never over FORCE_COLOR',
      env: { FORCE_COLOR: '1' },
      more: ['--color', 'never'],
      expected: false,
    },
  ])('$name', async ({ env, more, expected }) => {
    expect(await coloured(env as Record<string, string>, ...more)).toBe(expected);
  });

  it('changes nothing but escape codes', async () => {
    const [plain, colour] = await Promise.all([
      surgecast({ args: calculator }),
      surgecast({ args: [...calculator, '--color', 'always'] }),
    ]);
    // oxlint-disable-next-line no-control-regex -- escape codes are what is looked for
    expect(colour.stdout.replaceAll(/\u001b\[\d+(?:;\d+)*m/g, '')).toBe(plain.stdout);
  });
});
