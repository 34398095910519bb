import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { commandTable } from '../../src/commands/command-table.ts';
import { projectFolder } from '../source-files.ts';
import { wordsOf } from './stories.ts';
import { storyHost } from './story-host.ts';

const examples = commandTable.flatMap((entry) =>
  entry.examples.map((example) => ({ name: entry.name, ...example })),
);

describe('the examples of the help', () => {
  it.each(commandTable.map(({ name }) => name))('%s has one at least', (name) => {
    expect(examples.filter((example) => example.name === name)).not.toEqual([]);
  });

  it.each(examples)('$command', async ({ name, command }) => {
    for (const [index, part] of command.split('&&').entries()) {
      const [program, ...argv] = wordsOf(part);
      expect(program).toBe('surgecast');
      if (index === 0) expect(argv).toContain(name);
      const story = storyHost(path.join(projectFolder, 'fixtures'));
      const status = await run(argv, story.host);
      expect([0, 1], story.printed('stderr')).toContain(status);
      expect(story.printed('stdout')).not.toBe('');
    }
  });
});
