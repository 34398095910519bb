import { describe, expect, it } from 'vitest';
import type { CampaignReview, Review } from '../../src/plan/review.ts';
import { scoresOf } from '../../src/plan/review-scores.ts';
import { changeText, type ReviewContext } from '../../src/report/review-context.ts';
import { reviewObject, reviewTable } from '../../src/report/review-data.ts';
import { formatReview } from '../../src/report/review-human.ts';
import { formatReviewMarkdown } from '../../src/report/review-markdown.ts';
import { visibleLength } from '../../src/report/layout.ts';
import { plainStyle } from '../../src/report/style.ts';
import { campaign } from '../checks/plan-builder.ts';

const figures: Omit<CampaignReview, 'scores'> = {
  campaign: campaign({ id: 'mail', name: 'Vacuum sale' }),
  expectedContacts: 100,
  expectedLower80: 70,
  expectedUpper80: 140,
  expectedFrom: 'learnt',
  claimedContacts: 80,
  actualContacts: 130,
  actualStandardError: 9,
  expectedRate: 0.025,
  actualRate: 0.0325,
  hours: {
    offeredContacts: 210,
    abandonedContacts: 21,
    averageWaitSeconds: 200,
    plannedServiceLevelFraction: 0.8,
    coverFraction: 0.8,
    lostRevenue: 420,
  },
  costPerContact: 2,
  sales: 26,
  revenue: 1300,
  noticeDays: 4,
};
const review: Review = {
  campaigns: [{ ...figures, scores: scoresOf(figures, 14) }],
  channels: [
    {
      channel: 'phone',
      expectedContacts: 1060,
      actualContacts: 1090,
      wape: 0.03,
      bias: -0.03,
      wapeWithoutCampaigns: 0.12,
    },
  ],
  changes: [{ kind: 'email', before: 0.01, after: 0.015, campaigns: 4 }],
};
const context: ReviewContext = { currency: 'USD', noticeDays: 14, style: plainStyle, width: 80 };

describe('a review for people', () => {
  it('tells campaign, scorecard, channels and what changes', () => {
    expect(formatReview(review, context)).toBe(
      `Vacuum sale
  expected        100 contacts (70 to 140)
  marketing said  80 contacts
  came            130 contacts (± 9)
  rate            3.3 % of reach, expected 2.5 %
  callers lost    21 of 210 in its hours, worth USD 420
  mean wait       3 min
  planned in time 80 %
  cost a contact  USD 2
  sales           26
  revenue         USD 1,300

  – marketing       notice: 4 days of 14 agreed
  – marketing       estimate: 63 % more came than was said
  + marketing       briefing: in the calendar
  + contact centre  forecast: 30 % more came than was expected
  – contact centre  cover: 80 % of the agents needed
  – contact centre  callers answered: 90.0 %
  – both            goal: 65 % reached

The forecast by channel
         expected   came  error    bias  if ignored
  phone     1,060  1,090  3.0 %  −3.0 %      12.0 %

What it changes
  email: the next one will be forecast at 1.5 % of reach instead of 1 %, by 4
    past campaigns.
`,
    );
  });

  it('keeps to the width', () => {
    for (const line of formatReview(review, { ...context, width: 60 }).split('\n'))
      expect(visibleLength(line)).toBeLessThanOrEqual(60);
  });

  it('says that there was nothing to look back at', () => {
    expect(formatReview({ campaigns: [], channels: [], changes: [] }, context)).toBe(
      'No campaign of the calendar lies in these days.\n',
    );
  });
});

describe('a review as data', () => {
  it('is a row a campaign', () => {
    const { columns, rows } = reviewTable(review);
    expect(rows.map((row) => row.length)).toEqual([columns.length]);
    expect(Object.fromEntries(columns.map((column, index) => [column, rows[0]?.[index]]))).toMatchObject({
      campaign: 'mail',
      actual_contacts: 130,
      abandoned_contacts: 21,
      cover: 0.8,
      notice_days: 4,
    });
  });

  it('is an object with the campaign by id', () => {
    expect(JSON.parse(JSON.stringify(reviewObject(review)))).toMatchObject({
      campaigns: [{ id: 'mail', name: 'Vacuum sale', hours: { abandonedContacts: 21 } }],
      changes: [{ kind: 'email' }],
    });
  });

  it('is Markdown too', () => {
    const text = formatReviewMarkdown(review, context);
    expect(text).toContain('| came | 130 contacts (± 9) |');
    expect(text).toContain('| ❌ | marketing | notice: 4 days of 14 agreed |');
    expect(text).toContain('- `email`: 1 % → 1.5 % of reach (4 past campaigns)');
  });
});

describe('changes', () => {
  it.each([
    [1.12, '12 % more'],
    [0.5, '50 % fewer'],
    [1.004, 'no more'],
  ])('%s is %s', (ratio, text) => {
    expect(changeText(ratio)).toBe(text);
  });
});
