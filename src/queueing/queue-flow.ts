import { advanceNumberInSystem } from './number-in-system.ts';
import type { NumberInSystem } from './number-in-system.ts';
import type { StaffingPeriod, Timeline, TimePiece } from './staffing-timeline.ts';

/** What happens to the queue when the last agent leaves: it waits for the next opening, or is sent away. */
export type QueueAtClosing = 'waits' | 'leaves';

/** One piece of time, solved: what an arrival in it finds, and what happens in it. */
export interface SolvedPiece {
  readonly piece: TimePiece;
  readonly period: StaffingPeriod;
  /** Seconds with an agent free. */
  readonly freeSeconds: number;
  /** Seconds with every agent busy and q waiting, from q = `queueLow`. */
  readonly queueLow: number;
  readonly queueSeconds: Float64Array;
  /** Agent-seconds of calls. */
  readonly busySeconds: number;
  /** Contact-seconds of waiting. */
  readonly waitingSeconds: number;
  readonly queueAtStart: number;
  readonly queueAtEnd: number;
  /** Sent away at closing, at the start of this piece, or while closed. */
  readonly sentAway: number;
  /** Calls in progress at the start of this piece whose agents had to leave. */
  readonly callsFinishedByLeavers: number;
}

/** Solves every piece of a timeline forwards, carrying the distribution of the number in system across them. */
export function solveForwards(
  timeline: Timeline,
  options: {
    readonly hangUpRate: number;
    readonly queueAtClosing: QueueAtClosing;
    readonly initialContacts: number;
  },
): readonly SolvedPiece[] {
  const { periods, pieces } = timeline;
  const solved: SolvedPiece[] = [];
  let state: NumberInSystem = { low: options.initialContacts, probabilities: Float64Array.of(1) };
  let previous = periods[0];
  for (const piece of pieces) {
    const period = periods[piece.period];
    if (period === undefined || previous === undefined) break;
    const leavers = leaveAfterCalls(state, previous.agents, period.agents);
    state = leavers.state;
    let sentAway = 0;
    const closed = period.agents === 0 && options.queueAtClosing === 'leaves';
    if (closed) {
      sentAway = meanAbove(state, 0) + piece.arrivalRate * piece.seconds;
      state = { low: 0, probabilities: Float64Array.of(1) };
    }
    const queueAtStart = meanAbove(state, period.agents);
    const { agents, serviceRate } = period;
    const arrivalRate = closed ? 0 : piece.arrivalRate;
    const rates = { arrivalRate, serviceRate, agents, hangUpRate: options.hangUpRate };
    const { end, integral } = advanceNumberInSystem(state, rates, piece.seconds);
    state = end;
    solved.push({
      piece,
      period,
      ...splitAtAgents(integral, agents),
      queueAtStart,
      queueAtEnd: meanAbove(state, agents),
      sentAway,
      callsFinishedByLeavers: leavers.calls,
    });
    previous = period;
  }
  return solved;
}

/**
 * Fewer agents: idle ones go first; a busy one who must go finishes the call and takes no other. Those calls leave the team's number
 * in system with their agents, and the queue keeps its length. More agents: nothing to do, waiting contacts are in the number.
 */
function leaveAfterCalls(state: NumberInSystem, before: number, after: number) {
  if (after >= before) return { state, calls: 0 };
  const { low, probabilities } = state;
  const leaving = before - after;
  const moved = (contacts: number): number => contacts - Math.min(leaving, Math.max(0, contacts - after));
  const newLow = moved(low);
  const result = new Float64Array(moved(low + probabilities.length - 1) - newLow + 1);
  let calls = 0;
  for (let i = 0; i < probabilities.length; i += 1) {
    const target = moved(low + i);
    result[target - newLow]! += probabilities[i]!;
    calls += probabilities[i]! * (low + i - target);
  }
  return { state: { low: newLow, probabilities: result }, calls };
}

/** Mean of (contacts − agents)⁺. */
function meanAbove({ low, probabilities }: NumberInSystem, agents: number): number {
  let mean = 0;
  for (let i = Math.max(0, agents - low); i < probabilities.length; i += 1) {
    mean += (low + i - agents) * probabilities[i]!;
  }
  return mean;
}

function splitAtAgents({ low, probabilities }: NumberInSystem, agents: number) {
  const split = Math.min(Math.max(0, agents - low), probabilities.length);
  let freeSeconds = 0;
  let busySeconds = 0;
  let waitingSeconds = 0;
  for (let i = 0; i < split; i += 1) {
    freeSeconds += probabilities[i]!;
    busySeconds += (low + i) * probabilities[i]!;
  }
  for (let i = split; i < probabilities.length; i += 1) {
    busySeconds += agents * probabilities[i]!;
    waitingSeconds += (low + i - agents) * probabilities[i]!;
  }
  return {
    freeSeconds,
    queueLow: Math.max(0, low - agents),
    queueSeconds: probabilities.subarray(split),
    busySeconds,
    waitingSeconds,
  };
}
