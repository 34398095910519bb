import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/settings/read-settings.ts';
import { projectFolder } from '../source-files.ts';

const folder = path.join(projectFolder, 'fixtures/example');
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

async function madeFiles(): Promise<Readonly<Record<string, string>>> {
  const script = pathToFileURL(path.join(projectFolder, 'fixtures/make-example.js')).href;
  const module = (await import(/* @vite-ignore */ script)) as { exampleFiles: () => Record<string, string> };
  return module.exampleFiles();
}

describe('the shipped example', () => {
  it('is what its script makes, byte for byte', async () => {
    const made = await madeFiles();
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(made).toSorted());
    for (const [name, text] of Object.entries(made)) expect(read(name) === text, name).toBe(true);
  });

  it('has settings that are read without a problem and name every team and channel of its history', () => {
    const settings = readSettings('surgecast.yaml', read('surgecast.yaml'));
    const channels = new Set(
      read('history.csv')
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.split(',')[1]),
    );
    expect(Object.keys(settings.channels ?? {}).toSorted()).toEqual([...channels].toSorted());
  });

  it('is small enough to ship', () => {
    expect(read('history.csv').length).toBeLessThan(1_500_000);
  });
});
