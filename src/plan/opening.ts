import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { isOpenAt, type OpeningHours } from '../calendar/opening-hours.ts';
import { specialDayAt, type SpecialDay } from '../calendar/special-days.ts';
import type { AvailableAgents, ChannelSettings, Settings, TeamSettings } from '../settings/settings.ts';

/**
 * The hours in which a channel takes contacts, when the settings say them: its own, else for a live channel its team’s. Deferred
 * contacts come around the clock, whoever works them when.
 */
export function channelHours(channel: ChannelSettings, settings: Settings): OpeningHours | undefined {
  if (channel.hours !== undefined) return channel.hours;
  if (channel.kind === 'deferred') return undefined;
  return settings.teams.find((team) => team.name === channel.team)?.hours;
}

/** 1 for every interval of the grid in which the hours are open and the day is not a listed closure. */
export function openByHours(
  grid: IntervalGrid,
  hours: OpeningHours,
  specialDays: readonly SpecialDay[],
): Uint8Array {
  return Uint8Array.from(grid.intervals, (interval) =>
    specialDayAt(specialDays, interval.day)?.class !== 'closed' && isOpenAt(hours, interval) ? 1 : 0,
  );
}

/** When a team works: its hours, else whenever one of its live channels is open, else whenever any of its channels is. */
export function teamOpen(input: {
  readonly grid: IntervalGrid;
  readonly team: TeamSettings;
  readonly specialDays: readonly SpecialDay[];
  readonly channels: readonly { readonly kind: 'live' | 'deferred'; readonly open: Uint8Array }[];
}): Uint8Array {
  const { grid, team, specialDays, channels } = input;
  if (team.hours !== undefined) return openByHours(grid, team.hours, specialDays);
  const live = channels.filter(({ kind }) => kind === 'live');
  const deciding = live.length > 0 ? live : channels;
  return Uint8Array.from(grid.intervals, (_, index) =>
    deciding.some(({ open }) => open[index] === 1) ? 1 : 0,
  );
}

/** Paid agents on duty in each interval; undefined when the settings do not say. */
export function agentsOnDuty(
  grid: IntervalGrid,
  agents: AvailableAgents | undefined,
  open: Uint8Array,
): Float64Array | undefined {
  if (agents === undefined) return undefined;
  return Float64Array.from(grid.intervals, (interval, index) => {
    if (open[index] !== 1) return 0;
    if (typeof agents === 'number') return agents;
    return agents.find(({ hours }) => isOpenAt(hours, interval))?.agents ?? 0;
  });
}
