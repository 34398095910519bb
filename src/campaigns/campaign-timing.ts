import type { Instant, TimeZone } from '../calendar/time-zone.ts';
import { normalQuantile } from '../numeric/normal-distribution.ts';
import type { Campaign, CampaignMoment } from './campaign.ts';
import type { MediumProfile, ResponseClock } from './medium-profile.ts';
import { defaultFlightSeconds, responseHorizonSeconds, type ResponseCurve } from './response-curve.ts';

/** A moment at which a part of the reach is told. */
export interface Launch {
  readonly instant: Instant;
  /** Part of the reach; all launches of a campaign sum to 1. */
  readonly weight: number;
}

/** When a campaign's contacts are caused, free of any channel. */
export interface CampaignTiming {
  readonly launches: readonly Launch[];
  /** How long each launch lasts when it is a flight. */
  readonly flightSeconds: number | undefined;
  readonly curve: ResponseCurve;
  readonly clock: ResponseClock;
  /** When the offer ends, if that is after the start. */
  readonly deadline: Instant | undefined;
}

/** Between waves of which the calendar gives a number and no gap. */
export const defaultWaveGapSeconds = 3600;

/** Points at which a normal launch time is tried, equally likely. */
const jitterPoints = 15;

/** The end of what a moment names: a date alone means the whole day. */
export function endOfMoment(moment: CampaignMoment, zone: TimeZone): Instant {
  return moment.hasTime ? moment.instant : zone.startOfDay(moment.day + 1);
}

function launchesOf(campaign: Campaign, jitterSeconds: number): readonly Launch[] {
  const waves = Math.max(1, Math.floor(campaign.waves ?? 1));
  const gap = campaign.waveGapSeconds ?? defaultWaveGapSeconds;
  const points = jitterSeconds > 0 ? jitterPoints : 1;
  return Array.from({ length: waves * points }, (_, index) => {
    const late = normalQuantile(((index % points) + 0.5) / points) * jitterSeconds;
    const wave = Math.floor(index / points);
    return { instant: campaign.start.instant + wave * gap + late, weight: 1 / (waves * points) };
  });
}

/** The length of the campaign's flight: start … end where there is an end after the start, else the curve's own. */
function flightSecondsOf(
  campaign: Campaign,
  profile: MediumProfile,
  end: Instant | undefined,
): number | undefined {
  const given = end !== undefined && end > campaign.start.instant ? end - campaign.start.instant : undefined;
  if (profile.curve.shape === 'flight') return given ?? defaultFlightSeconds;
  return profile.endMakesFlight ? given : undefined;
}

/**
 * Resolves when a campaign's contacts are caused: waves (equal parts of the reach), launch jitter, flight, deadline.
 *
 * A start without a time of day is answered by the `daily` clock from midnight: which hour it is sent is not known, only the
 * day. An end or a deadline without a time means the end of that day; those not after the start count as not given. A step
 * without a duration lasts to the end, or a week.
 */
export function campaignTiming(campaign: Campaign, profile: MediumProfile, zone: TimeZone): CampaignTiming {
  const start = campaign.start.instant;
  const end = campaign.end && endOfMoment(campaign.end, zone);
  const expires = campaign.offer.offerExpires && endOfMoment(campaign.offer.offerExpires, zone);
  const flightSeconds = flightSecondsOf(campaign, profile, end);
  const openStep = profile.curve.shape === 'step' && profile.curve.durationSeconds === undefined;
  const curve =
    openStep && end !== undefined && end > start
      ? { ...profile.curve, durationSeconds: end - start }
      : profile.curve;
  return {
    launches: launchesOf(campaign, profile.launchJitterSeconds),
    flightSeconds,
    curve,
    clock: campaign.start.hasTime ? profile.clock : 'daily',
    deadline: expires !== undefined && expires > start ? expires : undefined,
  };
}

/** The last instant at which a campaign can cause a contact by a clock that does not stop. */
export function lastResponse(timing: CampaignTiming, speed: number): Instant {
  const length = timing.flightSeconds ?? responseHorizonSeconds(timing.curve) / speed;
  const last = Math.max(...timing.launches.map(({ instant }) => instant + length));
  return Math.max(last, timing.deadline ?? last);
}
