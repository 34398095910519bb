import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../source-files.ts';
import { onSmallCentre, smallCentre, surgecast } from './program.ts';

describe('the exit status of the process', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'surgecast-status-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is 0 for --version, which prints the version of package.json', async () => {
    const manifest = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(await surgecast({ args: ['--version'] })).toEqual({
      stdout: `${manifest.version}\n`,
      stderr: '',
      status: 0,
    });
  });

  it('is 0 for help, which goes to standard output', async () => {
    const ended = await surgecast({ args: ['--help'] });
    expect(ended).toMatchObject({ stderr: '', status: 0 });
    expect(ended.stdout).toContain('surgecast plan');
  });

  it('is 0 for findings that nobody asked to fail on, 1 for those at or above --fail-on, and prints the same', async () => {
    const [fine, failed] = await Promise.all(
      ['never', 'error'].map((severity) =>
        surgecast({ args: onSmallCentre('check', '--fail-on', severity) }),
      ),
    );
    expect(fine?.stdout).toContain('no-volume');
    expect({ ...failed }).toEqual({ ...fine, status: 1 });
    expect(fine?.status).toBe(0);
  });

  it.each([
    { name: 'an unknown command', args: ['plna'], says: 'plan' },
    { name: 'an unknown option', args: ['plan', '--dyas', '3'], says: '--days' },
    { name: 'a value that does not parse', args: ['plan', '--days', 'many'], says: 'whole number' },
    { name: 'a folder without history', args: ['plan', '.'], says: 'history.csv' },
    {
      name: 'a file that is not there',
      args: ['plan', smallCentre, '--history', 'nowhere.csv'],
      says: 'nowhere.csv',
    },
  ])('is 2 for $name, said on standard error without a stack', async ({ args, says }) => {
    const ended = await surgecast({ args, folder });
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status: 2, stdout: '' });
    expect(ended.stderr).toContain(says);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  it('is 2 for an export that cannot be written, and leaves no half file', async () => {
    const ended = await surgecast({
      args: onSmallCentre('forecast', '--export', path.join(folder, 'no', 'such', 'forecast.json')),
    });
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain('forecast.json');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('replaces an export that is there as a whole', async () => {
    const file = path.join(folder, 'forecast.csv');
    writeFileSync(file, 'before\n'.repeat(100_000));
    const ended = await surgecast({ args: onSmallCentre('forecast', '--export', file) });
    expect(ended.status).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain('before');
    expect(readdirSync(folder)).toEqual(['forecast.csv']);
    rmSync(file);
  });
});
