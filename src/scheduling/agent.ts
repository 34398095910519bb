import type { DayNumber } from '../calendar/local-date.ts';
import type { OpeningHours } from '../calendar/opening-hours.ts';

/** Time an agent is away: whole days, or the same hours of each of them. */
export interface TimeOff {
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  /** Wall-clock seconds; undefined = the whole day. */
  readonly hours?: { readonly from: number; readonly to: number } | undefined;
}

/** A shift that is already promised: the roster keeps it as it is. */
export interface FixedShift {
  readonly day: DayNumber;
  /** Wall-clock seconds after midnight. */
  readonly start: number;
  /** Passes 86400 when the shift ends the next day. */
  readonly end: number;
}

/** What an agent would like; never a reason to leave a shift unfilled. */
export interface AgentPreferences {
  /** Names of shift patterns, best first. */
  readonly shifts?: readonly string[] | undefined;
  /** Wall-clock seconds in which a shift should start. */
  readonly starts?: { readonly earliest: number; readonly latest: number } | undefined;
  /** Weekdays wanted off, 0 = Monday. */
  readonly daysOff?: readonly number[] | undefined;
}

/** What an agent's contract allows in one week. */
export interface AgentContract {
  /** Paid seconds a week that must be given, if shifts allow. */
  readonly minimumSeconds: number;
  /** Paid seconds a week that must not be passed. */
  readonly maximumSeconds: number;
  /** Most working days a week. */
  readonly maximumDays: number;
  /** Least real seconds between the end of a shift and the start of the next. */
  readonly restSeconds: number;
}

/**
 * One person of the roster.
 *
 * Recommended columns of `agents.csv`, one row a person (the first two are needed):
 *
 * | column | reads | example |
 * |---|---|---|
 * | `agent` | a name or number, unique | `Ana Lopez` |
 * | `team` | the team whose shifts the person works | `voice` |
 * | `skills` | other teams the person can be lent to, separated by `+` or `;` | `digital` |
 * | `contract_hours` | paid hours a week, or least and most; empty = 40 | `40` or `20-30` |
 * | `days_per_week` | most working days a week; empty = 5 | `4` |
 * | `min_rest` | duration between shifts; empty = 11h | `12h` |
 * | `availability` | like opening hours; empty = always | `Mon-Fri 08:00-18:00, Sat 09:00-13:00` |
 * | `time_off` | see `parseTimeOff` | `2026-11-24..2026-11-26; 2026-12-01 13:00-17:00` |
 * | `preferences` | see `parsePreferences` | `shift early; start 08:00-10:00; off Sat+Sun` |
 * | `fixed` | see `parseFixedShifts` | `2026-11-24 09:00-17:30` |
 * | `cost_per_hour` | wage for a paid hour; empty = the team's | `24.50` |
 * | `previous_shift_end` | when the last shift before the plan ends, for the rest | `2026-11-23 02:00` |
 */
export interface Agent {
  readonly name: string;
  readonly team: string;
  /** Other teams whose shifts the agent can work. */
  readonly skills: readonly string[];
  readonly contract: AgentContract;
  /** Undefined = always. */
  readonly availability?: OpeningHours | undefined;
  readonly timeOff: readonly TimeOff[];
  readonly preferences: AgentPreferences;
  readonly fixedShifts: readonly FixedShift[];
  readonly costPerHour?: number | undefined;
  /** Wall-clock end of the last shift before the roster's first day. */
  readonly previousShiftEnd?: { readonly day: DayNumber; readonly secondOfDay: number } | undefined;
}

/** The usual full-time contract: 40 paid hours on at most five days, eleven hours of rest (Directive 2003/88/EC, article 3). */
export const fullTimeContract: AgentContract = {
  minimumSeconds: 144_000,
  maximumSeconds: 144_000,
  maximumDays: 5,
  restSeconds: 39_600,
};

/**
 * Paid seconds that an agent must be given in the days of one contract week: the contract's least, the part of it that the days are
 * of a week, less a working day's share for every whole day of time off, which is paid without being worked.
 *
 * @param days from the first day on, seven at most
 * @example guaranteedSeconds({ contract: { minimumSeconds: 144000, maximumSeconds: 144000, maximumDays: 5, restSeconds: 39600 }, timeOff: [{ firstDay: 2, lastDay: 3 }] }, 0, 7) // => 86400
 */
export function guaranteedSeconds(
  { contract, timeOff }: Pick<Agent, 'contract' | 'timeOff'>,
  firstDay: DayNumber,
  days: number,
): number {
  const { minimumSeconds, maximumDays } = contract;
  let off = 0;
  for (let day = firstDay; day < firstDay + days; day++) {
    if (timeOff.some((one) => one.hours === undefined && day >= one.firstDay && day <= one.lastDay)) off++;
  }
  const worked = 1 - Math.min(off, maximumDays) / Math.max(1, maximumDays);
  return minimumSeconds * Math.min(Math.min(7, days) / 7, worked);
}
