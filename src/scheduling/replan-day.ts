import type { DayNumber } from '../calendar/local-date.ts';
import { linearAssignment } from '../numeric/linear-assignment.ts';
import type { AgentGroup, AgentGroups } from './agent-groups.ts';
import { agentShiftModel, type AgentShiftModel, idlePenalty } from './agent-shift-model.ts';
import { decodeShifts } from './decode-shifts.ts';
import type { FillDemand } from './fill-hours.ts';
import { standingHindrance, type Workload, workloadHindrance } from './roster-eligibility.ts';
import { contractWeeks, paidInWeek, type RosterLoads, shiftPrice, wantingSeconds } from './roster-prices.ts';
import type { ShiftCandidate } from './shift-candidates.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';
import { plannedShift, type PlannedShift } from './shift-plan.ts';
import type { ModelSolution, SolverPort } from './solver-port.ts';
import { remainingUnderCover } from './under-cover-costs.ts';
import { uncoveredPrice, workedCover } from './worked-cover.ts';

/** Branch-and-bound nodes for one day, and seconds. */
const dayNodes = 20;
const longestSearch = 2;

function shiftOf(demand: FillDemand, candidate: ShiftCandidate): PlannedShift {
  const { day, start, end, paidSeconds, pattern } = candidate;
  return { team: demand.team, day, pattern: pattern.name, start, end, breaks: [], agents: 1, paidSeconds };
}

/** The candidates that somebody can work, given the rest of everybody’s week, as one character each to compare people by. */
function freeFor(state: RosterLoads, load: Workload, shifts: readonly PlannedShift[]): string {
  const { timeZone, firstDay } = state.input.grid;
  const horizon = { zone: timeZone, firstDay };
  return shifts
    .map((shift) =>
      standingHindrance(load.agent, shift, timeZone) === undefined &&
      workloadHindrance(load, shift, horizon) === undefined
        ? '+'
        : '-',
    )
    .join('');
}

/** People alike for one day: free for the same shifts, with as many contract hours still wanting. */
function groupsOfDay(
  state: RosterLoads,
  demand: FillDemand,
  day: DayNumber,
  free: ReadonlyMap<Workload, string>,
): AgentGroups {
  const names = [...new Set(free.values())].filter((name) => name.includes('+'));
  const groups = new Map<string, AgentGroup>();
  for (const [load, name] of free) {
    const owner = names.indexOf(name);
    if (owner < 0) continue;
    const { maximumSeconds } = load.agent.contract;
    const paid = paidInWeek(load, day, state.input.grid.firstDay);
    const wage = load.agent.costPerHour ?? demand.costPerHour;
    const wanting = wantingSeconds(load, day, state.input.grid);
    const key = `${owner}/${wanting}/${maximumSeconds - paid}/${wage}`;
    groups.set(key, {
      agents: (groups.get(key)?.agents ?? 0) + 1,
      minimumSeconds: wanting,
      maximumSeconds: maximumSeconds - paid,
      maximumDays: 1,
      costPerHour: wage,
      classOfDay: [owner],
    });
  }
  return {
    groups: [...groups.values()],
    classes: names.map((name) => ({
      day: 0,
      candidates: [...name].flatMap((sign, at) => (sign === '+' ? [at] : [])),
    })),
  };
}

/** The day’s own part of a demand, less what others cover of it. */
function problemOfDay(
  { problem }: FillDemand,
  candidates: readonly ShiftCandidate[],
  covered: Int32Array,
): ShiftPlanProblem {
  const firstSlot = Math.min(...candidates.map((candidate) => candidate.firstSlot));
  const endSlot = Math.max(...candidates.map((candidate) => candidate.endSlot));
  const from = firstSlot - problem.firstSlot;
  const to = endSlot - problem.firstSlot;
  const requiredAgents = problem.requiredAgents
    .slice(from, to)
    .map((agents, slot) => Math.max(0, agents - (covered[from + slot] ?? 0)));
  const underCover = remainingUnderCover(
    problem.underCover,
    Array.from(requiredAgents, (required, t) => ({
      slot: from + t,
      required,
      covered: covered[from + t] ?? 0,
    })),
  );
  return {
    ...problem,
    candidates,
    firstSlot,
    requiredAgents,
    underCover,
    service: undefined,
    startLimits: problem.startLimits.filter(({ day }) => day === candidates[0]?.day),
  };
}

/** Wages of a team’s people and of what they are paid for without working, and the price of what is uncovered. */
export function rosterObjective(state: RosterLoads, demand: FillDemand): number {
  const worked: PlannedShift[] = [];
  let wages = 0;
  for (const load of state.loads) {
    const wage = (load.agent.costPerHour ?? demand.costPerHour) / 3600;
    for (const shift of load.shiftOfDay.values()) {
      if (shift.team !== demand.team) continue;
      worked.push(shift);
      wages += shift.paidSeconds * wage;
    }
    if (load.agent.team !== demand.team) continue;
    for (const week of contractWeeks(state.input.grid))
      wages += wantingSeconds(load, week.firstDay, state.input.grid) * wage * (1 + idlePenalty);
  }
  return wages + uncoveredPrice(demand, worked);
}

/** Puts names on the shifts of a day, those who want hours and like them first; false when not every shift finds somebody. */
function assignDay(
  state: RosterLoads,
  people: readonly Workload[],
  shifts: readonly PlannedShift[],
): boolean {
  const cost = new Float64Array(people.length * shifts.length);
  for (const [row, load] of people.entries()) {
    for (const [column, shift] of shifts.entries())
      cost[row * shifts.length + column] = shiftPrice(state.input, load, shift);
  }
  const columnOf = linearAssignment({ rows: people.length, columns: shifts.length, cost });
  let placed = 0;
  for (const [row, column] of columnOf.entries()) {
    const shift = shifts[column];
    if (shift === undefined) continue;
    people[row]?.shiftOfDay.set(shift.day, shift);
    placed++;
  }
  return placed === shifts.length;
}

/** How a day is planned anew. */
export interface DaySearch {
  readonly day: DayNumber;
  /** True for people who keep their shift of that day. */
  readonly isFixed: (load: Workload) => boolean;
  /** Branch and bound after the dive. */
  readonly search: boolean;
  readonly seconds: number | undefined;
}

/** What came of it. */
export interface ReplannedDay {
  readonly better: boolean;
  /** Seconds that the solver worked. */
  readonly seconds: number;
}

/** Solves the model of one day: by a dive, then by a short branch and bound where asked for. */
async function solveDay(
  { model, ranks }: AgentShiftModel,
  { search, seconds }: DaySearch,
  solver: SolverPort,
): Promise<Pick<ModelSolution, 'values' | 'seconds'>> {
  const dived = await solver.dive(model, { ranks, seconds });
  if (!search) return dived;
  const left = seconds === undefined ? longestSearch : Math.min(longestSearch, seconds - dived.seconds);
  if (left <= 0) return dived;
  const found = await solver.solve(model, {
    relativeGap: 1e-3,
    nodes: dayNodes,
    seconds: left,
    start: dived.values,
  });
  return { values: found.values ?? dived.values, seconds: dived.seconds + found.seconds };
}

/**
 * Plans one day of one team anew with everybody’s other days as they are: which shifts, and who works them, at once. With one day to
 * choose for, the model of groups is exact: what it finds can be worked. Keeps the day as it was when that is no better.
 */
export async function replanDay(
  state: RosterLoads,
  demand: FillDemand,
  how: DaySearch,
  solver: SolverPort,
): Promise<ReplannedDay> {
  const { day, isFixed } = how;
  const before = rosterObjective(state, demand);
  const people = state.loads.filter((load) => {
    const held = load.shiftOfDay.get(day);
    const mine = held === undefined ? load.agent.team === demand.team : held.team === demand.team;
    return mine && !isFixed(load);
  });
  const held = people.map((load) => load.shiftOfDay.get(day));
  const restore = (): void => {
    for (const [index, load] of people.entries()) {
      const shift = held[index];
      if (shift === undefined) load.shiftOfDay.delete(day);
      else load.shiftOfDay.set(day, shift);
    }
  };
  for (const load of people) load.shiftOfDay.delete(day);
  const others = state.loads.flatMap(({ shiftOfDay }) => [...shiftOfDay.values()]);
  const { onChannel } = workedCover(
    demand,
    others.filter((shift) => shift.team === demand.team),
  );
  const all = demand.problem.candidates.filter((candidate) => candidate.day === day);
  const shifts = all.map((candidate) => shiftOf(demand, candidate));
  const staff = groupsOfDay(
    state,
    demand,
    day,
    new Map(people.map((load) => [load, freeFor(state, load, shifts)])),
  );
  if (staff.groups.length === 0 || all.length === 0) {
    restore();
    return { better: false, seconds: 0 };
  }
  const problem = problemOfDay(demand, all, onChannel);
  const model = agentShiftModel(problem, staff);
  const { values, seconds } = await solveDay(model, how, solver);
  const planned =
    values === undefined
      ? []
      : decodeShifts(problem, model, values).flatMap((decoded) =>
          Array.from({ length: decoded.agents }, () => ({
            ...plannedShift(demand.team, demand.slots, decoded),
            agents: 1,
          })),
        );
  const placed = values !== undefined && assignDay(state, people, planned);
  const better = placed && rosterObjective(state, demand) < before - 1e-6;
  if (!better) restore();
  return { better, seconds };
}
