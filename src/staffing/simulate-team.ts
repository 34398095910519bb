import { summariseSimulation, type SimulatedQueue } from '../queueing/simulate-queue.ts';
import { simulateReplication } from '../queueing/simulate-replication.ts';
import type { CallbackOffer, Ringing, SimulationInput } from '../queueing/simulation-input.ts';

export type { CallbackOffer, Ringing, SimulatedQueue, SimulationInput };

/** Simulates a team `replications` times; `progress` is told after each. The same input gives the same result. */
export function simulateTeam(
  input: SimulationInput,
  replications: number,
  progress: () => void,
): SimulatedQueue {
  const tallies = Array.from({ length: replications }, (_, replication) => {
    const tally = simulateReplication(input, replication);
    progress();
    return tally;
  });
  return summariseSimulation(input, tallies);
}
