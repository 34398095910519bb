/**
 * Waiting contacts of several channels: lower priority numbers first, then the one who has waited longest.
 */
export interface WaitingLine {
  readonly join: (channel: number, contact: number) => void;
  /** Takes the next contact out of the line; undefined when nobody waits. */
  readonly next: () => number | undefined;
  /** Takes a contact out who leaves by itself. */
  readonly leave: (channel: number, contact: number) => void;
  readonly size: () => number;
  /** Waiting contacts that a newcomer of this channel would have ahead. */
  readonly aheadOf: (channel: number) => number;
}

/** Creates an empty line; contacts are numbered in the order of their arrival. */
export function createWaitingLine(priorities: readonly number[]): WaitingLine {
  const ranks = [...new Set(priorities)].sort((a, b) => a - b);
  const rankOf = priorities.map((priority) => ranks.indexOf(priority));
  const queues: number[][] = ranks.map(() => []);
  const heads = ranks.map(() => 0);
  const sizes = ranks.map(() => 0);
  const gone = new Set<number>();
  let total = 0;
  const removeFrom = (rank: number): void => {
    sizes[rank]! -= 1;
    total -= 1;
  };
  return {
    join: (channel, contact) => {
      const rank = rankOf[channel]!;
      queues[rank]!.push(contact);
      sizes[rank]! += 1;
      total += 1;
    },
    next: () => {
      for (const [rank, queue] of queues.entries()) {
        while (heads[rank]! < queue.length) {
          const contact = queue[heads[rank]!]!;
          heads[rank]! += 1;
          if (gone.delete(contact)) continue;
          removeFrom(rank);
          return contact;
        }
      }
      return undefined;
    },
    leave: (channel, contact) => {
      gone.add(contact);
      removeFrom(rankOf[channel]!);
    },
    size: () => total,
    aheadOf: (channel) => {
      let ahead = 0;
      for (let rank = 0; rank <= rankOf[channel]!; rank += 1) ahead += sizes[rank]!;
      return ahead;
    },
  };
}
