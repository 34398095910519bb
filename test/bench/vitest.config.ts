import { defineConfig } from 'vitest/config';

/** Benchmarks: run by hand with `npm run bench [-- name]`; they print what they measure and never assert a time. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/bench/**/*.bench.test.ts'],
    testTimeout: 3_600_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
