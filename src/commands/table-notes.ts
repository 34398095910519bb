import type { TableNote } from '../io/note-list.ts';
import type { PlanNote } from '../plan/plan.ts';

/** What reading a table did to its rows, as notes of the plan: each with how often it applies. */
export function tableNotes(topic: PlanNote['topic'], notes: readonly TableNote[]): readonly PlanNote[] {
  return notes.map(({ message, count }) => ({
    topic,
    message: count > 1 ? `${message} (${count} times)` : message,
  }));
}
