import type { Instant } from '../calendar/time-zone.ts';
import type { CampaignTiming } from './campaign-timing.ts';
import { segmentAt, type ChannelTimeline } from './channel-timeline.ts';
import type { MediumProfile } from './medium-profile.ts';
import {
  activityCourse,
  deadlineCourse,
  elapsedCourse,
  placedCourse,
  type ResponseCourse,
} from './response-course.ts';

/** When a campaign's contacts arrive on one channel, closed hours taken into account. Shares are of the channel's contacts. */
export interface ChannelArrivals {
  readonly timeline: ChannelTimeline;
  /** First segment of the timeline in which anything arrives. */
  readonly firstSegment: number;
  /** Cumulative share before each segment from the first on, and after the last. */
  readonly before: Float64Array;
  /** Cumulative response by elapsed time, which arrives only in segments that are available. */
  readonly elapsedAt: (instant: Instant) => number;
  /** Cumulative response that is placed on open time already. */
  readonly placedAt: (instant: Instant) => number;
  /** True when response waits while people sleep. */
  readonly waking: boolean;
  readonly lostShare: number;
  readonly carriedShare: number;
}

/** Part of the response on a timeline, by consecutive grid intervals from `first` on. */
export interface IntervalShares {
  readonly first: number;
  readonly shares: Float64Array;
}

interface WeightedCourse {
  readonly course: ResponseCourse;
  readonly weight: number;
}

function shareOfAll(courses: readonly WeightedCourse[]): (instant: Instant) => number {
  return (instant) => {
    let sum = 0;
    for (const { course, weight } of courses)
      if (instant > course.start) sum += weight * course.shareAt(instant);
    return sum;
  };
}

function isAvailable({ open, awake }: ChannelTimeline, segment: number, waking: boolean): boolean {
  return open[segment] === 1 && (!waking || awake[segment] === 1);
}

const leastShare = 1e-12;
/** What waits for an opening and is less than this is answered in its first minutes: no course of its own. */
const leastWave = 0.002;

interface ArrivalsInput {
  readonly timing: CampaignTiming;
  readonly timeline: ChannelTimeline;
  readonly speed: number;
  readonly carriedFraction: number;
  /** Responses by elapsed time; those that wait for an opening are added to it. */
  readonly elapsed: WeightedCourse[];
  readonly placed: readonly WeightedCourse[];
}

/**
 * Walks the segments: what comes in open waking time arrives; the rest is lost, or comes as a new launch at the next
 * opening.
 */
function arrivalsOf({
  timing,
  timeline,
  speed,
  carriedFraction,
  elapsed,
  placed,
}: ArrivalsInput): ChannelArrivals {
  const { boundaries, open } = timeline;
  const waking = timing.clock === 'waking';
  const elapsedAt = shareOfAll(elapsed);
  const placedAt = shareOfAll(placed);
  const courses = [...elapsed, ...placed].map(({ course }) => course);
  const start = Math.min(...courses.map((course) => course.start));
  let end = Math.max(...courses.map((course) => course.end));
  const firstSegment = segmentAt(timeline, start);
  const before = [0];
  let lostShare = placed.reduce((sum, { course, weight }) => sum + weight * course.lostShare, 0);
  let [waiting, carriedShare] = [0, 0];
  let soFar = elapsedAt(boundaries[firstSegment] ?? start);
  let placedSoFar = placedAt(boundaries[firstSegment] ?? start);
  let skipped = false;
  for (let segment = firstSegment; segment < open.length; segment++) {
    const from = boundaries[segment] ?? end;
    if (from >= end && waiting === 0 && !skipped) break;
    // Closed segments in a row are looked at together.
    skipped = open[segment] !== 1 && open[segment + 1] === 0;
    if (skipped) {
      before.push(before.at(-1) ?? 0);
      continue;
    }
    const available = isAvailable(timeline, segment, waking);
    if (available && waiting > 0) {
      const course = waiting < leastWave ? burst(from) : elapsedCourse(timing, from, speed);
      elapsed.push({ course, weight: waiting });
      end = Math.max(end, course.end);
      carriedShare += waiting;
      waiting = 0;
    }
    const to = boundaries[segment + 1] ?? end;
    const next = elapsedAt(to);
    const placedNext = placedAt(to);
    const response = next - soFar;
    if (!available) {
      const kept = open[segment] === 1 ? 1 : carriedFraction;
      waiting += kept * response;
      lostShare += (1 - kept) * response;
    }
    before.push((before.at(-1) ?? 0) + (available ? response : 0) + placedNext - placedSoFar);
    soFar = next;
    placedSoFar = placedNext;
  }
  return {
    timeline,
    firstSegment,
    before: Float64Array.from(before),
    elapsedAt,
    placedAt,
    waking,
    lostShare,
    carriedShare,
  };
}

/** Everything within five minutes. */
function burst(start: Instant): ResponseCourse {
  return {
    shareAt: (instant) => Math.min(1, Math.max(0, (instant - start) / 300)),
    start,
    end: start + 300,
    lostShare: 0,
  };
}

/**
 * When a campaign's contacts arrive on one channel.
 *
 * Each launch brings its part of the reach by the campaign's clock and curve (faster by `speed`); a share of all comes
 * before the deadline instead, if the offer has one. Of the response in closed time a `carriedFraction` waits and comes
 * as if launched at the next opening, by the same curve; the rest is lost. By a `waking` clock the response of sleeping
 * time waits too, for the morning. A `daily` clock and a flight use open time only, and carry from closed days to the
 * next open day. What lies outside the timeline is not there: let it reach past the last response.
 */
export function channelArrivals(input: {
  readonly timing: CampaignTiming;
  readonly profile: MediumProfile;
  readonly timeline: ChannelTimeline;
  readonly speed?: number | undefined;
  /** Default: 1 for a medium that carries, 0 for one that drops. */
  readonly carriedFraction?: number | undefined;
}): ChannelArrivals {
  const { timing, profile, timeline, speed = 1 } = input;
  const { carriedFraction = profile.whenClosed === 'carry' ? 1 : 0 } = input;
  const start = Math.min(...timing.launches.map(({ instant }) => instant));
  const bump = profile.deadlineBump;
  const deadline =
    timing.deadline === undefined || bump === undefined || !(bump.share > 0)
      ? undefined
      : deadlineCourse({ timeline, bump, start, deadline: timing.deadline });
  const bumpShare = deadline === undefined ? 0 : (bump?.share ?? 0);
  const elapsed: WeightedCourse[] = [];
  const placed: WeightedCourse[] = deadline === undefined ? [] : [{ course: deadline, weight: bumpShare }];
  for (const launch of timing.launches) {
    const weight = launch.weight * (1 - bumpShare);
    const course = placedCourse({ launch, timing, carriedFraction, speed, timeline });
    if (course === undefined) elapsed.push({ course: elapsedCourse(timing, launch.instant, speed), weight });
    else placed.push({ course, weight });
  }
  return arrivalsOf({ timing, timeline, speed, carriedFraction, elapsed, placed });
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
  const placed = timing.launches.map(({ instant, weight }) => {
    const start = instant + serviceWave.lagSeconds;
    return { course: activityCourse(timeline, start, start + serviceWave.durationSeconds), weight };
  });
  return arrivalsOf({ timing, timeline, speed: 1, carriedFraction: 0, elapsed: [], placed });
}

/** Share that has arrived by an instant within a segment. */
function arrivedWithin(arrivals: ChannelArrivals, segment: number, instant: Instant): number {
  const { timeline, firstSegment, before, elapsedAt, placedAt, waking } = arrivals;
  const offset = segment - firstSegment;
  if (offset < 0) return 0;
  if (offset >= before.length - 1) return before.at(-1) ?? 0;
  const from = timeline.boundaries[segment] ?? instant;
  const sofar = before[offset] ?? 0;
  if (instant <= from) return sofar;
  if (instant >= (timeline.boundaries[segment + 1] ?? instant)) return before[offset + 1] ?? sofar;
  const elapsed = isAvailable(timeline, segment, waking) ? elapsedAt(instant) - elapsedAt(from) : 0;
  return sofar + elapsed + placedAt(instant) - placedAt(from);
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
    while (segment < timeline.open.length - 1 && (timeline.boundaries[segment + 1] ?? 0) <= instant)
      segment++;
    return arrivedWithin(arrivals, segment, instant);
  };
  if (first >= intervals || (boundaries[first] ?? 0) >= end) return { first: 0, shares: new Float64Array(0) };
  let arrived = arrivedAt(boundaries[first] ?? start);
  for (let index = first; index < intervals && (boundaries[index] ?? end) < end; index++) {
    const next = arrivedAt(boundaries[index + 1] ?? end);
    // Less than this is what subtraction leaves of nothing.
    shares.push(next - arrived > leastShare ? next - arrived : 0);
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
