import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { projectFolder } from '../source-files.ts';

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

export interface Start {
  readonly args: readonly string[];
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Text for standard input; without it the input is closed. */
  readonly input?: string;
  readonly program?: string;
}

/** A plain environment: colour is off unless a test asks for it. */
function environment(extra: Start['env']): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _force, NO_COLOR: _no, NODE_OPTIONS: _options, ...rest } = process.env;
  return { ...rest, ...extra };
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(0, ...files.map((file) => statSync(path.join(folder, file)).mtimeMs));
}

let checked = false;

/** Path of `bin/surgecast.js`. @throws when the build is missing or older than the sources: these tests run what users run. */
export function builtProgram(): string {
  const main = path.join(projectFolder, 'dist/cli/main.js');
  const fresh = (): boolean =>
    existsSync(main) && newest(path.join(projectFolder, 'dist')) >= newest(path.join(projectFolder, 'src'));
  checked ||= fresh();
  if (!checked) throw new Error('dist/ is missing or older than src/: run npm run build first');
  return path.join(projectFolder, 'bin/surgecast.js');
}

/** A plan folder with one channel and one team, on which every command is quick. */
export const smallCentre = path.join(projectFolder, 'fixtures/small-centre');

/** Arguments of a command on the small centre at its day. */
export function onSmallCentre(command: string, ...more: readonly string[]): readonly string[] {
  return [command, smallCentre, '--as-of', '2026-11-23', ...more];
}

/** Runs any program to its end. */
export function execute(
  program: string,
  args: readonly string[],
  start: Omit<Start, 'args'> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      cwd: start.folder ?? projectFolder,
      env: environment(start.env),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.stdin.on('error', () => undefined).end(start.input ?? '');
    child.on('error', reject);
    child.on('close', (status) => resolve({ stdout, stderr, status }));
  });
}

/** Runs the built program under this Node (or another) to its end. */
export function surgecast(start: Start): Promise<Ended> {
  return execute(start.program ?? process.execPath, [builtProgram(), ...start.args], start);
}

/** Starts the built program with a pipe that the test reads as it likes. */
export function startSurgecast(args: readonly string[]): ReturnType<typeof spawn> {
  return spawn(process.execPath, [builtProgram(), ...args], {
    cwd: projectFolder,
    env: environment({}),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
