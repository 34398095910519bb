import { describe, expect, it } from 'vitest';
import type { CampaignShape, ChannelEvidence } from '../../src/campaigns/campaign-equations.ts';
import { estimateContacts, overlappingGroups } from '../../src/campaigns/overlapping-campaigns.ts';
import { createRandom } from '../../src/numeric/random.ts';

const perDay = 8;
const noise = { levelVariance: 0.0004, weekVariance: 0.001, dayVariance: 0.002, ownVariance: 0.003 };

function evidenceOf(days: number, actual: (slot: number, base: number) => number): ChannelEvidence {
  const baseline = Float64Array.from({ length: days * perDay }, (_, slot) => 100 + 20 * (slot % perDay));
  return {
    // 4 is the first Monday after 1970-01-01.
    firstDay: 4,
    intervalsPerDay: perDay,
    actual: baseline.map((base, slot) => actual(slot, base)),
    baseline,
    used: new Uint8Array(days * perDay).fill(1),
    noise,
  };
}

function shape(first: number, shares: readonly number[], expectedContacts = 500): CampaignShape {
  return { shares: [{ first, shares: Float64Array.from(shares) }], expectedContacts };
}

const nothing = (evidence: ChannelEvidence): Float64Array[] => [new Float64Array(evidence.actual.length)];

/** Solves A·x = b by elimination, as plainly as possible. */
function solve(matrix: number[][], right: number[][]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, index) => [...row, ...right[index]!]);
  for (let pivot = 0; pivot < size; pivot++) {
    const best = rows
      .slice(pivot)
      .reduce(
        (top, row, at) => (Math.abs(row[pivot]!) > Math.abs(rows[top]![pivot]!) ? at + pivot : top),
        pivot,
      );
    [rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!];
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!;
      for (let column = pivot; column < rows[row]!.length; column++)
        rows[row]![column]! -= factor * rows[pivot]![column]!;
    }
  }
  return rows.map((row, index) => row.slice(size).map((value) => value / row[index]!));
}

describe('estimateContacts', () => {
  it('finds the contacts where there is no noise, overlapping or not', () => {
    const truth = [400, 900, 250];
    const shapes = [shape(9, [0.5, 0.3, 0.2]), shape(10, [0.2, 0.2, 0.2, 0.4]), shape(34, [1])];
    const evidence = evidenceOf(7, (slot, base) =>
      shapes.reduce(
        (sum, { shares: [part] }, k) => sum + truth[k]! * (part!.shares[slot - part!.first] ?? 0),
        base,
      ),
    );
    const estimates = estimateContacts({ shapes, evidence: [evidence], expected: nothing(evidence) });
    // To the little that the weak pull leaves between campaigns that overlap.
    for (const [k, { contacts }] of estimates.entries()) expect(contacts / truth[k]!).toBeCloseTo(1, 3);
  });

  it('is generalised least squares with the whole covariance matrix written out', () => {
    const random = createRandom(11);
    const shapes = [
      shape(9, [0.5, 0.3, 0.2]),
      shape(10, [0.2, 0.2, 0.2, 0.4]),
      shape(14, [0.3, 0.3, 0.1, 0.1, 0.1, 0.1]),
    ];
    const evidence = evidenceOf(7, (_, base) => base * (1 + 0.1 * random.normal()) + 30);
    const expected = [Float64Array.from({ length: 56 }, (_, slot) => (slot > 8 && slot < 20 ? 40 : 0))];
    const estimates = estimateContacts({ shapes, evidence: [evidence], expected });
    // Days 1 and 2 hold all three; the week's and days' shared errors, three-hour blocks of one slot each, and own errors.
    const slots = Array.from({ length: 16 }, (_, k) => k + 8);
    const covariance = slots.map((a) =>
      slots.map((b) => {
        const [f, g] = [evidence.baseline[a]!, evidence.baseline[b]!];
        const shared =
          noise.levelVariance +
          noise.weekVariance +
          (Math.floor(a / 8) === Math.floor(b / 8) ? noise.dayVariance : 0);
        const own = f + expected[0]![a]! + noise.ownVariance * f * f + (0.25 * expected[0]![a]!) ** 2 + 0.25;
        return shared * f * g + (a === b ? own : 0);
      }),
    );
    const design = slots.map((slot) =>
      shapes.map(({ shares: [part] }) => part!.shares[slot - part!.first] ?? 0),
    );
    const target = slots.map((slot) => evidence.actual[slot]! - evidence.baseline[slot]!);
    const weighted = solve(
      covariance,
      design.map((row, index) => [...row, target[index]!]),
    );
    const normal = [0, 1, 2].map((k) =>
      [0, 1, 2].map((j) => slots.reduce((sum, _, i) => sum + design[i]![k]! * weighted[i]![j]!, 0)),
    );
    const right = [0, 1, 2].map((k) => [
      slots.reduce((sum, _, i) => sum + design[i]![k]! * weighted[i]![3]!, 0),
    ]);
    // The weak pull to 500 ± 1000 goes in, and out again one campaign at a time.
    const pull = 1 / 1000 ** 2;
    const pulledMatrix = normal.map((row, k) => row.map((value, j) => value + (j === k ? pull : 0)));
    const pulledRight = right.map(([value]) => [value! + pull * 500]);
    const pulled = solve(pulledMatrix, pulledRight);
    const inverse = solve(pulledMatrix, [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    for (const k of [0, 1, 2]) {
      const variance = inverse[k]![k]!;
      const precision = 1 / variance - pull;
      expect(estimates[k]!.standardError).toBeCloseTo(precision ** -0.5, 6);
      expect(estimates[k]!.contacts).toBeCloseTo((pulled[k]![0]! / variance - pull * 500) / precision, 6);
    }
  });

  it('has errors as large as it says', () => {
    const random = createRandom(5);
    const shapes = [shape(10, [0.3, 0.3, 0.2, 0.1, 0.1]), shape(12, [0.6, 0.4])];
    const truth = [600, 300];
    const scores: number[] = [];
    for (let run = 0; run < 400; run++) {
      const week = Math.sqrt(noise.levelVariance + noise.weekVariance) * random.normal();
      const days = Array.from({ length: 7 }, () => Math.sqrt(noise.dayVariance) * random.normal());
      const evidence = evidenceOf(7, (slot, base) => {
        const own = random.normal() * Math.sqrt(base + noise.ownVariance * base * base);
        const added = shapes.reduce(
          (sum, { shares: [part] }, k) => sum + truth[k]! * (part!.shares[slot - part!.first] ?? 0),
          0,
        );
        return base * (1 + week + days[Math.floor(slot / perDay)]!) + own + added;
      });
      const estimates = estimateContacts({ shapes, evidence: [evidence], expected: nothing(evidence) });
      for (const [k, { contacts, standardError }] of estimates.entries())
        scores.push((contacts - truth[k]!) / standardError);
    }
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const sd = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
    expect(Math.abs(mean)).toBeLessThan(0.12);
    expect(sd).toBeGreaterThan(0.9);
    expect(sd).toBeLessThan(1.1);
  });

  it('says nothing of a campaign that was not observed', () => {
    const evidence = evidenceOf(7, (_, base) => base);
    const hidden = { ...evidence, used: evidence.used.map((_, slot) => (slot >= 16 && slot < 24 ? 0 : 1)) };
    const [unseen, absent] = estimateContacts({
      shapes: [shape(17, [0.5, 0.5]), shape(0, [])],
      evidence: [hidden],
      expected: nothing(evidence),
    });
    expect(unseen!.standardError).toBe(Infinity);
    expect(absent!.standardError).toBe(Infinity);
  });

  it('keeps two campaigns apart that cannot be told apart, and knows their sum', () => {
    const evidence = evidenceOf(7, (slot, base) => base + (slot === 20 ? 800 : 0));
    const shapes = [shape(20, [1], 300), shape(20, [1], 300)];
    const [a, b] = estimateContacts({ shapes, evidence: [evidence], expected: nothing(evidence) });
    expect(a!.contacts).toBeCloseTo(b!.contacts, 6);
    expect(a!.standardError).toBeGreaterThan(300);
  });

  it('solves a crowd in blocks as it would all at once', () => {
    const random = createRandom(2);
    const count = 130;
    const shapes = Array.from({ length: count }, (_, k) => shape(8 + 2 * k, [0.4, 0.3, 0.2, 0.1], 500));
    const truth = shapes.map(() => 300 + 400 * random.next());
    const days = 40;
    const evidence = evidenceOf(days, (slot, base) =>
      shapes.reduce(
        (sum, { shares: [part] }, k) => sum + truth[k]! * (part!.shares[slot - part!.first] ?? 0),
        base,
      ),
    );
    const estimates = estimateContacts({ shapes, evidence: [evidence], expected: nothing(evidence) });
    const errors = estimates
      .map(({ contacts }, k) => Math.abs(contacts / truth[k]! - 1))
      .sort((x, y) => x - y);
    expect(errors[Math.floor(count / 2)]).toBeLessThan(0.02);
    expect(errors.at(-1)).toBeLessThan(0.2);
  });
});

describe('overlappingGroups', () => {
  it('puts campaigns that share a day into one group', () => {
    const evidence = [evidenceOf(21, (_, base) => base)];
    const shapes = [
      shape(80, [1]),
      shape(0, Array<number>(20).fill(0.05)),
      shape(16, [1]),
      shape(83, [1]),
      shape(0, []),
    ];
    expect(overlappingGroups(shapes, evidence)).toEqual([
      [1, 2],
      [0, 3],
    ]);
  });
});
