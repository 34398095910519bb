import { words } from './comma-words.ts';
import { plainHeader } from './header-words.ts';

/** What a column of a list of people says who they are by. */
export type IdentityKind = 'email' | 'phone' | 'sha256';

/** Headers of identity columns, by words that they contain. */
export const identityHeaders: Readonly<Record<IdentityKind, readonly string[]>> = {
  sha256: words('sha256, sha 256, hash, hashed'),
  email: words('email, e-mail, mail'),
  phone: words('phone, telephone, mobile, cell, tel, msisdn'),
};

const sha256Pattern = /^[0-9a-f]{64}$/i;
const emailPattern = /^[^\s@]+@[^\s@]+$/;

/** True for the hexadecimal text of a SHA-256. */
export function isSha256(cell: string): boolean {
  return cell.length === 64 && sha256Pattern.test(cell);
}

/** An e-mail address in the form that is compared: no blanks around it, lower case; undefined for anything else. */
export function normalEmail(cell: string): string | undefined {
  const address = cell.trim().toLowerCase();
  return emailPattern.test(address) ? address : undefined;
}

/** What a cell without a header seems to be. */
function kindOfCell(cell: string): IdentityKind | undefined {
  const text = cell.trim();
  if (isSha256(text)) return 'sha256';
  if (normalEmail(text) !== undefined) return 'email';
  return /^\+?[\d\s().\-/]{7,20}$/.test(text) && text.replaceAll(/\D/g, '').length >= 7 ? 'phone' : undefined;
}

function kindOfHeader(header: string): IdentityKind | undefined {
  const parts = header.toLowerCase().split(/[^a-z0-9]+/);
  const plain = plainHeader(header);
  const kinds: readonly IdentityKind[] = ['sha256', 'email', 'phone'];
  return kinds.find((kind) =>
    identityHeaders[kind].some(
      (word) => parts.includes(word) || (word.length > 4 && plain.includes(plainHeader(word))),
    ),
  );
}

/** The identity columns of a list, by position, and whether its first row is already a person. */
export interface IdentityColumns {
  readonly columns: readonly { readonly index: number; readonly kind: IdentityKind }[];
  readonly headless: boolean;
}

/** Finds the identity columns in a list's first row: by its headers, or by its cells when they are addresses already. */
export function identityColumns(cells: readonly string[]): IdentityColumns {
  const find = (kindOf: (cell: string) => IdentityKind | undefined): IdentityColumns['columns'] =>
    cells.flatMap((cell, index) => {
      const kind = kindOf(cell);
      return kind === undefined ? [] : [{ index, kind }];
    });
  const people = find(kindOfCell);
  return people.length > 0
    ? { columns: people, headless: true }
    : { columns: find(kindOfHeader), headless: false };
}
