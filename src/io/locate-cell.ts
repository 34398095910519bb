import type { InputProblem } from '../problems/input-error.ts';

/** Where a cell stands within the text of its row: lines from 0, characters of its physical line from 1. */
export interface CellPlace {
  readonly lineOffset: number;
  readonly column: number;
  /** The physical line. */
  readonly sourceLine: string;
}

/**
 * Where cell `index` of a row stands. Quoted cells may hold delimiters and line breaks; a cell that the row lacks is
 * placed at the row's end.
 *
 * @example locateCell({ text: 'a;"b;c";d', delimiter: ';', index: 2 }).column // => 9
 */
export function locateCell(row: {
  readonly text: string;
  readonly delimiter: string;
  readonly index: number;
}): CellPlace {
  const { text, delimiter, index } = row;
  let lineOffset = 0;
  let lineStart = 0;
  let cell = 0;
  let cellStart = 0;
  let quoted = false;
  let position = 0;
  for (; cell < index && position < text.length; position++) {
    const character = text[position];
    if (character === '"') {
      if (quoted) quoted = false;
      else quoted = text[position - 1] === '"' || text.slice(cellStart, position).trim() === '';
    } else if (character === '\n') {
      lineOffset += 1;
      lineStart = position + 1;
    } else if (character === delimiter && !quoted) {
      cell += 1;
      cellStart = position + 1;
    }
  }
  const end = text.indexOf('\n', lineStart);
  return {
    lineOffset,
    column: position - lineStart + 1,
    sourceLine: text.slice(lineStart, end < 0 ? undefined : end),
  };
}

/** A row as it stands in its file. */
export interface RowPlace {
  readonly file: string;
  readonly line: number;
  /** The row's text; undefined when it is no longer at hand. */
  readonly text: string | undefined;
  readonly delimiter: string;
}

/** A problem at a cell of a row, or at the row as a whole, with the source line and the cell's column. */
export function problemAt(
  row: RowPlace,
  cell: { readonly index?: number | undefined; readonly message: string; readonly hint?: string | undefined },
): InputProblem {
  const { file, line, text, delimiter } = row;
  const { index, message, hint } = cell;
  if (text === undefined) return { file, line, message, hint };
  const place = locateCell({ text, delimiter, index: index ?? 0 });
  const column = index === undefined ? undefined : place.column;
  return { file, line: line + place.lineOffset, column, message, hint, sourceLine: place.sourceLine };
}
