import type { Agent } from './agent.ts';
import { agentGroups } from './agent-groups.ts';
import { agentShiftModel, type AgentShiftModel } from './agent-shift-model.ts';
import { agentsOnChannel } from './coverage.ts';
import { decodeShifts } from './decode-shifts.ts';
import { promisedShifts } from './fixed-shifts.ts';
import { greedyShifts } from './greedy-shifts.ts';
import { openSlots, requiredSlots, serviceRequirement, startLimits } from './horizon-problems.ts';
import { scheduleProof, type SolvedPart } from './schedule-proof.ts';
import { type ShiftCandidate, shiftCandidates } from './shift-candidates.ts';
import type { ShiftPattern } from './shift-pattern.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';
import {
  plannedShift,
  type PlannedShift,
  type ShiftPlan,
  shiftPlanOf,
  type ShiftPlanInput,
} from './shift-plan.ts';
import { stretchObjective } from './solve-stretch.ts';
import { weekOf } from './week-of-plan.ts';
import type { ModelSolution, SolverPort } from './solver-port.ts';
import { slotSecondsFor, type TimeSlots, timeSlots } from './time-slots.ts';
import { missingAgentPrices, underCover } from './under-cover-costs.ts';

export interface AgentShiftInput extends ShiftPlanInput {
  /** The people of the team. */
  readonly agents: readonly Agent[];
}

/** The shifts that a team may be given in a week, as a problem whose wages are those of the people. */
export interface AgentShiftProblem {
  readonly problem: ShiftPlanProblem;
  readonly slots: TimeSlots;
}

const defaultRelativeGap = 0.02;
const mostNodes = 100;
const largestSearched = 3000;

/** A pattern’s wage beyond the team’s own: what nights and weekends pay on top of a person’s wage. */
export function premiumPerHour(
  { costPerHour }: Pick<ShiftPattern, 'costPerHour'>,
  usualCostPerHour: number,
): number {
  return costPerHour === undefined ? 0 : Math.max(0, costPerHour - usualCostPerHour);
}

function withPremiums(input: ShiftPlanInput): readonly ShiftPattern[] {
  return input.patterns
    .filter(({ team }) => team === undefined || team === input.team)
    .map((pattern) => ({ ...pattern, costPerHour: premiumPerHour(pattern, input.costs?.costPerHour ?? 1) }));
}

/** All shifts of the horizon’s own days, with what is required of them. */
export function agentShiftProblem(input: ShiftPlanInput): AgentShiftProblem {
  const { grid, costs = {}, limits = {}, patterns } = input;
  const slots = timeSlots(grid, slotSecondsFor(grid.intervalSeconds, patterns));
  const open = openSlots(input, slots);
  const candidates = shiftCandidates(withPremiums(input), open, {
    grid,
    slots,
    cyclic: false,
    costPerHour: 0,
  }).filter(({ day }) => day >= grid.firstDay);
  const required = requiredSlots(input, slots);
  const firstSlot = Math.min(0, ...candidates.map((candidate) => candidate.firstSlot));
  const endSlot = Math.max(slots.count, ...candidates.map((candidate) => candidate.endSlot));
  const length = endSlot - firstSlot;
  const requiredAgents = Int32Array.from({ length }, (_, t) => required[firstSlot + t] ?? 0);
  const prices = missingAgentPrices({ slotSeconds: slots.slotSeconds, costs, patterns, quantum: undefined });
  const stretch = { candidates, firstSlot, length, cyclic: false };
  return {
    slots,
    problem: {
      candidates,
      firstSlot,
      cyclic: false,
      requiredAgents,
      underCover: underCover(requiredAgents, prices, costs.slightShare),
      service: serviceRequirement(input, slots, stretch, prices.severe),
      maximumSeats: limits.maximumSeats,
      startLimits: startLimits(candidates, limits.maximumShiftsPerDay),
    },
  };
}

/** A dive from the linear bound; by a short branch and bound while the gap is larger than asked for. */
async function solveWeek(
  { model, ranks }: AgentShiftModel,
  limits: NonNullable<ShiftPlanInput['limits']>,
  solver: SolverPort,
): Promise<ModelSolution> {
  const { seconds, nodes, relativeGap = defaultRelativeGap } = limits;
  const dived = await solver.dive(model, { ranks, seconds });
  const left = seconds === undefined ? undefined : seconds - dived.seconds;
  const close = dived.values !== undefined && dived.cost - dived.bound <= relativeGap * Math.abs(dived.cost);
  // Of so large a model the root alone takes a minute; days are planned anew one by one instead.
  const large = dived.values !== undefined && model.rowLower.length > largestSearched;
  if (close || large || nodes === 0 || dived.status === 'memory' || (left !== undefined && left <= 0.05))
    return dived;
  const start = dived.values;
  const searched = await solver.solve(model, {
    relativeGap,
    nodes: nodes ?? mostNodes,
    seconds: left,
    start,
  });
  const better = searched.values !== undefined && searched.cost < dived.cost ? searched : dived;
  return {
    ...better,
    bound: Math.max(dived.bound, searched.bound),
    seconds: dived.seconds + searched.seconds,
    nodes: searched.nodes,
  };
}

interface SolvedWeek extends SolvedPart {
  readonly shifts: readonly PlannedShift[];
}

async function planWeek(input: AgentShiftInput, solver: SolverPort): Promise<SolvedWeek> {
  const { grid, team, agents, costs = {}, limits = {} } = input;
  const usual = costs.costPerHour ?? 1;
  const promised = promisedShifts(agents, input.patterns, grid);
  const beside = agentsOnChannel(grid, promised);
  const requiredAgents = grid.intervals.map((_, index) =>
    Math.max(0, (input.requiredAgents[index] ?? 0) - Math.floor((beside[index] ?? 0) + 1e-9)),
  );
  const { problem: all, slots } = agentShiftProblem({ ...input, requiredAgents });
  const staff = agentGroups({
    grid,
    team,
    agents,
    candidates: all.candidates,
    fixedShifts: promised,
    costPerHour: usual,
  });
  const able = new Set(staff.classes.flatMap(({ candidates }) => candidates));
  const kept = [...able].sort((a, b) => a - b);
  const numberOf = new Map(kept.map((number, index) => [number, index]));
  const problem = {
    ...all,
    candidates: kept.flatMap((number): ShiftCandidate[] => all.candidates.slice(number, number + 1)),
  };
  const model = agentShiftModel(problem, {
    ...staff,
    classes: staff.classes.map(({ day, candidates }) => ({
      day,
      candidates: candidates.map((number) => numberOf.get(number) ?? 0),
    })),
  });
  const { values, cost, bound, seconds, nodes, status } = await solveWeek(model, limits, solver);
  const decoded = values === undefined ? greedyShifts(problem) : decodeShifts(problem, model, values);
  const promisedCost = promised.reduce((sum, shift) => sum + (shift.paidSeconds / 3600) * usual, 0);
  const objective = promisedCost + (values === undefined ? stretchObjective(problem, decoded) : cost);
  return {
    shifts: [...promised, ...decoded.map((one) => plannedShift(team, slots, one))],
    objective,
    bound: Math.min(objective, Math.max(0, promisedCost + bound)),
    seconds,
    nodes,
    outOfMemory: status === 'memory',
    found: values !== undefined,
  };
}

/**
 * Shifts that the named people of a team can work between them, at the least wages for what they cover: every contract’s hours and
 * days, availability, time off and promised shifts count, names do not yet. Week by week from the grid’s first day, as contracts do.
 *
 * The bound is of the people there are: no roster of theirs covers more for less. Who works what is for {@link makeRoster}.
 */
export async function planAgentShifts(input: AgentShiftInput, solver: SolverPort): Promise<ShiftPlan> {
  const { grid, limits = {} } = input;
  const shifts: PlannedShift[] = [];
  const weeks: SolvedWeek[] = [];
  let secondsLeft = limits.seconds;
  for (let firstDay = grid.firstDay; firstDay < grid.firstDay + grid.days; firstDay += 7) {
    const weeksLeft = Math.ceil((grid.firstDay + grid.days - firstDay) / 7);
    const share = secondsLeft === undefined ? undefined : secondsLeft / weeksLeft;
    const week = await planWeek(weekOf(input, firstDay, { before: shifts, seconds: share }), solver);
    if (secondsLeft !== undefined) secondsLeft = Math.max(0, secondsLeft - week.seconds);
    shifts.push(...week.shifts);
    weeks.push(week);
  }
  const proof = scheduleProof({ stretches: weeks, relativeGap: limits.relativeGap ?? defaultRelativeGap }, 0);
  return shiftPlanOf(
    input,
    shifts.toSorted((a, b) => a.start - b.start || a.end - b.end),
    proof,
  );
}
