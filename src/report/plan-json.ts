import { formatDay } from '../calendar/local-date.ts';
import { formatInstant } from '../calendar/time-zone.ts';
import type { CampaignPlan, ChannelHistorySummary, Plan, TeamPlan } from '../plan/plan.ts';
import { tableObjects } from './csv.ts';
import { forecastTable } from './forecast-csv.ts';
import { scheduleTable } from './schedule-csv.ts';
import { deliveredObject, teamScheduleObject } from './schedule-json.ts';
import { staffTable } from './staff-csv.ts';

function instantAt(plan: Plan, interval: number | undefined): string | undefined {
  const start = interval === undefined ? undefined : plan.grid.intervals[interval]?.start;
  return start === undefined ? undefined : formatInstant(start, plan.grid.timeZone);
}

function campaignObject(plan: Plan, entry: CampaignPlan): object {
  const { campaign, peak } = entry;
  return {
    id: campaign.id,
    name: campaign.name,
    medium: campaign.medium,
    type: campaign.type,
    status: campaign.status,
    phase: entry.phase,
    start: formatInstant(campaign.start.instant, plan.grid.timeZone),
    sizeSource: entry.sizeSource,
    sizeReason: entry.sizeReason,
    contactRate: entry.contactRate,
    totalContacts: entry.totalContacts,
    totalContactsLower80: entry.totalContactsLower80,
    totalContactsUpper80: entry.totalContactsUpper80,
    horizonContacts: entry.horizonContacts,
    lostWhileClosedContacts: entry.lostWhileClosedContacts,
    carriedContacts: entry.carriedContacts,
    handleTimeFactor: entry.handleTimeFactor,
    peak: peak && { intervalStart: instantAt(plan, peak.interval), contacts: peak.contacts },
    extraAgents: entry.extraAgents.map((extra) => ({
      ...extra,
      interval: undefined,
      intervalStart: instantAt(plan, extra.interval),
    })),
  };
}

function teamObject(plan: Plan, team: TeamPlan): object {
  const { shifts } = team;
  return {
    team: team.team,
    channels: team.channels,
    target: team.target,
    patienceSeconds: team.patienceSeconds,
    patienceSource: team.patienceSource,
    staffing: team.staffing,
    costPerHour: team.costPerHour,
    economics: team.economics?.flatMap((economics, interval) =>
      economics === undefined ? [] : [{ intervalStart: instantAt(plan, interval), ...economics }],
    ),
    delivered: {
      required: deliveredObject(plan, team.required.total),
      available: team.available && deliveredObject(plan, team.available.total),
      scheduled: team.scheduled && deliveredObject(plan, team.scheduled.total),
      campaignsIgnored: deliveredObject(plan, team.unaware.total),
    },
    schedule: shifts && teamScheduleObject(plan, team, shifts),
  };
}

function historyObject(summary: ChannelHistorySummary): object {
  return {
    ...summary,
    firstDay: formatDay(summary.firstDay),
    lastDay: formatDay(summary.lastDay),
    anomalies: summary.anomalies.map((anomaly) => ({ ...anomaly, day: formatDay(anomaly.day) })),
  };
}

/** The plan as data: the tables of the CSV formats as objects, and what stands above them. */
export function planObject(plan: Plan): object {
  return {
    intervalSeconds: plan.grid.intervalSeconds,
    days: plan.grid.days,
    history: plan.history.map((summary) => historyObject(summary)),
    campaigns: plan.campaigns.map((campaign) => campaignObject(plan, campaign)),
    teams: plan.teams.map((team) => teamObject(plan, team)),
    dayTotals: plan.channels.flatMap((channel) =>
      channel.dayTotals.map((total) => ({ channel: channel.channel, ...total, day: formatDay(total.day) })),
    ),
    forecast: tableObjects(forecastTable(plan)),
    staff: tableObjects(staffTable(plan)),
    schedule: tableObjects(scheduleTable(plan)),
    notes: plan.notes,
  };
}
