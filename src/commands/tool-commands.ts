import type { CommandEntry } from './command-entry.ts';
import { erlangOptions } from './erlang-options.ts';

/** Tools that need no plan folder. */
export const toolCommands: readonly CommandEntry[] = [
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
