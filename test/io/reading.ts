import { readFileSync } from 'node:fs';
import type { TableSource } from '../../src/io/table-source.ts';
import { formatInputError, InputError } from '../../src/problems/input-error.ts';

/** A source that gives bytes in pieces of any sizes, as files and pipes do. */
export function byteSource(
  file: string,
  bytes: Uint8Array,
  sizes: readonly number[] = [bytes.length],
): TableSource {
  return {
    file,
    async *chunks() {
      let at = 0;
      for (let index = 0; at < bytes.length; index++) {
        const size = Math.max(1, sizes[index % sizes.length] ?? bytes.length);
        yield bytes.subarray(at, at + size);
        at += size;
      }
    },
  };
}

/** The text of the error that a promise ends in, as a user sees it. */
export async function errorText(reading: Promise<unknown>): Promise<string> {
  return formatInputError(await inputError(reading));
}

/** The input error that a promise ends in. */
export async function inputError(reading: Promise<unknown>): Promise<InputError> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** A file of the project, by its path from the root. */
export function projectFile(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
