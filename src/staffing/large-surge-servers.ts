import { gaussianQueue } from '../queueing/gaussian-queue.ts';
import type { SurgeInput } from '../queueing/agents-for-surge.ts';

/** From so many servers on, queues are followed by mean and variance: within about half a point, and no slower for larger teams. */
export const largeTeam = 150;

/** Shares by which servers are raised where a target is missed, and rounds in which all can meet it. */
const raiseShare = 0.02;
const mostRounds = 200;

function misses(input: SurgeInput, servers: readonly number[]): boolean[] {
  const { targets } = input;
  const delivered = gaussianQueue({
    ...input,
    agents: servers,
    answerThresholdSeconds: targets.answerThresholdSeconds ?? 0,
  });
  return servers.map(
    (_, interval) =>
      (delivered.offered[interval] ?? 0) > 0 &&
      ((delivered.serviceLevelFraction[interval] ?? 1) < (targets.serviceLevelFraction ?? 0) ||
        (delivered.averageSpeedOfAnswerSeconds[interval] ?? 0) >
          (targets.averageSpeedOfAnswerSeconds ?? Infinity) ||
        (delivered.abandonmentFraction[interval] ?? 0) > (targets.abandonmentFraction ?? 1)),
  );
}

/**
 * Servers of a large team that deliver the targets in every interval of a stretch with surges: those that miss get two per cent more in each round, then
 * intervals that may be lowered are, dearest first, as far as everybody still meets the targets. The counterpart of
 * `requiredAgentsForSurge` for teams whose queue is followed by its mean and variance.
 */
export function largeSurgeServers(input: SurgeInput): readonly number[] {
  const servers = Array.from({ length: input.agents.length }, (_, i) => Math.ceil(input.agents[i] ?? 0));
  for (let round = 0; round < mostRounds; round++) {
    const missed = misses(input, servers);
    if (!missed.includes(true)) break;
    for (const [interval, miss] of missed.entries()) {
      if (miss) servers[interval]! += Math.max(1, Math.ceil(servers[interval]! * raiseShare));
    }
  }
  if (misses(input, servers).includes(true)) return servers;
  const dearest = [...servers.keys()]
    .filter((i) => input.mayLower?.(i) ?? true)
    .sort((a, b) => servers[b]! - servers[a]!);
  for (const interval of dearest) {
    let enough = servers[interval]!;
    let tooFew = 0;
    while (enough - tooFew > 1) {
      const middle = Math.floor((enough + tooFew) / 2);
      servers[interval] = middle;
      if (misses(input, servers).includes(true)) tooFew = middle;
      else enough = middle;
    }
    servers[interval] = enough;
  }
  return servers;
}
