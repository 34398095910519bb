import type { CampaignPlan, Plan } from '../plan/plan.ts';
import { live, upcoming } from './campaigns-to-check.ts';

/** Share of the agents needed from which what a campaign adds is a surge. */
const surgeShare = 0.1;

/** What was looked at, for the sentence that ends a report. */
export interface CheckSummary {
  /** Campaigns to come that are not cancelled. */
  readonly campaigns: number;
  /** Of the campaigns, those that take at least a tenth more agents of a team than an ordinary day, at their worst. */
  readonly surges: number;
  /** True when the settings say of every team how many agents there are. */
  readonly coverKnown: boolean;
}

function isSurge(plan: Plan, { extraAgents }: CampaignPlan): boolean {
  return extraAgents.some(({ team, interval, agents }) => {
    const needed =
      plan.teams.find((candidate) => candidate.team === team)?.requirement.requiredAgents[interval] ?? 0;
    return agents > 0 && agents >= surgeShare * needed;
  });
}

/** Counts campaigns and surges of a plan. */
export function checkSummary(plan: Plan): CheckSummary {
  const surging = live(plan).filter((campaign) => isSurge(plan, campaign));
  return {
    campaigns: new Set([...upcoming(plan), ...surging]).size,
    surges: surging.length,
    coverKnown: plan.teams.every(
      ({ target, availableAgents }) => target === undefined || availableAgents !== undefined,
    ),
  };
}
