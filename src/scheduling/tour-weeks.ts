import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { weekdayOf } from '../calendar/local-date.ts';
import { openIntervals } from './horizon-problems.ts';
import { scheduleProof } from './schedule-proof.ts';
import type { PlannedShift, ShiftPlan } from './shift-plan.ts';
import { summariseCoverage } from './coverage.ts';
import type { SolverPort } from './solver-port.ts';
import type { TourContract } from './tour-contract.ts';
import { planTours, type TourInput, type TourPlan } from './tours.ts';
import { weekOf } from './week-of-plan.ts';

/** Tours of several weeks: the people by contract are those of the week that needs most. */
export interface TourWeeksPlan extends ShiftPlan {
  readonly headCount: TourPlan['headCount'];
}

/** Days of a week on which a contract’s shifts may start and the team is open: a week with a holiday has fewer. */
function possibleDays(grid: IntervalGrid, open: ArrayLike<number>, { pattern }: TourContract): number {
  const days = grid.intervals
    .filter(({ day }, index) => open[index] === 1 && (pattern.weekdays?.includes(weekdayOf(day)) ?? true))
    .map(({ day }) => day);
  return new Set(days).size;
}

/** The contracts as they can be worked in a week: never more days than there are, and of a part of a week that part. */
function contractsOf(week: TourInput): readonly TourContract[] {
  const { grid, open = openIntervals(grid, week.requiredAgents) } = week;
  return week.contracts.flatMap((contract) => {
    const share = Math.ceil((contract.daysPerWeek * Math.min(7, grid.days)) / 7 - 1e-9);
    const daysPerWeek = Math.min(share, possibleDays(grid, open, contract));
    return daysPerWeek === 0 ? [] : [{ ...contract, daysPerWeek }];
  });
}

/**
 * Weekly tours for a horizon of any length, each week by itself from the first day on. In a week with closed days people work fewer
 * days than their contract says; they are paid for those they work.
 */
export async function planTourWeeks(input: TourInput, solver: SolverPort): Promise<TourWeeksPlan> {
  const { grid, team, limits = {} } = input;
  const shifts: PlannedShift[] = [];
  const weeks: TourPlan[] = [];
  let secondsLeft = limits.seconds;
  for (let firstDay = grid.firstDay; firstDay < grid.firstDay + grid.days; firstDay += 7) {
    const weeksLeft = Math.ceil((grid.firstDay + grid.days - firstDay) / 7);
    const seconds = secondsLeft === undefined ? undefined : secondsLeft / weeksLeft;
    const week = weekOf({ ...input, cyclic: false }, firstDay, { before: shifts, seconds });
    const planned = await planTours({ ...week, contracts: contractsOf(week) }, solver);
    if (secondsLeft !== undefined) secondsLeft = Math.max(0, secondsLeft - planned.proof.seconds);
    shifts.push(...planned.shifts);
    weeks.push(planned);
  }
  const total = (value: (week: TourPlan) => number): number =>
    weeks.reduce((sum, week) => sum + value(week), 0);
  const stretches = weeks.map(({ proof }) => ({ ...proof, found: proof.status !== 'none' }));
  const requestedGap = weeks[0]?.proof.requestedGapFraction ?? limits.relativeGap ?? 0;
  return {
    team,
    shifts,
    ...summariseCoverage({ grid, shifts, requiredAgents: input.requiredAgents }),
    paidHours: total(({ paidHours }) => paidHours),
    cost: total(({ cost }) => cost),
    proof: scheduleProof({ stretches, relativeGap: requestedGap }, 0),
    headCount: input.contracts.map(({ name }) => ({
      contract: name,
      agents: Math.max(
        0,
        ...weeks.map(({ headCount }) => headCount.find(({ contract }) => contract === name)?.agents ?? 0),
      ),
    })),
  };
}
