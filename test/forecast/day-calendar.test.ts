import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/local-date.ts';
import type { SpecialDay } from '../../src/calendar/special-days.ts';
import { calendarDays, type CalendarDay, type ChannelWeek } from '../../src/forecast/day-calendar.ts';
import { specialDayFactors } from '../../src/forecast/special-day-factors.ts';

const day = (text: string): number => parseDay(text)!;
const listed = (text: string, kind: SpecialDay['class']): SpecialDay => ({
  firstDay: day(text),
  lastDay: day(text),
  class: kind,
});

function weekWith(closedShares: readonly number[], specialDays: readonly SpecialDay[] = []): ChannelWeek {
  return {
    closedShares,
    specialDays,
    factors: specialDayFactors(specialDays, []),
    possibleClosures: new Set(),
  };
}

const office = [0, 0, 0, 0, 0, 1, 1];
const at = (week: ChannelWeek, text: string): CalendarDay =>
  calendarDays(week, { from: day(text), to: day(text) })[0]!;

describe('calendarDays', () => {
  it('counts business days from the nearer end of the month', () => {
    // June 2026 begins on a Monday and has 22 business days; the 30th is a Tuesday.
    const positions = (texts: readonly string[], days: readonly SpecialDay[] = []): (number | undefined)[] =>
      texts.map((text) => at(weekWith(office, days), text).businessPosition);
    expect(
      positions([
        '2026-06-01',
        '2026-06-02',
        '2026-06-05',
        '2026-06-08',
        '2026-06-15',
        '2026-06-16',
        '2026-06-29',
        '2026-06-30',
      ]),
    ).toEqual([0.5, 1.5, 4.5, 5.5, 10.5, -10.5, -1.5, -0.5]);
    expect(positions(['2026-06-06', '2026-06-07'])).toEqual([undefined, undefined]);
    // A closed first day makes the second the first, and has no position itself.
    expect(positions(['2026-06-01', '2026-06-02'], [listed('2026-06-01', 'closed')])).toEqual([
      undefined,
      0.5,
    ]);
    expect(positions(['2026-06-01', '2026-06-02'], [listed('2026-06-01', 'reduced')])).toEqual([0.5, 1.5]);
  });

  it('counts calendar days likewise', () => {
    const positions = ['2026-02-01', '2026-02-14', '2026-02-15', '2026-02-28'].map(
      (text) => at(weekWith(office), text).monthPosition,
    );
    expect(positions).toEqual([0.5, 13.5, -13.5, -0.5]);
  });

  it('has no backlog in an ordinary week, whatever the hours', () => {
    for (const shares of [office, [0, 0, 0, 0, 0, 0, 0], [0, 0.1, 0, 0.2, 0.1, 0.7, 1]]) {
      for (const one of calendarDays(weekWith(shares), { from: day('2026-03-02'), to: day('2026-03-29') })) {
        expect(one.backlog).toBeCloseTo(0, 12);
        expect(one.backlogBefore).toBeCloseTo(0, 12);
      }
    }
  });

  it('lets closed days pile up: G(d) = L(d − 1)·(1 + G(d − 1)) against an ordinary week', () => {
    const monday = weekWith(office, [listed('2026-05-25', 'closed')]);
    // Tuesday after a closed Monday: Saturday, Sunday and Monday against nothing. Wednesday remembers it.
    expect(at(monday, '2026-05-26').backlog).toBeCloseTo(Math.log(4), 12);
    expect(at(monday, '2026-05-27').backlog).toBeCloseTo(0, 12);
    expect(at(monday, '2026-05-27').backlogBefore).toBeCloseTo(Math.log(4), 12);
    // Monday after a closed Friday: three days against the two of any weekend.
    const friday = weekWith(office, [listed('2026-05-22', 'closed')]);
    expect(at(friday, '2026-05-25').backlog).toBeCloseTo(Math.log(4 / 3), 12);
    // A full holiday keeps a tenth of its callers, an eve half; a line never closed has no weekend to add.
    const always = [0, 0, 0, 0, 0, 0, 0];
    expect(at(weekWith(always, [listed('2026-12-25', 'full')]), '2026-12-26').backlog).toBeCloseTo(
      Math.log(1.9),
      12,
    );
    const both = weekWith(always, [listed('2026-12-24', 'eve'), listed('2026-12-25', 'full')]);
    expect(at(both, '2026-12-26').backlog).toBeCloseTo(Math.log(1 + 0.9 * 1.5), 12);
  });

  it('leaves no backlog after a holiday that turned out to be an ordinary day', () => {
    const columbus: SpecialDay = { ...listed('2026-10-12', 'full'), factor: 1 };
    expect(at(weekWith(office, [columbus]), '2026-10-13').backlog).toBeCloseTo(0, 12);
  });

  it('does not depend on where the range begins', () => {
    const week = weekWith(office, [listed('2026-05-25', 'closed'), listed('2026-05-22', 'eve')]);
    const long = calendarDays(week, { from: day('2026-01-01'), to: day('2026-06-30') });
    for (const text of ['2026-05-22', '2026-05-26', '2026-05-27', '2026-06-01']) {
      expect(long.find((one) => one.day === day(text))).toEqual(at(week, text));
    }
  });
});
