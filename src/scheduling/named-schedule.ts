import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { Agent } from './agent.ts';
import { idlePenalty } from './agent-shift-model.ts';
import { agentShiftProblem, planAgentShifts, premiumPerHour } from './agent-shifts.ts';
import type { CompletedDemand } from './complete-roster.ts';
import type { FillDemand } from './fill-hours.ts';
import { makeRoster, type Roster, type RosterAssignment } from './roster.ts';
import { scheduleUntilServed, type MissedInterval, type ServedRound } from './schedule-until-served.ts';
import { meteredSolver, type MeteredSolver } from './metered-solver.ts';
import { gapFraction } from './schedule-proof.ts';
import { type PlannedShift, type ShiftPlan, shiftPlanOf, type ShiftPlanInput } from './shift-plan.ts';
import type { SolverPort } from './solver-port.ts';
import { uncoveredPrice } from './worked-cover.ts';

type ShiftPlanner = (input: ShiftPlanInput) => Promise<ShiftPlan>;

/** One team to plan for by name. */
export interface NamedTeam {
  readonly input: ShiftPlanInput;
  /** Intervals that miss their target with these agents: see {@link scheduleUntilServed}. */
  readonly verify: (scheduledAgents: Float64Array) => readonly MissedInterval[];
  /** Wraps the planner, for targets that are raised as a whole and planned again. */
  readonly raising?: ((planner: ShiftPlanner) => ShiftPlanner) | undefined;
}

/** A team’s shifts as its people work them. */
export interface NamedSchedule {
  readonly team: string;
  /** Only shifts that somebody works; what they cost is wages, contract hours without a shift not counted. */
  readonly plan: ShiftPlan;
  /** The team’s part of the roster: its shifts, its people and those lent to it. */
  readonly roster: Roster;
  readonly rounds: readonly ServedRound[];
  readonly missed: readonly MissedInterval[];
}

interface PlannedTeam extends NamedTeam {
  readonly aggregate: ShiftPlan;
  readonly plannedAgents: Float64Array;
  readonly rounds: readonly ServedRound[];
}

/** Teams that share people, directly or by way of others. */
function connectedTeams(teams: readonly string[], agents: readonly Agent[]): readonly (readonly string[])[] {
  const groups: Set<string>[] = teams.map((team) => new Set([team]));
  for (const { team, skills } of agents) {
    const touched = groups.filter((group) => [team, ...skills].some((one) => group.has(one)));
    const first = touched[0];
    for (const other of touched.slice(1)) {
      for (const one of other) first?.add(one);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map((group) => [...group]);
}

/** Alike shifts together, in the order of time. */
function together(shifts: readonly PlannedShift[]): readonly PlannedShift[] {
  const groups = new Map<string, PlannedShift>();
  for (const shift of shifts) {
    const breaks = shift.breaks.map(({ kind, start }) => `${kind} ${start}`).join(',');
    const key = `${shift.start}/${shift.end}/${shift.pattern}/${breaks}`;
    groups.set(key, { ...shift, agents: shift.agents + (groups.get(key)?.agents ?? 0) });
  }
  return [...groups.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Wages of the shifts that a team’s people and those lent to it work, and what its people are paid for without working. */
function wagesOf(
  assignments: readonly RosterAssignment[],
  roster: Roster,
  { input }: NamedTeam,
  agents: readonly Agent[],
): { readonly worked: number; readonly idle: number } {
  const usual = input.costs?.costPerHour ?? 1;
  const known = new Map(agents.map((agent) => [agent.name, agent]));
  const wage = (name: string): number => known.get(name)?.costPerHour ?? usual;
  const premiums = new Map(input.patterns.map((pattern) => [pattern.name, premiumPerHour(pattern, usual)]));
  const worked = assignments.reduce(
    (sum, { agent, shift }) =>
      sum + (shift.paidSeconds / 3600) * (wage(agent) + (premiums.get(shift.pattern) ?? 0)),
    0,
  );
  const idle = roster.agents
    .filter(({ agent }) => known.get(agent)?.team === input.team)
    .reduce((sum, { agent, missingSeconds }) => sum + (missingSeconds / 3600) * wage(agent), 0);
  return { worked, idle };
}

function teamRoster(team: string, roster: Roster, agents: readonly Agent[]): Roster {
  const assignments = roster.assignments.filter(({ shift }) => shift.team === team);
  const here = new Set(assignments.map(({ agent }) => agent));
  for (const agent of agents) if (agent.team === team) here.add(agent.name);
  return {
    ...roster,
    assignments,
    unfilled: roster.unfilled.filter(({ shift }) => shift.team === team),
    agents: roster.agents.filter(({ agent }) => here.has(agent)),
  };
}

function namedSchedule(
  team: PlannedTeam,
  demand: FillDemand,
  whole: Roster,
  agents: readonly Agent[],
): NamedSchedule {
  const { input, aggregate, verify, rounds } = team;
  const roster = teamRoster(input.team, whole, agents);
  const worked = roster.assignments.map(({ shift }) => shift);
  const plan = shiftPlanOf(input, together(worked), aggregate.proof);
  const wages = wagesOf(roster.assignments, roster, team, agents);
  const objective = wages.worked + (1 + idlePenalty) * wages.idle + uncoveredPrice(demand, worked);
  const bound = Math.min(objective, aggregate.proof.bound);
  const gap = gapFraction(objective, bound);
  const { status, requestedGapFraction } = aggregate.proof;
  return {
    team: input.team,
    plan: {
      ...plan,
      cost: wages.worked,
      proof: {
        ...aggregate.proof,
        objective,
        bound,
        gapFraction: gap,
        status: status === 'none' ? status : gap <= requestedGapFraction + 1e-9 ? 'optimal' : 'limit',
        seconds: aggregate.proof.seconds + whole.proof.seconds,
      },
    },
    roster,
    rounds,
    missed: verify(plan.scheduledAgents),
  };
}

/** A share of the solver seconds that are left; undefined where there is no limit. */
function shareOf(
  seconds: number | undefined,
  { usedSeconds }: MeteredSolver,
  share: number,
): number | undefined {
  return seconds === undefined ? undefined : Math.max(0, seconds - usedSeconds()) * share;
}

/** Share of the time that goes to the shifts of groups; the rest is for the people. */
const shareForShifts = 0.6;

/** The shifts that the people of each team can work between them. */
async function planTeams(task: NamedTask, metered: MeteredSolver): Promise<readonly PlannedTeam[]> {
  const { agents, maximumRounds, seconds } = task;
  const planned: PlannedTeam[] = [];
  for (const [index, team] of task.teams.entries()) {
    const own = agents.filter((agent) => agent.team === team.input.team);
    const byAgents: ShiftPlanner = (input) => planAgentShifts({ ...input, agents: own }, metered);
    const plan = team.raising?.(byAgents) ?? byAgents;
    const forShifts = seconds === undefined ? undefined : shareForShifts * seconds;
    const share = shareOf(forShifts, metered, 1 / (task.teams.length - index));
    const input = { ...team.input, limits: { ...team.input.limits, seconds: share } };
    const served = await scheduleUntilServed({ input, verify: team.verify, maximumRounds, plan });
    planned.push({
      ...team,
      aggregate: served.asPlanned,
      plannedAgents: served.plannedAgents,
      rounds: served.rounds,
    });
    task.afterTeam?.();
  }
  return planned;
}

/** Teams to plan for by name, and the people of all. */
export interface NamedTask {
  readonly grid: IntervalGrid;
  readonly teams: readonly NamedTeam[];
  readonly agents: readonly Agent[];
  readonly maximumRounds: number;
  /** Solver seconds for all teams together; undefined = as long as it takes. */
  readonly seconds?: number | undefined;
  readonly afterTeam?: (() => void) | undefined;
}

/**
 * Shifts with names for all teams: for each team the shifts that its people can work between them ({@link planAgentShifts}), checked
 * with the time-dependent queue and raised where they miss; then one roster for all teams that share people, so that nobody is in two
 * places; then people with hours left, and those of other teams with the skill, where a team is short. People whose own team is not planned stay
 * with it. What a plan covers is what
 * somebody works: shifts that could not be filled are listed and cover nothing.
 */
export async function planNamedSchedules(
  task: NamedTask,
  solver: SolverPort,
): Promise<readonly NamedSchedule[]> {
  const { grid, agents } = task;
  const metered = meteredSolver(solver);
  const planned = await planTeams(task, metered);
  const schedules: NamedSchedule[] = [];
  for (const names of connectedTeams(
    planned.map(({ input }) => input.team),
    agents,
  )) {
    const teams = planned.filter(({ input }) => names.includes(input.team));
    const people = agents.filter(({ team }) => names.includes(team));
    const demands = teams.map(({ input, plannedAgents, aggregate }): CompletedDemand => ({
      bound: aggregate.proof.bound,
      relativeGap: aggregate.proof.requestedGapFraction,
      ...agentShiftProblem({ ...input, requiredAgents: plannedAgents }),
      team: input.team,
      costPerHour: input.costs?.costPerHour ?? 1,
    }));
    const shifts = teams.flatMap(({ aggregate }) => aggregate.shifts);
    const seconds = shareOf(task.seconds, metered, teams.length / (planned.length - schedules.length));
    const roster = await makeRoster({ grid, shifts, agents: people, demands, seconds }, metered);
    for (const [index, team] of teams.entries()) {
      const demand = demands[index];
      if (demand !== undefined) schedules.push(namedSchedule(team, demand, roster, people));
    }
  }
  return schedules;
}
