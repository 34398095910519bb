import { headerUnit, plainHeader, type ColumnUnit } from './header-words.ts';

/** What the cells of a column are. */
export type ColumnKind = 'text' | 'number' | 'share' | 'duration' | 'date';

/** A column that a table may have, under its own name or another that people use for it. */
export interface ColumnSpec {
  readonly name: string;
  /** Other headers for it. Two columns with the same claim are a contradiction. */
  readonly synonyms: readonly string[];
  /** Headers that count when nothing better is there, the best first. */
  readonly fallbacks?: readonly string[] | undefined;
  /** How its cells are read; default text. */
  readonly kind?: ColumnKind | undefined;
  readonly needed?: boolean | undefined;
  /** Columns that do instead of a needed one. */
  readonly alternatives?: readonly string[] | undefined;
}

/** The columns of one kind of file. */
export interface TableLayout {
  /** What the file is, for messages: `past contacts`. */
  readonly title: string;
  /** How such a file is given to the program, for files in the wrong place. */
  readonly option: string;
  /** A header line to show as an example. */
  readonly example: string;
  readonly columns: readonly ColumnSpec[];
}

/** A column of the file that has a meaning. */
export interface MatchedColumn {
  /** Position in the row, from 0. */
  readonly index: number;
  /** The header as written. */
  readonly header: string;
  /** The unit that the header states, as in `AHT (min)`. */
  readonly unit: ColumnUnit | undefined;
}

/** What a header line means. */
export interface HeaderMatch {
  readonly columns: ReadonlyMap<string, MatchedColumn>;
  /** Headers that mean nothing here. */
  readonly unknown: readonly string[];
  /** Columns of the layout that the file does not have. */
  readonly absent: readonly string[];
  /** Columns that make the same claim as another one. */
  readonly clashes: readonly { readonly name: string; readonly columns: readonly MatchedColumn[] }[];
  /** Columns that are needed and not there. */
  readonly missing: readonly ColumnSpec[];
}

interface Candidate extends MatchedColumn {
  readonly plain: string;
  readonly withoutUnit: string;
}

const noKnowledge = { assigned: {}, supplied: [] };

/**
 * Finds out which column of a file is which: without case, spaces, underscores, hyphens and a unit at the end, by name
 * or synonym. `assigned` maps a column's name to the header it is known to have, which goes before everything; `supplied` columns
 * are not missed.
 */
export function matchHeader(
  header: readonly string[],
  specs: readonly ColumnSpec[],
  known: {
    readonly assigned: Readonly<Record<string, string>>;
    readonly supplied: readonly string[];
  } = noKnowledge,
): HeaderMatch {
  const { assigned, supplied } = known;
  const candidates = header.map((text, index): Candidate => {
    const { plain, unit } = headerUnit(text);
    return { index, header: text.trim(), unit, plain: plainHeader(text), withoutUnit: plain };
  });
  const columns = new Map<string, MatchedColumn>();
  const clashes: { readonly name: string; readonly columns: readonly MatchedColumn[] }[] = [];
  const taken = new Set<number>();
  const give = (name: string, found: readonly Candidate[]): void => {
    const [first, ...more] = found;
    if (first === undefined) return;
    columns.set(name, { index: first.index, header: first.header, unit: first.unit });
    for (const candidate of found) taken.add(candidate.index);
    if (more.length > 0) clashes.push({ name, columns: found });
  };
  for (const [name, wanted] of Object.entries(assigned)) {
    give(
      name,
      candidates.filter((candidate) => candidate.plain === plainHeader(wanted)),
    );
  }
  // A column's own name goes before any synonym, a whole header before one without its unit, and all before any fallback.
  const offer = (spec: ColumnSpec, names: readonly string[], form: 'plain' | 'withoutUnit'): void => {
    if (columns.has(spec.name)) return;
    const wanted = new Set(names.map((name) => plainHeader(name)));
    give(
      spec.name,
      candidates.filter((candidate) => !taken.has(candidate.index) && wanted.has(candidate[form])),
    );
  };
  for (const form of ['plain', 'withoutUnit'] as const) {
    for (const spec of specs) offer(spec, [spec.name], form);
    for (const spec of specs) offer(spec, spec.synonyms, form);
  }
  for (const spec of specs) {
    for (const name of spec.fallbacks ?? [])
      for (const form of ['plain', 'withoutUnit'] as const) offer(spec, [name], form);
  }
  const unknown = candidates
    .filter(({ index, header: text }) => !taken.has(index) && text !== '')
    .map(({ header: text }) => text);
  const absent = specs.filter(({ name }) => !columns.has(name)).map(({ name }) => name);
  const missing = specs.filter(
    ({ name, needed, alternatives = [] }) =>
      needed === true &&
      ![name, ...alternatives].some((usable) => columns.has(usable) || supplied.includes(usable)),
  );
  return { columns, clashes, unknown, absent, missing };
}
