import type { Instant } from '../calendar/time-zone.ts';
import type { CampaignTiming } from './campaign-timing.ts';
import { segmentAt, type ChannelTimeline } from './channel-timeline.ts';
import type { MediumProfile } from './medium-profile.ts';
import { activityCourse, deadlineCourse, launchCourse, type ResponseCourse } from './response-course.ts';

/** When a campaign's contacts arrive on one channel, closed hours taken into account. Shares are of the channel's contacts. */
export interface ChannelArrivals {
  readonly timeline: ChannelTimeline;
  /** First segment of the timeline in which anything arrives. */
  readonly firstSegment: number;
  /** Cumulative share before each segment from the first on, and after the last. */
  readonly before: Float64Array;
  /** Share that comes evenly over each segment because it was carried there from closed time. */
  readonly carried: Float64Array;
  /** Cumulative response to an instant, while the channel is open. */
  readonly responseAt: (instant: Instant) => number;
  readonly lostShare: number;
  readonly carriedShare: number;
}

/** Part of the response on a timeline, by consecutive grid intervals from `first` on. */
export interface IntervalShares {
  readonly first: number;
  readonly shares: Float64Array;
}

/** Spreads what waits for an opening over the channel's next open segments. */
function spreadCarried(input: {
  readonly timeline: ChannelTimeline;
  readonly carried: number[];
  readonly firstSegment: number;
  readonly segment: number;
  readonly share: number;
  readonly overSeconds: number;
}): void {
  const { timeline, carried, firstSegment, share, overSeconds } = input;
  const { boundaries, open } = timeline;
  let rest = Math.max(1, overSeconds);
  const whole = rest;
  for (let segment = input.segment; rest > 0 && segment < open.length; segment++) {
    if (open[segment] !== 1) continue;
    const seconds = Math.min(rest, (boundaries[segment + 1] ?? 0) - (boundaries[segment] ?? 0));
    carried[segment - firstSegment] = (carried[segment - firstSegment] ?? 0) + (share * seconds) / whole;
    rest -= seconds;
  }
}

/** Applies closed hours to a response: lost, or carried to the next opening. */
function arrivalsOf(
  courses: readonly { readonly course: ResponseCourse; readonly weight: number }[],
  timeline: ChannelTimeline,
  profile: MediumProfile,
): ChannelArrivals {
  const { boundaries, open } = timeline;
  const responseAt = (instant: Instant): number =>
    courses.reduce((sum, { course, weight }) => sum + weight * course.shareAt(instant), 0);
  const start = Math.min(...courses.map(({ course }) => course.start));
  const end = Math.max(...courses.map(({ course }) => course.end));
  const firstSegment = segmentAt(timeline, start);
  const carried: number[] = [];
  const before = [0];
  let lostShare = courses.reduce((sum, { course, weight }) => sum + weight * course.lostShare, 0);
  let [waiting, carriedShare] = [0, 0];
  let responded = responseAt(boundaries[firstSegment] ?? start);
  for (let segment = firstSegment; segment < open.length; segment++) {
    const offset = segment - firstSegment;
    if ((boundaries[segment] ?? 0) >= end && waiting === 0 && carried.length <= offset) break;
    const next = responseAt(boundaries[segment + 1] ?? end);
    const response = next - responded;
    responded = next;
    if (open[segment] !== 1) {
      if (profile.whenClosed === 'carry') waiting += response;
      else lostShare += response;
    } else if (waiting > 0) {
      const overSeconds = profile.carriedOverSeconds;
      spreadCarried({ timeline, carried, firstSegment, segment, share: waiting, overSeconds });
      carriedShare += waiting;
      waiting = 0;
    }
    before.push((before.at(-1) ?? 0) + (open[segment] === 1 ? response : 0) + (carried[offset] ?? 0));
  }
  const carriedBySegment = Float64Array.from({ length: before.length - 1 }, (_, index) => carried[index] ?? 0);
  return {
    timeline,
    firstSegment,
    before: Float64Array.from(before),
    carried: carriedBySegment,
    responseAt,
    lostShare,
    carriedShare,
  };
}

/**
 * When a campaign's contacts arrive on one channel.
 *
 * Each launch brings its part of the reach by the campaign's clock and curve (faster by `speed`); a share of all comes before
 * the deadline instead, if the offer has one. Response in closed time is lost, or waits and comes evenly over the first
 * `carriedOverSeconds` of the next opening; a `daily` clock and a flight only ever use open time. What lies outside the
 * timeline is not there: let it reach past the last response.
 */
export function channelArrivals(input: {
  readonly timing: CampaignTiming;
  readonly profile: MediumProfile;
  readonly timeline: ChannelTimeline;
  readonly speed?: number | undefined;
}): ChannelArrivals {
  const { timing, profile, timeline, speed = 1 } = input;
  const start = Math.min(...timing.launches.map(({ instant }) => instant));
  const bump = profile.deadlineBump;
  const deadline =
    timing.deadline === undefined || bump === undefined || !(bump.share > 0)
      ? undefined
      : deadlineCourse({ timeline, bump, start, deadline: timing.deadline });
  const bumpShare = deadline === undefined ? 0 : (bump?.share ?? 0);
  const courses = timing.launches.map((launch) => ({
    course: launchCourse({ launch, timing, profile, speed, timeline }),
    weight: launch.weight * (1 - bumpShare),
  }));
  if (deadline !== undefined) courses.push({ course: deadline, weight: bumpShare });
  return arrivalsOf(courses, timeline, profile);
}

/** When the questions after the sale arrive on one channel; undefined when the medium has no service wave. */
export function serviceArrivals(input: {
  readonly timing: CampaignTiming;
  readonly profile: MediumProfile;
  readonly timeline: ChannelTimeline;
}): ChannelArrivals | undefined {
  const { timing, profile, timeline } = input;
  const { serviceWave } = profile;
  if (serviceWave === undefined) return undefined;
  const courses = timing.launches.map(({ instant, weight }) => {
    const start = instant + serviceWave.lagSeconds;
    return { course: activityCourse(timeline, start, start + serviceWave.durationSeconds), weight };
  });
  return arrivalsOf(courses, timeline, profile);
}

/** Share that has arrived by an instant within a segment. */
function arrivedWithin(arrivals: ChannelArrivals, segment: number, instant: Instant): number {
  const { timeline, firstSegment, before, carried, responseAt } = arrivals;
  const offset = segment - firstSegment;
  if (offset < 0) return 0;
  if (offset >= before.length - 1) return before.at(-1) ?? 0;
  const from = timeline.boundaries[segment] ?? instant;
  const to = timeline.boundaries[segment + 1] ?? instant;
  const sofar = before[offset] ?? 0;
  if (instant <= from) return sofar;
  if (instant >= to) return before[offset + 1] ?? sofar;
  const direct = timeline.open[segment] === 1 ? responseAt(instant) - responseAt(from) : 0;
  return sofar + direct + ((carried[offset] ?? 0) * (instant - from)) / (to - from);
}

/** Cumulative share of the channel's contacts that have arrived by an instant. */
export function arrivedShareAt(arrivals: ChannelArrivals, instant: Instant): number {
  return arrivedWithin(arrivals, segmentAt(arrivals.timeline, instant), instant);
}

/**
 * The share that arrives in each of consecutive intervals of real time, given the intervals' `boundaries` (one more than
 * intervals, rising); only the stretch in which anything arrives.
 */
export function intervalShares(arrivals: ChannelArrivals, boundaries: Float64Array): IntervalShares {
  const { timeline, firstSegment, before } = arrivals;
  const intervals = boundaries.length - 1;
  const start = timeline.boundaries[firstSegment] ?? 0;
  const end = timeline.boundaries[firstSegment + before.length - 1] ?? start;
  const first = Math.max(0, firstAbove(boundaries, start) - 1);
  const shares: number[] = [];
  let segment = firstSegment;
  const arrivedAt = (instant: Instant): number => {
    while (segment < timeline.open.length - 1 && (timeline.boundaries[segment + 1] ?? 0) <= instant) segment++;
    return arrivedWithin(arrivals, segment, instant);
  };
  if (first >= intervals || (boundaries[first] ?? 0) >= end) return { first: 0, shares: new Float64Array(0) };
  let arrived = arrivedAt(boundaries[first] ?? start);
  for (let index = first; index < intervals && (boundaries[index] ?? end) < end; index++) {
    const next = arrivedAt(boundaries[index + 1] ?? end);
    shares.push(Math.max(0, next - arrived));
    arrived = next;
  }
  return { first, shares: Float64Array.from(shares) };
}

/** Index of the first value above a limit in a rising array. */
function firstAbove(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
