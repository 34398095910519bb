import { friendlyDay } from '../calendar/friendly-time.ts';
import { parseDay } from '../calendar/local-date.ts';
import type { Finding, Severity } from '../problems/finding.ts';
import { positionText, summaryText, type FindingsContext } from './findings-context.ts';

const people = { marketing: 'marketing', 'contact-centre': 'contact centre', both: 'both' } as const;
const marks: Readonly<Record<Severity, string>> = {
  error: '❌ error',
  warning: '⚠️ warning',
  info: 'ℹ️ info',
};

/** Text that stands in a Markdown table as it is: no cell ends early, nothing becomes a link, a tag or emphasis. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|#~]/g, (sign) => `\\${sign}`)
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')
    .replaceAll('&', '&amp;');
}

function actionText({ action, hint }: Finding, asOf: number): string {
  if (action === undefined) return markdownText(hint ?? '');
  const day = action.by === undefined ? undefined : parseDay(action.by);
  const when = day === undefined ? '' : day <= asOf ? ', today' : `, by ${friendlyDay(day)}`;
  return `**${people[action.who]}${when}:** ${markdownText(action.what)}`;
}

/** Findings as Markdown: a headline and a table, for a step summary or a comment. Gravest first. */
export function formatFindingsMarkdown(findings: readonly Finding[], context: FindingsContext): string {
  const { campaignNames, asOf, notes } = context;
  const rows = findings.map((finding) => {
    const { severity, rule, campaign, message, location } = finding;
    const name = campaign === undefined ? '' : markdownText(campaignNames.get(campaign) ?? campaign);
    const position = positionText(location);
    const where = position === '' ? '' : `<br>\`${position.replaceAll('`', '')}\``;
    return `| ${marks[severity]} | ${name}${where} | \`${rule}\` | ${markdownText(message)} | ${actionText(finding, asOf)} |`;
  });
  const table =
    rows.length === 0
      ? []
      : [
          '',
          '| | campaign | rule | what was found | what to do |',
          '| --- | --- | --- | --- | --- |',
          ...rows,
        ];
  const unseen =
    notes.length === 0
      ? []
      : ['', ...notes.map(({ rule, message }) => `- not checked: \`${rule}\`: ${markdownText(message)}`)];
  return `${['## surgecast check', '', `**${markdownText(summaryText(findings, context))}**`, ...table, ...unseen].join('\n')}\n`;
}
