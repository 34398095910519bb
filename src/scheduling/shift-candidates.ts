import { weekdayOf, type DayNumber } from '../calendar/local-date.ts';
import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { Instant } from '../calendar/time-zone.ts';
import { type BreakPattern, paidSeconds, patternStarts, type ShiftPattern } from './shift-pattern.ts';
import type { TimeSlots } from './time-slots.ts';

/** A break of a candidate in slots after the candidate's first slot: its length and the window of its start. */
export interface BreakWindow {
  readonly kind: string;
  readonly paid: boolean;
  readonly seconds: number;
  readonly slots: number;
  readonly earliest: number;
  readonly latest: number;
}

/** One shift that could be worked: a pattern, a day, a start and a length, with what it costs. */
export interface ShiftCandidate {
  readonly pattern: ShiftPattern;
  readonly day: DayNumber;
  readonly start: Instant;
  readonly end: Instant;
  /** First slot covered; negative before the horizon. */
  readonly firstSlot: number;
  /** One past the last slot covered. */
  readonly endSlot: number;
  readonly breaks: readonly BreakWindow[];
  readonly paidSeconds: number;
  /** Wage for the part of it inside the horizon. */
  readonly cost: number;
}

/** Breaks in slots, their windows cut so that one ends before the next begins: whatever is chosen fits together. */
export function breakWindows(
  pattern: { readonly breaks: readonly BreakPattern[] },
  shiftSlots: number,
  slotSeconds: number,
): readonly BreakWindow[] {
  const windows = pattern.breaks
    .map((pause) => {
      const slots = Math.max(1, Math.ceil(pause.seconds / slotSeconds));
      const latest = Math.min(Math.floor(pause.latestStart / slotSeconds), shiftSlots - slots);
      return {
        ...pause,
        slots,
        earliest: Math.min(Math.ceil(pause.earliestStart / slotSeconds), latest),
        latest,
      };
    })
    .filter(({ earliest }) => earliest >= 0)
    .sort((a, b) => a.earliest - b.earliest);
  for (const [position, before] of windows.entries()) {
    const after = windows[position + 1];
    if (after === undefined || before.latest + before.slots <= after.earliest) continue;
    const middle = Math.floor((after.earliest + before.latest + before.slots) / 2);
    const cut = Math.max(before.earliest + before.slots, Math.min(middle, after.latest));
    before.latest = Math.max(before.earliest, Math.min(before.latest, cut - before.slots));
    after.earliest = Math.max(after.earliest, cut);
    after.latest = Math.max(after.latest, after.earliest);
  }
  return windows.map(({ kind, paid, seconds, slots, earliest, latest }) => ({
    kind,
    paid,
    seconds,
    slots,
    earliest,
    latest,
  }));
}

interface CandidateContext {
  readonly grid: IntervalGrid;
  readonly slots: TimeSlots;
  readonly costPerHour: number;
  readonly cyclic: boolean;
}

function candidatesOfDay(
  pattern: ShiftPattern,
  length: number,
  day: DayNumber,
  context: CandidateContext,
): ShiftCandidate[] {
  const { grid, slots, costPerHour, cyclic } = context;
  const candidates: ShiftCandidate[] = [];
  for (const secondOfDay of patternStarts(pattern)) {
    const { instant: start, resolution } = grid.timeZone.instantOf({ day, secondOfDay });
    // A start that the clock change skips would be the same shift as the start an hour later.
    if (resolution === 'skipped') continue;
    const firstSlot = Math.ceil((start - slots.origin) / slots.slotSeconds);
    const endSlot = Math.floor((start + length - slots.origin) / slots.slotSeconds);
    if (endSlot <= firstSlot) continue;
    const inside = cyclic ? endSlot - firstSlot : Math.min(endSlot, slots.count) - Math.max(firstSlot, 0);
    if (inside <= 0) continue;
    const paid = paidSeconds(pattern, length);
    candidates.push({
      pattern,
      day,
      start,
      end: start + length,
      firstSlot,
      endSlot,
      breaks: breakWindows(pattern, endSlot - firstSlot, slots.slotSeconds),
      paidSeconds: paid,
      cost: (((paid / 3600) * inside) / (endSlot - firstSlot)) * (pattern.costPerHour ?? costPerHour),
    });
  }
  return candidates;
}

/** True when every slot of the candidate inside the horizon is open. */
function staysOpen(candidate: ShiftCandidate, open: Uint8Array, cyclic: boolean): boolean {
  for (let slot = candidate.firstSlot; slot < candidate.endSlot; slot++) {
    const inside = slot >= 0 && slot < open.length;
    if (!inside && !cyclic) continue;
    if (open[((slot % open.length) + open.length) % open.length] === 0) return false;
  }
  return true;
}

/** Number of the open stretch that each slot belongs to; -1 where closed. */
function openStretches(open: Uint8Array): Int32Array {
  let stretch = 0;
  return Int32Array.from(open, (value, slot) => {
    if (value === 0) return -1;
    if (slot > 0 && open[slot - 1] === 0) stretch++;
    return stretch;
  });
}

/** The first open stretch that a candidate touches; undefined when it touches none. */
function firstStretch(candidate: ShiftCandidate, stretches: Int32Array, cyclic: boolean): number | undefined {
  for (let slot = candidate.firstSlot; slot < candidate.endSlot; slot++) {
    const count = stretches.length;
    const stretch = stretches[cyclic ? ((slot % count) + count) % count : slot];
    if (stretch !== undefined && stretch >= 0) return stretch;
  }
  return undefined;
}

/** Of shifts that differ in their start only, those to offer: see {@link shiftCandidates}. */
function offered(
  all: readonly ShiftCandidate[],
  open: Uint8Array,
  stretches: Int32Array,
  cyclic: boolean,
): ShiftCandidate[] {
  const byStretch = new Map<number, ShiftCandidate[]>();
  for (const candidate of all) {
    const stretch = firstStretch(candidate, stretches, cyclic);
    if (stretch === undefined) continue;
    const group = byStretch.get(stretch);
    if (group === undefined) byStretch.set(stretch, [candidate]);
    else group.push(candidate);
  }
  return [...byStretch.values()].flatMap((group) => {
    const inside = group.filter((candidate) => staysOpen(candidate, open, cyclic));
    return inside.length > 0 ? inside : group;
  });
}

/**
 * Every shift that the patterns allow in the horizon, shifts of the evening before that reach into it included. A shift
 * that sticks out of an open stretch is listed only where its pattern has none inside it on that day for that length: useless
 * hours are then the price of being there at all.
 *
 * @param open 1 for every slot of the horizon in which somebody may be needed
 */
export function shiftCandidates(
  patterns: readonly ShiftPattern[],
  open: Uint8Array,
  context: CandidateContext,
): readonly ShiftCandidate[] {
  const { grid, cyclic } = context;
  const stretches = openStretches(open);
  const candidates: ShiftCandidate[] = [];
  for (let day = cyclic ? grid.firstDay : grid.firstDay - 1; day < grid.firstDay + grid.days; day++) {
    for (const pattern of patterns) {
      if (pattern.weekdays !== undefined && !pattern.weekdays.includes(weekdayOf(day))) continue;
      for (const length of pattern.lengths) {
        candidates.push(...offered(candidatesOfDay(pattern, length, day, context), open, stretches, cyclic));
      }
    }
  }
  return candidates;
}
