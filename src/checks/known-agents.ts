import type { Plan, TeamPlan } from '../plan/plan.ts';

/** Teams of which the settings say how many agents there are. */
export function withAgents(plan: Plan): readonly TeamPlan[] {
  return plan.teams.filter(({ availableAgents }) => availableAgents !== undefined);
}

/** Said once by rules that need to know how many agents there are. */
export function lacksAgents(plan: Plan): string | undefined {
  const unknown = plan.teams
    .filter(({ availableAgents }) => availableAgents === undefined)
    .map(({ team }) => team);
  return unknown.length === 0
    ? undefined
    : `the settings do not say how many agents there are in ${unknown.join(', ')} (teams: ${unknown[0]}: agents)`;
}
