import { Option } from 'commander';
import { parseDuration } from '../calendar/duration.ts';
import { parseFraction, parseServiceTarget } from '../settings/values.ts';
import { outputOptions, positiveNumber, valueOption, wholeNumber } from './shared-options.ts';

/**
 * Numbers of a range `from..to` or `from..to/step`, or one number.
 *
 * @example parseRange('10..12') // => [10, 11, 12]
 * @example parseRange('50..150/50') // => [50, 100, 150]
 * @example parseRange('7') // => [7]
 * @example parseRange('9..7') // => undefined
 */
export function parseRange(text: string): readonly number[] | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?)?$/.exec(text.trim());
  if (match === null) return undefined;
  const from = Number(match[1]);
  if (match[2] === undefined) return [from];
  const to = Number(match[2]);
  const step = Number(match[3] ?? 1);
  if (to < from || step <= 0 || (to - from) / step > 100_000) return undefined;
  return Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, index) =>
    Number((from + index * step).toPrecision(12)),
  );
}

const positiveDuration = (text: string): number | undefined => {
  const seconds = parseDuration(text);
  return seconds !== undefined && seconds > 0 ? seconds : undefined;
};

const belowOne = (text: string): number | undefined => {
  const fraction = parseFraction(text);
  return fraction !== undefined && fraction < 1 ? fraction : undefined;
};

/** Options of `surgecast erlang`. */
export function erlangOptions(): Option[] {
  const duration = 'a duration above zero such as 180s, 3m or 30m';
  const share = 'a share such as 30% or 0.3';
  const range = 'a number, or a range such as 10..20 or 50..150/10';
  return [
    valueOption(
      '--calls <n>',
      'contacts in the period; a number or a range from..to/step',
      parseRange,
      range,
    ),
    valueOption(
      '--load <erlangs>',
      'offered load in erlangs, in place of --calls',
      positiveNumber,
      'a number above zero',
    ),
    valueOption('--per <period>', 'the period (default: 30m)', positiveDuration, duration),
    valueOption(
      '--handle-time <time>',
      'average handle time: talk, hold and after-contact work',
      positiveDuration,
      duration,
    ),
    valueOption(
      '--target <target>',
      'service level and threshold, or none (default: 80/20s)',
      (text) => (text === 'none' ? 'none' : parseServiceTarget(text)),
      'a target such as 80/20s, or none',
    ),
    valueOption(
      '--agents <n>',
      'agents on the channel; a number or a range (default: as many as the targets need)',
      parseRange,
      range,
    ),
    valueOption('--patience <time>', 'mean time a caller would wait', positiveDuration, duration),
    new Option('--model <model>', 'Erlang c, a (hang-ups), b (no waiting) or x (lines and retrials)').choices(
      ['c', 'a', 'b', 'x'],
    ),
    valueOption('--asa <time>', 'largest average speed of answer', positiveDuration, duration),
    valueOption('--max-occupancy <share>', 'largest busy share of agents', parseFraction, share),
    valueOption('--max-abandonment <share>', 'largest share that hangs up', belowOne, share),
    valueOption(
      '--max-blocking <share>',
      'largest share that meets busy lines (default with model b: 2%)',
      belowOne,
      share,
    ),
    valueOption(
      '--lines <n>',
      'lines: callers beyond them meet a busy tone',
      wholeNumber(1),
      'a whole number, 1 or more',
    ),
    valueOption('--retry-share <share>', 'share of lost callers who call again', belowOne, share),
    valueOption(
      '--shrinkage <share>',
      'paid but unavailable share of agents',
      belowOne,
      'a share below 100 %, such as 30%',
    ),
    ...outputOptions(['human', 'csv', 'json']),
  ];
}
