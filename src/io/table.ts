import { CsvError } from 'csv-parse/sync';
import type { InputProblem } from '../problems/input-error.ts';
import { decodeText, refuseForeign } from './decode-text.ts';
import { detectDelimiter, type Delimiter } from './delimiter.ts';
import { problemAt } from './locate-cell.ts';
import { noteList, type NoteList } from './note-list.ts';
import { problemList, type ProblemList } from './problem-list.ts';
import {
  countLineEnds,
  recordBlocks,
  recordsOf,
  type EndlessRow,
  type RecordBlock,
} from './record-blocks.ts';
import type { TableSource } from './table-source.ts';

export type { TableSource } from './table-source.ts';

/** One row as it stands: cells as written, without the quotes. The object is reused from row to row. */
export interface RawRow {
  /** Line of the file in which the row begins, from 1, and how many lines it takes. */
  readonly line: number;
  readonly lines: number;
  readonly cells: readonly string[];
}

/** What is wrong, and in which cell; without an index the row as a whole. */
export interface CellProblem {
  readonly index?: number | undefined;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A table while it is being read. */
export interface OpenTable {
  readonly file: string;
  readonly delimiter: Delimiter;
  readonly problems: ProblemList;
  readonly notes: NoteList;
  /** The text of the row at hand. */
  textOf(row: RawRow): string | undefined;
  /** Describes a problem in the row at hand, with its source line. */
  describe(row: RawRow, problem: CellProblem): InputProblem;
  /** Adds a problem in the row at hand. */
  problem(row: RawRow, problem: CellProblem): void;
}

const sampleLength = 16_384;

/** The first stretch of a text, long enough to detect the delimiter; `pieces` goes on after it. */
async function firstStretch(pieces: AsyncGenerator<string>): Promise<string> {
  let sample = '';
  while (sample.length < sampleLength) {
    const next = await pieces.next();
    if (next.done === true) break;
    sample += next.value;
  }
  return sample;
}

async function* chain(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first !== '') yield first;
  yield* rest;
}

/** The text of a block from one line on; rows are asked for in order, so the search goes on from the last one found. */
function lineFinder(): (block: RecordBlock, line: number, lines: number) => string | undefined {
  let known = { block: undefined as RecordBlock | undefined, line: 0, start: 0 };
  return (block, line, lines) => {
    const { text, firstLine } = block;
    if (line < firstLine) return undefined;
    if (known.block !== block || known.line > line) known = { block, line: firstLine, start: 0 };
    let { start } = known;
    for (let at = known.line; at < line; at++) {
      const end = text.indexOf('\n', start);
      if (end < 0) return undefined;
      start = end + 1;
    }
    known = { block, line, start };
    let end = start - 1;
    for (let count = 0; count < lines && end < text.length; count++) {
      end = text.indexOf('\n', end + 1);
      if (end < 0) end = text.length;
    }
    return text.slice(start, end);
  };
}

function openTable(place: {
  readonly file: string;
  readonly delimiter: Delimiter;
  readonly notes: NoteList;
  readonly blockAtHand: () => RecordBlock | undefined;
}): OpenTable {
  const { file, delimiter, notes, blockAtHand } = place;
  const problems = problemList();
  const find = lineFinder();
  const textOf: OpenTable['textOf'] = ({ line, lines }) => {
    const block = blockAtHand();
    return block && find(block, line, lines);
  };
  const describe: OpenTable['describe'] = (row, problem) =>
    problemAt({ file, line: row.line, text: textOf(row), delimiter }, problem);
  const problem: OpenTable['problem'] = (row, found) => {
    if (problems.open) problems.add(describe(row, found));
    else problems.addUncounted(1);
  };
  return { file, delimiter, problems, notes, textOf, describe, problem };
}

function endlessProblem(file: string, { text, firstLine, quote }: EndlessRow): InputProblem {
  if (quote === undefined) {
    const message = 'the line goes on for more than a million characters';
    return { file, line: firstLine, message, hint: 'is this a table, with a row a line?' };
  }
  const lineStart = text.lastIndexOf('\n', quote) + 1;
  const lineEnd = text.indexOf('\n', quote);
  return {
    file,
    line: firstLine + countLineEnds(text.slice(0, quote)),
    column: quote - lineStart + 1,
    message: 'a cell that begins with a quote here never ends',
    hint: 'close it with ", or write a quote inside a cell as ""',
    sourceLine: text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd),
  };
}

/** The rows of a block; quotes that csv-parse cannot make sense of are a problem, and the end. */
function recordsIn(block: RecordBlock, table: OpenTable): readonly (readonly string[])[] {
  try {
    return recordsOf(block, table.delimiter);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = block.firstLine + (typeof error['lines'] === 'number' ? error['lines'] : 1) - 1;
    const message = 'there is text after the quote that ends a cell';
    table.problem({ line, lines: 1, cells: [] }, { message, hint: 'write a quote inside a cell as ""' });
    table.problems.throwIfAny();
    return [];
  }
}

/**
 * Reads a table row by row in bounded memory: delimiter detected, byte order mark and `sep=` line taken off, quoted cells
 * with line breaks, blank rows left out. `onRow` gets every row, the header first, and adds problems to the table as it
 * goes; the caller throws them when it has seen enough.
 *
 * @throws InputError for what is no text, and for a quote that is never closed.
 */
export async function readTable(
  source: TableSource,
  onRow: (row: RawRow, table: OpenTable) => void,
): Promise<OpenTable> {
  const { file } = source;
  const notes = noteList();
  const pieces = decodeText(source, notes);
  let sample = await firstStretch(pieces);
  refuseForeign(file, sample);
  const delimiter = detectDelimiter(sample);
  let firstLine = 1;
  if (/^sep=.\s*(?:\n|$)/i.test(sample)) {
    sample = sample.slice(sample.indexOf('\n') + 1);
    firstLine = 2;
  }
  let block: RecordBlock | undefined;
  const table = openTable({ file, delimiter, notes, blockAtHand: () => block });
  const onEndless = (endless: EndlessRow): void => table.problems.add(endlessProblem(file, endless));
  const row = { line: firstLine, lines: 1, cells: [] as readonly string[] };
  for await (const next of recordBlocks(chain(sample, pieces), { delimiter, firstLine, onEndless })) {
    block = next;
    row.line = block.firstLine;
    for (const cells of recordsIn(block, table)) {
      row.cells = cells;
      row.lines = block.quoted ? cells.reduce((lines, cell) => lines + countLineEnds(cell), 1) : 1;
      if (cells.some((cell) => cell.trim() !== '')) onRow(row, table);
      row.line += row.lines;
    }
  }
  return table;
}
