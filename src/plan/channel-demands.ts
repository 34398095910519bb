import { campaignMinutes } from '../campaigns/campaign-demand.ts';
import { seriesBefore } from '../history/contact-series.ts';
import type { ChannelDemand } from '../staffing/channel-demand.ts';
import { channelPatience } from '../staffing/patience.ts';
import type { ChannelSettings } from '../settings/settings.ts';
import type { ForecastStage, PlanInputs } from './build-plan.ts';
import type { ChannelPlan, TeamPlan } from './plan.ts';
import { minuteStarts } from './plan-team.ts';

/** Total waiting time and abandonments of a channel before the plan’s first day. */
function waitingTotals(
  inputs: PlanInputs,
  channel: string,
): { readonly totalWaitingSeconds: number | undefined; readonly abandonments: number | undefined } {
  const series = inputs.history.series.find((one) => one.channel === channel);
  const known = series && seriesBefore(series, inputs.asOf);
  const total = (values: Float64Array | undefined): number | undefined =>
    values?.reduce((sum, value) => sum + value, 0);
  return { totalWaitingSeconds: total(known?.waitingTimeSeconds), abandonments: total(known?.abandoned) };
}

/** Contacts by minute: the baseline even over its interval, campaigns by their curves. */
function minuteContacts(
  stage: ForecastStage,
  channel: string,
  baseline: Float64Array,
): { base: Float64Array; all: Float64Array } {
  const starts = minuteStarts(stage.grid);
  const minutes = starts.at(-1) ?? 0;
  const base = new Float64Array(minutes);
  for (const [interval, contacts] of baseline.entries()) {
    const from = starts[interval] ?? 0;
    const to = starts[interval + 1] ?? from;
    base.fill(contacts / Math.max(1, to - from), from, to);
  }
  const start = stage.grid.intervals[0]?.start ?? 0;
  const campaigns = campaignMinutes(
    stage.forecast.campaigns.flatMap(({ demand }) => demand ?? []),
    { channel, start, minutes },
  );
  return { base, all: base.map((contacts, minute) => contacts + (campaigns.contacts[minute] ?? 0)) };
}

function demandOf(input: {
  readonly stage: ForecastStage;
  readonly channel: ChannelPlan;
  readonly settings: ChannelSettings;
  readonly patienceSeconds: number;
}): { readonly aware: ChannelDemand; readonly unaware: ChannelDemand } {
  const { stage, channel, settings, patienceSeconds } = input;
  const forecast = stage.forecast.channels.find((one) => one.channel === channel.channel);
  const minutes = minuteContacts(stage, channel.channel, channel.baselineContacts);
  const aware: ChannelDemand = {
    channel: channel.channel,
    kind: settings.kind,
    concurrency: settings.concurrency,
    patienceSeconds,
    respondWithinSeconds: settings.respondWithinSeconds,
    targets: {
      ...settings.target,
      averageSpeedOfAnswerSeconds: settings.averageSpeedOfAnswerSeconds,
      abandonmentFraction: settings.maxAbandonmentFraction,
    },
    expectedContacts: channel.expectedContacts,
    averageHandleTimeSeconds: channel.averageHandleTimeSeconds,
    minuteContacts: minutes.all,
    quantile: (interval, probability) => forecast?.quantile(interval, probability) ?? 0,
  };
  return {
    aware,
    unaware: {
      ...aware,
      expectedContacts: channel.baselineContacts,
      minuteContacts: minutes.base,
      quantile: (interval, probability) => forecast?.baselineQuantile(interval, probability) ?? 0,
    },
  };
}

/** The channels of one team as staffing wants them, with the campaigns and as if nobody knew of them. */
export function channelDemands(
  inputs: PlanInputs,
  stage: ForecastStage,
  members: readonly ChannelPlan[],
): {
  readonly aware: readonly ChannelDemand[];
  readonly unaware: readonly ChannelDemand[];
  readonly patienceSource: TeamPlan['patienceSource'];
} {
  const demands = members.flatMap((channel) => {
    const settings = inputs.settings.channels.find(({ name }) => name === channel.channel);
    if (settings === undefined) return [];
    const patience = channelPatience({
      settingsSeconds: settings.patienceSeconds,
      ...waitingTotals(inputs, channel.channel),
    });
    const demand = demandOf({ stage, channel, settings, patienceSeconds: patience.seconds });
    return [{ ...demand, kind: settings.kind, source: patience.source }];
  });
  const sources = new Set(demands.filter(({ kind }) => kind === 'live').map(({ source }) => source));
  return {
    aware: demands.map(({ aware }) => aware),
    unaware: demands.map(({ unaware }) => unaware),
    patienceSource: sources.has('default') ? 'default' : sources.has('history') ? 'history' : 'settings',
  };
}
