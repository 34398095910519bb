import { brentRoot } from '../numeric/brent-root.ts';
import type { WaitingRules } from './cohort-prospects.ts';
import type { SolvedPiece } from './queue-flow.ts';
import type { Timeline } from './staffing-timeline.ts';
import { moreDeparturesThan } from './tagged-caller.ts';
import type { DepartureLaw } from './tagged-caller.ts';

/** Percentiles are told to this many seconds. */
const TOLERANCE_SECONDS = 0.01;
/** Arrivals whose wait outlasts the staffing are told apart to this many seconds. */
const MOMENT_SECONDS = 15;

/**
 * Wait, to answer or hang-up, that a share of each interval's arrivals does not exceed.
 *
 * Formula: P(W > y) = e^(−θy)·P(at most q departures ahead within y), averaged over what arrivals find; root
 * in y. Where staffing changes within y, the departures are those of the average staffing ahead, weighted so
 * that the mean path of the queue is right, and an increase takes as many callers as agents come: exact
 * without hang-ups or without a change, close otherwise.
 */
export function waitPercentiles(
  solved: readonly SolvedPiece[],
  timeline: Timeline,
  rules: WaitingRules,
  share: number,
): Float64Array {
  const result = new Float64Array(timeline.intervals);
  const horizon = timeline.intervals * timeline.intervalSeconds;
  for (const [interval, pieces] of groupByInterval(solved, timeline.intervals).entries()) {
    const offered = pieces.some(({ piece }) => piece.arrivalRate > 0);
    const weighted = pieces.map((solved) => ({ solved, weight: offered ? solved.piece.arrivalRate : 1 }));
    const total = weighted.reduce((sum, { solved, weight }) => sum + weight * solved.piece.seconds, 0);
    const excess = (seconds: number): number => {
      const waiting = stillWaiting(weighted, timeline, rules, seconds);
      return Math.log(Math.max(waiting / total, 1e-300) / (1 - share));
    };
    if (!(total > 0) || excess(0) <= 0) continue;
    let upper = 30;
    while (upper < horizon && excess(upper) > 0) upper *= 2;
    result[interval] = brentRoot(excess, 0, upper, TOLERANCE_SECONDS);
  }
  return result;
}

function groupByInterval(solved: readonly SolvedPiece[], intervals: number): readonly SolvedPiece[][] {
  const groups: SolvedPiece[][] = Array.from({ length: intervals }, () => []);
  for (const piece of solved) groups[piece.piece.interval]?.push(piece);
  return groups;
}

/** A piece of an interval and the weight of its arrivals. */
interface WeightedPiece {
  readonly solved: SolvedPiece;
  readonly weight: number;
}

/** Weighted seconds of an interval in which an arrival would still be waiting `wait` seconds later. */
function stillWaiting(
  pieces: readonly WeightedPiece[],
  timeline: Timeline,
  rules: WaitingRules,
  wait: number,
): number {
  let sum = 0;
  // Pieces that see no change of staffing within the wait share one law.
  const alike: WeightedPiece[] = [];
  for (const weighted of pieces) {
    const { piece, period } = weighted.solved;
    const pieceEnd = piece.startSeconds + piece.seconds;
    if (piece.period === timeline.periods.length - 1 || pieceEnd + wait <= period.endSeconds) {
      alike.push(weighted);
      continue;
    }
    const moments = Math.ceil(piece.seconds / MOMENT_SECONDS);
    for (let i = 0; i < moments; i += 1) {
      const from = piece.startSeconds + ((i + 0.5) * piece.seconds) / moments;
      sum += waitingUnder(departuresAhead(piece.period, from, wait, timeline, rules), [weighted]) / moments;
    }
  }
  const first = alike[0]?.solved.piece;
  if (first !== undefined) {
    sum += waitingUnder(departuresAhead(first.period, first.startSeconds, wait, timeline, rules), alike);
  }
  return sum * Math.exp(-rules.hangUpRate * wait);
}

/** The same for pieces whose arrivals meet one law of departures, own patience left out. */
function waitingUnder(ahead: DeparturesAhead | undefined, pieces: readonly WeightedPiece[]): number {
  if (ahead === undefined) return 0;
  const count = Math.max(...pieces.map(({ solved }) => solved.queueLow + solved.queueSeconds.length));
  const taken = Math.min(count, Math.round(ahead.taken));
  const more = moreDeparturesThan(ahead, count - taken);
  let sum = 0;
  for (const { solved, weight } of pieces) {
    const { queueLow, queueSeconds } = solved;
    let seconds = 0;
    for (let j = Math.max(0, taken - queueLow); j < queueSeconds.length; j += 1) {
      seconds += queueSeconds[j]! * (1 - more[queueLow + j - taken]!);
    }
    sum += weight * seconds;
  }
  return sum;
}

/** Law of departures ahead, and callers taken at once by arriving agents. */
interface DeparturesAhead extends DepartureLaw {
  readonly taken: number;
}

/** Departures between `from` and `from + wait`; undefined where the queue is sent away by then. */
function departuresAhead(
  firstPeriod: number,
  from: number,
  wait: number,
  timeline: Timeline,
  rules: WaitingRules,
): DeparturesAhead | undefined {
  const { periods } = timeline;
  const { hangUpRate } = rules;
  const until = from + wait;
  let mean = 0;
  let taken = 0;
  for (let i = firstPeriod; i < periods.length; i += 1) {
    const period = periods[i]!;
    if (i > firstPeriod && period.startSeconds >= until) break;
    if (period.agents === 0 && rules.queueAtClosing === 'leaves') return undefined;
    const start = Math.max(from, period.startSeconds);
    const end = i === periods.length - 1 ? until : Math.min(until, period.endSeconds);
    if (i > firstPeriod) {
      const joining = Math.max(0, period.agents - (periods[i - 1]?.agents ?? 0));
      taken += joining * Math.exp(Math.min(hangUpRate * (start - from), 50));
    }
    mean += period.agents * period.serviceRate * thinned(end - start, until - end, hangUpRate);
  }
  return { mean, growth: -Math.expm1(-hangUpRate * wait), taken };
}

/** ∫ e^(−θ(until − s)) ds over a stretch that ends `rest` seconds before `until`. */
function thinned(seconds: number, rest: number, hangUpRate: number): number {
  if (hangUpRate === 0) return seconds;
  return (Math.exp(-hangUpRate * rest) * -Math.expm1(-hangUpRate * seconds)) / hangUpRate;
}
