import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { OutputClosed, type Host, type OutputStream, type SolverPort } from '../commands/host.ts';
import { silentProgress, startProgressBar } from './progress.ts';
import { InputError } from '../problems/input-error.ts';

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

function outputStream(stream: NodeJS.WriteStream): OutputStream {
  let closed = false;
  stream.on('error', (error) => {
    if (isNodeError(error) && error.code === 'EPIPE') closed = true;
    else throw error;
  });
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
    write: (text) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new OutputClosed());
          return;
        }
        stream.write(text, (error) => {
          if (!error) resolve();
          else reject(isNodeError(error) && error.code === 'EPIPE' ? new OutputClosed() : error);
        });
      }),
  };
}

const reasons: Readonly<Record<string, readonly [message: string, hint: string | undefined]>> = {
  ENOENT: ['no such file', 'check the path, or name the file with an option such as --history FILE'],
  EISDIR: ['is a folder, a file was expected', undefined],
  EACCES: ['no permission', undefined],
  ENOTDIR: ['no such file: a part of its path is not a folder', undefined],
  EPERM: ['no permission', undefined],
  ENOSPC: ['the disk is full', undefined],
  EROFS: ['the disk is read-only', undefined],
};

function fileError(file: string, error: unknown): unknown {
  const reason = isNodeError(error) && error.code !== undefined ? reasons[error.code] : undefined;
  if (reason === undefined) return error;
  return new InputError([{ file, message: reason[0], hint: reason[1] }]);
}

async function* readChunks(file: string, resolved: string): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of createReadStream(resolved)) yield chunk as Uint8Array;
  } catch (error) {
    throw fileError(file, error);
  }
}

async function writeWhole(file: string, resolved: string, text: string): Promise<void> {
  const temporary = `${resolved}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, resolved);
  } catch (error) {
    await rm(temporary, { force: true });
    throw fileError(file, error);
  }
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}

/** One column, no row: solved to make the thread load its solver while this one still computes. */
const warmUpModel: Parameters<SolverPort['solve']>[0] = {
  columnCost: Float64Array.of(1),
  columnLower: Float64Array.of(0),
  columnUpper: Float64Array.of(1),
  integer: Uint8Array.of(1),
  rowLower: new Float64Array(0),
  rowUpper: new Float64Array(0),
  rowStarts: Int32Array.of(0),
  indices: new Int32Array(0),
  values: new Float64Array(0),
  offset: 0,
};

/** The solver in a thread of its own. Starts loading at once, so that it is ready when the plan wants it. */
function startSolver(): SolverPort {
  const start = async (): Promise<SolverPort> => {
    const { workerSolver } = await import('./solver-worker-host.ts');
    const solver = workerSolver();
    process.once('SIGINT', () => {
      void solver.stop().finally(() => process.exit(130));
    });
    await solver.solve(warmUpModel, {});
    return solver;
  };
  const started = start();
  // A failure shows where the solver is used.
  started.catch(() => {});
  return {
    solve: async (model, limits) => (await started).solve(model, limits),
    dive: async (model, limits) => (await started).dive(model, limits),
  };
}

/** The real world: this process, its files and its clock. */
export function nodeHost(): Host {
  let solver: SolverPort | undefined;
  const resolve = (file: string): string => path.resolve(process.cwd(), file);
  return {
    stdout: outputStream(process.stdout),
    stderr: outputStream(process.stderr),
    env: process.env,
    get version() {
      return packageVersion();
    },
    readStdin: () => process.stdin as AsyncIterable<Uint8Array>,
    readFile: (file) => readChunks(file, resolve(file)),
    fileExists: (file) =>
      access(resolve(file)).then(
        () => true,
        () => false,
      ),
    writeFile: (file, text) => writeWhole(file, resolve(file), text),
    createFolder: async (folder) => {
      await mkdir(resolve(folder), { recursive: true });
    },
    exampleFile: (name) => readFile(new URL(`../../fixtures/example/${name}`, import.meta.url), 'utf8'),
    now: () => Date.now() / 1000,
    progress: async (label, total) =>
      process.stderr.isTTY === true ? startProgressBar(label, total) : silentProgress,
    sha256: (text) => hash('sha256', text, 'hex'),
    solver: () => (solver ??= startSolver()),
    createHash: () => {
      const sum = createHash('sha256');
      return { update: (bytes) => void sum.update(bytes), hex: () => sum.digest('hex') };
    },
  };
}
