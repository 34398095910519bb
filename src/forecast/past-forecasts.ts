import type { DayNumber } from '../calendar/local-date.ts';

/** Forecasts made at past origins beside what came, for one lead: intervals one after another, days in order. */
export interface PastForecasts {
  /** Week ahead, 1 = the seven days from the origin. */
  readonly leadWeek: number;
  readonly expected: Float64Array;
  readonly actual: Float64Array;
  /** Day and origin of each interval. */
  readonly day: Int32Array;
  readonly origin: Int32Array;
}

/** Gathers past forecasts by lead week. */
export interface PastForecastCollector {
  add(entry: {
    readonly leadWeek: number;
    readonly origin: DayNumber;
    readonly day: DayNumber;
    readonly expected: number;
    readonly actual: number;
  }): void;
  finish(): PastForecasts[];
}

/** A collector with room for `capacity` intervals a lead. */
export function pastForecastCollector(leadWeeks: number, capacity: number): PastForecastCollector {
  const leads = Array.from({ length: leadWeeks }, (_, index) => ({
    leadWeek: index + 1,
    expected: new Float64Array(capacity),
    actual: new Float64Array(capacity),
    day: new Int32Array(capacity),
    origin: new Int32Array(capacity),
    length: 0,
  }));
  return {
    add({ leadWeek, origin, day, expected, actual }) {
      const lead = leads[leadWeek - 1];
      if (lead === undefined || lead.length >= capacity) return;
      lead.expected[lead.length] = expected;
      lead.actual[lead.length] = actual;
      lead.day[lead.length] = day;
      lead.origin[lead.length] = origin;
      lead.length += 1;
    },
    finish: () =>
      leads.map(({ leadWeek, expected, actual, day, origin, length }) => ({
        leadWeek,
        expected: expected.subarray(0, length),
        actual: actual.subarray(0, length),
        day: day.subarray(0, length),
        origin: origin.subarray(0, length),
      })),
  };
}
