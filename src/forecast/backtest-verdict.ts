import type { Scores } from './backtest-scores.ts';

/** What a back-test says about relying on the forecast. */
export interface BacktestVerdict {
  /** False when the history does not support a forecast better than last week's values or the plain average. */
  readonly supported: boolean;
  /** In plain words, most important first. */
  readonly sentences: readonly string[];
}

/** Weeks below which an accuracy is an anecdote. */
const fewWeeks = 8;
/** Shares of 80 % intervals covered outside which they are not to be relied on. */
const leastCoverage = 0.7;
const mostCoverage = 0.9;
/** Intervals of fewer contacts than this cannot be covered exactly: whole counts jump over the share asked for. */
const fewContacts = 5;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Judges a back-test: better than the yardsticks, on enough weeks, with intervals that hold. */
export function backtestVerdict(input: {
  readonly channel: string;
  readonly origins: number;
  readonly model: Scores;
  readonly seasonalNaive: Scores;
  readonly plainAverage: Scores;
}): BacktestVerdict {
  const { channel, origins, model, seasonalNaive, plainAverage } = input;
  if (model.wape === undefined) {
    return { supported: false, sentences: [`${channel} had no contacts to score in its last ${origins} weeks`] };
  }
  const sentences: string[] = [];
  const naive = seasonalNaive.wape ?? Infinity;
  const average = plainAverage.wape ?? Infinity;
  const best = Math.min(naive, average);
  const supported = model.wape <= best;
  if (!supported) {
    const better = naive < average ? 'last week’s values' : 'the plain average';
    sentences.push(
      `the history of ${channel} does not support this forecast: its error of ${percent(model.wape)} is not below the ${percent(best)} of ${better}`,
    );
  }
  if (origins < fewWeeks) {
    sentences.push(`only ${origins} week${origins === 1 ? '' : 's'} could be scored: the accuracy is a first impression`);
  }
  const covered = model.coverage80;
  const countable = model.intervals > 0 && model.contacts / model.intervals >= fewContacts;
  if (covered !== undefined && (covered < leastCoverage || (covered > mostCoverage && countable))) {
    sentences.push(`its 80 % intervals held ${percent(covered)} of intervals: read them with care`);
  }
  if (sentences.length === 0) {
    sentences.push(
      `forecasts of ${channel} were off by ${percent(model.wape)} of contacts, against ${percent(average)} for the plain average and ${percent(naive)} for last week’s values`,
    );
  }
  return { supported, sentences };
}
