import type { DecodedShift } from './decode-shifts.ts';
import type { ShiftCandidate } from './shift-candidates.ts';
import { isLimitedBy, type ShiftPlanProblem } from './shift-plan-problem.ts';
import { missingPrice } from './under-cover-costs.ts';

/** How far a greedy cover has come: what is missing, who is in a shift, and how many may still start. */
export interface GreedyState {
  readonly problem: ShiftPlanProblem;
  readonly missing: Int32Array;
  readonly seats: Int32Array;
  readonly limitsLeft: number[];
}

function slotIndex(problem: ShiftPlanProblem, slot: number): number {
  const at = slot - problem.firstSlot;
  const { length } = problem.requiredAgents;
  return problem.cyclic ? ((at % length) + length) % length : at;
}

function saving({ problem, missing }: GreedyState, slot: number): number {
  const index = slotIndex(problem, slot);
  const short = missing[index] ?? 0;
  if (short <= 0) return 0;
  const required = problem.requiredAgents[index] ?? 0;
  return (
    missingPrice(problem.underCover, index, required, short) -
    missingPrice(problem.underCover, index, required, short - 1)
  );
}

/** First slot of each break where it hurts least. */
function quietestBreaks(
  state: GreedyState,
  candidate: ShiftCandidate,
): { readonly slots: readonly number[]; readonly loss: number } {
  let loss = 0;
  const slots = candidate.breaks.map((window) => {
    let best = candidate.firstSlot + window.earliest;
    let least = Infinity;
    for (let slot = best; slot <= candidate.firstSlot + window.latest; slot++) {
      let here = 0;
      for (let age = 0; age < window.slots; age++) here += saving(state, slot + age);
      if (here < least) {
        least = here;
        best = slot;
      }
    }
    loss += least;
    return best;
  });
  return { slots, loss };
}

function mayStart(state: GreedyState, candidate: ShiftCandidate): boolean {
  const { problem, seats, limitsLeft } = state;
  if (
    problem.startLimits.some((limit, index) => (limitsLeft[index] ?? 0) < 1 && isLimitedBy(candidate, limit))
  )
    return false;
  if (problem.maximumSeats === undefined) return true;
  for (let slot = candidate.firstSlot; slot < candidate.endSlot; slot++) {
    if ((seats[slotIndex(problem, slot)] ?? 0) >= problem.maximumSeats) return false;
  }
  return true;
}

/** The state before the first agent. */
export function greedyState(problem: ShiftPlanProblem): GreedyState {
  return {
    problem,
    missing: problem.requiredAgents.slice(),
    seats: new Int32Array(problem.requiredAgents.length),
    limitsLeft: problem.startLimits.map(({ maximum }) => maximum),
  };
}

/** Counts one agent's shift in. */
export function addGreedily(state: GreedyState, shift: DecodedShift): void {
  const { problem, missing, seats, limitsLeft } = state;
  const { candidate, breakSlots } = shift;
  const change = (slot: number, agents: number): void => {
    const index = slotIndex(problem, slot);
    missing[index] = (missing[index] ?? 0) - agents;
  };
  for (let slot = candidate.firstSlot; slot < candidate.endSlot; slot++) {
    change(slot, 1);
    const index = slotIndex(problem, slot);
    seats[index] = (seats[index] ?? 0) + 1;
  }
  for (const [index, window] of candidate.breaks.entries()) {
    for (let age = 0; age < window.slots; age++) change((breakSlots[index] ?? 0) + age, -1);
  }
  for (const [index, limit] of problem.startLimits.entries())
    if (isLimitedBy(candidate, limit)) limitsLeft[index] = (limitsLeft[index] ?? 0) - 1;
}

/** Prices saved by one more agent up to each slot of the stretch, twice round where it is a cycle. */
function runningSavings(state: GreedyState): Float64Array {
  const { problem } = state;
  const length = problem.requiredAgents.length * (problem.cyclic ? 2 : 1);
  const running = new Float64Array(length + 1);
  for (let t = 0; t < length; t++) running[t + 1] = (running[t] ?? 0) + saving(state, problem.firstSlot + t);
  return running;
}

/** Measures candidates against the state as it is now: what one agent's shift saves less its cost, with its breaks where they hurt least. */
export function greedyWorth(
  state: GreedyState,
): (
  candidate: ShiftCandidate,
  atLeast: number,
) => { readonly worth: number; readonly shift: DecodedShift } | undefined {
  const running = runningSavings(state);
  const turn = state.problem.requiredAgents.length;
  return (candidate, atLeast) => {
    const begin = candidate.firstSlot - state.problem.firstSlot;
    const first = state.problem.cyclic ? ((begin % turn) + turn) % turn : begin;
    const whole =
      (running[first + candidate.endSlot - candidate.firstSlot] ?? 0) -
      (running[first] ?? 0) -
      candidate.cost;
    if (whole <= atLeast) return undefined;
    const { slots, loss } = quietestBreaks(state, candidate);
    if (whole - loss <= atLeast || !mayStart(state, candidate)) return undefined;
    return { worth: whole - loss, shift: { candidate, agents: 1, breakSlots: slots } };
  };
}

function bestShift(state: GreedyState): DecodedShift | undefined {
  const measure = greedyWorth(state);
  let best: DecodedShift | undefined;
  let mostPerSecond = 0;
  for (const candidate of state.problem.candidates) {
    // Per second paid, so that long shifts have no advantage by their length alone.
    const found = measure(candidate, mostPerSecond * candidate.paidSeconds + 1e-9);
    if (found === undefined) continue;
    mostPerSecond = found.worth / candidate.paidSeconds;
    best = found.shift;
  }
  return best;
}

/**
 * Shifts without a solver: one agent after the other, each the shift that saves most per paid hour, with its breaks where they hurt
 * least. A few per cent to a fifth dearer than the best plan; for when the solver has no time or no memory.
 */
export function greedyShifts(problem: ShiftPlanProblem): readonly DecodedShift[] {
  const state = greedyState(problem);
  const shifts = new Map<string, DecodedShift>();
  for (let next = bestShift(state); next !== undefined; next = bestShift(state)) {
    addGreedily(state, next);
    const { candidate } = next;
    const key = `${candidate.pattern.name}/${candidate.start}/${candidate.end}/${next.breakSlots.join('/')}`;
    shifts.set(key, { ...next, agents: (shifts.get(key)?.agents ?? 0) + 1 });
  }
  return [...shifts.values()];
}
