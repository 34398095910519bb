import type { OpeningHours } from '../calendar/opening-hours.ts';
import type { SpecialDay } from '../calendar/special-days.ts';
import type { ShiftPattern } from '../scheduling/shift-pattern.ts';
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

/** What can be done about missing agents before anybody is hired: what the centre allows, and how much of it. */
export interface SurgeSettings {
  /** Share of a surge’s callers who would rather be called back later the same day. */
  readonly callbackShare: number;
  /** Breaks and lunches may be moved out of a surge. */
  readonly moveBreaks: boolean;
  /** Meetings, coaching and training may be moved out of a surge. */
  readonly moveTraining: boolean;
  /** Share of the agents on duty who would work overtime. */
  readonly overtimeShare: number;
  /** Nobody is asked to stay for less. */
  readonly overtimeShortestSeconds: number;
  /** Part-timers who would work longer, where agents are not named: their contracts tell. */
  readonly partTimeAgents: number;
  /** Agents who would come back for a second part of the day. */
  readonly splitShiftAgents: number;
  /** Paid to each of them beside the hours. */
  readonly splitShiftBonus: number;
  /** Agents may be sent home unpaid where there are too many. */
  readonly voluntaryTimeOff: boolean;
}

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
  /** Most agents in a shift at once: desks, licences. */
  readonly seats: number | undefined;
  readonly surge: SurgeSettings;
  /** Team → most agents of this one who can work there at once, where agents are not named: their skills tell. */
  readonly lendsTo: Readonly<Record<string, number>>;
  readonly written: boolean;
}

export interface StaffingSettings {
  readonly model: 'c' | 'a';
  readonly staffTo: 'recommended' | 'mean' | number;
  readonly retryShare: number;
}

/** A kind of employment for weekly tours of people without names. */
export interface ContractSettings {
  readonly name: string;
  /** The only team that has it; undefined = every team. */
  readonly team: string | undefined;
  /** Name of the shift pattern that it works. */
  readonly shift: string;
  /** Length of its shifts from start to end; undefined = the pattern’s first. */
  readonly lengthSeconds: number | undefined;
  readonly daysPerWeek: number;
  readonly minimumAgents: number | undefined;
  readonly maximumAgents: number | undefined;
  /** Largest share of the team’s people: the part-time mix. */
  readonly maximumShare: number | undefined;
  readonly costPerHour: number | undefined;
}

export interface SchedulingSettings {
  readonly gap: number;
  readonly timeLimitSeconds: number;
  readonly serviceLevelPer: 'interval' | 'day' | 'week';
  /** Least service level of any interval where the target is met by the day or week. */
  readonly serviceLevelFloorFraction: number;
  /** Least seconds between two shifts of one person. */
  readonly minimumRestSeconds: number;
  /** Most people of all contracts in one team. */
  readonly maximumAgents: number | undefined;
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
  /** Shift patterns of the settings; undefined = of shifts.csv, else the usual ones. */
  readonly shifts: readonly ShiftPattern[] | undefined;
  /** Contracts for weekly tours; without any, shifts are planned with as many people as it takes. */
  readonly contracts: readonly ContractSettings[];
  readonly checks: CheckSettings;
}

/** The written settings as they came, for the envelope of machine output. */
export type { WrittenSettings };
