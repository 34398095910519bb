import { datePartsOf, weekdayOf, type DayNumber } from '../../src/calendar/local-date.ts';
import { specialDayAt, type SpecialDay } from '../../src/calendar/special-days.ts';
import type { ContactSeries } from '../../src/history/contact-series.ts';

/** A seeded stream of uniforms in [0, 1) (mulberry32). */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function normalDraw(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

export function poissonDraw(uniform: () => number, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 60) {
    // Exact by halving: a Poisson count is the sum of two of half the mean.
    return poissonDraw(uniform, mean / 2) + poissonDraw(uniform, mean / 2);
  }
  let count = 0;
  for (let product = uniform(), limit = Math.exp(-mean); product > limit; product *= uniform()) count += 1;
  return count;
}

/** How a made-up channel behaves. Factors multiply the mean; spreads are standard deviations of logs. */
export interface SyntheticSpec {
  readonly seed: number;
  readonly firstDay: DayNumber;
  readonly weeks: number;
  readonly intervalsPerDay: number;
  /** First open slot and the one after the last, by weekday; undefined is closed. */
  readonly hours: (weekday: number) => readonly [number, number] | undefined;
  /** Contacts of an ordinary day. */
  readonly dayTotal: number;
  readonly weekdayFactors: readonly number[];
  /** Height of the yearly wave and of a peak in the four weeks to Christmas. */
  readonly yearAmplitude?: number;
  readonly christmasPeak?: number;
  readonly growthPerYear?: number;
  /** Uplift on the first three business days of the month. */
  readonly monthStart?: number;
  /** Uplift on the open day after a closed one that is usually open. */
  readonly backlog?: number;
  readonly daySd?: number;
  /** Correlation of a day's deviation with the day before's. */
  readonly dayCorrelation?: number;
  readonly levelWalkPerWeek?: number;
  readonly slotSd?: number;
  readonly specialDays?: readonly SpecialDay[];
  /** True share of an ordinary day on listed days. */
  readonly specialFactor?: (entry: SpecialDay, day: DayNumber) => number;
  readonly steps?: readonly { readonly day: DayNumber; readonly factor: number }[];
  /** Slots in which the system counted nothing although contacts came. */
  readonly outages?: readonly { readonly day: DayNumber; readonly from: number; readonly to: number }[];
  readonly spikes?: readonly {
    readonly day: DayNumber;
    readonly from: number;
    readonly to: number;
    readonly factor: number;
  }[];
}

export interface SyntheticSeries {
  readonly series: ContactSeries;
  /** The mean of each interval: everything but noise, level included. */
  readonly mean: Float64Array;
  readonly specialDays: readonly SpecialDay[];
  readonly spec: SyntheticSpec;
}

/** Two humps over the open hours, higher in the morning; over 24 hours a quiet night. */
function shape(position: number, aroundTheClock: boolean): number {
  if (aroundTheClock)
    return (
      1 + 0.85 * Math.sin(2 * Math.PI * (position - 0.33)) + 0.15 * Math.sin(4 * Math.PI * (position - 0.1))
    );
  return (
    0.35 + Math.exp(-(((position - 0.3) / 0.16) ** 2)) + 0.8 * Math.exp(-(((position - 0.68) / 0.17) ** 2))
  );
}

function dayProfile(spec: SyntheticSpec, weekday: number): Float64Array {
  const profile = new Float64Array(spec.intervalsPerDay);
  const hours = spec.hours(weekday);
  if (hours === undefined) return profile;
  const [from, to] = hours;
  let sum = 0;
  for (let slot = from; slot < to; slot++) {
    profile[slot] = shape((slot + 0.5 - from) / (to - from), to - from === spec.intervalsPerDay && to > 1);
    sum += profile[slot]!;
  }
  return profile.map((value) => value / sum);
}

function businessDayOfMonth(spec: SyntheticSpec, day: DayNumber): number {
  let count = 0;
  for (let other = day - datePartsOf(day).dayOfMonth + 1; other <= day; other++) {
    const listed = specialDayAt(spec.specialDays ?? [], other);
    if (weekdayOf(other) < 5 && listed?.class !== 'closed' && listed?.class !== 'full') count += 1;
  }
  return count;
}

function yearFactor(spec: SyntheticSpec, day: DayNumber): number {
  const { year, month, dayOfMonth } = datePartsOf(day);
  const yearStart =
    day - Math.floor((Date.UTC(year, month - 1, dayOfMonth) - Date.UTC(year, 0, 1)) / 86_400_000);
  const position = (day - yearStart) / 365.25;
  const wave = 1 + (spec.yearAmplitude ?? 0) * Math.sin(2 * Math.PI * (position - 0.1));
  const toChristmas = yearStart + 358 - day;
  const peak =
    toChristmas >= 0 && toChristmas < 28
      ? 1 + (spec.christmasPeak ?? 0) * (1 - Math.abs(toChristmas - 10) / 28)
      : 1;
  return wave * peak;
}

function calendarFactor(spec: SyntheticSpec, day: DayNumber): number {
  const listed = specialDayAt(spec.specialDays ?? [], day);
  const special =
    listed === undefined || listed.class === 'open'
      ? 1
      : listed.class === 'closed'
        ? 0
        : (spec.specialFactor?.(listed, day) ?? { full: 0.35, eve: 0.6, reduced: 0.75 }[listed.class]);
  const yesterday = specialDayAt(spec.specialDays ?? [], day - 1);
  const after =
    (yesterday?.class === 'closed' || yesterday?.class === 'full') &&
    spec.hours(weekdayOf(day - 1)) !== undefined;
  const turn = weekdayOf(day) < 5 && businessDayOfMonth(spec, day) <= 3 ? 1 + (spec.monthStart ?? 0) : 1;
  return special * turn * (after ? 1 + (spec.backlog ?? 0) : 1);
}

/** Makes a channel with known truth; the same spec gives the same series. */
export function syntheticSeries(spec: SyntheticSpec): SyntheticSeries {
  const uniform = uniforms(spec.seed);
  const days = 7 * spec.weeks;
  const { intervalsPerDay } = spec;
  const contacts = new Float64Array(days * intervalsPerDay);
  const observed = new Uint8Array(days * intervalsPerDay);
  const mean = new Float64Array(days * intervalsPerDay);
  const profiles = [0, 1, 2, 3, 4, 5, 6].map((weekday) => dayProfile(spec, weekday));
  let level = 0;
  let deviation = 0;
  for (let index = 0; index < days; index++) {
    const day = spec.firstDay + index;
    const weekday = weekdayOf(day);
    if (weekday === 0) level += (spec.levelWalkPerWeek ?? 0) * normalDraw(uniform);
    const correlation = spec.dayCorrelation ?? 0;
    deviation =
      correlation * deviation + Math.sqrt(1 - correlation ** 2) * (spec.daySd ?? 0) * normalDraw(uniform);
    const steps = (spec.steps ?? [])
      .filter((step) => day >= step.day)
      .reduce((product, step) => product * step.factor, 1);
    const growth = (1 + (spec.growthPerYear ?? 0)) ** (index / 365.25);
    const dayMean =
      spec.dayTotal *
      spec.weekdayFactors[weekday]! *
      yearFactor(spec, day) *
      calendarFactor(spec, day) *
      growth *
      steps *
      Math.exp(level);
    const closed = specialDayAt(spec.specialDays ?? [], day)?.class === 'closed';
    for (let slot = 0; slot < intervalsPerDay; slot++) {
      const at = index * intervalsPerDay + slot;
      const share = profiles[weekday]![slot]!;
      if (share === 0 || closed) continue;
      mean[at] = dayMean * share;
      observed[at] = 1;
      const noise = Math.exp(deviation + (spec.slotSd ?? 0) * normalDraw(uniform));
      contacts[at] = poissonDraw(uniform, mean[at] * noise);
    }
  }
  for (const { day, from, to } of spec.outages ?? []) {
    contacts.fill(
      0,
      (day - spec.firstDay) * intervalsPerDay + from,
      (day - spec.firstDay) * intervalsPerDay + to,
    );
  }
  for (const { day, from, to, factor } of spec.spikes ?? []) {
    for (let slot = from; slot < to; slot++) {
      const at = (day - spec.firstDay) * intervalsPerDay + slot;
      contacts[at] = Math.round(contacts[at]! * factor);
    }
  }
  const intervalSeconds = 86_400 / intervalsPerDay;
  return {
    series: {
      channel: 'phone',
      intervalSeconds,
      intervalsPerDay,
      firstDay: spec.firstDay,
      days,
      contacts,
      observed,
    },
    mean,
    specialDays: spec.specialDays ?? [],
    spec,
  };
}

/** US-like holidays of some years: New Year, 4 July, Thanksgiving, Christmas with its eve. */
export function holidaysOf(years: readonly number[]): SpecialDay[] {
  return years.flatMap((year) => {
    const at = (month: number, dayOfMonth: number): DayNumber =>
      Date.UTC(year, month - 1, dayOfMonth) / 86_400_000;
    const november = at(11, 1);
    const thanksgiving = november + ((3 - weekdayOf(november) + 7) % 7) + 21;
    const one = (day: DayNumber, kind: SpecialDay['class'], name: string): SpecialDay => ({
      firstDay: day,
      lastDay: day,
      class: kind,
      name,
    });
    return [
      one(at(1, 1), 'full', 'New Year'),
      one(at(7, 4), 'full', 'Independence Day'),
      one(thanksgiving, 'full', 'Thanksgiving'),
      one(at(12, 24), 'eve', 'Christmas Eve'),
      one(at(12, 25), 'full', 'Christmas'),
      one(at(12, 31), 'eve', "New Year's Eve"),
    ];
  });
}
