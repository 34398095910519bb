import type { Campaign } from '../campaigns/campaign.ts';
import type { ResponseCurve } from '../campaigns/response-curve.ts';
import type { PlanInputs } from './build-plan.ts';

/** Contacts that a finding predicts: of which campaign, why, where and when. */
export interface PredictedContacts {
  readonly campaign: string;
  readonly reason: string;
  readonly channel: string;
  readonly start: number;
  readonly curve: ResponseCurve;
  readonly contacts: number;
}

/**
 * The calendar with the contacts that findings predict as campaigns of their own, so that they are forecast, staffed and shown like any other. Each has
 * a medium of its own, which no history teaches, and a rate of one contact per person.
 */
export function consequentCampaigns(inputs: PlanInputs, predicted: readonly PredictedContacts[]): PlanInputs {
  const added = predicted.flatMap(({ campaign, reason, channel, start, contacts }): Campaign[] => {
    const cause = inputs.campaigns.find(({ id }) => id === campaign);
    if (cause === undefined) return [];
    const id = `${campaign}:${reason}`;
    return [
      {
        id,
        name: `${cause.name}: ${reason}`,
        status: 'planned',
        medium: `consequence-${reason}`,
        start: { ...cause.start, instant: start, hasTime: true },
        size: { reach: contacts },
        channels: [{ channel, share: 1 }],
        offer: {},
        support: {},
        goals: {},
        location: cause.location,
        columns: cause.columns,
      },
    ];
  });
  const overrides = Object.fromEntries(
    predicted.map(({ campaign, reason, curve }) => [
      `${campaign}:${reason}`,
      { contactRate: 1, curve, rateOrigin: 'user' as const },
    ]),
  );
  return {
    ...inputs,
    campaigns: [...inputs.campaigns, ...added],
    campaignOverrides: { ...inputs.campaignOverrides, ...overrides },
  };
}
