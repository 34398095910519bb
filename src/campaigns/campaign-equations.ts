import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import type { IntervalShares } from './channel-arrivals.ts';

/**
 * How far a channel's contacts f lie from their baseline when no campaign runs: variance f + own·f² + ¼ of an interval, and relative
 * variances common to the intervals of a day and of a week.
 */
export interface ChannelNoise {
  readonly weekVariance: number;
  readonly dayVariance: number;
  readonly ownVariance: number;
}

/** One channel's past, by interval of a grid of whole days. */
export interface ChannelEvidence {
  readonly firstDay: DayNumber;
  readonly intervalsPerDay: number;
  readonly actual: Float64Array;
  readonly baseline: Float64Array;
  /** 1 where the actual value is known and an ordinary one. */
  readonly used: Uint8Array;
  readonly noise: ChannelNoise;
}

/** A past campaign's arrivals: for each channel (in the evidence's order) the share of all its contacts by interval. */
export interface CampaignShape {
  readonly shares: readonly (IntervalShares | undefined)[];
  /** What is believed of its contacts before looking: a weak pull that keeps inseparable campaigns apart. */
  readonly expectedContacts: number;
}

/** Part of an interval's own variance that the intervals of three hours share: a morning or evening is off as a whole. */
const hourlyShare = 0.5;
/** Relative error of a curve's share in one interval: real responses are not the curve. */
const shapeRelativeSd = 0.25;
/** Normal equations of a block of campaigns. */
export interface NormalEquations {
  readonly matrix: Float64Array;
  readonly right: Float64Array;
}

/** Sums over a stretch of time whose intervals share an error: of the baseline's square, with the target, with each campaign. */
interface SharedError {
  square: number;
  target: number;
  readonly cross: Float64Array;
}

interface StretchInput {
  readonly equations: NormalEquations;
  readonly evidence: ChannelEvidence;
  readonly expected: Float64Array;
  readonly target: Float64Array;
  readonly active: readonly { readonly column: number; readonly shares: IntervalShares }[];
}

function noSharedError(size: number): SharedError {
  return { square: 0, target: 0, cross: new Float64Array(size) };
}

/** Adds the intervals `from` … `to − 1`, every one with an error of its own, and returns what a shared error is to be taken from. */
function addIntervals(input: StretchInput, from: number, to: number): SharedError {
  const { equations, evidence, expected, target, active } = input;
  const { baseline, used, noise } = evidence;
  const size = equations.right.length;
  const shared = noSharedError(size);
  const row = new Float64Array(active.length);
  for (let index = from; index < to; index++) {
    if (used[index] !== 1) continue;
    const base = baseline[index]!;
    const added = expected[index]!;
    const own = (1 - hourlyShare) * noise.ownVariance * base ** 2;
    const weight = 1 / (base + added + own + (shapeRelativeSd * added) ** 2 + 0.25);
    shared.square += weight * base * base;
    shared.target += weight * base * target[index]!;
    for (let k = 0; k < active.length; k++) {
      const { shares, column } = active[k]!;
      const share = shares.shares[index - shares.first] ?? 0;
      row[k] = share;
      if (share === 0) continue;
      shared.cross[column]! += weight * base * share;
      equations.right[column]! += weight * share * target[index]!;
      for (let j = 0; j <= k; j++)
        addTo(equations.matrix, size, [column, active[j]!.column], weight * share * row[j]!);
    }
  }
  return shared;
}

/** Adds a day: intervals in blocks of three hours, each block with an error that its intervals share. */
function addDay(input: StretchInput, day: number): SharedError {
  const { equations, evidence, active } = input;
  const { intervalsPerDay, noise } = evidence;
  const columns = active.map(({ column }) => column);
  const perBlock = Math.max(1, Math.round(intervalsPerDay / 8));
  const shared = noSharedError(equations.right.length);
  const end = (day + 1) * intervalsPerDay;
  for (let from = day * intervalsPerDay; from < end; from += perBlock) {
    const block = addIntervals(input, from, Math.min(end, from + perBlock));
    if (block.square === 0) continue;
    addShared(shared, takeOut(equations, block, hourlyShare * noise.ownVariance, columns), columns);
  }
  return shared;
}

function addShared(sum: SharedError, part: SharedError, columns: readonly number[]): void {
  sum.square += part.square;
  sum.target += part.target;
  for (const column of columns) sum.cross[column]! += part.cross[column]!;
}

/** Takes an error that a stretch shares, of this relative variance, out of the equations, and out of the sums (Sherman–Morrison). */
function takeOut(
  equations: NormalEquations,
  shared: SharedError,
  variance: number,
  columns: readonly number[],
): SharedError {
  const size = equations.right.length;
  const common = variance / (1 + variance * shared.square);
  for (const [k, a] of columns.entries()) {
    equations.right[a]! -= common * shared.cross[a]! * shared.target;
    for (const b of columns.slice(0, k + 1)) {
      addTo(equations.matrix, size, [a, b], -common * shared.cross[a]! * shared.cross[b]!);
    }
  }
  const rest = 1 - common * shared.square;
  return {
    square: rest * shared.square,
    target: rest * shared.target,
    cross: shared.cross.map((value) => rest * value),
  };
}

function addTo(matrix: Float64Array, size: number, [a, b]: readonly [number, number], value: number): void {
  matrix[Math.max(a, b) * size + Math.min(a, b)]! += value;
}

export interface BlockInput {
  readonly shapes: readonly CampaignShape[];
  readonly block: readonly number[];
  readonly evidence: readonly ChannelEvidence[];
  /** Expected campaign contacts, for the variances. */
  readonly expected: readonly Float64Array[];
  /** What the block has to explain: actual − baseline − campaigns outside the block. */
  readonly targets: readonly Float64Array[];
}

/** Columns of a block that have contacts on a channel, with the days they span. */
function columnsOn(
  channel: number,
  { shapes, block, evidence }: BlockInput,
): readonly {
  readonly column: number;
  readonly shares: IntervalShares;
  readonly firstDay: number;
  readonly lastDay: number;
}[] {
  const { intervalsPerDay } = evidence[channel]!;
  return block.flatMap((index, column) => {
    const shares = shapes[index]?.shares[channel];
    if (shares === undefined || shares.shares.length === 0) return [];
    const firstDay = Math.floor(shares.first / intervalsPerDay);
    const lastDay = Math.floor((shares.first + shares.shares.length - 1) / intervalsPerDay);
    return [{ column, shares, firstDay, lastDay }];
  });
}

/** The weighted normal equations of a block, with errors of intervals, days and weeks. */
export function equationsOf(input: BlockInput): NormalEquations {
  const { block, evidence, expected, targets } = input;
  const size = block.length;
  const equations = { matrix: new Float64Array(size * size), right: new Float64Array(size) };
  for (const [channel, channelEvidence] of evidence.entries()) {
    const columns = columnsOn(channel, input);
    if (columns.length === 0) continue;
    const { firstDay: origin, noise } = channelEvidence;
    const first = Math.min(...columns.map(({ firstDay }) => firstDay));
    const last = Math.max(...columns.map(({ lastDay }) => lastDay));
    let week = noSharedError(size);
    for (let day = first; day <= last; day++) {
      const active = columns.filter(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
      const activeColumns = active.map(({ column }) => column);
      const setting = { evidence: channelEvidence, expected: expected[channel]!, target: targets[channel]! };
      const shared = addDay({ equations, ...setting, active }, day);
      addShared(week, takeOut(equations, shared, noise.dayVariance, activeColumns), activeColumns);
      if (day < last && weekdayOf(origin + day) !== 6) continue;
      takeOut(
        equations,
        week,
        noise.weekVariance,
        columns.map(({ column }) => column),
      );
      week = noSharedError(size);
    }
  }
  return equations;
}
