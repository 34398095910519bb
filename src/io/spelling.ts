import { plainHeader } from './header-words.ts';

/**
 * A function that spells a name as one of `known` when it is the same without case, spaces and signs; else as it was first written,
 * so that `Sales line` and `sales_line` are one.
 *
 * @example spelling(['Sales line'])('sales_line') // => 'Sales line'
 */
export function spelling(known: readonly string[]): (written: string) => string {
  const spellings = new Map<string, string>();
  for (const name of known) if (!spellings.has(plainHeader(name))) spellings.set(plainHeader(name), name);
  const seen = new Map<string, string>();
  return (written) => {
    const remembered = seen.get(written);
    if (remembered !== undefined) return remembered;
    const trimmed = written.trim().replaceAll(/\s+/g, ' ');
    const spelled = spellings.get(plainHeader(trimmed)) ?? trimmed;
    spellings.set(plainHeader(trimmed), spelled);
    seen.set(written, spelled);
    return spelled;
  };
}

/** Channels that the program has defaults for. */
const usualChannels = ['phone', 'click-to-call', 'chat', 'email', 'social', 'callback'] as const;

/**
 * Spells a channel as the settings do, or the usual way.
 *
 * @example channelSpelling([])('E-Mail') // => 'email'
 */
export function channelSpelling(known: readonly string[]): (written: string) => string {
  return spelling([...known, ...usualChannels]);
}
