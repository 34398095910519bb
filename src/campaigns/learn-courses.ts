import type { CampaignResponse } from './campaign-response.ts';
import { campaignShape, type CampaignCourse, type PastChannel } from './campaign-shape.ts';
import { observeCarry, poolCarry, type PooledCarry } from './carried-share.ts';
import {
  observeSpeed,
  ownSpeed,
  poolSpeeds,
  usualSpeed,
  type PooledSpeed,
  type SpeedObservation,
} from './curve-speed.ts';
import { profileOf, type ProfileOverrides } from './medium-profile.ts';
import { slotWeights, type CampaignShape } from './campaign-equations.ts';
import type { ContactsEstimate } from './overlapping-campaigns.ts';
import { groupByKey } from './pool-responses.ts';

/** Contacts over standard error from which a campaign's hours are asked for their course. */
const precisionForCourse = 5;
/** The last campaigns of a medium that are asked. */
const campaignsForCourse = 40;

/** Past campaigns as far as they are understood, index by index. */
export interface CourseInput {
  readonly channels: readonly PastChannel[];
  readonly responses: readonly CampaignResponse[];
  readonly shapes: readonly CampaignShape[];
  readonly courses: readonly CampaignCourse[];
  readonly estimates: readonly ContactsEstimate[];
  /** Each campaign's size, its kind's and its own response taken together. */
  readonly contacts: readonly number[];
  /** Their sum by channel and slot. */
  readonly expected: readonly Float64Array[];
}

/** The last campaigns of each medium that stand out enough for their hours to be asked. */
function askableByMedium({ responses, estimates }: CourseInput): ReadonlyMap<string, readonly number[]> {
  const byMedium = groupByKey(responses.map(({ campaign }, index) => [campaign.medium, index] as const));
  const askable = [...byMedium].map(([medium, indexes]) => {
    const telling = indexes.filter((index) => {
      const { contacts, standardError } = estimates[index]!;
      return contacts > precisionForCourse * standardError;
    });
    return [medium, telling.slice(-campaignsForCourse)] as const;
  });
  return new Map(askable);
}

/** What a campaign and chance have to explain: actual − baseline − the other campaigns. */
function targetsOf({ channels, shapes, contacts, expected }: CourseInput, index: number): Float64Array[] {
  return channels.map(({ actual, baseline }, channel) => {
    const target = actual.map((value, slot) => value - baseline[slot]! - expected[channel]![slot]!);
    const own = shapes[index]!.shares[channel];
    for (let offset = 0; offset < (own?.shares.length ?? 0); offset++) {
      target[own!.first + offset]! += contacts[index]! * own!.shares[offset]!;
    }
    return target;
  });
}

function weightsOf({ channels, expected }: CourseInput): Float64Array[] {
  return channels.map((channel, index) => slotWeights(channel, expected[index]!));
}

function shapeWith(input: CourseInput, index: number, course: Partial<CampaignCourse>): CampaignShape {
  const expectedContacts = input.contacts[index]!;
  return campaignShape(input.responses[index]!, input.channels, {
    course: { ...input.courses[index]!, ...course },
    expectedContacts,
  });
}

/** What became of each medium's response in closed time, as its campaigns' hours show. */
export function learnCarry(
  input: CourseInput,
  overrides: ProfileOverrides,
): ReadonlyMap<string, PooledCarry> {
  const { channels: evidence } = input;
  const weights = weightsOf(input);
  const entries = [...askableByMedium(input)].map(([medium, indexes]) => {
    const observations = indexes.flatMap((index) => {
      const lost = shapeWith(input, index, { carriedFraction: 0 });
      const carried = shapeWith(input, index, { carriedFraction: 1 });
      return observeCarry({ lost, carried }, { evidence, weights, targets: targetsOf(input, index) }) ?? [];
    });
    const { whenClosed } = profileOf({ id: '', medium, type: undefined }, overrides);
    return [medium, poolCarry(whenClosed === 'carry' ? 1 : 0, observations)] as const;
  });
  return new Map(entries);
}

/** How fast media run against their curves, and each campaign: as its hours show, else as its medium. */
export function learnSpeeds(input: CourseInput): {
  readonly media: ReadonlyMap<string, PooledSpeed>;
  readonly campaigns: readonly number[];
} {
  const { channels: evidence, responses } = input;
  const weights = weightsOf(input);
  const observations = new Map<number, SpeedObservation>();
  const media = new Map<string, PooledSpeed>();
  for (const [medium, indexes] of askableByMedium(input)) {
    for (const index of indexes) {
      if (responses[index]!.timing.flightSeconds !== undefined) continue;
      const targets = targetsOf(input, index);
      const shapeAt = (speed: number): CampaignShape => shapeWith(input, index, { speed });
      const observation = observeSpeed(shapeAt, { evidence, weights, targets });
      if (observation !== undefined) observations.set(index, observation);
    }
    media.set(medium, poolSpeeds(indexes.flatMap((index) => observations.get(index) ?? [])));
  }
  const campaigns = responses.map(({ campaign }, index) =>
    ownSpeed(media.get(campaign.medium) ?? usualSpeed, observations.get(index)),
  );
  return { media, campaigns };
}
