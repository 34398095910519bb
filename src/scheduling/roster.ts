import type { DayNumber } from '../calendar/local-date.ts';
import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { Agent } from './agent.ts';
import { completeRoster, type CompletedDemand, stillWanted } from './complete-roster.ts';
import { nameShifts, type NamedShifts } from './name-shifts.ts';
import type { Hindrance, Workload } from './roster-eligibility.ts';
import { unfilledShift } from './unfilled-shift.ts';
import { contractWeeks, isLate, isWeekend, wantingSeconds } from './roster-prices.ts';
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
  /** Solver seconds for the bound, and for changing shifts. */
  readonly seconds?: number | undefined;
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

/**
 * Puts names on shifts. Each day is a linear assignment problem of agents and shifts, solved exactly with all other days as they
 * are: fill as many paid hours as possible, then give those hours to agents below their contract, then preferences, days wanted
 * off, and weekends and lates to those who have fewest. The days are gone through again and again until none gets better; then
 * shifts left over are placed by passing others on, and the days gone through once more. Where teams say what they want covered,
 * each team's shifts go to its own people first, and are then changed for the people there are ({@link completeRoster}). A linear program of the whole roster tells beforehand
 * which days each agent had better work, and proves how many hours can be filled at all.
 *
 * Never broken: team or skill, availability, time off, one shift a day, rest between shifts, days and paid hours a week, six days
 * in a row, promised shifts (which are kept even where they break a rule: check them with `agentProblems`). Contract weeks are
 * counted in sevens from the grid's first day. Preferences and the contract's minimum are wishes: what is missing is listed.
 */
export async function makeRoster(input: RosterInput, solver: SolverPort): Promise<Roster> {
  const { agents, shifts, demands } = input;
  const parts: NamedShifts[] = [];
  if (demands === undefined) parts.push(await nameShifts(input, agents, shifts, solver));
  for (const team of new Set(demands && agents.map((agent) => agent.team))) {
    const own = agents.filter((agent) => agent.team === team);
    const ofTeam = shifts.filter((shift) => shift.team === team);
    parts.push(await nameShifts(input, own, ofTeam, solver));
  }
  const promised = new Map(
    parts.flatMap(({ state, fixed }) =>
      state.loads.map((load, index): [Workload, ReadonlySet<DayNumber>] => [
        load,
        new Set([...fixed.agentsOfDay].flatMap(([day, people]) => (people.has(index) ? [day] : []))),
      ]),
    ),
  );
  const isFixed = (load: Workload, day: DayNumber): boolean => promised.get(load)?.has(day) ?? false;
  const proof = rosterProof(parts);
  const loads = parts.flatMap(({ state }) => state.loads);
  await completeRoster({ input, loads }, demands ?? [], isFixed, solver);
  return rosterOf(input, parts, isFixed, proof);
}

/** How well names were put on the shifts given, before any was changed. */
function rosterProof(parts: readonly NamedShifts[]): Roster['proof'] {
  let filledPaidSeconds = 0;
  let boundPaidSeconds = 0;
  let seconds = 0;
  for (const { units, loads, bound } of parts.map(({ state }) => state)) {
    const worked = new Set(loads.flatMap(({ shiftOfDay }) => [...shiftOfDay.values()]));
    const filled = units.reduce((sum, unit) => sum + (worked.has(unit) ? unit.paidSeconds : 0), 0);
    filledPaidSeconds += filled;
    // Promised shifts may break rules that the bound keeps.
    boundPaidSeconds += Math.max(filled, bound.paidSeconds);
    seconds += bound.seconds;
  }
  return {
    filledPaidSeconds,
    boundPaidSeconds,
    gapFraction: gapFraction(boundPaidSeconds, filledPaidSeconds),
    seconds,
  };
}

function rosterOf(
  input: RosterInput,
  parts: readonly NamedShifts[],
  isFixed: (load: Workload, day: DayNumber) => boolean,
  proof: Roster['proof'],
): Roster {
  const loads = parts.flatMap(({ state }) => state.loads);
  const units = parts.flatMap(({ state }) => state.units);
  const worked = new Set(loads.flatMap(({ shiftOfDay }) => [...shiftOfDay.values()]));
  const assignments = loads.flatMap((load) =>
    [...load.shiftOfDay.values()]
      .sort((a, b) => a.start - b.start)
      .map((shift): RosterAssignment => ({
        agent: load.agent.name,
        shift,
        lent: load.agent.team !== shift.team,
        fixed: isFixed(load, shift.day),
      })),
  );
  // Where teams say what they want covered, that is what somebody is missing for.
  const unfilled =
    input.demands === undefined
      ? units.filter((unit) => !worked.has(unit))
      : stillWanted({ input, loads }, input.demands);
  return {
    assignments,
    unfilled: unfilled.map((unit) => unfilledShift({ input, loads }, unit)),
    agents: loads.map((load) => agentSummary(load, input)),
    proof,
  };
}
