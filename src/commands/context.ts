import type { Style } from '../report/style.ts';
import type { Host } from './host.ts';

/** What every command gets: the world, how to colour, what was typed. */
export interface CommandContext {
  readonly host: Host;
  /** Style of standard output; files and pipes are plain. */
  readonly style: Style;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Positional arguments, in order. */
  readonly operands: readonly string[];
  readonly options: OptionValues;
}

/** Option values by long name in camel case, as the option's parser made them. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** An option that holds text, or undefined. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** An option that holds a number, or undefined. */
export function numberOption(options: OptionValues, name: string): number | undefined {
  const value = options[name];
  return typeof value === 'number' ? value : undefined;
}

/** A repeatable option's values. */
export function listOption(options: OptionValues, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}
