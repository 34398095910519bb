import type { DayNumber } from '../calendar/local-date.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import { type Workload, workloadHindrance } from './roster-eligibility.ts';
import type { PlannedShift } from './shift-plan.ts';

/** What an exchange may look at and change. */
export interface RosterExchange {
  readonly loads: readonly Workload[];
  readonly units: readonly PlannedShift[];
  readonly unitIndex: ReadonlyMap<PlannedShift, number>;
  readonly horizon: { readonly zone: TimeZone; readonly firstDay: DayNumber };
  readonly canWork: (agent: number, unit: number) => boolean;
  /** True for a shift that has to stay where it is. */
  readonly isFixed: (agent: number, day: DayNumber) => boolean;
}

function canTake(exchange: RosterExchange, agent: number, unit: number): boolean {
  const load = exchange.loads[agent];
  const shift = exchange.units[unit];
  if (load === undefined || shift === undefined || !exchange.canWork(agent, unit)) return false;
  return workloadHindrance(load, shift, exchange.horizon) === undefined;
}

/** Gives the shift to somebody, moving up to `depth` other shifts to other people on the way. */
function place(exchange: RosterExchange, unit: number, depth: number, tried: Set<string>): boolean {
  const shift = exchange.units[unit];
  if (shift === undefined) return false;
  for (const [agent, load] of exchange.loads.entries()) {
    if (!canTake(exchange, agent, unit)) continue;
    load.shiftOfDay.set(shift.day, shift);
    return true;
  }
  if (depth === 0) return false;
  for (const [agent, load] of exchange.loads.entries()) {
    if (!exchange.canWork(agent, unit)) continue;
    for (const [day, held] of Array.from(load.shiftOfDay)) {
      const heldUnit = exchange.unitIndex.get(held);
      // Whoever held it, an equal shift cannot be placed either.
      const key = `${held.team}/${held.start}/${held.end}/${depth}`;
      if (heldUnit === undefined || exchange.isFixed(agent, day) || tried.has(key)) continue;
      load.shiftOfDay.delete(day);
      if (canTake(exchange, agent, unit)) {
        tried.add(key);
        load.shiftOfDay.set(shift.day, shift);
        if (place(exchange, heldUnit, depth - 1, tried)) return true;
        load.shiftOfDay.delete(shift.day);
      }
      load.shiftOfDay.set(day, held);
    }
  }
  return false;
}

/**
 * Fills shifts that nobody can take as things are by passing shifts on: somebody gives one away to a colleague and takes the
 * unfilled one instead, over up to two colleagues. Every step keeps all rules. Tells how many were filled.
 */
export function exchangeShifts(exchange: RosterExchange, unfilled: readonly number[]): number {
  let filled = 0;
  const placed = new Set<number>();
  for (const depth of [1, 2]) {
    const hopeless = new Set<string>();
    for (const unit of unfilled) {
      const shift = exchange.units[unit];
      const key = `${shift?.team}/${shift?.start}/${shift?.end}`;
      if (placed.has(unit) || hopeless.has(key)) continue;
      if (place(exchange, unit, depth, new Set())) {
        filled++;
        placed.add(unit);
        hopeless.clear();
      } else hopeless.add(key);
    }
  }
  return filled;
}
