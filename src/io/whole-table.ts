import { headerSearch, checkWidth, type HeaderSearch, type TableHeader } from './table-header.ts';
import type { TableSource } from './table-source.ts';
import { readTable, type OpenTable } from './table.ts';

/** A row that is kept, with its text for messages. */
export interface KeptRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly text: string | undefined;
}

/** A table of modest size, read whole. */
export interface WholeTable {
  readonly table: OpenTable;
  readonly header: TableHeader;
  readonly rows: readonly KeptRow[];
}

/** Sums that exports put below their rows. */
function isTotal(cells: readonly string[]): boolean {
  return /^(?:grand )?totals?(?::.*)?$/i.test(cells.find((cell) => cell !== '') ?? '');
}

/** Reads a table whole: for files of people and plans, not of contacts. @throws InputError when it has no usable header. */
export async function readWholeTable(source: TableSource, search: HeaderSearch): Promise<WholeTable> {
  const seeking = headerSearch(search);
  const rows: KeptRow[] = [];
  let header: TableHeader | undefined;
  const table = await readTable(source, (row, open) => {
    if (header === undefined) {
      header = seeking.offer(row, open);
      return;
    }
    if (isTotal(row.cells)) {
      open.notes.add('rows of totals passed over');
      return;
    }
    checkWidth(row, header, open);
    rows.push({ line: row.line, cells: row.cells, text: open.textOf(row) });
  });
  if (header === undefined) return seeking.giveUp(table);
  return { table, header, rows };
}
