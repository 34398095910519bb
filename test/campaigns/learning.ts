import { weekdayOf } from '../../src/calendar/local-date.ts';
import { campaignResponse } from '../../src/campaigns/campaign-response.ts';
import type { Campaign } from '../../src/campaigns/campaign.ts';
import { channelTimeline, openPeriodsWithClosures } from '../../src/campaigns/channel-timeline.ts';
import {
  learnResponses,
  type LearningChannel,
  type LearntResponses,
} from '../../src/campaigns/learn-rates.ts';
import { noOverrides, type ProfileOverrides } from '../../src/campaigns/medium-profile.ts';
import { slotAxis } from '../../src/campaigns/slot-axis.ts';
import type { ContactSeries } from '../../src/history/contact-series.ts';
import { hours, newYork } from './made-campaigns.ts';
import type { SimulatedWorld } from './simulated-calendar.ts';

/** The mean of each slot of the week: a plain baseline from contacts without campaigns. */
function usualWeek(series: ContactSeries, base: Float64Array): Float64Array {
  const { intervalsPerDay, firstDay, days } = series;
  const index = (slot: number): number =>
    weekdayOf(firstDay + Math.floor(slot / intervalsPerDay)) * intervalsPerDay + (slot % intervalsPerDay);
  const sums = new Float64Array(7 * intervalsPerDay);
  base.forEach((value, slot) => (sums[index(slot)]! += value));
  return base.map((_, slot) => sums[index(slot)]! / (days / 7));
}

/** The channels of a simulated world, with a plain baseline of each. */
export function learningChannels(world: SimulatedWorld): readonly LearningChannel[] {
  return world.series.map((series, index): LearningChannel => {
    const { channel, firstDay, days, intervalSeconds, intervalsPerDay, contacts, observed } = series;
    const range = { timeZone: newYork, firstDay, days };
    const baseline = usualWeek(series, world.base[index]!);
    const weights = baseline.slice(0, 7 * intervalsPerDay);
    if (weekdayOf(firstDay) !== 0) throw new RangeError('a world begins on a Monday');
    return {
      channel,
      firstDay,
      intervalsPerDay,
      axis: slotAxis({ ...range, intervalSeconds }),
      timeline: channelTimeline({
        ...range,
        openPeriods: openPeriodsWithClosures(hours('Mon-Fri 07:00-21:00'), []),
        pattern: { intervalSeconds, weights },
      }),
      actual: contacts,
      baseline,
      used: observed,
      noise: { levelVariance: 0.0001, weekVariance: 0.0004, dayVariance: 0.0025, ownVariance: 0.0016 },
    };
  });
}

/** What the campaigns of a simulated world teach. */
export function learnFrom(
  world: SimulatedWorld,
  setting: {
    readonly campaigns?: readonly Campaign[];
    readonly overrides?: ProfileOverrides;
    readonly trustCalendar?: boolean;
  } = {},
): LearntResponses {
  const { campaigns = world.campaigns.map(({ campaign }) => campaign), overrides = noOverrides } = setting;
  const channels = learningChannels(world);
  const timelines = new Map(channels.map(({ channel, timeline }) => [channel, timeline]));
  const context = { timeZone: newYork, overrides, timelines, usualContacts: new Set(timelines.keys()) };
  const responses = campaigns.map((campaign) => campaignResponse(campaign, context));
  return learnResponses({ responses, channels, overrides, trustCalendar: setting.trustCalendar ?? false });
}
