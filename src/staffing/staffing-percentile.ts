import { erlangAServiceLevel } from '../queueing/erlang-a.ts';
import { erlangCServiceLevel } from '../queueing/erlang-c.ts';
import type { ChannelDemand, TeamRules } from './channel-demand.ts';
import { pooledQuantile, type PooledDemand } from './pooled-demand.ts';
import { scheduledFor, staffTeam, type StaffedDemand } from './staff-team.ts';
import type { SurgeLoad } from './surge-load.ts';
import type { StaffingPercentile, TeamRequirement } from './team-staffing.ts';

/** Percentiles that are tried, from the mean (undefined) up. */
const candidates: readonly (number | undefined)[] = [
  undefined,
  0.55,
  0.6,
  0.65,
  0.7,
  0.75,
  0.8,
  0.85,
  0.9,
  0.95,
];

/** Midpoints of ten equally likely slices of the forecast’s spread. */
const slices = Array.from({ length: 10 }, (_, index) => (index + 0.5) / 10);

interface PercentileInput {
  readonly channels: readonly ChannelDemand[];
  readonly rules: TeamRules;
  readonly pooled: PooledDemand;
  /** Load at the mean of the forecast, and what arrivals do inside intervals. */
  readonly load: SurgeLoad;
  readonly minuteStarts: Int32Array;
}

/** The live demand at a percentile: contacts by quantile, load in proportion. */
export function staffedDemand(input: PercentileInput, percentile: number | undefined): StaffedDemand {
  const { channels, pooled, load } = input;
  const staffedContacts =
    percentile === undefined
      ? pooled.expectedContacts
      : pooled.expectedContacts.map((_, interval) => pooledQuantile(channels, interval, percentile));
  const scale = pooled.expectedContacts.map((expected, interval) =>
    expected > 0 ? (staffedContacts[interval] ?? 0) / expected : 1,
  );
  return {
    pooled,
    staffedContacts,
    offeredLoad: load.averageLoad.map((erlangs, i) => erlangs * (scale[i] ?? 1)),
  };
}

/** The same with what arrivals do inside intervals, in proportion too. */
function withSurges(input: PercentileInput, demand: StaffedDemand): StaffedDemand {
  const { pooled, load, minuteStarts } = input;
  if (!load.surges.includes(1)) return demand;
  const minuteContacts = Float64Array.from(pooled.minuteContacts);
  const minuteLoad = Float64Array.from(load.minuteLoad);
  for (const [interval, expected] of pooled.expectedContacts.entries()) {
    const scale = expected > 0 ? (demand.staffedContacts[interval] ?? 0) / expected : 1;
    for (let minute = minuteStarts[interval] ?? 0; minute < (minuteStarts[interval + 1] ?? 0); minute++) {
      minuteContacts[minute]! *= scale;
      minuteLoad[minute]! *= scale;
    }
  }
  return { ...demand, surge: { surges: load.surges, minuteContacts, minuteLoad } };
}

/** Contacts of each open interval at each slice of the spread: rows of `slices.length`. */
function scenarioContacts({ channels, rules, pooled }: PercentileInput): Float64Array {
  const contacts = new Float64Array(rules.open.length * slices.length);
  for (let interval = 0; interval < rules.open.length; interval++) {
    if (rules.open[interval] !== 1 || !((pooled.expectedContacts[interval] ?? 0) > 0)) continue;
    for (const [slice, probability] of slices.entries()) {
      contacts[interval * slices.length + slice] = pooledQuantile(channels, interval, probability);
    }
  }
  return contacts;
}

function serviceLevel(input: PercentileInput, interval: number, contacts: number, agents: number): number {
  const { pooled, rules, load } = input;
  const expected = pooled.expectedContacts[interval] ?? 0;
  const answerThresholdSeconds = pooled.targets.answerThresholdSeconds ?? 0;
  const averageHandleTimeSeconds = pooled.averageHandleTimeSeconds[interval] ?? 0;
  const offeredLoad = expected > 0 ? ((load.averageLoad[interval] ?? 0) * contacts) / expected : 0;
  const queue = {
    offeredLoad,
    agents: agents * pooled.slotsPerAgent,
    averageHandleTimeSeconds,
    answerThresholdSeconds,
  };
  return rules.model === 'a'
    ? erlangAServiceLevel({ ...queue, patienceSeconds: pooled.patienceSeconds })
    : (erlangCServiceLevel(queue) ?? 0);
}

/** Contact-weighted service level of a requirement over the spread of the forecast; overload in Erlang C counts as nobody in time. */
function expectedServiceLevel(input: PercentileInput, scenarios: Float64Array, agents: Float64Array): number {
  let offered = 0;
  let inTime = 0;
  for (let position = 0; position < scenarios.length; position++) {
    const contacts = scenarios[position] ?? 0;
    if (!(contacts > 0)) continue;
    const interval = Math.floor(position / slices.length);
    offered += contacts;
    inTime += contacts * serviceLevel(input, interval, contacts, agents[interval] ?? 0);
  }
  return offered > 0 ? inTime / offered : 1;
}

function agentHours(requirement: TeamRequirement, rules: TeamRules): number {
  const agents = requirement.requiredAgents.reduce(
    (sum, value) => sum + scheduledFor(value, rules.shrinkageFraction),
    0,
  );
  return (agents * rules.intervalSeconds) / 3600;
}

/**
 * Staffs a team to a percentile of the forecast. Staffing to the mean breaks the promise: service level falls faster above the forecast
 * than it rises below it. `recommended` is the lowest of the mean, 0.55, 0.6 … 0.95 at which the service level, averaged over the
 * forecast’s calibrated spread and weighted by contacts, meets the target. The price beside staffing the mean comes with it, in
 * scheduled agent-hours.
 *
 * Assumes that the spread of the forecast is right, which `surgecast backtest` shows.
 */
export function staffToPercentile(
  input: PercentileInput,
  staffTo: 'recommended' | 'mean' | number,
): {
  readonly requirement: TeamRequirement;
  readonly staffing: StaffingPercentile;
  readonly live: StaffedDemand;
} {
  const { rules, channels, pooled } = input;
  const scenarios = scenarioContacts(input);
  const evaluate = (percentile: number | undefined) => {
    const requirement = staffTeam({ channels, rules, live: staffedDemand(input, percentile) });
    const level = expectedServiceLevel(input, scenarios, requirement.liveAgents);
    return { percentile, requirement, level };
  };
  const mean = evaluate(undefined);
  const target = pooled.targets.serviceLevelFraction ?? 0;
  let chosen = mean;
  if (typeof staffTo === 'number') chosen = evaluate(staffTo);
  else if (staffTo === 'recommended') {
    for (const percentile of candidates.slice(1)) {
      if (chosen.level >= target) break;
      chosen = evaluate(percentile);
    }
  }
  const live = withSurges(input, staffedDemand(input, chosen.percentile));
  const requirement = staffTeam({ channels, rules, live });
  return {
    live,
    requirement,
    staffing: {
      percentile: chosen.percentile,
      source: staffTo === 'recommended' ? 'recommended' : 'given',
      expectedServiceLevelFraction: chosen.level,
      expectedServiceLevelAtMeanFraction: mean.level,
      agentHours: agentHours(requirement, rules),
      agentHoursAtMean: agentHours(mean.requirement, rules),
    },
  };
}
