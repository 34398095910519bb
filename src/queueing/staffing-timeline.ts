/** A stretch of time with the same agents and handle time. */
export interface StaffingPeriod {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly agents: number;
  readonly serviceRate: number;
}

/**
 * A stretch of time in which nothing changes, arrivals included; the unit in which a time-dependent queue is
 * solved.
 */
export interface TimePiece {
  readonly startSeconds: number;
  readonly seconds: number;
  readonly arrivalRate: number;
  /** Index of the interval it belongs to. */
  readonly interval: number;
  /** Index of the staffing period it belongs to. */
  readonly period: number;
}

/** What the timeline is made of: arrivals on a fine grid, staffing on a coarser one. */
export interface TimelineInput {
  /** Expected contacts of each step, spread evenly over it. */
  readonly arrivalsPerStep: ArrayLike<number>;
  readonly stepSeconds: number;
  readonly stepsPerInterval: number;
  /** Whole agents in each interval. */
  readonly agents: ArrayLike<number>;
  /** One value, or one for each interval. */
  readonly averageHandleTimeSeconds: number | ArrayLike<number>;
  readonly answerThresholdSeconds: number;
}

/** Staffing periods and pieces of a plan. */
export interface Timeline {
  readonly periods: readonly StaffingPeriod[];
  readonly pieces: readonly TimePiece[];
  readonly intervals: number;
  readonly intervalSeconds: number;
}

/** Steps with the same arrivals are solved together up to this length. */
const LONGEST_PIECE_SECONDS = 300;
/**
 * Pieces into which the answer threshold before a change of staffing is cut: callers there are answered by
 * the next staffing.
 */
const PIECES_BEFORE_CHANGE = 2;

/** Cuts time where arrivals or staffing change, and finely just before staffing changes. */
export function staffingTimeline(input: TimelineInput): Timeline {
  assertTimeline(input);
  const { agents, stepSeconds, stepsPerInterval } = input;
  const intervalSeconds = stepSeconds * stepsPerInterval;
  const periods: StaffingPeriod[] = [];
  const periodOfInterval: number[] = [];
  for (let i = 0; i < agents.length; i += 1) {
    const period = periodAt(input, i, intervalSeconds);
    const last = periods.at(-1);
    if (last !== undefined && last.agents === period.agents && last.serviceRate === period.serviceRate) {
      periods[periods.length - 1] = { ...last, endSeconds: period.endSeconds };
    } else {
      periods.push(period);
    }
    periodOfInterval.push(periods.length - 1);
  }
  const pieces: TimePiece[] = [];
  for (let i = 0; i < agents.length; i += 1) {
    const period = periodOfInterval[i] ?? 0;
    const end = (i + 1) * intervalSeconds;
    const changes = i + 1 < agents.length && (periods[period]?.endSeconds ?? 0) <= end;
    const fineFrom = changes ? end - Math.min(input.answerThresholdSeconds, intervalSeconds) : Infinity;
    const fineSeconds = Math.max(1, input.answerThresholdSeconds / PIECES_BEFORE_CHANGE);
    for (const { start, seconds, arrivalRate } of equalStretches(input, i)) {
      for (const cut of cuts(start, start + seconds, fineFrom, fineSeconds)) {
        pieces.push({ startSeconds: cut.start, seconds: cut.seconds, arrivalRate, interval: i, period });
      }
    }
  }
  return { periods, pieces, intervals: agents.length, intervalSeconds };
}

function assertTimeline({
  stepSeconds,
  stepsPerInterval,
  answerThresholdSeconds,
  arrivalsPerStep,
}: TimelineInput) {
  if (!(stepSeconds > 0 && stepSeconds < Infinity))
    throw new RangeError(`step must be above 0 s, got ${stepSeconds}`);
  if (!(Number.isInteger(stepsPerInterval) && stepsPerInterval > 0)) {
    throw new RangeError(`steps per interval must be a whole number above 0, got ${stepsPerInterval}`);
  }
  if (!(answerThresholdSeconds >= 0 && answerThresholdSeconds < Infinity)) {
    throw new RangeError(`answer threshold must be 0 s or more, got ${answerThresholdSeconds}`);
  }
  for (let i = 0; i < arrivalsPerStep.length; i += 1) {
    const arrivals = arrivalsPerStep[i]!;
    if (!(arrivals >= 0 && arrivals < Infinity)) {
      throw new RangeError(`arrivals of step ${i} must be finite and not negative, got ${arrivals}`);
    }
  }
}

function periodAt(input: TimelineInput, interval: number, intervalSeconds: number): StaffingPeriod {
  const { averageHandleTimeSeconds: handleTime } = input;
  const seconds = typeof handleTime === 'number' ? handleTime : (handleTime[interval] ?? 0);
  const agents = input.agents[interval] ?? 0;
  if (!Number.isInteger(agents) || agents < 0) {
    throw new RangeError(`agents of interval ${interval} must be a whole number of 0 or more, got ${agents}`);
  }
  if (!(seconds > 0))
    throw new RangeError(`handle time of interval ${interval} must be above 0, got ${seconds}`);
  return {
    startSeconds: interval * intervalSeconds,
    endSeconds: (interval + 1) * intervalSeconds,
    agents,
    serviceRate: 1 / seconds,
  };
}

/** Runs of steps of one interval with equal arrivals, no longer than the longest piece. */
function* equalStretches(input: TimelineInput, interval: number) {
  const { arrivalsPerStep, stepSeconds, stepsPerInterval } = input;
  const from = interval * stepsPerInterval;
  const most = Math.max(1, Math.floor(LONGEST_PIECE_SECONDS / stepSeconds));
  for (let step = from; step < from + stepsPerInterval;) {
    const arrivals = arrivalsPerStep[step] ?? 0;
    let length = 1;
    while (length < most && step + length < from + stepsPerInterval) {
      if ((arrivalsPerStep[step + length] ?? 0) !== arrivals) break;
      length += 1;
    }
    yield { start: step * stepSeconds, seconds: length * stepSeconds, arrivalRate: arrivals / stepSeconds };
    step += length;
  }
}

/** Cuts one stretch at `fineFrom` and into fine pieces after it. */
function* cuts(start: number, end: number, fineFrom: number, fineSeconds: number) {
  const coarseEnd = Math.max(start, Math.min(end, fineFrom));
  if (coarseEnd > start) yield { start, seconds: coarseEnd - start };
  const parts = Math.ceil((end - coarseEnd) / fineSeconds - 1e-9);
  const seconds = (end - coarseEnd) / parts;
  for (let part = 0; part < parts; part += 1) yield { start: coarseEnd + part * seconds, seconds };
}
