import { type DecodedShift, decodeShifts } from './decode-shifts.ts';
import { greedyShifts } from './greedy-shifts.ts';
import { missedContactsPrice } from './service-periods.ts';
import { type ShiftPlanModel, shiftPlanModel } from './shift-plan-model.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';
import type { ModelSolution, SolverPort } from './solver-port.ts';
import { missingPrice } from './under-cover-costs.ts';

/** A stretch with its model. */
export interface ModelledStretch {
  readonly problem: ShiftPlanProblem;
  readonly plan: ShiftPlanModel;
}

/** The best shifts found for one stretch, and what is proved about them. */
export interface StretchSolution {
  readonly problem: ShiftPlanProblem;
  /** False when the solver came back with nothing: the shifts are a greedy cover. */
  readonly found: boolean;
  /** Values of the model's columns, to go on from; undefined when the shifts were put together from parts. */
  readonly values: Float64Array | undefined;
  readonly shifts: readonly DecodedShift[];
  /** Wages and the price of missing agents, counted from the decoded shifts. */
  readonly objective: number;
  readonly bound: number;
  readonly seconds: number;
  readonly nodes: number;
  readonly outOfMemory: boolean;
}

/** Agents on the channel per slot of the stretch, counted from decoded shifts. */
export function coveredSlots(problem: ShiftPlanProblem, shifts: readonly DecodedShift[]): Int32Array {
  const covered = new Int32Array(problem.requiredAgents.length);
  const add = (first: number, slots: number, agents: number): void => {
    for (let slot = first; slot < first + slots; slot++) {
      const at = slot - problem.firstSlot;
      const index = problem.cyclic ? ((at % covered.length) + covered.length) % covered.length : at;
      if (index >= 0 && index < covered.length) covered[index] = (covered[index] ?? 0) + agents;
    }
  };
  for (const { candidate, agents, breakSlots } of shifts) {
    add(candidate.firstSlot, candidate.endSlot - candidate.firstSlot, agents);
    for (const [index, window] of candidate.breaks.entries())
      add(breakSlots[index] ?? 0, window.slots, -agents);
  }
  return covered;
}

/** Wages and the price of missing agents of real shifts: the number that the models minimise. */
export function stretchObjective(problem: ShiftPlanProblem, shifts: readonly DecodedShift[]): number {
  const covered = coveredSlots(problem, shifts);
  let objective = shifts.reduce((sum, { candidate, agents }) => sum + agents * candidate.cost, 0);
  for (const [slot, required] of problem.requiredAgents.entries()) {
    objective += missingPrice(problem.underCover, slot, required, required - (covered[slot] ?? 0));
  }
  return problem.service === undefined
    ? objective
    : objective + missedContactsPrice(problem.service, covered);
}

/** A bound rounded up to the next amount that an objective can have. */
export function roundedBound(bound: number, quantum: number | undefined): number {
  return quantum === undefined || !Number.isFinite(bound)
    ? bound
    : Math.ceil(bound / quantum - 1e-4) * quantum;
}

/** Shifts and proof from what the solver said; a greedy cover when that is nothing. */
export function stretchSolution(
  problem: ShiftPlanProblem,
  plan: ShiftPlanModel,
  solution: ModelSolution,
): StretchSolution {
  const shifts =
    solution.values === undefined ? greedyShifts(problem) : decodeShifts(problem, plan, solution.values);
  const objective = stretchObjective(problem, shifts);
  return {
    problem,
    found: solution.values !== undefined,
    values: solution.values,
    shifts,
    objective,
    bound: Math.min(objective, Math.max(0, roundedBound(solution.bound, problem.quantum))),
    seconds: solution.seconds,
    nodes: solution.nodes,
    outOfMemory: solution.status === 'memory',
  };
}

/** A good solution of one stretch by diving from its linear bound; by a short branch and bound where diving fails. */
export async function diveStretch(
  { problem, plan }: ModelledStretch,
  solver: SolverPort,
  seconds: number | undefined,
): Promise<StretchSolution> {
  const dived = await solver.dive(plan.model, { ranks: plan.ranks, seconds });
  const timeIsUp = seconds !== undefined && dived.seconds >= seconds;
  if (dived.values !== undefined || dived.status === 'memory' || timeIsUp)
    return stretchSolution(problem, plan, dived);
  const solution = await solver.solve(plan.model, { relativeGap: 0.02, nodes: 1, seconds });
  return stretchSolution(problem, plan, { ...solution, seconds: solution.seconds + dived.seconds });
}

/** Branch and bound on one stretch, beginning with the shifts it has; the better of both comes back, with the better bound. */
export async function polishStretch(
  known: StretchSolution,
  solver: SolverPort,
  limits: {
    readonly relativeGap: number;
    readonly nodes?: number | undefined;
    readonly seconds?: number | undefined;
  },
): Promise<StretchSolution> {
  const { problem } = known;
  const plan = shiftPlanModel(problem);
  const solution = await solver.solve(plan.model, {
    relativeGap: limits.relativeGap,
    absoluteGap: problem.quantum === undefined ? 1e-6 : problem.quantum * 0.99,
    nodes: limits.nodes,
    seconds: limits.seconds,
    start: known.values,
  });
  const polished = stretchSolution(problem, plan, solution);
  const best = polished.objective < known.objective ? polished : known;
  return {
    ...best,
    found: known.found || polished.found,
    bound: Math.min(best.objective, Math.max(known.bound, polished.bound)),
    seconds: known.seconds + solution.seconds,
    nodes: known.nodes + solution.nodes,
    outOfMemory: known.outOfMemory || polished.outOfMemory,
  };
}
