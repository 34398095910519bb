/** How much a finding matters, from least to most. */
export type Severity = 'info' | 'warning' | 'error';

/** Where in the user's own files something stands. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** What follows from a finding: who does what, by when, and what changes if they do. */
export interface FindingAction {
  readonly who: 'marketing' | 'contact-centre' | 'both';
  /** Local date, `YYYY-MM-DD`. */
  readonly by?: string | undefined;
  readonly what: string;
  readonly effect?: string | undefined;
}

/**
 * One problem of the plan: collected, never thrown. `fingerprint` is stable: it depends on the rule and on what the
 * finding is about, not on the row it stands in, the order of files or the wording of the message.
 */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Id of the campaign it is about, when it is about one. */
  readonly campaign?: string | undefined;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly location?: SourceLocation | undefined;
  readonly action?: FindingAction | undefined;
  /** The figures of the message as data; units are in the keys. */
  readonly data: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly fingerprint: string;
}

const severityRank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** True when `severity` is at least as grave as `threshold`. @example isAtLeast('error', 'warning') // => true */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severityRank[severity] >= severityRank[threshold];
}

/** Orders severities with the gravest first, for `Array.prototype.sort`. @example compareSeverity('error', 'info') // => -2 */
export function compareSeverity(a: Severity, b: Severity): number {
  return severityRank[b] - severityRank[a];
}
