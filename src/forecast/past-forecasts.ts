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
  /** Takes one day's intervals: of each slot the expected and the actual contacts where `usable` is 1. */
  addDay(entry: {
    readonly leadWeek: number;
    readonly origin: DayNumber;
    readonly day: DayNumber;
    readonly expected: ArrayLike<number>;
    readonly actual: ArrayLike<number>;
    readonly usable: ArrayLike<number>;
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
    addDay({ leadWeek, origin, day, expected, actual, usable }) {
      const lead = leads[leadWeek - 1];
      if (lead === undefined) return;
      let { length } = lead;
      for (let slot = 0; slot < expected.length && length < capacity; slot++) {
        if (usable[slot] !== 1) continue;
        lead.expected[length] = expected[slot]!;
        lead.actual[length] = actual[slot]!;
        lead.day[length] = day;
        lead.origin[length] = origin;
        length += 1;
      }
      lead.length = length;
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
