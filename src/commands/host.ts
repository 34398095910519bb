import type { Instant } from '../calendar/time-zone.ts';
import type { SolverPort } from '../scheduling/solver-port.ts';

export type { SolverPort };

/** One of the standard output streams. */
export interface OutputStream {
  /** Resolves when the text is handed over whole, so that a slow pipe slows the writer and nothing is cut. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Width of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
}

/** How far a long computation is. */
export interface Progress {
  advance(): void;
  stop(): void;
}

/** A SHA-256 in the making. */
export interface Hash {
  update(bytes: Uint8Array | string): void;
  hex(): string;
}

/** The whole outside world, as a parameter: everything below `run` can be executed in a test without a process. */
export interface Host {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Bytes of standard input. */
  readStdin(): AsyncIterable<Uint8Array>;
  /** Bytes of a file, relative to the working folder. Throws InputError when it cannot be read. */
  readFile(path: string): AsyncIterable<Uint8Array>;
  fileExists(path: string): Promise<boolean>;
  /** Writes a whole file through a temporary one and a rename: it is there complete, or as before. */
  writeFile(path: string, text: string): Promise<void>;
  createFolder(path: string): Promise<void>;
  /** Files below the example that is shipped with the program, by relative path. */
  exampleFile(name: string): Promise<string>;
  now(): Instant;
  /** Progress on standard error, on a terminal only. */
  progress(label: string, total: number): Promise<Progress>;
  createHash(): Hash;
  /** SHA-256 of a text in hex, for millions of short ones. */
  sha256(text: string): string;
  /** The solver of shift plans, one for all; the first call starts it. */
  solver(): SolverPort;
}

/** Thrown by a stream whose reader has gone (`| head`): the run ends quietly. */
export class OutputClosed extends Error {
  constructor() {
    super('the reader of the output has gone');
    this.name = 'OutputClosed';
  }
}

/** The whole text of a file. */
export async function readText(host: Host, path: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of path === '-' ? host.readStdin() : host.readFile(path)) {
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
