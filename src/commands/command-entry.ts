import type { Option } from 'commander';
import type { CommandContext } from './context.ts';
import type { ExitStatus } from './exit-status.ts';

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

/** The operand of every command that works on a plan folder. */
export const folderOperand = {
  '[folder]': 'the plan folder with history.csv and campaigns.csv (default: the working folder)',
};
