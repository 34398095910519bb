import type { CampaignReview } from './review.ts';

/** One line of the scorecard. */
export interface Score {
  readonly side: 'marketing' | 'contact-centre' | 'both';
  readonly subject: 'notice' | 'estimate' | 'briefing' | 'forecast' | 'cover' | 'callers-answered' | 'goal';
  /** Undefined: the data does not say. */
  readonly good: boolean | undefined;
  /** The figure behind it: days, a ratio, or a share; undefined where there is none. */
  readonly value: number | undefined;
}

/** Estimates within this factor of what came are good ones. */
const goodFactor = 1.25;
/** Share of callers lost up to which a surge was answered. */
const goodAbandonment = 0.05;
const goodCover = 0.95;

type Reviewed = Omit<CampaignReview, 'scores'>;

function estimate({ claimedContacts, actualContacts }: Reviewed): Score {
  const ratio =
    claimedContacts === undefined || actualContacts === undefined || claimedContacts <= 0
      ? undefined
      : actualContacts / claimedContacts;
  const good = ratio === undefined ? undefined : ratio <= goodFactor && ratio >= 1 / goodFactor;
  return { side: 'marketing', subject: 'estimate', good, value: ratio };
}

function forecast({ expectedContacts, expectedLower80, expectedUpper80, actualContacts }: Reviewed): Score {
  const known = actualContacts !== undefined && expectedContacts > 0;
  return {
    side: 'contact-centre',
    subject: 'forecast',
    good: known ? actualContacts >= expectedLower80 && actualContacts <= expectedUpper80 : undefined,
    value: known ? actualContacts / expectedContacts : undefined,
  };
}

function answered({ hours }: Reviewed): Score {
  const { abandonedContacts, offeredContacts } = hours;
  const lost =
    abandonedContacts === undefined || offeredContacts <= 0 ? undefined : abandonedContacts / offeredContacts;
  return {
    side: 'contact-centre',
    subject: 'callers-answered',
    good: lost === undefined ? undefined : lost <= goodAbandonment,
    value: lost === undefined ? undefined : 1 - lost,
  };
}

/** The goal that the data can tell about: sales, else revenue, else contacts. */
function goal({ campaign, sales, revenue, actualContacts }: Reviewed): Score {
  const { goalSales, goalRevenue, goalContacts } = campaign.goals;
  const pairs: readonly (readonly [number | undefined, number | undefined])[] = [
    [sales, goalSales],
    [revenue, goalRevenue],
    [actualContacts, goalContacts],
  ];
  const known = pairs.find(
    ([reached, wanted]) => reached !== undefined && wanted !== undefined && wanted > 0,
  );
  const value = known === undefined ? undefined : (known[0] ?? 0) / (known[1] ?? 1);
  return { side: 'both', subject: 'goal', good: value === undefined ? undefined : value >= 1, value };
}

/**
 * The scorecard of a campaign. Marketing: told early enough, estimated within a factor of 1.25, briefed. Contact centre: what came lies
 * in the forecast's 80 % range, at least 95 % of the agents needed were there, at most 5 % of the callers were lost. Both: the goal.
 */
export function scoresOf(review: Reviewed, agreedNoticeDays: number): readonly Score[] {
  const { noticeDays, hours, campaign } = review;
  const { coverFraction } = hours;
  return [
    {
      side: 'marketing',
      subject: 'notice',
      good: noticeDays === undefined ? undefined : noticeDays >= agreedNoticeDays,
      value: noticeDays,
    },
    estimate(review),
    {
      side: 'marketing',
      subject: 'briefing',
      good: campaign.support.briefing !== undefined,
      value: undefined,
    },
    forecast(review),
    {
      side: 'contact-centre',
      subject: 'cover',
      good: coverFraction === undefined ? undefined : coverFraction >= goodCover,
      value: coverFraction,
    },
    answered(review),
    goal(review),
  ];
}
