import { Chalk } from 'chalk';
import type { Host, OutputStream } from '../commands/host.ts';
import { plainStyle, type Style } from '../report/style.ts';

export type ColorChoice = 'auto' | 'always' | 'never';

/**
 * Whether a stream gets colour: `--color` first, then NO_COLOR (any non-empty value: none), then FORCE_COLOR (0 or false:
 * none; anything else: yes), then whether it is a terminal that can.
 */
export function wantsColor(choice: ColorChoice, stream: OutputStream, env: Host['env']): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stream.isTerminal && env['TERM'] !== 'dumb';
}

/** The style for a stream. */
export function styleFor(choice: ColorChoice, stream: OutputStream, env: Host['env']): Style {
  if (!wantsColor(choice, stream, env)) return plainStyle;
  const chalk = new Chalk({ level: 1 });
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    error: (text) => chalk.red.bold(text),
    warning: (text) => chalk.yellow(text),
    good: (text) => chalk.green(text),
    accent: (text) => chalk.cyan(text),
  };
}
