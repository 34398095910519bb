import type { Finding } from '../problems/finding.ts';
import { plainText, positionText, summaryText, type FindingsContext } from './findings-context.ts';

/** One line a finding, `file:line:column: severity: message [rule]`, as compilers print and editors read it. */
export function formatFindingsCompact(findings: readonly Finding[], context: FindingsContext): string {
  const lines = findings.map(({ rule, severity, message, location, campaign }) => {
    const position = positionText(location);
    const about = campaign === undefined ? '' : `${campaign}: `;
    return `${position === '' ? '' : `${position}: `}${severity}: ${plainText(`${about}${message}`)} [${rule}]`;
  });
  return `${[...lines, summaryText(findings, context)].join('\n')}\n`;
}
