import type { CampaignResponse } from './campaign-response.ts';
import { channelArrivals, intervalShares } from './channel-arrivals.ts';
import { observeCarry, poolCarry, type PooledCarry } from './carried-share.ts';
import type { ChannelTimeline } from './channel-timeline.ts';
import {
  campaignSize,
  defaultBelief,
  kindsOf,
  nothingLearnt,
  sizeBelief,
  type LearntRates,
  type SizeSetting,
} from './campaign-size.ts';
import { observeSpeed, ownSpeed, poolSpeeds, usualSpeed, type PooledSpeed, type SpeedObservation } from './curve-speed.ts';
import { profileOf, type ProfileOverrides } from './medium-profile.ts';
import {
  campaignContactsOf,
  estimateContacts,
  type CampaignShape,
  type ChannelEvidence,
  type ContactsEstimate,
} from './overlapping-campaigns.ts';
import { poolRates, type PooledRate, type RateBelief, type RateObservation } from './response-rate.ts';
import { slotShares, type SlotAxis } from './slot-axis.ts';

/** One channel's past, with what is expected of it without campaigns. */
export interface PastChannel extends ChannelEvidence {
  readonly channel: string;
  readonly axis: SlotAxis;
  readonly timeline: ChannelTimeline;
}

/** What one past campaign did. Contacts are all of its contacts, on all channels, whenever they come. */
export interface PastCampaign {
  readonly response: CampaignResponse;
  /** By least squares from its own hours; a standard error of Infinity when nothing was observed. */
  readonly observed: ContactsEstimate;
  /** Its size, own response and that of its kind taken together. */
  readonly contacts: number;
  readonly logSd: number;
  readonly speed: number;
  /** Share of its contacts that lies in observed intervals. */
  readonly observedShare: number;
}

/** Everything that past campaigns taught. */
export interface LearntResponses extends LearntRates {
  /** By medium. */
  readonly speeds: ReadonlyMap<string, PooledSpeed>;
  readonly carry: ReadonlyMap<string, PooledCarry>;
  readonly past: readonly PastCampaign[];
  /** By channel in the input's order: contacts that campaigns are estimated to have added, by slot. */
  readonly campaignContacts: readonly Float64Array[];
}

/** Campaigns of a medium and type from which the type has a rate of its own. */
const campaignsForType = 3;
/** How far types of one medium, or the claims of one medium and of all, lie apart (log-sd). */
const betweenKindsLogSd = 0.3;
/** Contacts over standard error from which a campaign's hours are asked for their course. */
const precisionForCourse = 5;
/** The last campaigns of a medium that are asked. */
const campaignsForCourse = 40;
const rounds = 3;

/** A campaign's arrivals on every channel's slots. */
export function campaignShape(
  response: CampaignResponse,
  channels: readonly Pick<PastChannel, 'channel' | 'axis' | 'timeline'>[],
  options: {
    readonly speed: number;
    readonly carriedFraction: number | undefined;
    readonly expectedContacts: number;
  },
): CampaignShape {
  const { timing, profile } = response;
  const shares = channels.map(({ channel, axis, timeline }) => {
    const share = response.channels.find((candidate) => candidate.channel === channel)?.share ?? 0;
    if (share === 0) return undefined;
    const { speed, carriedFraction } = options;
    const arrivals = channelArrivals({ timing, profile, timeline, speed, carriedFraction });
    return slotShares(axis, intervalShares(arrivals, axis.boundaries), share);
  });
  return { shares, expectedContacts: options.expectedContacts };
}

interface Learning {
  readonly responses: readonly CampaignResponse[];
  readonly channels: readonly PastChannel[];
  readonly setting: Omit<SizeSetting, 'learnt'>;
  shapes: CampaignShape[];
  speeds: number[];
  contacts: number[];
  estimates: readonly ContactsEstimate[];
  learnt: LearntRates;
  mediumSpeeds: ReadonlyMap<string, PooledSpeed>;
  mediumCarry: ReadonlyMap<string, PooledCarry>;
}

function observationOf(estimate: ContactsEstimate | undefined, per: number): RateObservation | undefined {
  if (estimate === undefined || !(per > 0) || !Number.isFinite(estimate.standardError)) return undefined;
  return { rate: estimate.contacts / per, standardError: estimate.standardError / per };
}

function grouped<Value>(entries: Iterable<readonly [string, Value]>): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Mean rates of every medium and type seen, each type shrunk to its medium unless it has a default of its own. */
function poolKinds(state: Learning, overrides: ProfileOverrides): ReadonlyMap<string, PooledRate> {
  const entries: (readonly [string, { readonly observation: RateObservation; readonly response: CampaignResponse }])[] = [];
  for (const [index, response] of state.responses.entries()) {
    const observation = observationOf(state.estimates[index], response.reach ?? 0);
    if (observation === undefined || response.claim?.from === 'uplift') continue;
    for (const kind of kindsOf(response, overrides)) entries.push([kind, { observation, response }]);
  }
  const kinds = new Map<string, PooledRate>();
  const groups = [...grouped(entries)].sort(([a], [b]) => a.length - b.length);
  for (const [kind, members] of groups) {
    const first = members[0]!.response;
    const chain = kindsOf(first, overrides);
    const parent = chain[0] === kind ? kinds.get(chain[1] ?? '') : undefined;
    if (parent !== undefined && members.length < campaignsForType) continue;
    const isMedium = kind === first.campaign.medium;
    const profile = isMedium ? profileOf({ id: '', medium: kind, type: undefined }, overrides) : first.profile;
    const prior: RateBelief =
      parent === undefined
        ? defaultBelief(profile)
        : { rate: parent.rate, logSd: Math.hypot(parent.logSd, betweenKindsLogSd) };
    kinds.set(kind, poolRates(prior, members.map(({ observation }) => observation)));
  }
  return kinds;
}

/** Ratios of actual to claimed contacts, all media together and each on its own. */
function poolClaims(state: Learning): ReadonlyMap<string, PooledRate> {
  const entries: (readonly [string, RateObservation])[] = [];
  for (const [index, { claim, campaign }] of state.responses.entries()) {
    const observation = claim && observationOf(state.estimates[index], claim.contacts);
    if (observation === undefined || claim?.from === 'uplift') continue;
    entries.push([campaign.medium, observation]);
  }
  const claims = new Map<string, PooledRate>();
  if (entries.length === 0) return claims;
  const all = poolRates({ rate: 1, logSd: 0.5 }, entries.map(([, observation]) => observation));
  claims.set('', all);
  const prior = { rate: all.rate, logSd: Math.hypot(all.logSd, betweenKindsLogSd) };
  for (const [medium, observations] of grouped(entries)) claims.set(medium, poolRates(prior, observations));
  return claims;
}

/** The last campaigns of each medium that stand out enough for their hours to be asked. */
function askableByMedium(state: Learning): Map<string, readonly number[]> {
  const byMedium = grouped(state.responses.map(({ campaign }, index) => [campaign.medium, index] as const));
  const askable = [...byMedium].map(([medium, indexes]) => {
    const telling = indexes.filter((index) => {
      const { contacts, standardError } = state.estimates[index]!;
      return contacts > precisionForCourse * standardError;
    });
    return [medium, telling.slice(-campaignsForCourse)] as const;
  });
  return new Map(askable);
}

/** What a campaign and chance have to explain: actual − baseline − the other campaigns. */
function targetsOf(state: Learning, index: number, expected: readonly Float64Array[]): Float64Array[] {
  return state.channels.map(({ actual, baseline }, channel) => {
    const shares = state.shapes[index]!.shares[channel];
    const target = actual.map((value, slot) => value - baseline[slot]! - expected[channel]![slot]!);
    if (shares === undefined) return target;
    for (let offset = 0; offset < shares.shares.length; offset++) {
      target[shares.first + offset]! += state.contacts[index]! * shares.shares[offset]!;
    }
    return target;
  });
}

function shapeOf(state: Learning, index: number, course: { readonly speed?: number; readonly carriedFraction?: number }): CampaignShape {
  const response = state.responses[index]!;
  const carriedFraction = course.carriedFraction ?? state.mediumCarry.get(response.campaign.medium)?.fraction;
  const speed = course.speed ?? state.speeds[index]!;
  return campaignShape(response, state.channels, { speed, carriedFraction, expectedContacts: state.contacts[index]! });
}

/** Asks the campaigns' hours what became of their response in closed time. */
function learnCarry(state: Learning, expected: readonly Float64Array[]): void {
  const carry = new Map<string, PooledCarry>();
  for (const [medium, indexes] of askableByMedium(state)) {
    const observations = indexes.flatMap((index) => {
      const at = { lost: shapeOf(state, index, { carriedFraction: 0 }), carried: shapeOf(state, index, { carriedFraction: 1 }) };
      return observeCarry(at, { evidence: state.channels, expected, targets: targetsOf(state, index, expected) }) ?? [];
    });
    const profile = profileOf({ id: '', medium, type: undefined }, state.setting.overrides);
    carry.set(medium, poolCarry(profile.whenClosed === 'carry' ? 1 : 0, observations));
  }
  state.mediumCarry = carry;
  state.shapes = state.shapes.map((_, index) => shapeOf(state, index, {}));
}

/** Asks the campaigns' hours how fast they ran, pools by medium, and lays the curves anew at each campaign's own speed. */
function learnSpeeds(state: Learning, expected: readonly Float64Array[]): void {
  const observations = new Map<number, SpeedObservation>();
  const speeds = new Map<string, PooledSpeed>();
  for (const [medium, indexes] of askableByMedium(state)) {
    for (const index of indexes) {
      if (state.responses[index]!.timing.flightSeconds !== undefined) continue;
      const targets = targetsOf(state, index, expected);
      const observation = observeSpeed((speed) => shapeOf(state, index, { speed }), { evidence: state.channels, expected, targets });
      if (observation !== undefined) observations.set(index, observation);
    }
    speeds.set(medium, poolSpeeds(indexes.flatMap((index) => observations.get(index) ?? [])));
  }
  state.mediumSpeeds = speeds;
  for (const [index, response] of state.responses.entries()) {
    const speed = ownSpeed(speeds.get(response.campaign.medium) ?? usualSpeed, observations.get(index));
    if (Math.abs(Math.log(speed / state.speeds[index]!)) < 0.01) continue;
    state.speeds[index] = speed;
    state.shapes[index] = shapeOf(state, index, {});
  }
}

function observedShareOf(shape: CampaignShape, channels: readonly PastChannel[]): number {
  let seen = 0;
  for (const [channel, shares] of shape.shares.entries()) {
    if (shares === undefined) continue;
    const { used } = channels[channel]!;
    for (let offset = 0; offset < shares.shares.length; offset++) {
      if (used[shares.first + offset] === 1) seen += shares.shares[offset]!;
    }
  }
  return seen;
}

/** Sizes from the last estimates: first what the kinds learn, then each campaign's own. */
function updateSizes(state: Learning): void {
  const { overrides } = state.setting;
  state.learnt = { kinds: poolKinds(state, overrides), claims: poolClaims(state) };
  const setting = { ...state.setting, learnt: state.learnt };
  state.contacts = state.responses.map(
    (response, index) => campaignSize(response, setting, observationOf(state.estimates[index], 1)).contacts,
  );
  state.shapes = state.shapes.map((shape, index) => ({
    ...shape,
    expectedContacts: sizeBelief(state.responses[index]!, setting).contacts.rate,
  }));
}

/**
 * Learns from past campaigns: contact rates by medium and type, the track record of marketing's claims, curve speeds, and
 * each campaign's own size.
 *
 * Three rounds: least squares of every campaign on its curve, overlapping ones together ({@link estimateContacts}); rates and
 * claims pooled on the log scale ({@link poolRates}); each campaign's own size from its kind and its own response. The
 * first round's sizes set the variances of the next; after it curve speeds are learnt where hours tell.
 *
 * `responses` are campaigns that began before the history ends and were not cancelled. Time is linear in their number.
 */
export function learnResponses(input: {
  readonly responses: readonly CampaignResponse[];
  readonly channels: readonly PastChannel[];
  readonly overrides: ProfileOverrides;
  readonly trustCalendar: boolean;
}): LearntResponses {
  const { responses, channels, overrides, trustCalendar } = input;
  const setting = { overrides, trustCalendar };
  const contacts = responses.map((response) => sizeBelief(response, { ...setting, learnt: nothingLearnt }).contacts.rate);
  const state: Learning = {
    responses,
    channels,
    setting,
    shapes: responses.map((response, index) =>
      campaignShape(response, channels, { speed: 1, carriedFraction: undefined, expectedContacts: contacts[index]! }),
    ),
    speeds: responses.map(() => 1),
    contacts,
    estimates: [],
    learnt: nothingLearnt,
    mediumSpeeds: new Map(),
    mediumCarry: new Map(),
  };
  for (let round = 0; round < rounds; round++) {
    const expected = campaignContactsOf(state.shapes, state.contacts, channels);
    state.estimates = estimateContacts({ shapes: state.shapes, evidence: channels, expected });
    updateSizes(state);
    const sums = (): Float64Array[] => campaignContactsOf(state.shapes, state.contacts, channels);
    if (round === 0) learnCarry(state, sums());
    if (round === 1) learnSpeeds(state, sums());
  }
  return {
    ...state.learnt,
    speeds: state.mediumSpeeds,
    carry: state.mediumCarry,
    past: pastCampaigns(state),
    campaignContacts: campaignContactsOf(state.shapes, state.contacts, channels),
  };
}

function pastCampaigns(state: Learning): PastCampaign[] {
  const setting = { ...state.setting, learnt: state.learnt };
  return state.responses.map((response, index) => {
    const observed = state.estimates[index]!;
    const { contacts, logSd } = campaignSize(response, setting, observationOf(observed, 1));
    const observedShare = observedShareOf(state.shapes[index]!, state.channels);
    return { response, observed, contacts, logSd, speed: state.speeds[index]!, observedShare };
  });
}

