import type { Finding } from '../problems/finding.ts';
import { formatCsv, type CsvTable } from './csv.ts';

/** Findings as a table, one row each; the columns are a promise. */
export function findingsTable(findings: readonly Finding[]): CsvTable {
  return {
    columns: ['rule', 'severity', 'campaign', 'file', 'line', 'column', 'message', 'hint', 'fingerprint'],
    rows: findings.map(({ rule, severity, campaign, location, message, hint, fingerprint }) => [
      rule,
      severity,
      campaign,
      location?.file,
      location?.line,
      location?.column,
      message,
      hint,
      fingerprint,
    ]),
  };
}

/** Findings as CSV. */
export function formatFindingsCsv(findings: readonly Finding[]): string {
  return formatCsv(findingsTable(findings));
}
