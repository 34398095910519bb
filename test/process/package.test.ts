import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../source-files.ts';
import { builtProgram, execute } from './program.ts';

interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Installs the tarball as a user does; without a network, unpacks it beside the project's own dependencies. */
async function install(folder: string, tarball: string): Promise<string> {
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--fetch-retries=1', tarball];
  const ended = await execute('npm', args, { folder });
  if (ended.status === 0) return path.join(folder, 'node_modules/.bin/surgecast');
  if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(ended.stderr))
    throw new Error(ended.stderr);
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, 'surgecast'), { recursive: true });
  await execute('tar', ['-xzf', tarball, '--strip-components=1', '-C', path.join(modules, 'surgecast')], {
    folder,
  });
  for (const name of readdirSync(path.join(projectFolder, 'node_modules'))) {
    if (name !== 'surgecast')
      symlinkSync(path.join(projectFolder, 'node_modules', name), path.join(modules, name));
  }
  return path.join(modules, 'surgecast/bin/surgecast.js');
}

describe('the package', { timeout: 300_000 }, () => {
  let folder = '';
  let report: PackReport = { filename: '', files: [] };
  beforeAll(async () => {
    builtProgram();
    folder = mkdtempSync(path.join(tmpdir(), 'surgecast-package-'));
    const packed = await execute('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
    expect(packed.status, packed.stderr).toBe(0);
    const [first] = JSON.parse(packed.stdout) as readonly PackReport[];
    if (first !== undefined) report = first;
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds bin, dist, README, licence and the example only', () => {
    const places = new Set(
      report.files.map((file) => file.path.replace(/^(bin|dist|fixtures\/example)\/.*/, '$1')),
    );
    expect([...places].toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'bin',
      'dist',
      'fixtures/example',
      'package.json',
    ]);
  });

  it('holds a JavaScript file and types for every source file, and nothing of a file that is gone', () => {
    const sources = readdirSync(path.join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.replace(/\.ts$/, ''));
    const expected = sources.flatMap((file) => [`dist/${file}.js`, `dist/${file}.d.ts`]);
    const packed = report.files.map((file) => file.path).filter((file) => file.startsWith('dist/'));
    expect(packed.toSorted()).toEqual(expected.toSorted());
  });

  it('makes a plan of its own example in an empty folder', async () => {
    const home = path.join(folder, 'empty');
    mkdirSync(home);
    const program = await install(home, path.join(folder, report.filename));
    const run = (...args: readonly string[]) =>
      execute(process.execPath, [program, ...args], { folder: home });
    const init = await run('init', 'demo');
    expect(init, init.stderr).toMatchObject({ status: 0 });
    const plan = await run('plan', 'demo');
    expect(plan, plan.stderr).toMatchObject({ status: 0 });
    expect(plan.stdout).toContain('Fluggerbot');
    const settings = path.join(home, 'demo/surgecast.yaml');
    appendFileSync(settings, '# ours\n');
    expect((await run('init', 'demo')).status, 'init never overwrites').toBe(2);
    expect(readFileSync(settings, 'utf8')).toMatch(/# ours\n$/);
  });
});
