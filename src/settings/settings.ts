import type { OpeningHours } from '../calendar/opening-hours.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import type { WrittenMedium, WrittenSettings } from './schema.ts';
import type { ServiceTarget } from './values.ts';

/** One channel, every default filled in. Undefined means: to be taken from history, or there is none. */
export interface ChannelSettings {
  readonly name: string;
  /** Undefined when nobody answers it: a campaign that sends contacts there is a finding. */
  readonly team: string | undefined;
  readonly kind: 'live' | 'deferred';
  readonly handleTimeSeconds: number | undefined;
  readonly target: ServiceTarget;
  readonly averageSpeedOfAnswerSeconds: number | undefined;
  readonly maxAbandonmentFraction: number | undefined;
  readonly patienceSeconds: number | undefined;
  readonly concurrency: number;
  readonly respondWithinSeconds: number;
  readonly hours: OpeningHours | undefined;
  readonly revenuePerContact: number | undefined;
  /** True when the settings file names the channel; otherwise the defaults speak. */
  readonly written: boolean;
}

/** Agents on duty: one number, or by opening hours (the first that are open count). */
export type AvailableAgents = number | readonly { readonly hours: OpeningHours; readonly agents: number }[];

export interface TeamSettings {
  readonly name: string;
  readonly channels: readonly string[];
  /** Undefined: inferred from history. */
  readonly hours: OpeningHours | undefined;
  /** Independent causes multiply: 1 − Π(1 − s). */
  readonly shrinkageFraction: number;
  readonly shrinkageCauses: Readonly<Record<string, number>>;
  readonly maxOccupancyFraction: number;
  readonly agents: AvailableAgents | undefined;
  readonly costPerHour: number | undefined;
  readonly overtimeFactor: number;
  readonly trunks: number | undefined;
  readonly written: boolean;
}

export interface StaffingSettings {
  readonly model: 'c' | 'a';
  readonly staffTo: 'recommended' | 'mean' | number;
  readonly retryShare: number;
}

export interface SchedulingSettings {
  readonly gap: number;
  readonly timeLimitSeconds: number;
  readonly serviceLevelPer: 'interval' | 'day' | 'week';
}

export interface RuleSettings {
  readonly severity?: 'off' | 'info' | 'warning' | 'error' | undefined;
  readonly [option: string]: unknown;
}

export interface CheckSettings {
  readonly demand: boolean;
  readonly baseline: string | undefined;
  readonly accept: readonly string[];
  readonly noticeDays: number;
  readonly noticeWorkingDays: number;
  /** Days that extra agents need. */
  readonly leadTimes: { readonly scheduleChange: number; readonly overtime: number; readonly hiring: number };
  readonly customers: string | undefined;
  readonly suppression: string | undefined;
  readonly rules: Readonly<Record<string, RuleSettings>>;
}

/** All that the user can decide, with every default filled in. */
export interface Settings {
  readonly name: string | undefined;
  readonly timeZone: string;
  readonly intervalSeconds: number;
  readonly currency: string;
  readonly country: string | undefined;
  readonly channels: readonly ChannelSettings[];
  readonly teams: readonly TeamSettings[];
  readonly specialDays: readonly SpecialDay[];
  /** A country or region code whose public holidays count as class `full`. */
  readonly holidayCountry: string | undefined;
  readonly media: Readonly<Record<string, WrittenMedium>>;
  readonly types: Readonly<Record<string, WrittenMedium>>;
  readonly campaigns: Readonly<Record<string, WrittenMedium>>;
  readonly columns: Readonly<Record<string, string>>;
  readonly trustCalendar: boolean;
  readonly staffing: StaffingSettings;
  readonly scheduling: SchedulingSettings;
  readonly checks: CheckSettings;
}

/** The written settings as they came, for the envelope of machine output. */
export type { WrittenSettings };
