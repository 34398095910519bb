import { parseOpeningHours } from '../calendar/opening-hours.ts';
import type { WrittenChannel, WrittenSettings, WrittenTeam } from './schema.ts';
import type {
  AvailableAgents,
  ChannelSettings,
  CheckSettings,
  Settings,
  SurgeSettings,
  TeamSettings,
} from './settings.ts';

/** 80 % in 20 seconds for calls, 80 % in 45 for chats: the field's habit, not a law. */
const liveTarget = { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 };
const chatTarget = { serviceLevelFraction: 0.8, answerThresholdSeconds: 45 };
const defaultShrinkageFraction = 0.3;
/** Above it agents burn out; 85–90 % is the usual cap. */
const defaultMaxOccupancyFraction = 0.88;

const deferredChannels: ReadonlySet<string> = new Set(['email', 'e-mail', 'social', 'letter', 'ticket']);

/** The team that a channel has by default: voices together, text together, anything else on its own. */
function defaultTeam(channel: string): string {
  if (['phone', 'click-to-call', 'callback'].includes(channel)) return 'voice';
  if (['chat', 'email', 'e-mail', 'social', 'messaging'].includes(channel)) return 'digital';
  return channel;
}

function resolveChannel(
  name: string,
  written: WrittenChannel | undefined,
  hasTeam: boolean,
): ChannelSettings {
  const chat = name === 'chat' || name === 'messaging';
  const social = name === 'social';
  return {
    name,
    team: written?.team ?? (hasTeam ? defaultTeam(name) : undefined),
    kind: written?.kind ?? (deferredChannels.has(name) ? 'deferred' : 'live'),
    handleTimeSeconds: written?.handle_time,
    target: written?.target ?? (chat ? chatTarget : liveTarget),
    averageSpeedOfAnswerSeconds: written?.average_speed_of_answer,
    maxAbandonmentFraction: written?.max_abandonment,
    patienceSeconds: written?.patience,
    concurrency: written?.concurrency ?? (chat ? 2 : 1),
    respondWithinSeconds: written?.respond_within ?? (social ? 3600 : 4 * 3600),
    hours: written?.hours,
    revenuePerContact: written?.revenue_per_contact,
    written: written !== undefined,
  };
}

/** Texts that do not read as opening hours are refused while the settings are read. */
function resolveAgents(written: WrittenTeam['agents']): AvailableAgents | undefined {
  if (written === undefined || typeof written === 'number') return written;
  return Object.entries(written).flatMap(([text, agents]) => {
    const hours = parseOpeningHours(text);
    return 'problem' in hours ? [] : [{ hours, agents }];
  });
}

/** A quarter of the agents who stay is what centres that pay for overtime report to get; less than an hour is not worked. */
function resolveSurge(written: WrittenTeam['surge']): SurgeSettings {
  return {
    callbackShare: written?.callbacks ?? 0,
    moveBreaks: written?.move_breaks ?? true,
    moveTraining: written?.move_training ?? true,
    overtimeShare: written?.overtime ?? 0.25,
    overtimeShortestSeconds: written?.overtime_shortest ?? 3600,
    partTimeAgents: written?.part_timers ?? 0,
    splitShiftAgents: written?.split_shifts ?? 0,
    splitShiftBonus: written?.split_shift_bonus ?? 0,
    voluntaryTimeOff: written?.voluntary_time_off ?? true,
  };
}

function resolveTeam(
  name: string,
  written: WrittenTeam | undefined,
  channels: readonly ChannelSettings[],
): TeamSettings {
  const causes: Record<string, number> = { ...(written?.shrinkage ?? { total: defaultShrinkageFraction }) };
  const presence = Object.values(causes).reduce((product, share) => product * (1 - share), 1);
  return {
    name,
    channels: channels.filter((channel) => channel.team === name).map((channel) => channel.name),
    hours: written?.hours,
    shrinkageFraction: Number((1 - presence).toPrecision(12)),
    shrinkageCauses: causes,
    maxOccupancyFraction: written?.max_occupancy ?? defaultMaxOccupancyFraction,
    agents: resolveAgents(written?.agents),
    costPerHour: written?.cost_per_hour,
    overtimeFactor: written?.overtime_factor ?? 1.5,
    trunks: written?.trunks,
    seats: written?.seats,
    surge: resolveSurge(written?.surge),
    lendsTo: written?.lends_to ?? {},
    written: written !== undefined,
  };
}

function resolveChecks(written: WrittenSettings['checks']): CheckSettings {
  const rules = Object.entries(written?.rules ?? {}).map(([rule, value]) => [
    rule,
    typeof value === 'string' ? { severity: value } : value,
  ]);
  return {
    demand: written?.demand ?? false,
    baseline: written?.baseline,
    accept: written?.accept ?? [],
    noticeDays: written?.notice_days ?? 14,
    noticeWorkingDays: written?.notice_working_days ?? 5,
    leadTimes: {
      scheduleChange: written?.lead_times?.schedule_change ?? 14,
      overtime: written?.lead_times?.overtime ?? 3,
      hiring: written?.lead_times?.hiring ?? 56,
    },
    customers: written?.customers,
    suppression: written?.suppression,
    rules: Object.fromEntries(rules) as CheckSettings['rules'],
  };
}

/**
 * Fills every default in. `historyChannels` are the channels that history knows; a channel that only a campaign names gets
 * a default team only while the settings name no channels at all: a user who lists channels has said what is answered.
 */
export function resolveSettings(
  written: WrittenSettings,
  channelNames: { readonly historyChannels: readonly string[]; readonly campaignChannels: readonly string[] },
): Settings {
  const listed = Object.keys(written.channels ?? {});
  const names = [...new Set([...channelNames.historyChannels, ...listed, ...channelNames.campaignChannels])];
  const channels = names.map((name) => {
    const answered =
      listed.length === 0 || listed.includes(name) || channelNames.historyChannels.includes(name);
    return resolveChannel(name, written.channels?.[name], answered);
  });
  const teamNames = [
    ...new Set([...Object.keys(written.teams ?? {}), ...channels.flatMap((channel) => channel.team ?? [])]),
  ];
  const teams = teamNames.map((name) => resolveTeam(name, written.teams?.[name], channels));
  return {
    name: written.name,
    timeZone: written.timezone ?? 'UTC',
    intervalSeconds: written.interval ?? 1800,
    currency: written.currency ?? '',
    country: written.country,
    channels,
    teams,
    specialDays: Array.isArray(written.holidays) ? written.holidays : [],
    holidayCountry: typeof written.holidays === 'string' ? written.holidays : undefined,
    media: written.media ?? {},
    types: written.types ?? {},
    campaigns: written.campaigns ?? {},
    columns: written.columns ?? {},
    trustCalendar: written.trust_calendar ?? false,
    staffing: {
      model: written.staffing?.model ?? 'c',
      staffTo: written.staffing?.staff_to ?? 'recommended',
      retryShare: written.staffing?.retry_share ?? 0,
    },
    scheduling: {
      gap: written.scheduling?.gap ?? 0.01,
      timeLimitSeconds: written.scheduling?.time_limit ?? 20,
      serviceLevelPer: written.scheduling?.service_level_per ?? 'interval',
      serviceLevelFloorFraction: written.scheduling?.service_level_floor ?? 0.5,
      minimumRestSeconds: written.scheduling?.min_rest ?? 11 * 3600,
      maximumAgents: written.scheduling?.max_agents,
    },
    shifts: written.shifts,
    contracts: Object.entries(written.contracts ?? {}).map(([name, contract]) => ({
      name,
      team: contract.team,
      shift: contract.shift,
      lengthSeconds: contract.length,
      daysPerWeek: contract.days_per_week,
      minimumAgents: contract.min_agents,
      maximumAgents: contract.max_agents,
      maximumShare: contract.max_share,
      costPerHour: contract.cost_per_hour,
    })),
    checks: resolveChecks(written.checks),
  };
}
