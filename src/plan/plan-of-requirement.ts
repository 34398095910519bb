import { intervalGrid, type IntervalGrid } from '../calendar/interval-grid.ts';
import type { DayNumber } from '../calendar/local-date.ts';
import { openIntervals } from '../scheduling/horizon-problems.ts';
import type { Settings, TeamSettings } from '../settings/settings.ts';
import { nobodyWaits } from '../staffing/delivered-service.ts';
import { scheduledFor } from '../staffing/staff-team.ts';
import type { TeamRequirement } from '../staffing/team-staffing.ts';
import { agentsOnDuty, openByHours } from './opening.ts';
import type { Plan, TeamPlan } from './plan.ts';

/** Agents that somebody else says are needed. */
export interface GivenRequirement {
  readonly grid: IntervalGrid;
  /** Agents on the channel, by interval of the grid. */
  readonly teams: readonly { readonly team: string; readonly requiredAgents: Float64Array }[];
}

/** The part of a requirement from a day on; undefined when none of those days is in it. */
export function requirementOfDays(
  given: GivenRequirement,
  firstDay: DayNumber,
  days: number,
): GivenRequirement | undefined {
  const { grid, teams } = given;
  const from = Math.max(firstDay, grid.firstDay);
  const end = Math.min(firstDay + days, grid.firstDay + grid.days);
  if (end <= from) return undefined;
  const part = intervalGrid({ ...grid, firstDay: from, days: end - from });
  const offset = grid.intervals.findIndex(({ day }) => day === from);
  return {
    grid: part,
    teams: teams.map(({ team, requiredAgents }) => ({
      team,
      requiredAgents: requiredAgents.slice(offset, offset + part.intervals.length),
    })),
  };
}

function requirementOf(
  requiredAgents: Float64Array,
  open: Uint8Array,
  settings: TeamSettings,
): TeamRequirement {
  const nothing = new Float64Array(requiredAgents.length);
  return {
    open,
    expectedContacts: nothing,
    staffedContacts: nothing,
    offeredLoad: nothing,
    averageHandleTimeSeconds: nothing,
    requiredAgents,
    liveAgents: requiredAgents,
    scheduledAgents: requiredAgents.map((agents) => scheduledFor(agents, settings.shrinkageFraction)),
    promisedServiceLevelFraction: new Float64Array(requiredAgents.length).fill(1),
    bindingTarget: Array.from(open, (isOpen) => (isOpen === 1 ? 'minimum' : 'closed')),
  };
}

function teamOf(
  given: GivenRequirement,
  team: GivenRequirement['teams'][number],
  settings: Settings,
): TeamPlan[] {
  const { grid } = given;
  const own = settings.teams.find(({ name }) => name === team.team);
  if (own === undefined) return [];
  const hours = own.hours && openByHours(grid, own.hours, settings.specialDays);
  const needed = openIntervals(grid, team.requiredAgents);
  // Whoever asks for agents outside the hours means it.
  const open = needed.map((isOpen, interval) => (isOpen === 1 || hours?.[interval] === 1 ? 1 : 0));
  const requirement = requirementOf(team.requiredAgents, open, own);
  const served = nobodyWaits(team.requiredAgents, new Float64Array(team.requiredAgents.length));
  const agentHours = requirement.scheduledAgents.reduce(
    (sum, agents, interval) => sum + (agents * (grid.intervals[interval]?.seconds ?? 0)) / 3600,
    0,
  );
  return [
    {
      team: team.team,
      channels: own.channels,
      liveChannels: [],
      requirement,
      unawareRequirement: requirement,
      staffing: {
        percentile: undefined,
        source: 'given',
        expectedServiceLevelFraction: 1,
        expectedServiceLevelAtMeanFraction: 1,
        agentHours,
        agentHoursAtMean: agentHours,
      },
      availableAgents: agentsOnDuty(grid, own.agents, open),
      target: undefined,
      patienceSeconds: undefined,
      patienceSource: 'default',
      required: served,
      available: undefined,
      unaware: served,
      demand: undefined,
      economics: undefined,
      shifts: undefined,
      scheduled: undefined,
      roster: undefined,
      scheduling: undefined,
      surgeActions: undefined,
      costPerHour: own.costPerHour,
    },
  ];
}

/**
 * A plan that holds nothing but given agents, for shifts to be laid over: no forecast, no campaigns, and no queue to check the shifts
 * with, which its note says. Teams that the settings do not know are left out: resolve the settings with them.
 */
export function planOfRequirement(given: GivenRequirement, settings: Settings): Plan {
  return {
    asOf: given.grid.firstDay,
    grid: given.grid,
    settings: { ...settings, intervalSeconds: given.grid.intervalSeconds },
    history: [],
    channels: [],
    teams: given.teams.flatMap((team) => teamOf(given, team, settings)),
    campaigns: [],
    notes: [
      {
        topic: 'scheduling',
        message: 'agents are taken as given: there are no contacts to check service levels with',
      },
    ],
  };
}
