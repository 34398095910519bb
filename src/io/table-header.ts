import { delimiterName } from './delimiter.ts';
import { InputError } from '../problems/input-error.ts';
import { didYouMean } from '../problems/did-you-mean.ts';
import { matchHeader, type HeaderMatch, type MatchedColumn, type TableLayout } from './match-header.ts';
import { readDate } from './date-cells.ts';
import { readNumber } from './number-cells.ts';
import type { OpenTable, RawRow } from './table.ts';

/** Column name → header, and the columns that the file need not have. */
export interface HeaderAdaptation {
  readonly assigned: Readonly<Record<string, string>>;
  readonly supplied: readonly string[];
}

/** How a table's header is looked for. */
export interface HeaderSearch {
  readonly layout: TableLayout;
  /** Layouts of other files, for one that is in the wrong place. */
  readonly others?: readonly TableLayout[] | undefined;
  /** What is known about a header line from elsewhere: the user, or the system that made the file. */
  readonly adapt?: ((cells: readonly string[]) => HeaderAdaptation) | undefined;
}

/** The header of a table, once it is found. */
export interface TableHeader {
  readonly line: number;
  readonly cells: readonly string[];
  readonly columns: ReadonlyMap<string, MatchedColumn>;
  /** Positions of the columns that the layout needs. */
  readonly needed: readonly number[];
}

/** How many rows before the header are passed over: titles and dates that exports begin with. */
const longestPreamble = 10;

function list(words: readonly string[], most = 12): string {
  const shown = words.slice(0, most).join(', ');
  return words.length > most ? `${shown} and ${words.length - most} more` : shown;
}

function looksLikeData(cells: readonly string[]): boolean {
  return cells.some(
    (cell) => readDate(cell) !== undefined || (cell.trim() !== '' && readNumber(cell) !== undefined),
  );
}

/** The other kind of file that this header fits, if it does. */
function otherLayout(cells: readonly string[], others: readonly TableLayout[]): TableLayout | undefined {
  return others.find(({ columns }) => {
    const match = matchHeader(cells, columns);
    return match.missing.length === 0 && match.columns.size >= 2;
  });
}

function missingHint(row: RawRow, match: HeaderMatch, search: HeaderSearch): string {
  const { layout, others = [] } = search;
  if (looksLikeData(row.cells))
    return `the first line looks like data; put a header before it: ${layout.example}`;
  const other = otherLayout(row.cells, others);
  if (other !== undefined) return `this looks like a file of ${other.title}: give it with ${other.option}`;
  const names = match.missing.map(({ name }) => name);
  const near = match.unknown.flatMap((header) => {
    const meant = didYouMean(header, names);
    return meant === undefined ? [] : [`"${header}" may be meant as ${meant}`];
  });
  return near.length > 0 ? near.join('; ') : `rename the column; a header such as ${layout.example}`;
}

function reportMissing(row: RawRow, match: HeaderMatch, search: HeaderSearch, table: OpenTable): void {
  const found = row.cells.filter((cell) => cell !== '');
  const wanted = match.missing.map(({ name, synonyms, fallbacks = [], alternatives = [] }) => {
    const other = [...alternatives, ...synonyms, ...fallbacks].slice(0, 5);
    return other.length === 0 ? name : `${name} (or ${other.join(', ')})`;
  });
  const message = `no column for ${wanted.join('; ')} of ${search.layout.title}; found ${list(found)}`;
  table.problem(row, { message, hint: missingHint(row, match, search) });
}

function reportClashes(row: RawRow, match: HeaderMatch, table: OpenTable): void {
  for (const { name, columns } of match.clashes) {
    const headers = columns.map(({ header }) => `"${header}"`).join(' and ');
    const message = `${columns.length} columns for ${name}: ${headers}`;
    table.problem(row, { index: columns[1]?.index, message, hint: 'leave one, or rename the others' });
  }
}

function noteUnknown(match: HeaderMatch, table: OpenTable): void {
  const headers = match.unknown.map((header) => {
    const meant = didYouMean(header, match.absent);
    return meant === undefined ? header : `${header} (${meant}?)`;
  });
  if (headers.length > 0) table.notes.add(`columns not used: ${list(headers)}`);
}

/**
 * Takes the rows of a table until one is its header: the first within {@link longestPreamble} rows that names two columns of the
 * layout or all that it needs. `offer` returns the header once it is found, and adds what is wrong with it to the table's problems;
 * `giveUp` says, at the end of a file without one, what was expected.
 */
export function headerSearch(search: HeaderSearch): {
  offer(row: RawRow, table: OpenTable): TableHeader | undefined;
  giveUp(table: OpenTable): never;
} {
  const passed: { readonly row: RawRow; readonly match: HeaderMatch }[] = [];
  return {
    offer(row, table) {
      const match = matchHeader(row.cells, search.layout.columns, search.adapt?.(row.cells));
      const enough = match.columns.size >= 2 || (match.columns.size > 0 && match.missing.length === 0);
      const last = passed.length + 1 >= longestPreamble;
      if (!enough && !last) {
        passed.push({ row: { ...row }, match });
        return undefined;
      }
      if (!enough) {
        const first = passed[0] ?? { row, match };
        reportMissing(first.row, first.match, search, table);
        table.problems.throwIfAny();
      }
      if (passed.length > 0) table.notes.add('rows before the header passed over', passed.length);
      if (match.missing.length > 0) reportMissing(row, match, search, table);
      reportClashes(row, match, table);
      table.problems.throwIfAny();
      noteUnknown(match, table);
      const needed = search.layout.columns.flatMap(({ name, needed: isNeeded }) => {
        const index = match.columns.get(name)?.index;
        return isNeeded === true && index !== undefined ? [index] : [];
      });
      return { line: row.line, cells: row.cells, columns: match.columns, needed };
    },
    giveUp(table) {
      const first = passed[0];
      if (first !== undefined) reportMissing(first.row, first.match, search, table);
      else {
        const message = `is empty; expected ${search.layout.title} with a header such as ${search.layout.example}`;
        table.problems.add({ file: table.file, message });
      }
      table.problems.throwIfAny();
      throw new InputError([]);
    },
  };
}

/**
 * Refuses a row that has more cells than the header, and one that ends before a column the layout needs; a row that only
 * leaves optional cells off is noted.
 */
export function checkWidth(row: RawRow, header: TableHeader, table: OpenTable): void {
  const { length } = row.cells;
  const width = header.cells.length;
  if (length === width) return;
  if (length > width) {
    const index = row.cells.findIndex((cell, at) => at >= width && cell.trim() !== '');
    if (index < 0) return;
    const hint = `put a cell that holds a ${delimiterName(table.delimiter)} between double quotes`;
    table.problem(row, { index, message: `the row has ${length} cells, the header ${width}`, hint });
  } else if (header.needed.some((index) => index >= length)) {
    table.problem(row, { index: length, message: `the row ends after ${length} of ${width} cells` });
  } else table.notes.add('rows that end before their last columns');
}
