import type { NumberInSystem } from './chain-rates.ts';
import { advanceNumberInSystem } from './number-in-system.ts';
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

/** A team at one moment: how many contacts it may hold, and how many agents it has. */
export interface TeamState {
  readonly contacts: NumberInSystem;
  readonly agents: number;
}

/** A team that holds exactly so many contacts; its agents are those of the first interval. */
export function knownContacts(contacts: number): NumberInSystem {
  return { low: contacts, probabilities: Float64Array.of(1) };
}

/**
 * Solves every piece of a timeline forwards, carrying the distribution of the number in system across them.
 */
export function solveForwards(
  timeline: Timeline,
  rules: { readonly hangUpRate: number; readonly queueAtClosing: QueueAtClosing },
  start: TeamState,
): { readonly solved: readonly SolvedPiece[]; readonly end: TeamState } {
  const solved: SolvedPiece[] = [];
  let state = start;
  for (const piece of timeline.pieces) {
    const period = timeline.periods[piece.period];
    if (period === undefined) break;
    const { solved: next, end } = solvePiece(piece, period, rules, state);
    solved.push(next);
    state = end;
  }
  return { solved, end: state };
}

function solvePiece(
  piece: TimePiece,
  period: StaffingPeriod,
  rules: { readonly hangUpRate: number; readonly queueAtClosing: QueueAtClosing },
  before: TeamState,
): { readonly solved: SolvedPiece; readonly end: TeamState } {
  const { agents, serviceRate } = period;
  const leavers = leaveAfterCalls(before.contacts, before.agents, agents);
  const turnsAway = agents === 0 && rules.queueAtClosing === 'leaves';
  const start = turnsAway ? knownContacts(0) : leavers.state;
  const sentAway = turnsAway ? meanAbove(leavers.state, 0) + piece.arrivalRate * piece.seconds : 0;
  const arrivalRate = turnsAway ? 0 : piece.arrivalRate;
  const rates = { arrivalRate, serviceRate, agents, hangUpRate: rules.hangUpRate };
  const { end, integral } = advanceNumberInSystem(start, rates, piece.seconds);
  const solved = {
    piece,
    period,
    ...splitAtAgents(integral, agents),
    queueAtStart: meanAbove(start, agents),
    queueAtEnd: meanAbove(end, agents),
    sentAway,
    callsFinishedByLeavers: leavers.calls,
  };
  return { solved, end: { contacts: end, agents } };
}

/**
 * Fewer agents: idle ones go first; a busy one who must go finishes the call and takes no other. Those calls
 * leave the team's number in system with their agents, and the queue keeps its length. More agents: nothing
 * to do, waiting contacts are in the number.
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
