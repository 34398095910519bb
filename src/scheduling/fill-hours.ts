import type { Agent } from './agent.ts';
import type { AgentShiftProblem } from './agent-shifts.ts';
import { addGreedily, type GreedyState, greedyState, greedyWorth } from './greedy-shifts.ts';
import { standingHindrance, type Workload, workloadHindrance } from './roster-eligibility.ts';
import { type RosterLoads, wantingSeconds } from './roster-prices.ts';
import { plannedShift, type PlannedShift } from './shift-plan.ts';
import { workedCover } from './worked-cover.ts';

/** What a team still wants covered, and the shifts that may cover it. */
export interface FillDemand extends AgentShiftProblem {
  readonly team: string;
  readonly costPerHour: number;
}

/** The cheapest way to have one more shift worked. */
interface Filling {
  readonly load: Workload;
  readonly shift: PlannedShift;
  readonly worth: number;
  readonly decoded: Parameters<typeof addGreedily>[1];
}

/** Where the shifts worked already leave a team. */
function stateOf(roster: RosterLoads, demand: FillDemand): GreedyState {
  const state = greedyState(demand.problem);
  const worked = roster.loads
    .flatMap(({ shiftOfDay }) => [...shiftOfDay.values()])
    .filter((shift) => shift.team === demand.team);
  const { inShift, onChannel } = workedCover(demand, worked);
  for (const [slot, agents] of onChannel.entries()) state.missing[slot] = (state.missing[slot] ?? 0) - agents;
  state.seats.set(inShift);
  return state;
}

/** Wages of a shift for somebody: contract hours are paid in any case, so only what goes beyond them costs. */
function wagesFor(state: RosterLoads, load: Workload, shift: PlannedShift, costPerHour: number): number {
  const beyond = Math.max(0, shift.paidSeconds - wantingSeconds(load, shift.day, state.input.grid));
  return (beyond / 3600) * (load.agent.costPerHour ?? costPerHour);
}

/** A hair more for people who leave their own team, and less for those who wait for hours. */
function tieBreak(load: Workload, team: string): number {
  return load.agent.team === team ? 0 : 1e-3;
}

function bestFilling(
  state: RosterLoads,
  greedy: GreedyState,
  demand: FillDemand,
  able: readonly Workload[],
): Filling | undefined {
  const { grid } = state.input;
  const horizon = { zone: grid.timeZone, firstDay: grid.firstDay };
  const measure = greedyWorth(greedy);
  const found = demand.problem.candidates.flatMap((candidate) => measure(candidate, 1e-9) ?? []);
  let best: Filling | undefined;
  for (const { worth: gross, shift: decoded } of found.sort((a, b) => b.worth - a.worth)) {
    if (best !== undefined && gross <= best.worth) break;
    const shift = { ...plannedShift(demand.team, demand.slots, decoded), agents: 1 };
    for (const load of able) {
      const worth = gross - wagesFor(state, load, shift, demand.costPerHour) - tieBreak(load, demand.team);
      if (worth <= (best?.worth ?? 1e-9)) continue;
      if (standingHindrance(load.agent, shift, grid.timeZone) !== undefined) continue;
      if (workloadHindrance(load, shift, horizon) !== undefined) continue;
      best = { load, shift, worth, decoded };
    }
  }
  return best;
}

function canHelp(agent: Agent, team: string): boolean {
  return agent.team === team || agent.skills.includes(team);
}

/**
 * Gives people who have days and hours left further shifts where a team is short, the most useful first, as long as what it covers
 * is worth more than the wages beyond the contract. People of other teams with the skill come in after everybody’s own team has had
 * its turn: call it for all teams with `lend` false, then with true. Returns the shifts added; the workloads hold them already.
 */
export function fillHours(state: RosterLoads, demand: FillDemand, lend: boolean): readonly PlannedShift[] {
  const { team } = demand;
  const greedy = stateOf(state, demand);
  const able = state.loads.filter(({ agent }) => (lend ? canHelp(agent, team) : agent.team === team));
  const added: PlannedShift[] = [];
  for (;;) {
    const best = bestFilling(state, greedy, demand, able);
    if (best === undefined) return added;
    addGreedily(greedy, best.decoded);
    best.load.shiftOfDay.set(best.shift.day, best.shift);
    added.push(best.shift);
  }
}

const mostWanted = 200;

/**
 * The shifts that would cover what a team is short of and be worth their wages, were there somebody to work them: what a manager would
 * still have to find people for.
 */
export function wantedShifts(state: RosterLoads, demand: FillDemand): readonly PlannedShift[] {
  const { problem, costPerHour, team, slots } = demand;
  const greedy = stateOf(state, demand);
  const candidates = problem.candidates.map((candidate) => ({
    ...candidate,
    cost: candidate.cost + (candidate.paidSeconds / 3600) * costPerHour,
  }));
  const wanted: PlannedShift[] = [];
  while (wanted.length < mostWanted) {
    const measure = greedyWorth(greedy);
    let best: ReturnType<typeof measure>;
    for (const candidate of candidates) best = measure(candidate, best?.worth ?? 1e-9) ?? best;
    if (best === undefined) break;
    addGreedily(greedy, best.shift);
    wanted.push({ ...plannedShift(team, slots, best.shift), agents: 1 });
  }
  return wanted;
}
