import type { ErlangAnswer, ErlangModel, ErlangQuestion } from '../staffing/erlang-calculator.ts';

export type { ErlangAnswer, ErlangModel, ErlangQuestion };

/** What was asked of the calculator and answered, and beside it the same in the other of Erlang C and A where patience is known. */
export interface ErlangResult {
  readonly question: ErlangQuestion;
  readonly answers: readonly ErlangAnswer[];
  readonly band: readonly ErlangAnswer[];
}
