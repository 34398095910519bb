import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/local-date.ts';
import {
  channelTimeline,
  isOpenAtInstant,
  openPeriodsWithClosures,
  segmentAt,
  valueAt,
  type WeekPattern,
} from '../../src/campaigns/channel-timeline.ts';
import { hours, instant, newYork } from './made-campaigns.ts';

const monday = parseDay('2026-10-26')!;

function timelineOf(text: string, options: { readonly pattern?: WeekPattern; readonly days?: number } = {}) {
  return channelTimeline({
    timeZone: newYork,
    firstDay: monday,
    days: options.days ?? 14,
    openPeriods: openPeriodsWithClosures(hours(text), [
      { firstDay: monday + 2, lastDay: monday + 2, class: 'closed' },
    ]),
    pattern: options.pattern,
  });
}

describe('channelTimeline', () => {
  const weekdays = timelineOf('Mon-Fri 08:15-17:00');

  it('is open in the opening hours of real time and on no listed closure', () => {
    const times = ['2026-10-26T08:14', '2026-10-26T08:15', '2026-10-26T16:59', '2026-10-26T17:00'];
    expect(times.map((time) => isOpenAtInstant(weekdays, instant(time)))).toEqual([false, true, true, false]);
    expect(isOpenAtInstant(weekdays, instant('2026-10-28T12:00'))).toBe(false);
    expect(isOpenAtInstant(weekdays, instant('2026-10-31T12:00'))).toBe(false);
    expect(isOpenAtInstant(weekdays, instant('2026-11-20T12:00'))).toBe(false);
  });

  it('sums open seconds as activity when no pattern is known', () => {
    const { activityBefore } = weekdays;
    const between = (from: string, to: string): number =>
      valueAt(weekdays, activityBefore, instant(to)) - valueAt(weekdays, activityBefore, instant(from));
    expect(between('2026-10-26T00:00', '2026-10-27T00:00')).toBe(8.75 * 3600);
    expect(between('2026-10-26T08:00', '2026-10-26T08:20')).toBe(300);
    // Monday to Sunday with one closure: four days of 8.75 hours.
    expect(between('2026-10-26T00:00', '2026-11-02T00:00')).toBe(4 * 8.75 * 3600);
    expect(weekdays.openDayActivity).toBe(8.75 * 3600);
  });

  it('weighs open time by the pattern', () => {
    const weights = new Float64Array(7 * 24).fill(1);
    weights[9] = 5;
    const timeline = timelineOf('Mon-Fri 08:00-10:00', { pattern: { intervalSeconds: 3600, weights } });
    expect(valueAt(timeline, timeline.activityBefore, instant('2026-10-26T12:00'))).toBe(6 * 3600);
    expect(valueAt(timeline, timeline.activityBefore, instant('2026-10-26T09:30'))).toBe(3600 + 2.5 * 3600);
  });

  it('has 25 hours on the day clocks go back', () => {
    const always = timelineOf('always');
    const start = instant('2026-11-01T00:00');
    const end = instant('2026-11-02T00:00');
    expect(end - start).toBe(25 * 3600);
    expect(valueAt(always, always.activityBefore, end) - valueAt(always, always.activityBefore, start)).toBe(
      25 * 3600,
    );
    const night = timelineOf('Sun 01:00-02:00');
    expect(valueAt(night, night.activityBefore, end) - valueAt(night, night.activityBefore, start)).toBe(
      2 * 3600,
    );
  });

  it('takes 07:00 to 22:00 for waking time unless the channel’s own activity tells', () => {
    const awakeAt = (timeline: ReturnType<typeof timelineOf>, time: string): number | undefined =>
      timeline.awake[segmentAt(timeline, instant(time))];
    expect(
      ['06:59', '07:00', '21:59', '22:00'].map((time) => awakeAt(weekdays, `2026-10-26T${time}`)),
    ).toEqual([0, 1, 1, 0]);
    const weights = Float64Array.from({ length: 7 * 24 }, (_, index) => (index % 24 < 12 ? 1 : 10));
    const owls = timelineOf('always', { pattern: { intervalSeconds: 3600, weights } });
    // The mean is 5.5: hours of weight 1 are night, though the sun be up.
    expect(['11:00', '12:00', '23:00'].map((time) => awakeAt(owls, `2026-10-26T${time}`))).toEqual([0, 1, 1]);
  });
});
