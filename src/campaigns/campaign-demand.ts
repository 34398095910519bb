import type { IntervalGrid } from '../calendar/interval-grid.ts';
import type { Instant } from '../calendar/time-zone.ts';
import type { CampaignResponse } from './campaign-response.ts';
import {
  arrivedShareAt,
  channelArrivals,
  intervalShares,
  serviceArrivals,
  type ChannelArrivals,
  type IntervalShares,
} from './channel-arrivals.ts';
import type { ChannelTimeline } from './channel-timeline.ts';

/** One channel's part of a campaign. */
export interface ChannelDemand {
  readonly channel: string;
  /** Contacts that come by this channel in all, closed hours lost or not. */
  readonly contacts: number;
  /** Contacts by grid interval, from interval `first` on; outside nothing. */
  readonly first: number;
  readonly intervalContacts: Float64Array;
  /** How they would change with the response one standard deviation faster; same indexing. */
  readonly fasterBy: Float64Array;
  readonly arrivals: ChannelArrivals;
  /** Questions after the sale, which come on top of `contacts`. */
  readonly service: { readonly contacts: number; readonly arrivals: ChannelArrivals } | undefined;
}

/** When and where one campaign's contacts come. */
export interface CampaignDemand {
  readonly response: CampaignResponse;
  readonly channels: readonly ChannelDemand[];
  /** Contacts that find their channel closed and are gone, or come at its next opening. */
  readonly lostWhileClosed: number;
  readonly carried: number;
}

/** Interval starts of a grid and its end. */
export function gridBoundaries(grid: IntervalGrid): Float64Array {
  const end = grid.timeZone.startOfDay(grid.firstDay + grid.days);
  return Float64Array.from([...grid.intervals.map(({ start }) => start), end]);
}

/** Sales that a campaign brings: the goal, else sales per contact, else the responses. */
function salesOf({ campaign, reach }: CampaignResponse, contacts: number): number {
  const { goalSales, salesPerContact } = campaign.goals;
  if (goalSales !== undefined) return goalSales;
  if (salesPerContact !== undefined) return contacts * salesPerContact;
  return (reach ?? 0) * (campaign.size.responseRate ?? 0);
}

/** Adds a scaled stretch of shares into an array that starts at `first`. */
function addScaled(
  sum: Float64Array,
  first: number,
  { first: from, shares }: IntervalShares,
  scale: number,
): void {
  for (let offset = 0; offset < shares.length; offset++) {
    const index = from + offset - first;
    if (index >= 0 && index < sum.length) sum[index]! += scale * shares[offset]!;
  }
}

function sumOf(parts: readonly { readonly shares: IntervalShares; readonly scale: number }[]): {
  readonly first: number;
  readonly values: Float64Array;
} {
  const used = parts.filter(({ shares }) => shares.shares.length > 0);
  if (used.length === 0) return { first: 0, values: new Float64Array(0) };
  const first = Math.min(...used.map(({ shares }) => shares.first));
  const end = Math.max(...used.map(({ shares }) => shares.first + shares.shares.length));
  const values = new Float64Array(end - first);
  for (const { shares, scale } of used) addScaled(values, first, shares, scale);
  return { first, values };
}

interface DemandInput {
  readonly response: CampaignResponse;
  /** All contacts of the campaign, on all channels. */
  readonly contacts: number;
  /** By channel; a channel without one takes no contacts. */
  readonly timelines: ReadonlyMap<string, ChannelTimeline>;
  /** Interval starts and the last end, rising. */
  readonly boundaries: Float64Array;
  readonly speed?: number | undefined;
  /** Share of the response in closed time that comes at the next opening; default by medium. */
  readonly carriedFraction?: number | undefined;
  /** Log-sd of the response's speed. */
  readonly speedLogSd?: number | undefined;
}

function channelDemand(input: DemandInput, channel: string, share: number): ChannelDemand | undefined {
  const { response, timelines, boundaries, speed = 1, carriedFraction, speedLogSd = 0 } = input;
  const { timing, profile } = response;
  const timeline = timelines.get(channel);
  if (timeline === undefined) return undefined;
  const contacts = input.contacts * share;
  const arrivals = channelArrivals({ timing, profile, timeline, speed, carriedFraction });
  const sales = profile.serviceWave === undefined ? 0 : salesOf(response, input.contacts);
  const serviceContacts = sales * (profile.serviceWave?.contactsPerSale ?? 0) * share;
  const wave = serviceContacts > 0 ? serviceArrivals({ timing, profile, timeline }) : undefined;
  const main = intervalShares(arrivals, boundaries);
  const at = (factor: number): IntervalShares =>
    intervalShares(
      channelArrivals({ timing, profile, timeline, speed: speed * factor, carriedFraction }),
      boundaries,
    );
  const spread = timing.flightSeconds === undefined && speedLogSd > 0 && contacts > 0;
  const faster = spread
    ? [
        { shares: at(Math.exp(speedLogSd)), scale: contacts / 2 },
        { shares: at(Math.exp(-speedLogSd)), scale: -contacts / 2 },
      ]
    : [];
  const waveShares = wave && intervalShares(wave, boundaries);
  // The parts that only lend their extent come with a scale of 0.
  const extent = faster.map(({ shares }) => ({ shares, scale: 0 }));
  const total = sumOf([
    { shares: main, scale: contacts },
    ...(waveShares === undefined ? [] : [{ shares: waveShares, scale: serviceContacts }]),
    ...extent,
  ]);
  const fasterBy = new Float64Array(total.values.length);
  for (const { shares, scale } of faster) addScaled(fasterBy, total.first, shares, scale);
  return {
    channel,
    contacts,
    first: total.first,
    intervalContacts: total.values,
    fasterBy,
    arrivals,
    service: wave && { contacts: serviceContacts, arrivals: wave },
  };
}

/**
 * A campaign's contacts by channel and interval of real time:
 * contacts × channel share × ∫ response curve over the interval, closed hours lost or carried, waves, flights, deadline bump and
 * service wave included. The sum over all intervals is `contacts` less what is lost while closed (plus the service wave), as far
 * as the intervals and timelines reach.
 */
export function campaignDemand(input: DemandInput): CampaignDemand {
  const { response } = input;
  const channels = response.channels.flatMap(
    ({ channel, share }) => channelDemand(input, channel, share) ?? [],
  );
  return {
    response,
    channels,
    lostWhileClosed: channels.reduce((sum, { contacts, arrivals }) => sum + contacts * arrivals.lostShare, 0),
    carried: channels.reduce((sum, { contacts, arrivals }) => sum + contacts * arrivals.carriedShare, 0),
  };
}

/** Campaign contacts minute by minute. */
export interface CampaignMinutes {
  readonly channel: string;
  /** Start of the first minute. */
  readonly start: Instant;
  readonly minutes: number;
  /** Contacts in each minute, all campaigns together. */
  readonly contacts: Float64Array;
}

/** Campaign contacts of one channel in each of `minutes` minutes of real time from `start` on. */
export function campaignMinutes(
  demands: readonly CampaignDemand[],
  range: { readonly channel: string; readonly start: Instant; readonly minutes: number },
): CampaignMinutes {
  const { channel, start, minutes } = range;
  const contacts = new Float64Array(minutes);
  const add = (arrivals: ChannelArrivals, size: number): void => {
    if (!(size > 0)) return;
    let before = arrivedShareAt(arrivals, start);
    for (let minute = 0; minute < minutes; minute++) {
      const after = arrivedShareAt(arrivals, start + 60 * (minute + 1));
      contacts[minute]! += size * (after - before);
      before = after;
    }
  };
  for (const demand of demands) {
    for (const part of demand.channels) {
      if (part.channel !== channel) continue;
      add(part.arrivals, part.contacts);
      if (part.service !== undefined) add(part.service.arrivals, part.service.contacts);
    }
  }
  return { channel, start, minutes, contacts };
}

/**
 * The stretches of a grid in which campaigns bring a channel at least `least` contacts an interval, minute by minute: where a
 * queue must be followed more finely than by intervals.
 */
export function liveMinutes(
  demands: readonly CampaignDemand[],
  setting: { readonly channel: string; readonly grid: IntervalGrid; readonly least: number },
): readonly CampaignMinutes[] {
  const { channel, grid, least } = setting;
  const added = new Float64Array(grid.intervals.length);
  for (const demand of demands) {
    for (const part of demand.channels) {
      if (part.channel !== channel) continue;
      addScaled(added, 0, { first: part.first, shares: part.intervalContacts }, 1);
    }
  }
  const stretches: CampaignMinutes[] = [];
  for (let first = 0; first < added.length; first++) {
    if (!(added[first]! >= least && added[first]! > 0)) continue;
    let last = first;
    while (last + 1 < added.length && added[last + 1]! >= least && added[last + 1]! > 0) last++;
    const start = grid.intervals[first]!.start;
    const end = grid.intervals[last]!.start + grid.intervals[last]!.seconds;
    stretches.push(campaignMinutes(demands, { channel, start, minutes: Math.round((end - start) / 60) }));
    first = last;
  }
  return stretches;
}
