import { friendlyDay } from '../calendar/friendly-time.ts';
import { parseDay } from '../calendar/local-date.ts';
import { compareSeverity, type Finding, type Severity } from '../problems/finding.ts';
import { plainText, positionText, summaryText, type FindingsContext } from './findings-context.ts';
import { wrap } from './layout.ts';
import type { Style } from './style.ts';

const people = { marketing: 'marketing', 'contact-centre': 'contact centre', both: 'both' } as const;

function paint(style: Style, severity: Severity): (text: string) => string {
  return severity === 'error' ? style.error : severity === 'warning' ? style.warning : style.accent;
}

/** The source line, cut to what is around the column, and a caret below it. */
function sourceLines({ location }: Finding, { sourceLine, width, style }: FindingsContext): string[] {
  const found = location === undefined ? undefined : sourceLine?.(location);
  if (found === undefined) return [];
  const text = found.replaceAll('\t', ' ');
  const room = width - 8;
  const column = (location?.column ?? 1) - 1;
  const start =
    text.length <= room ? 0 : Math.max(0, Math.min(column - Math.floor(room / 3), text.length - room + 1));
  const before = start > 0 ? '…' : '';
  const after = text.length > start + room ? '…' : '';
  const shown = before + text.slice(start + before.length, start + room - after.length) + after;
  const lines = [style.dim(`    | ${plainText(shown)}`)];
  if (location?.column !== undefined)
    lines.push(`    ${style.dim('|')} ${' '.repeat(Math.max(0, column - start))}${style.accent('^')}`);
  return lines;
}

function actionLines({ action, hint }: Finding, { width, verbose, asOf }: FindingsContext): string[] {
  const lines: string[] = [];
  if (action !== undefined) {
    const day = action.by === undefined ? undefined : parseDay(action.by);
    const when = day === undefined ? '' : day <= asOf ? ', today' : `, by ${friendlyDay(day)}`;
    const text = `${people[action.who]}${when}: ${action.what}${action.effect === undefined ? '' : ` ${action.effect}`}`;
    lines.push(
      ...wrap(plainText(text), width - 6, '').map((line, index) => `    ${index === 0 ? '→' : ' '} ${line}`),
    );
  }
  if (hint !== undefined && (verbose || action === undefined)) {
    lines.push(...wrap(plainText(`hint: ${hint}`), width - 6, '').map((line) => `      ${line}`));
  }
  return lines;
}

function findingLines(finding: Finding, context: FindingsContext): string[] {
  const { style, width, verbose } = context;
  const { severity, rule, message, location, fingerprint } = finding;
  const position = positionText(location);
  const head = [
    paint(style, severity)(severity),
    style.bold(rule),
    style.dim(verbose ? `${position} ${fingerprint}` : position),
  ];
  return [
    `  ${head.join('  ').trimEnd()}`,
    ...wrap(plainText(message), width - 4).map((line) => `    ${line}`),
    ...sourceLines(finding, context),
    ...actionLines(finding, context),
  ];
}

interface Group {
  readonly campaign: string | undefined;
  readonly findings: Finding[];
}

/** Groups by campaign; the gravest finding last in each, and the gravest group last of all. */
function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string | undefined, Group>();
  for (const finding of findings) {
    const group = groups.get(finding.campaign) ?? { campaign: finding.campaign, findings: [] };
    group.findings.push(finding);
    groups.set(finding.campaign, group);
  }
  const gravest = ({ findings: of }: Group): Severity =>
    of.reduce((a, b) => (compareSeverity(a, b.severity) > 0 ? b.severity : a), 'info' as Severity);
  const errors = ({ findings: of }: Group): number =>
    of.filter(({ severity }) => severity === 'error').length;
  return [...groups.values()]
    .map(({ campaign, findings: of }) => ({ campaign, findings: of.toReversed() }))
    .toReversed()
    .sort((a, b) => compareSeverity(gravest(b), gravest(a)) || errors(a) - errors(b));
}

/** CI services take lines that begin with `::` for commands; no text of a calendar may become one. */
function withoutCommand(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1: ');
}

/**
 * Findings for a person at a terminal: by campaign, each with its source line and what to do, the gravest last, where the eye
 * is when the command ends; then what could not be looked at, and one sentence on the whole.
 */
export function formatFindings(findings: readonly Finding[], context: FindingsContext): string {
  const { style, width, campaignNames, notes } = context;
  const lines = groupsOf(findings).flatMap(({ campaign, findings: of }) => {
    const name = plainText(campaign === undefined ? 'The plan' : (campaignNames.get(campaign) ?? campaign));
    const id = campaign === undefined || name === campaign ? '' : `  ${style.dim(campaign)}`;
    return [`${style.bold(name)}${id}`, ...of.flatMap((finding) => findingLines(finding, context)), ''];
  });
  const unseen = notes.flatMap(({ rule, message }) =>
    wrap(`not checked: ${rule}: ${message}`, width, '  ').map((line) => style.dim(line)),
  );
  const summary = summaryText(findings, context);
  const failed = findings.some(({ severity }) => severity === 'error');
  const end =
    findings.length === 0 ? style.good(summary) : failed ? style.error(summary) : style.warning(summary);
  return `${[...lines, ...unseen, ...(unseen.length > 0 ? [''] : []), end].map((line) => withoutCommand(line)).join('\n')}\n`;
}
