import type { CampaignReview } from '../plan/review.ts';
import type { Score } from '../plan/review-scores.ts';
import { formatCount, formatMoney, formatPercent, formatWait } from './layout.ts';
import type { Style } from './style.ts';

/** What renderers of a review need beside it. */
export interface ReviewContext {
  readonly currency: string;
  /** Days of notice that are agreed. */
  readonly noticeDays: number;
  readonly style: Style;
  readonly width: number;
}

/** A rate with two digits that count. */
export function rateText(rate: number | undefined): string {
  return rate === undefined ? '–' : `${Number((rate * 100).toPrecision(2))} %`;
}

/**
 * How far a figure is from another, in words.
 *
 * @example changeText(1.12) // => '12 % more'
 * @example changeText(0.5) // => '50 % fewer'
 */
export function changeText(ratio: number): string {
  const percent = Math.round((ratio - 1) * 100);
  if (percent === 0) return 'no more';
  return `${Math.abs(percent)} % ${percent > 0 ? 'more' : 'fewer'}`;
}

/** Figures of a campaign's review as label and text; those that are not known are left out. */
export function reviewFacts(
  review: CampaignReview,
  { currency }: ReviewContext,
): readonly (readonly [label: string, value: string])[] {
  const { expectedContacts, expectedLower80, expectedUpper80, actualContacts, actualStandardError, hours } =
    review;
  const { abandonedContacts, averageWaitSeconds, plannedServiceLevelFraction, lostRevenue, offeredContacts } =
    hours;
  const range = `${formatCount(expectedLower80)} to ${formatCount(expectedUpper80)}`;
  const lost =
    abandonedContacts === undefined
      ? undefined
      : `${formatCount(abandonedContacts)} of ${formatCount(offeredContacts)} in its hours${lostRevenue === undefined ? '' : `, worth ${formatMoney(lostRevenue, currency)}`}`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['expected', `${formatCount(expectedContacts)} contacts (${range})`],
    [
      'marketing said',
      review.claimedContacts === undefined ? undefined : `${formatCount(review.claimedContacts)} contacts`,
    ],
    [
      'came',
      actualContacts === undefined
        ? 'nothing of it was seen'
        : `${formatCount(actualContacts)} contacts (± ${formatCount(actualStandardError ?? 0)})`,
    ],
    [
      'rate',
      review.actualRate === undefined
        ? undefined
        : `${rateText(review.actualRate)} of reach, expected ${rateText(review.expectedRate)}`,
    ],
    ['callers lost', lost],
    ['mean wait', averageWaitSeconds === undefined ? undefined : formatWait(averageWaitSeconds)],
    [
      'planned in time',
      plannedServiceLevelFraction === undefined ? undefined : formatPercent(plannedServiceLevelFraction),
    ],
    [
      'cost a contact',
      review.costPerContact === undefined ? undefined : formatMoney(review.costPerContact, currency),
    ],
    ['sales', review.sales === undefined ? undefined : formatCount(review.sales)],
    ['revenue', review.revenue === undefined ? undefined : formatMoney(review.revenue, currency)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}

export const sideNames = {
  marketing: 'marketing',
  'contact-centre': 'contact centre',
  both: 'both',
} as const;

/** One line of the scorecard in words. */
export function scoreText({ subject, value, good }: Score, { noticeDays }: ReviewContext): string {
  switch (subject) {
    case 'notice':
      return value === undefined
        ? 'notice: not in the calendar'
        : `notice: ${value} days of ${noticeDays} agreed`;
    case 'estimate':
      return value === undefined
        ? 'estimate: none made'
        : `estimate: ${changeText(value)} came than was said`;
    case 'briefing':
      return good === true ? 'briefing: in the calendar' : 'briefing: none in the calendar';
    case 'forecast':
      return value === undefined
        ? 'forecast: nothing to compare with'
        : `forecast: ${changeText(value)} came than was expected`;
    case 'cover':
      return value === undefined
        ? 'cover: agents not in the settings'
        : `cover: ${formatPercent(value)} of the agents needed`;
    case 'callers-answered':
      return value === undefined
        ? 'callers answered: not in the actuals'
        : `callers answered: ${formatPercent(value, 1)}`;
    case 'goal':
      return value === undefined
        ? 'goal: none that the data can tell about'
        : `goal: ${formatPercent(value)} reached`;
  }
}

export const scoreMark = (good: boolean | undefined): string => (good === undefined ? '?' : good ? '+' : '–');
