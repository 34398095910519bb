import type { DayNumber } from '../calendar/local-date.ts';
import { linearAssignment } from '../numeric/linear-assignment.ts';
import type { Agent } from './agent.ts';
import { rosterBound } from './roster-bound.ts';
import { standingHindrance, type Workload, workloadHindrance } from './roster-eligibility.ts';
import { exchangeShifts } from './roster-exchange.ts';
import { assignmentPrice, guidance, paidInWeek, type RosterState } from './roster-prices.ts';
import type { RosterInput } from './roster.ts';
import type { PlannedShift } from './shift-plan.ts';
import type { SolverPort } from './solver-port.ts';

/** Fills one day anew with all other days as they are: the cheapest assignment there is. Tells the price. */
function fillDay(
  state: RosterState,
  unitsOfDay: readonly number[],
  fixedAgents: ReadonlySet<number>,
  weight: number,
): number {
  const day = state.units[unitsOfDay[0] ?? -1]?.day;
  if (day === undefined) return 0;
  const rows = state.loads.flatMap((load, index) => {
    if (fixedAgents.has(index)) return [];
    load.shiftOfDay.delete(day);
    return [index];
  });
  const cost = new Float64Array(rows.length * unitsOfDay.length);
  for (const [row, agent] of rows.entries()) {
    for (const [column, unit] of unitsOfDay.entries())
      cost[row * unitsOfDay.length + column] = assignmentPrice(state, agent, unit, weight);
  }
  const columnOf = linearAssignment({ rows: rows.length, columns: unitsOfDay.length, cost });
  let total = 0;
  for (const [row, column] of columnOf.entries()) {
    const shift = state.units[unitsOfDay[column] ?? -1];
    if (column < 0 || shift === undefined) continue;
    total += cost[row * unitsOfDay.length + column] ?? 0;
    state.loads[rows[row] ?? -1]?.shiftOfDay.set(day, shift);
  }
  return total;
}

export interface FixedAssignments {
  /** Units that are given away already. */
  readonly units: ReadonlySet<number>;
  /** Agents with a promised shift, by day. */
  readonly agentsOfDay: ReadonlyMap<DayNumber, ReadonlySet<number>>;
}

/** Gives agents the shifts they were promised: the planned shift at that time, or one of their own beside the plan. */
function placeFixedShifts(
  input: RosterInput,
  units: readonly PlannedShift[],
  loads: readonly Workload[],
): FixedAssignments {
  const { timeZone, firstDay, days } = input.grid;
  const taken = new Set<number>();
  const agentsOfDay = new Map<DayNumber, Set<number>>();
  for (const [index, { agent, shiftOfDay }] of loads.entries()) {
    for (const fixed of agent.fixedShifts) {
      if (fixed.day < firstDay || fixed.day >= firstDay + days) continue;
      const { instant: start } = timeZone.instantOf({ day: fixed.day, secondOfDay: fixed.start });
      const { instant: end } = timeZone.instantOf({ day: fixed.day, secondOfDay: fixed.end });
      const unit = units.findIndex(
        (shift, number) =>
          !taken.has(number) && shift.start === start && shift.end === end && shift.team === agent.team,
      );
      if (unit >= 0) taken.add(unit);
      const own: PlannedShift = {
        team: agent.team,
        day: fixed.day,
        pattern: 'fixed',
        start,
        end,
        breaks: [],
        agents: 1,
        paidSeconds: end - start,
      };
      shiftOfDay.set(fixed.day, units[unit] ?? own);
      const agents = agentsOfDay.get(fixed.day) ?? new Set();
      agentsOfDay.set(fixed.day, agents.add(index));
    }
  }
  return { units: taken, agentsOfDay };
}

function unfilledUnits({ units, loads }: RosterState): readonly number[] {
  const worked = new Set(loads.flatMap(({ shiftOfDay }) => [...shiftOfDay.values()]));
  return units.flatMap((unit, index) => (worked.has(unit) ? [] : [index]));
}

const mostPasses = 6;

const mostRounds = 4;

/** A roster’s days, the units of each that are to be given away, and what is promised. */
interface DaysToFill {
  readonly days: readonly DayNumber[];
  readonly unitsOfDay: readonly (readonly number[])[];
  readonly fixed: FixedAssignments;
}

/** What somebody may still work in the week of a day, as a contract of that week. */
function remainingContract({ input }: RosterState, load: Workload, day: DayNumber): Agent {
  const { firstDay } = input.grid;
  const { contract } = load.agent;
  const week = Math.floor((day - firstDay) / 7);
  const worked = [...load.shiftOfDay.keys()].filter(
    (one) => Math.floor((one - firstDay) / 7) === week,
  ).length;
  return {
    ...load.agent,
    contract: {
      ...contract,
      maximumDays: Math.max(0, contract.maximumDays - worked),
      maximumSeconds: Math.max(0, contract.maximumSeconds - paidInWeek(load, day, firstDay)),
    },
  };
}

/**
 * A first roster: week by week the day with the fewest people for its shifts first, each given away as the linear program of all days
 * still open would have it, solved anew with what is given away already. Without it people whom only few days can use are used up
 * elsewhere.
 */
async function fillByHardestDay(state: RosterState, toFill: DaysToFill, solver: SolverPort): Promise<void> {
  const { units, loads, input } = state;
  const { firstDay } = input.grid;
  const horizon = { zone: input.grid.timeZone, firstDay };
  const weekOf = (day: DayNumber): number => Math.floor((day - firstDay) / 7);
  for (const week of new Set(toFill.days.map(weekOf))) {
    const open = new Set([...toFill.days.keys()].filter((index) => weekOf(toFill.days[index] ?? 0) === week));
    while (open.size > 0) {
      const numbers = [...open].flatMap((index) => toFill.unitsOfDay[index] ?? []);
      const free = loads.map((load) =>
        numbers.map((number) => workloadHindrance(load, units[number]!, horizon) === undefined),
      );
      const canWork = (agent: number, at: number): boolean =>
        state.canWork(agent, numbers[at] ?? -1) && free[agent]?.[at] === true;
      const scarcity = (index: number): number => {
        const own = new Set(toFill.unitsOfDay[index]);
        const able = loads.filter((_, agent) =>
          numbers.some((number, at) => own.has(number) && canWork(agent, at)),
        );
        return able.length / Math.max(1, own.size);
      };
      const hardest = [...open].reduce((a, b) => (scarcity(b) < scarcity(a) ? b : a));
      const contracts = loads.map((load) => remainingContract(state, load, toFill.days[hardest] ?? 0));
      const bound = await rosterBound(
        contracts,
        numbers.map((number) => units[number]!),
        { firstDay, canWork, seconds: input.seconds },
        solver,
      );
      const placeOf = new Map(numbers.map((number, at) => [number, at]));
      const workShare = (agent: number, unit: number): number =>
        bound.workShare(agent, placeOf.get(unit) ?? -1);
      const fixedAgents = toFill.fixed.agentsOfDay.get(toFill.days[hardest] ?? 0) ?? new Set();
      const ofDay = toFill.unitsOfDay[hardest] ?? [];
      fillDay({ ...state, bound: { ...bound, workShare } }, ofDay, fixedAgents, guidance.first);
      open.delete(hardest);
    }
  }
}

/** People with the shifts that they were given. */
export interface NamedShifts {
  readonly state: RosterState;
  readonly fixed: FixedAssignments;
}

/**
 * Gives shifts to people. Each day is a linear assignment problem of agents and shifts, solved exactly with all other days as they are;
 * the days are gone through again and again until none gets better; then shifts left over are placed by passing others on, and the days
 * gone through once more. A linear program of the whole roster tells beforehand which days each agent had better work.
 */
export async function nameShifts(
  input: RosterInput,
  agents: readonly Agent[],
  shifts: readonly PlannedShift[],
  solver: SolverPort,
): Promise<NamedShifts> {
  const { grid } = input;
  const units = shifts
    .filter(({ day }) => day >= grid.firstDay && day < grid.firstDay + grid.days)
    .flatMap((shift) => Array.from({ length: shift.agents }, () => ({ ...shift, agents: 1 })));
  const loads = agents.map((agent): Workload => ({ agent, shiftOfDay: new Map() }));
  const able = agents.map((agent) =>
    Uint8Array.from(units, (unit) => (standingHindrance(agent, unit, grid.timeZone) === undefined ? 1 : 0)),
  );
  const canWork = (agent: number, unit: number): boolean => able[agent]?.[unit] === 1;
  const bound = await rosterBound(
    agents,
    units,
    { firstDay: grid.firstDay, canWork, seconds: input.seconds },
    solver,
  );
  const state: RosterState = { input, units, loads, bound, canWork };
  const fixed = placeFixedShifts(input, units, loads);
  const days = [...new Set(units.map(({ day }) => day))].sort((a, b) => a - b);
  const unitsOfDay = days.map((day) =>
    units.flatMap((unit, index) => (unit.day === day && !fixed.units.has(index) ? [index] : [])),
  );
  const exchange = {
    loads,
    units,
    unitIndex: new Map(units.map((unit, index) => [unit, index])),
    horizon: { zone: grid.timeZone, firstDay: grid.firstDay },
    canWork,
    isFixed: (agent: number, day: DayNumber) => fixed.agentsOfDay.get(day)?.has(agent) ?? false,
  };
  const fillAll = (weight: number): void => {
    let before = Infinity;
    for (let pass = 0; pass < mostPasses; pass++) {
      const price = days.reduce(
        (sum, day, index) =>
          sum + fillDay(state, unitsOfDay[index] ?? [], fixed.agentsOfDay.get(day) ?? new Set(), weight),
        0,
      );
      if (price >= before - 1e-6) break;
      before = price;
    }
  };
  await fillByHardestDay(state, { days, unitsOfDay, fixed }, solver);
  for (let round = 0; round < mostRounds; round++) {
    fillAll(guidance.some);
    if (exchangeShifts(exchange, unfilledUnits(state)) === 0) break;
  }
  // The relaxed roster has done its work: what is left to improve are wishes and fairness.
  fillAll(guidance.none);
  return { state, fixed };
}
