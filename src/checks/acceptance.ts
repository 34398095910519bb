import type { Finding, SourceLocation } from '../problems/finding.ts';
import { makeFinding } from './rule.ts';
import { unusedAcceptance } from './unused-acceptance.ts';

/** A finding that somebody has seen and lives with. */
export interface Acceptance {
  readonly fingerprint: string;
  /** The rule that found it, where the baseline file says so. */
  readonly rule?: string | undefined;
  readonly location: SourceLocation;
}

/** A line of a baseline file that is none. */
export interface BaselineProblem extends SourceLocation {
  readonly message: string;
  readonly sourceLine: string;
}

/**
 * Reads a baseline file: a line an accepted finding, `fingerprint [rule [campaign]] [# why]`; empty lines and lines that begin with `#`
 * are skipped.
 */
export function parseBaseline(
  file: string,
  text: string,
): { readonly acceptances: readonly Acceptance[]; readonly problems: readonly BaselineProblem[] } {
  const acceptances: Acceptance[] = [];
  const problems: BaselineProblem[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const content = line
      .replace(/^\uFEFF/, '')
      .replace(/(^|\s)#.*$/, '')
      .trim();
    if (content === '') continue;
    const [fingerprint = '', rule] = content.split(/\s+/);
    const location = { file, line: index + 1, column: line.indexOf(fingerprint) + 1 };
    if (/^[0-9a-f]{16}$/i.test(fingerprint))
      acceptances.push({ fingerprint: fingerprint.toLowerCase(), rule, location });
    else
      problems.push({
        ...location,
        message: `"${fingerprint}" is not a fingerprint (16 hexadecimal digits)`,
        sourceLine: line,
      });
  }
  return { acceptances, problems };
}

/** The text of a baseline file that accepts these findings, in a stable order. */
export function formatBaseline(findings: readonly Finding[]): string {
  const lines = findings
    .filter((finding) => finding.rule !== unusedAcceptance.id)
    .map(
      ({ fingerprint, rule, campaign }) =>
        `${fingerprint}  ${rule}${campaign === undefined ? '' : `  ${campaign}`}`,
    );
  const head =
    '# Findings that are known and accepted; say why behind a #. A line that no finding needs is itself reported.';
  return `${[head, ...[...new Set(lines)].sort()].join('\n')}\n`;
}

/** Takes the accepted findings out, and says which acceptances were used for none. */
export function acceptFindings(
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
): {
  readonly findings: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly unused: readonly Finding[];
} {
  const wanted = new Set(acceptances.map(({ fingerprint }) => fingerprint));
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const seen = new Set<string>();
  const unused = acceptances.flatMap(({ fingerprint, rule, location }) => {
    if (found.has(fingerprint) || seen.has(fingerprint)) return [];
    seen.add(fingerprint);
    const of = rule === undefined ? '' : ` of ${rule}`;
    return [
      makeFinding(unusedAcceptance, {
        about: fingerprint,
        location,
        message: `No finding${of} has the accepted fingerprint ${fingerprint}.`,
        hint: 'delete the line: it accepts nothing, and could hide something later',
        data: { acceptedFingerprint: fingerprint },
      }),
    ];
  });
  return {
    findings: findings.filter(({ fingerprint }) => !wanted.has(fingerprint)),
    accepted: findings.filter(({ fingerprint }) => wanted.has(fingerprint)),
    unused,
  };
}
