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

/** A channel’s own handle time: the settings’, else the history’s mean, else five minutes. */
export function ownHandleTime(
  inputs: PlanInputs,
  channel: string,
): { readonly seconds: number; readonly source: ChannelPlan['handleTimeSource'] } {
  const written = inputs.settings.channels.find(({ name }) => name === channel)?.handleTimeSeconds;
  if (written !== undefined) return { seconds: written, source: 'settings' };
  const mean = meanHandleTimeSeconds(inputs, channel);
  return mean === undefined
    ? { seconds: defaultHandleTimeSeconds, source: 'default' }
    : { seconds: mean, source: 'history' };
}
