import { intervalGrid } from '../calendar/interval-grid.ts';
import type { DayNumber } from '../calendar/local-date.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { IntervalShares } from './channel-arrivals.ts';

/**
 * How the wall-clock slots of a history (days × slots) lie on real time: consecutive real intervals, the slot of each, and the
 * weight with which it counts there (½ for both halves of a repeated hour, whose slot holds their average).
 */
export interface SlotAxis {
  readonly intervalsPerDay: number;
  readonly slots: number;
  /** Interval starts and the last end. */
  readonly boundaries: Float64Array;
  readonly slotOf: Int32Array;
  readonly weight: Float64Array;
}

/** The axis of `days` local days from `firstDay` on. Slots that a clock change skips have no interval. */
export function slotAxis(range: {
  readonly timeZone: TimeZone;
  readonly intervalSeconds: number;
  readonly firstDay: DayNumber;
  readonly days: number;
}): SlotAxis {
  const { intervalSeconds, firstDay, days } = range;
  const intervalsPerDay = Math.round(86_400 / intervalSeconds);
  const { intervals, timeZone } = intervalGrid(range);
  const slots = days * intervalsPerDay;
  const slotOf = Int32Array.from(
    intervals,
    ({ day, secondOfDay }) => (day - firstDay) * intervalsPerDay + Math.floor(secondOfDay / intervalSeconds),
  );
  const times = new Uint8Array(slots);
  for (const slot of slotOf) times[slot]! += 1;
  const end = timeZone.startOfDay(firstDay + days);
  return {
    intervalsPerDay,
    slots,
    boundaries: Float64Array.from([...intervals.map(({ start }) => start), end]),
    slotOf,
    weight: Float64Array.from(slotOf, (slot) => 1 / Math.max(1, times[slot] ?? 1)),
  };
}

/** Shares by real interval as shares by slot: those of a repeated hour averaged, as the history holds them. */
export function slotShares(axis: SlotAxis, { first, shares }: IntervalShares, scale: number): IntervalShares {
  if (shares.length === 0) return { first: 0, shares };
  const from = axis.slotOf[first] ?? 0;
  let to = from;
  for (let index = first; index < first + shares.length; index++) to = Math.max(to, axis.slotOf[index] ?? to);
  const bySlot = new Float64Array(to - from + 1);
  for (let offset = 0; offset < shares.length; offset++) {
    const slot = (axis.slotOf[first + offset] ?? from) - from;
    if (slot >= 0) bySlot[slot]! += scale * shares[offset]! * (axis.weight[first + offset] ?? 1);
  }
  return { first: from, shares: bySlot };
}
