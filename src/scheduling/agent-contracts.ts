import type { Agent } from './agent.ts';
import { paidSeconds, type ShiftPattern } from './shift-pattern.ts';
import type { TourContract } from './tour-contract.ts';

/** The shift and days that come nearest to an agent's hours without passing them. */
function bestFit(
  agent: Agent,
  patterns: readonly ShiftPattern[],
): Pick<TourContract, 'pattern' | 'daysPerWeek'> | undefined {
  const { maximumSeconds, maximumDays } = agent.contract;
  let best: Pick<TourContract, 'pattern' | 'daysPerWeek'> | undefined;
  let most = 0;
  for (const pattern of patterns) {
    if (pattern.team !== undefined && pattern.team !== agent.team) continue;
    for (const length of pattern.lengths) {
      const paid = paidSeconds(pattern, length);
      const daysPerWeek = Math.min(maximumDays, Math.floor((maximumSeconds + 1) / paid));
      if (daysPerWeek * paid <= most) continue;
      most = daysPerWeek * paid;
      best = { pattern: { ...pattern, lengths: [length] }, daysPerWeek };
    }
  }
  return best;
}

/**
 * Tour contracts that the agents of a team have between them, with as many people as there are: what to plan tours with before
 * names are put on them. Each agent counts for the shift length and days nearest to the contract hours; agents whom no shift
 * fits are left out.
 */
export function agentContracts(
  team: string,
  agents: readonly Agent[],
  patterns: readonly ShiftPattern[],
): readonly TourContract[] {
  const contracts = new Map<string, TourContract>();
  for (const agent of agents) {
    if (agent.team !== team) continue;
    const fit = bestFit(agent, patterns);
    if (fit === undefined) continue;
    const length = fit.pattern.lengths[0] ?? 0;
    const name = `${fit.pattern.name} ${length / 3600} h × ${fit.daysPerWeek}`;
    const known = contracts.get(name);
    contracts.set(name, {
      name,
      ...fit,
      costPerHour: agent.costPerHour ?? known?.costPerHour,
      maximumAgents: (known?.maximumAgents ?? 0) + 1,
    });
  }
  return [...contracts.values()];
}
