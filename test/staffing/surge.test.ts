import { describe, expect, it } from 'vitest';
import type { ChannelDemand, TeamRules } from '../../src/staffing/channel-demand.ts';
import { deliveredService } from '../../src/staffing/delivered-service.ts';
import { poolDemand } from '../../src/staffing/pooled-demand.ts';
import { staffTeam } from '../../src/staffing/staff-team.ts';
import { staffToPercentile } from '../../src/staffing/staffing-percentile.ts';
import { surgeLoad } from '../../src/staffing/surge-load.ts';

/** Six hours of 100 calls a half-hour; after three, 100 more with a half-life of five minutes. */
const intervals = 12;
const minutes = 360;
const surgeAt = 180;
const minuteContacts = Float64Array.from({ length: minutes }, (_, minute) => {
  const share = (t: number): number => (t <= 0 ? 0 : 1 - 2 ** (-t / 5));
  return 100 / 30 + 100 * (share(minute + 1 - surgeAt) - share(minute - surgeAt));
});
const expectedContacts = Float64Array.from({ length: intervals }, (_, i) =>
  minuteContacts.subarray(30 * i, 30 * (i + 1)).reduce((sum, value) => sum + value, 0),
);

function burst(patienceSeconds: number): { channels: ChannelDemand[]; rules: TeamRules } {
  const channel: ChannelDemand = {
    channel: 'phone',
    kind: 'live',
    concurrency: 1,
    patienceSeconds,
    respondWithinSeconds: 0,
    targets: {
      serviceLevelFraction: 0.8,
      answerThresholdSeconds: 20,
      averageSpeedOfAnswerSeconds: undefined,
      abandonmentFraction: undefined,
    },
    expectedContacts,
    averageHandleTimeSeconds: new Float64Array(intervals).fill(240),
    minuteContacts,
    quantile: (interval) => expectedContacts[interval] ?? 0,
  };
  const rules: TeamRules = {
    maxOccupancyFraction: 1,
    shrinkageFraction: 0,
    trunks: undefined,
    open: new Uint8Array(intervals).fill(1),
    intervalSeconds: 1800,
    model: 'c',
  };
  return { channels: [channel], rules };
}

describe('a TV burst', () => {
  // Patience so long that nobody hangs up within the horizon: Erlang C’s own assumption.
  for (const [name, patienceSeconds] of [
    ['patient callers', 1e7],
    ['callers with a patience of two minutes', 120],
  ] as const) {
    it(`is met in every half-hour at no more than 4 % over Erlang C on averages: ${name}`, () => {
      const { channels, rules } = burst(patienceSeconds);
      const pooled = poolDemand(channels, rules)!;
      const minuteStarts = Int32Array.from({ length: intervals + 1 }, (_, i) => 30 * i);
      const { averageHandleTimeSeconds } = pooled;
      const load = surgeLoad({ minuteContacts, minuteStarts, averageHandleTimeSeconds, open: rules.open });
      const { requirement } = staffToPercentile({ channels, rules, pooled, load, minuteStarts }, 'mean');
      const served = deliveredService({
        pooled,
        agents: requirement.requiredAgents,
        intervalSeconds: 1800,
        open: rules.open,
      });
      for (const level of served.serviceLevelFraction) expect(level).toBeGreaterThanOrEqual(0.8);

      const averages = expectedContacts.map((contacts) => (contacts * 240) / 1800);
      const naive = staffTeam({
        channels,
        rules,
        live: { pooled, staffedContacts: expectedContacts, offeredLoad: averages },
      });
      const hours = (agents: Float64Array): number => agents.reduce((sum, value) => sum + value, 0) / 2;
      expect(hours(naive.requiredAgents)).toBeCloseTo(110, 0);
      expect(hours(requirement.requiredAgents) / hours(naive.requiredAgents)).toBeLessThanOrEqual(1.04);

      const naiveServed = deliveredService({
        pooled,
        agents: naive.requiredAgents,
        intervalSeconds: 1800,
        open: rules.open,
      });
      expect(naiveServed.serviceLevelFraction[surgeAt / 30]).toBeLessThan(0.75);
    });
  }
});
