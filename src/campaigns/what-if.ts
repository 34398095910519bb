import { formatDay, parseDay, secondsPerDay } from '../calendar/local-date.ts';
import type { Instant, TimeZone } from '../calendar/time-zone.ts';
import { didYouMean } from '../problems/did-you-mean.ts';
import type { Campaign, CampaignMoment } from './campaign.ts';

/** Where a launch is moved to. Days keep the wall-clock time; seconds are real time. */
export type LaunchMove =
  | { readonly kind: 'by'; readonly days: number; readonly seconds: number }
  | { readonly kind: 'time-of-day'; readonly secondOfDay: number }
  | { readonly kind: 'to'; readonly day: number; readonly secondOfDay: number | undefined };

/** One change to a calendar. */
export type CalendarChange =
  | { readonly kind: 'without'; readonly campaign: string }
  | { readonly kind: 'move'; readonly campaign: string; readonly move: LaunchMove }
  | {
      readonly kind: 'waves';
      readonly campaign: string;
      readonly waves: number;
      readonly gapSeconds: number;
    };

/** Why a change does not read, or cannot be made: what was written, what is wrong, what to write. */
export interface ChangeProblem {
  readonly text: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** True when reading or applying a change failed. */
export function isChangeProblem(value: object): value is ChangeProblem {
  return 'message' in value && 'text' in value;
}

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60 };

function parseShift(text: string): LaunchMove | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const parts = [...text.slice(1).matchAll(/(\d+(?:\.\d+)?)(w|d|h|m)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text.slice(1)) return undefined;
  let [days, seconds] = [0, 0];
  for (const [, amount = '', unit = ''] of parts) {
    const value = sign * Number(amount);
    if (unit === 'd' || unit === 'w') days += value * (unit === 'w' ? 7 : 1);
    else seconds += value * (unitSeconds[unit] ?? 0);
  }
  return Number.isInteger(days) ? { kind: 'by', days, seconds } : undefined;
}

function parseClock(text: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  return hours < 24 && minutes < 60 ? hours * 3600 + minutes * 60 : undefined;
}

/**
 * Reads where a launch is moved: `+1d`, `-2h30m`, `+1w` (from where it is), `14:30` (same day), `2026-11-24`, `2026-11-24T14:30`.
 * Undefined when it does not read.
 *
 * @example parseLaunchMove('14:30') // => { kind: 'time-of-day', secondOfDay: 52200 }
 * @example parseLaunchMove('tomorrow') // => undefined
 */
export function parseLaunchMove(text: string): LaunchMove | undefined {
  if (/^[+-]/.test(text)) return parseShift(text);
  const clock = parseClock(text);
  if (clock !== undefined) return { kind: 'time-of-day', secondOfDay: clock };
  const [date = '', time] = text.split(/[T ]/);
  const day = parseDay(date);
  const secondOfDay = time === undefined ? undefined : parseClock(time);
  if (day === undefined || (time !== undefined && secondOfDay === undefined)) return undefined;
  return { kind: 'to', day, secondOfDay };
}

/**
 * Reads a number of waves and the gap between them: `4x45m`, `3x2h`, `2x1d`. Undefined when it does not read, or is fewer than one
 * wave or more than 1000.
 *
 * @example parseWaves('4x45m') // => { waves: 4, gapSeconds: 2700 }
 */
export function parseWaves(
  text: string,
): { readonly waves: number; readonly gapSeconds: number } | undefined {
  const match = /^(\d{1,4})x(\d+(?:\.\d+)?)(m|h|d)$/.exec(text);
  if (match === null) return undefined;
  const waves = Number(match[1]);
  const gapSeconds =
    Number(match[2]) * (match[3] === 'd' ? secondsPerDay : (unitSeconds[match[3] ?? ''] ?? 0));
  return waves >= 1 && waves <= 1000 && gapSeconds > 0 ? { waves, gapSeconds } : undefined;
}

function splitChange(text: string): { readonly campaign: string; readonly value: string } | undefined {
  const equals = text.lastIndexOf('=');
  if (equals <= 0 || equals === text.length - 1) return undefined;
  return { campaign: text.slice(0, equals).trim(), value: text.slice(equals + 1).trim() };
}

/** Reads `email-31=+1d`. */
export function parseMoveChange(text: string): CalendarChange | ChangeProblem {
  const parts = splitChange(text);
  const move = parts && parseLaunchMove(parts.value);
  if (parts !== undefined && move !== undefined) return { kind: 'move', campaign: parts.campaign, move };
  return {
    text,
    message: `"${text}" does not say which campaign to move, and where`,
    hint: 'write CAMPAIGN=+1d, CAMPAIGN=-2h, CAMPAIGN=14:30 or CAMPAIGN=2026-11-24T14:30',
  };
}

/** Reads `email-31=4x45m`. */
export function parseWavesChange(text: string): CalendarChange | ChangeProblem {
  const parts = splitChange(text);
  const waves = parts && parseWaves(parts.value);
  if (parts !== undefined && waves !== undefined)
    return { kind: 'waves', campaign: parts.campaign, ...waves };
  return {
    text,
    message: `"${text}" does not say which campaign to send in waves, and how many`,
    hint: 'write CAMPAIGN=4x45m: four waves, 45 minutes apart',
  };
}

function momentAt(
  zone: TimeZone,
  local: { readonly day: number; readonly secondOfDay: number },
  hasTime: boolean,
): CampaignMoment {
  const { instant, resolution } = zone.instantOf(local);
  return { instant, day: zone.localTimeOf(instant).day, hasTime, resolution };
}

function movedMoment(moment: CampaignMoment, move: LaunchMove, zone: TimeZone): CampaignMoment {
  const { day, secondOfDay } = zone.localTimeOf(moment.instant);
  switch (move.kind) {
    case 'by': {
      const onDay = momentAt(
        zone,
        { day: day + move.days, secondOfDay },
        moment.hasTime || move.seconds !== 0,
      );
      return move.seconds === 0 ? onDay : laterBy(onDay, move.seconds, zone);
    }
    case 'time-of-day':
      return momentAt(zone, { day, secondOfDay: move.secondOfDay }, true);
    case 'to':
      return momentAt(
        zone,
        { day: move.day, secondOfDay: move.secondOfDay ?? secondOfDay },
        moment.hasTime || move.secondOfDay !== undefined,
      );
  }
}

function laterBy(moment: CampaignMoment, seconds: number, zone: TimeZone): CampaignMoment {
  const instant: Instant = moment.instant + seconds;
  return { ...moment, instant, day: zone.localTimeOf(instant).day, resolution: 'exact' };
}

/** The end of a moved flight: the same wall-clock distance in days and time, so that a flight of whole days stays one. */
function movedEnd(campaign: Campaign, start: CampaignMoment, zone: TimeZone): CampaignMoment | undefined {
  const { end } = campaign;
  if (end === undefined) return undefined;
  const before = zone.localTimeOf(campaign.start.instant);
  const after = zone.localTimeOf(start.instant);
  const ended = zone.localTimeOf(end.instant);
  const seconds = ended.secondOfDay + (after.secondOfDay - before.secondOfDay);
  const day = ended.day + (after.day - before.day) + Math.floor(seconds / secondsPerDay);
  const secondOfDay = end.hasTime ? ((seconds % secondsPerDay) + secondsPerDay) % secondsPerDay : 0;
  return momentAt(
    zone,
    { day: end.hasTime ? day : ended.day + (after.day - before.day), secondOfDay },
    end.hasTime,
  );
}

function changed(campaign: Campaign, change: CalendarChange, zone: TimeZone): readonly Campaign[] {
  switch (change.kind) {
    case 'without':
      return [];
    case 'waves':
      return [{ ...campaign, waves: change.waves, waveGapSeconds: change.gapSeconds }];
    case 'move': {
      const start = movedMoment(campaign.start, change.move, zone);
      return [{ ...campaign, start, end: movedEnd(campaign, start, zone) }];
    }
  }
}

/**
 * A calendar with changes made, in the order given; the file's other campaigns stay as they are, the very same objects. A move takes the
 * end along; an offer's expiry stays, since it has been promised. A day that a clock change gives no such time moves
 * forward as everywhere.
 *
 * Problems, all of them: a campaign that is not in the calendar.
 */
export function applyChanges(
  campaigns: readonly Campaign[],
  changes: readonly CalendarChange[],
  zone: TimeZone,
): { readonly campaigns: readonly Campaign[]; readonly problems: readonly ChangeProblem[] } {
  const ids = campaigns.map(({ id }) => id);
  const problems = changes.flatMap(({ campaign }): ChangeProblem[] => {
    if (ids.includes(campaign)) return [];
    const meant = didYouMean(campaign, ids);
    const message = `there is no campaign "${campaign}" in the calendar`;
    return [{ text: campaign, message, hint: meant === undefined ? undefined : `did you mean ${meant}?` }];
  });
  const result = changes.reduce<readonly Campaign[]>(
    (calendar, change) =>
      calendar.flatMap((campaign) =>
        campaign.id === change.campaign ? changed(campaign, change, zone) : [campaign],
      ),
    campaigns,
  );
  return { campaigns: result, problems };
}

/** A change in the words of the command line: `move email-31=+1d`. */
export function describeChange(change: CalendarChange): string {
  const { campaign } = change;
  if (change.kind === 'without') return `without ${campaign}`;
  if (change.kind === 'waves') return `waves ${campaign}=${change.waves}x${durationWord(change.gapSeconds)}`;
  const { move } = change;
  if (move.kind === 'time-of-day') return `move ${campaign}=${clockWord(move.secondOfDay)}`;
  if (move.kind === 'by') return `move ${campaign}=${shiftWord(move.days, move.seconds)}`;
  const time = move.secondOfDay === undefined ? '' : `T${clockWord(move.secondOfDay)}`;
  return `move ${campaign}=${formatDay(move.day)}${time}`;
}

function clockWord(secondOfDay: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(secondOfDay / 3600))}:${pad(Math.floor(secondOfDay / 60) % 60)}`;
}

function durationWord(seconds: number): string {
  if (seconds % secondsPerDay === 0) return `${seconds / secondsPerDay}d`;
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : `${seconds / 60}m`;
}

function shiftWord(days: number, seconds: number): string {
  const sign = days < 0 || seconds < 0 ? '-' : '+';
  const parts = [
    days === 0 ? '' : `${Math.abs(days)}d`,
    seconds === 0 ? '' : durationWord(Math.abs(seconds)),
  ];
  return `${sign}${parts.join('') || '0d'}`;
}
