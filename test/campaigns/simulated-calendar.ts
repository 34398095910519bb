import { formatDay, formatTimeOfDay, weekdayOf, type DayNumber } from '../../src/calendar/local-date.ts';
import type { TimeZone } from '../../src/calendar/time-zone.ts';
import type { Campaign, ChannelShare } from '../../src/campaigns/campaign.ts';
import type { ContactSeries } from '../../src/history/contact-series.ts';
import { createRandom, type Random } from '../../src/numeric/random.ts';
import { campaign, newYork } from './made-campaigns.ts';

/** How a medium's campaigns behave in a simulation. Written down here once more, free of the program's own curves. */
export interface SimulatedMedium {
  readonly medium: string;
  /** Mean contact rate; a campaign's own is log-normal with this mean. */
  readonly rate: number;
  readonly reach: readonly [least: number, most: number];
  readonly channels: readonly ChannelShare[];
  /** Share of all campaigns. */
  readonly weight: number;
  readonly type?: string;
  /** Cumulative share by minutes after the start; undefined: a flight of four days, spread like the channel's own day. */
  readonly share: ((minutes: number) => number) | undefined;
  /**
   * Days on which the response comes and which it waits over, spread like the channel's own day; undefined: by the
   * minute, lost while closed.
   */
  readonly days?: number;
  readonly handleTimeFactor?: number;
}

function straight(
  points: readonly (readonly [minutes: number, share: number])[],
): (minutes: number) => number {
  return (minutes) => {
    if (minutes <= 0) return 0;
    const next = points.findIndex(([at]) => at > minutes);
    if (next < 0) return 1;
    const [toMinutes, toShare] = points[next]!;
    const [fromMinutes, fromShare] = points[next - 1] ?? [0, 0];
    return fromShare + ((toShare - fromShare) * (minutes - fromMinutes)) / (toMinutes - fromMinutes);
  };
}

/** Abramowitz & Stegun 7.1.26. */
function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const upper = (poly * Math.exp(-x * x)) / 2;
  return z < 0 ? upper : 1 - upper;
}

const phoneAnd = (clickToCall: number): readonly ChannelShare[] => [
  { channel: 'phone', share: 1 - clickToCall },
  { channel: 'click-to-call', share: clickToCall },
];

/** Five media, in the proportions of an ordinary year. */
export const ordinaryMedia: readonly SimulatedMedium[] = [
  {
    medium: 'email',
    rate: 0.006,
    reach: [450_000, 2_400_000],
    channels: phoneAnd(0.15),
    weight: 12,
    share: straight([
      [5, 0.02],
      [10, 0.05],
      [15, 0.07],
      [30, 0.15],
      [60, 0.24],
      [120, 0.46],
      [180, 0.57],
      [240, 0.64],
      [360, 0.73],
      [480, 0.8],
      [720, 0.89],
      [1080, 0.96],
      [2880, 1],
    ]),
  },
  {
    medium: 'tv',
    rate: 0.002,
    reach: [1_400_000, 3_100_000],
    channels: phoneAnd(0.1),
    weight: 8,
    share: straight([
      [1, 0.08],
      [2, 0.62],
      [3, 0.82],
      [4, 0.9],
      [10, 0.94],
      [30, 0.98],
      [60, 1],
    ]),
  },
  {
    medium: 'sms',
    rate: 0.01,
    reach: [280_000, 600_000],
    channels: phoneAnd(0.5),
    weight: 7,
    share: (minutes) => (minutes <= 0 ? 0 : 1 - Math.exp(Math.log(0.57) * (minutes / 15) ** 0.6)),
  },
  {
    medium: 'direct-mail',
    rate: 0.01,
    reach: [500_000, 1_000_000],
    channels: phoneAnd(0.05),
    weight: 5,
    share: (minutes) => (minutes <= 0 ? 0 : normalShare(Math.log(minutes / 1440 / 6) / 0.7)),
    days: 45,
  },
  {
    medium: 'paid-search',
    rate: 0.08,
    reach: [70_000, 115_000],
    channels: phoneAnd(1),
    weight: 5,
    share: undefined,
  },
];

export interface SimulationSpec {
  readonly seed: number;
  readonly weeks: number;
  readonly firstDay: DayNumber;
  readonly campaigns: number;
  readonly media: readonly SimulatedMedium[];
  /** Log-sd of campaigns around their medium's mean rate, and of their speeds around the curve. */
  readonly rateLogSd?: number;
  readonly speedLogSd?: number;
  /** Contacts of a day by channel. */
  readonly dayTotals?: Readonly<Record<string, number>>;
  readonly reachFactor?: number;
  /** Days to keep free of starts at the end. */
  readonly quietDays?: number;
  /** What the calendar claims, over the truth. */
  readonly claim?: (random: Random) => number;
  readonly zone?: TimeZone;
}

export interface SimulatedCampaign {
  readonly campaign: Campaign;
  readonly contacts: number;
  readonly meanContacts: number;
  readonly speed: number;
}

export interface SimulatedWorld {
  readonly series: readonly ContactSeries[];
  readonly campaigns: readonly SimulatedCampaign[];
  /**
   * Campaign contacts at the medium's mean rate and the campaign's own curve, and the contacts without campaigns, by
   * channel and slot.
   */
  readonly atMeanRate: readonly Float64Array[];
  readonly base: readonly Float64Array[];
}

const slots = 48;
const [openSlot, closeSlot] = [14, 42];
const weekdayFactors = [1.15, 1.02, 0.97, 0.95, 0.98, 0, 0];

/** Two humps between 07:00 and 21:00. */
function dayProfile(): Float64Array {
  const shape = Float64Array.from({ length: slots }, (_, slot) =>
    slot < openSlot || slot >= closeSlot
      ? 0
      : 0.25 + Math.exp(-(((slot - 21) / 4) ** 2)) + 0.7 * Math.exp(-(((slot - 30) / 6) ** 2)),
  );
  const sum = shape.reduce((a, b) => a + b, 0);
  return shape.map((value) => value / sum);
}

/** Mean contacts of an ordinary history: weekdays, profile, days off by 5 %, half-hours by 4 %, weeks drifting by 1 %. */
function baseMeans(random: Random, spec: SimulationSpec, dayTotal: number): Float64Array {
  const profile = dayProfile();
  const means = new Float64Array(spec.weeks * 7 * slots);
  let level = dayTotal;
  for (let day = 0; day < spec.weeks * 7; day++) {
    if (day % 7 === 0) level *= Math.exp(0.01 * random.normal());
    const total = level * weekdayFactors[weekdayOf(spec.firstDay + day)]! * Math.exp(0.05 * random.normal());
    for (let slot = 0; slot < slots; slot++) {
      means[day * slots + slot] = total * profile[slot]! * Math.exp(0.04 * random.normal());
    }
  }
  return means;
}

function isOpenDay(day: DayNumber): boolean {
  return weekdayFactors[weekdayOf(day)]! > 0;
}

/** Shares of a campaign's contacts by slot of the history. */
function slotSharesOf(
  medium: SimulatedMedium,
  setting: {
    readonly firstDay: DayNumber;
    readonly day: number;
    readonly minute: number;
    readonly speed: number;
    readonly length: number;
  },
): Map<number, number> {
  const { firstDay, day, minute, speed, length } = setting;
  const profile = dayProfile();
  const shares = new Map<number, number>();
  const add = (slot: number, share: number): void => {
    if (share > 0 && slot < length) shares.set(slot, (shares.get(slot) ?? 0) + share);
  };
  const { share } = medium;
  if (share === undefined) {
    for (let later = 0; later < 4; later++) {
      if (isOpenDay(firstDay + day + later))
        for (let slot = 0; slot < slots; slot++) add((day + later) * slots + slot, profile[slot]! / 4);
    }
  } else if (medium.days === undefined) {
    for (let slot = 0; slot < 4 * slots; slot++) {
      const from = slot * 30 - minute;
      const open = isOpenDay(firstDay + day + Math.floor(slot / slots)) && profile[slot % slots]! > 0;
      if (open && from + 30 > 0) add(day * slots + slot, share((from + 30) * speed) - share(from * speed));
    }
  } else {
    let waiting = 0;
    for (let later = 0; later < medium.days; later++) {
      const response = share(((later + 1) * 1440 - minute) * speed) - share((later * 1440 - minute) * speed);
      waiting += response;
      if (!isOpenDay(firstDay + day + later)) continue;
      const ahead = profile.map((value, slot) => (later > 0 || slot * 30 >= minute ? value : 0));
      const sum = ahead.reduce((a, b) => a + b, 0);
      for (let slot = 0; slot < slots; slot++)
        add((day + later) * slots + slot, (waiting * ahead[slot]!) / sum);
      waiting = 0;
    }
  }
  return shares;
}

function pick(random: Random, media: readonly SimulatedMedium[]): SimulatedMedium {
  let left = random.next() * media.reduce((sum, { weight }) => sum + weight, 0);
  return media.find(({ weight }) => (left -= weight) < 0) ?? media[0]!;
}

/** A history of two channels with campaigns in it, and the truth behind it. */
export function simulateCalendar(spec: SimulationSpec): SimulatedWorld {
  const {
    seed,
    weeks,
    firstDay,
    media,
    rateLogSd = 0.42,
    speedLogSd = 0.1,
    reachFactor = 1,
    quietDays = 0,
  } = spec;
  const random = createRandom(seed);
  const dayTotals = Object.entries(spec.dayTotals ?? { phone: 30_000, 'click-to-call': 2600 });
  const length = weeks * 7 * slots;
  const means = dayTotals.map(([, total]) => baseMeans(random, spec, total));
  const base = means.map((values) => values.map((mean) => random.poisson(mean)));
  const atMeanRate = dayTotals.map(() => new Float64Array(length));
  const expected = dayTotals.map(() => new Float64Array(length));
  const campaigns = Array.from({ length: spec.campaigns }, (_, index): SimulatedCampaign => {
    const medium = pick(random, media);
    let day = 7 + Math.floor(((index + random.next()) / spec.campaigns) * (weeks * 7 - 8 - quietDays));
    while (!isOpenDay(firstDay + day)) day--;
    const minute = medium.share === undefined ? 420 : 480 + 15 * Math.floor(40 * random.next());
    const reach = Math.round(
      (medium.reach[0] + (medium.reach[1] - medium.reach[0]) * random.next()) * reachFactor,
    );
    const speed = Math.exp(speedLogSd * random.normal());
    const meanContacts = reach * medium.rate;
    const contacts = meanContacts * Math.exp(rateLogSd * random.normal() - rateLogSd ** 2 / 2);
    for (const [slot, share] of slotSharesOf(medium, { firstDay, day, minute, speed, length })) {
      for (const [channel, [name]] of dayTotals.entries()) {
        const part = share * (medium.channels.find((candidate) => candidate.channel === name)?.share ?? 0);
        atMeanRate[channel]![slot]! += meanContacts * part;
        expected[channel]![slot]! += contacts * part;
      }
    }
    const start = `${formatDay(firstDay + day)}T${formatTimeOfDay(minute * 60)}`;
    const claim = spec.claim?.(random);
    const made = campaign(
      start,
      {
        id: `${medium.medium}-${index}`,
        medium: medium.medium,
        type: medium.type,
        channels: medium.channels.filter(({ share }) => share > 0),
        size: { reach, expectedContacts: claim === undefined ? undefined : contacts * claim },
        ...(medium.share === undefined ? { end: `${formatDay(firstDay + day + 4)}T00:00` } : {}),
      },
      spec.zone ?? newYork,
    );
    return { campaign: made, contacts, meanContacts, speed };
  });
  const observed = Uint8Array.from({ length }, (_, index) =>
    isOpenDay(firstDay + Math.floor(index / slots)) && index % slots >= openSlot && index % slots < closeSlot
      ? 1
      : 0,
  );
  const series = dayTotals.map(([channel], index): ContactSeries => {
    const contacts = base[index]!.map((value, slot) => value + random.poisson(expected[index]![slot]!));
    return {
      channel,
      intervalSeconds: 1800,
      intervalsPerDay: slots,
      firstDay,
      days: weeks * 7,
      contacts,
      observed,
    };
  });
  return { series, campaigns, atMeanRate, base };
}
