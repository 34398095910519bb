import { answeredInTimeByPiece, prospectsByPiece } from './cohort-prospects.ts';
import { solveForwards } from './queue-flow.ts';
import type { QueueAtClosing, SolvedPiece } from './queue-flow.ts';
import { staffingTimeline } from './staffing-timeline.ts';
import type { Timeline, TimelineInput } from './staffing-timeline.ts';
import type { Prospects } from './tagged-caller-sweep.ts';
import { waitPercentiles } from './wait-percentiles.ts';

/** A team's plan to verify: arrivals by step, agents by interval. */
export interface TimeDependentQueueInput extends TimelineInput {
  /** Absent: nobody hangs up, and a backlog lasts until it is worked off. */
  readonly patienceSeconds?: number | undefined;
  /** `waits` unless told: whoever waits when the last agent leaves waits on (and may hang up). */
  readonly queueAtClosing?: QueueAtClosing | undefined;
  /** Contacts in the team at the start; 0 unless told. */
  readonly initialContacts?: number | undefined;
}

/** What a plan delivers. Arrays hold one value an interval; shares and waits are those of the contacts that arrive in it. */
export interface TimeDependentQueue {
  readonly offered: Float64Array;
  /** Answered in this interval, whenever they arrived. */
  readonly answered: Float64Array;
  /** Hung up in this interval, whenever they arrived. */
  readonly abandoned: Float64Array;
  /** Sent away at closing or while closed. */
  readonly sentAway: Float64Array;
  /** Share of arrivals answered within the threshold. Without arrivals: what one would have met. */
  readonly serviceLevelFraction: Float64Array;
  /** Share of arrivals that are never answered. */
  readonly abandonmentFraction: Float64Array;
  /** Share of arrivals that find every agent busy. */
  readonly waitProbability: Float64Array;
  /** Mean wait of those arrivals that are answered. */
  readonly averageSpeedOfAnswerSeconds: Float64Array;
  /** Mean time from arrival to answer or hang-up. */
  readonly averageWaitSeconds: Float64Array;
  /** Wait, to answer or hang-up, that 95 % of arrivals do not exceed. */
  readonly wait95Seconds: Float64Array;
  /** Busy share of the agents' time; 1 without agents where somebody waits, else 0. */
  readonly occupancyFraction: Float64Array;
  /** Agent-seconds that calls in progress take beyond their agents' leaving. */
  readonly overtimeSeconds: Float64Array;
  readonly averageQueue: Float64Array;
  /** Largest expected number waiting at any moment. */
  readonly longestQueue: Float64Array;
  readonly queueAtEnd: Float64Array;
  /**
   * Seconds from the end of the interval until the expected queue is no longer than one contact or than the agents take up within the
   * answer threshold; 0 where it already is, undefined where the horizon ends first.
   */
  readonly drainSeconds: readonly (number | undefined)[];
}

/**
 * Verifies a plan: the queue M(t)/M/n(t)+M, solved exactly as arrivals and agents change, backlog carried from interval to interval.
 * Overload is a number here: how long the queue gets and when it drains.
 *
 * Method: the distribution of the number in system moves through pieces of constant rates (`advanceNumberInSystem`); prospects of a
 * caller at each queue position are swept backwards through all later staffing (`prospectsByPiece`), so waits that outlast a change
 * of staffing count the agents then at work.
 *
 * Assumes Poisson arrivals at the given rates, exponential handle times and patience, first come first served. Idle agents leave
 * first; one who must leave during a call finishes it (`overtimeSeconds`) and takes no other; waiting callers keep their places. The
 * 95th percentile uses the average staffing ahead where it changes during the wait, everything else is exact up to the cut of 1e-11.
 * After the last interval its staffing goes on, so that the last callers' waits can be told.
 *
 * @throws RangeError where agents are not whole numbers or a handle time is not above 0
 * @example timeDependentQueue({ arrivalsPerStep: [60], stepSeconds: 3600, stepsPerInterval: 1, agents: [0], averageHandleTimeSeconds: 60, patienceSeconds: 60, answerThresholdSeconds: 20 }).abandonmentFraction[0] // => 1
 */
export function timeDependentQueue(input: TimeDependentQueueInput): TimeDependentQueue {
  const { patienceSeconds, queueAtClosing = 'waits', initialContacts = 0, answerThresholdSeconds } = input;
  const timeline = staffingTimeline(input);
  const rules = { hangUpRate: patienceSeconds === undefined ? 0 : 1 / patienceSeconds, queueAtClosing };
  const solved = solveForwards(timeline, { ...rules, initialContacts });
  const prospects = prospectsByPiece(solved, timeline, rules);
  const inTime = answeredInTimeByPiece(solved, timeline, rules, answerThresholdSeconds);
  const result = emptyResult(timeline.intervals);
  const sums = cohortSums(timeline.intervals);
  const arrivalsByInterval = sumByInterval(solved, timeline.intervals);
  for (const [i, piece] of solved.entries()) {
    addFlows(result, piece, rules.hangUpRate);
    const interval = piece.piece.interval;
    const weight = (arrivalsByInterval[interval] ?? 0) > 0 ? piece.piece.arrivalRate : 1;
    addCohort(sums, piece, weight, prospects[i]!, inTime[i]!, rules);
  }
  finish(result, sums, timeline, solved[0]?.queueAtStart ?? 0);
  result.wait95Seconds.set(waitPercentiles(solved, timeline, rules, 0.95));
  return { ...result, drainSeconds: drainTimes(solved, timeline, answerThresholdSeconds) };
}

type Result = Omit<TimeDependentQueue, 'drainSeconds'>;

function emptyResult(intervals: number): Result {
  const column = (): Float64Array => new Float64Array(intervals);
  return {
    offered: column(),
    answered: column(),
    abandoned: column(),
    sentAway: column(),
    serviceLevelFraction: column(),
    abandonmentFraction: column(),
    waitProbability: column(),
    averageSpeedOfAnswerSeconds: column(),
    averageWaitSeconds: column(),
    wait95Seconds: column(),
    occupancyFraction: column(),
    overtimeSeconds: column(),
    averageQueue: column(),
    longestQueue: column(),
    queueAtEnd: column(),
  };
}

/** Sums over the arrivals of an interval, weighted by arrival rate (by time where nobody arrives). */
function cohortSums(intervals: number) {
  const column = (): Float64Array => new Float64Array(intervals);
  return {
    weight: column(),
    free: column(),
    inTime: column(),
    answered: column(),
    wait: column(),
    answeredWait: column(),
  };
}

function sumByInterval(solved: readonly SolvedPiece[], intervals: number): Float64Array {
  const sums = new Float64Array(intervals);
  for (const { piece } of solved) sums[piece.interval]! += piece.arrivalRate * piece.seconds;
  return sums;
}

/** What happens within the interval, to whomever. */
function addFlows(result: Result, solved: SolvedPiece, hangUpRate: number): void {
  const i = solved.piece.interval;
  const arrivals = solved.piece.arrivalRate * solved.piece.seconds;
  const abandoned = hangUpRate * solved.waitingSeconds;
  result.offered[i]! += arrivals;
  result.abandoned[i]! += abandoned;
  result.sentAway[i]! += solved.sentAway;
  result.overtimeSeconds[i]! += solved.callsFinishedByLeavers / solved.period.serviceRate;
  result.occupancyFraction[i]! += solved.busySeconds;
  result.averageQueue[i]! += solved.waitingSeconds;
  result.longestQueue[i] = Math.max(result.longestQueue[i]!, solved.queueAtStart, solved.queueAtEnd);
  result.queueAtEnd[i] = solved.queueAtEnd;
}

/** Adds the arrivals of one piece. */
function addCohort(
  sums: ReturnType<typeof cohortSums>,
  solved: SolvedPiece,
  weight: number,
  prospects: Prospects,
  inTime: Float64Array,
  rules: { readonly queueAtClosing: QueueAtClosing },
): void {
  const { queueLow, queueSeconds, freeSeconds, piece } = solved;
  const turnedAway = solved.period.agents === 0 && rules.queueAtClosing === 'leaves';
  const free = turnedAway ? 0 : freeSeconds;
  let answered = free;
  let within = free;
  let wait = 0;
  let answeredWait = 0;
  const queued = turnedAway ? 0 : queueSeconds.length;
  for (let j = 0; j < queued; j += 1) {
    const q = queueLow + j;
    const seconds = queueSeconds[j]!;
    answered += seconds * prospects.answered[q]!;
    within += seconds * inTime[q]!;
    wait += seconds * prospects.wait[q]!;
    answeredWait += seconds * prospects.answeredWait[q]!;
  }
  const i = piece.interval;
  sums.weight[i]! += weight * piece.seconds;
  sums.free[i]! += weight * free;
  sums.inTime[i]! += weight * within;
  sums.answered[i]! += weight * answered;
  sums.wait[i]! += weight * wait;
  sums.answeredWait[i]! += weight * answeredWait;
}

/** Turns sums into shares and means. */
function finish(
  result: Result,
  sums: ReturnType<typeof cohortSums>,
  timeline: Timeline,
  queueAtStart: number,
): void {
  const { intervals, intervalSeconds } = timeline;
  const agents = agentsByInterval(timeline);
  let queueBefore = queueAtStart;
  for (let i = 0; i < intervals; i += 1) {
    const weight = sums.weight[i]!;
    result.serviceLevelFraction[i] = sums.inTime[i]! / weight;
    result.abandonmentFraction[i] = Math.max(0, 1 - sums.answered[i]! / weight);
    result.waitProbability[i] = Math.max(0, 1 - sums.free[i]! / weight);
    result.averageWaitSeconds[i] = sums.wait[i]! / weight;
    const answered = sums.answered[i] ?? 0;
    result.averageSpeedOfAnswerSeconds[i] = answered === 0 ? 0 : sums.answeredWait[i]! / answered;
    result.averageQueue[i]! /= intervalSeconds;
    const capacity = (agents[i] ?? 0) * intervalSeconds;
    result.occupancyFraction[i] =
      capacity > 0 ? result.occupancyFraction[i]! / capacity : result.averageQueue[i]! > 0 ? 1 : 0;
    const queueGrowth = result.queueAtEnd[i]! - queueBefore;
    const leftOtherwise = result.abandoned[i]! + result.sentAway[i]! + queueGrowth;
    result.answered[i] = Math.max(0, result.offered[i]! - leftOtherwise);
    queueBefore = result.queueAtEnd[i]!;
  }
}

function agentsByInterval({ periods, intervals, intervalSeconds }: Timeline): Float64Array {
  const agents = new Float64Array(intervals);
  for (const period of periods) {
    agents.fill(
      period.agents,
      Math.round(period.startSeconds / intervalSeconds),
      Math.round(period.endSeconds / intervalSeconds),
    );
  }
  return agents;
}

function drainTimes(
  solved: readonly SolvedPiece[],
  { intervals, intervalSeconds }: Timeline,
  thresholdSeconds: number,
): readonly (number | undefined)[] {
  const times: (number | undefined)[] = Array.from({ length: intervals }, () => undefined);
  let drainedAt: number | undefined;
  for (let i = solved.length - 1; i >= 0; i -= 1) {
    const { piece, period, queueAtEnd } = solved[i]!;
    const end = piece.startSeconds + piece.seconds;
    const takenUp = period.agents * period.serviceRate * thresholdSeconds;
    if (queueAtEnd <= Math.max(1, takenUp)) drainedAt = end;
    const lastOfInterval = solved[i + 1]?.piece.interval !== piece.interval;
    if (lastOfInterval && drainedAt !== undefined) {
      times[piece.interval] = Math.max(0, drainedAt - (piece.interval + 1) * intervalSeconds);
    }
  }
  return times;
}
