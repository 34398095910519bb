import type { Plan, TeamPlan } from './plan.ts';

/** Whose shifts are wanted; undefined = everybody’s. */
export interface ScheduleSelection {
  readonly teams?: readonly string[] | undefined;
  readonly agents?: readonly string[] | undefined;
}

function onlyAgents(team: TeamPlan, agents: readonly string[]): TeamPlan | undefined {
  const { roster } = team;
  if (roster === undefined) return undefined;
  const assignments = roster.assignments.filter(({ agent }) => agents.includes(agent));
  if (assignments.length === 0) return undefined;
  return {
    ...team,
    roster: {
      ...roster,
      assignments,
      unfilled: [],
      agents: roster.agents.filter(({ agent }) => agents.includes(agent)),
    },
  };
}

/** A plan with the shifts of some teams or some agents only, for lists and calendars; what shifts cover stays as it is. */
export function scheduleOf(plan: Plan, { teams, agents }: ScheduleSelection): Plan {
  const ofTeams = plan.teams.filter(({ team }) => teams === undefined || teams.includes(team));
  return {
    ...plan,
    teams: agents === undefined ? ofTeams : ofTeams.flatMap((team) => onlyAgents(team, agents) ?? []),
  };
}

/** Everybody with a shift, in the order of the teams and rosters. */
export function rosteredAgents(plan: Plan): readonly string[] {
  return [
    ...new Set(plan.teams.flatMap(({ roster }) => roster?.assignments.map(({ agent }) => agent) ?? [])),
  ];
}
