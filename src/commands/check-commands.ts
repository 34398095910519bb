import { Option } from 'commander';
import { parseDay } from '../calendar/local-date.ts';
import { folderOperand, type CommandEntry } from './command-entry.ts';
import {
  failOnOption,
  inputOptions,
  outputOptions,
  repeatable,
  staffingOptions,
  valueOption,
  wholeNumber,
} from './shared-options.ts';

const findingFormats = ['human', 'compact', 'markdown', 'github', 'sarif', 'junit', 'gitlab', 'csv'];

/** The gate between marketing and the contact centre, before and after a campaign. */
export const checkCommands: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'findings on the campaign calendar and the plan: the gate for CI',
    operands: folderOperand,
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
    operands: folderOperand,
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
    operands: folderOperand,
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
];
