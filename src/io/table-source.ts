/** Where a table's text comes from. The host provides it; reading starts when `chunks` is called, once. */
export interface TableSource {
  /** The name that messages show; `-` is standard input. */
  readonly file: string;
  chunks(): AsyncIterable<Uint8Array | string>;
}

/** A source whose text is already in memory. */
export function textSource(file: string, text: string): TableSource {
  return {
    file,
    async *chunks() {
      yield text;
    },
  };
}
