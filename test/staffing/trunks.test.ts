import { describe, expect, it } from 'vitest';
import { staffTeam, type StaffedDemand } from '../../src/staffing/staff-team.ts';
import type { TeamRules } from '../../src/staffing/channel-demand.ts';
import { erlangX } from '../../src/queueing/erlang-x.ts';

const rules: TeamRules = {
  maxOccupancyFraction: 1,
  shrinkageFraction: 0,
  trunks: 15,
  open: new Uint8Array(1).fill(1),
  intervalSeconds: 1800,
  model: 'c',
};

const live: StaffedDemand = {
  pooled: {
    slotsPerAgent: 1,
    expectedContacts: Float64Array.of(100),
    averageHandleTimeSeconds: Float64Array.of(180),
    minuteContacts: new Float64Array(30).fill(100 / 30),
    patienceSeconds: 120,
    targets: { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 },
  },
  staffedContacts: Float64Array.of(100),
  offeredLoad: Float64Array.of(10),
};

describe('a team with few lines', () => {
  it('is staffed by the queue with lines and hang-ups: the smallest number that meets the target there', () => {
    const agents = staffTeam({ channels: [], rules, live }).requiredAgents[0] ?? 0;
    const level = (count: number): number => {
      const queue = {
        offeredLoad: 10,
        agents: count,
        lines: 15,
        averageHandleTimeSeconds: 180,
        patienceSeconds: 120,
      };
      const figures = erlangX({ ...queue, retryFraction: 0, answerThresholdSeconds: 20 });
      return figures.overloaded ? 0 : (figures.serviceLevelFraction ?? 0);
    };
    expect(level(agents)).toBeGreaterThanOrEqual(0.8);
    expect(level(agents - 1)).toBeLessThan(0.8);
  });
});
