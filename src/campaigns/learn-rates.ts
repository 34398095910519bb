import type { CampaignResponse } from './campaign-response.ts';
import {
  campaignShape,
  usualCourse,
  usualShapes,
  type CampaignCourse,
  type PastChannel,
} from './campaign-shape.ts';
import {
  campaignSize,
  kindKey,
  nothingLearnt,
  sizeBelief,
  type LearntRates,
  type SizeSetting,
} from './campaign-size.ts';
import { carriedFractionOf, type PooledCarry } from './carried-share.ts';
import type { PooledSpeed } from './curve-speed.ts';
import {
  learnHandleTimeFactors,
  type CampaignKindContacts,
  type HandleTimeEvidence,
  type LearntHandleTimeFactor,
} from './handle-time-factor.ts';
import { learnCarry, learnSpeeds, type CourseInput } from './learn-courses.ts';
import type { ProfileOverrides } from './medium-profile.ts';
import type { CampaignShape } from './campaign-equations.ts';
import {
  addShares,
  campaignContactsOf,
  estimateContacts,
  type ContactsEstimate,
} from './overlapping-campaigns.ts';
import { groupByKey, observationPer, poolClaims, poolKinds } from './pool-responses.ts';

/** A past channel, with its handle times where the history has them. */
export interface LearningChannel extends PastChannel {
  readonly handleTime?: Pick<HandleTimeEvidence, 'totalSeconds' | 'contacts'> | undefined;
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

/** Everything that past campaigns taught. Maps are by medium unless they say otherwise. */
export interface LearntResponses extends LearntRates {
  readonly speeds: ReadonlyMap<string, PooledSpeed>;
  readonly carry: ReadonlyMap<string, PooledCarry>;
  /** By medium, and by `medium/type` where the type has a default of its own. */
  readonly handleTimeFactors: ReadonlyMap<string, LearntHandleTimeFactor>;
  readonly past: readonly PastCampaign[];
  /** By channel in the input's order: contacts that campaigns are estimated to have added, by slot. */
  readonly campaignContacts: readonly Float64Array[];
}

export const noResponses: LearntResponses = {
  ...nothingLearnt,
  speeds: new Map(),
  carry: new Map(),
  handleTimeFactors: new Map(),
  past: [],
  campaignContacts: [],
};

interface LearningInput {
  readonly responses: readonly CampaignResponse[];
  readonly channels: readonly LearningChannel[];
  /** The campaigns' {@link usualShapes} on these channels at their {@link expectedSizes}, if they are there already. */
  readonly shapes?: readonly CampaignShape[] | undefined;
  readonly overrides: ProfileOverrides;
  readonly trustCalendar: boolean;
}

/** What is understood of the campaigns so far. */
type State = Omit<CourseInput, 'channels' | 'responses'> & { readonly learnt: LearntRates };

function withCourses(input: LearningInput, state: State, courses: readonly CampaignCourse[]): State {
  const shapes = state.shapes.map((shape, index) => {
    const [before, course] = [state.courses[index]!, courses[index]!];
    const same =
      Math.abs(before.carriedFraction - course.carriedFraction) < 0.01 &&
      Math.abs(before.speed / course.speed - 1) < 0.01;
    if (same) return shape;
    return campaignShape(input.responses[index]!, input.channels, {
      course,
      expectedContacts: shape.expectedContacts,
    });
  });
  return { ...state, shapes, courses, expected: campaignContactsOf(shapes, state.contacts, input.channels) };
}

/** One round: sizes from the hours, kinds from the sizes, and each campaign's size again from both. */
function withSizes(input: LearningInput, state: State): State {
  const { responses, channels, overrides, trustCalendar } = input;
  const { shapes: before, expected, contacts: believed } = state;
  const estimates = estimateContacts({ shapes: before, evidence: channels, expected, believed });
  const estimated = responses.map((response, index) => ({
    response,
    estimate: withCountedCalls(response, estimates[index]!),
  }));
  const learnt = { kinds: poolKinds(estimated, overrides), claims: poolClaims(estimated) };
  const setting: SizeSetting = { learnt, overrides, trustCalendar };
  const contacts = estimated.map(
    ({ response, estimate }) => campaignSize(response, setting, observationPer(estimate, 1)).contacts,
  );
  const shapes = state.shapes.map((shape, index): CampaignShape => ({
    ...shape,
    expectedContacts: sizeBelief(responses[index]!, setting).contacts.rate,
  }));
  return {
    ...state,
    estimates,
    learnt,
    contacts,
    shapes,
    expected: campaignContactsOf(shapes, contacts, channels),
  };
}

/**
 * Counted calls tell of the calls that reached the centre, give or take a fifth: numbers dialled by hand, calls lost in
 * the menu.
 */
const countedCallsSd = 0.2;

/**
 * An advertising system's own count of calls, as a second observation of a campaign whose contacts come mostly by click-
 * to-call.
 */
function withCountedCalls(
  { campaign, channels }: CampaignResponse,
  estimate: ContactsEstimate,
): ContactsEstimate {
  const { phoneCalls } = campaign.size;
  const share = channels.find(({ channel }) => channel === 'click-to-call')?.share ?? 0;
  if (phoneCalls === undefined || share < 0.5) return estimate;
  const counted = phoneCalls / share;
  const precision = 1 / (counted / share + (countedCallsSd * counted) ** 2 + 1);
  const own = Number.isFinite(estimate.standardError) ? 1 / estimate.standardError ** 2 : 0;
  const contacts = (own * estimate.contacts + precision * counted) / (own + precision);
  return { contacts, standardError: (own + precision) ** -0.5 };
}

/** What campaigns are expected to bring before anything is learnt. */
export function expectedSizes(
  responses: readonly CampaignResponse[],
  setting: Pick<LearningInput, 'overrides' | 'trustCalendar'>,
): readonly number[] {
  return responses.map(
    (response) => sizeBelief(response, { ...setting, learnt: nothingLearnt }).contacts.rate,
  );
}

function firstState(input: LearningInput): State {
  const { responses, channels } = input;
  const contacts = expectedSizes(responses, input);
  const shapes = input.shapes ?? usualShapes(responses, channels, contacts);
  const expected = campaignContactsOf(shapes, contacts, channels);
  return {
    shapes,
    courses: responses.map(usualCourse),
    estimates: [],
    contacts,
    expected,
    learnt: nothingLearnt,
  };
}

/**
 * Learns from past campaigns: contact rates by medium and type, the track record of marketing's claims, curve speeds,
 * what becomes of response in closed time, handle-time factors, and each campaign's own size.
 *
 * Three rounds: least squares of every campaign on its curve, overlapping ones together ({@link estimateContacts});
 * rates and claims pooled on the log scale ({@link poolKinds}, {@link poolClaims}); each campaign's own size from its
 * kind and its own response. The first round's sizes set the variances of the next; after the first the carried share is
 * learnt and after the second the curves' speeds, where hours tell.
 *
 * `responses` are campaigns that began before the history ends and were not cancelled. Time is linear in their number.
 */
export function learnResponses(input: LearningInput): LearntResponses {
  const { responses, channels, overrides } = input;
  const first = withSizes(input, firstState(input));
  const carry = learnCarry({ ...input, ...first }, overrides);
  const carried = responses.map(({ campaign, profile }) => ({
    speed: 1,
    carriedFraction: carriedFractionOf(profile, carry.get(campaign.medium)),
  }));
  const second = withSizes(input, withCourses(input, first, carried));
  const speeds = learnSpeeds({ ...input, ...second });
  const courses = carried.map((course, index) => ({ ...course, speed: speeds.campaigns[index]! }));
  const state = withSizes(input, withCourses(input, second, courses));
  return {
    ...state.learnt,
    speeds: speeds.media,
    carry,
    handleTimeFactors: learnHandleTimeFactors(channels.map(handleTimeEvidence), kindContacts(input, state)),
    past: pastCampaigns(input, state),
    campaignContacts: state.expected,
  };
}

function handleTimeEvidence(channel: LearningChannel): HandleTimeEvidence | undefined {
  return channel.handleTime && { ...channel.handleTime, ...channel, contacts: channel.handleTime.contacts };
}

/** The kind whose handle-time factor a campaign shares: its medium, or medium and type where the type's default differs. */
export function handleTimeKind({ campaign, profile }: CampaignResponse): string {
  return kindKey(campaign.medium, profile.handleTimeFactor === 1 ? undefined : campaign.type);
}

function kindContacts(
  { responses, channels }: LearningInput,
  { shapes, contacts }: State,
): CampaignKindContacts[] {
  const groups = groupByKey(responses.map((response, index) => [handleTimeKind(response), index] as const));
  return [...groups].map(([kind, indexes]) => ({
    kind,
    defaultFactor: responses[indexes[0]!]!.profile.handleTimeFactor,
    contacts: channels.map(({ actual }, channel) => {
      const sum = new Float64Array(actual.length);
      for (const index of indexes) addShares(sum, shapes[index]!.shares[channel], contacts[index]!);
      return sum;
    }),
  }));
}

function observedShareOf(shape: CampaignShape, channels: readonly PastChannel[]): number {
  let seen = 0;
  for (const [channel, shares] of shape.shares.entries()) {
    const { used } = channels[channel]!;
    shares?.shares.forEach((share, offset) => (seen += used[shares.first + offset] === 1 ? share : 0));
  }
  return seen;
}

function pastCampaigns(
  { responses, channels, overrides, trustCalendar }: LearningInput,
  state: State,
): PastCampaign[] {
  const setting = { learnt: state.learnt, overrides, trustCalendar };
  return responses.map((response, index) => {
    const observed = state.estimates[index]!;
    const { contacts, logSd } = campaignSize(response, setting, observationPer(observed, 1));
    const observedShare = observedShareOf(state.shapes[index]!, channels);
    return { response, observed, contacts, logSd, speed: state.courses[index]!.speed, observedShare };
  });
}
