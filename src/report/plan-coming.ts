import { friendlyMoment } from '../calendar/friendly-time.ts';
import { formatTimeOfDay } from '../calendar/local-date.ts';
import type { CampaignPlan, Plan } from '../plan/plan.ts';
import { formatCount, sparkline, textTable, visibleLength, wrap } from './layout.ts';
import type { HumanContext, Section } from './plan-human.ts';

/** Campaigns that bring contacts in the horizon, the largest first. */
function live(plan: Plan): readonly CampaignPlan[] {
  return plan.campaigns
    .filter((campaign) => campaign.horizonContacts >= 0.5)
    .sort((a, b) => b.horizonContacts - a.horizonContacts || (a.campaign.id < b.campaign.id ? -1 : 1));
}

function extraAgents(campaign: CampaignPlan): string {
  const extra = campaign.extraAgents.filter(({ agents }) => agents > 0);
  return extra.map(({ team, agents }) => `+${agents} ${team}`).join(' ') || '–';
}

function cut(text: string, width: number): string {
  return visibleLength(text) <= width ? text : `${text.slice(0, width - 1)}…`;
}

function surgeTable(
  plan: Plan,
  campaigns: readonly CampaignPlan[],
  { width, verbose }: HumanContext,
): string[] {
  const most = verbose ? campaigns.length : 10;
  const zone = plan.grid.timeZone;
  const shown = campaigns.slice(0, most);
  const agents = shown.map((entry) => extraAgents(entry));
  const peaks = `in ${plan.grid.intervalSeconds / 60} min`;
  const taken =
    2 + 16 + 2 + 2 + 8 + 2 + peaks.length + 2 + Math.max(6, ...agents.map((text) => visibleLength(text)));
  const rows = shown.map((entry, index) => {
    const { campaign, peak, horizonContacts } = entry;
    const peakStart = peak === undefined ? undefined : plan.grid.intervals[peak.interval]?.start;
    return [
      peakStart === undefined ? '' : friendlyMoment(peakStart, zone),
      cut(`${campaign.medium}: ${campaign.name}`, Math.max(14, width - taken)),
      formatCount(horizonContacts),
      formatCount(peak?.contacts ?? 0),
      agents[index] ?? '',
    ];
  });
  const lines = textTable(
    [
      { title: 'peak' },
      { title: 'campaign' },
      { title: 'contacts', align: 'right' },
      { title: peaks, align: 'right' },
      { title: 'agents' },
    ],
    rows,
  );
  const rest = campaigns.length - Math.min(most, campaigns.length);
  return rest > 0 ? [...lines, `  … and ${rest} smaller ones (-v shows all)`] : lines;
}

/** One line a channel and day: the shape of the day, campaigns on a line of their own below where they matter. */
function dayShapes(plan: Plan, { style }: HumanContext): string[] {
  const peaks = live(plan).flatMap((campaign) => campaign.peak?.interval ?? []);
  const days = [...new Set(peaks.map((interval) => plan.grid.intervals[interval]?.day))].slice(0, 3);
  return days.flatMap((day) => {
    if (day === undefined) return [];
    const indices = [...plan.grid.intervals.keys()].filter(
      (index) => plan.grid.intervals[index]?.day === day,
    );
    const total = (index: number): number =>
      plan.channels.reduce((sum, channel) => sum + (channel.expectedContacts[index] ?? 0), 0);
    const campaign = (index: number): number =>
      plan.channels.reduce((sum, channel) => sum + (channel.campaignContacts[index] ?? 0), 0);
    const open = indices.filter((index) => plan.teams.some((team) => team.requirement.open[index] === 1));
    const first = open[0];
    const last = open.at(-1);
    if (first === undefined || last === undefined) return [];
    const shown = indices.filter((index) => index >= first && index <= last);
    const most = Math.max(...shown.map(total));
    const start = plan.grid.intervals[first]!;
    const end = plan.grid.intervals[last]!;
    return [
      '',
      `  ${friendlyMoment(start.start, plan.grid.timeZone)}–${formatTimeOfDay(end.secondOfDay + end.seconds)}, most ${formatCount(most)} contacts in ${plan.grid.intervalSeconds / 60} min`,
      `  all contacts    ${sparkline(shown.map(total), most)}`,
      `  from campaigns  ${style.accent(sparkline(shown.map(campaign), most))}`,
    ];
  });
}

/** What is coming: the surges, when they peak, how large they are, and the agents they add. */
export function comingSection(plan: Plan, context: HumanContext): Section {
  const campaigns = live(plan);
  const title = 'What is coming';
  if (campaigns.length === 0) {
    const why =
      plan.campaigns.length === 0
        ? 'There is no campaign calendar: the forecast is the baseline alone.'
        : 'No campaign of the calendar brings contacts in these days.';
    return { title, lines: [`  ${why}`] };
  }
  const total = campaigns.reduce((sum, campaign) => sum + campaign.horizonContacts, 0);
  const all = plan.channels.reduce(
    (sum, channel) => sum + channel.expectedContacts.reduce((a, b) => a + b, 0),
    0,
  );
  const intro = `${campaigns.length} campaign${campaigns.length === 1 ? ' brings' : 's bring'} about ${formatCount(total)} of ${formatCount(all)} contacts (${((total / Math.max(all, 1)) * 100).toFixed(0)} %).`;
  return {
    title,
    lines: [
      ...wrap(intro, context.width - 2).map((line) => `  ${line}`),
      '',
      ...surgeTable(plan, campaigns, context),
      ...dayShapes(plan, context),
    ],
  };
}
