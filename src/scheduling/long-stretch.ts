import { groupOf } from './break-inventory.ts';
import type { DecodedShift } from './decode-shifts.ts';
import { planStretches } from './plan-stretches.ts';
import type { ShiftCandidate } from './shift-candidates.ts';
import { type ShiftPlanModel, shiftPlanModel } from './shift-plan-model.ts';
import { isLimitedBy, type ShiftPlanProblem } from './shift-plan-problem.ts';
import {
  coveredSlots,
  diveStretch,
  type ModelledStretch,
  polishStretch,
  roundedBound,
  stretchObjective,
  type StretchSolution,
  stretchSolution,
} from './solve-stretch.ts';
import type { SolverPort } from './solver-port.ts';
import { commonQuantum, remainingUnderCover } from './under-cover-costs.ts';

/** Slot of the stretch with the least requirement in each day, at least half a day apart: where few shifts are cut. */
export function quietSlots(requiredAgents: Int32Array, slotsPerDay: number): readonly number[] {
  const quiet: number[] = [];
  for (let first = 0; first + slotsPerDay / 2 <= requiredAgents.length; first += slotsPerDay) {
    const from = Math.max(first, (quiet.at(-1) ?? -slotsPerDay) + Math.floor(slotsPerDay / 2));
    let best = from;
    for (let slot = from; slot < Math.min(first + slotsPerDay, requiredAgents.length); slot++) {
      if ((requiredAgents[slot] ?? 0) < (requiredAgents[best] ?? 0)) best = slot;
    }
    if (best > 0) quiet.push(best);
  }
  return quiet;
}

/** True when a shift is at work on both sides of one of the slots. */
function crosses(candidate: ShiftCandidate, problem: ShiftPlanProblem, cuts: readonly number[]): boolean {
  const length = problem.requiredAgents.length;
  const first = candidate.firstSlot - problem.firstSlot;
  const end = candidate.endSlot - problem.firstSlot;
  const turns = problem.cyclic ? [-length, 0, length] : [0];
  return cuts.some((cut) => turns.some((turn) => first < cut + turn && end > cut + turn));
}

function index(problem: ShiftPlanProblem, slot: number): number {
  const at = slot - problem.firstSlot;
  const { length } = problem.requiredAgents;
  return problem.cyclic ? ((at % length) + length) % length : at;
}

/** Fixes shifts with breaks where the linear solution has most of them left in the window. */
function freeze(
  problem: ShiftPlanProblem,
  plan: ShiftPlanModel,
  values: Float64Array,
  frozen: ReadonlySet<number>,
): DecodedShift[] {
  const left = new Map(
    plan.breakGroups.map((group) => [
      group,
      Float64Array.from(group.columns, (column) => (column < 0 ? 0 : (values[column] ?? 0))),
    ]),
  );
  const shifts: DecodedShift[] = [];
  for (const number of frozen) {
    const candidate = problem.candidates[number];
    if (candidate === undefined) continue;
    for (let agent = Math.round(values[plan.startColumns[number] ?? 0] ?? 0); agent > 0; agent--) {
      const breakSlots = candidate.breaks.map((window) => {
        const group = groupOf(plan.breakGroups, window);
        const room = group === undefined ? undefined : left.get(group);
        let best = candidate.firstSlot + window.earliest;
        for (let slot = best; slot <= candidate.firstSlot + window.latest; slot++) {
          if ((room?.[index(problem, slot)] ?? 0) > (room?.[index(problem, best)] ?? 0) + 1e-9) best = slot;
        }
        if (room !== undefined) room[index(problem, best)] = (room[index(problem, best)] ?? 0) - 1;
        return best;
      });
      shifts.push({ candidate, agents: 1, breakSlots });
    }
  }
  return shifts;
}

/** What is left of a problem when some of its shifts are fixed, as problems of their own. */
function remainder(
  problem: ShiftPlanProblem,
  candidates: readonly ShiftCandidate[],
  fixed: readonly DecodedShift[],
): readonly ShiftPlanProblem[] {
  const covered = coveredSlots(problem, fixed);
  const { length } = problem.requiredAgents;
  const relative = candidates.map((one) => ({
    ...one,
    firstSlot: one.firstSlot - problem.firstSlot,
    endSlot: one.endSlot - problem.firstSlot,
  }));
  const parts = planStretches({
    candidates: relative,
    slots: length,
    cyclic: problem.cyclic,
    daysStayTogether: false,
  });
  return parts.map((part): ShiftPlanProblem => {
    const at = (t: number): number =>
      problem.cyclic ? (((part.firstSlot + t) % length) + length) % length : part.firstSlot + t;
    const requiredAgents = Int32Array.from({ length: part.length }, (_, t) =>
      Math.max(0, (problem.requiredAgents[at(t)] ?? 0) - (covered[at(t)] ?? 0)),
    );
    const { slightCost, severeCost, nobodyCost } = problem.underCover;
    return {
      ...problem,
      quantum: commonQuantum([
        ...part.candidates.map(({ cost }) => cost),
        slightCost,
        severeCost,
        nobodyCost,
      ]),
      candidates: part.candidates.map((one) => ({
        ...one,
        firstSlot: one.firstSlot + problem.firstSlot,
        endSlot: one.endSlot + problem.firstSlot,
      })),
      firstSlot: part.firstSlot + problem.firstSlot,
      cyclic: part.cyclic,
      requiredAgents,
      underCover: remainingUnderCover(
        problem.underCover,
        Array.from(requiredAgents, (required, t) => ({
          slot: at(t),
          required,
          covered: covered[at(t)] ?? 0,
        })),
      ),
    };
  });
}

function withoutUsed(problem: ShiftPlanProblem, used: readonly DecodedShift[]): ShiftPlanProblem {
  const startLimits = problem.startLimits.map((limit) => {
    const taken = used.reduce(
      (sum, { candidate, agents }) => sum + (isLimitedBy(candidate, limit) ? agents : 0),
      0,
    );
    return { ...limit, maximum: Math.max(0, limit.maximum - taken) };
  });
  return { ...problem, startLimits };
}

/**
 * A stretch too long to dive through as a whole (around the clock for days): the linear program of all of it gives the bound; a
 * dive makes whole numbers of the shifts that pass the quietest slot of each day, and with those fixed the days fall apart.
 */
export async function diveLongStretch(
  { problem, plan }: ModelledStretch,
  solver: SolverPort,
  options: { readonly slotsPerDay: number; readonly seconds?: number | undefined },
): Promise<StretchSolution> {
  const cuts = quietSlots(problem.requiredAgents, options.slotsPerDay);
  const crossing = new Set<number>();
  for (const [number, candidate] of problem.candidates.entries())
    if (crosses(candidate, problem, cuts)) crossing.add(number);
  const ranks = new Uint8Array(plan.ranks.length);
  for (const number of crossing) ranks[plan.startColumns[number] ?? 0] = 1;
  const whole = await solver.dive(plan.model, { ranks, seconds: options.seconds });
  if (whole.values === undefined) return stretchSolution(problem, plan, whole);
  const shifts = freeze(problem, plan, whole.values, crossing);
  const inner = problem.candidates.filter((_, number) => !crossing.has(number));
  let { seconds, nodes } = whole;
  let outOfMemory = whole.status === 'memory';
  for (const part of remainder(problem, inner, shifts)) {
    const left = options.seconds === undefined ? undefined : Math.max(0.1, options.seconds - seconds);
    const rest = withoutUsed(part, shifts);
    const solution = await diveStretch({ problem: rest, plan: shiftPlanModel(rest) }, solver, left);
    shifts.push(...solution.shifts);
    seconds += solution.seconds;
    nodes += solution.nodes;
    outOfMemory ||= solution.outOfMemory;
  }
  const objective = stretchObjective(problem, shifts);
  const bound = Math.min(objective, Math.max(0, roundedBound(whole.bound, problem.quantum)));
  return { problem, found: true, values: undefined, shifts, objective, bound, seconds, nodes, outOfMemory };
}

/**
 * Plans the shifts around each cut of a long stretch once more, with all others as they are, and keeps what is better.
 *
 * @param options.search true = branch and bound after each dive: a few per cent better for small teams, ten times as long
 */
export async function improveLongStretch(
  known: StretchSolution,
  solver: SolverPort,
  options: { readonly slotsPerDay: number; readonly search: boolean; readonly seconds?: number | undefined },
): Promise<StretchSolution> {
  const { problem } = known;
  const { length } = problem.requiredAgents;
  let { shifts, objective, seconds, nodes } = known;
  for (const cut of quietSlots(problem.requiredAgents, options.slotsPerDay)) {
    const left = options.seconds === undefined ? undefined : options.seconds + known.seconds - seconds;
    if (left !== undefined && left <= 0) break;
    const near = (candidate: ShiftCandidate): boolean => {
      const distance = Math.abs(candidate.firstSlot - problem.firstSlot - cut);
      return (
        Math.min(distance, problem.cyclic ? Math.abs(length - distance) : distance) < options.slotsPerDay / 2
      );
    };
    const tried = shifts.filter(({ candidate }) => !near(candidate));
    const kept = [...tried];
    for (const part of remainder(problem, problem.candidates.filter(near), kept)) {
      const rest = withoutUsed(part, tried);
      const dived = await diveStretch({ problem: rest, plan: shiftPlanModel(rest) }, solver, left);
      const solution = options.search
        ? await polishStretch(dived, solver, { relativeGap: 0.005, nodes: 1, seconds: left })
        : dived;
      tried.push(...solution.shifts);
      seconds += solution.seconds;
      nodes += solution.nodes;
    }
    const price = stretchObjective(problem, tried);
    if (price < objective - 1e-9) {
      objective = price;
      shifts = tried;
    }
  }
  return { ...known, shifts, objective, seconds, nodes };
}
