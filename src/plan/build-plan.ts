import { intervalGrid, type IntervalGrid } from '../calendar/interval-grid.ts';
import type { DayNumber } from '../calendar/local-date.ts';
import { timeZone } from '../calendar/time-zone.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { fitContacts, type ContactFit, type ContactFitInput } from '../forecast/contact-fit.ts';
import { forecastContacts, type ContactForecast } from '../forecast/contact-forecast.ts';
import type { ProfileOverride, ProfileOverrides } from '../campaigns/medium-profile.ts';
import { seriesBefore, type History } from '../history/contact-series.ts';
import type { Settings } from '../settings/settings.ts';
import { channelDemands } from './channel-demands.ts';
import { channelHours, teamOpen } from './opening.ts';
import { planCampaigns } from './plan-campaigns.ts';
import { planChannel } from './plan-channel.ts';
import { planTeam, type PlannedTeam } from './plan-team.ts';
import { profileOverrides } from './profile-overrides.ts';
import { summariseHistory } from './summarise-history.ts';
import type { ChannelPlan, Plan, PlanNote } from './plan.ts';

/** Everything that a plan is made from. */
export interface PlanInputs {
  readonly history: History;
  readonly campaigns: readonly Campaign[];
  readonly settings: Settings;
  readonly asOf: DayNumber;
  readonly days: number;
  /** Only these channels and teams, when given. */
  readonly onlyChannels?: readonly string[] | undefined;
  readonly onlyTeams?: readonly string[] | undefined;
  /** How people respond to single campaigns, beside what the settings say. */
  readonly campaignOverrides?: Readonly<Record<string, ProfileOverride>> | undefined;
  /** What was said aloud before: by reading. */
  readonly notes: readonly PlanNote[];
}

/** A plan’s forecast stage: what `forecast` prints and `plan` staffs. */
export interface ForecastStage {
  readonly grid: IntervalGrid;
  readonly fit: ContactFit;
  readonly forecast: ContactForecast;
  readonly channels: readonly ChannelPlan[];
}

function overridesOf({ settings, campaignOverrides }: PlanInputs): ProfileOverrides {
  const written = profileOverrides(settings);
  return { ...written, campaigns: { ...written.campaigns, ...campaignOverrides } };
}

/** What a fit needs to know: the history before the plan’s first day, the calendar, and what the settings say of both. */
export function fitInputOf(inputs: PlanInputs): ContactFitInput {
  const { settings, history, asOf } = inputs;
  const wanted = settings.channels.filter(({ name }) => inputs.onlyChannels?.includes(name) ?? true);
  return {
    timeZone: timeZone(settings.timeZone),
    origin: asOf,
    channels: wanted.map((channel) => {
      const series = history.series.find((one) => one.channel === channel.name);
      return {
        channel: channel.name,
        series: series && seriesBefore(series, asOf),
        openingHours: channelHours(channel, settings),
      };
    }),
    campaigns: inputs.campaigns,
    overrides: overridesOf(inputs),
    specialDays: settings.specialDays,
    trustCalendar: settings.trustCalendar,
  };
}

/** Learns from everything before the plan’s first day. One fit serves every what-if. */
export function fitPlan(inputs: PlanInputs): ContactFit {
  return fitContacts(fitInputOf(inputs));
}

/** Forecasts every channel over the plan’s days. */
export function forecastStage(inputs: PlanInputs, fit: ContactFit = fitPlan(inputs)): ForecastStage {
  const { settings, asOf, days } = inputs;
  const grid = intervalGrid({
    timeZone: timeZone(settings.timeZone),
    intervalSeconds: settings.intervalSeconds,
    firstDay: asOf,
    days,
  });
  const forecast = forecastContacts(fit, { grid, campaigns: inputs.campaigns });
  const channels = forecast.channels.map((channel) => planChannel(inputs, channel));
  return { grid, fit, forecast, channels };
}

function planTeams(inputs: PlanInputs, stage: ForecastStage): PlannedTeam[] {
  const { settings } = inputs;
  return settings.teams.flatMap((team) => {
    if (inputs.onlyTeams !== undefined && !inputs.onlyTeams.includes(team.name)) return [];
    const members = stage.channels.filter((channel) => channel.team === team.name);
    if (members.length === 0) return [];
    const demands = channelDemands(inputs, stage, members);
    const open = teamOpen({
      grid: stage.grid,
      team,
      specialDays: settings.specialDays,
      channels: members.map((channel, index) => ({
        kind: demands.aware[index]?.kind ?? 'live',
        open: channel.open,
      })),
    });
    return planTeam({
      grid: stage.grid,
      settings,
      team,
      open,
      channels: demands.aware,
      unawareChannels: demands.unaware,
      patienceSource: demands.patienceSource,
    });
  });
}

function forecastNotes(fit: ContactFit): PlanNote[] {
  return fit.channels.flatMap(({ channel, baseline }): PlanNote[] => {
    if (baseline === undefined)
      return [
        { topic: 'forecast', message: `${channel} has no history: only campaigns bring contacts to it` },
      ];
    if (baseline.kind === 'too-short') return [{ topic: 'forecast', message: baseline.message }];
    return baseline.notes.map((message) => ({ topic: 'forecast', message }));
  });
}

/**
 * The whole computation: history and calendar → forecast → agents → what callers meet. Pure: the same inputs give the same plan. Shifts are laid
 * over it by `schedulePlan`.
 */
export function buildPlan(inputs: PlanInputs, fit: ContactFit = fitPlan(inputs)): Plan {
  const stage = forecastStage(inputs, fit);
  const teams = planTeams(inputs, stage);
  const campaigns = planCampaigns({ inputs, stage, teams });
  return {
    asOf: inputs.asOf,
    grid: stage.grid,
    settings: inputs.settings,
    history: summariseHistory(fit),
    channels: stage.channels,
    teams: teams.map(({ plan }) => plan),
    campaigns,
    notes: [...inputs.notes, ...forecastNotes(fit)],
  };
}
