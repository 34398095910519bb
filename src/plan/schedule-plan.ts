import { defaultShiftPatterns } from '../scheduling/default-patterns.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import { planShifts } from '../scheduling/shift-plan.ts';
import type { SolverPort } from '../scheduling/solver-port.ts';
import type { TeamSettings } from '../settings/settings.ts';
import { scheduledFor } from '../staffing/staff-team.ts';
import type { Plan, TeamPlan } from './plan.ts';

/** Causes of shrinkage that a shift lays out itself. */
const breakCauses = new Set(['break', 'breaks', 'lunch', 'lunches', 'meal', 'meals']);

/**
 * Shrinkage that shifts have to cover on top of the agents on the channel: all causes but breaks and lunch, which the shifts lay out
 * themselves. 1 − Π(1 − s).
 *
 * @example coverShrinkageFraction({ holidays: 0.1, breaks: 0.08 }) // => 0.1
 */
export function coverShrinkageFraction(causes: Readonly<Record<string, number>>): number {
  const presence = Object.entries(causes)
    .filter(([cause]) => !breakCauses.has(cause.toLowerCase()))
    .reduce((product, [, share]) => product * (1 - share), 1);
  return Number((1 - presence).toPrecision(12));
}

interface ScheduleOptions {
  /** Undefined: the default patterns. */
  readonly patterns: readonly ShiftPattern[] | undefined;
  readonly solver: SolverPort;
}

async function scheduleTeam(
  plan: Plan,
  team: TeamPlan,
  settings: TeamSettings,
  options: ScheduleOptions,
): Promise<TeamPlan> {
  const { intervalSeconds } = plan.grid;
  const { gap, timeLimitSeconds } = plan.settings.scheduling;
  const shrinkage = coverShrinkageFraction(settings.shrinkageCauses);
  const shifts = await planShifts(
    {
      grid: plan.grid,
      team: team.team,
      requiredAgents: team.requirement.requiredAgents.map((agents) => scheduledFor(agents, shrinkage)),
      open: team.requirement.open,
      patterns: options.patterns ?? defaultShiftPatterns(Math.max(1800, intervalSeconds)),
      costs: { costPerHour: team.costPerHour ?? 1 },
      limits: { relativeGap: gap, seconds: timeLimitSeconds / Math.max(1, plan.teams.length) },
    },
    options.solver,
  );
  return { ...team, shifts };
}

/** Lays out shifts for every team of a plan. Always comes back with a solution; what cannot be covered is listed in it. */
export async function schedulePlan(plan: Plan, options: ScheduleOptions): Promise<Plan> {
  const teams: TeamPlan[] = [];
  for (const team of plan.teams) {
    const settings = plan.settings.teams.find(({ name }) => name === team.team);
    teams.push(settings === undefined ? team : await scheduleTeam(plan, team, settings, options));
  }
  return { ...plan, teams };
}
