import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../source-files.ts';

const fixtures = path.join(projectFolder, 'fixtures');

/** What a run leaves behind; also what stands in the story's folder. */
interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: string;
  /** Files written, by path. */
  readonly written: Readonly<Record<string, string>>;
}

/** Every folder below `fixtures/` with a file `cmd`, by its path there. */
export function storyNames(): readonly string[] {
  return readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'cmd')
    .map((file) => path.dirname(file).replaceAll(path.sep, '/'))
    .toSorted();
}

/** The words of a command line; double quotes keep words together. */
export function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

function filesBelow(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')]),
  );
}

function expectedOutcome(folder: string): Outcome {
  const text = (name: string): string => {
    const file = path.join(folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  return {
    stdout: text('stdout'),
    stderr: text('stderr'),
    status: text('status'),
    written: filesBelow(path.join(folder, 'written')),
  };
}

function keepOutcome(folder: string, outcome: Outcome): void {
  for (const name of ['stdout', 'stderr', 'status'] as const) {
    const file = path.join(folder, name);
    if (outcome[name] === '') rmSync(file, { force: true });
    else writeFileSync(file, outcome[name]);
  }
  rmSync(path.join(folder, 'written'), { recursive: true, force: true });
  for (const [name, text] of Object.entries(outcome.written)) {
    const file = path.join(folder, 'written', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

async function tell(folder: string): Promise<Outcome> {
  const { run } = await import('../../src/cli/run.ts');
  const { storyHost } = await import('./story-host.ts');
  const [program, ...argv] = wordsOf(readFileSync(path.join(folder, 'cmd'), 'utf8'));
  expect(program).toBe('surgecast');
  const story = storyHost(folder);
  const status = await run(argv, story.host);
  return {
    stdout: story.printed('stdout'),
    stderr: story.printed('stderr'),
    status: `${status}\n`,
    written: Object.fromEntries(story.written),
  };
}

/**
 * Runs every story with the process in a time zone and compares what it prints, writes and ends with to what stands in the
 * story's folder. To be called once in a test file of its own: vitest gives each file a process, and the zone must be set
 * before anything of the program is loaded. With `UPDATE_GOLDEN=1` the run in UTC rewrites the expectations; read the diff.
 */
export function tellStories(timeZone: string, offsetMinutes: number): void {
  process.env['TZ'] = timeZone;
  const update = process.env['UPDATE_GOLDEN'] === '1';

  describe(`the stories under TZ=${timeZone}`, () => {
    it('run in that zone', () => {
      expect(0 - new Date(2026, 6, 1).getTimezoneOffset()).toBe(offsetMinutes);
    });

    it.each(storyNames())('%s', async (name) => {
      const folder = path.join(fixtures, name);
      const outcome = await tell(folder);
      if (name.startsWith('bad-input/')) {
        expect(outcome).toMatchObject({ status: '2\n', stdout: '', written: {} });
        expect(outcome.stderr).not.toMatch(/^\s+at /m);
      }
      if (!update) expect(outcome).toEqual(expectedOutcome(folder));
      else if (timeZone === 'UTC') keepOutcome(folder, outcome);
    });
  });
}
