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
import { markdownText } from './findings-markdown.ts';

const said = (value: string | undefined): string =>
  value === undefined ? `**${missingText}**` : markdownText(value);

function campaignLines(brief: CampaignBrief, context: BriefContext): string[] {
  const { campaign, byHour, questions, startsToday } = brief;
  return [
    `## ${markdownText(campaign.name)}${startsToday ? ' (starts today)' : ''}`,
    '',
    '| | |',
    '| --- | --- |',
    ...briefFacts(brief, context).map(({ label, value }) => `| ${label} | ${said(value)} |`),
    ...(byHour.length === 0 ? [] : [`| by hour | ${hoursText(byHour)} |`]),
    '',
    '**They will ask**',
    '',
    ...questions.map(({ question, answer }) => `- ${markdownText(question)} ${said(answer)}`),
    '',
  ];
}

/** A brief as Markdown, for a wiki or a chat. */
export function formatBriefMarkdown(brief: Brief, context: BriefContext): string {
  const body =
    brief.campaigns.length === 0
      ? [quietText, '']
      : brief.campaigns.flatMap((campaign) => campaignLines(campaign, context));
  const next =
    brief.next.length === 0
      ? []
      : [
          '## Next',
          '',
          ...brief.next.map(
            ({ name, start }) =>
              `- ${friendlyMoment(start.instant, context.timeZone)}: ${markdownText(name)}`,
          ),
        ];
  return `${[`# ${markdownText(briefTitle(brief, context))}`, '', ...body, ...next].join('\n').trimEnd()}\n`;
}
