import type { Finding, Severity } from '../problems/finding.ts';
import { summaryText, type FindingsContext } from './findings-context.ts';
import { formatFindingsCompact } from './findings-compact.ts';

/** Annotations of one kind that the platform keeps of a step; more are dropped in silence. */
const mostPerKind = 10;

const kinds: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Escapes the text of a workflow command. @example escapeData('50 %\nof all') // => '50 %25%0Aof all' */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Escapes a property of a workflow command. @example escapeProperty('a:b,c') // => 'a%3Ab%2Cc' */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function annotation(finding: Finding, context: FindingsContext): string {
  const { rule, severity, message, hint, location, campaign } = finding;
  const name = campaign === undefined ? undefined : (context.campaignNames.get(campaign) ?? campaign);
  const title = name === undefined ? rule : `${rule}: ${name}`;
  const properties = [
    ...(location === undefined ? [] : [`file=${escapeProperty(location.file)}`]),
    ...(location?.line === undefined ? [] : [`line=${location.line}`]),
    ...(location?.column === undefined ? [] : [`col=${location.column}`]),
    `title=${escapeProperty(title)}`,
  ];
  const text = hint === undefined ? message : `${message}\nhint: ${hint}`;
  return `::${kinds[severity]} ${properties.join(',')}::${escapeData(text)}`;
}

/**
 * Findings as workflow commands of GitHub Actions. A step keeps 10 annotations of each kind, so the first 10 of each severity become
 * annotations, and the rest stand in a group of the log, where nothing is lost. Findings come gravest first.
 */
export function formatFindingsGithub(findings: readonly Finding[], context: FindingsContext): string {
  const used: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const annotated: string[] = [];
  const rest: Finding[] = [];
  for (const finding of findings) {
    if (used[finding.severity] >= mostPerKind) rest.push(finding);
    else {
      used[finding.severity]++;
      annotated.push(annotation(finding, context));
    }
  }
  const group =
    rest.length === 0
      ? []
      : [
          `::group::${rest.length} more finding${rest.length === 1 ? '' : 's'}`,
          ...formatFindingsCompact(rest, context).trimEnd().split('\n').slice(0, -1),
          '::endgroup::',
        ];
  return `${[...annotated, ...group, summaryText(findings, context)].join('\n')}\n`;
}
