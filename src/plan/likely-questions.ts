import { friendlyDate, friendlyDay } from '../calendar/friendly-time.ts';
import type { Campaign } from '../campaigns/campaign.ts';

/** A question that callers of a campaign will ask, and what the calendar answers; undefined: nobody has said. */
export interface LikelyQuestion {
  readonly question: string;
  readonly answer: string | undefined;
}

function offerQuestions({ offer, support, name, type }: Campaign): LikelyQuestion[] {
  const { offerCode, offerExpires, audience, soldThrough, retroactiveDays } = offer;
  const isForSome = audience !== undefined && !/^(all|everyone|everybody)$/i.test(audience);
  return [
    { question: `What is “${name}”?`, answer: offer.offer },
    ...(offerCode === undefined ? [] : [{ question: 'What is the code?', answer: offerCode }]),
    {
      question: isForSome ? 'Why do I not get it?' : 'Who gets it?',
      answer:
        audience === undefined
          ? undefined
          : isForSome
            ? `It is for ${audience.replaceAll(/[-_]/g, ' ')} only`
            : 'Everybody',
    },
    {
      question: 'Can you do it for me now, on the phone?',
      answer:
        soldThrough === undefined || soldThrough.length === 0
          ? undefined
          : soldThrough.includes('phone')
            ? 'Yes'
            : `No: it is sold through ${soldThrough.join(', ')} only`,
    },
    ...(type === 'launch'
      ? []
      : [
          {
            question: 'I bought it last week. Do I get it too?',
            answer:
              retroactiveDays === undefined
                ? undefined
                : retroactiveDays === 0
                  ? 'No'
                  : `Yes, for purchases of the ${retroactiveDays} days before`,
          },
        ]),
    ...(offerExpires === undefined
      ? []
      : [
          {
            question: 'Until when? I am a day late, can you make an exception?',
            answer: `It ends ${friendlyDay(offerExpires.day)}; ${support.agentAuthority ?? 'nobody has said what you may grant'}`,
          },
        ]),
  ];
}

function rewardQuestions({ offer }: Campaign): LikelyQuestion[] {
  const { postingDays, redeemBy } = offer;
  if (postingDays === undefined && redeemBy === undefined) return [];
  return [
    {
      question: 'When do my points arrive?',
      answer: postingDays === undefined ? undefined : `${postingDays} days after the purchase`,
    },
    {
      question: 'Until when can I use them?',
      answer: redeemBy === undefined ? undefined : friendlyDate(redeemBy),
    },
  ];
}

/** What callers will ask of a campaign, by what its row says and leaves out. */
export function likelyQuestions(campaign: Campaign): readonly LikelyQuestion[] {
  const offers =
    campaign.offer.offer !== undefined ||
    !['notice', 'price-change', 'other'].includes(campaign.type ?? 'promotion');
  const authority: LikelyQuestion = {
    question: 'I want to speak to somebody who can decide this.',
    answer: campaign.support.agentAuthority,
  };
  if (!offers) {
    const why =
      campaign.type === 'price-change'
        ? 'Why does it cost more, and what can I do?'
        : `Why did I get “${campaign.name}”?`;
    return [{ question: why, answer: campaign.support.briefing }, authority];
  }
  return [...offerQuestions(campaign), ...rewardQuestions(campaign), authority];
}
