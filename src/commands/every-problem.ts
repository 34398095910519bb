import { InputError, type InputProblem } from '../problems/input-error.ts';

/** Waits for all tasks, and throws the problems of all that failed as one. @throws InputError */
export async function allOrEveryProblem<Results extends readonly unknown[]>(tasks: {
  readonly [Index in keyof Results]: Promise<Results[Index]>;
}): Promise<Results> {
  const results = await Promise.allSettled(tasks);
  const problems: InputProblem[] = [];
  let total = 0;
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    if (!(result.reason instanceof InputError)) throw result.reason;
    problems.push(...result.reason.problems);
    total += result.reason.total;
  }
  if (problems.length > 0) throw new InputError(problems, total);
  return (await Promise.all(tasks)) as unknown as Results;
}
