import type { DayNumber } from '../calendar/local-date.ts';
import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { linearAssignment } from '../numeric/linear-assignment.ts';
import type { Agent } from './agent.ts';
import { completeRoster, type CompletedDemand, stillWanted } from './complete-roster.ts';
import { rosterBound } from './roster-bound.ts';
import { type Hindrance, standingHindrance, type Workload } from './roster-eligibility.ts';
import { exchangeShifts } from './roster-exchange.ts';
import { unfilledShift } from './unfilled-shift.ts';
import {
  assignmentPrice,
  contractWeeks,
  isLate,
  isWeekend,
  type RosterState,
  wantingSeconds,
} from './roster-prices.ts';
import { gapFraction } from './schedule-proof.ts';
import type { PlannedShift } from './shift-plan.ts';
import type { SolverPort } from './solver-port.ts';

/** A shift with a name on it. */
export interface RosterAssignment {
  readonly agent: string;
  /** One agent's shift. */
  readonly shift: PlannedShift;
  /** True when the agent comes from another team. */
  readonly lent: boolean;
  /** True when the agent was promised this shift. */
  readonly fixed: boolean;
}

/** A shift nobody works, with what keeps how many people of the team or with the skill from it. */
export interface UnfilledShift {
  readonly shift: PlannedShift;
  readonly reasons: readonly { readonly reason: Hindrance; readonly agents: number }[];
}

/** One agent's part of the roster. */
export interface AgentRosterSummary {
  readonly agent: string;
  /** The agent's own. */
  readonly team: string;
  readonly paidSeconds: number;
  readonly days: number;
  readonly weekendShifts: number;
  readonly lateShifts: number;
  /** Paid seconds below the contract's minimum, over the weeks of the roster; whole days of time off count as worked. */
  readonly missingSeconds: number;
}

export interface Roster {
  /** By agent, then in the order of time. */
  readonly assignments: readonly RosterAssignment[];
  readonly unfilled: readonly UnfilledShift[];
  readonly agents: readonly AgentRosterSummary[];
  /** How well names were put on the shifts given, before they were changed: proved, no roster fills more than `boundPaidSeconds` of them. */
  readonly proof: {
    readonly filledPaidSeconds: number;
    readonly boundPaidSeconds: number;
    readonly gapFraction: number;
    readonly seconds: number;
  };
}

export interface RosterInput {
  readonly grid: IntervalGrid;
  /** Shifts to fill, of any number of teams. */
  readonly shifts: readonly PlannedShift[];
  readonly agents: readonly Agent[];
  /** Wall-clock second from which a shift's end makes it a late; default 20:00. */
  readonly lateFrom?: number | undefined;
  /** What each team wants covered: the roster may then change the shifts for the people there are. */
  readonly demands?: readonly CompletedDemand[] | undefined;
  /** Solver seconds for the bound. */
  readonly seconds?: number | undefined;
}

/** Fills one day anew with all other days as they are: the cheapest assignment there is. Tells the price. */
function fillDay(
  state: RosterState,
  unitsOfDay: readonly number[],
  fixedAgents: ReadonlySet<number>,
  guided: boolean,
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
      cost[row * unitsOfDay.length + column] = assignmentPrice(state, agent, unit, guided);
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

interface FixedAssignments {
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

function agentSummary({ agent, shiftOfDay }: Workload, input: RosterInput): AgentRosterSummary {
  const shifts = [...shiftOfDay.values()];
  const missingSeconds = contractWeeks(input.grid).reduce(
    (sum, week) => sum + wantingSeconds({ agent, shiftOfDay }, week.firstDay, input.grid),
    0,
  );
  return {
    agent: agent.name,
    team: agent.team,
    paidSeconds: shifts.reduce((sum, shift) => sum + shift.paidSeconds, 0),
    days: shifts.length,
    weekendShifts: shifts.filter(isWeekend).length,
    lateShifts: shifts.filter((shift) => isLate(shift, input)).length,
    missingSeconds,
  };
}

function unfilledUnits({ units, loads }: RosterState): readonly number[] {
  const worked = new Set(loads.flatMap(({ shiftOfDay }) => [...shiftOfDay.values()]));
  return units.flatMap((unit, index) => (worked.has(unit) ? [] : [index]));
}

const mostPasses = 6;

const mostRounds = 4;

/**
 * Puts names on shifts. Each day is a linear assignment problem of agents and shifts, solved exactly with all other days as they
 * are: fill as many paid hours as possible, then give those hours to agents below their contract, then preferences, days wanted
 * off, and weekends and lates to those who have fewest. The days are gone through again and again until none gets better; then
 * shifts left over are placed by passing others on, and the days gone through once more. Where teams say what they want covered,
 * the shifts are changed for the people there are ({@link completeRoster}). A linear program of the whole roster tells beforehand
 * which days each agent had better work, and proves how many hours can be filled at all.
 *
 * Never broken: team or skill, availability, time off, one shift a day, rest between shifts, days and paid hours a week, six days
 * in a row, promised shifts (which are kept even where they break a rule: check them with `agentProblems`). Contract weeks are
 * counted in sevens from the grid's first day. Preferences and the contract's minimum are wishes: what is missing is listed.
 */
export async function makeRoster(input: RosterInput, solver: SolverPort): Promise<Roster> {
  const { grid, agents } = input;
  const units = input.shifts
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
  const fillAll = (guided: boolean): void => {
    let before = Infinity;
    for (let pass = 0; pass < mostPasses; pass++) {
      const price = days.reduce(
        (sum, day, index) =>
          sum + fillDay(state, unitsOfDay[index] ?? [], fixed.agentsOfDay.get(day) ?? new Set(), guided),
        0,
      );
      if (price >= before - 1e-6) break;
      before = price;
    }
  };
  for (let round = 0; round < mostRounds; round++) {
    fillAll(true);
    if (exchangeShifts(exchange, unfilledUnits(state)) === 0) break;
  }
  // The relaxed roster has done its work: what is left to improve are wishes and fairness.
  fillAll(false);
  const isFixed = (load: Workload, day: DayNumber): boolean =>
    fixed.agentsOfDay.get(day)?.has(loads.indexOf(load)) ?? false;
  const proof = rosterProof(state);
  await completeRoster(state, input.demands ?? [], isFixed, solver);
  return rosterOf(state, fixed, proof);
}

function rosterProof({ units, loads, bound }: RosterState): Roster['proof'] {
  const worked = new Set(loads.flatMap(({ shiftOfDay }) => [...shiftOfDay.values()]));
  const filledPaidSeconds = units.reduce((sum, unit) => sum + (worked.has(unit) ? unit.paidSeconds : 0), 0);
  // Promised shifts may break rules that the bound keeps.
  const boundPaidSeconds = Math.max(filledPaidSeconds, bound.paidSeconds);
  return {
    filledPaidSeconds,
    boundPaidSeconds,
    gapFraction: gapFraction(boundPaidSeconds, filledPaidSeconds),
    seconds: bound.seconds,
  };
}

function rosterOf(state: RosterState, fixed: FixedAssignments, proof: Roster['proof']): Roster {
  const { input, units, loads } = state;
  const worked = new Set(loads.flatMap(({ shiftOfDay }) => [...shiftOfDay.values()]));
  const assignments = loads.flatMap(({ agent, shiftOfDay }, index) =>
    [...shiftOfDay.values()]
      .sort((a, b) => a.start - b.start)
      .map((shift): RosterAssignment => ({
        agent: agent.name,
        shift,
        lent: agent.team !== shift.team,
        fixed: fixed.agentsOfDay.get(shift.day)?.has(index) ?? false,
      })),
  );
  // Where teams say what they want covered, that is what somebody is missing for.
  const unfilled =
    input.demands === undefined
      ? units.filter((unit) => !worked.has(unit))
      : stillWanted(state, input.demands);
  return {
    assignments,
    unfilled: unfilled.map((unit) => unfilledShift(state, unit)),
    agents: loads.map((load) => agentSummary(load, input)),
    proof,
  };
}
