import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeHost } from '../../src/cli/node-host.ts';
import type { Host, OutputStream } from '../../src/commands/host.ts';
import { InputError } from '../../src/problems/input-error.ts';

/** A host whose working folder is a story's, with what the run printed and wrote. */
export interface StoryHost {
  readonly host: Host;
  printed(stream: 'stdout' | 'stderr'): string;
  /** Files written, by the path that the run named; none of them reaches the disk. */
  readonly written: ReadonlyMap<string, string>;
}

/** Noon in London on the first day of the shipped example's plan. */
const storyTime = Date.UTC(2026, 10, 23, 12) / 1000;

function capture(): { readonly stream: OutputStream; readonly text: () => string } {
  const parts: string[] = [];
  return {
    stream: {
      isTerminal: false,
      columns: undefined,
      write: (text) => {
        parts.push(text);
        return Promise.resolve();
      },
    },
    text: () => parts.join(''),
  };
}

const realHost = nodeHost();

/** Bytes of a file below a folder; a failure names the file as the run did. */
async function* readBelow(folder: string, file: string): AsyncIterable<Uint8Array> {
  try {
    yield* realHost.readFile(path.resolve(folder, file));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, file })));
  }
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** The world of one story: real files to read, memory to write to, a clock that stands. */
export function storyHost(folder: string, env: Host['env'] = {}): StoryHost {
  const stdout = capture();
  const stderr = capture();
  const written = new Map<string, string>();
  const host: Host = {
    ...realHost,
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
    version: '0.0.0',
    now: () => storyTime,
    progress: async () => ({ advance: () => {}, stop: () => {} }),
    readStdin: async function* readStdin() {
      yield await readFile(path.join(folder, 'stdin'));
    },
    readFile: (file) => {
      const text = written.get(path.normalize(file));
      return text === undefined ? readBelow(folder, file) : bytesOf(text);
    },
    fileExists: (file) =>
      Promise.resolve(written.has(path.normalize(file)) || existsSync(path.resolve(folder, file))),
    writeFile: (file, text) => {
      written.set(path.normalize(file), text);
      return Promise.resolve();
    },
    createFolder: () => Promise.resolve(),
  };
  return { host, printed: (stream) => (stream === 'stdout' ? stdout.text() : stderr.text()), written };
}
