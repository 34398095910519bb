import { secondsPerDay } from '../calendar/local-date.ts';
import type { Instant } from '../calendar/time-zone.ts';
import type { CampaignTiming, Launch } from './campaign-timing.ts';
import { segmentAt, valueAt, type ChannelTimeline } from './channel-timeline.ts';
import type { DeadlineBump } from './medium-profile.ts';
import { responseHorizonSeconds, shareFunction } from './response-curve.ts';

/** How a part of a campaign's response comes over real time on one channel. */
export interface ResponseCourse {
  /** Cumulative share that has come by an instant. */
  readonly shareAt: (instant: Instant) => number;
  readonly start: Instant;
  /** From here on nothing more comes. */
  readonly end: Instant;
  /** Share that never comes because its day has no open time left. */
  readonly lostShare: number;
}

interface CourseInput {
  readonly launch: Launch;
  readonly timing: CampaignTiming;
  /** Share of the response on closed days that comes on the next open day. */
  readonly carriedFraction: number;
  readonly speed: number;
  readonly timeline: ChannelTimeline;
}

/** By elapsed time from an instant on. */
export function elapsedCourse(timing: CampaignTiming, start: Instant, speed: number): ResponseCourse {
  const share = shareFunction(timing.curve);
  const end = start + responseHorizonSeconds(timing.curve) / speed;
  return { shareAt: (instant) => share((instant - start) * speed), start, end, lostShare: 0 };
}

/** Spread over a stretch of time like the channel's own activity in it. */
export function activityCourse(timeline: ChannelTimeline, start: Instant, end: Instant): ResponseCourse {
  const { activityBefore } = timeline;
  const before = valueAt(timeline, activityBefore, start);
  const whole = valueAt(timeline, activityBefore, end) - before;
  const shareAt = (instant: Instant): number =>
    (valueAt(timeline, activityBefore, Math.min(instant, end)) - before) / whole;
  return whole > 0
    ? { shareAt: (instant) => (instant <= start ? 0 : shareAt(instant)), start, end, lostShare: 0 }
    : { shareAt: () => 0, start, end, lostShare: 1 };
}

interface DayShare {
  readonly from: Instant;
  readonly to: Instant;
  /** Cumulative share before the day, and what comes on it. */
  readonly before: number;
  readonly share: number;
  readonly activityBefore: number;
  readonly activity: number;
}

/** The local days of a stretch of time, each cut to it, with the channel's activity. */
function daysBetween(
  timeline: ChannelTimeline,
  start: Instant,
  end: Instant,
): Omit<DayShare, 'before' | 'share'>[] {
  const { dayStarts, activityBefore } = timeline;
  const days: Omit<DayShare, 'before' | 'share'>[] = [];
  let day = Math.max(0, lastAtOrBefore(dayStarts, start));
  for (; day + 1 < dayStarts.length && (dayStarts[day] ?? 0) < end; day++) {
    const from = Math.max(start, dayStarts[day] ?? 0);
    const to = Math.min(end, dayStarts[day + 1] ?? from);
    const atStart = valueAt(timeline, activityBefore, from);
    days.push({
      from,
      to,
      activityBefore: atStart,
      activity: valueAt(timeline, activityBefore, to) - atStart,
    });
  }
  return days;
}

/** What is carried waits so long for an opening; after a longer closure it is not counted. */
const longestClosure = 21 * secondsPerDay;

/** A course from what is answered on each day: a day's share comes like the channel's activity; without any it is lost or carried on. */
function courseOfDays(input: {
  readonly timeline: ChannelTimeline;
  readonly carriedFraction: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly shareOf: (day: Omit<DayShare, 'before' | 'share'>) => number;
}): ResponseCourse {
  const { timeline, carriedFraction, start, end, shareOf } = input;
  const days: DayShare[] = [];
  let [before, carried, lostShare] = [0, 0, 0];
  for (const day of [
    ...daysBetween(timeline, start, end),
    ...daysBetween(timeline, end, end + longestClosure),
  ]) {
    if (day.from >= end && carried === 0) break;
    const response = day.from < end ? shareOf(day) : 0;
    if (day.activity > 0) {
      days.push({ ...day, before, share: response + carried });
      before += response + carried;
      carried = 0;
    } else {
      carried += carriedFraction * response;
      lostShare += (1 - carriedFraction) * response;
    }
  }
  const starts = Float64Array.from(days, ({ from }) => from);
  const shareAt = (instant: Instant): number => {
    const day = days[lastAtOrBefore(starts, instant)];
    if (day === undefined) return 0;
    const activity =
      valueAt(timeline, timeline.activityBefore, Math.min(instant, day.to)) - day.activityBefore;
    return day.before + (day.share * activity) / day.activity;
  };
  return { shareAt, start, end: days.at(-1)?.to ?? start, lostShare };
}

/** Index of the last value at or below a limit in a rising array; −1 when there is none. */
function lastAtOrBefore(values: Float64Array, limit: number): number {
  let low = -1;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The curve says what is answered on each local day. */
function dailyCourse({ launch, timing, carriedFraction, speed, timeline }: CourseInput): ResponseCourse {
  const start = launch.instant;
  const share = shareFunction(timing.curve);
  const elapsed = (instant: Instant): number => share((instant - start) * speed);
  return courseOfDays({
    timeline,
    carriedFraction,
    start,
    end: start + responseHorizonSeconds(timing.curve) / speed,
    shareOf: ({ from, to }) => elapsed(to) - elapsed(from),
  });
}

/**
 * Spread over a flight like the channel's own week. A day on which the channel is closed has its part too, that of an average open
 * day: the advertisement runs on, and what it brings finds nobody, or waits.
 */
function flightCourse(input: {
  readonly timeline: ChannelTimeline;
  readonly carriedFraction: number;
  readonly start: Instant;
  readonly end: Instant;
}): ResponseCourse {
  const { timeline, start, end } = input;
  const weightOf = ({ from, to, activity }: Omit<DayShare, 'before' | 'share'>): number =>
    activity > 0 ? activity : (timeline.openDayActivity * (to - from)) / secondsPerDay;
  const whole = daysBetween(timeline, start, end).reduce((sum, day) => sum + weightOf(day), 0);
  return courseOfDays({ ...input, shareOf: (day) => (whole > 0 ? weightOf(day) / whole : 0) });
}

/**
 * The course of one launch of a campaign that is placed on the channel's days: a flight, or a `daily` clock. Undefined for one that
 * runs by elapsed time, which closed hours and nights are still to cut.
 */
export function placedCourse(input: CourseInput): ResponseCourse | undefined {
  const { launch, timing, carriedFraction, timeline } = input;
  if (timing.flightSeconds !== undefined) {
    const [start, end] = [launch.instant, launch.instant + timing.flightSeconds];
    return flightCourse({ timeline, carriedFraction, start, end });
  }
  return timing.clock === 'daily' ? dailyCourse(input) : undefined;
}

/**
 * The bump before a deadline: from `leadSeconds` before it (not before the start) it rises in a straight line, in proportion
 * to the channel's activity. Undefined when the channel is closed all that time.
 */
export function deadlineCourse(input: {
  readonly timeline: ChannelTimeline;
  readonly bump: DeadlineBump;
  readonly start: Instant;
  readonly deadline: Instant;
}): ResponseCourse | undefined {
  const { timeline, bump, deadline } = input;
  const { boundaries, activityBefore } = timeline;
  const from = Math.max(input.start, deadline - bump.leadSeconds);
  const times: Instant[] = [from];
  const shares = [0];
  for (let segment = segmentAt(timeline, from); (times.at(-1) ?? deadline) < deadline; segment++) {
    const low = times.at(-1) ?? from;
    const high = Math.min(boundaries[segment + 1] ?? deadline, deadline);
    if (high <= low) break;
    const activity = valueAt(timeline, activityBefore, high) - valueAt(timeline, activityBefore, low);
    times.push(high);
    shares.push((shares.at(-1) ?? 0) + activity * ((low + high) / 2 - from));
  }
  const whole = shares.at(-1) ?? 0;
  if (!(whole > 0)) return undefined;
  const shareAt = (instant: Instant): number => {
    if (instant <= from) return 0;
    const next = times.findIndex((time) => time >= instant);
    if (next < 0) return 1;
    const [low = from, high = instant] = [times[next - 1], times[next]];
    const [under = 0, over = 0] = [shares[next - 1], shares[next]];
    return (under + ((over - under) * (instant - low)) / (high - low)) / whole;
  };
  return { shareAt, start: from, end: deadline, lostShare: 0 };
}
