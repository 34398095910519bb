import { Option } from 'commander';
import { parseDuration } from '../calendar/duration.ts';
import { parseFraction } from '../settings/values.ts';
import { valueOption, wholeNumber } from './shared-options.ts';

const positive = (text: string): number | undefined => {
  const seconds = parseDuration(text);
  return seconds !== undefined && seconds > 0 ? seconds : undefined;
};

const belowOne = (text: string): number | undefined => {
  const fraction = parseFraction(text);
  return fraction !== undefined && fraction < 1 ? fraction : undefined;
};

/** Options of `surgecast simulate`. */
export function simulationOptions(): Option[] {
  const duration = 'a duration above zero such as 90s or 2m';
  const share = 'a share such as 40% or 0.4';
  return [
    valueOption(
      '--replications <n>',
      'simulated horizons (default: 20)',
      wholeNumber(2),
      'a whole number, 2 or more',
    ),
    new Option('--agents <which>', 'the agents required, or those there are').choices([
      'required',
      'available',
    ]),
    new Option('--handle-times <shape>', 'distribution of handle times (default: exponential)').choices([
      'exponential',
      'log-normal',
    ]),
    valueOption('--retry-share <share>', 'share of lost callers who call again', belowOne, share),
    valueOption(
      '--callback-above <wait>',
      'offer a callback where the expected wait is longer',
      positive,
      duration,
    ),
    valueOption(
      '--callback-share <share>',
      'share of offers that are taken (default: 50%)',
      parseFraction,
      share,
    ),
    new Option('--ringing <strategy>', 'how a contact reaches a free agent').choices([
      'one-by-one',
      'simultaneous',
    ]),
    valueOption(
      '--pick-up <time>',
      'mean time in which one agent picks up (default: 6s)',
      positive,
      duration,
    ),
    new Option(
      '--priority <channels>',
      'who is answered first, lower numbers first: "phone:0 click-to-call:1"',
    ),
  ];
}
