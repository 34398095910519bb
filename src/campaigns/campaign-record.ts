import { campaignSize, type CampaignSizeForecast, type SizeSetting } from './campaign-size.ts';
import type { LearntResponses, PastCampaign } from './learn-rates.ts';
import { groupByKey, poolClaims, poolKinds } from './pool-responses.ts';

/** One past campaign: what would have been said of it beforehand, and what it did. */
export interface CampaignRecord {
  readonly past: PastCampaign;
  /** The forecast from the campaigns that began before it. */
  readonly expected: CampaignSizeForecast;
  /** Actual over expected contacts; undefined when nothing of it was observed, or nothing expected. */
  readonly ratio: number | undefined;
}

/**
 * The last campaigns of each medium, oldest first, each beside the forecast that the campaigns before it would have given: what
 * `learn` shows one by one, and the honest record of a forecast's sizes.
 *
 * @param last how many of a medium
 */
export function campaignRecords(
  learnt: LearntResponses,
  setting: Omit<SizeSetting, 'learnt'> & { readonly last: number },
): ReadonlyMap<string, readonly CampaignRecord[]> {
  const ordered = [...learnt.past].sort(
    (a, b) => a.response.campaign.start.instant - b.response.campaign.start.instant,
  );
  const byMedium = groupByKey(ordered.map((past) => [past.response.campaign.medium, past] as const));
  const records = [...byMedium].map(([medium, campaigns]) => {
    const first = Math.max(0, campaigns.length - setting.last);
    return [
      medium,
      campaigns.slice(first).map((past, index) => recordOf(past, campaigns.slice(0, first + index), setting)),
    ] as const;
  });
  return new Map(records);
}

function recordOf(
  past: PastCampaign,
  earlier: readonly PastCampaign[],
  setting: Omit<SizeSetting, 'learnt'>,
): CampaignRecord {
  const known = earlier.map(({ response, observed }) => ({ response, estimate: observed }));
  const learnt = { kinds: poolKinds(known, setting.overrides), claims: poolClaims(known) };
  const expected = campaignSize(past.response, { ...setting, learnt });
  const seen = Number.isFinite(past.observed.standardError) && expected.contacts > 0;
  return { past, expected, ratio: seen ? past.observed.contacts / expected.contacts : undefined };
}
