import type { Finding, Severity } from '../problems/finding.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

/** Findings as a GitLab code quality report; one without a place of its own stands at the first line of its file. */
export function formatFindingsGitlab(findings: readonly Finding[]): string {
  const issues = findings.map(({ rule, severity, message, hint, location, fingerprint }) => ({
    description: hint === undefined ? message : `${message} (${hint})`,
    check_name: rule,
    fingerprint,
    severity: severities[severity],
    location: {
      path: (location?.file ?? 'campaigns.csv').replace(/^\.\//, ''),
      lines: { begin: location?.line ?? 1 },
    },
  }));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
