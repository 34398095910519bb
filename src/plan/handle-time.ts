import type { ContactForecast } from '../forecast/contact-forecast.ts';
import { seriesBefore } from '../history/contact-series.ts';
import type { PlanInputs } from './build-plan.ts';
import type { ChannelPlan } from './plan.ts';

/** Handle time where neither settings nor history say any: five minutes. */
const defaultHandleTimeSeconds = 300;

/** Mean handle time of a channel before the plan’s first day, weighted by contacts; undefined where history has none. */
export function meanHandleTimeSeconds(inputs: PlanInputs, channel: string): number | undefined {
  const series = inputs.history.series.find((one) => one.channel === channel);
  const handleTime = series && seriesBefore(series, inputs.asOf).handleTime;
  if (handleTime === undefined) return undefined;
  const contacts = handleTime.contacts.reduce((sum, value) => sum + value, 0);
  return contacts > 0 ? handleTime.totalSeconds.reduce((sum, value) => sum + value, 0) / contacts : undefined;
}

/** Handle time of a campaign’s contacts on a channel whose own is given. */
function campaignHandleTime(campaign: ContactForecast['campaigns'][number], own: number): number {
  const { handleTimeSeconds, handleTimeFactor } = campaign.campaign;
  return handleTimeSeconds ?? own * (handleTimeFactor ?? campaign.demand.response.profile.handleTimeFactor);
}

/**
 * Handle time by interval: the settings’, else the history’s, else five minutes; contacts of campaigns with a handle time of their own
 * weigh in by their number.
 */
export function handleTimeOf(
  inputs: PlanInputs,
  channel: string,
  forecast: ContactForecast,
): { readonly seconds: Float64Array; readonly source: ChannelPlan['handleTimeSource'] } {
  const settings = inputs.settings.channels.find(({ name }) => name === channel);
  const fromHistory = meanHandleTimeSeconds(inputs, channel);
  const own = settings?.handleTimeSeconds ?? fromHistory ?? defaultHandleTimeSeconds;
  const source =
    settings?.handleTimeSeconds !== undefined
      ? 'settings'
      : fromHistory !== undefined
        ? 'history'
        : 'default';
  const base =
    forecast.channels.find((one) => one.channel === channel)?.baselineContacts ?? new Float64Array(0);
  const contacts = Float64Array.from(base);
  const work = base.map((value) => value * own);
  for (const campaign of forecast.campaigns) {
    const seconds = campaignHandleTime(campaign, own);
    for (const part of campaign.demand.channels) {
      if (part.channel !== channel) continue;
      for (const [offset, value] of part.intervalContacts.entries()) {
        contacts[part.first + offset]! += value;
        work[part.first + offset]! += value * seconds;
      }
    }
  }
  return {
    seconds: work.map((value, index) => ((contacts[index] ?? 0) > 0 ? value / contacts[index]! : own)),
    source,
  };
}
