import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { Settings, TeamSettings } from '../settings/settings.ts';
import type { ChannelDemand, TeamRules } from '../staffing/channel-demand.ts';
import { intervalEconomics } from '../staffing/economics.ts';
import { deliveredService, nobodyWaits } from '../staffing/delivered-service.ts';
import { poolDemand, type PooledDemand } from '../staffing/pooled-demand.ts';
import { liveAgents, staffTeam, type StaffedDemand } from '../staffing/staff-team.ts';
import { staffToPercentile } from '../staffing/staffing-percentile.ts';
import { surgeLoad } from '../staffing/surge-load.ts';
import type { DeliveredService, StaffingPercentile, TeamRequirement } from '../staffing/team-staffing.ts';
import { revenuePerContact } from './contact-value.ts';
import { agentsOnDuty } from './opening.ts';
import type { TeamPlan } from './plan.ts';

interface TeamInput {
  readonly grid: IntervalGrid;
  readonly settings: Settings;
  readonly team: TeamSettings;
  /** 1 where the team works. */
  readonly open: Uint8Array;
  readonly channels: readonly ChannelDemand[];
  /** The same channels as they would be forecast had nobody known of the campaigns. */
  readonly unawareChannels: readonly ChannelDemand[];
  readonly patienceSource: TeamPlan['patienceSource'];
}

/** First minute of each interval of the grid, and one past the last. */
export function minuteStarts(grid: IntervalGrid): Int32Array {
  const origin = grid.intervals[0]?.start ?? 0;
  const last = grid.intervals.at(-1);
  const starts = grid.intervals.map(({ start }) => (start - origin) / 60);
  return Int32Array.from([...starts, last === undefined ? 0 : (last.start + last.seconds - origin) / 60]);
}

function rulesOf({ grid, settings, team, open }: TeamInput): TeamRules {
  return {
    maxOccupancyFraction: team.maxOccupancyFraction,
    shrinkageFraction: team.shrinkageFraction,
    trunks: team.trunks,
    open,
    intervalSeconds: grid.intervalSeconds,
    model: settings.staffing.model,
  };
}

interface Staffed {
  readonly requirement: TeamRequirement;
  readonly staffing: StaffingPercentile;
  readonly pooled: PooledDemand | undefined;
  readonly live: StaffedDemand | undefined;
}

/** A team’s plan, and what it would need of live agents in an interval with only a share of its live load. */
export interface PlannedTeam {
  readonly plan: TeamPlan;
  readonly liveAgentsAt: (interval: number, shareOfLoad: number) => number;
}

function hours(agents: Float64Array, grid: IntervalGrid): number {
  return (agents.reduce((sum, value) => sum + value, 0) * grid.intervalSeconds) / 3600;
}

function staff(
  input: TeamInput,
  channels: readonly ChannelDemand[],
  rules: TeamRules,
  surgesKnown: boolean,
): Staffed {
  const { grid, open, settings } = input;
  const pooled = poolDemand(channels, rules);
  if (pooled === undefined) {
    const requirement = staffTeam({ channels, rules, live: undefined });
    const agentHours = hours(requirement.scheduledAgents, grid);
    return {
      requirement,
      pooled,
      live: undefined,
      staffing: {
        percentile: undefined,
        source: 'given',
        expectedServiceLevelFraction: 1,
        expectedServiceLevelAtMeanFraction: 1,
        agentHours,
        agentHoursAtMean: agentHours,
      },
    };
  }
  const { minuteContacts, averageHandleTimeSeconds } = pooled;
  const starts = minuteStarts(grid);
  const inside = surgeLoad({ minuteContacts, averageHandleTimeSeconds, open, minuteStarts: starts });
  const load = surgesKnown ? inside : { ...inside, surges: new Uint8Array(open.length) };
  return {
    ...staffToPercentile({ channels, rules, pooled, load, minuteStarts: starts }, settings.staffing.staffTo),
    pooled,
  };
}

/** Share of the agents' time that deferred work and its spare capacity take; for teams without live contacts. */
function deferredOccupancy(requirement: TeamRequirement): Float64Array {
  return requirement.offeredLoad.map((load, interval) => {
    const agents = requirement.requiredAgents[interval] ?? 0;
    return agents > 0 ? Math.min(1, load / agents) : 0;
  });
}

/** What each open interval would earn with other numbers of agents, where wages and revenue are known. */
function economicsOf(
  input: TeamInput,
  pooled: PooledDemand | undefined,
  requirement: TeamRequirement,
): TeamPlan['economics'] {
  const { team, grid, open } = input;
  const revenue = revenuePerContact(input.settings, input.channels);
  if (pooled === undefined || revenue === undefined || team.costPerHour === undefined) return undefined;
  const costPerHour = team.costPerHour;
  return grid.intervals.map((_, interval) =>
    open[interval] === 1
      ? intervalEconomics({
          contacts: pooled.expectedContacts[interval] ?? 0,
          averageHandleTimeSeconds: Math.max(1, pooled.averageHandleTimeSeconds[interval] ?? 0),
          patienceSeconds: pooled.patienceSeconds,
          intervalSeconds: grid.intervalSeconds,
          slotsPerAgent: pooled.slotsPerAgent,
          shrinkageFraction: team.shrinkageFraction,
          costPerHour,
          revenuePerContact: revenue,
          requiredAgents: requirement.liveAgents[interval] ?? 0,
        })
      : undefined,
  );
}

/**
 * One team’s plan: agents for its channels at the staffing percentile, and what callers meet in three cases: with the agents required,
 * with the agents there are, and with those there would be had nobody known of the campaigns (never more than there are). Live
 * contacts go first: in the second case all agents there are take them, and deferred work waits.
 */
export function planTeam(input: TeamInput): PlannedTeam {
  const { grid, team, open, channels, unawareChannels } = input;
  const rules = rulesOf(input);
  const aware = staff(input, channels, rules, true);
  const unaware = staff(input, unawareChannels, rules, false);
  const { requirement, pooled } = aware;
  const availableAgents = agentsOnDuty(grid, team.agents, open);
  const onChannel = availableAgents?.map((agents) =>
    Math.floor(agents * (1 - team.shrinkageFraction) + 1e-9),
  );
  const meet = (agents: Float64Array): DeliveredService =>
    pooled === undefined
      ? nobodyWaits(agents, deferredOccupancy(requirement))
      : deliveredService({ pooled, agents, intervalSeconds: grid.intervalSeconds, open });
  const unawareAgents = unaware.requirement.liveAgents.map((agents, i) =>
    Math.min(agents, onChannel?.[i] ?? Infinity),
  );
  const plan: TeamPlan = {
    team: team.name,
    channels: channels.map(({ channel }) => channel),
    liveChannels: channels.filter(({ kind }) => kind === 'live').map(({ channel }) => channel),
    requirement,
    unawareRequirement: unaware.requirement,
    staffing: aware.staffing,
    availableAgents,
    target:
      pooled === undefined
        ? undefined
        : {
            serviceLevelFraction: pooled.targets.serviceLevelFraction ?? 0,
            answerThresholdSeconds: pooled.targets.answerThresholdSeconds ?? 0,
          },
    patienceSeconds: pooled?.patienceSeconds,
    patienceSource: input.patienceSource,
    required: meet(requirement.liveAgents),
    available: onChannel && meet(onChannel),
    unaware: meet(unawareAgents),
    demand: pooled,
    economics: economicsOf(input, pooled, requirement),
    shifts: undefined,
    scheduled: undefined,
    roster: undefined,
    scheduling: undefined,
    surgeActions: undefined,
    costPerHour: team.costPerHour,
  };
  const { live } = aware;
  return {
    plan,
    liveAgentsAt: (interval, shareOfLoad) =>
      live === undefined ? 0 : liveAgents(live, rules, interval, shareOfLoad).agents,
  };
}
