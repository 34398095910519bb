import type { DayNumber } from '../calendar/local-date.ts';
import { fillHours, type FillDemand, wantedShifts } from './fill-hours.ts';
import { replanDay, rosterObjective } from './replan-day.ts';
import type { Workload } from './roster-eligibility.ts';
import type { RosterState } from './roster-prices.ts';
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

function isGoodEnough(state: RosterState, demand: CompletedDemand): boolean {
  return gapFraction(rosterObjective(state, demand), demand.bound) <= demand.relativeGap;
}

/** Replans the days of a team one after the other until its gap is closed or no day gets better. */
async function replanDays(
  state: RosterState,
  demand: CompletedDemand,
  isFixed: (load: Workload, day: DayNumber) => boolean,
  solver: SolverPort,
): Promise<void> {
  const { firstDay, days } = state.input.grid;
  const hopeless = new Set<DayNumber>();
  for (let pass = 0; pass < mostPasses; pass++) {
    let better = false;
    for (let day = firstDay; day < firstDay + days; day++) {
      if (hopeless.has(day)) continue;
      if (isGoodEnough(state, demand)) return;
      if (await replanDay(state, demand, day, (load) => isFixed(load, day), solver)) {
        // What changed may help any other day.
        better = true;
        hopeless.clear();
      } else hopeless.add(day);
    }
    if (!better) return;
  }
}

/**
 * Makes a roster of names better where the shifts planned for groups of people could not all be given away: people with hours left
 * take further shifts, days are planned anew for the people as they are, and people of other teams help out.
 */
export async function completeRoster(
  state: RosterState,
  demands: readonly CompletedDemand[],
  isFixed: (load: Workload, day: DayNumber) => boolean,
  solver: SolverPort,
): Promise<void> {
  for (const demand of demands) {
    fillHours(state, demand, false);
    await replanDays(state, demand, isFixed, solver);
  }
  for (const demand of demands) fillHours(state, demand, true);
}

/** Shifts that teams would still want worked, and nobody can. */
export function stillWanted(state: RosterState, demands: readonly FillDemand[]): readonly PlannedShift[] {
  return demands.flatMap((demand) => wantedShifts(state, demand));
}
