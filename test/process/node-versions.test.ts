import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../source-files.ts';
import { execute, onSmallCentre, surgecast } from './program.ts';

/** Another Node, from the npm package `node`; kept between runs; a reason where it cannot be had. */
async function suppliedNode(major: number): Promise<{ readonly node: string } | { readonly reason: string }> {
  const folder = path.join(projectFolder, `node_modules/.cache/node-${major}`);
  const node = path.join(folder, 'node_modules/node/bin/node');
  if (existsSync(node)) return { node };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--fetch-retries=1',
    `node@${major}`,
  ];
  const ended = await execute('npm', args, { folder });
  return existsSync(node)
    ? { node }
    : { reason: ended.stderr.trim().split('\n').at(-1) ?? 'npm did not say why' };
}

describe.each([22, 24])('on Node %i', (major) => {
  it('prints the same plan as here', { timeout: 300_000 }, async (context) => {
    const supplied = await suppliedNode(major);
    if ('reason' in supplied) {
      console.log(`Node ${major} could not be installed: ${supplied.reason}`);
      context.skip(supplied.reason);
      return;
    }
    const version = await execute(supplied.node, ['--version']);
    expect(version.stdout).toMatch(new RegExp(`^v${major}\\.`));
    const args = onSmallCentre('plan', '--format', 'json');
    const [there, here] = await Promise.all([
      surgecast({ args, program: supplied.node }),
      surgecast({ args }),
    ]);
    expect(there.status, `${process.version} and ${version.stdout}`).toBe(0);
    expect(there).toEqual(here);
  });
});
