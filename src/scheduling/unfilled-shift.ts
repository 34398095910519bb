import { type Hindrance, standingHindrance, workloadHindrance } from './roster-eligibility.ts';
import type { RosterLoads } from './roster-prices.ts';
import type { UnfilledShift } from './roster.ts';
import type { PlannedShift } from './shift-plan.ts';

/** A shift that nobody works, with what keeps how many people from it. */
export function unfilledShift(state: RosterLoads, shift: PlannedShift): UnfilledShift {
  const { timeZone, firstDay } = state.input.grid;
  const counts = new Map<Hindrance, number>();
  for (const load of state.loads) {
    const reason =
      standingHindrance(load.agent, shift, timeZone) ??
      workloadHindrance(load, shift, { zone: timeZone, firstDay });
    // People of other teams say nothing about this shift, unless there is nobody else.
    if (reason !== undefined && (reason !== 'other-team' || load.agent.team === shift.team))
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  if (counts.size === 0) counts.set('other-team', state.loads.length);
  const reasons = [...counts]
    .map(([reason, agents]) => ({ reason, agents }))
    .sort((a, b) => b.agents - a.agents);
  return { shift, reasons };
}
