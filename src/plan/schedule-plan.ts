import type { Agent } from '../scheduling/agent.ts';
import { meteredSolver } from '../scheduling/metered-solver.ts';
import { planNamedSchedules, type NamedSchedule } from '../scheduling/named-schedule.ts';
import { scheduleUntilServed, type ServedSchedule } from '../scheduling/schedule-until-served.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import { planShifts, type ShiftPlan, type ShiftPlanInput } from '../scheduling/shift-plan.ts';
import type { SolverPort } from '../scheduling/solver-port.ts';
import type { TourContract } from '../scheduling/tour-contract.ts';
import { planTourWeeks } from '../scheduling/tour-weeks.ts';
import type { TeamSettings } from '../settings/settings.ts';
import { missedIntervals, periodShortfall, scheduledService } from './scheduled-service.ts';
import { coverShrinkageFraction, shiftsToCover } from './shifts-to-cover.ts';
import type { Plan, SchedulingFacts, TeamPlan } from './plan.ts';
import { withSurgeActions } from './surge-measures.ts';

export interface ScheduleOptions {
  readonly patterns: readonly ShiftPattern[];
  /** Weekly contracts of people without names; a contract with a team is only that team’s. */
  readonly contracts: readonly (TourContract & { readonly team?: string | undefined })[];
  /** Named agents: their contracts make the shifts, their names go on them. */
  readonly agents: readonly Agent[] | undefined;
  readonly solver: SolverPort;
  /** Times that a plan which misses its target is raised and solved again. */
  readonly rounds: number;
  readonly relativeGap: number;
  readonly seconds: number;
  /** Called after every team. */
  readonly afterTeam?: (() => void) | undefined;
}

/** A team with what its shifts have to cover. */
interface TeamTask {
  readonly team: TeamPlan;
  readonly settings: TeamSettings;
  readonly input: ShiftPlanInput;
  readonly shrinkage: number;
}

type Scheduled = Pick<SchedulingFacts, 'by' | 'headCount' | 'rounds'> & {
  readonly shifts: ShiftPlan;
  readonly roster?: TeamPlan['roster'];
};

function withShifts(plan: Plan, { team, shrinkage, input }: TeamTask, scheduled: Scheduled): TeamPlan {
  const { shifts, roster, by, headCount, rounds } = scheduled;
  const served = scheduledService(plan, team, shifts.scheduledAgents, shrinkage);
  return {
    ...team,
    shifts,
    roster,
    scheduled: served,
    scheduling: {
      by,
      headCount,
      rounds,
      coverShrinkageFraction: shrinkage,
      agentsToCover: Float64Array.from(input.requiredAgents),
      serviceLevelPer: plan.settings.scheduling.serviceLevelPer,
      missedIntervals: missedIntervals(team, served).map(({ interval }) => interval),
    },
  };
}

type Planner = (input: ShiftPlanInput) => Promise<ShiftPlan & Partial<Pick<SchedulingFacts, 'headCount'>>>;
type Verify = (scheduledAgents: Float64Array) => readonly { readonly interval: number }[];

/** A target by the interval is checked interval by interval; one by the day or week is raised as a whole. */
function verifyOf(plan: Plan, { team, shrinkage, input }: TeamTask): Verify {
  if (input.serviceLevel !== undefined) return () => [];
  return (agents) => missedIntervals(team, scheduledService(plan, team, agents, shrinkage));
}

/** Plans, and while a day or the week misses its target with the time-dependent queue, asks for more and plans again. */
function raisingTarget(plan: Plan, { team, shrinkage }: TeamTask, rounds: number, planner: Planner): Planner {
  return async (input) => {
    let planned = await planner(input);
    const goal = input.serviceLevel;
    if (goal === undefined) return planned;
    let { targetFraction } = goal;
    for (let round = 1; round < rounds; round++) {
      const served = scheduledService(plan, team, planned.scheduledAgents, shrinkage);
      const shortfall = periodShortfall(plan, team, served);
      if (shortfall < 5e-4) break;
      targetFraction = Math.min(0.995, targetFraction + shortfall + 0.002);
      planned = await planner({ ...input, serviceLevel: { ...goal, targetFraction } });
    }
    return planned;
  };
}

async function unnamedSchedule(plan: Plan, task: TeamTask, options: ScheduleOptions): Promise<TeamPlan> {
  const { solver, rounds } = options;
  const contracts = options.contracts.filter(({ team }) => team === undefined || team === task.team.team);
  const { minimumRestSeconds, maximumAgents } = plan.settings.scheduling;
  const planner: Planner =
    contracts.length === 0
      ? (input) => planShifts(input, solver)
      : ({ patterns: _patterns, limits, ...input }) =>
          planTourWeeks(
            {
              ...input,
              contracts,
              limits: { ...limits, restSeconds: minimumRestSeconds, maximumAgents },
            },
            solver,
          );
  const served: ServedSchedule<Awaited<ReturnType<Planner>>> = await scheduleUntilServed({
    input: task.input,
    plan: raisingTarget(plan, task, rounds, planner),
    verify: verifyOf(plan, task),
    maximumRounds: rounds,
  });
  return withShifts(plan, task, {
    by: contracts.length === 0 ? 'patterns' : 'contracts',
    shifts: served.plan,
    headCount: served.plan.headCount ?? [],
    rounds: served.rounds,
  });
}

/** What a contract is called in a head count. @example contractName({ minimumSeconds: 72000, maximumSeconds: 90000 }) // => '20–25 h' */
export function contractName(contract: Pick<Agent['contract'], 'minimumSeconds' | 'maximumSeconds'>): string {
  const hours = [...new Set([contract.minimumSeconds, contract.maximumSeconds])].map((seconds) =>
    Number((seconds / 3600).toFixed(1)),
  );
  return `${hours.join('–')} h`;
}

/** People with a shift, by contract. */
function namedHeadCount({ roster }: NamedSchedule, agents: readonly Agent[]): SchedulingFacts['headCount'] {
  const known = new Map(agents.map((agent) => [agent.name, agent]));
  const counts = new Map<string, number>();
  for (const name of new Set(roster.assignments.map(({ agent }) => agent))) {
    const agent = known.get(name);
    if (agent === undefined) continue;
    const contract = contractName(agent.contract);
    counts.set(contract, (counts.get(contract) ?? 0) + 1);
  }
  return [...counts].map(([contract, count]) => ({ contract, agents: count }));
}

function tasksOf(plan: Plan, options: ScheduleOptions): readonly TeamTask[] {
  return plan.teams.flatMap((team): TeamTask[] => {
    const settings = plan.settings.teams.find(({ name }) => name === team.team);
    if (settings === undefined) return [];
    return [
      {
        team,
        settings,
        input: shiftsToCover(plan, team, settings, options),
        shrinkage: coverShrinkageFraction(settings.shrinkageCauses),
      },
    ];
  });
}

async function namedSchedules(
  plan: Plan,
  tasks: readonly TeamTask[],
  options: ScheduleOptions,
): Promise<ReadonlyMap<string, TeamPlan>> {
  const { agents = [], rounds, solver, afterTeam } = options;
  const named = tasks.filter(({ team }) => agents.some((agent) => agent.team === team.team));
  const schedules = await planNamedSchedules(
    {
      grid: plan.grid,
      teams: named.map((task) => ({
        input: task.input,
        verify: verifyOf(plan, task),
        raising: (planner) => raisingTarget(plan, task, rounds, planner),
      })),
      agents,
      maximumRounds: rounds,
      seconds: (options.seconds * named.length) / Math.max(1, tasks.length),
      afterTeam,
    },
    solver,
  );
  return new Map(
    schedules.flatMap((schedule) => {
      const task = named.find(({ team }) => team.team === schedule.team);
      if (task === undefined) return [];
      const { plan: shifts, roster, rounds: done } = schedule;
      const headCount = namedHeadCount(schedule, agents);
      return [
        [schedule.team, withShifts(plan, task, { by: 'agents', shifts, roster, headCount, rounds: done })],
      ];
    }),
  );
}

/**
 * Lays out shifts for every team of a plan: by its named agents where there are any, else by weekly contracts, else by shift patterns
 * with as many people as it takes. Always comes back with a solution; what cannot be covered is listed in it, with what can be done
 * about it before anybody is hired. The time-dependent queue is solved once more with the agents on shift; where they miss a target
 * that the requirement meets, the requirement is raised and solved again.
 */
export async function schedulePlan(plan: Plan, options: ScheduleOptions): Promise<Plan> {
  const solver = meteredSolver(options.solver);
  const tasks = tasksOf(plan, options);
  const scheduled = new Map(await namedSchedules(plan, tasks, { ...options, solver }));
  for (const task of tasks) {
    if (scheduled.has(task.team.team)) continue;
    const seconds = Math.max(0, options.seconds - solver.usedSeconds()) / (tasks.length - scheduled.size);
    const input = { ...task.input, limits: { ...task.input.limits, seconds } };
    scheduled.set(task.team.team, await unnamedSchedule(plan, { ...task, input }, { ...options, solver }));
    options.afterTeam?.();
  }
  const teams = plan.teams.map((team) => scheduled.get(team.team) ?? team);
  return withSurgeActions({ ...plan, teams }, options.agents ?? []);
}
