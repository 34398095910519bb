import { weekdayOf } from '../calendar/local-date.ts';
import { summariseCoverage, type CoverageSummary } from './coverage.ts';
import { assignDaysOff } from './days-off.ts';
import { decodeShifts } from './decode-shifts.ts';
import { type FoundTours, greedyTours } from './greedy-tours.ts';
import { type ScheduleProof, scheduleProof } from './schedule-proof.ts';
import { type PlannedShift, plannedShift, type ScheduleLimits, type ShiftPlanInput } from './shift-plan.ts';
import { stretchObjective } from './solve-stretch.ts';
import type { MixedIntegerModel, ModelSolution, SolverPort } from './solver-port.ts';
import { slotSecondsFor, type TimeSlots, timeSlots } from './time-slots.ts';
import type { TourContract } from './tour-contract.ts';
import { type TourGroup, type TourModel, tourModel } from './tour-model.ts';
import { type TourProblem, tourProblem } from './tour-problem.ts';

/** The week of one person. */
export interface Tour {
  readonly contract: string;
  /** In the order of time; one agent each. */
  readonly shifts: readonly PlannedShift[];
  readonly paidSeconds: number;
}

export interface TourPlan extends CoverageSummary {
  readonly team: string;
  readonly tours: readonly Tour[];
  readonly shifts: readonly PlannedShift[];
  readonly headCount: readonly { readonly contract: string; readonly agents: number }[];
  readonly paidHours: number;
  readonly cost: number;
  readonly proof: ScheduleProof;
}

export interface TourInput extends Omit<ShiftPlanInput, 'patterns' | 'limits'> {
  readonly contracts: readonly TourContract[];
  readonly limits?:
    | (Pick<ScheduleLimits, 'relativeGap' | 'nodes' | 'seconds' | 'maximumSeats'> & {
        /** Most people of all contracts. */
        readonly maximumAgents?: number | undefined;
        /** Least real seconds between two shifts; default 11 hours. */
        readonly restSeconds?: number | undefined;
      })
    | undefined;
}

const defaultRelativeGap = 0.02;
const mostAttempts = 6;

function foundTours(tours: TourProblem, model: TourModel, values: Float64Array): FoundTours {
  return {
    shifts: decodeShifts(tours.problem, model, values),
    heads: tours.groups.map((_, index) => Math.round(values[model.headColumns[index] ?? 0] ?? 0)),
  };
}

/** The model with a limit on the weekly wages. */
function withWages(model: TourModel, most: number): MixedIntegerModel {
  const rowUpper = model.model.rowUpper.slice();
  rowUpper[model.wagesRow] = most;
  return { ...model.model, rowUpper };
}

/**
 * A dive; and while the gap is too large again with wages that have to be a person lower, until that leaves something uncovered. The
 * bound is the first dive's, of the model without that limit.
 */
async function solveTours(
  { groups }: TourProblem,
  model: TourModel,
  limits: NonNullable<TourInput['limits']>,
  solver: SolverPort,
): Promise<ModelSolution> {
  const relativeGap = limits.relativeGap ?? defaultRelativeGap;
  const smallestWage = Math.min(...groups.map(({ weeklyCost }) => weeklyCost));
  let seconds = 0;
  const dive = async (program: MixedIntegerModel): Promise<ModelSolution> => {
    const left = limits.seconds === undefined ? undefined : Math.max(0.1, limits.seconds - seconds);
    const solution = await solver.dive(program, { ranks: model.ranks, stepShare: 0.05, seconds: left });
    seconds += solution.seconds;
    return solution;
  };
  const first = await dive(model.model);
  let best = first;
  for (let attempt = 0; attempt < mostAttempts && limits.nodes !== 0; attempt++) {
    const { values } = best;
    const close = best.cost - first.bound <= relativeGap * best.cost;
    if (values === undefined || close || seconds >= (limits.seconds ?? Infinity)) break;
    const wages = groups.reduce(
      (sum, { weeklyCost }, index) => sum + weeklyCost * (values[model.headColumns[index] ?? 0] ?? 0),
      0,
    );
    const next = await dive(withWages(model, wages - smallestWage + 1e-6));
    if (next.values === undefined || next.cost >= best.cost) break;
    best = next;
  }
  return { ...best, bound: first.bound, seconds };
}

/** Gives the shifts of one group to its people: days off first, then on each day the earliest start to the first at work. */
async function groupTours(
  group: TourGroup,
  byDay: readonly (readonly PlannedShift[])[],
  agents: number,
  solver: SolverPort,
): Promise<Tour[]> {
  const agentsAtWork = byDay.map((shifts) => shifts.length);
  const daysOff = await assignDaysOff(
    { agents, agentsAtWork, daysWorked: group.contract.daysPerWeek },
    solver,
  );
  const shiftsOf: PlannedShift[][] = daysOff.map(() => []);
  for (const [day, shifts] of byDay.entries()) {
    const queue = shifts.toSorted((a, b) => a.start - b.start);
    for (const [agent, off] of daysOff.entries()) {
      const next = off.includes(day) ? undefined : queue.shift();
      if (next !== undefined) shiftsOf[agent]?.push(next);
    }
  }
  return shiftsOf.map((shifts) => ({
    contract: group.contract.name,
    shifts,
    paidSeconds: shifts.reduce((sum, shift) => sum + shift.paidSeconds, 0),
  }));
}

/** Days of the grid in the order of the week, so that weekends are where `daysOffPenalty` expects them. */
function fromMonday<T>(input: TourInput, days: readonly T[]): readonly T[] {
  const shift = weekdayOf(input.grid.firstDay);
  return days
    .map((_, weekday) => days[(weekday - shift + days.length) % days.length])
    .filter((day) => day !== undefined);
}

/**
 * A week of tours: how many people of each contract, on which days, from when to when, at the least wages. Every person works
 * exactly the days of the contract, starts within a band of two hours, has at least eleven hours between shifts by construction,
 * and never more than six days in a row as long as no contract has seven.
 *
 * Solved by the linear bound and a dive, head counts first; while the gap asked for (default 0.02) is not reached, dived again with
 * wages that have to be lower by a person. The gap is against the linear bound of everything, so it is proved. Small teams end with
 * larger gaps: one person is a large share of the cost. With nothing from the solver people are added one by one.
 *
 * Meant for grids of seven days, standing weeks (`cyclic`, the default) or one week by itself.
 */
export async function planTours(input: TourInput, solver: SolverPort): Promise<TourPlan> {
  const { grid, team, contracts, limits = {}, cyclic = true } = input;
  const slots = timeSlots(
    grid,
    slotSecondsFor(
      grid.intervalSeconds,
      contracts.map(({ pattern }) => pattern),
    ),
  );
  const tourPlan = tourProblem(input, slots);
  const { problem, groups } = tourPlan;
  const model = tourModel(problem, groups, { contracts, maximumAgents: limits.maximumAgents });
  const solution = await solveTours(tourPlan, model, limits, solver);
  const found =
    solution.values === undefined
      ? greedyTours(tourPlan, limits.maximumAgents)
      : foundTours(tourPlan, model, solution.values);
  const tours = await namedByNumber(input, slots, tourPlan, found, solver);
  const shifts = tours.flatMap((tour) => tour.shifts).sort((a, b) => a.start - b.start);
  const cost = groups.reduce((sum, { weeklyCost }, index) => sum + weeklyCost * (found.heads[index] ?? 0), 0);
  const objective = cost + stretchObjective(problem, found.shifts);
  const bound = Math.min(objective, Math.max(0, solution.bound));
  const { seconds, nodes } = solution;
  const stretch = {
    objective,
    bound,
    seconds,
    nodes,
    outOfMemory: solution.status === 'memory',
    found: solution.values !== undefined,
  };
  const headCount = contracts.map((contract) => ({
    contract: contract.name,
    agents: groups.reduce(
      (sum, group, index) => (group.contract === contract ? sum + (found.heads[index] ?? 0) : sum),
      0,
    ),
  }));
  return {
    team,
    tours,
    shifts,
    headCount,
    ...summariseCoverage({ grid, shifts, requiredAgents: input.requiredAgents, cyclic }),
    paidHours: tours.reduce((sum, tour) => sum + tour.paidSeconds / 3600, 0),
    cost,
    proof: scheduleProof({ stretches: [stretch], relativeGap: limits.relativeGap ?? defaultRelativeGap }, 0),
  };
}

/** The weeks of the people of all groups. */
async function namedByNumber(
  input: TourInput,
  slots: TimeSlots,
  { problem, groups }: TourProblem,
  found: FoundTours,
  solver: SolverPort,
): Promise<readonly Tour[]> {
  const tours: Tour[] = [];
  for (const [index, group] of groups.entries()) {
    const agents = found.heads[index] ?? 0;
    if (agents === 0) continue;
    const byDay = group.candidatesOfDay.map((numbers) => {
      const own = new Set(numbers.map((number) => problem.candidates[number]));
      return found.shifts
        .filter(({ candidate }) => own.has(candidate))
        .flatMap((shift) =>
          Array.from({ length: shift.agents }, () =>
            plannedShift(input.team, slots, { ...shift, agents: 1 }),
          ),
        );
    });
    tours.push(...(await groupTours(group, fromMonday(input, byDay), agents, solver)));
  }
  return tours.map((tour) => ({ ...tour, shifts: tour.shifts.toSorted((a, b) => a.start - b.start) }));
}
