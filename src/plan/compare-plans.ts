import type { Plan, TeamPlan } from './plan.ts';

/** What one team needs and delivers under one calendar. */
export interface TeamOutcome {
  readonly team: string;
  /** Most agents on the channel in an interval, and most paid ones. */
  readonly peakAgents: number;
  readonly peakScheduledAgents: number;
  /** Paid. */
  readonly agentHours: number;
  readonly cost: number | undefined;
  /** With the agents there are; undefined where the settings do not say how many. */
  readonly withAgentsThereAre:
    | {
        readonly serviceLevelFraction: number;
        readonly abandonedContacts: number;
        readonly longestQueue: number;
      }
    | undefined;
  readonly abandonedContacts: number;
}

/** Two calendars beside each other. */
export interface PlanComparison {
  /** What was changed, one sentence each. */
  readonly changes: readonly string[];
  readonly teams: readonly { readonly before: TeamOutcome; readonly after: TeamOutcome }[];
  readonly contacts: { readonly before: number; readonly after: number };
}

function most(values: Float64Array): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0);
}

function outcomeOf(plan: Plan, team: TeamPlan): TeamOutcome {
  const { requirement, available, costPerHour } = team;
  const agentHours =
    (requirement.scheduledAgents.reduce((sum, value) => sum + value, 0) * plan.grid.intervalSeconds) / 3600;
  return {
    team: team.team,
    peakAgents: most(requirement.requiredAgents),
    peakScheduledAgents: most(requirement.scheduledAgents),
    agentHours,
    cost: costPerHour === undefined ? undefined : agentHours * costPerHour,
    withAgentsThereAre: available && {
      serviceLevelFraction: available.total.serviceLevelFraction,
      abandonedContacts: available.total.abandonedContacts,
      longestQueue: available.total.longestQueue,
    },
    abandonedContacts: team.required.total.abandonedContacts,
  };
}

function contactsOf(plan: Plan): number {
  return plan.channels.reduce(
    (sum, channel) => sum + channel.expectedContacts.reduce((total, value) => total + value, 0),
    0,
  );
}

/** Compares two plans of the same days and teams: the calendar as it is, and as it would be. */
export function comparePlans(before: Plan, after: Plan, changes: readonly string[]): PlanComparison {
  return {
    changes,
    teams: before.teams.flatMap((team) => {
      const other = after.teams.find((one) => one.team === team.team);
      return other === undefined ? [] : [{ before: outcomeOf(before, team), after: outcomeOf(after, other) }];
    }),
    contacts: { before: contactsOf(before), after: contactsOf(after) },
  };
}
