import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | undefined;

/** A table as data: column names and rows of the same length. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/** A number with at most six digits behind the point and no exponent, `.` as its decimal sign. */
function plainNumber(value: number): string {
  return Number.isInteger(value) ? value.toString() : Number(value.toFixed(6)).toString();
}

/**
 * CSV as RFC 4180 with LF: a header, absent values empty, `.` decimals. Text cells that a spreadsheet would take for a formula
 * (beginning with = + - @ tab or return) get an apostrophe; numbers never do.
 */
export function formatCsv(table: CsvTable): string {
  return stringify([table.columns, ...table.rows] as CsvCell[][], {
    record_delimiter: '\n',
    cast: {
      number: (value) => ({ value: plainNumber(value), escape_formulas: false }),
      string: (value) => ({ value, escape_formulas: true }),
    },
  });
}

const camelCase = (name: string): string =>
  name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** A table's rows as objects, its column names in camel case; absent cells are left out. */
export function tableObjects(table: CsvTable): readonly Readonly<Record<string, CsvCell>>[] {
  const keys = table.columns.map((column) => camelCase(column));
  return table.rows.map((row) => Object.fromEntries(keys.map((key, index) => [key, row[index]])));
}
