import type { QueueModelInput } from '../queueing/queue-model.ts';
import { queueFigures } from '../queueing/queue-model.ts';
import { requiredAgents } from '../queueing/required-agents.ts';
import type { ChannelDemand, TeamRules } from './channel-demand.ts';
import { deferredAgents } from './deferred-work.ts';
import { surgeAgents } from './surge-agents.ts';
import type { PooledDemand } from './pooled-demand.ts';
import type { BindingTarget, TeamRequirement } from './team-staffing.ts';

/** Live demand of a team as it is to be staffed: load and contacts at the chosen percentile. */
export interface StaffedDemand {
  readonly pooled: PooledDemand;
  readonly staffedContacts: Float64Array;
  /** Erlangs of slots, by interval. */
  readonly offeredLoad: Float64Array;
  /** What arrivals do inside intervals; undefined: taken as even. */
  readonly surge?: SurgeDemand | undefined;
}

/** Surges inside intervals, at the percentile that is staffed. */
export interface SurgeDemand {
  readonly surges: Uint8Array;
  readonly minuteContacts: Float64Array;
  readonly minuteLoad: Float64Array;
}

export function queueModel(
  rules: TeamRules,
  averageHandleTimeSeconds: number,
  patienceSeconds: number,
): QueueModelInput {
  const { trunks } = rules;
  if (trunks !== undefined) {
    return { model: 'x', averageHandleTimeSeconds, patienceSeconds, lines: trunks, retryFraction: 0 };
  }
  return rules.model === 'a'
    ? { model: 'a', averageHandleTimeSeconds, patienceSeconds }
    : { model: 'c', averageHandleTimeSeconds };
}

/**
 * Live agents of one interval, the target that binds, and the service level that the formula promises. `share` of the interval’s
 * load only, when given: what would be needed without the rest.
 */
export function liveAgents(
  demand: StaffedDemand,
  rules: TeamRules,
  interval: number,
  share = 1,
): {
  readonly agents: number;
  readonly binding: BindingTarget;
  readonly promised: number;
} {
  const { pooled } = demand;
  const offeredLoad = share * (demand.offeredLoad[interval] ?? 0);
  if (!(offeredLoad > 0)) return { agents: 0, binding: 'minimum', promised: 1 };
  const handleTime = pooled.averageHandleTimeSeconds[interval] ?? 0;
  const model = queueModel(rules, handleTime, pooled.patienceSeconds);
  const found = requiredAgents({ ...model, offeredLoad, targets: pooled.targets });
  // Where no number of agents helps, the lines are the limit: every line has its agent.
  const slots = found?.agents ?? rules.trunks ?? 0;
  const agents = Math.ceil(slots / pooled.slotsPerAgent - 1e-9);
  const figures = queueFigures(model, {
    offeredLoad,
    agents: agents * pooled.slotsPerAgent,
    targets: pooled.targets,
  });
  const binding = found?.bindingTarget;
  return {
    agents,
    binding: binding === undefined || binding === 'stability' ? 'service-level' : binding,
    promised: figures?.serviceLevelFraction ?? 0,
  };
}

/** Live agents of all intervals, set by the time-dependent queue where the load rises inside intervals. */
function checkedLiveAgents(live: StaffedDemand, rules: TeamRules, agents: Float64Array): Float64Array {
  const { pooled, surge } = live;
  if (surge === undefined) return agents;
  return surgeAgents({
    pooled: { ...pooled, expectedContacts: live.staffedContacts, minuteContacts: surge.minuteContacts },
    agents,
    open: rules.open,
    surges: surge.surges,
    minuteLoad: surge.minuteLoad,
    intervalSeconds: rules.intervalSeconds,
  });
}

/** Agents that live contacts leave free, up to the occupancy cap. */
function spareAgents(live: Float64Array, demand: StaffedDemand | undefined, rules: TeamRules): Float64Array {
  return live.map((agents, interval) => {
    const busy = (demand?.offeredLoad[interval] ?? 0) / (demand?.pooled.slotsPerAgent ?? 1);
    return Math.max(0, agents * rules.maxOccupancyFraction - busy);
  });
}

/** Agents after shrinkage, rounded up once. @example scheduledFor(14, 0.3) // => 20 */
export function scheduledFor(requiredOnChannel: number, shrinkageFraction: number): number {
  return Math.ceil(requiredOnChannel / (1 - shrinkageFraction) - 1e-9);
}

/** Handle time of everything the team answers, weighted by contacts. */
function meanHandleTime(channels: readonly ChannelDemand[], interval: number): number {
  let work = 0;
  let contacts = 0;
  for (const channel of channels) {
    const count = channel.expectedContacts[interval] ?? 0;
    contacts += count;
    work += count * (channel.averageHandleTimeSeconds[interval] ?? 0);
  }
  return contacts > 0 ? work / contacts : (channels[0]?.averageHandleTimeSeconds[interval] ?? 0);
}

/**
 * Agents of a team by interval: live contacts by the queueing formula on the load given (targets of service level, speed of
 * answer, occupancy and abandonment together), deferred work in what they leave free and by extra agents where its deadline asks for
 * them, rounded up once a team and interval, then divided by 1 − shrinkage. Closed intervals need nobody.
 */
export function staffTeam(input: {
  readonly channels: readonly ChannelDemand[];
  readonly rules: TeamRules;
  /** Undefined for a team with deferred work only. */
  readonly live: StaffedDemand | undefined;
}): TeamRequirement {
  const { channels, rules, live } = input;
  const intervals = rules.open.length;
  const firstLive = new Float64Array(intervals);
  const promised = new Float64Array(intervals).fill(1);
  const binding: BindingTarget[] = Array.from({ length: intervals }, (_, i) =>
    rules.open[i] === 1 ? 'minimum' : 'closed',
  );
  for (let interval = 0; interval < intervals; interval++) {
    if (live === undefined || rules.open[interval] !== 1) continue;
    const result = liveAgents(live, rules, interval);
    firstLive[interval] = result.agents;
    promised[interval] = result.promised;
    binding[interval] = result.binding;
  }
  const liveOnly = live === undefined ? firstLive : checkedLiveAgents(live, rules, firstLive);
  const deferred = deferredAgents({
    work: channels
      .filter(({ kind }) => kind === 'deferred')
      .map((channel) => ({
        workSeconds: channel.expectedContacts.map(
          (contacts, i) => (contacts * (channel.averageHandleTimeSeconds[i] ?? 0)) / channel.concurrency,
        ),
        respondWithinSeconds: channel.respondWithinSeconds,
      })),
    open: rules.open,
    intervalSeconds: rules.intervalSeconds,
    spareAgents: spareAgents(liveOnly, live, rules),
    maxOccupancyFraction: rules.maxOccupancyFraction,
  });
  const required = liveOnly.map((agents, interval) => Math.ceil(agents + (deferred[interval] ?? 0) - 1e-9));
  for (let interval = 0; interval < intervals; interval++) {
    if ((required[interval] ?? 0) > (liveOnly[interval] ?? 0)) binding[interval] = 'deferred-work';
  }
  const expectedContacts = Float64Array.from({ length: intervals }, (_, i) =>
    channels.reduce((sum, channel) => sum + (channel.expectedContacts[i] ?? 0), 0),
  );
  return {
    open: rules.open,
    expectedContacts,
    staffedContacts: expectedContacts.map(
      (contacts, i) =>
        contacts +
        (live === undefined ? 0 : (live.staffedContacts[i] ?? 0) - (live.pooled.expectedContacts[i] ?? 0)),
    ),
    offeredLoad: expectedContacts.map(
      (_, i) =>
        (live?.offeredLoad[i] ?? 0) / (live?.pooled.slotsPerAgent ?? 1) +
        (deferred[i] ?? 0) * rules.maxOccupancyFraction,
    ),
    averageHandleTimeSeconds: expectedContacts.map((_, i) => meanHandleTime(channels, i)),
    requiredAgents: required,
    liveAgents: liveOnly,
    scheduledAgents: required.map((agents) => scheduledFor(agents, rules.shrinkageFraction)),
    promisedServiceLevelFraction: promised,
    bindingTarget: binding,
  };
}
