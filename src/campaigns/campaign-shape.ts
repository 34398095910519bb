import type { CampaignResponse } from './campaign-response.ts';
import { channelArrivals, intervalShares } from './channel-arrivals.ts';
import type { ChannelTimeline } from './channel-timeline.ts';
import type { CampaignShape, ChannelEvidence } from './campaign-equations.ts';
import { slotShares, type SlotAxis } from './slot-axis.ts';

/** One channel's past, with what is expected of it without campaigns. */
export interface PastChannel extends ChannelEvidence {
  readonly channel: string;
  readonly axis: SlotAxis;
  readonly timeline: ChannelTimeline;
}

/** How a campaign ran: how fast against its curve, and what became of its response in closed time. */
export interface CampaignCourse {
  readonly speed: number;
  readonly carriedFraction: number;
}

/** As the shipped curve says, and the profile's way with closed time. */
export function usualCourse({ profile }: CampaignResponse): CampaignCourse {
  return { speed: 1, carriedFraction: profile.whenClosed === 'carry' ? 1 : 0 };
}

/** The arrivals of campaigns that run as usual and are as large as expected. */
export function usualShapes(
  responses: readonly CampaignResponse[],
  channels: readonly Pick<PastChannel, 'channel' | 'axis' | 'timeline'>[],
  contacts: readonly number[],
): readonly CampaignShape[] {
  return responses.map((response, index) =>
    campaignShape(response, channels, { course: usualCourse(response), expectedContacts: contacts[index]! }),
  );
}

/** A campaign's arrivals on every channel's slots, by channel in the order given. */
export function campaignShape(
  response: CampaignResponse,
  channels: readonly Pick<PastChannel, 'channel' | 'axis' | 'timeline'>[],
  setting: { readonly course: CampaignCourse; readonly expectedContacts: number },
): CampaignShape {
  const { timing, profile } = response;
  const shares = channels.map(({ channel, axis, timeline }) => {
    const share = response.channels.find((candidate) => candidate.channel === channel)?.share ?? 0;
    if (share === 0) return undefined;
    const arrivals = channelArrivals({ timing, profile, timeline, ...setting.course });
    return slotShares(axis, intervalShares(arrivals, axis.boundaries), share);
  });
  return { shares, expectedContacts: setting.expectedContacts };
}
