import process from 'node:process';
import type { Progress } from '../commands/host.ts';

/** No bar: output that is not a terminal. */
export const silentProgress: Progress = { advance: () => {}, stop: () => {} };

/** A bar on standard error, which is gone when the work is done. Its package is loaded only here. */
export async function startProgressBar(label: string, total: number): Promise<Progress> {
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar({
    format: `${label} {bar} {percentage} %, {eta_formatted} left`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(total, 0);
  return { advance: () => bar.increment(), stop: () => bar.stop() };
}
