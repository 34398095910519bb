/**
 * Pending events in order of time: a binary heap of numbers, equal times in the order in which they were
 * added.
 */
export interface EventHeap {
  readonly push: (time: number, event: number) => void;
  /** Removes the earliest event and makes its time and value readable; false when nothing is pending. */
  readonly pop: () => boolean;
  /** Time of the event last popped. */
  readonly time: () => number;
  /** The event last popped. */
  readonly event: () => number;
}

/** Creates an empty event heap. */
export function createEventHeap(): EventHeap {
  const times: number[] = [];
  const events: number[] = [];
  const ranks: number[] = [];
  let added = 0;
  let poppedTime = 0;
  let poppedEvent = 0;
  const before = (i: number, time: number, rank: number): boolean =>
    times[i]! < time || (times[i] === time && ranks[i]! < rank);
  const place = (i: number, time: number, event: number, rank: number): void => {
    times[i] = time;
    events[i] = event;
    ranks[i] = rank;
  };
  const push = (time: number, event: number): void => {
    const rank = added;
    added += 1;
    let i = times.length;
    times.push(time);
    events.push(event);
    ranks.push(rank);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (before(parent, time, rank)) break;
      place(i, times[parent]!, events[parent]!, ranks[parent]!);
      i = parent;
    }
    place(i, time, event, rank);
  };
  const pop = (): boolean => {
    if (times.length === 0) return false;
    poppedTime = times[0]!;
    poppedEvent = events[0]!;
    const time = times.pop()!;
    const event = events.pop()!;
    const rank = ranks.pop()!;
    const size = times.length;
    if (size === 0) return true;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && before(child + 1, times[child]!, ranks[child]!)) child += 1;
      if (!before(child, time, rank)) break;
      place(i, times[child]!, events[child]!, ranks[child]!);
      i = child;
    }
    place(i, time, event, rank);
    return true;
  };
  return { push, pop, time: () => poppedTime, event: () => poppedEvent };
}
