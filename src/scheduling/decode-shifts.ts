import { type BreakGroup, groupOf } from './break-inventory.ts';
import type { ShiftCandidate } from './shift-candidates.ts';
import type { ShiftPlanColumns } from './shift-plan-model.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';

/** Agents of one candidate who take all their breaks together: the first slot of each break, in the pattern's order. */
export interface DecodedShift {
  readonly candidate: ShiftCandidate;
  readonly agents: number;
  readonly breakSlots: readonly number[];
}

interface TakenBreak {
  readonly slot: number;
  agents: number;
}

/** One agent's break that is due: the window of its start, in positions of the stretch. */
interface DueBreak {
  readonly candidate: number;
  readonly window: number;
  readonly opens: number;
  readonly deadline: number;
}

function dueBreaks(
  problem: ShiftPlanProblem,
  plan: ShiftPlanColumns,
  group: BreakGroup,
  agents: readonly number[],
): DueBreak[] {
  const due: DueBreak[] = [];
  for (const [index, candidate] of problem.candidates.entries()) {
    for (const [position, window] of candidate.breaks.entries()) {
      if (groupOf(plan.breakGroups, window) !== group) continue;
      const begin = candidate.firstSlot - problem.firstSlot;
      const one = {
        candidate: index,
        window: position,
        opens: begin + window.earliest,
        deadline: begin + window.latest,
      };
      for (let agent = 0; agent < (agents[index] ?? 0); agent++) due.push(one);
    }
  }
  return due.sort((a, b) => a.deadline - b.deadline);
}

/**
 * In a cycle the week's first breaks may belong to the shifts of its last evening: which of the starts is the first of the
 * breaks due, so that all fall into their windows.
 */
function firstOfCycle(due: readonly DueBreak[], starts: readonly number[], length: number): number {
  for (let first = 0; first < starts.length; first++) {
    const fits = due.every(({ opens, deadline }, turn) => {
      const slot = startInCycle(starts, first + turn, length);
      return slot >= opens && slot <= deadline;
    });
    if (fits) return first;
  }
  return 0;
}

function startInCycle(starts: readonly number[], turn: number, length: number): number {
  return (starts[turn % starts.length] ?? 0) + Math.floor(turn / starts.length) * length;
}

/** Combines the breaks of one candidate's agents: the agents who begin their first break first begin every break first. */
function combine(
  candidate: ShiftCandidate,
  agents: number,
  taken: readonly (readonly TakenBreak[])[],
): DecodedShift[] {
  const queues = taken.map((list) => list.map((one) => ({ ...one })));
  const shifts: DecodedShift[] = [];
  let left = agents;
  while (left > 0) {
    const heads = queues.map((queue) => queue[0]);
    const together = Math.min(left, ...heads.map((head) => head?.agents ?? left));
    shifts.push({
      candidate,
      agents: together,
      breakSlots: heads.map((head) => head?.slot ?? candidate.firstSlot),
    });
    for (const queue of queues) {
      const head = queue[0];
      if (head === undefined) continue;
      head.agents -= together;
      if (head.agents === 0) queue.shift();
    }
    left -= together;
  }
  return shifts;
}

/**
 * Real shifts with real breaks from a solution of {@link shiftPlanModel}: of the breaks due the one with the earliest deadline
 * is taken first, which is always possible when the model's rows hold.
 */
export function decodeShifts(
  problem: ShiftPlanProblem,
  plan: ShiftPlanColumns,
  values: Float64Array,
): readonly DecodedShift[] {
  const agents = Array.from(plan.startColumns, (column) => Math.round(values[column] ?? 0));
  const taken = problem.candidates.map(({ breaks }) => breaks.map((): TakenBreak[] => []));
  for (const group of plan.breakGroups) {
    const { length } = group.columns;
    const starts = Array.from(group.columns).flatMap((column, t) =>
      column < 0 ? [] : Array.from({ length: Math.round(values[column] ?? 0) }, () => t),
    );
    const due = dueBreaks(problem, plan, group, agents);
    const first = problem.cyclic ? firstOfCycle(due, starts, length) : 0;
    for (const [turn, { candidate, window }] of due.entries()) {
      const slot = problem.firstSlot + startInCycle(starts, first + turn, length);
      const list = taken[candidate]?.[window];
      const last = list?.at(-1);
      if (last?.slot === slot) last.agents++;
      else list?.push({ slot, agents: 1 });
    }
  }
  return problem.candidates.flatMap((candidate, index) => {
    const count = agents[index] ?? 0;
    return count === 0 ? [] : combine(candidate, count, taken[index] ?? []);
  });
}
