import type { ShiftCandidate } from './shift-candidates.ts';

/** A part of the horizon that no shift links to the rest, with its shifts in slots of its own counting. */
export interface PlanStretch {
  readonly candidates: readonly ShiftCandidate[];
  readonly firstSlot: number;
  readonly length: number;
  /** True when the whole horizon is one circle. */
  readonly cyclic: boolean;
}

function moved(candidate: ShiftCandidate, slots: number): ShiftCandidate {
  return { ...candidate, firstSlot: candidate.firstSlot + slots, endSlot: candidate.endSlot + slots };
}

/** In a cycle: the candidates laid out from a slot that no shift passes; undefined when every slot is passed. */
function unrolled(
  candidates: readonly ShiftCandidate[],
  slots: number,
): readonly ShiftCandidate[] | undefined {
  const passed = new Uint8Array(slots);
  const home = candidates.map((one) => moved(one, -Math.floor(one.firstSlot / slots) * slots));
  for (const { firstSlot, endSlot } of home) {
    for (let slot = firstSlot + 1; slot < endSlot; slot++) passed[slot % slots] = 1;
  }
  const cut = passed.indexOf(0);
  if (cut < 0) return undefined;
  return home.map((one) => (one.firstSlot < cut ? moved(one, slots) : one));
}

/**
 * Splits the horizon where no shift passes: each stretch is a smaller problem that is solved by itself. Stretches stay
 * together when a limit or target counts across them, of a day or of everything.
 */
export function planStretches(horizon: {
  readonly candidates: readonly ShiftCandidate[];
  readonly slots: number;
  readonly cyclic: boolean;
  readonly daysStayTogether: boolean;
  readonly allStayTogether?: boolean | undefined;
}): readonly PlanStretch[] {
  const { candidates, slots, cyclic, daysStayTogether, allStayTogether = false } = horizon;
  const line = cyclic ? unrolled(candidates, slots) : candidates;
  if (line === undefined) return [{ candidates, firstSlot: 0, length: slots, cyclic: true }];
  const stretches: PlanStretch[] = [];
  let open: ShiftCandidate[] = [];
  let end = -Infinity;
  const close = (): void => {
    const firstSlot = open[0]?.firstSlot;
    if (firstSlot !== undefined)
      stretches.push({ candidates: open, firstSlot, length: end - firstSlot, cyclic: false });
    open = [];
  };
  const lastOfDay = new Map<number, number>();
  if (daysStayTogether) {
    for (const { day, firstSlot } of line)
      lastOfDay.set(day, Math.max(firstSlot, lastOfDay.get(day) ?? firstSlot));
  }
  let lastTogether = -Infinity;
  for (const candidate of line.toSorted((a, b) => a.firstSlot - b.firstSlot)) {
    if (!allStayTogether && candidate.firstSlot >= end && candidate.firstSlot > lastTogether) close();
    open.push(candidate);
    end = open.length === 1 ? candidate.endSlot : Math.max(end, candidate.endSlot);
    lastTogether = Math.max(lastTogether, lastOfDay.get(candidate.day) ?? -Infinity);
  }
  close();
  return stretches;
}
