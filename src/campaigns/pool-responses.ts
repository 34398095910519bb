import type { CampaignResponse } from './campaign-response.ts';
import { defaultBelief, kindsOf } from './campaign-size.ts';
import { profileOf, type ProfileOverrides } from './medium-profile.ts';
import type { ContactsEstimate } from './overlapping-campaigns.ts';
import { poolRates, type PooledRate, type RateBelief, type RateObservation } from './response-rate.ts';

/** A past campaign and what its own hours say of its contacts. */
export interface EstimatedCampaign {
  readonly response: CampaignResponse;
  readonly estimate: ContactsEstimate;
}

/** Campaigns from which a type has a rate of its own beside its medium's. */
const campaignsForType = 3;
/** How far types of one medium, or the claims of one medium and of all, lie apart (log-sd). */
const betweenKindsLogSd = 0.3;
/** A claim before any was checked: true, give or take what a user's own number is worth. */
const claimPrior: RateBelief = { rate: 1, logSd: 0.5 };

/** An estimate per unit of something; undefined when nothing was observed or there is no such unit. */
export function observationPer(
  estimate: ContactsEstimate,
  unit: number | undefined,
): RateObservation | undefined {
  if (unit === undefined || !(unit > 0) || !Number.isFinite(estimate.standardError)) return undefined;
  return { rate: estimate.contacts / unit, standardError: estimate.standardError / unit };
}

/** Values by key, in order. */
export function groupByKey<Value>(entries: Iterable<readonly [string, Value]>): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

interface Member {
  readonly response: CampaignResponse;
  readonly observation: RateObservation;
}

/** What is believed of a kind before its own campaigns: its medium's rate, else the default. Undefined: too few for a rate of its own. */
function priorOf(
  kind: string,
  members: readonly Member[],
  setting: { readonly kinds: ReadonlyMap<string, PooledRate>; readonly overrides: ProfileOverrides },
): RateBelief | undefined {
  const { response } = members[0]!;
  const { medium } = response.campaign;
  const [particular, general] = kindsOf(response, setting.overrides);
  const parent = particular === kind && general !== undefined ? setting.kinds.get(general) : undefined;
  if (parent !== undefined) {
    if (members.length < campaignsForType) return undefined;
    return { rate: parent.rate, logSd: Math.hypot(parent.logSd, betweenKindsLogSd) };
  }
  return defaultBelief(
    kind === medium ? profileOf({ id: '', medium, type: undefined }, setting.overrides) : response.profile,
  );
}

/**
 * Mean contact rates by kind: of every medium from its default, then of every type with at least three campaigns from its medium's. Uplifts
 * have no rate.
 */
export function poolKinds(
  campaigns: readonly EstimatedCampaign[],
  overrides: ProfileOverrides,
): ReadonlyMap<string, PooledRate> {
  const entries = campaigns.flatMap(({ response, estimate }): (readonly [string, Member])[] => {
    const observation = observationPer(
      estimate,
      response.claim?.from === 'uplift' ? undefined : response.reach,
    );
    if (observation === undefined) return [];
    return kindsOf(response, overrides).map((kind) => [kind, { response, observation }] as const);
  });
  const kinds = new Map<string, PooledRate>();
  const isType = (kind: string, { response }: Member): number => (kind === response.campaign.medium ? 0 : 1);
  const groups = [...groupByKey(entries)].sort(([a, [x]], [b, [y]]) => isType(a, x!) - isType(b, y!));
  for (const [kind, members] of groups) {
    const prior = priorOf(kind, members, { kinds, overrides });
    if (prior !== undefined)
      kinds.set(
        kind,
        poolRates(
          prior,
          members.map(({ observation }) => observation),
        ),
      );
  }
  return kinds;
}

/** The track record of marketing's numbers: actual over claimed contacts, of all media under the empty key and of each. */
export function poolClaims(campaigns: readonly EstimatedCampaign[]): ReadonlyMap<string, PooledRate> {
  const entries = campaigns.flatMap(
    ({ response: { claim, campaign }, estimate }): (readonly [string, RateObservation])[] => {
      const observation = observationPer(estimate, claim?.from === 'uplift' ? undefined : claim?.contacts);
      return observation === undefined ? [] : [[campaign.medium, observation]];
    },
  );
  const claims = new Map<string, PooledRate>();
  if (entries.length === 0) return claims;
  const all = poolRates(
    claimPrior,
    entries.map(([, observation]) => observation),
  );
  claims.set('', all);
  const prior = { rate: all.rate, logSd: Math.hypot(all.logSd, betweenKindsLogSd) };
  for (const [medium, observations] of groupByKey(entries))
    claims.set(medium, poolRates(prior, observations));
  return claims;
}
