/** Something that reading did or met that is no mistake but must not pass in silence, with how often. */
export interface TableNote {
  readonly message: string;
  readonly count: number;
}

/** Notes as they come up; those with the same text are counted together. */
export interface NoteList {
  add(message: string, count?: number): void;
  all(): readonly TableNote[];
}

/** An empty list of notes. */
export function noteList(): NoteList {
  const counts = new Map<string, number>();
  return {
    add(message, count = 1) {
      if (count > 0) counts.set(message, (counts.get(message) ?? 0) + count);
    },
    all: () => [...counts].map(([message, count]) => ({ message, count })),
  };
}
