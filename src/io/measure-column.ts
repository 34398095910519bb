import { secondsPerUnit } from './duration-cells.ts';
import type { FileFormats, FormatEvidence } from './format-evidence.ts';
import { growingColumn } from './growing-column.ts';
import type { MatchedColumn } from './match-header.ts';
import { isMissing, numberIn, readNumber, type NumberCell } from './number-cells.ts';
import type { OpenTable, RawRow } from './table.ts';

/** A column of numbers of zero or more, gathered before the file's decimal sign is known. */
export interface MeasureColumn {
  push(row: RawRow): void;
  /** The numbers, read in the file's formats; NaN where a cell says nothing. */
  values(formats: FileFormats): Float64Array;
}

/** A whole number without signs, or −1: the one case that is frequent enough to be worth a path of its own. */
function plainInteger(text: string): number {
  if (text.length === 0 || text.length > 15) return -1;
  let value = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** An empty column. `read` makes a number of a cell in another way than `readNumber`: a duration gives seconds. */
export function measureColumn(column: {
  readonly table: OpenTable;
  readonly matched: MatchedColumn;
  readonly evidence: FormatEvidence;
  readonly read?: ((text: string) => number | NumberCell | undefined) | undefined;
}): MeasureColumn {
  const { table, matched, evidence, read = readNumber } = column;
  const { index, header } = matched;
  const factor = column.read === undefined ? 1 : secondsPerUnit(matched.unit);
  const expected = column.read === undefined ? 'a number' : 'seconds, m:ss or h:mm:ss';
  const numbers = growingColumn();
  // Cells with two readings, by row; the point reading stands in `numbers`.
  const unclear = new Map<number, NumberCell>();
  const refuse = (row: RawRow, text: string): number => {
    const negative = /^[-−–(]/.test(text.trim()) && readNumber(text) !== undefined;
    const message = negative
      ? `${header} is ${text.trim()}; expected 0 or more`
      : `${header} is "${text}"; expected ${expected}`;
    table.problem(row, { index, message });
    return Number.NaN;
  };
  const slow = (row: RawRow, text: string): number => {
    if (isMissing(text)) return Number.NaN;
    const cell = read(text);
    if (cell === undefined) return refuse(row, text);
    if (typeof cell === 'number') return cell;
    if (cell.point < 0) return refuse(row, text);
    evidence.seeNumber(cell, text.trim(), (message, hint) => table.describe(row, { index, message, hint }));
    if (cell.style === 'unclear') unclear.set(numbers.length, cell);
    return cell.point * factor;
  };
  return {
    push(row) {
      const text = row.cells[index] ?? '';
      const whole = plainInteger(text);
      numbers.push(whole >= 0 ? whole * factor : slow(row, text));
    },
    values({ decimal }) {
      const values = numbers.values();
      for (const [row, cell] of unclear) values[row] = (numberIn(cell, decimal) ?? Number.NaN) * factor;
      return values;
    },
  };
}
