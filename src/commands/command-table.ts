import type { Option } from 'commander';
import type { CommandContext } from './context.ts';
import type { ExitStatus } from './exit-status.ts';
import { failOnOption, inputOptions, outputOptions, staffingOptions } from './shared-options.ts';

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
      ...outputOptions(['human', 'csv', 'json']),
      failOnOption('never'),
    ],
    examples: [
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
];
