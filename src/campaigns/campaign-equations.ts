import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import type { IntervalShares } from './channel-arrivals.ts';

/**
 * How far a channel's contacts f lie from their baseline when no campaign runs: variance f + own·f² + ¼ of an interval,
 * and relative variances common to the intervals of a day, of a week, and of as long as a campaign lasts: a baseline's
 * level may be off for weeks.
 */
export interface ChannelNoise {
  readonly levelVariance: number;
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

/**
 * Sums over a stretch of time whose intervals share an error: of the baseline's square, with the target, with each
 * campaign.
 */
interface SharedError {
  square: number;
  target: number;
  readonly cross: Float64Array;
}

/** One campaign of a block on one channel: its shares from slot `first` to before `end`. */
interface BlockColumn {
  readonly column: number;
  readonly first: number;
  readonly end: number;
  readonly shares: Float64Array;
}

interface StretchInput {
  readonly equations: NormalEquations;
  /** Room for the sums of a block and of a day. */
  readonly block: SharedError;
  readonly wholeDay: SharedError;
  readonly evidence: ChannelEvidence;
  readonly weights: Float64Array;
  readonly target: Float64Array;
  readonly columns: readonly BlockColumn[];
}

function noSharedError(size: number): SharedError {
  return { square: 0, target: 0, cross: new Float64Array(size) };
}

function cleared(shared: SharedError): SharedError {
  shared.square = 0;
  shared.target = 0;
  shared.cross.fill(0);
  return shared;
}

function columnsWithin(columns: readonly BlockColumn[], from: number, to: number): readonly BlockColumn[] {
  return columns.filter(({ first, end }) => first < to && end > from);
}

/**
 * Adds the slots `from` … `to − 1`, every one with an error of its own, and returns what a shared error is to be taken
 * from.
 */
function addSlots(input: StretchInput, from: number, to: number): SharedError {
  const { equations, evidence, weights, target } = input;
  const { baseline } = evidence;
  const columns = columnsWithin(input.columns, from, to);
  const shared = cleared(input.block);
  const row = new Float64Array(columns.length);
  for (let slot = from; slot < to; slot++) {
    const weight = weights[slot]!;
    if (weight === 0) continue;
    const base = baseline[slot]!;
    shared.square += weight * base * base;
    shared.target += weight * base * target[slot]!;
    for (let k = 0; k < columns.length; k++) {
      const { column, first, end, shares } = columns[k]!;
      row[k] = slot >= first && slot < end ? shares[slot - first]! : 0;
      if (row[k] === 0) continue;
      const weighted = weight * row[k]!;
      shared.cross[column]! += weighted * base;
      equations.right[column]! += weighted * target[slot]!;
      for (let j = 0; j <= k; j++) addTo(equations, column, columns[j]!.column, weighted * row[j]!);
    }
  }
  return shared;
}

/** Adds a day: slots in blocks of three hours, each with an error that its slots share. */
function addDay(input: StretchInput, day: number): SharedError {
  const { equations, evidence } = input;
  const { intervalsPerDay, noise } = evidence;
  const perBlock = Math.max(1, Math.round(intervalsPerDay / 8));
  const shared = cleared(input.wholeDay);
  const end = (day + 1) * intervalsPerDay;
  for (let from = day * intervalsPerDay; from < end; from += perBlock) {
    const block = addSlots(input, from, Math.min(end, from + perBlock));
    if (block.square > 0) takeOut(equations, block, hourlyShare * noise.ownVariance, shared);
  }
  return shared;
}

/**
 * Takes an error that a stretch shares, of this relative variance, out of the equations (Sherman–Morrison), and adds
 * what is left of the stretch's sums to those of a longer one.
 */
function takeOut(
  equations: NormalEquations,
  shared: SharedError,
  variance: number,
  longer: SharedError | undefined,
): void {
  const { cross, square, target } = shared;
  const common = variance / (1 + variance * square);
  const rest = 1 - common * square;
  const columns: number[] = [];
  for (let column = 0; column < cross.length; column++) {
    const own = cross[column]!;
    if (own === 0) continue;
    columns.push(column);
    equations.right[column]! -= common * own * target;
    for (const other of columns) addTo(equations, column, other, -common * own * cross[other]!);
    if (longer !== undefined) longer.cross[column]! += rest * own;
  }
  if (longer === undefined) return;
  longer.square += rest * square;
  longer.target += rest * target;
}

/** Adds to the lower triangle; the row is the later column. */
function addTo({ matrix, right }: NormalEquations, row: number, column: number, value: number): void {
  matrix[row * right.length + column]! += value;
}

/**
 * One over the variance of each slot's own error, given the campaign contacts expected in it:
 * baseline + campaigns + half of ownVariance·baseline² + (0.25·campaigns)² + ¼; 0 where the slot is not used.
 */
export function slotWeights(evidence: ChannelEvidence, expected: Float64Array): Float64Array {
  const { baseline, used, noise } = evidence;
  const own = (1 - hourlyShare) * noise.ownVariance;
  return baseline.map((base, slot) => {
    const added = expected[slot]!;
    return used[slot] === 1
      ? 1 / (base + added + own * base ** 2 + (shapeRelativeSd * added) ** 2 + 0.25)
      : 0;
  });
}

export interface BlockInput {
  readonly shapes: readonly CampaignShape[];
  readonly block: readonly number[];
  readonly evidence: readonly ChannelEvidence[];
  /** By channel: see {@link slotWeights}. */
  readonly weights: readonly Float64Array[];
  /** What the block has to explain: actual − baseline − campaigns outside the block. */
  readonly targets: readonly Float64Array[];
}

/** The campaigns of a block that have contacts on a channel. */
function columnsOn(channel: number, { shapes, block }: BlockInput): readonly BlockColumn[] {
  return block.flatMap((index, column) => {
    const part = shapes[index]?.shares[channel];
    if (part === undefined || part.shares.length === 0) return [];
    return [{ column, first: part.first, end: part.first + part.shares.length, shares: part.shares }];
  });
}

/** The weighted normal equations of a block, with errors of slots, three hours, days, weeks and the level. */
export function equationsOf(input: BlockInput): NormalEquations {
  const { block, evidence, weights, targets } = input;
  const size = block.length;
  const equations = { matrix: new Float64Array(size * size), right: new Float64Array(size) };
  for (const [channel, channelEvidence] of evidence.entries()) {
    const columns = columnsOn(channel, input);
    if (columns.length === 0) continue;
    const { firstDay, intervalsPerDay, noise } = channelEvidence;
    const setting = {
      equations,
      block: noSharedError(size),
      wholeDay: noSharedError(size),
      evidence: channelEvidence,
      weights: weights[channel]!,
      target: targets[channel]!,
    };
    const last = Math.floor((Math.max(...columns.map(({ end }) => end)) - 1) / intervalsPerDay);
    const week = noSharedError(size);
    const level = noSharedError(size);
    for (
      let day = Math.floor(Math.min(...columns.map(({ first }) => first)) / intervalsPerDay);
      day <= last;
      day++
    ) {
      const live = columnsWithin(columns, day * intervalsPerDay, (day + 1) * intervalsPerDay);
      takeOut(equations, addDay({ ...setting, columns: live }, day), noise.dayVariance, week);
      if (day < last && weekdayOf(firstDay + day) !== 6) continue;
      takeOut(equations, week, noise.weekVariance, level);
      cleared(week);
    }
    takeOut(equations, level, noise.levelVariance, undefined);
  }
  return equations;
}
