import type { CampaignReview, ChannelReview, LearntChange, Review } from '../plan/review.ts';
import { formatCount, formatPercent, padEnd, textTable, wrap } from './layout.ts';
import {
  rateText,
  reviewFacts,
  scoreMark,
  scoreText,
  sideNames,
  type ReviewContext,
} from './review-context.ts';

function campaignLines(review: CampaignReview, context: ReviewContext): string[] {
  const { style, width } = context;
  const facts = reviewFacts(review, context).flatMap(([label, value]) =>
    wrap(value, width - 18).map(
      (line, index) => `  ${padEnd(index === 0 ? style.dim(label) : '', 16)}${line}`,
    ),
  );
  const scores = review.scores.flatMap((score) => {
    const mark = scoreMark(score.good);
    const paint = score.good === undefined ? style.dim : score.good ? style.good : style.error;
    const [first = '', ...more] = wrap(scoreText(score, context), width - 20);
    const head = `  ${paint(mark)} ${padEnd(sideNames[score.side], 15)} ${first}`;
    return [head, ...more.map((line) => `${' '.repeat(20)}${line}`)];
  });
  return [style.bold(review.campaign.name), ...facts, '', ...scores, ''];
}

function channelLines(channels: readonly ChannelReview[], { style }: ReviewContext): string[] {
  if (channels.length === 0) return [];
  const rows = channels.map((channel) => [
    channel.channel,
    formatCount(channel.expectedContacts),
    formatCount(channel.actualContacts),
    formatPercent(channel.wape, 1),
    `${channel.bias >= 0 ? '+' : '−'}${formatPercent(Math.abs(channel.bias), 1)}`,
    formatPercent(channel.wapeWithoutCampaigns, 1),
  ]);
  const right = { align: 'right' } as const;
  return [
    style.bold('The forecast by channel'),
    ...textTable(
      [
        { title: '' },
        { title: 'expected', ...right },
        { title: 'came', ...right },
        { title: 'error', ...right },
        { title: 'bias', ...right },
        { title: 'if ignored', ...right },
      ],
      rows,
    ),
    '',
  ];
}

function changeLines(changes: readonly LearntChange[], { style, width }: ReviewContext): string[] {
  if (changes.length === 0) return [];
  const sentences = changes.map(({ kind, before, after, campaigns }) => {
    const from = before === undefined ? '' : ` instead of ${rateText(before)}`;
    return `${kind}: the next one will be forecast at ${rateText(after)} of reach${from}, by ${campaigns} past campaign${campaigns === 1 ? '' : 's'}.`;
  });
  return [
    style.bold('What it changes'),
    ...sentences.flatMap((sentence) => wrap(sentence, width - 2, '  ').map((line) => `  ${line}`)),
  ];
}

/** A review for people: campaign by campaign with its scorecard, the channels, and what the next forecast takes from it. */
export function formatReview(review: Review, context: ReviewContext): string {
  const campaigns = review.campaigns.flatMap((campaign) => campaignLines(campaign, context));
  const nothing =
    review.campaigns.length === 0 ? ['No campaign of the calendar lies in these days.', ''] : [];
  const lines = [
    ...nothing,
    ...campaigns,
    ...channelLines(review.channels, context),
    ...changeLines(review.changes, context),
  ];
  return `${lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}
