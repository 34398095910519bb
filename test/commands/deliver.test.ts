import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/commands/context.ts';
import { deliver, type Renderer } from '../../src/commands/deliver.ts';
import { InputError } from '../../src/problems/input-error.ts';
import { storyHost } from '../golden/story-host.ts';

function renderers(text: string): readonly Renderer[] {
  return [
    { format: 'human', extensions: ['txt'], render: () => `human ${text}` },
    { format: 'csv', extensions: ['csv'], render: () => `csv ${text}` },
    { format: 'roster', extensions: ['roster.csv'], render: () => `roster ${text}` },
  ];
}

function context(files: readonly string[]): {
  readonly context: CommandContext;
  readonly story: ReturnType<typeof storyHost>;
} {
  const story = storyHost('.');
  const options = { export: files };
  return {
    context: {
      host: story.host,
      options,
      operands: [],
      quiet: false,
      verbose: false,
    } as unknown as CommandContext,
    story,
  };
}

describe('deliver', () => {
  it('writes every file once a part, its name before the extension, and no two over each other', async () => {
    const { context: given, story } = context(['out/shifts.csv', 'Plan.Roster.CSV']);
    const names = ['Voice & Chat', 'Ann', 'ann', 'Ann 2', '…'];
    const parts = names.map((name) => ({ name, renderers: renderers(name) }));
    await deliver(given, renderers('all'), parts);
    expect([...story.written]).toEqual([
      ['out/shifts-voice-chat.csv', 'csv Voice & Chat'],
      ['out/shifts-ann.csv', 'csv Ann'],
      ['out/shifts-ann-2.csv', 'csv ann'],
      ['out/shifts-ann-2-2.csv', 'csv Ann 2'],
      ['out/shifts-unnamed.csv', 'csv …'],
      ['Plan-voice-chat.Roster.CSV', 'roster Voice & Chat'],
      ['Plan-ann.Roster.CSV', 'roster Ann'],
      ['Plan-ann-2.Roster.CSV', 'roster ann'],
      ['Plan-ann-2-2.Roster.CSV', 'roster Ann 2'],
      ['Plan-unnamed.Roster.CSV', 'roster …'],
    ]);
    expect(story.printed('stdout')).toBe('human all');
    expect(story.printed('stderr')).toContain('out/shifts-ann-2-2.csv');
  });

  it('writes nothing when one of the parts cannot be rendered', async () => {
    const { context: given, story } = context(['shifts.csv']);
    const broken: readonly Renderer[] = [
      {
        format: 'csv',
        extensions: ['csv'],
        render: () => {
          throw new Error('no');
        },
      },
    ];
    const parts = [
      { name: 'a', renderers: renderers('a') },
      { name: 'b', renderers: broken },
    ];
    await expect(deliver(given, renderers('all'), parts)).rejects.toThrow('no');
    expect(story.written.size).toBe(0);
    expect(story.printed('stdout')).toBe('');
  });

  it('refuses an extension of no format before anything is written', async () => {
    const { context: given, story } = context(['shifts.csv', 'shifts.cvs']);
    await expect(deliver(given, renderers('all'))).rejects.toThrow(InputError);
    expect(story.written.size).toBe(0);
  });
});
