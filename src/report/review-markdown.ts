import type { CampaignReview, Review } from '../plan/review.ts';
import { markdownText } from './findings-markdown.ts';
import { formatCount, formatPercent } from './layout.ts';
import { rateText, reviewFacts, scoreText, sideNames, type ReviewContext } from './review-context.ts';

const marks = (good: boolean | undefined): string => (good === undefined ? '❔' : good ? '✅' : '❌');

function campaignLines(review: CampaignReview, context: ReviewContext): string[] {
  return [
    `## ${markdownText(review.campaign.name)}`,
    '',
    '| | |',
    '| --- | --- |',
    ...reviewFacts(review, context).map(([label, value]) => `| ${label} | ${markdownText(value)} |`),
    '',
    '| | who | |',
    '| --- | --- | --- |',
    ...review.scores.map(
      (score) =>
        `| ${marks(score.good)} | ${sideNames[score.side]} | ${markdownText(scoreText(score, context))} |`,
    ),
    '',
  ];
}

/** A review as Markdown. */
export function formatReviewMarkdown(review: Review, context: ReviewContext): string {
  const channels = review.channels.map(
    (channel) =>
      `| ${markdownText(channel.channel)} | ${formatCount(channel.expectedContacts)} | ${formatCount(channel.actualContacts)} | ${formatPercent(channel.wape, 1)} | ${formatPercent(channel.bias, 1)} | ${formatPercent(channel.wapeWithoutCampaigns, 1)} |`,
  );
  const changes = review.changes.map(
    ({ kind, before, after, campaigns }) =>
      `- \`${kind}\`: ${before === undefined ? '' : `${rateText(before)} → `}${rateText(after)} of reach (${campaigns} past campaigns)`,
  );
  const lines = [
    '# Campaign review',
    '',
    ...review.campaigns.flatMap((campaign) => campaignLines(campaign, context)),
    ...(channels.length === 0
      ? []
      : [
          '## The forecast by channel',
          '',
          '| channel | expected | came | error | bias | error without campaigns |',
          '| --- | --: | --: | --: | --: | --: |',
          ...channels,
          '',
        ]),
    ...(changes.length === 0 ? [] : ['## What it changes', '', ...changes]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
