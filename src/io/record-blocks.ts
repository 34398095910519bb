import { parse } from 'csv-parse/sync';
import type { Delimiter } from './delimiter.ts';

/** A stretch of a table's text that holds whole rows. */
export interface RecordBlock {
  readonly text: string;
  /** Number of the line in which it begins. */
  readonly firstLine: number;
  /** True when it holds a quote: then its rows are csv-parse's work. */
  readonly quoted: boolean;
}

/** A row that does not end. */
export interface EndlessRow {
  /** The text from the row on. */
  readonly text: string;
  readonly firstLine: number;
  /** Offset of the quote that opens a cell and is never closed; undefined when the line itself goes on and on. */
  readonly quote: number | undefined;
}

interface Scan {
  /** Offset after the last line end that is not in quotes; 0 when there is none. */
  readonly boundary: number;
  /** Offset of the quote that is open at the end of the text. */
  readonly open: number | undefined;
}

/** A quote opens a cell only at its start; elsewhere it is a character like any other (`5" screen`). */
function opensCell(text: string, quote: number, delimiter: string): boolean {
  let before = quote - 1;
  while (before >= 0 && text[before] === ' ') before -= 1;
  const character = text[before];
  return before < 0 || character === delimiter || character === '\n';
}

function scanQuotes(text: string, delimiter: string): Scan {
  let boundary = 0;
  let position = 0;
  for (;;) {
    const quote = text.indexOf('"', position);
    const end = quote < 0 ? text.length : quote;
    const lineEnd = end === 0 ? -1 : text.lastIndexOf('\n', end - 1);
    if (lineEnd >= position) boundary = lineEnd + 1;
    if (quote < 0) return { boundary, open: undefined };
    position = quote + 1;
    if (!opensCell(text, quote, delimiter)) continue;
    for (;;) {
      const closing = text.indexOf('"', position);
      if (closing < 0) return { boundary, open: quote };
      position = closing + 1;
      if (text[position] !== '"') break;
      position += 1;
    }
  }
}

/** How many line ends a text holds. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** A row longer than this is a quote that somebody forgot to close, or no row of a table. */
const longestRow = 1_000_000;

/**
 * Cuts a text into blocks of whole rows, so that each can be parsed by itself and memory stays bounded. `onEndless` is called, and the
 * blocks end, at a row that does not end.
 */
export async function* recordBlocks(
  pieces: AsyncIterable<string>,
  {
    delimiter,
    firstLine,
    onEndless,
  }: {
    readonly delimiter: Delimiter;
    readonly firstLine: number;
    readonly onEndless: (row: EndlessRow) => void;
  },
): AsyncGenerator<RecordBlock> {
  let pending = '';
  let line = firstLine;
  for await (const piece of pieces) {
    pending += piece;
    const quoted = pending.includes('"');
    const { boundary, open } = quoted
      ? scanQuotes(pending, delimiter)
      : { boundary: pending.lastIndexOf('\n') + 1, open: undefined };
    if (boundary > 0) {
      const text = pending.slice(0, boundary);
      yield { text, firstLine: line, quoted: quoted && text.includes('"') };
      line += countLineEnds(text);
      pending = pending.slice(boundary);
    }
    if (pending.length > longestRow) {
      const quote = open === undefined ? undefined : open - boundary;
      return onEndless({ text: pending, firstLine: line, quote });
    }
  }
  if (pending === '') return;
  const { open } = scanQuotes(pending, delimiter);
  if (open !== undefined) return onEndless({ text: pending, firstLine: line, quote: open });
  yield { text: pending, firstLine: line, quoted: pending.includes('"') };
}

/** The rows of a block, as cells. A block without quotes is cut at its delimiters, several times faster than it is parsed. */
export function recordsOf(
  { text, quoted }: RecordBlock,
  delimiter: Delimiter,
): readonly (readonly string[])[] {
  if (quoted) {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      trim: delimiter !== '\t',
    });
  }
  const lines = text.split('\n');
  if (text.endsWith('\n')) lines.pop();
  return lines.map((line) => line.split(delimiter));
}
