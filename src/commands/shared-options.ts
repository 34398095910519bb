import { InvalidArgumentError, Option } from 'commander';
import { parseDay } from '../calendar/local-date.ts';
import { parseDuration } from '../calendar/duration.ts';
import { parseFraction } from '../settings/values.ts';

/** Makes an option with a parser; a value that does not parse is refused with what was expected. */
export function valueOption<Value>(
  flags: string,
  description: string,
  parse: (text: string) => Value | undefined,
  expected: string,
): Option {
  return new Option(flags, description).argParser((text: string) => {
    const value = parse(text);
    if (value === undefined) throw new InvalidArgumentError(`Expected ${expected}.`);
    return value;
  });
}

/** A repeatable option. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string, before: unknown) => [
    ...(Array.isArray(before) ? (before as string[]) : []),
    text,
  ]);
}

/** A whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number | undefined {
  return (text) => (/^\d+$/.test(text) && Number(text) >= least ? Number(text) : undefined);
}

export function positiveNumber(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) && value > 0 ? value : undefined;
}

const parseInterval = (text: string): number | undefined => {
  const seconds = parseDuration(/^\d+$/.test(text) ? `${text}m` : text);
  return seconds !== undefined && [900, 1800, 3600].includes(seconds) ? seconds : undefined;
};

const severities = ['error', 'warning', 'info', 'never'];

/** Options of every command. */
export function generalOptions(): Option[] {
  return [
    new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto'),
    new Option('-q, --quiet', 'no notes on standard error'),
    new Option('-v, --verbose', 'more detail'),
    new Option('--debug', 'show the stack of a defect'),
  ];
}

/** Where the inputs are, and what part of the future is wanted. */
export function inputOptions(): Option[] {
  return [
    new Option('--history <file>', "past contacts; default: the folder's history.csv; - is standard input"),
    new Option('--campaigns <file>', "marketing's calendar; default: the folder's campaigns.csv"),
    new Option('--holidays <file>', "special days; default: the folder's holidays.csv"),
    new Option('--config <file>', "settings; default: the folder's surgecast.yaml"),
    valueOption(
      '--as-of <date>',
      'the day the forecast starts; history before it is used (default: today)',
      parseDay,
      'a date such as 2026-11-23',
    ),
    valueOption(
      '--days <n>',
      'days to forecast (default: 7)',
      wholeNumber(1),
      'a whole number of days, 1 or more',
    ),
    valueOption(
      '--interval <length>',
      "the plan's interval (default: 30m)",
      parseInterval,
      '15m, 30m or 60m',
    ),
    repeatable('--channel <name>', 'only this channel (repeatable)'),
    repeatable('--team <name>', 'only this team (repeatable)'),
    valueOption(
      '--seed <n>',
      'seed of anything random (default: 1)',
      wholeNumber(0),
      'a whole number, 0 or more',
    ),
  ];
}

/** How the result is written. */
export function outputOptions(formats: readonly string[]): Option[] {
  return [
    new Option('-f, --format <format>', 'how to print').choices([...formats]),
    new Option('--json', 'the same as --format json'),
    repeatable('-o, --export <file>', 'also write to a file, format by its extension (repeatable)'),
  ];
}

export function failOnOption(fallback: string): Option {
  return new Option(
    '--fail-on <severity>',
    `exit with 1 at findings of this severity or above (default: ${fallback})`,
  ).choices(severities);
}

/** Options that steer staffing. */
export function staffingOptions(): Option[] {
  const parseStaffTo = (text: string): string | number | undefined =>
    ['mean', 'recommended'].includes(text) ? text : within(parseFraction(text));
  const within = (value: number | undefined): number | undefined =>
    value !== undefined && value >= 0.05 && value <= 0.99 ? value : undefined;
  return [
    new Option('--model <model>', 'Erlang C (nobody hangs up) or A (callers hang up)').choices(['c', 'a']),
    valueOption(
      '--staff-to <percentile>',
      'percentile of the forecast to staff to (default: recommended)',
      parseStaffTo,
      'recommended, mean, or a percentile from 0.05 to 0.99',
    ),
  ];
}

/** Two times of day, `09:00-18:00`, in seconds after midnight. */
export function parseTimes(text: string): { readonly from: number; readonly to: number } | undefined {
  const match = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (match === null) return undefined;
  const from = Number(match[1]) * 3600 + Number(match[2]) * 60;
  const to = Number(match[3]) * 3600 + Number(match[4]) * 60;
  return from < to && to <= 86_400 ? { from, to } : undefined;
}
