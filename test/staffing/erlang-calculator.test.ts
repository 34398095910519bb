import { describe, expect, it } from 'vitest';
import { askErlang, type ErlangQuestion } from '../../src/staffing/erlang-calculator.ts';

const question: ErlangQuestion = {
  model: 'c',
  contacts: 100,
  periodSeconds: 1800,
  averageHandleTimeSeconds: 180,
  agents: undefined,
  targets: { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 },
  patienceSeconds: undefined,
  lines: undefined,
  retryFraction: 0,
  shrinkageFraction: 0.3,
};

describe('askErlang', () => {
  it('needs 14 agents for 10 erlangs at 80/20, since 13 give 79.56 %', () => {
    const answer = askErlang(question);
    expect(answer).toMatchObject({
      offeredLoad: 10,
      agents: 14,
      scheduledAgents: 20,
      bindingTarget: 'service-level',
      meetsTargets: true,
    });
    expect(askErlang({ ...question, agents: 13 })).toMatchObject({ meetsTargets: false, overloaded: false });
    expect(askErlang({ ...question, agents: 13 })?.serviceLevelFraction).toBeCloseTo(0.7956, 4);
  });

  it('says overloaded and gives no wait at or below the load', () => {
    const answer = askErlang({ ...question, agents: 10 });
    expect(answer).toMatchObject({ overloaded: true, meetsTargets: false });
    expect(answer?.averageSpeedOfAnswerSeconds).toBeUndefined();
  });

  it('gives only the figures that a model has', () => {
    const lost = askErlang({ ...question, model: 'b', targets: { blockingProbability: 0.02 } });
    expect(lost).toMatchObject({
      agents: 17,
      abandonmentFraction: undefined,
      serviceLevelFraction: undefined,
    });
    const impatient = askErlang({ ...question, model: 'a', patienceSeconds: 120 });
    expect(impatient?.agents).toBeLessThan(14);
    expect(impatient?.abandonmentFraction).toBeGreaterThan(0);
  });

  it('has no answer where no number of agents helps', () => {
    expect(
      askErlang({
        ...question,
        model: 'x',
        lines: 5,
        patienceSeconds: 120,
        targets: { blockingProbability: 0.01 },
      }),
    ).toBeUndefined();
  });
});
