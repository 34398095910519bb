import type { QueueTargets } from '../queueing/queue-targets.ts';
import { defaultMaxAbandonmentFraction, type ChannelDemand, type TeamRules } from './channel-demand.ts';

/** The live channels of a team as one queue. Arrays by interval of the grid. */
export interface PooledDemand {
  /** Contacts that one agent handles at once; a queue's servers are agents × slotsPerAgent. */
  readonly slotsPerAgent: number;
  readonly expectedContacts: Float64Array;
  /** Of a slot: contact-weighted over the channels. */
  readonly averageHandleTimeSeconds: Float64Array;
  readonly minuteContacts: Float64Array;
  readonly patienceSeconds: number;
  readonly targets: QueueTargets;
}

/**
 * The slots an agent has: the concurrency that all live channels share; where they differ, one slot, and a contact of a channel with
 * concurrency c counts handle time ÷ c.
 */
function commonSlots(channels: readonly ChannelDemand[]): number {
  const first = channels[0]?.concurrency ?? 1;
  return channels.every(({ concurrency }) => concurrency === first) ? first : 1;
}

function strictest(
  values: readonly (number | undefined)[],
  pick: (...values: number[]) => number,
): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : pick(...known);
}

/** Targets of all live channels together: each channel’s callers wait in the same queue, so the strictest of each kind holds. */
function pooledTargets(channels: readonly ChannelDemand[], rules: TeamRules): QueueTargets {
  const strictestLevel = [...channels].sort(
    (a, b) =>
      a.targets.answerThresholdSeconds - b.targets.answerThresholdSeconds ||
      b.targets.serviceLevelFraction - a.targets.serviceLevelFraction,
  )[0];
  const abandonment = strictest(
    channels.map(({ targets }) => targets.abandonmentFraction),
    Math.min,
  );
  return {
    serviceLevelFraction: strictestLevel?.targets.serviceLevelFraction,
    answerThresholdSeconds: strictestLevel?.targets.answerThresholdSeconds,
    averageSpeedOfAnswerSeconds: strictest(
      channels.map(({ targets }) => targets.averageSpeedOfAnswerSeconds),
      Math.min,
    ),
    abandonmentFraction: abandonment ?? (rules.model === 'a' ? defaultMaxAbandonmentFraction : undefined),
    occupancyFraction: rules.maxOccupancyFraction,
  };
}

/** Weighted mean that falls back to the plain one where there is no weight. */
function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total;
}

function sumOf(
  channels: readonly ChannelDemand[],
  pick: (channel: ChannelDemand) => Float64Array,
): Float64Array {
  const sum = Float64Array.from(channels[0] === undefined ? [] : pick(channels[0]));
  for (const channel of channels.slice(1)) {
    const values = pick(channel);
    for (let index = 0; index < sum.length; index++) sum[index]! += values[index] ?? 0;
  }
  return sum;
}

/**
 * Pools the live channels of a team: one first-come-first-served queue, the channels' contacts added, handle time and patience weighted
 * by contacts. Exact for channels with the same exponential handle time; with different ones a good approximation (the queue is then M/H/n).
 * Undefined when the team has no live channel.
 */
export function poolDemand(channels: readonly ChannelDemand[], rules: TeamRules): PooledDemand | undefined {
  const live = channels.filter(({ kind }) => kind === 'live');
  if (live.length === 0) return undefined;
  const slotsPerAgent = commonSlots(live);
  const expectedContacts = sumOf(live, (channel) => channel.expectedContacts);
  const averageHandleTimeSeconds = expectedContacts.map((_, interval) =>
    weightedMean(
      live.map(
        (channel) =>
          ((channel.averageHandleTimeSeconds[interval] ?? 0) / channel.concurrency) * slotsPerAgent,
      ),
      live.map((channel) => channel.expectedContacts[interval] ?? 0),
    ),
  );
  const totals = live.map((channel) => channel.expectedContacts.reduce((sum, value) => sum + value, 0));
  return {
    slotsPerAgent,
    expectedContacts,
    averageHandleTimeSeconds,
    minuteContacts: sumOf(live, (channel) => channel.minuteContacts),
    patienceSeconds: weightedMean(
      live.map((channel) => channel.patienceSeconds),
      totals,
    ),
    targets: pooledTargets(live, rules),
  };
}

/**
 * Quantile of the pooled contacts of an interval: the channels' distances from their means added as independent errors,
 * mean ± √(Σ dᵢ²). Between channels whose errors move together it is too narrow, which the contact-weighted back-test shows.
 */
export function pooledQuantile(
  channels: readonly ChannelDemand[],
  interval: number,
  probability: number,
): number {
  let mean = 0;
  let squares = 0;
  for (const channel of channels) {
    if (channel.kind !== 'live') continue;
    const expected = channel.expectedContacts[interval] ?? 0;
    const distance = channel.quantile(interval, probability) - expected;
    mean += expected;
    squares += Math.sign(distance) * distance * distance;
  }
  return Math.max(0, mean + Math.sign(squares) * Math.sqrt(Math.abs(squares)));
}
