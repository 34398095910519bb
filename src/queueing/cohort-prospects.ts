import type { QueueAtClosing, SolvedPiece } from './queue-flow.ts';
import type { StaffingPeriod, Timeline } from './staffing-timeline.ts';
import { answeredWithinByPosition } from './tagged-caller.ts';
import {
  acrossStaffingChange,
  emptyProspects,
  lastingProspects,
  sweepAnsweredBack,
  sweepBack,
} from './tagged-caller-sweep.ts';
import type { Prospects, SweptProspects } from './tagged-caller-sweep.ts';

/** Options that decide what becomes of waiting callers. */
export interface WaitingRules {
  readonly hangUpRate: number;
  readonly queueAtClosing: QueueAtClosing;
}

/** Positions beyond take the prospects of the last one seen. */
const UNSEEN = 1e-7;
/** Prospects closer to the lasting ones than this are taken for them. */
const LASTING = 1e-7;

/**
 * Prospects of a caller by queue position in every piece (averaged over it), from the last piece back to the
 * first.
 *
 * Exact for staffing that changes while the caller waits: the expectation is swept backwards through all
 * later periods. After the horizon the last staffing goes on. Where nothing changes ahead the closed form is
 * used.
 */
export function prospectsByPiece(
  solved: readonly SolvedPiece[],
  timeline: Timeline,
  rules: WaitingRules,
): readonly Prospects[] {
  const result: Prospects[] = Array.from({ length: solved.length });
  const lasting = new Map<number, Prospects>();
  const lastingOf = (period: number, count: number): Prospects => {
    const known = lasting.get(period);
    if (known !== undefined && known.answered.length >= count) return known;
    const { agents, serviceRate } = periodAt(timeline, period);
    const longer = lastingProspects({ agents, serviceRate, hangUpRate: rules.hangUpRate }, 2 * count);
    lasting.set(period, longer);
    return longer;
  };
  /** Absent: the lasting prospects of the period apply. */
  let end: Prospects | undefined;
  for (let i = solved.length - 1; i >= 0; i -= 1) {
    const { piece, period } = solved[i]!;
    const count = visiblePositions(solved[i]!);
    const rates = { agents: period.agents, serviceRate: period.serviceRate, hangUpRate: rules.hangUpRate };
    const next = solved[i + 1]?.piece.period;
    if (next !== undefined && next !== piece.period) {
      const after = end ?? lastingOf(next, count);
      end = beforePeriod(after, period, periodAt(timeline, next), count, rules);
    } else if (end !== undefined && end.answered.length < count) {
      end = acrossStaffingChange(end, 0, count);
    }
    const steady = lastingOf(piece.period, count);
    if (end === undefined) {
      result[i] = steady;
      continue;
    }
    const swept: SweptProspects = sweepBack(end, rates, piece.seconds);
    result[i] = swept.average;
    end = isLasting(swept.start, steady, solved[i]!) ? undefined : swept.start;
  }
  return result;
}

/** Queue positions that arrivals of a piece find, up to those with a share below `UNSEEN` of its time. */
function visiblePositions({ piece, queueLow, queueSeconds }: SolvedPiece): number {
  let last = queueSeconds.length;
  for (let tail = 0; last > 0; last -= 1) {
    tail += queueSeconds[last - 1]!;
    if (tail > UNSEEN * piece.seconds) break;
  }
  return queueLow + last + 1;
}

function periodAt(timeline: Timeline, index: number): StaffingPeriod {
  const period = timeline.periods[index];
  if (period === undefined) throw new RangeError(`no staffing period ${index}`);
  return period;
}

/** Prospects at the end of a period from those at the start of the next. */
function beforePeriod(
  after: Prospects,
  period: StaffingPeriod,
  next: StaffingPeriod,
  count: number,
  rules: WaitingRules,
): Prospects {
  if (next.agents === 0 && rules.queueAtClosing === 'leaves') return emptyProspects(count);
  return acrossStaffingChange(after, next.agents - period.agents, count);
}

/**
 * Whether swept prospects are the lasting ones, each position weighed by the share of time in which it is
 * taken.
 */
function isLasting(
  swept: Prospects,
  lasting: Prospects,
  { piece, queueLow, queueSeconds }: SolvedPiece,
): boolean {
  let taken = 0;
  for (let q = queueLow + queueSeconds.length - 1; q >= 0; q -= 1) {
    if (q >= queueLow) taken += queueSeconds[q - queueLow]!;
    if (q >= swept.answered.length) continue;
    const allowed = (LASTING * piece.seconds) / Math.max(taken, 1e-12);
    const wait = lasting.wait[q]!;
    if (Math.abs(swept.answered[q]! - lasting.answered[q]!) > allowed) return false;
    if (Math.abs(swept.wait[q]! - wait) > allowed * (1 + wait)) return false;
    if (Math.abs(swept.answeredWait[q]! - lasting.answeredWait[q]!) > allowed * (1 + wait)) return false;
  }
  return true;
}

/**
 * Probability of an answer within T seconds by queue position, for a caller who arrives at the middle of each
 * piece.
 *
 * Closed form (`answeredWithinByPosition`) where the staffing lasts to the deadline; otherwise the closed
 * form of the staffing at the deadline, swept back through the changes to the moment of arrival.
 */
export function answeredInTimeByPiece(
  solved: readonly SolvedPiece[],
  timeline: Timeline,
  rules: WaitingRules,
  thresholdSeconds: number,
): readonly Float64Array[] {
  const patienceSeconds = rules.hangUpRate === 0 ? undefined : 1 / rules.hangUpRate;
  const closedForm = (period: StaffingPeriod, seconds: number, count: number): Float64Array =>
    answeredWithinByPosition(
      { agents: period.agents, averageHandleTimeSeconds: 1 / period.serviceRate, patienceSeconds },
      seconds,
      count,
    );
  const whole = new Map<number, Float64Array>();
  return solved.map(({ piece, period, queueLow, queueSeconds }) => {
    const count = queueLow + queueSeconds.length;
    const arrival = piece.startSeconds + piece.seconds / 2;
    const deadline = arrival + thresholdSeconds;
    if (deadline <= period.endSeconds || piece.period === timeline.periods.length - 1) {
      const known = whole.get(piece.period);
      if (known !== undefined && known.length >= count) return known;
      const longer = closedForm(period, thresholdSeconds, 2 * count);
      whole.set(piece.period, longer);
      return longer;
    }
    let at = piece.period;
    while (at < timeline.periods.length - 1 && periodAt(timeline, at).endSeconds < deadline) at += 1;
    let current = periodAt(timeline, at);
    let values = closedForm(current, deadline - current.startSeconds, count);
    while (at > piece.period) {
      at -= 1;
      const before = periodAt(timeline, at);
      values = answeredBeforeChange(values, before, current, rules);
      const rates = { agents: before.agents, serviceRate: before.serviceRate, hangUpRate: rules.hangUpRate };
      values = sweepAnsweredBack(values, rates, before.endSeconds - Math.max(arrival, before.startSeconds));
      current = before;
    }
    return values;
  });
}

function answeredBeforeChange(
  after: Float64Array,
  before: StaffingPeriod,
  next: StaffingPeriod,
  rules: WaitingRules,
): Float64Array {
  if (next.agents === 0 && rules.queueAtClosing === 'leaves') return new Float64Array(after.length);
  const increase = Math.max(0, next.agents - before.agents);
  return after.map((_, q) => (q < increase ? 1 : after[q - increase]!));
}
