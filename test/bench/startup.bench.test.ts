import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { expect, it } from 'vitest';
import { execute, surgecast } from '../process/program.ts';

const rounds = 25;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function milliseconds(start: () => Promise<{ readonly status: number | null }>): Promise<number> {
  const before = performance.now();
  const { status } = await start();
  expect(status).toBe(0);
  return performance.now() - before;
}

it('starts about as fast as Node itself', async () => {
  const bare: number[] = [];
  const version: number[] = [];
  const help: number[] = [];
  // Side by side, so that whatever else the machine does touches all alike.
  for (let round = 0; round < rounds; round++) {
    bare.push(await milliseconds(() => execute(process.execPath, ['-e', '0'])));
    version.push(await milliseconds(() => surgecast({ args: ['--version'] })));
    help.push(await milliseconds(() => surgecast({ args: ['--help'] })));
  }
  const base = median(bare);
  for (const [name, times] of Object.entries({
    'node -e 0': bare,
    'surgecast --version': version,
    'surgecast --help': help,
  })) {
    console.log(
      `${name.padEnd(20)} ${median(times).toFixed(1).padStart(7)} ms  × ${(median(times) / base).toFixed(2)}`,
    );
  }
});
