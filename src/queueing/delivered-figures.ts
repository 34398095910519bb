import type { QueueAtClosing, SolvedPiece } from './queue-flow.ts';
import type { Timeline } from './staffing-timeline.ts';
import type { Prospects } from './tagged-caller-sweep.ts';

/**
 * What a plan delivers. Arrays hold one value an interval; shares and waits are those of the contacts that
 * arrive in it.
 */
export interface DeliveredFigures {
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
  /** Busy share of the agents' time; 1 without agents where somebody waits, else 0. */
  readonly occupancyFraction: Float64Array;
  /** Agent-seconds that calls in progress take beyond their agents' leaving. */
  readonly overtimeSeconds: Float64Array;
  readonly averageQueue: Float64Array;
  /** Largest expected number waiting at any moment. */
  readonly longestQueue: Float64Array;
  readonly queueAtEnd: Float64Array;
}

/** Adds up solved pieces by interval. */
export function deliveredFigures(
  solved: readonly SolvedPiece[],
  timeline: Timeline,
  rules: { readonly hangUpRate: number; readonly queueAtClosing: QueueAtClosing },
  cohort: { readonly prospects: readonly Prospects[]; readonly inTime: readonly Float64Array[] },
): DeliveredFigures {
  const figures = emptyFigures(timeline.intervals);
  const sums = cohortSums(timeline.intervals);
  const arrivals = sumByInterval(solved, timeline.intervals);
  for (const [i, piece] of solved.entries()) {
    addFlows(figures, piece, rules.hangUpRate);
    const weight = (arrivals[piece.piece.interval] ?? 0) > 0 ? piece.piece.arrivalRate : 1;
    addCohort(sums, piece, weight, { prospects: cohort.prospects[i]!, inTime: cohort.inTime[i]! }, rules);
  }
  finish(figures, sums, timeline, solved[0]?.queueAtStart ?? 0);
  return figures;
}

function emptyFigures(intervals: number): DeliveredFigures {
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
function addFlows(figures: DeliveredFigures, solved: SolvedPiece, hangUpRate: number): void {
  const i = solved.piece.interval;
  const arrivals = solved.piece.arrivalRate * solved.piece.seconds;
  const abandoned = hangUpRate * solved.waitingSeconds;
  figures.offered[i]! += arrivals;
  figures.abandoned[i]! += abandoned;
  figures.sentAway[i]! += solved.sentAway;
  figures.overtimeSeconds[i]! += solved.callsFinishedByLeavers / solved.period.serviceRate;
  figures.occupancyFraction[i]! += solved.busySeconds;
  figures.averageQueue[i]! += solved.waitingSeconds;
  figures.longestQueue[i] = Math.max(figures.longestQueue[i]!, solved.queueAtStart, solved.queueAtEnd);
  figures.queueAtEnd[i] = solved.queueAtEnd;
}

/** Adds the arrivals of one piece. */
function addCohort(
  sums: ReturnType<typeof cohortSums>,
  solved: SolvedPiece,
  weight: number,
  { prospects, inTime }: { readonly prospects: Prospects; readonly inTime: Float64Array },
  rules: { readonly queueAtClosing: QueueAtClosing },
): void {
  const { queueLow, queueSeconds, freeSeconds, piece } = solved;
  const turnedAway = solved.period.agents === 0 && rules.queueAtClosing === 'leaves';
  const free = turnedAway ? 0 : freeSeconds;
  let answered = free;
  let within = free;
  let wait = 0;
  let answeredWait = 0;
  const lastPosition = prospects.answered.length - 1;
  const queued = turnedAway ? 0 : queueSeconds.length;
  for (let j = 0; j < queued; j += 1) {
    const q = queueLow + j;
    const seconds = queueSeconds[j]!;
    const position = Math.min(q, lastPosition);
    answered += seconds * prospects.answered[position]!;
    within += seconds * inTime[q]!;
    wait += seconds * prospects.wait[position]!;
    answeredWait += seconds * prospects.answeredWait[position]!;
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
  figures: DeliveredFigures,
  sums: ReturnType<typeof cohortSums>,
  timeline: Timeline,
  queueAtStart: number,
): void {
  const { intervals, intervalSeconds } = timeline;
  const agents = agentsByInterval(timeline);
  let queueBefore = queueAtStart;
  for (let i = 0; i < intervals; i += 1) {
    const weight = sums.weight[i]!;
    figures.serviceLevelFraction[i] = sums.inTime[i]! / weight;
    figures.abandonmentFraction[i] = Math.max(0, 1 - sums.answered[i]! / weight);
    figures.waitProbability[i] = Math.max(0, 1 - sums.free[i]! / weight);
    figures.averageWaitSeconds[i] = sums.wait[i]! / weight;
    const answered = sums.answered[i] ?? 0;
    figures.averageSpeedOfAnswerSeconds[i] = answered === 0 ? 0 : sums.answeredWait[i]! / answered;
    figures.averageQueue[i]! /= intervalSeconds;
    const capacity = (agents[i] ?? 0) * intervalSeconds;
    figures.occupancyFraction[i] =
      capacity > 0 ? figures.occupancyFraction[i]! / capacity : figures.averageQueue[i]! > 0 ? 1 : 0;
    const queueGrowth = figures.queueAtEnd[i]! - queueBefore;
    const leftOtherwise = figures.abandoned[i]! + figures.sentAway[i]! + queueGrowth;
    figures.answered[i] = Math.max(0, figures.offered[i]! - leftOtherwise);
    queueBefore = figures.queueAtEnd[i]!;
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

/**
 * Seconds from the end of each interval until the queue has drained; undefined where the horizon ends first.
 */
export function drainTimes(
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
