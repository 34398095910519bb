import { handleTimeOf } from './handle-time.ts';
import type { ChannelForecast, ContactForecast } from '../forecast/contact-forecast.ts';
import type { ContactFit } from '../forecast/contact-fit.ts';
import { boundsFrom } from '../forecast/prediction-interval.ts';
import type { PlanInputs } from './build-plan.ts';
import type { ChannelPlan, DayTotal } from './plan.ts';

interface ChannelInput {
  readonly inputs: PlanInputs;
  readonly fit: ContactFit;
  readonly forecast: ContactForecast;
  readonly channel: ChannelForecast;
}

/** Squared deviations of campaigns on one channel and stretch: a campaign’s error is common to all its intervals. */
function campaignVariance(forecast: ContactForecast, channel: string, from: number, to: number): number {
  let variance = 0;
  for (const { size, demand } of forecast.campaigns) {
    let contacts = 0;
    let faster = 0;
    for (const part of demand.channels) {
      if (part.channel !== channel) continue;
      const start = Math.max(from, part.first);
      const end = Math.min(to, part.first + part.intervalContacts.length);
      for (let interval = start; interval < end; interval++) {
        contacts += part.intervalContacts[interval - part.first] ?? 0;
        faster += part.fasterBy[interval - part.first] ?? 0;
      }
    }
    variance += Math.expm1(size.logSd ** 2) * contacts ** 2 + faster ** 2;
  }
  return variance;
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index++) total += values[index] ?? 0;
  return total;
}

function dayTotals({ fit, forecast, channel }: ChannelInput): DayTotal[] {
  const { grid } = forecast;
  const baseline = fit.channels.find((one) => one.channel === channel.channel)?.baseline;
  const fitted =
    baseline?.kind === 'fitted' ? baseline.forecast({ firstDay: grid.firstDay, days: grid.days }) : undefined;
  return Array.from({ length: grid.days }, (_, offset) => {
    const day = grid.firstDay + offset;
    const from = grid.intervals.findIndex((interval) => interval.day === day);
    const to = grid.intervals.findLastIndex((interval) => interval.day === day) + 1;
    const campaignContacts = sum(channel.campaignContacts, from, to);
    const added = {
      campaignContacts,
      campaignVariance: campaignVariance(forecast, channel.channel, from, to),
    };
    const perDay = fitted?.expectation.intervalsPerDay ?? 0;
    const bounds = boundsFrom((probability) =>
      fitted === undefined
        ? campaignContacts
        : fitted.distribution.totalQuantile({
            from: offset * perDay,
            to: (offset + 1) * perDay,
            probability,
            ...added,
          }),
    );
    return { day, expectedContacts: sum(channel.expectedContacts, from, to), campaignContacts, ...bounds };
  });
}

/** The forecast of one channel with its handle times and day totals. */
export function planChannel(input: ChannelInput): ChannelPlan {
  const { inputs, forecast, channel } = input;
  const settings = inputs.settings.channels.find(({ name }) => name === channel.channel);
  const handleTime = handleTimeOf(inputs, channel.channel, forecast);
  return {
    channel: channel.channel,
    team: settings?.team,
    baselineContacts: channel.baselineContacts,
    campaignContacts: channel.campaignContacts,
    expectedContacts: channel.expectedContacts,
    lower80: channel.lower80,
    upper80: channel.upper80,
    lower95: channel.lower95,
    upper95: channel.upper95,
    averageHandleTimeSeconds: handleTime.seconds,
    handleTimeSource: handleTime.source,
    open: channel.open,
    model: channel.model,
    dayTotals: dayTotals(input),
  };
}
