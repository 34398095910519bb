import { friendlyMoment } from '../calendar/friendly-time.ts';
import type { Brief, CampaignBrief } from '../plan/brief.ts';
import {
  briefFacts,
  briefTitle,
  hoursText,
  missingText,
  quietText,
  type BriefContext,
} from './brief-context.ts';
import { formatCount, padEnd, sparkline, wrap } from './layout.ts';

const labelWidth = 16;

function factLines(label: string, value: string | undefined, { style, width }: BriefContext): string[] {
  const lines = wrap(value ?? missingText, width - labelWidth - 2);
  const paint = value === undefined ? style.error : (text: string): string => text;
  return lines.map(
    (line, index) => `  ${padEnd(index === 0 ? style.dim(label) : '', labelWidth)}${paint(line)}`,
  );
}

function campaignLines(brief: CampaignBrief, context: BriefContext): string[] {
  const { style, width } = context;
  const { campaign, byHour, questions } = brief;
  const most = Math.max(0, ...byHour.map(({ contacts }) => contacts));
  const shape =
    byHour.length === 0
      ? []
      : factLines(
          'by hour',
          `${sparkline(
            byHour.map(({ contacts }) => contacts),
            most,
          )}  ${hoursText(byHour)}`,
          context,
        );
  return [
    `${style.bold(campaign.name)}${brief.startsToday ? style.accent('  starts today') : ''}`,
    ...briefFacts(brief, context).flatMap(({ label, value }) => factLines(label, value, context)),
    ...shape,
    `  ${style.dim('they will ask')}`,
    ...questions.flatMap(({ question, answer }) => [
      ...wrap(`– ${question}`, width - 4, '  ').map((line) => `    ${line}`),
      ...wrap(answer ?? missingText, width - 6).map(
        (line) => `      ${answer === undefined ? style.error(line) : line}`,
      ),
    ]),
    '',
  ];
}

/** A brief for a terminal. */
export function formatBrief(brief: Brief, context: BriefContext): string {
  const { style, width, timeZone } = context;
  const total = brief.byHour.reduce((sum, { contacts }) => sum + contacts, 0);
  const head = [
    style.bold(briefTitle(brief, context)),
    style.dim(`about ${formatCount(total)} contacts on all channels today`),
    '',
  ];
  const body =
    brief.campaigns.length === 0
      ? [quietText, '']
      : brief.campaigns.flatMap((campaign) => campaignLines(campaign, context));
  const next = brief.next.flatMap(({ name, start }) =>
    wrap(`${friendlyMoment(start.instant, timeZone)}  ${name}`, width - 2, '  ').map((line) => `  ${line}`),
  );
  const lines = [...head, ...body, ...(next.length === 0 ? [] : [style.bold('Next'), ...next])];
  return `${lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}
