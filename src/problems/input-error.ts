import type { SourceLocation } from './finding.ts';

/** One thing that is wrong with input or settings: what was found, what was expected, and what to do. */
export interface InputProblem extends SourceLocation {
  readonly message: string;
  readonly hint?: string | undefined;
  /** The line of the file as it stands, for the caret. */
  readonly sourceLine?: string | undefined;
}

/** How many problems are shown one by one; the rest are counted. */
export const shownProblems = 20;

/**
 * Input, options or settings that cannot be used. Thrown once with all the problems found in them, so that a user mends
 * a file in one go. `total` may exceed `problems.length` when a reader keeps only the first ones of a very bad file.
 */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];
  readonly total: number;

  constructor(problems: readonly InputProblem[], total: number = problems.length) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
    this.total = total;
  }
}

function positionOf(problem: InputProblem): string {
  const parts = [problem.file, problem.line, problem.column].filter((part) => part !== undefined);
  return parts.join(':');
}

function caretLines(problem: InputProblem): string[] {
  if (problem.sourceLine === undefined) return [];
  const start = Math.max(0, (problem.column ?? 1) - 60);
  const shown = problem.sourceLine.slice(start, start + 100).replaceAll('\t', ' ');
  const lines = [`  | ${shown}`];
  if (problem.column !== undefined) lines.push(`  | ${' '.repeat(problem.column - 1 - start)}^`);
  return lines;
}

/**
 * Text of an input error for standard error: `file:line:column: message`, the source line with a caret, a hint; the
 * first {@link shownProblems} problems, the rest counted.
 */
export function formatInputError(error: InputError): string {
  const shown = error.problems.slice(0, shownProblems);
  const lines = shown.flatMap((problem) => [
    `${positionOf(problem)}: ${problem.message}`,
    ...caretLines(problem),
    ...(problem.hint === undefined ? [] : [`  hint: ${problem.hint}`]),
  ]);
  const rest = error.total - shown.length;
  if (rest > 0) lines.push(`… and ${rest} more problem${rest === 1 ? '' : 's'}`);
  return `${lines.join('\n')}\n`;
}
