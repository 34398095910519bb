import type { CampaignDemand } from '../campaigns/campaign-demand.ts';
import type { CampaignForecast } from '../forecast/campaign-forecast.ts';
import { campaignSizeQuantile, type CampaignSizeForecast } from '../campaigns/campaign-size.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { PastCampaign } from '../campaigns/learn-rates.ts';
import type { ForecastStage, PlanInputs } from './build-plan.ts';
import type { CampaignPhase, CampaignPlan, ChannelPlan } from './plan.ts';
import type { PlannedTeam } from './plan-team.ts';

interface CampaignsInput {
  readonly inputs: PlanInputs;
  readonly stage: ForecastStage;
  readonly teams: readonly PlannedTeam[];
}

const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(2))} %`;
const campaigns = (count: number): string => `${count} past campaign${count === 1 ? '' : 's'}`;

/** How the size of a campaign was come by, in words. */
function reasonOf(size: CampaignSizeForecast, medium: string): string {
  const seen = size.responseSeen ? '; its own response so far counts' : '';
  const rate = size.contactRate === undefined ? '' : `, ${percent(size.contactRate.mean)} of reach`;
  switch (size.source) {
    case 'calendar':
      return `the calendar's number${rate}${seen}`;
    case 'track-record':
      return `the calendar's number × ${size.correction.toFixed(2)}: what ${campaigns(size.campaigns)} with claims really brought${seen}`;
    case 'learnt':
      return `learnt from ${campaigns(size.campaigns)} of ${size.kind ?? medium}${rate}${seen}`;
    case 'default':
      return `${size.defaultOrigin === 'user' ? 'the rate in the settings' : `the shipped default for ${medium}: weak evidence`}${rate}${seen}`;
    case 'uplift':
      return 'the uplift that the calendar says';
    case 'none':
      return 'nothing says how large it is: it counts as no contacts';
  }
}

function phaseOf(campaign: Campaign, inHorizon: boolean, { grid }: ForecastStage): CampaignPhase {
  if (campaign.status === 'cancelled') return 'cancelled';
  if (inHorizon) return 'in-horizon';
  return campaign.start.day < grid.firstDay
    ? 'past'
    : campaign.start.day < grid.firstDay + grid.days
      ? 'in-horizon'
      : 'later';
}

/** Contacts by channel on the whole grid. */
function byChannel(demand: CampaignDemand | undefined, length: number): Map<string, Float64Array> {
  const contacts = new Map<string, Float64Array>();
  for (const part of demand?.channels ?? []) {
    const values = contacts.get(part.channel) ?? new Float64Array(length);
    for (const [offset, value] of part.intervalContacts.entries()) values[part.first + offset]! += value;
    contacts.set(part.channel, values);
  }
  return contacts;
}

function peakOf(total: Float64Array): CampaignPlan['peak'] {
  let peak: CampaignPlan['peak'];
  for (const [interval, contacts] of total.entries()) {
    if (contacts > (peak?.contacts ?? 0)) peak = { interval, contacts };
  }
  return peak;
}

/**
 * Live agents that the campaign adds to a team: at its worst interval, and in agent-hours. What all campaigns of an interval add together is
 * shared out by their contacts.
 */
function extraAgents(
  input: CampaignsInput,
  contacts: ReadonlyMap<string, Float64Array>,
): CampaignPlan['extraAgents'] {
  const { stage, teams } = input;
  return teams.flatMap(({ plan, liveAgentsAt }) => {
    const own = plan.liveChannels.flatMap((channel) => contacts.get(channel) ?? []);
    if (own.length === 0) return [];
    const members = stage.channels.filter(({ channel }) => plan.liveChannels.includes(channel));
    const sumAt = (pick: (channel: ChannelPlan) => Float64Array, interval: number): number =>
      members.reduce((sum, channel) => sum + (pick(channel)[interval] ?? 0), 0);
    let worst = { interval: 0, agents: 0 };
    let agentHours = 0;
    for (const [interval, { seconds }] of stage.grid.intervals.entries()) {
      const added = own.reduce((sum, values) => sum + (values[interval] ?? 0), 0);
      if (added < 0.05 || plan.requirement.open[interval] !== 1) continue;
      const all = sumAt((channel) => channel.campaignContacts, interval);
      const baseline = sumAt((channel) => channel.baselineContacts, interval);
      const without = liveAgentsAt(interval, baseline / Math.max(baseline + all, 1e-9));
      const extra = Math.max(0, (plan.requirement.liveAgents[interval] ?? 0) - without);
      const agents = (extra * added) / Math.max(all, added);
      agentHours += (agents * seconds) / 3600;
      if (agents > worst.agents) worst = { interval, agents };
    }
    const agents = Math.round(worst.agents);
    return agents === 0 ? [] : [{ team: plan.team, interval: worst.interval, agents, agentHours }];
  });
}

const noContacts = {
  contactRate: undefined,
  totalContacts: 0,
  totalContactsLower80: 0,
  totalContactsUpper80: 0,
  contactsByChannel: new Map<string, Float64Array>(),
  horizonContacts: 0,
  lostWhileClosedContacts: 0,
  carriedContacts: 0,
  peak: undefined,
  extraAgents: [],
  handleTimeFactor: 1,
} as const;

function pastPlan(
  campaign: Campaign,
  past: PastCampaign | undefined,
): Pick<
  CampaignPlan,
  'sizeSource' | 'sizeReason' | 'totalContacts' | 'totalContactsLower80' | 'totalContactsUpper80'
> {
  if (past === undefined) {
    const reason = campaign.status === 'cancelled' ? 'cancelled' : 'outside the days of history and plan';
    return {
      sizeSource: 'none',
      sizeReason: reason,
      totalContacts: 0,
      totalContactsLower80: 0,
      totalContactsUpper80: 0,
    };
  }
  const range = (z: number): number => past.contacts * Math.exp(z * past.logSd - past.logSd ** 2 / 2);
  return {
    sizeSource: 'learnt',
    sizeReason: 'estimated from what came',
    totalContacts: past.contacts,
    totalContactsLower80: range(-1.2816),
    totalContactsUpper80: range(1.2816),
  };
}

function liveCampaign(input: CampaignsInput, forecast: CampaignForecast): CampaignPlan {
  const { campaign, size, demand } = forecast;
  const length = input.stage.grid.intervals.length;
  const contactsByChannel = byChannel(demand, length);
  const total = new Float64Array(length);
  for (const values of contactsByChannel.values())
    for (const [index, value] of values.entries()) total[index]! += value;
  return {
    campaign,
    phase: phaseOf(
      campaign,
      total.some((value) => value > 0),
      input.stage,
    ),
    sizeSource: size.source,
    sizeReason: reasonOf(size, campaign.medium),
    contactRate: size.contactRate,
    totalContacts: size.contacts,
    totalContactsLower80: campaignSizeQuantile(size, 0.1),
    totalContactsUpper80: campaignSizeQuantile(size, 0.9),
    contactsByChannel,
    horizonContacts: total.reduce((sum, value) => sum + value, 0),
    lostWhileClosedContacts: demand?.lostWhileClosed ?? 0,
    carriedContacts: demand?.carried ?? 0,
    peak: peakOf(total),
    extraAgents: extraAgents(input, contactsByChannel),
    handleTimeFactor: forecast.handleTime.factor,
  };
}

/** Every row of the calendar with what it is expected to do, or did. */
export function planCampaigns(input: CampaignsInput): CampaignPlan[] {
  const { inputs, stage } = input;
  const forecasts = new Map(stage.forecast.campaigns.map((forecast) => [forecast.campaign, forecast]));
  const past = new Map(stage.fit.learnt.past.map((known) => [known.response.campaign, known]));
  return inputs.campaigns.map((campaign) => {
    const forecast = forecasts.get(campaign);
    if (forecast !== undefined && forecast.phase !== 'past') return liveCampaign(input, forecast);
    return {
      campaign,
      phase: phaseOf(campaign, false, stage),
      ...noContacts,
      ...pastPlan(campaign, past.get(campaign)),
    };
  });
}
