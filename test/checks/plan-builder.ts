import { intervalGrid, intervalIndexAt, type IntervalGrid } from '../../src/calendar/interval-grid.ts';
import { parseDay } from '../../src/calendar/local-date.ts';
import { isOpenAt } from '../../src/calendar/opening-hours.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import type { Campaign, CampaignMoment } from '../../src/campaigns/campaign.ts';
import type {
  CampaignPlan,
  ChannelHistorySummary,
  ChannelPlan,
  Plan,
  TeamPlan,
} from '../../src/plan/plan.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import type { Settings } from '../../src/settings/settings.ts';
import type { DeliveredService } from '../../src/staffing/team-staffing.ts';

/** Two teams, hours, agents and revenue; what a test needs else it adds below. */
export const usualSettings = `
timezone: America/New_York
interval: 60m
currency: USD
channels:
  phone: { team: voice, target: 80/20s, revenue_per_contact: 20 }
  click-to-call: { team: voice, target: 80/20s }
  chat: { team: digital }
teams:
  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 20, cost_per_hour: 28 }
  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 10 }
`;

const zone = timeZone('America/New_York');

export function day(text: string): number {
  const number = parseDay(text);
  if (number === undefined) throw new Error(`no day: ${text}`);
  return number;
}

/** A moment from `2026-11-24` or `2026-11-24T10:00`, in New York. */
export function moment(text: string): CampaignMoment {
  const [date = '', time] = text.split('T');
  const [hours = '0', minutes = '0'] = (time ?? '0:0').split(':');
  const secondOfDay = Number(hours) * 3600 + Number(minutes) * 60;
  return { ...zone.instantOf({ day: day(date), secondOfDay }), day: day(date), hasTime: time !== undefined };
}

type Loose = { readonly [Key in keyof Campaign]?: Campaign[Key] | undefined };

/** A campaign that no rule finds fault with: every cell is filled in. */
export function campaign(fields: Loose = {}): Campaign {
  const id = fields.id ?? 'mail';
  return {
    name: `Campaign ${id}`,
    status: 'planned',
    medium: 'email',
    type: 'promotion',
    start: moment('2026-11-24T10:00'),
    size: { reach: 4000 },
    channels: [{ channel: 'phone', share: 1 }],
    announced: day('2026-10-20'),
    offer: { offer: 'A vacuum for $99', audience: 'all', retroactiveDays: 14, soldThrough: ['web', 'phone'] },
    support: { briefing: 'Offer sheet 12', agentAuthority: 'Extend by two days', menuOption: '3' },
    goals: { goalSales: 40 },
    location: { file: 'campaigns.csv', line: 2, column: 1 },
    columns: { start: 31, announced: 50, reach: 40 },
    ...(fields as Partial<Campaign>),
    id,
  };
}

interface PlannedOptions {
  /** Contacts by hours after the start, on one channel. */
  readonly contacts?: readonly number[] | undefined;
  readonly channel?: string | undefined;
  readonly total?: number | undefined;
  readonly fields?: Partial<CampaignPlan> | undefined;
}

interface Draft {
  readonly campaign: Campaign;
  readonly options: PlannedOptions;
}

/** A campaign with what it is expected to do. */
export function planned(fields: Loose = {}, options: PlannedOptions = {}): Draft {
  return { campaign: campaign(fields), options };
}

type ByInterval = number | ((interval: number) => number);
const at = (value: ByInterval | undefined, interval: number, fallback: number): number =>
  value === undefined ? fallback : typeof value === 'number' ? value : value(interval);

/** What of a team differs from one that needs 14 of its agents and answers everybody. */
export interface TeamFigures {
  readonly scheduled?: ByInterval | undefined;
  readonly unaware?: ByInterval | undefined;
  readonly available?: ByInterval | undefined;
  readonly serviceLevel?: ByInterval | undefined;
  readonly abandonment?: ByInterval | undefined;
  readonly occupancy?: ByInterval | undefined;
}

export interface PlanOptions {
  readonly asOf?: string | undefined;
  readonly days?: number | undefined;
  readonly settings?: string | undefined;
  readonly teams?: Readonly<Record<string, TeamFigures>> | undefined;
  readonly history?: readonly Partial<ChannelHistorySummary>[] | undefined;
}

function delivered(length: number, figures: TeamFigures, agents: (i: number) => number): DeliveredService {
  const array = (value: ByInterval | undefined, fallback: number): Float64Array =>
    Float64Array.from({ length }, (_, i) => at(value, i, fallback));
  return {
    agents: Float64Array.from({ length }, (_, i) => agents(i)),
    serviceLevelFraction: array(figures.serviceLevel, 0.95),
    abandonmentFraction: array(figures.abandonment, 0),
    averageSpeedOfAnswerSeconds: array(undefined, 5),
    wait95Seconds: array(undefined, 30),
    occupancyFraction: array(figures.occupancy, 0.7),
    meanQueue: array(undefined, 0),
    longestQueue: array(undefined, 0),
    drainSeconds: Array.from({ length }, () => 0),
    total: {
      offeredContacts: 0,
      serviceLevelFraction: 1,
      abandonmentFraction: 0,
      abandonedContacts: 0,
      averageSpeedOfAnswerSeconds: 0,
      longestQueue: 0,
      longestQueueInterval: 0,
    },
  };
}

function campaignPlan(grid: IntervalGrid, { campaign: of, options }: Draft, asOf: number): CampaignPlan {
  const values = new Float64Array(grid.intervals.length);
  const first = intervalIndexAt(grid, of.start.instant);
  for (const [offset, contacts] of (options.contacts ?? []).entries()) {
    if (first !== undefined && first + offset < values.length) values[first + offset] = contacts;
  }
  const inHorizon = values.reduce((sum, value) => sum + value, 0);
  const total = options.total ?? inHorizon;
  const peak = values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0);
  return {
    campaign: of,
    phase: of.status === 'cancelled' ? 'cancelled' : of.start.day < asOf ? 'past' : 'in-horizon',
    sizeSource: 'calendar',
    sizeReason: 'the calendar’s number',
    contactRate: undefined,
    totalContacts: total,
    totalContactsLower80: total * 0.7,
    totalContactsUpper80: total * 1.4,
    contactsByChannel: inHorizon > 0 ? new Map([[options.channel ?? 'phone', values]]) : new Map(),
    horizonContacts: inHorizon,
    lostWhileClosedContacts: 0,
    carriedContacts: 0,
    peak: inHorizon > 0 ? { interval: peak, contacts: values[peak] ?? 0 } : undefined,
    extraAgents: inHorizon > 0 ? [{ team: 'voice', interval: peak, agents: 3, agentHours: 3 }] : [],
    handleTimeFactor: 1,
    ...options.fields,
  };
}

function channelPlans(
  grid: IntervalGrid,
  settings: Settings,
  campaigns: readonly CampaignPlan[],
): ChannelPlan[] {
  return settings.channels.map(({ name, team }) => {
    const hours =
      settings.channels.find((channel) => channel.name === name)?.hours ??
      settings.teams.find((one) => one.name === team)?.hours;
    const open = Uint8Array.from(grid.intervals, (interval) =>
      hours !== undefined && isOpenAt(hours, interval) ? 1 : 0,
    );
    const baseline = Float64Array.from(open, (value) => value * 40);
    const added = Float64Array.from(grid.intervals, (_, i) =>
      campaigns.reduce((sum, one) => sum + (one.contactsByChannel.get(name)?.[i] ?? 0), 0),
    );
    const expected = baseline.map((value, i) => value + (added[i] ?? 0));
    return {
      channel: name,
      team,
      baselineContacts: baseline,
      campaignContacts: added,
      expectedContacts: expected,
      lower80: expected,
      upper80: expected,
      lower95: expected,
      upper95: expected,
      averageHandleTimeSeconds: expected.map(() => 300),
      handleTimeSource: 'settings',
      open,
      model: 'flat',
      dayTotals: [],
    };
  });
}

function teamPlan(
  grid: IntervalGrid,
  settings: Settings,
  name: string,
  channels: readonly ChannelPlan[],
  figures: TeamFigures,
): TeamPlan {
  const team = settings.teams.find((one) => one.name === name);
  const own = channels.filter((channel) => channel.team === name);
  const length = grid.intervals.length;
  const open = Uint8Array.from(grid.intervals, (_, i) =>
    own.some((channel) => channel.open[i] === 1) ? 1 : 0,
  );
  const each = (value: (i: number) => number): Float64Array =>
    Float64Array.from({ length }, (_, i) => (open[i] === 1 ? value(i) : 0));
  const scheduled = (i: number): number => at(figures.scheduled, i, 14);
  const requirement = (wanted: (i: number) => number): TeamPlan['requirement'] => ({
    open,
    expectedContacts: Float64Array.from({ length }, (_, i) =>
      own.reduce((sum, channel) => sum + (channel.expectedContacts[i] ?? 0), 0),
    ),
    staffedContacts: each(() => 0),
    offeredLoad: each((i) => wanted(i) * 0.5),
    averageHandleTimeSeconds: each(() => 300),
    requiredAgents: each((i) => Math.ceil(wanted(i) * 0.7)),
    liveAgents: each((i) => Math.ceil(wanted(i) * 0.7)),
    scheduledAgents: each(wanted),
    promisedServiceLevelFraction: each(() => 0.85),
    bindingTarget: Array.from({ length }, () => 'service-level'),
  });
  const agents = figures.available ?? (typeof team?.agents === 'number' ? team.agents : undefined);
  const available = agents === undefined ? undefined : each((i) => at(agents, i, 0));
  const live = settings.channels.filter(
    ({ name: channel, kind }) => kind === 'live' && own.some((one) => one.channel === channel),
  );
  const target = live[0]?.target;
  return {
    team: name,
    channels: own.map(({ channel }) => channel),
    liveChannels: live.map(({ name: channel }) => channel),
    requirement: requirement(scheduled),
    unawareRequirement: requirement((i) => at(figures.unaware, i, Math.min(14, scheduled(i)))),
    staffing: {
      percentile: undefined,
      source: 'given',
      expectedServiceLevelFraction: 0.85,
      expectedServiceLevelAtMeanFraction: 0.8,
      agentHours: 0,
      agentHoursAtMean: 0,
    },
    availableAgents: available,
    target,
    patienceSeconds: 120,
    patienceSource: 'default',
    required: delivered(length, {}, (i) => Math.ceil(scheduled(i) * 0.7)),
    available: available && delivered(length, figures, (i) => Math.floor((available[i] ?? 0) * 0.7)),
    unaware: delivered(length, figures, () => 10),
    demand: undefined,
    economics: undefined,
    shifts: undefined,
    scheduled: undefined,
    roster: undefined,
    scheduling: undefined,
    surgeActions: undefined,
    costPerHour: team?.costPerHour,
  };
}

/** A plan of flat days in which all is well; drafts and figures say what is not. */
export function planOf(drafts: readonly Draft[] = [], options: PlanOptions = {}): Plan {
  const asOf = day(options.asOf ?? '2026-11-23');
  const settings = resolveSettings(readSettings('surgecast.yaml', options.settings ?? usualSettings), {
    historyChannels: ['phone', 'chat'],
    campaignChannels: drafts.flatMap(({ campaign: of }) => (of.channels ?? []).map(({ channel }) => channel)),
  });
  const grid = intervalGrid({
    timeZone: zone,
    intervalSeconds: 3600,
    firstDay: asOf,
    days: options.days ?? 14,
  });
  const campaigns = drafts.map((draft) => campaignPlan(grid, draft, asOf));
  const channels = channelPlans(grid, settings, campaigns);
  const summary: ChannelHistorySummary = {
    channel: 'phone',
    firstDay: asOf - 200,
    lastDay: asOf - 1,
    observedDays: 200,
    contacts: 10_000,
    intervalSeconds: 3600,
    anomalies: [],
    accuracy: undefined,
    recentBias: undefined,
  };
  return {
    asOf,
    grid,
    settings,
    history: (options.history ?? [{}]).map((fields) => ({ ...summary, ...fields })),
    channels,
    teams: settings.teams.map(({ name }) =>
      teamPlan(grid, settings, name, channels, options.teams?.[name] ?? {}),
    ),
    campaigns,
    notes: [],
  };
}

/** Index of the grid interval that begins at `2026-11-24T10:00`. */
export function intervalAt(plan: Plan, text: string): number {
  return intervalIndexAt(plan.grid, moment(text).instant) ?? -1;
}
