import { parseDuration } from '../calendar/duration.ts';
import { folderOperand, type CommandEntry } from './command-entry.ts';
import { simulationOptions } from './simulation-options.ts';
import {
  inputOptions,
  outputOptions,
  parseTimes,
  repeatable,
  staffingOptions,
  valueOption,
  wholeNumber,
} from './shared-options.ts';

/** What the past says, and what else could be. */
export const studyCommands: readonly CommandEntry[] = [
  {
    name: 'backtest',
    summary: 'accuracy on your own history, beside seasonal naive and the plain average',
    operands: folderOperand,
    options: () => [
      ...inputOptions(),
      valueOption(
        '--origins <n>',
        'weekly origins to forecast from anew (default: 12)',
        wholeNumber(1),
        'a whole number, 1 or more',
      ),
      ...outputOptions(['human', 'csv', 'json']),
    ],
    examples: [
      {
        command: 'surgecast backtest example --as-of 2026-11-23 --origins 4',
        says: 'the last four weeks, as they would have been forecast',
      },
    ],
    load: async () => (await import('./backtest.ts')).backtestCommand,
  },
  {
    name: 'learn',
    summary: 'what past campaigns did: rates with their uncertainty, by medium and type, and one by one',
    operands: folderOperand,
    options: () => [...inputOptions(), ...outputOptions(['human', 'csv', 'json', 'yaml'])],
    examples: [
      {
        command: 'surgecast learn example --as-of 2026-11-23',
        says: 'rates, claims against actuals, the last campaigns',
      },
      {
        command: 'surgecast learn example --as-of 2026-11-23 --export response.yaml',
        says: 'the rates as settings to keep',
      },
    ],
    load: async () => (await import('./learn.ts')).learnCommand,
  },
  {
    name: 'suggest',
    summary: 'for each surge that breaks the plan, the launch time or waves that need the fewest agents',
    operands: folderOperand,
    options: () => [
      ...inputOptions(),
      repeatable('--campaign <id>', 'only this campaign, whether it breaks the plan or not (repeatable)'),
      valueOption(
        '--window <days>',
        'days that a launch may move either way (default: 2)',
        wholeNumber(0),
        'a whole number of days',
      ),
      valueOption(
        '--between <times>',
        'times of day a launch may have (default: 08:00-20:00)',
        parseTimes,
        'two times such as 09:00-18:00',
      ),
      valueOption(
        '--step <length>',
        'step between the times tried (default: 1h)',
        parseDuration,
        'a duration such as 30m',
      ),
      ...outputOptions(['human', 'csv', 'json']),
    ],
    examples: [
      {
        command: 'surgecast suggest example --as-of 2026-11-23 --window 1',
        says: 'what marketing could change, and what it saves',
      },
    ],
    load: async () => (await import('./suggest.ts')).suggestCommand,
  },
  {
    name: 'simulate',
    summary: 'the plan caller by caller: the independent check, and what formulas cannot say',
    operands: folderOperand,
    options: () => [
      ...inputOptions(),
      ...staffingOptions(),
      ...simulationOptions(),
      ...outputOptions(['human', 'csv', 'json']),
    ],
    examples: [
      {
        command: 'surgecast simulate example --as-of 2026-11-24 --days 1 --team voice',
        says: 'twenty simulated days beside the solved queue',
      },
      {
        command:
          'surgecast simulate example --as-of 2026-11-24 --days 1 --team voice --callback-above 2m --retry-share 40%',
        says: 'with callbacks offered, and lost callers who call again',
      },
    ],
    load: async () => (await import('./simulate.ts')).simulateCommand,
  },
];
