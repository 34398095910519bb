import { simulateReplication } from './simulate-replication.ts';
import type { SimulationInput } from './simulation-input.ts';
import type { CohortTally, SimulationTally } from './simulation-tally.ts';

/** A simulated figure: mean over replications and half the width of its 95 % confidence interval. */
export interface Estimate {
  readonly mean: number;
  /** 0 with one replication, where no spread can be told. */
  readonly halfWidth95: number;
}

/** Figures of the contacts of a channel or team that arrive in some time; shares are of the offered. */
export interface SimulatedContacts {
  readonly offered: Estimate;
  readonly retriedFraction: Estimate;
  readonly serviceLevelFraction: Estimate;
  readonly abandonmentFraction: Estimate;
  readonly sentAwayFraction: Estimate;
  readonly callbackFraction: Estimate;
  /** Mean delay of callbacks that were returned. */
  readonly callbackDelaySeconds: Estimate;
  readonly averageSpeedOfAnswerSeconds: Estimate;
  readonly averageWaitSeconds: Estimate;
}

/** Figures of a team in some time: its contacts, its agents' time and its queue. */
export interface SimulatedTeam extends SimulatedContacts {
  readonly occupancyFraction: Estimate;
  readonly averageQueue: Estimate;
  readonly longestQueue: Estimate;
}

/** Result of a simulation. */
export interface SimulatedQueue {
  readonly replications: number;
  readonly team: SimulatedTeam;
  readonly intervals: readonly SimulatedTeam[];
  /** By channel, in the order of the input. */
  readonly channels: readonly { readonly name: string; readonly contacts: SimulatedContacts }[];
}

/**
 * Simulates a team: the independent check of the formulas, and the answer where they have none (log-normal
 * handle times, priorities, retrials, callbacks, ringing).
 *
 * Method: `replications` seeded runs (`simulateReplication`); shares and means are ratios of sums over all
 * runs, their confidence intervals follow from the spread between runs (ratio estimator, Student's t). The
 * same input gives the same result. To show progress, call `simulateReplication` yourself and hand the
 * tallies to `summariseSimulation`.
 *
 * @example simulateQueue({ channels: [], stepSeconds: 60, stepsPerInterval: 1, agents: [1], seed: 1 }, 2).team.occupancyFraction.mean // => 0
 */
export function simulateQueue(input: SimulationInput, replications: number): SimulatedQueue {
  const tallies = Array.from({ length: replications }, (_, i) => simulateReplication(input, i));
  return summariseSimulation(input, tallies);
}

/** Means and confidence intervals from the tallies of replications. */
export function summariseSimulation(
  input: SimulationInput,
  tallies: readonly SimulationTally[],
): SimulatedQueue {
  const intervals = Array.from({ length: input.agents.length }, (_, i) => i);
  const intervalSeconds = input.stepSeconds * input.stepsPerInterval;
  const allChannels = input.channels.map((_, i) => i);
  return {
    replications: tallies.length,
    team: teamFigures(tallies, allChannels, intervals, intervalSeconds),
    intervals: intervals.map((i) => teamFigures(tallies, allChannels, [i], intervalSeconds)),
    channels: input.channels.map(({ name }, i) => ({
      name,
      contacts: contactFigures(tallies, [i], intervals),
    })),
  };
}

function teamFigures(
  tallies: readonly SimulationTally[],
  channels: readonly number[],
  intervals: readonly number[],
  intervalSeconds: number,
): SimulatedTeam {
  const sums = (column: (tally: SimulationTally) => Float64Array): number[] =>
    tallies.map((tally) => sumOf(column(tally), intervals));
  const time = tallies.map(() => intervals.length * intervalSeconds);
  return {
    ...contactFigures(tallies, channels, intervals),
    occupancyFraction: ratio(
      sums(({ busySeconds }) => busySeconds),
      sums(({ agentSeconds }) => agentSeconds),
    ),
    averageQueue: ratio(
      sums(({ waitingSeconds }) => waitingSeconds),
      time,
    ),
    longestQueue: meanOf(
      tallies.map(({ longestQueue }) => Math.max(...intervals.map((i) => longestQueue[i] ?? 0))),
    ),
  };
}

function contactFigures(
  tallies: readonly SimulationTally[],
  channels: readonly number[],
  intervals: readonly number[],
): SimulatedContacts {
  const sums = (column: (tally: CohortTally) => Float64Array): number[] =>
    tallies.map((tally) =>
      channels.reduce((sum, i) => sum + sumOf(column(tally.channels[i]!), intervals), 0),
    );
  const offered = sums((tally) => tally.offered);
  const perOffered = (column: (tally: CohortTally) => Float64Array): Estimate => ratio(sums(column), offered);
  return {
    offered: meanOf(offered),
    retriedFraction: perOffered((tally) => tally.retried),
    serviceLevelFraction: perOffered((tally) => tally.answeredInTime),
    abandonmentFraction: perOffered((tally) => tally.abandoned),
    sentAwayFraction: perOffered((tally) => tally.sentAway),
    callbackFraction: perOffered((tally) => tally.callbacks),
    callbackDelaySeconds: ratio(
      sums((tally) => tally.callbackDelaySeconds),
      sums((tally) => tally.callbacksReturned),
    ),
    averageSpeedOfAnswerSeconds: ratio(
      sums((tally) => tally.answeredWaitSeconds),
      sums((tally) => tally.answered),
    ),
    averageWaitSeconds: perOffered((tally) => tally.waitSeconds),
  };
}

function sumOf(column: Float64Array, intervals: readonly number[]): number {
  return intervals.reduce((sum, i) => sum + (column[i] ?? 0), 0);
}

function meanOf(values: readonly number[]): Estimate {
  return ratio(
    values,
    values.map(() => 1),
  );
}

/** Σx/Σy over replications; its variance Σ(x − ry)²/(k(k − 1)) ÷ mean(y)². 0 ÷ 0 is 0. */
function ratio(numerators: readonly number[], denominators: readonly number[]): Estimate {
  const count = numerators.length;
  const total = denominators.reduce((sum, value) => sum + value, 0);
  if (total === 0) return { mean: 0, halfWidth95: 0 };
  const mean = numerators.reduce((sum, value) => sum + value, 0) / total;
  if (count < 2) return { mean, halfWidth95: 0 };
  let squares = 0;
  for (let i = 0; i < count; i += 1) squares += (numerators[i]! - mean * denominators[i]!) ** 2;
  const standardError = Math.sqrt(squares / (count * (count - 1))) / (total / count);
  return { mean, halfWidth95: studentQuantile975(count - 1) * standardError };
}

/** 97.5 % quantile of Student's t by the expansion in 1/degrees of freedom; exact values for 1 and 2. */
function studentQuantile975(degrees: number): number {
  if (degrees === 1) return 12.7062;
  if (degrees === 2) return 4.30265;
  const z = 1.959963984540054;
  const z3 = z ** 3;
  const z5 = z ** 5;
  const z7 = z ** 7;
  const first = (z3 + z) / 4;
  const second = (5 * z5 + 16 * z3 + 3 * z) / 96;
  const third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384;
  const fourth = (79 * z ** 9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92_160;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3 + fourth / degrees ** 4;
}
