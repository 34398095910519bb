import type { AgentShiftProblem } from './agent-shifts.ts';
import { missedContactsPrice } from './service-periods.ts';
import type { PlannedShift } from './shift-plan.ts';
import { missingPrice } from './under-cover-costs.ts';

/** What shifts in real time put into the slots of a problem. */
export interface WorkedCover {
  /** Agents in a shift, those on a break included. */
  readonly inShift: Int32Array;
  /** Agents in a shift and not on a break. */
  readonly onChannel: Int32Array;
}

/** Counts shifts into slots; what lies outside the problem does not count. */
export function workedCover(
  { problem, slots }: AgentShiftProblem,
  shifts: readonly PlannedShift[],
): WorkedCover {
  const { length } = problem.requiredAgents;
  const inShift = new Int32Array(length);
  const onChannel = new Int32Array(length);
  const add = (from: number, to: number, agents: number, counts: readonly Int32Array[]): void => {
    const first = Math.floor((from - slots.origin) / slots.slotSeconds) - problem.firstSlot;
    const end = Math.ceil((to - slots.origin) / slots.slotSeconds) - problem.firstSlot;
    for (let slot = Math.max(0, first); slot < Math.min(length, end); slot++)
      for (const count of counts) count[slot] = (count[slot] ?? 0) + agents;
  };
  for (const { start, end, breaks, agents } of shifts) {
    add(start, end, agents, [inShift, onChannel]);
    for (const pause of breaks) add(pause.start, pause.end, -agents, [onChannel]);
  }
  return { inShift, onChannel };
}

/** The price of what shifts leave uncovered: missing agents in two tiers, and contacts too few in time where a day or week has a goal. */
export function uncoveredPrice(task: AgentShiftProblem, shifts: readonly PlannedShift[]): number {
  const { requiredAgents, underCover, service } = task.problem;
  const { onChannel } = workedCover(task, shifts);
  const missing = requiredAgents.reduce(
    (sum, required, slot) =>
      sum + missingPrice(underCover, slot, required, required - (onChannel[slot] ?? 0)),
    0,
  );
  return service === undefined ? missing : missing + missedContactsPrice(service, onChannel);
}
