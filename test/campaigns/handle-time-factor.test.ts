import { describe, expect, it } from 'vitest';
import { learnHandleTimeFactors, type CampaignKindContacts } from '../../src/campaigns/handle-time-factor.ts';
import { createRandom } from '../../src/numeric/random.ts';

const perDay = 24;

/** Thirty days of 200 contacts an hour at about 300 s, with campaigns of two kinds on some of them. */
function history(factors: Readonly<Record<string, number>>, seed: number) {
  const random = createRandom(seed);
  const length = 30 * perDay;
  const baseline = new Float64Array(length).fill(200);
  const kinds: CampaignKindContacts[] = Object.keys(factors).map((kind, k) => ({
    kind,
    defaultFactor: 1,
    contacts: [
      Float64Array.from({ length }, (_, slot) =>
        Math.floor(slot / perDay) % 5 === k && slot % perDay > 8 && slot % perDay < 16 ? 80 : 0,
      ),
    ],
  }));
  const contacts = baseline.map(
    (base, slot) => base + kinds.reduce((sum, kind) => sum + kind.contacts[0]![slot]!, 0),
  );
  const dayFactors = Array.from({ length: 30 }, () => Math.exp(0.05 * random.normal()));
  const totalSeconds = baseline.map((base, slot) => {
    const mean = 300 * dayFactors[Math.floor(slot / perDay)]! * (1 + 0.1 * Math.sin(slot % perDay));
    const own = kinds.reduce((sum, { kind, contacts: [part] }) => sum + part![slot]! * factors[kind]!, base);
    // A sum of n exponential times has a standard deviation of √n of their mean.
    return mean * own + mean * Math.sqrt(own) * random.normal();
  });
  return { evidence: { intervalsPerDay: perDay, totalSeconds, contacts, baseline }, kinds };
}

describe('learnHandleTimeFactors', () => {
  it('finds how much longer and shorter each kind’s contacts take', () => {
    const { evidence, kinds } = history({ launch: 1.35, tv: 0.85 }, 1);
    const learnt = learnHandleTimeFactors([evidence], kinds);
    expect(Math.abs(learnt.get('launch')!.factor - 1.35)).toBeLessThan(0.1);
    expect(Math.abs(learnt.get('tv')!.factor - 0.85)).toBeLessThan(0.1);
    expect(learnt.get('tv')!.contacts).toBeCloseTo(6 * 7 * 80, 6);
  });

  it('is as far off as it says', () => {
    const scores: number[] = [];
    for (let seed = 1; seed <= 60; seed++) {
      const { evidence, kinds } = history({ launch: 1.1, tv: 0.95 }, seed);
      const learnt = learnHandleTimeFactors([evidence], kinds);
      for (const [kind, truth] of [
        ['launch', 1.1],
        ['tv', 0.95],
      ] as const) {
        scores.push((learnt.get(kind)!.factor - truth) / learnt.get(kind)!.sd);
      }
    }
    const spread = Math.sqrt(scores.reduce((sum, score) => sum + score ** 2, 0) / scores.length);
    expect(spread).toBeGreaterThan(0.7);
    expect(spread).toBeLessThan(1.3);
  });

  it('keeps the default of a kind that was not seen, and has nothing without handle times', () => {
    const { evidence, kinds } = history({ launch: 1.2 }, 1);
    const unseen = {
      kind: 'email',
      defaultFactor: 0.9,
      contacts: [new Float64Array(evidence.contacts.length)],
    };
    expect(learnHandleTimeFactors([evidence], [...kinds, unseen]).get('email')).toMatchObject({
      factor: 0.9,
      contacts: 0,
    });
    expect(learnHandleTimeFactors([undefined], kinds).size).toBe(0);
    expect(learnHandleTimeFactors([evidence], []).size).toBe(0);
  });
});
