import { describe, expect, it } from 'vitest';
import { erlangA } from '../../src/queueing/erlang-a.ts';
import { intervalEconomics } from '../../src/staffing/economics.ts';

const question = {
  contacts: 100,
  averageHandleTimeSeconds: 180,
  patienceSeconds: 120,
  intervalSeconds: 1800,
  slotsPerAgent: 1,
  shrinkageFraction: 0.3,
  costPerHour: 28,
  revenuePerContact: 20,
  requiredAgents: 12,
};

const margin = (agents: number): number =>
  20 *
    100 *
    (1 -
      erlangA({ offeredLoad: 10, agents, averageHandleTimeSeconds: 180, patienceSeconds: 120 })
        .abandonmentFraction) -
  (agents / 0.7) * 14;

describe('intervalEconomics', () => {
  it('finds the best of all numbers of agents', () => {
    const all = Array.from({ length: 40 }, (_, agents) => margin(agents));
    const best = all.indexOf(Math.max(...all));
    const found = intervalEconomics(question);
    expect(found.marginAgents).toBe(best);
    expect(found.margin).toBeCloseTo(all[best] ?? NaN, 9);
    expect(found.valueOfOneMoreAgent).toBeCloseTo(margin(13) - margin(12), 9);
  });

  it('staffs nobody where a contact is worth less than its handling', () => {
    expect(intervalEconomics({ ...question, revenuePerContact: 0.01 }).marginAgents).toBe(0);
  });
});
