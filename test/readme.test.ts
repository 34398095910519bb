import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from '../src/cli/run.ts';
import { wordsOf } from './golden/stories.ts';
import { storyHost, type StoryHost } from './golden/story-host.ts';
import { projectFolder } from './source-files.ts';

/** A fenced block of the README. */
interface Block {
  readonly language: string;
  readonly lines: readonly string[];
  readonly line: number;
}

/** A command of the README and what it shows of the output; undefined where it shows none. */
interface Shown {
  readonly line: number;
  readonly command: string;
  readonly output: readonly string[] | undefined;
}

const readme = readFileSync(path.join(projectFolder, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

function blocksOf(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    lines: (match[2] ?? '').split('\n').slice(0, -1),
    line: text.slice(0, match.index).split('\n').length,
  }));
}

/** `sh` blocks hold commands alone; `console` blocks `$ command` and what it prints. */
function commandsOf(block: Block): readonly Shown[] {
  if (block.language === 'sh') {
    return block.lines
      .map((text, index) => ({
        line: block.line + 1 + index,
        command: text.replace(/\s+#.*$/, '').trim(),
        output: undefined,
      }))
      .filter(({ command }) => command !== '' && !command.startsWith('#'));
  }
  if (block.language !== 'console') return [];
  const starts = block.lines.flatMap((text, index) => (text.startsWith('$ ') ? [index] : []));
  return starts.map((start, at) => ({
    line: block.line + 1 + start,
    command: (block.lines[start] ?? '').slice(2),
    output: block.lines.slice(start + 1, starts[at + 1] ?? block.lines.length),
  }));
}

/** True when the output is as shown; a line `…` stands for any lines. */
function isAsShown(output: readonly string[], shown: readonly string[]): boolean {
  const [first, ...rest] = shown;
  if (first === undefined) return output.length === 0;
  if (first.trim() !== '…') return output[0] === first && isAsShown(output.slice(1), rest);
  return Array.from({ length: output.length + 1 }, (_, skip) => skip).some((skip) =>
    isAsShown(output.slice(skip), rest),
  );
}

/** What a part of a command line runs as: arguments of surgecast, or undefined for what only has to exist. */
function argumentsOf(words: readonly string[]): {
  readonly argv: readonly string[] | undefined;
  readonly problem?: string;
} {
  const [program, second = '', third = ''] = words;
  if (program === 'surgecast') return { argv: words.slice(1) };
  if (program === 'npx' && second === 'surgecast') return { argv: words.slice(2) };
  if (program === 'npm' && ['ci', 'install', 'i'].includes(second)) return { argv: undefined };
  const name = second === 'run' ? third : second;
  if (program !== 'npm' || scripts[name] === undefined)
    return { argv: undefined, problem: `not a command of the project: ${words.join(' ')}` };
  const script = wordsOf(scripts[name]);
  return { argv: script[1] === 'bin/surgecast.js' ? script.slice(2) : undefined };
}

const blocks = blocksOf(readme);
const commands = blocks.flatMap((block) => commandsOf(block));

describe('the reading of the README', () => {
  it('takes a line … for any lines', () => {
    expect(isAsShown(['a', 'b', 'c'], ['a', '…', 'c'])).toBe(true);
    expect(isAsShown(['a', 'c'], ['a', '…', 'c'])).toBe(true);
    expect(isAsShown(['a', 'b', 'd'], ['a', '…', 'c'])).toBe(false);
    expect(isAsShown(['a', 'b'], ['a'])).toBe(false);
  });
});

describe('the README', () => {
  it('has the two commands of a fresh machine', () => {
    const lines = commands.map(({ command }) => command);
    expect(lines).toEqual(expect.arrayContaining(['npm ci && npm run example', 'npm ci && npm test']));
  });

  it('has commands in sh and console blocks only', () => {
    const hidden = blocks.filter(
      ({ language, lines }) =>
        !['sh', 'console'].includes(language) && lines.some((line) => line.startsWith('$ ')),
    );
    expect(hidden.map(({ line }) => `README.md:${line}`)).toEqual([]);
  });

  it('shows the plan of the shipped example as it prints', () => {
    const shown = commands.find(
      ({ command, output }) =>
        output !== undefined && /surgecast plan fixtures\/example|npm run example/.test(command),
    );
    expect(shown?.output?.length ?? 0).toBeGreaterThan(20);
  });

  it('has a workflow whose steps run as they stand, in a plan folder', async () => {
    const workflow = blocks.find(({ language, lines }) => language === 'yaml' && lines.includes('jobs:'));
    const { jobs } = parse((workflow?.lines ?? []).join('\n')) as {
      jobs: Record<string, { steps: readonly { run?: string }[] }>;
    };
    const steps = Object.values(jobs).flatMap(({ steps: all }) => all.flatMap((step) => step.run ?? []));
    expect(steps.length).toBeGreaterThan(0);
    const folder = storyHost(path.join(projectFolder, 'fixtures/example'), { GITHUB_ACTIONS: 'true' });
    for (const step of steps) {
      const { argv, problem } = argumentsOf(wordsOf(step));
      expect(problem).toBeUndefined();
      // The example's calendar has errors: the gate closes, and the file for the platform is there all the same.
      expect(await run(argv ?? [], folder.host), folder.printed('stderr')).toBe(1);
    }
    expect(folder.printed('stdout')).toContain('::error');
    expect(JSON.parse(folder.written.get('findings.sarif') ?? '{}')).toMatchObject({ version: '2.1.0' });
  });

  // One world for all blocks, in order: what an earlier command wrote a later one reads.
  const world: StoryHost = storyHost(projectFolder);
  for (const { line, command, output } of commands) {
    it(`README.md:${line}: ${command}`, async () => {
      for (const part of command.split('&&')) {
        const { argv, problem } = argumentsOf(wordsOf(part));
        expect(problem).toBeUndefined();
        if (argv === undefined) continue;
        const before = world.printed('stdout').length;
        const status = await run(argv, world.host);
        expect([0, 1], world.printed('stderr')).toContain(status);
        const printed = world.printed('stdout').slice(before).replace(/\n$/, '').split('\n');
        if (output !== undefined && !isAsShown(printed, output)) expect(printed).toEqual(output);
      }
    });
  }
});
