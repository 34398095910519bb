import { Option } from 'commander';
import type { CommandContext } from './context.ts';
import { erlangOptions } from './erlang-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { simulationOptions } from './simulation-options.ts';
import { parseDuration } from '../calendar/duration.ts';
import { parseFraction } from '../settings/values.ts';
import { parseDay } from '../calendar/local-date.ts';
import {
  failOnOption,
  inputOptions,
  outputOptions,
  parseTimes,
  repeatable,
  staffingOptions,
  valueOption,
  wholeNumber,
} from './shared-options.ts';

type CommandHandler = (context: CommandContext) => Promise<ExitStatus>;

/** One command: how it is called, what it says of itself, and where its code is, loaded only when it runs. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly description?: string;
  /** Operand in commander's notation → what it is. */
  readonly operands?: Readonly<Record<string, string>>;
  readonly options: () => Option[];
  /** Run as they stand by a test, in the folder of the shipped example's parent. */
  readonly examples: readonly { readonly command: string; readonly says: string }[];
  readonly load: () => Promise<CommandHandler>;
}

const findingFormats = ['human', 'compact', 'markdown', 'github', 'sarif', 'junit', 'gitlab', 'csv'];

const folder = {
  '[folder]': 'the plan folder with history.csv and campaigns.csv (default: the working folder)',
};

/** Every command, in the order of the help. */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'plan',
    summary: 'what is coming, the agents it needs, shifts, alerts, and the price of ignoring it',
    operands: folder,
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
    operands: folder,
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
    operands: folder,
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
    operands: folder,
    options: () => [
      ...inputOptions(),
      ...staffingOptions(),
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
      ...outputOptions(['human', 'csv', 'json', 'ics', 'deputy', 'google-calendar']),
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
  {
    name: 'check',
    summary: 'findings on the campaign calendar and the plan: the gate for CI',
    operands: folder,
    options: () => [
      ...inputOptions(),
      ...staffingOptions(),
      repeatable('--rule <id>', 'only this rule (repeatable)'),
      new Option('--baseline <file>', "accepted findings (default: the settings' checks.baseline)"),
      new Option('--write-baseline <file>', 'accept all findings of now: write their fingerprints to a file'),
      valueOption(
        '--max-warnings <n>',
        'exit with 1 at more warnings than this',
        wholeNumber(0),
        'a whole number, 0 or more',
      ),
      ...outputOptions([...findingFormats, 'json']),
      failOnOption('error'),
    ],
    examples: [
      { command: 'surgecast check example --as-of 2026-11-23', says: 'what is wrong, gravest last' },
      {
        command:
          'surgecast check example --as-of 2026-11-23 --rule short-notice --format markdown --fail-on never',
        says: 'one rule, as a table for a step summary',
      },
    ],
    load: async () => (await import('./check.ts')).checkCommand,
  },
  {
    name: 'explain',
    summary: 'why a rule exists, an example, how to fix it; without a rule, the list of rules',
    operands: { '[rule]': 'a rule id, such as short-notice' },
    options: () => outputOptions(['human', 'markdown']),
    examples: [{ command: 'surgecast explain short-notice', says: 'the story behind one rule' }],
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  {
    name: 'brief',
    summary: 'one page for agents: what is live, the offer, what to say, what they may grant',
    operands: folder,
    options: () => [
      ...inputOptions(),
      valueOption(
        '--date <date>',
        "the day of the page (default: the forecast's first)",
        parseDay,
        'a date such as 2026-11-24',
      ),
      repeatable('--campaign <id>', 'only this campaign (repeatable)'),
      ...outputOptions(['human', 'markdown', 'html']),
    ],
    examples: [
      {
        command: 'surgecast brief example --as-of 2026-11-23 --date 2026-11-24',
        says: 'the page for Tuesday’s agents',
      },
    ],
    load: async () => (await import('./brief.ts')).briefCommand,
  },
  {
    name: 'review',
    summary: 'after a campaign: expected against actual, one scorecard for both departments',
    operands: folder,
    options: () => [
      ...inputOptions(),
      new Option('--actuals <file>', 'what came: a history file of the days reviewed').makeOptionMandatory(),
      repeatable('--campaign <id>', 'only this campaign (repeatable)'),
      ...outputOptions(['human', 'markdown', 'csv', 'json']),
    ],
    examples: [
      {
        command: 'surgecast review example --actuals example/history.csv --as-of 2026-11-09',
        says: 'two weeks of the example, as planned on 9 November and as they came',
      },
    ],
    load: async () => (await import('./review.ts')).reviewCommand,
  },
  {
    name: 'backtest',
    summary: 'accuracy on your own history, beside seasonal naive and the plain average',
    operands: folder,
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
    operands: folder,
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
    operands: folder,
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
    operands: folder,
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
  {
    name: 'erlang',
    summary: 'the calculator: agents for targets, or what a number of agents delivers',
    options: () => erlangOptions(),
    examples: [
      {
        command: 'surgecast erlang --calls 100 --per 30m --handle-time 180s --target 80/20s',
        says: 'agents for 80 % within 20 seconds',
      },
      {
        command: 'surgecast erlang --calls 100 --handle-time 180s --agents 10..16',
        says: 'what each number of agents delivers',
      },
      {
        command: 'surgecast erlang --calls 100 --handle-time 180s --patience 2m --max-abandonment 3%',
        says: 'the same when callers hang up',
      },
    ],
    load: async () => (await import('./erlang.ts')).erlangCommand,
  },
  {
    name: 'init',
    summary: 'a commented settings file and sample tables that plan runs on at once',
    operands: { '[folder]': 'where to write them (default: the working folder); nothing is overwritten' },
    options: () => [],
    examples: [{ command: 'surgecast init demo', says: 'a sample plan folder named demo' }],
    load: async () => (await import('./init.ts')).initCommand,
  },
  {
    name: 'schema',
    summary: 'the JSON Schema of the plan or of the settings',
    operands: { '<what>': 'plan or settings' },
    options: () => [],
    examples: [{ command: 'surgecast schema settings', says: 'for editors that complete surgecast.yaml' }],
    load: async () => (await import('./schema.ts')).schemaCommand,
  },
];
