import { Option } from 'commander';
import { parseDuration } from '../calendar/duration.ts';
import { parseFraction } from '../settings/values.ts';
import { folderOperand, type CommandEntry } from './command-entry.ts';
import {
  failOnOption,
  inputOptions,
  outputOptions,
  repeatable,
  staffingOptions,
  valueOption,
} from './shared-options.ts';

/** The main job and its stages. */
export const planCommands: readonly CommandEntry[] = [
  {
    name: 'plan',
    summary: 'what is coming, the agents it needs, shifts, alerts, and the price of ignoring it',
    operands: folderOperand,
    options: () => [
      ...inputOptions(),
      ...staffingOptions(),
      new Option('--what-if', 'only compare the calendar as it is with one that is changed'),
      repeatable('--without <id>', 'what if this campaign did not run (repeatable)'),
      repeatable('--move <id=when>', 'what if it ran at another time: ID=+1d, ID=14:30 (repeatable)'),
      repeatable('--waves <id=nxgap>', 'what if it went out in waves: ID=4x45m (repeatable)'),
      ...outputOptions(['human', 'csv', 'json']),
      failOnOption('never'),
    ],
    examples: [
      {
        command: 'surgecast plan example --as-of 2026-11-23 --what-if --move fluggerbot-spot=14:30',
        says: 'the same week with the spot at another time, side by side',
      },
      {
        command: 'surgecast plan example --as-of 2026-11-23',
        says: 'the coming week of the shipped example',
      },
      {
        command: 'surgecast plan example --as-of 2026-11-23 --days 14 --export plan.json',
        says: 'two weeks, with all the numbers as JSON',
      },
    ],
    load: async () => (await import('./plan.ts')).planCommand,
  },
  {
    name: 'forecast',
    summary: 'contacts by channel and interval, with prediction intervals',
    operands: folderOperand,
    options: () => [
      ...inputOptions(),
      new Option(
        '--explain <when>',
        'split a day, an interval (2026-11-24T10:30) or all days into what they are made of',
      ),
      ...outputOptions(['human', 'csv', 'json']),
    ],
    examples: [
      { command: 'surgecast forecast example --as-of 2026-11-23', says: 'day totals with their intervals' },
      {
        command: 'surgecast forecast example --as-of 2026-11-23 --channel phone --format csv',
        says: 'every interval of one channel, for a spreadsheet',
      },
      {
        command: 'surgecast forecast example --as-of 2026-11-23 --channel phone --explain 2026-11-24T10:30',
        says: 'why this number',
      },
    ],
    load: async () => (await import('./forecast.ts')).forecastCommand,
  },
  {
    name: 'staff',
    summary: 'agents by team and interval, and what they deliver',
    operands: folderOperand,
    options: () => [...inputOptions(), ...staffingOptions(), ...outputOptions(['human', 'csv', 'json'])],
    examples: [
      { command: 'surgecast staff example --as-of 2026-11-23', says: 'agents by team and day' },
      {
        command: 'surgecast staff example --as-of 2026-11-24 --days 1 --team voice',
        says: 'one day of one team, interval by interval',
      },
    ],
    load: async () => (await import('./staff.ts')).staffCommand,
  },
  {
    name: 'schedule',
    summary: 'shifts and rosters that cover the agents needed, with a proof of how good they are',
    operands: folderOperand,
    options: () => [
      ...inputOptions(),
      ...staffingOptions(),
      new Option(
        '--staff <file>',
        'agents needed, in the columns of staff, instead of a forecast; - is standard input',
      ),
      new Option('--shifts <file>', "shift patterns (default: the folder's shifts.csv, else the usual ones)"),
      new Option('--agents <file>', "named agents (default: the folder's agents.csv)"),
      valueOption(
        '--gap <share>',
        'stop when proved this near to the cheapest (default: 1%)',
        parseFraction,
        'a share such as 1%',
      ),
      valueOption(
        '--time-limit <time>',
        'longest search (default: 20s)',
        parseDuration,
        'a duration such as 20s',
      ),
      new Option(
        '--service-level-per <period>',
        'meet the target in every interval, or by the day or week (default: interval)',
      ).choices(['interval', 'day', 'week']),
      repeatable('--agent <name>', 'only the shifts of this agent (repeatable)'),
      new Option('--split <by>', 'write every exported file once a team or agent').choices(['team', 'agent']),
      ...outputOptions(['human', 'csv', 'json', 'ics', 'deputy', 'google-calendar', 'roster']),
    ],
    examples: [
      {
        command: 'surgecast schedule example --as-of 2026-11-23 --team digital',
        says: 'shifts and roster of one team',
      },
      {
        command: 'surgecast schedule example --as-of 2026-11-23 --team digital --format ics',
        says: 'the same for calendars',
      },
    ],
    load: async () => (await import('./schedule.ts')).scheduleCommand,
  },
];
