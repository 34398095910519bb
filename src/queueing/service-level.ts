import type { WaitShares } from './erlang-a-waits.ts';

/**
 * The definitions of service level that differ once callers hang up, T being the answer threshold:
 * - `offered`: answered within T ÷ offered
 * - `offered-less-short-abandons`: answered within T ÷ (offered − abandoned within T)
 * - `answered`: answered within T ÷ answered
 * - `waited`: 1 − share still waiting after T (whoever hung up before T counts as good)
 */
export type ServiceLevelDefinition = 'offered' | 'offered-less-short-abandons' | 'answered' | 'waited';

/** Service level in the chosen definition from the shares of contacts. */
export function serviceLevelOf(shares: WaitShares, definition: ServiceLevelDefinition): number {
  const { answeredWithin, answeredLater, abandonedWithin, abandonedLater } = shares;
  if (definition === 'offered') return answeredWithin;
  if (definition === 'waited') return answeredWithin + abandonedWithin;
  const base =
    definition === 'answered'
      ? answeredWithin + answeredLater
      : answeredWithin + answeredLater + abandonedLater;
  return base === 0 ? 0 : answeredWithin / base;
}
