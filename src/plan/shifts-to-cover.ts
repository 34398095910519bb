import type { ShiftPlanInput } from '../scheduling/shift-plan.ts';
import type { ServiceLevelGoal } from '../scheduling/service-periods.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
import type { TeamSettings } from '../settings/settings.ts';
import type { TeamRules } from '../staffing/channel-demand.ts';
import { serviceCurve } from '../staffing/service-curve.ts';
import { scheduledFor } from '../staffing/staff-team.ts';
import { revenuePerContact } from './contact-value.ts';
import type { Plan, TeamPlan } from './plan.ts';

/** Causes of shrinkage that a shift lays out itself. */
const breakCauses = new Set(['break', 'breaks', 'lunch', 'lunches', 'meal', 'meals']);

/** True for a cause of shrinkage that shifts lay out themselves. */
export function isBreakCause(cause: string): boolean {
  return breakCauses.has(cause.toLowerCase());
}

/**
 * Shrinkage that shifts have to cover on top of the agents on the channel: all causes but breaks and lunch, which the shifts lay out
 * themselves. 1 − Π(1 − s).
 *
 * @example coverShrinkageFraction({ holidays: 0.1, breaks: 0.08 }) // => 0.1
 */
export function coverShrinkageFraction(causes: Readonly<Record<string, number>>): number {
  const presence = Object.entries(causes)
    .filter(([cause]) => !isBreakCause(cause))
    .reduce((product, [, share]) => product * (1 - share), 1);
  return Number((1 - presence).toPrecision(12));
}

/** A missing agent-hour is never priced below this many wages: else shifts for a short peak would not pay and the target would be missed. */
const leastPriceInWages = 4;

/**
 * What an hour with one agent too few costs: the contacts that he would have handled, times what one earns. An upper bound of what is
 * lost, since some of them wait for somebody else. Undefined where no channel says what a contact earns.
 */
export function missingAgentCostPerHour(plan: Plan, team: TeamPlan): number | undefined {
  const channels = plan.channels.filter(({ channel }) => team.channels.includes(channel));
  const revenue = revenuePerContact(plan.settings, channels);
  if (revenue === undefined || team.demand === undefined) return undefined;
  const { expectedContacts, averageHandleTimeSeconds, slotsPerAgent } = team.demand;
  let contacts = 0;
  let work = 0;
  for (const [interval, count] of expectedContacts.entries()) {
    contacts += count;
    work += count * (averageHandleTimeSeconds[interval] ?? 0);
  }
  if (!(work > 0)) return undefined;
  return (3600 * slotsPerAgent * contacts * revenue) / work;
}

/** The service level that a day or the week meets together; undefined where every interval has to. */
function goalOf(
  plan: Plan,
  team: TeamPlan,
  settings: TeamSettings,
  shrinkage: number,
): ServiceLevelGoal | undefined {
  const { serviceLevelPer: per, serviceLevelFloorFraction } = plan.settings.scheduling;
  if (per === 'interval' || team.demand === undefined || team.target === undefined) return undefined;
  const rules: TeamRules = {
    maxOccupancyFraction: settings.maxOccupancyFraction,
    shrinkageFraction: settings.shrinkageFraction,
    trunks: settings.trunks,
    open: team.requirement.open,
    intervalSeconds: plan.grid.intervalSeconds,
    model: plan.settings.staffing.model,
  };
  const input = {
    pooled: team.demand,
    requirement: team.requirement,
    rules,
    shrinkageFraction: shrinkage,
    floorFraction: serviceLevelFloorFraction,
  };
  return {
    per,
    targetFraction: team.target.serviceLevelFraction,
    curves: plan.grid.intervals.map((_, interval) => serviceCurve(input, interval)),
  };
}

/** What the shifts of a team have to cover, at which price, within which limits. */
export function shiftsToCover(
  plan: Plan,
  team: TeamPlan,
  settings: TeamSettings,
  options: {
    readonly patterns: readonly ShiftPattern[];
    readonly relativeGap: number;
    readonly seconds: number;
  },
): ShiftPlanInput {
  const shrinkage = coverShrinkageFraction(settings.shrinkageCauses);
  const goal = goalOf(plan, team, settings, shrinkage);
  const costPerHour = team.costPerHour ?? 1;
  const missing = missingAgentCostPerHour(plan, team);
  const required = team.requirement.requiredAgents.map((agents) => scheduledFor(agents, shrinkage));
  return {
    grid: plan.grid,
    team: team.team,
    requiredAgents: required.map((agents, interval) => {
      const floor = (goal?.curves[interval] as { readonly floorAgents?: number } | undefined)?.floorAgents;
      return floor === undefined ? agents : Math.min(agents, floor);
    }),
    open: team.requirement.open,
    patterns: options.patterns,
    costs: {
      costPerHour,
      missingAgentCostPerHour:
        missing === undefined ? undefined : Math.max(missing, leastPriceInWages * costPerHour),
    },
    serviceLevel: goal,
    limits: { relativeGap: options.relativeGap, seconds: options.seconds, maximumSeats: settings.seats },
  };
}
