import type { ChannelForecast } from '../forecast/channel-forecast.ts';
import type { PlanInputs } from './build-plan.ts';
import { ownHandleTime } from './handle-time.ts';
import type { ChannelPlan } from './plan.ts';

/** The forecast of one channel with its team, handle times and day totals. */
export function planChannel(inputs: PlanInputs, channel: ChannelForecast): ChannelPlan {
  const settings = inputs.settings.channels.find(({ name }) => name === channel.channel);
  const own = ownHandleTime(inputs, channel.channel);
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
    averageHandleTimeSeconds: channel.averageHandleTimeSeconds(
      channel.expectedContacts.map(() => own.seconds),
    ),
    handleTimeSource: own.source,
    open: channel.open,
    model: channel.model ?? 'none',
    dayTotals: channel.days,
  };
}
