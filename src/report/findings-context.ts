import type { CheckSummary } from '../checks/check-summary.ts';
import type { Rule } from '../checks/rule.ts';
import type { DayNumber } from '../calendar/local-date.ts';
import type { Finding, Severity, SourceLocation } from '../problems/finding.ts';
import type { Style } from './style.ts';

/** What reports of findings need beside them. */
export interface FindingsContext {
  readonly version: string;
  readonly asOf: DayNumber;
  readonly rules: readonly Rule[];
  /** Names of campaigns, by id. */
  readonly campaignNames: ReadonlyMap<string, string>;
  readonly summary: CheckSummary;
  /** Findings that were accepted, and are not among those reported. */
  readonly accepted: readonly Finding[];
  /** What rules could not look at. */
  readonly notes: readonly { readonly rule: string; readonly message: string }[];
  /** A line of the user’s own file, for the caret; undefined when it is not at hand. */
  readonly sourceLine?: ((location: SourceLocation) => string | undefined) | undefined;
  /** Findings from here on fail the run. */
  readonly failOn: Severity | 'never';
  readonly style: Style;
  readonly width: number;
  readonly verbose: boolean;
}

/** How many findings there are of each severity. */
export function severityCounts(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

const nouns: Readonly<Record<Severity, readonly [one: string, many: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['note', 'notes'],
};

/** `2 errors, 1 warning`: severities that occur, the gravest first. */
export function countsText(findings: readonly Finding[]): string {
  const counts = severityCounts(findings);
  return (['error', 'warning', 'info'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${nouns[severity][counts[severity] === 1 ? 0 : 1]}`)
    .join(', ');
}

const plural = (value: number, noun: string): string => `${value} ${noun}${value === 1 ? '' : 's'}`;

/** The sentence that ends a report: what was looked at, and how it stands. */
export function summaryText(findings: readonly Finding[], context: FindingsContext): string {
  const { campaigns, surges, coverKnown } = context.summary;
  const { accepted } = context;
  const looked =
    campaigns === 0 ? 'no campaign to come' : `${plural(campaigns, 'campaign')}, ${plural(surges, 'surge')}`;
  const aside = accepted.length === 0 ? '' : ` (${accepted.length} accepted)`;
  if (findings.length > 0) return `${looked}: ${countsText(findings)}${aside}`;
  if (surges === 0) return `${looked}, nothing to report${aside}`;
  const cover = coverKnown
    ? surges === 1
      ? 'covered'
      : 'all covered'
    : 'nothing to report (the settings do not say how many agents there are)';
  return `${looked}, ${cover}${aside}`;
}

/** `campaigns.csv:32:91`, or what of it is known; empty for none. */
export function positionText(location: SourceLocation | undefined): string {
  if (location === undefined) return '';
  return [location.file, location.line, location.column].filter((part) => part !== undefined).join(':');
}

/**
 * Text of a calendar as it may stand on a line of a terminal or a log: control characters, line breaks and escape codes become
 * spaces.
 *
 * @example plainText('a\nb') // => 'a b'
 */
export function plainText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g, ' ');
}
