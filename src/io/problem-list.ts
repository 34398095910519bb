import { InputError, shownProblems, type InputProblem } from '../problems/input-error.ts';

/** The problems of one file as they are found: the first ones kept, all of them counted. */
export interface ProblemList {
  readonly count: number;
  /** The first problems, in the order they were found. */
  readonly items: readonly InputProblem[];
  /** True while one more problem would be kept, so that its source line is worth finding. */
  readonly open: boolean;
  add(problem: InputProblem): void;
  /** Counts problems that are not kept. */
  addUncounted(count: number): void;
  /** Throws one {@link InputError} with everything found, in file order; returns when nothing was. */
  throwIfAny(): void;
}

/** An empty list. It keeps {@link shownProblems} problems, so that a file of a million bad rows stays small. */
export function problemList(): ProblemList {
  const kept: InputProblem[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    items: kept,
    get open() {
      return kept.length < shownProblems;
    },
    add(problem) {
      count += 1;
      if (kept.length < shownProblems) kept.push(problem);
    },
    addUncounted(more) {
      count += more;
    },
    throwIfAny() {
      if (count === 0) return;
      const place = (problem: InputProblem): number => (problem.line ?? 0) * 100_000 + (problem.column ?? 0);
      throw new InputError(
        kept.toSorted((a, b) => place(a) - place(b)),
        count,
      );
    },
  };
}
