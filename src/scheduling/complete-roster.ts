import type { DayNumber } from '../calendar/local-date.ts';
import { fillHours, type FillDemand, wantedShifts } from './fill-hours.ts';
import { replanDay, rosterObjective } from './replan-day.ts';
import { meteredSolver } from './metered-solver.ts';
import type { Workload } from './roster-eligibility.ts';
import type { RosterLoads } from './roster-prices.ts';
import { gapFraction } from './schedule-proof.ts';
import type { PlannedShift } from './shift-plan.ts';
import type { SolverPort } from './solver-port.ts';

/** A team whose roster is made as good as its bound asks. */
export interface CompletedDemand extends FillDemand {
  /** Proved least objective of the team’s own people. */
  readonly bound: number;
  readonly relativeGap: number;
}

const mostPasses = 4;

function isGoodEnough(state: RosterLoads, demand: CompletedDemand): boolean {
  return gapFraction(rosterObjective(state, demand), demand.bound) <= demand.relativeGap;
}

/** Replans the days of a team one after the other until its gap is closed, no day gets better, or time is up. */
async function replanDays(
  state: RosterLoads,
  demand: CompletedDemand,
  isFixed: (load: Workload, day: DayNumber) => boolean,
  solver: SolverPort,
  limit: number | undefined,
): Promise<void> {
  const { firstDay, days } = state.input.grid;
  let left = limit;
  for (const search of [false, true]) {
    const hopeless = new Set<DayNumber>();
    for (let pass = 0; pass < mostPasses && hopeless.size < days; pass++) {
      for (let day = firstDay; day < firstDay + days; day++) {
        if (hopeless.has(day)) continue;
        if (isGoodEnough(state, demand) || (left !== undefined && left <= 0)) return;
        const how = { day, isFixed: (load: Workload) => isFixed(load, day), search, seconds: left };
        const { better, seconds } = await replanDay(state, demand, how, solver);
        if (left !== undefined) left -= seconds;
        // What changed may help any other day.
        if (better) hopeless.clear();
        hopeless.add(day);
      }
    }
  }
}

/**
 * Makes a roster of names better where the shifts planned for groups of people could not all be given away: people with hours left
 * take further shifts, days are planned anew for the people as they are, and people of other teams help out.
 */
export async function completeRoster(
  state: RosterLoads,
  demands: readonly CompletedDemand[],
  isFixed: (load: Workload, day: DayNumber) => boolean,
  solver: SolverPort,
): Promise<void> {
  const metered = meteredSolver(solver);
  for (const [index, demand] of demands.entries()) {
    fillHours(state, demand, false);
    const { seconds } = state.input;
    const left = seconds === undefined ? undefined : seconds - metered.usedSeconds();
    await replanDays(state, demand, isFixed, metered, left && Math.max(0, left) / (demands.length - index));
  }
  for (const demand of demands) fillHours(state, demand, true);
}

/** Shifts that teams would still want worked, and nobody can. */
export function stillWanted(state: RosterLoads, demands: readonly FillDemand[]): readonly PlannedShift[] {
  return demands.flatMap((demand) => wantedShifts(state, demand));
}
