import { launchCandidates, type LaunchWindow } from '../campaigns/launch-candidates.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { applyChanges, type CalendarChange } from '../campaigns/what-if.ts';
import { campaignMinutes } from '../campaigns/campaign-demand.ts';
import type { ContactFit } from '../forecast/contact-fit.ts';
import { forecastContacts, type ContactForecast } from '../forecast/contact-forecast.ts';
import type { ChannelDemand } from '../staffing/channel-demand.ts';
import { poolDemand } from '../staffing/pooled-demand.ts';
import { staffTeam } from '../staffing/staff-team.ts';
import { surgeLoad } from '../staffing/surge-load.ts';
import { buildPlan, forecastStage, type ForecastStage, type PlanInputs } from './build-plan.ts';
import { channelDemands } from './channel-demands.ts';
import { comparePlans, type PlanComparison } from './compare-plans.ts';
import { agentsOnDuty, teamOpen } from './opening.ts';
import { minuteStarts } from './plan-team.ts';
import type { Plan } from './plan.ts';
import { shortfalls } from './shortfalls.ts';

/** A campaign that breaks the plan, and the change that needs the fewest extra agents. */
export interface LaunchSuggestion {
  readonly campaign: Campaign;
  /** Undefined: nothing that the window allows is better than the plan as it is. */
  readonly change: CalendarChange | undefined;
  readonly tried: number;
  /** The whole plan with the change beside the plan as it is. */
  readonly comparison: PlanComparison | undefined;
}

/** How many agents are missing with one calendar: paid agent-hours beyond those there are, and the most at once. */
interface Need {
  /** Contacts of the campaign that find the centre closed and are gone: nobody is helped by that. */
  readonly lostContacts: number;
  readonly missingHours: number;
  readonly peakMissing: number;
}

/** The campaigns that bring contacts into stretches in which a team answers too late, the largest first. */
export function breakingCampaigns(plan: Plan): readonly Campaign[] {
  const blamed = new Map<Campaign, number>();
  for (const team of plan.teams) {
    const { target, available, requirement } = team;
    if (target === undefined) continue;
    const broken =
      available === undefined
        ? []
        : shortfalls({
            delivered: available,
            offeredContacts: requirement.expectedContacts,
            requiredAgents: requirement.requiredAgents,
            open: requirement.open,
            serviceLevelFraction: target.serviceLevelFraction,
            least: 1,
          });
    for (const { first, last } of broken) {
      for (const { campaign, contactsByChannel } of plan.campaigns) {
        let contacts = 0;
        let offered = 0;
        for (let interval = first; interval <= last; interval++) {
          for (const channel of team.channels) contacts += contactsByChannel.get(channel)?.[interval] ?? 0;
          offered += requirement.expectedContacts[interval] ?? 0;
        }
        if (contacts >= 0.05 * offered) blamed.set(campaign, (blamed.get(campaign) ?? 0) + contacts);
      }
    }
  }
  return [...blamed].sort(([, a], [, b]) => b - a).map(([campaign]) => campaign);
}

/** Adds a changed campaign’s contacts to demand that is without it. */
function withCampaign(demand: ChannelDemand, stage: ForecastStage, forecast: ContactForecast): ChannelDemand {
  const added = forecast.channels.find(({ channel }) => channel === demand.channel)?.campaignContacts;
  const start = stage.grid.intervals[0]?.start ?? 0;
  const minutes = campaignMinutes(
    forecast.campaigns.flatMap((one) => one.demand ?? []),
    { channel: demand.channel, start, minutes: demand.minuteContacts.length },
  );
  return {
    ...demand,
    expectedContacts: demand.expectedContacts.map(
      (contacts, interval) => contacts + (added?.[interval] ?? 0),
    ),
    minuteContacts: demand.minuteContacts.map(
      (contacts, minute) => contacts + (minutes.contacts[minute] ?? 0),
    ),
  };
}

/** What is missing with the mean forecast: a quick measure to rank candidates by; the plan itself is computed for the best. */
function needOf(inputs: PlanInputs, stage: ForecastStage, fit: ContactFit, campaign: Campaign): Need {
  const forecast = forecastContacts(fit, { grid: stage.grid, campaigns: [campaign] });
  const lostContacts = forecast.campaigns.reduce((sum, one) => sum + (one.demand?.lostWhileClosed ?? 0), 0);
  let missingHours = 0;
  let peakMissing = 0;
  for (const team of inputs.settings.teams) {
    const members = stage.channels.filter((channel) => channel.team === team.name);
    if (members.length === 0) continue;
    const demands = channelDemands(inputs, stage, members).aware.map((demand) =>
      withCampaign(demand, stage, forecast),
    );
    const open = teamOpen({
      grid: stage.grid,
      team,
      specialDays: inputs.settings.specialDays,
      channels: demands.map(({ kind }, index) => ({ kind, open: members[index]!.open })),
    });
    const rules = {
      maxOccupancyFraction: team.maxOccupancyFraction,
      shrinkageFraction: team.shrinkageFraction,
      trunks: team.trunks,
      open,
      intervalSeconds: stage.grid.intervalSeconds,
      model: inputs.settings.staffing.model,
    };
    const pooled = poolDemand(demands, rules);
    if (pooled === undefined) continue;
    const { averageLoad } = surgeLoad({ ...pooled, open, minuteStarts: minuteStarts(stage.grid) });
    const live = { pooled, staffedContacts: pooled.expectedContacts, offeredLoad: averageLoad };
    const { scheduledAgents } = staffTeam({ channels: demands, rules, live });
    const there = agentsOnDuty(stage.grid, team.agents, open);
    for (const [interval, agents] of scheduledAgents.entries()) {
      const missing = Math.max(0, agents - (there?.[interval] ?? 0));
      missingHours += (missing * stage.grid.intervalSeconds) / 3600;
      peakMissing = Math.max(peakMissing, missing);
    }
  }
  return { lostContacts, missingHours, peakMissing };
}

const isLess = (a: Need, b: Need): boolean =>
  a.peakMissing < b.peakMissing - 1e-9 ||
  (a.peakMissing <= b.peakMissing + 1e-9 && a.missingHours < b.missingHours - 1e-9);

/**
 * For each campaign that breaks the plan (or those named) the launch time within a window, or the number of waves, that needs the fewest extra
 * agents, and what the plan would be with it. Candidates are ranked on the mean forecast; the best is then planned in full.
 */
export function suggestLaunches(
  inputs: PlanInputs,
  fit: ContactFit,
  request: { readonly plan: Plan; readonly campaigns: readonly Campaign[]; readonly window: LaunchWindow },
  progress: () => void = () => {},
): readonly LaunchSuggestion[] {
  const { plan, campaigns, window } = request;
  const { timeZone } = plan.grid;
  return campaigns.map((campaign): LaunchSuggestion => {
    const others = { ...inputs, campaigns: inputs.campaigns.filter((one) => one !== campaign) };
    const stage = forecastStage(others, fit);
    let best: { readonly change: CalendarChange; readonly need: Need } | undefined;
    let least = needOf(others, stage, fit, campaign);
    const mostLost = least.lostContacts + 1;
    const candidates = launchCandidates(campaign, window, timeZone);
    for (const change of candidates) {
      const [changed] = applyChanges([campaign], [change], timeZone).campaigns;
      progress();
      if (changed === undefined) continue;
      const need = needOf(others, stage, fit, changed);
      if (need.lostContacts > mostLost || !isLess(need, least)) continue;
      least = need;
      best = { change, need };
    }
    if (best === undefined)
      return { campaign, change: undefined, tried: candidates.length, comparison: undefined };
    const calendar = applyChanges(inputs.campaigns, [best.change], timeZone).campaigns;
    const after = buildPlan({ ...inputs, campaigns: calendar }, fit);
    return {
      campaign,
      change: best.change,
      tried: candidates.length,
      comparison: comparePlans(plan, after, []),
    };
  });
}
