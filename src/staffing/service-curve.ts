import { queueFigures } from '../queueing/queue-model.ts';
import { requiredAgents } from '../queueing/required-agents.ts';
import type { TeamRules } from './channel-demand.ts';
import type { PooledDemand } from './pooled-demand.ts';
import { queueModel } from './staff-team.ts';
import type { TeamRequirement } from './team-staffing.ts';

/** What one interval’s callers get for so many paid agents. */
export interface IntervalService {
  /** Paid agents below which the interval is not allowed to fall. */
  readonly floorAgents: number;
  readonly contacts: number;
  /** Paid agents that the first fraction is for. */
  readonly firstAgents: number;
  /** Share answered in time with `firstAgents` paid agents, one more, two more, … */
  readonly serviceLevelFractions: readonly number[];
}

interface CurveInput {
  readonly pooled: PooledDemand;
  readonly requirement: TeamRequirement;
  readonly rules: TeamRules;
  /** Shrinkage between a paid agent and one on the channel. */
  readonly shrinkageFraction: number;
  /** Least service level of any interval. */
  readonly floorFraction: number;
}

/** Beyond it one agent more changes nothing that anybody would notice. */
const asGoodAsAll = 0.9995;
const mostPoints = 200;

/** Mean of the neighbouring whole numbers’ values, as when an agent is there part of the time. */
function between(values: (agents: number) => number, agents: number): number {
  const below = Math.floor(agents + 1e-9);
  const part = agents - below;
  return part < 1e-9 ? values(below) : (1 - part) * values(below) + part * values(below + 1);
}

/**
 * The service level of one interval as a function of paid agents, for targets that a day or a week meets together. Its load is the one
 * that is staffed to. Where a surge was staffed by the time-dependent queue the formula promises too much: there the floor is the whole
 * requirement, and what it serves counts as the target and no more. Undefined where there are no live contacts.
 */
export function serviceCurve(input: CurveInput, interval: number): IntervalService | undefined {
  const { pooled, requirement, rules, shrinkageFraction } = input;
  const expected = pooled.expectedContacts[interval] ?? 0;
  if (rules.open[interval] !== 1 || !(expected > 0)) return undefined;
  const contacts =
    expected + (requirement.staffedContacts[interval] ?? 0) - (requirement.expectedContacts[interval] ?? 0);
  const handleTime = pooled.averageHandleTimeSeconds[interval] ?? 0;
  const offeredLoad = (contacts * handleTime) / rules.intervalSeconds;
  if (!(offeredLoad > 0)) return undefined;
  const { targets, slotsPerAgent } = pooled;
  const model = queueModel(rules, handleTime, pooled.patienceSeconds);
  const searchTargets = (serviceLevelFraction: number | undefined): number => {
    const found = requiredAgents({ ...model, offeredLoad, targets: { ...targets, serviceLevelFraction } });
    return Math.ceil((found?.agents ?? rules.trunks ?? 0) / slotsPerAgent - 1e-9);
  };
  const target = targets.serviceLevelFraction ?? 0;
  const live = requirement.liveAgents[interval] ?? 0;
  const deferred = (requirement.requiredAgents[interval] ?? 0) - live;
  const isSurge = live !== searchTargets(target);
  const floorLive = isSurge ? live : Math.min(live, searchTargets(Math.min(input.floorFraction, target)));
  const paidFor = (agents: number): number => Math.ceil(agents / (1 - shrinkageFraction) - 1e-9);
  const served = (agents: number): number => {
    if (agents <= 0) return 0;
    const figures = queueFigures(model, { offeredLoad, agents: agents * slotsPerAgent, targets });
    const fraction = figures?.serviceLevelFraction ?? 0;
    return isSurge ? Math.min(fraction, target) : fraction;
  };
  const firstAgents = paidFor(floorLive + deferred);
  const serviceLevelFractions: number[] = [];
  for (let paid = firstAgents; serviceLevelFractions.length < mostPoints; paid++) {
    const fraction = between(served, paid * (1 - shrinkageFraction) - deferred);
    // A curve never falls: rounding must not make it.
    serviceLevelFractions.push(Math.max(fraction, serviceLevelFractions.at(-1) ?? 0));
    if (serviceLevelFractions.length > 1 && (fraction > asGoodAsAll || (isSurge && fraction >= target)))
      break;
  }
  return { floorAgents: firstAgents, contacts: expected, firstAgents, serviceLevelFractions };
}
