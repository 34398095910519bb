import type { TableSource } from '../io/table-source.ts';
import type { InputRecord } from '../report/json-envelope.ts';
import type { Host } from './host.ts';

/** A table that is hashed while it is read, so that every result can say what it was made from. */
export interface HashedTable {
  readonly source: TableSource;
  /** To be asked after reading. */
  readonly record: (rows: number) => InputRecord;
}

/** Opens a file, or standard input for `-`. */
export function openTable(host: Host, path: string): HashedTable {
  const hash = host.createHash();
  const file = path === '-' ? '<stdin>' : path;
  let sha256: string | undefined;
  async function* chunks(): AsyncIterable<Uint8Array> {
    for await (const chunk of path === '-' ? host.readStdin() : host.readFile(path)) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return {
    source: { file, chunks },
    record: (rows) => {
      sha256 ??= hash.hex();
      return { path: file, rows, sha256 };
    },
  };
}
