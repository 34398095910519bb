import type { DayNumber } from '../calendar/local-date.ts';
import { choleskyFactor, choleskyInverse } from '../numeric/cholesky.ts';
import {
  equationsOf,
  slotWeights,
  type BlockInput,
  type CampaignShape,
  type ChannelEvidence,
} from './campaign-equations.ts';
import type { IntervalShares } from './channel-arrivals.ts';

/** A campaign's contacts by least squares, and their standard error. */
export interface ContactsEstimate {
  readonly contacts: number;
  /** Infinite when nothing of the campaign was observed. */
  readonly standardError: number;
}

/** Sd of the weak pull to what is expected, over what is expected. */
const pullRelativeSd = 2;
/** Campaigns solved together at most; larger crowds are solved in turns. */
const largestBlock = 32;
const turnsOfCrowd = 2;
/** Campaigns that last longer than so many days are in blocks of their own: a block takes as long as its longest. */
const longDays = 10;

/** First and last day on which a campaign has contacts, over all channels. */
function daysOf(shape: CampaignShape, evidence: readonly ChannelEvidence[]): readonly [DayNumber, DayNumber] {
  let [first, last] = [Infinity, -Infinity];
  for (const [channel, shares] of shape.shares.entries()) {
    const { firstDay, intervalsPerDay } = evidence[channel]!;
    if (shares === undefined || shares.shares.length === 0) continue;
    first = Math.min(first, firstDay + Math.floor(shares.first / intervalsPerDay));
    last = Math.max(last, firstDay + Math.floor((shares.first + shares.shares.length - 1) / intervalsPerDay));
  }
  return [first, last];
}

/** Splits campaigns into groups that share no day, each in order of its start; those without contacts are left out. */
export function overlappingGroups(
  shapes: readonly CampaignShape[],
  evidence: readonly ChannelEvidence[],
): readonly (readonly number[])[] {
  const spans = shapes.map((shape, index) => ({ index, days: daysOf(shape, evidence) }));
  const order = spans.filter(({ days }) => Number.isFinite(days[0]));
  order.sort((a, b) => a.days[0] - b.days[0] || a.index - b.index);
  const groups: number[][] = [];
  let reach = -Infinity;
  for (const { index, days } of order) {
    if (days[0] > reach) groups.push([]);
    groups.at(-1)?.push(index);
    reach = Math.max(reach, days[1]);
  }
  return groups;
}

/** A group as it is solved: whole, or in blocks of neighbours, the short and the long campaigns apart. */
function blocksOf(
  group: readonly number[],
  shapes: readonly CampaignShape[],
  evidence: readonly ChannelEvidence[],
): readonly (readonly number[])[] {
  if (group.length <= largestBlock) return [group];
  const isLong = (index: number): boolean => {
    const [first, last] = daysOf(shapes[index]!, evidence);
    return last - first > longDays;
  };
  const parts = [group.filter((index) => !isLong(index)), group.filter(isLong)];
  return parts.flatMap((part) =>
    Array.from({ length: Math.ceil(part.length / largestBlock) }, (_, block) =>
      part.slice(block * largestBlock, (block + 1) * largestBlock),
    ),
  );
}

/** Expected campaign contacts by channel and interval, given every campaign's contacts. */
export function campaignContactsOf(
  shapes: readonly CampaignShape[],
  contacts: readonly number[],
  evidence: readonly Pick<ChannelEvidence, 'actual'>[],
): Float64Array[] {
  return evidence.map(({ actual }, channel) => {
    const sum = new Float64Array(actual.length);
    for (const [index, shape] of shapes.entries())
      addShares(sum, shape.shares[channel], contacts[index] ?? 0);
    return sum;
  });
}

/** Adds a campaign's contacts to a sum by slot. */
export function addShares(sum: Float64Array, shares: IntervalShares | undefined, contacts: number): void {
  if (shares === undefined || contacts === 0) return;
  for (let offset = 0; offset < shares.shares.length; offset++) {
    sum[shares.first + offset]! += contacts * shares.shares[offset]!;
  }
}

interface BlockEstimate extends ContactsEstimate {
  /** With the weak pull: what to subtract for the others in a crowd. */
  readonly pulled: number;
}

/** Solves a block; the weak pull is taken out of the answer again, so that it speaks for the data alone. */
function solveBlock(input: BlockInput): BlockEstimate[] {
  const { matrix, right } = equationsOf(input);
  const size = right.length;
  const pulls = input.block.map((index) => {
    const expected = Math.max(input.shapes[index]?.expectedContacts ?? 1, 1);
    return { mean: expected, precision: 1 / (pullRelativeSd * expected) ** 2 };
  });
  for (const [k, pull] of pulls.entries()) {
    matrix[k * size + k]! += pull.precision;
    right[k]! += pull.precision * pull.mean;
  }
  const inverse = choleskyInverse(choleskyFactor(matrix, size), size);
  return pulls.map((pull, k) => {
    let pulled = 0;
    for (let j = 0; j < size; j++) pulled += inverse[k * size + j]! * right[j]!;
    const variance = inverse[k * size + k]!;
    const precision = 1 / variance - pull.precision;
    if (!(precision > 1e-9 * pull.precision)) return { contacts: pull.mean, standardError: Infinity, pulled };
    const contacts = (pulled / variance - pull.precision * pull.mean) / precision;
    return { contacts, standardError: precision ** -0.5, pulled };
  });
}

/**
 * Every past campaign's contacts by weighted least squares of (actual − baseline − other campaigns) on its curve, those
 * that overlap solved together, each with its own standard error.
 *
 * Variance of an interval: baseline + campaigns + ownVariance·baseline² + (0.25·campaigns)² + ¼, half of the own
 * variance shared by the intervals of three hours, errors that all intervals of a day and of a week share in proportion
 * to the baseline, and one of the level that all share (generalised least squares): the rest of the day tells how far
 * the day's baseline was off. `expected` are the campaign contacts by channel and interval that the variances assume.
 *
 * Groups of more than 32 overlapping campaigns are solved in blocks by start, two turns, each given the others' last
 * estimates (block Gauss–Seidel) beginning with `believed`; time is linear in the number of campaigns. A campaign of
 * which nothing was observed has an infinite standard error. Estimates may be negative: they are unbiased, not beliefs.
 */
export function estimateContacts(input: {
  readonly shapes: readonly CampaignShape[];
  readonly evidence: readonly ChannelEvidence[];
  readonly expected: readonly Float64Array[];
  /** Each campaign's contacts as far as they are known; default: as expected of it. */
  readonly believed?: readonly number[] | undefined;
}): readonly ContactsEstimate[] {
  const { shapes, evidence, expected, believed } = input;
  const estimates: BlockEstimate[] = shapes.map(({ expectedContacts: contacts }, index) => ({
    contacts,
    standardError: Infinity,
    pulled: believed?.[index] ?? contacts,
  }));
  const weights = evidence.map((channel, index) => slotWeights(channel, expected[index]!));
  const rest = evidence.map(({ actual, baseline }) => actual.map((value, index) => value - baseline[index]!));
  for (const group of overlappingGroups(shapes, evidence)) {
    const blocks = blocksOf(group, shapes, evidence);
    if (blocks.length > 1) subtractBlock({ shapes, estimates, targets: rest }, group, 1);
    for (let turn = 0; turn < (blocks.length > 1 ? turnsOfCrowd : 1); turn++) {
      for (const block of blocks) {
        if (blocks.length > 1) subtractBlock({ shapes, estimates, targets: rest }, block, -1);
        const solved = solveBlock({ shapes, block, evidence, weights, targets: rest });
        for (const [k, index] of block.entries()) estimates[index] = solved[k]!;
        if (blocks.length > 1) subtractBlock({ shapes, estimates, targets: rest }, block, 1);
      }
    }
  }
  return estimates.map(({ contacts, standardError }) => ({ contacts, standardError }));
}

function subtractBlock(
  state: {
    readonly shapes: readonly CampaignShape[];
    readonly estimates: readonly BlockEstimate[];
    readonly targets: readonly Float64Array[];
  },
  block: readonly number[],
  sign: number,
): void {
  for (const index of block) {
    for (const [channel, target] of state.targets.entries()) {
      addShares(target, state.shapes[index]?.shares[channel], -sign * (state.estimates[index]?.pulled ?? 0));
    }
  }
}
