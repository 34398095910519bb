import { brentRoot } from '../numeric/brent-root.ts';
import type { WaitingRules } from './cohort-prospects.ts';
import type { SolvedPiece } from './queue-flow.ts';
import type { Timeline } from './staffing-timeline.ts';
import { moreDeparturesThan } from './tagged-caller.ts';

/** Percentiles are told to this many seconds. */
const TOLERANCE_SECONDS = 0.01;

/**
 * Wait, to answer or hang-up, that a share of each interval's arrivals does not exceed.
 *
 * Formula: P(W > y) = e^(−θy)·P(at most q departures ahead within y), averaged over what arrivals find; root in y. Where staffing
 * changes within y, the departures are those of the average staffing ahead, weighted so that the mean path of the queue is right, and
 * an increase takes as many callers as agents come: exact without hang-ups or without a change, close otherwise.
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
    const weightOf = ({ piece }: SolvedPiece): number => (offered ? piece.arrivalRate : 1);
    const total = pieces.reduce((sum, piece) => sum + weightOf(piece) * piece.piece.seconds, 0);
    const excess = (seconds: number): number => {
      let waiting = 0;
      for (const piece of pieces) waiting += weightOf(piece) * stillWaiting(piece, timeline, rules, seconds);
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

/** Seconds of a piece in which an arrival would still be waiting `wait` seconds later. */
function stillWaiting(solved: SolvedPiece, timeline: Timeline, rules: WaitingRules, wait: number): number {
  const { piece, queueLow, queueSeconds } = solved;
  const ahead = departuresAhead(piece.period, piece.startSeconds + piece.seconds / 2, wait, timeline, rules);
  if (ahead === undefined) return 0;
  const count = queueLow + queueSeconds.length;
  const taken = Math.min(count, Math.round(ahead.taken));
  const more = moreDeparturesThan(ahead, count - taken);
  let sum = 0;
  for (let j = Math.max(0, taken - queueLow); j < queueSeconds.length; j += 1) {
    sum += queueSeconds[j]! * (1 - more[queueLow + j - taken]!);
  }
  return sum * Math.exp(-rules.hangUpRate * wait);
}

/** Law of departures between `from` and `from + wait`, and callers taken at once by arriving agents; undefined once sent away. */
function departuresAhead(
  firstPeriod: number,
  from: number,
  wait: number,
  timeline: Timeline,
  rules: WaitingRules,
): { readonly mean: number; readonly growth: number; readonly taken: number } | undefined {
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
