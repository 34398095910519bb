import { checkCommands } from './check-commands.ts';
import type { CommandEntry } from './command-entry.ts';
import { planCommands } from './plan-commands.ts';
import { studyCommands } from './study-commands.ts';
import { toolCommands } from './tool-commands.ts';

export type { CommandEntry };

/** Every command, in the order of the help. */
export const commandTable: readonly CommandEntry[] = [
  ...planCommands,
  ...checkCommands,
  ...studyCommands,
  ...toolCommands,
];
