import type { DayNumber } from '../calendar/local-date.ts';
import { bias, coverage, intervalScore, mase, seasonalScale, wape } from '../forecast/accuracy.ts';
import { backtestOrigin, type ScoredInterval } from '../forecast/contact-backtest.ts';
import { weeklyOrigins } from '../forecast/weekly-origins.ts';
import type { ContactSeries } from '../history/contact-series.ts';
import { askErlang } from '../staffing/erlang-calculator.ts';
import { fitInputOf, type PlanInputs } from './build-plan.ts';
import { meanHandleTimeSeconds } from './handle-time.ts';

/** How one method did. Shares; undefined where it cannot be said. */
export interface Scores {
  readonly method: 'surgecast' | 'seasonal naive' | 'plain average';
  readonly intervals: number;
  readonly wape: number | undefined;
  readonly bias: number | undefined;
  readonly mase: number | undefined;
  readonly coverage80: number | undefined;
  readonly coverage95: number | undefined;
  /** Mean interval score of the 80 % interval, contacts. */
  readonly intervalScore80: number | undefined;
}

/** What staffing to the forecast would have meant: agent-hours on the channel and service level of the real contacts. */
export interface StaffingConsequence {
  readonly percentile: number | undefined;
  readonly agentHours: number;
  readonly serviceLevelFraction: number;
  readonly recommended: boolean;
}

export interface ChannelBacktest {
  readonly channel: string;
  readonly overall: readonly Scores[];
  readonly byLeadWeek: readonly { readonly leadWeek: number; readonly scores: readonly Scores[] }[];
  readonly byWeekday: readonly { readonly weekday: number; readonly scores: readonly Scores[] }[];
  /** Empty for deferred channels. */
  readonly staffing: readonly StaffingConsequence[];
  /** False where the forecast is no better than the better of the two simple ones, or too wrong to staff by. */
  readonly supported: boolean;
  readonly verdict: string;
}

export interface PlanBacktest {
  readonly origins: readonly DayNumber[];
  readonly horizonDays: number;
  readonly channels: readonly ChannelBacktest[];
}

const percentiles: readonly number[] = [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
/** Weeks of history before the first origin: as many as the model needs. */
const weeksBefore = 4;

function scoresOf(method: Scores['method'], scored: readonly ScoredInterval[], scale: number): Scores {
  const expected = scored.map((one) =>
    method === 'surgecast'
      ? one.expected
      : method === 'seasonal naive'
        ? one.seasonalNaive
        : one.plainAverage,
  );
  const actual = scored.map((one) => one.actual);
  const pairs = { expected, actual };
  const own = method === 'surgecast';
  const inner = { lower: scored.map((one) => one.lower80), upper: scored.map((one) => one.upper80), actual };
  const outer = { lower: scored.map((one) => one.lower95), upper: scored.map((one) => one.upper95), actual };
  return {
    method,
    intervals: scored.length,
    wape: wape(pairs),
    bias: bias(pairs),
    mase: mase(pairs, scale),
    coverage80: own ? coverage(inner) : undefined,
    coverage95: own ? coverage(outer) : undefined,
    intervalScore80: own ? intervalScore(inner, 0.8) : undefined,
  };
}

const methods = ['surgecast', 'seasonal naive', 'plain average'] as const;

function allScores(scored: readonly ScoredInterval[], scale: number): readonly Scores[] {
  return methods.map((method) => scoresOf(method, scored, scale));
}

function grouped<Key extends number>(
  scored: readonly ScoredInterval[],
  key: (one: ScoredInterval) => Key,
): [Key, ScoredInterval[]][] {
  const groups = new Map<Key, ScoredInterval[]>();
  for (const one of scored) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups].sort(([a], [b]) => a - b);
}

/** Staffs every scored interval to the forecast’s mean or a percentile and lets the real contacts come. Erlang C; overload counts as nobody in time. */
function consequence(
  inputs: PlanInputs,
  channel: string,
  scored: readonly ScoredInterval[],
  index: number | undefined,
): Omit<StaffingConsequence, 'recommended'> | undefined {
  const settings = inputs.settings.channels.find(({ name }) => name === channel);
  if (settings === undefined || settings.kind === 'deferred') return undefined;
  const averageHandleTimeSeconds =
    (settings.handleTimeSeconds ?? meanHandleTimeSeconds(inputs, channel) ?? 300) / settings.concurrency;
  const question = {
    model: 'c',
    periodSeconds: inputs.settings.intervalSeconds,
    averageHandleTimeSeconds,
    targets: { ...settings.target },
    patienceSeconds: undefined,
    lines: undefined,
    retryFraction: 0,
    shrinkageFraction: 0,
  } as const;
  let agentHours = 0;
  let offered = 0;
  let inTime = 0;
  for (const one of scored) {
    const staffed = index === undefined ? one.expected : (one.quantiles[index] ?? one.expected);
    const agents = askErlang({ ...question, contacts: staffed, agents: undefined })?.agents ?? 0;
    const real = askErlang({ ...question, contacts: one.actual, agents });
    agentHours += (agents * inputs.settings.intervalSeconds) / 3600;
    offered += one.actual;
    inTime += one.actual * (real?.serviceLevelFraction ?? 0);
  }
  return {
    percentile: index === undefined ? undefined : percentiles[index],
    agentHours,
    serviceLevelFraction: offered > 0 ? inTime / offered : 1,
  };
}

/** The mean, and the lowest percentile at which the real contacts would have met the target. */
function staffingConsequences(
  inputs: PlanInputs,
  channel: string,
  scored: readonly ScoredInterval[],
): readonly StaffingConsequence[] {
  const target =
    inputs.settings.channels.find(({ name }) => name === channel)?.target.serviceLevelFraction ?? 0.8;
  const mean = consequence(inputs, channel, scored, undefined);
  if (mean === undefined) return [];
  if (mean.serviceLevelFraction >= target) return [{ ...mean, recommended: true }];
  let best = mean;
  for (const index of percentiles.keys()) {
    best = consequence(inputs, channel, scored, index) ?? best;
    if (best.serviceLevelFraction >= target) break;
  }
  return [
    { ...mean, recommended: false },
    { ...best, recommended: true },
  ];
}

function verdictOf(
  overall: readonly Scores[],
  origins: number,
): Pick<ChannelBacktest, 'supported' | 'verdict'> {
  const [own, naive, average] = overall.map((scores) => scores.wape);
  if (own === undefined || origins === 0) {
    return {
      supported: false,
      verdict: 'the history is too short to look back: five weeks are needed, ten tell something',
    };
  }
  const best = Math.min(naive ?? Infinity, average ?? Infinity);
  if (own > 1.1 * best)
    return {
      supported: false,
      verdict: 'the history does not support this forecast: a simple average did better',
    };
  if (own > 0.6)
    return {
      supported: false,
      verdict:
        'single intervals cannot be forecast here: too few contacts, or too irregular; day totals may do',
    };
  if (own > best) return { supported: true, verdict: 'no better than a simple method: either will do' };
  return {
    supported: true,
    verdict: `${((1 - own / best) * 100).toFixed(0)} % less error than the better of the two simple methods`,
  };
}

function channelBacktest(
  inputs: PlanInputs,
  series: ContactSeries,
  scored: readonly ScoredInterval[],
  origins: number,
): ChannelBacktest {
  const scale = seasonalScale(series.contacts, 7 * series.intervalsPerDay, series.observed);
  const overall = allScores(scored, scale);
  return {
    channel: series.channel,
    overall,
    byLeadWeek: grouped(scored, (one) => one.leadWeek).map(([leadWeek, group]) => ({
      leadWeek,
      scores: allScores(group, scale),
    })),
    byWeekday: grouped(scored, (one) => one.weekday).map(([weekday, group]) => ({
      weekday,
      scores: allScores(group, scale),
    })),
    staffing: staffingConsequences(inputs, series.channel, scored),
    ...verdictOf(overall, origins),
  };
}

/** The weekly origins that a history allows, `most` at most, the last one with a week to score. */
export function backtestOrigins(inputs: PlanInputs, most: number): readonly DayNumber[] {
  const starts = inputs.history.series.map(({ firstDay }) => firstDay);
  const ends = inputs.history.series.map(({ firstDay, days }) => firstDay + days);
  const end = Math.min(inputs.asOf, Math.max(...ends));
  return weeklyOrigins({ first: Math.min(...starts), end, weeksBefore, most });
}

/**
 * Accuracy on the user’s own history: forecasts made anew at weekly origins with what was known then, campaigns included, beside seasonal naive and the
 * plain average; and what staffing to them would have meant. `progress` is told after each origin.
 */
export function backtestPlan(
  inputs: PlanInputs,
  request: { readonly origins: readonly DayNumber[]; readonly horizonDays: number },
  progress: () => void = () => {},
): PlanBacktest {
  const { origins, horizonDays } = request;
  const fit = fitInputOf(inputs);
  const { intervalSeconds } = inputs.settings;
  const scored = origins.flatMap((origin) => {
    const found = backtestOrigin(
      { fit, origins, horizonDays, intervalSeconds, probabilities: percentiles },
      origin,
    );
    progress();
    return found;
  });
  const channels = fit.channels.flatMap(({ channel, series }) =>
    series === undefined
      ? []
      : [
          channelBacktest(
            inputs,
            series,
            scored.filter((one) => one.channel === channel),
            origins.length,
          ),
        ],
  );
  return { origins, horizonDays, channels };
}
