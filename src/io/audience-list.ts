import { InputError } from '../problems/input-error.ts';
import { identityColumns, isSha256, normalEmail, type IdentityColumns } from './identity-columns.ts';
import { keySet, type KeySet } from './key-set.ts';
import { phoneNormaliser, type PhoneNormaliser } from './phone-normaliser.ts';
import type { TableSource } from './table-source.ts';
import { readTable, type RawRow } from './table.ts';

/** How lists of people are compared. */
export interface AudienceOptions {
  /** Two-letter code of the country whose numbers have no code of their own; undefined: only international numbers are read. */
  readonly country?: string | undefined;
  /** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
  readonly sha256: (text: string) => string;
}

/** Who is on a list, as 64-bit keys: no address can be read out of it. */
export interface IdentityList {
  readonly keys: KeySet;
  readonly rows: number;
  /** Rows with an address or a number that reads. */
  readonly readable: number;
}

/** How an audience compares with the customers and the people who must not be contacted. Counts only. */
export interface AudienceMatch {
  readonly rows: number;
  /** Rows with an address or a number that reads; only these are compared. */
  readonly readable: number;
  /** Of the readable, those that the customer list has; undefined without one. */
  readonly recognised?: number | undefined;
  readonly recognisedShare?: number | undefined;
  /** Of the readable, those on the suppression list; undefined without one. */
  readonly suppressed?: number | undefined;
  readonly suppressedShare?: number | undefined;
}

type Visit = (high: number, low: number) => void;

/** Turns the identities of a row into keys: the first 64 bits of the SHA-256 of the normal form. */
function keyReader({ columns }: IdentityColumns, phone: PhoneNormaliser, sha256: (text: string) => string) {
  const hashOf = (cell: string, kind: IdentityColumns['columns'][number]['kind']): string | undefined => {
    const text = cell.trim();
    if (text === '') return undefined;
    if (isSha256(text)) return text;
    const normal = kind === 'phone' ? phone(text) : kind === 'email' ? normalEmail(text) : undefined;
    return normal === undefined ? undefined : sha256(normal);
  };
  return (row: RawRow, visit: Visit): boolean => {
    let readable = false;
    for (const { index, kind } of columns) {
      const hash = hashOf(row.cells[index] ?? '', kind);
      if (hash === undefined) continue;
      readable = true;
      visit(Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8, 16), 16));
    }
    return readable;
  };
}

/** What goes wrong in a list of people is told without the line it stands in. */
function withoutSource(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(
    error.problems.map((problem) => ({ ...problem, sourceLine: undefined })),
    error.total,
  );
}

/** Reads a list row by row; `onRow` gets its keys. Returns the rows and those with a key. */
async function readPeople(
  source: TableSource,
  { country, sha256 }: AudienceOptions,
  onRow: (row: RawRow, read: (visit: Visit) => boolean) => boolean,
): Promise<{ readonly rows: number; readonly readable: number }> {
  const phone = await phoneNormaliser(country);
  let reader: ReturnType<typeof keyReader> | undefined;
  let counts = { rows: 0, readable: 0 };
  const take = (row: RawRow, read: ReturnType<typeof keyReader>): void => {
    const readable = onRow(row, (visit) => read(row, visit));
    counts = { rows: counts.rows + 1, readable: counts.readable + (readable ? 1 : 0) };
  };
  try {
    const table = await readTable(source, (row, open) => {
      if (reader !== undefined) return take(row, reader);
      const found = identityColumns(row.cells);
      if (found.columns.length === 0) {
        const message = `no column of e-mail addresses, phone numbers or SHA-256 among ${row.cells.length}`;
        open.problems.add({
          file: source.file,
          line: row.line,
          message,
          hint: 'name it email, phone or sha256',
        });
        open.problems.throwIfAny();
      }
      reader = keyReader(found, phone, sha256);
      if (found.headless) take(row, reader);
    });
    if (reader === undefined && table.problems.count === 0)
      table.problems.add({ file: source.file, message: 'is empty' });
    table.problems.throwIfAny();
  } catch (error) {
    throw withoutSource(error);
  }
  return counts;
}

/**
 * Reads a list of people into a set of keys: customers, or those who must not be contacted. Every column of e-mail addresses, phone
 * numbers or SHA-256 counts; a person may have several keys.
 *
 * @throws InputError without any text of the list in it.
 */
export async function readIdentities(source: TableSource, options: AudienceOptions): Promise<IdentityList> {
  const keys = keySet();
  const counts = await readPeople(source, options, (_, read) => read(keys.add));
  return { keys, ...counts };
}

/**
 * Compares an audience with lists of customers and suppressed people, row by row in memory that does not grow with the audience: a
 * row counts as found when any of its identities is.
 *
 * Addresses are compared in lower case without blanks, numbers as E.164, either as the first 64 bits of its SHA-256, so that plain and hashed
 * lists can be compared (hashed numbers must be of E.164 with the plus sign, as advertising platforms ask). With n rows against m, the expected
 * number of false matches is n·m / 2⁶⁴: 0.000 001 4 for five million against five million.
 *
 * @throws InputError without any text of the list in it.
 */
export async function matchAudience(
  audience: TableSource,
  lists: { readonly customers?: IdentityList | undefined; readonly suppression?: IdentityList | undefined },
  options: AudienceOptions,
): Promise<AudienceMatch> {
  const { customers, suppression } = lists;
  let recognised = 0;
  let suppressed = 0;
  const { rows, readable } = await readPeople(audience, options, (_, read) => {
    let known = false;
    let barred = false;
    const hasKey = read((high, low) => {
      known ||= customers?.keys.has(high, low) === true;
      barred ||= suppression?.keys.has(high, low) === true;
    });
    if (known) recognised += 1;
    if (barred) suppressed += 1;
    return hasKey;
  });
  const share = (count: number): number | undefined => (readable === 0 ? undefined : count / readable);
  return {
    rows,
    readable,
    ...(customers === undefined ? {} : { recognised, recognisedShare: share(recognised) }),
    ...(suppression === undefined ? {} : { suppressed, suppressedShare: share(suppressed) }),
  };
}
