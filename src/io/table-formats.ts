import { readAmount } from './amount-cells.ts';
import { readDate } from './date-cells.ts';
import { readDuration } from './duration-cells.ts';
import { formatEvidence, type FileFormats, type FormatEvidence } from './format-evidence.ts';
import { problemAt } from './locate-cell.ts';
import type { ColumnKind, TableLayout } from './match-header.ts';
import { isMissing } from './number-cells.ts';
import type { WholeTable } from './whole-table.ts';

type Describe = Parameters<FormatEvidence['seeDate']>[2];

function see(evidence: FormatEvidence, kind: ColumnKind, text: string, describe: Describe): void {
  if (kind === 'date') {
    const date = readDate(text);
    if (date !== undefined) evidence.seeDate(date, text, describe);
  } else if (kind === 'number' || kind === 'share') {
    const amount = readAmount(text);
    if (amount !== undefined) evidence.seeNumber(amount.number, text, describe);
  } else if (kind === 'duration') {
    const duration = readDuration(text);
    if (duration !== undefined && typeof duration !== 'number') evidence.seeNumber(duration, text, describe);
  }
}

/** Finds out from all its cells how a table writes numbers and dates; contradictions become problems of the table. */
export function tableFormats({ table, header, rows }: WholeTable, layout: TableLayout): FileFormats {
  const evidence = formatEvidence();
  for (const { name, kind = 'text' } of layout.columns) {
    const column = header.columns.get(name);
    if (column === undefined || kind === 'text') continue;
    for (const row of rows) {
      const text = (row.cells[column.index] ?? '').trim();
      if (isMissing(text)) continue;
      see(evidence, kind, text, (message, hint) =>
        problemAt(
          { file: table.file, line: row.line, text: row.text, delimiter: table.delimiter },
          { index: column.index, message, hint },
        ),
      );
    }
  }
  return evidence.decide(table.problems, table.delimiter);
}
