import type { MediumProfile, ProfileOverride } from './medium-profile.ts';
import type { PointsCurve, ResponseCurve } from './response-curve.ts';

const minute = 60;
const hour = 3600;
const day = 86_400;

const spotCurve: PointsCurve = {
  shape: 'points',
  points: [
    [1 * minute, 0.08],
    [2 * minute, 0.62],
    [3 * minute, 0.82],
    [4 * minute, 0.9],
    [10 * minute, 0.94],
    [30 * minute, 0.98],
    [60 * minute, 1],
  ],
};

const emailCurve: PointsCurve = {
  shape: 'points',
  points: [
    [5 * minute, 0.02],
    [10 * minute, 0.05],
    [15 * minute, 0.07],
    [30 * minute, 0.15],
    [1 * hour, 0.24],
    [2 * hour, 0.46],
    [3 * hour, 0.57],
    [4 * hour, 0.64],
    [6 * hour, 0.73],
    [8 * hour, 0.8],
    [12 * hour, 0.89],
    [18 * hour, 0.96],
    [48 * hour, 1],
  ],
};

/** Shape 0.6; 43 % in 15 minutes makes the scale 900/(−ln 0.57)^(1/0.6) s. */
const messageCurve: ResponseCurve = {
  shape: 'weibull',
  weibullShape: 0.6,
  scaleSeconds: 900 / (-Math.log(0.57)) ** (1 / 0.6),
};

const letterCurve: ResponseCurve = { shape: 'log-normal', medianSeconds: 6 * day, logSd: 0.7 };
const fadingCurve: ResponseCurve = { shape: 'decayed', halfLifeSeconds: day };

const common: Pick<
  MediumProfile,
  'rateOrigin' | 'launchJitterSeconds' | 'handleTimeFactor' | 'deadlineBump'
> = {
  rateOrigin: 'shipped',
  launchJitterSeconds: 0,
  handleTimeFactor: 1,
  // An assumption: one contact in ten of an offer with a deadline comes on its last day.
  deadlineBump: { share: 0.1, leadSeconds: day },
};

/** Airings: answered within minutes or not at all. */
const spot: MediumProfile = {
  ...common,
  contactRate: 0.003,
  contactRateLow: 0.001,
  contactRateHigh: 0.01,
  curve: spotCurve,
  clock: 'real',
  channels: [
    { channel: 'phone', share: 0.9 },
    { channel: 'click-to-call', share: 0.1 },
  ],
  whenClosed: 'drop',
  endMakesFlight: true,
  handleTimeFactor: 0.9,
  evidence:
    'rate: one practitioners’ guide (0.1–1 % of the audience); curve: regression on 1,456 airings, site visits',
};

/** Text on a phone: read within minutes. */
const message: MediumProfile = {
  ...common,
  contactRate: 0.01,
  contactRateLow: 0.003,
  contactRateHigh: 0.035,
  curve: messageCurve,
  clock: 'waking',
  channels: [
    { channel: 'phone', share: 0.5 },
    { channel: 'click-to-call', share: 0.5 },
  ],
  whenClosed: 'carry',
  endMakesFlight: false,
  evidence: 'rate: common sense; curve: published study of about 1 bn messages',
};

/** Clicks that become calls at once, for as long as the advertisement runs. */
const clicks: MediumProfile = {
  ...common,
  contactRate: 0.06,
  contactRateLow: 0.02,
  contactRateHigh: 0.15,
  curve: { shape: 'flight' },
  clock: 'real',
  channels: [{ channel: 'click-to-call', share: 1 }],
  whenClosed: 'drop',
  endMakesFlight: true,
  evidence: 'rate: one practitioners’ guide, share of clicks; spread: published, undated',
};

/** What is seen over a day or two and remembered for a while. */
const lasting: MediumProfile = {
  ...common,
  contactRate: 0.005,
  contactRateLow: 0.0014,
  contactRateHigh: 0.018,
  curve: fadingCurve,
  clock: 'daily',
  channels: [
    { channel: 'phone', share: 0.9 },
    { channel: 'click-to-call', share: 0.1 },
  ],
  whenClosed: 'carry',
  endMakesFlight: true,
  evidence: 'rate: common sense; curve: the field’s “decayed” shape',
};

/** What a medium without shipped defaults gets. */
export const unknownMedium: MediumProfile = lasting;

/** Media whose shipped rate is that of any medium: a type's own rate says more. */
export const mediaWithoutRate: readonly string[] = ['event', 'other'];

/**
 * The shipped defaults by medium: starting points on weak evidence, which the first own campaigns outweigh. Rates are contacts
 * per person, click or airing's audience reached; the low and high ends are an 80 % range.
 */
export const shippedMedia: Readonly<Record<string, MediumProfile>> = {
  tv: spot,
  radio: { ...spot, contactRate: 0.002, contactRateLow: 0.0006, contactRateHigh: 0.007 },
  email: {
    ...message,
    contactRateLow: 0.002,
    contactRateHigh: 0.05,
    curve: emailCurve,
    channels: [
      { channel: 'phone', share: 0.85 },
      { channel: 'click-to-call', share: 0.15 },
    ],
    evidence: 'rate: one practitioners’ guide (0.2–5 %); curve: ten real sends, half at 2.4 h',
  },
  sms: message,
  push: { ...message, contactRate: 0.005, contactRateLow: 0.0014, contactRateHigh: 0.018 },
  'direct-mail': {
    ...lasting,
    contactRate: 0.01,
    contactRateLow: 0.005,
    contactRateHigh: 0.02,
    curve: letterCurve,
    channels: [
      { channel: 'phone', share: 0.95 },
      { channel: 'click-to-call', share: 0.05 },
    ],
    endMakesFlight: false,
    evidence:
      'rate: one practitioners’ guide (0.5–2 %); curve: an assumption for first-class mail, days after in-home',
  },
  'paid-search': clicks,
  display: { ...clicks, contactRate: 0.001, contactRateLow: 0.0003, contactRateHigh: 0.0035 },
  social: {
    ...clicks,
    contactRate: 0.002,
    contactRateLow: 0.0006,
    contactRateHigh: 0.007,
    channels: [
      { channel: 'click-to-call', share: 0.5 },
      { channel: 'social', share: 0.5 },
    ],
    whenClosed: 'carry',
    evidence: 'rate and split: common sense; spread: published, undated',
  },
  web: lasting,
  press: { ...lasting, contactRate: 0.002, contactRateLow: 0.0006, contactRateHigh: 0.007 },
  outdoor: { ...lasting, contactRate: 0.0002, contactRateLow: 0.000_05, contactRateHigh: 0.0007 },
  event: lasting,
  other: lasting,
};

interface TypeProfile {
  /** Laid over every medium's profile. */
  readonly profile: ProfileOverride;
  /** Laid over the profile of a medium without a rate of its own. */
  readonly rateWithoutMedium?: ProfileOverride | undefined;
}

/** The shipped defaults by campaign type, laid over the medium's. */
export const shippedTypes: Readonly<Record<string, TypeProfile>> = {
  launch: {
    profile: { handleTimeFactor: 1.3 },
    rateWithoutMedium: {
      contactRate: 0.05,
      contactRateLow: 0.014,
      contactRateHigh: 0.18,
      rateOrigin: 'shipped',
      evidence:
        'rate: one practitioners’ guide, share of buyers in the first week; curve: the field’s “decayed” shape',
    },
  },
  'price-change': {
    profile: {
      contactRate: 0.03,
      contactRateLow: 0.0083,
      contactRateHigh: 0.108,
      rateOrigin: 'shipped',
      handleTimeFactor: 1.2,
      evidence: 'rate: one practitioners’ guide, share of those affected; curve: that of the medium',
    },
  },
};
