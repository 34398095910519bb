import type { MissedInterval } from '../scheduling/schedule-until-served.ts';
import { deliveredService } from '../staffing/delivered-service.ts';
import type { DeliveredService, Plan, TeamPlan } from './plan.ts';

/** What callers meet with the agents on shift, less the shrinkage that shifts do not lay out; undefined without live contacts. */
export function scheduledService(
  plan: Plan,
  team: TeamPlan,
  scheduledAgents: Float64Array,
  shrinkageFraction: number,
): DeliveredService | undefined {
  if (team.demand === undefined) return undefined;
  const agents = scheduledAgents.map((count) => Math.floor(count * (1 - shrinkageFraction) + 1e-6));
  return deliveredService({
    pooled: team.demand,
    agents,
    intervalSeconds: plan.grid.intervalSeconds,
    open: team.requirement.open,
  });
}

/** Intervals that the plan’s own requirement meets and the agents on shift do not. */
export function missedIntervals(
  team: TeamPlan,
  served: DeliveredService | undefined,
): readonly MissedInterval[] {
  const target = team.target?.serviceLevelFraction;
  if (served === undefined || target === undefined) return [];
  return [...team.requirement.open.keys()]
    .filter(
      (interval) =>
        team.requirement.open[interval] === 1 &&
        (team.requirement.expectedContacts[interval] ?? 0) >= 1 &&
        (served.serviceLevelFraction[interval] ?? 1) < target &&
        (team.required.serviceLevelFraction[interval] ?? 0) >= target,
    )
    .map((interval) => ({ interval }));
}

/** Share of the live contacts of some intervals that are answered in time. */
export function servedShare(
  team: TeamPlan,
  served: DeliveredService,
  intervals: readonly number[],
): number | undefined {
  let contacts = 0;
  let inTime = 0;
  for (const interval of intervals) {
    const count = team.demand?.expectedContacts[interval] ?? 0;
    contacts += count;
    inTime += count * (served.serviceLevelFraction[interval] ?? 1);
  }
  return contacts > 0 ? inTime / contacts : undefined;
}

/** The intervals that count together: each day’s, or all. */
export function servicePeriods(plan: Plan, per: 'day' | 'week'): readonly (readonly number[])[] {
  const periods = new Map<number, number[]>();
  for (const [interval, { day }] of plan.grid.intervals.entries()) {
    const key = per === 'day' ? day : 0;
    const period = periods.get(key) ?? [];
    period.push(interval);
    periods.set(key, period);
  }
  return [...periods.values()];
}

/**
 * By how much the days (or the week) fall short of the target with the agents on shift, where the requirement itself meets it: the
 * largest shortfall, 0 when there is none.
 */
export function periodShortfall(plan: Plan, team: TeamPlan, served: DeliveredService | undefined): number {
  const per = plan.settings.scheduling.serviceLevelPer;
  const target = team.target?.serviceLevelFraction;
  if (per === 'interval' || served === undefined || target === undefined) return 0;
  const shortfalls = servicePeriods(plan, per).map((intervals) => {
    const required = servedShare(team, team.required, intervals) ?? 1;
    const reached = servedShare(team, served, intervals) ?? 1;
    return required >= target ? Math.max(0, target - reached) : 0;
  });
  return Math.max(0, ...shortfalls);
}
