import type { Plan } from '../plan/plan.ts';
import { upcoming } from './campaigns-to-check.ts';

/** What was looked at, for the sentence that ends a report. */
export interface CheckSummary {
  /** Campaigns to come that are not cancelled. */
  readonly campaigns: number;
  /** Of the campaigns, those that take more agents than an ordinary day in the plan’s days. */
  readonly surges: number;
  /** True when the settings say of every team how many agents there are. */
  readonly coverKnown: boolean;
}

/** Counts campaigns and surges of a plan. */
export function checkSummary(plan: Plan): CheckSummary {
  const surging = plan.campaigns.filter(({ extraAgents }) => extraAgents.some(({ agents }) => agents > 0));
  return {
    campaigns: new Set([...upcoming(plan), ...surging]).size,
    surges: surging.length,
    coverKnown: plan.teams.every(
      ({ target, availableAgents }) => target === undefined || availableAgents !== undefined,
    ),
  };
}
