import type { DecodedShift } from './decode-shifts.ts';
import { addGreedily, type GreedyState, greedyState, greedyWorth } from './greedy-shifts.ts';
import type { ShiftPlanProblem } from './shift-plan-problem.ts';
import type { TourGroup } from './tour-model.ts';
import type { TourProblem } from './tour-problem.ts';

/** What was found: shifts with their breaks, and the heads of each group. */
export interface FoundTours {
  readonly shifts: readonly DecodedShift[];
  readonly heads: readonly number[];
}

/** One agent's week in a group: each day its best shift, and of these the days that help most. */
function greedyWeek(
  state: GreedyState,
  problem: ShiftPlanProblem,
  group: TourGroup,
): { readonly worth: number; readonly shifts: readonly DecodedShift[] } {
  const measure = greedyWorth(state);
  const days = group.candidatesOfDay.flatMap((numbers) => {
    let best: ReturnType<typeof measure>;
    for (const number of numbers) {
      const candidate = problem.candidates[number];
      if (candidate !== undefined) best = measure(candidate, best?.worth ?? -Infinity) ?? best;
    }
    return best === undefined ? [] : [best];
  });
  const chosen = days.toSorted((a, b) => b.worth - a.worth).slice(0, group.contract.daysPerWeek);
  const complete = chosen.length === group.contract.daysPerWeek;
  const worth = chosen.reduce((sum, day) => sum + day.worth, -group.weeklyCost);
  return { worth: complete ? worth : -Infinity, shifts: chosen.map(({ shift }) => shift) };
}

/** Tours without a solver, one agent after the other; for when it has no time or no memory. */
export function greedyTours({ problem, groups }: TourProblem, maximumAgents = Infinity): FoundTours {
  const state = greedyState(problem);
  const heads = groups.map(() => 0);
  const shifts: DecodedShift[] = [];
  for (let agents = 0; agents < maximumAgents; agents++) {
    let best:
      | { readonly index: number; readonly worth: number; readonly shifts: readonly DecodedShift[] }
      | undefined;
    for (const [index, group] of groups.entries()) {
      const { contract } = group;
      const ofContract = groups.reduce(
        (sum, other, number) => (other.contract === contract ? sum + (heads[number] ?? 0) : sum),
        0,
      );
      if (
        ofContract >= (contract.maximumAgents ?? Infinity) ||
        ofContract + 1 > (contract.maximumShare ?? 1) * (agents + 1)
      )
        continue;
      const week = greedyWeek(state, problem, group);
      if (week.worth > (best?.worth ?? 0)) best = { index, ...week };
    }
    if (best === undefined) break;
    for (const shift of best.shifts) addGreedily(state, shift);
    shifts.push(...best.shifts);
    heads[best.index] = (heads[best.index] ?? 0) + 1;
  }
  return { shifts, heads };
}
