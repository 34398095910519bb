import type { CampaignPlan, Plan, TeamPlan } from '../plan/plan.ts';

/** Contacts of a campaign that channels get, by interval of the grid; undefined when they get none. */
export function contactsForTeam(
  campaign: CampaignPlan,
  team: Pick<TeamPlan, 'channels'>,
): Float64Array | undefined {
  let sum: Float64Array | undefined;
  for (const channel of team.channels) {
    const contacts = campaign.contactsByChannel.get(channel);
    if (contacts === undefined) continue;
    if (sum === undefined) sum = Float64Array.from(contacts);
    else for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (contacts[i] ?? 0);
  }
  return sum;
}

/** Paid agents that a team lacks, at the worst interval and in hours. */
export interface PaidGap {
  readonly team: string;
  readonly agents: number;
  readonly interval: number;
  /** Paid agents there are then. */
  readonly there: number;
  readonly agentHours: number;
  /** Of the worst day: hours lacking over hours there are. */
  readonly dayShare: number;
}

/** The gap that paid agents lacking by interval make; undefined where none are lacking. */
export function gapOf(
  plan: Plan,
  team: TeamPlan,
  lackingAt: (interval: number) => number,
): PaidGap | undefined {
  const { availableAgents } = team;
  if (availableAgents === undefined) return undefined;
  const days = new Map<number, { lacking: number; there: number }>();
  let worst = { agents: 0, interval: 0 };
  let agentHours = 0;
  for (const [interval, { day, seconds }] of plan.grid.intervals.entries()) {
    const agents = lackingAt(interval);
    const sums = days.get(day) ?? { lacking: 0, there: 0 };
    sums.lacking += (agents * seconds) / 3600;
    sums.there += ((availableAgents[interval] ?? 0) * seconds) / 3600;
    days.set(day, sums);
    agentHours += (agents * seconds) / 3600;
    if (agents > worst.agents) worst = { agents, interval };
  }
  if (worst.agents === 0) return undefined;
  const shares = [...days.values()].map(({ lacking, there }) =>
    lacking === 0 ? 0 : lacking / Math.max(there, 1e-9),
  );
  return {
    team: team.team,
    ...worst,
    there: availableAgents[worst.interval] ?? 0,
    agentHours,
    dayShare: Math.max(...shares),
  };
}

/** Paid agents that a team needs at an interval beyond those there are. */
export function lackingAgents(team: TeamPlan, interval: number): number {
  if (team.requirement.open[interval] !== 1) return 0;
  return Math.max(
    0,
    (team.requirement.scheduledAgents[interval] ?? 0) - (team.availableAgents?.[interval] ?? 0),
  );
}

/**
 * The paid agents a team lacks because of a campaign: of what is lacking, at most the campaign's part of what campaigns add (by its
 * share of their contacts). Undefined where the settings do not say how many agents there are, or none are lacking.
 */
export function paidGap(plan: Plan, team: TeamPlan, campaign: CampaignPlan): PaidGap | undefined {
  const contacts = contactsForTeam(campaign, team);
  if (contacts === undefined || team.availableAgents === undefined) return undefined;
  const channels = plan.channels.filter(({ channel }) => team.channels.includes(channel));
  return gapOf(plan, team, (interval) => {
    const own = contacts[interval] ?? 0;
    const lacking = own > 0.05 ? lackingAgents(team, interval) : 0;
    if (lacking === 0) return 0;
    const all = channels.reduce((sum, { campaignContacts }) => sum + (campaignContacts[interval] ?? 0), 0);
    const needed = team.requirement.scheduledAgents[interval] ?? 0;
    const added = Math.max(0, needed - (team.unawareRequirement.scheduledAgents[interval] ?? 0));
    return Math.min(lacking, Math.ceil((added * own) / Math.max(all, own)));
  });
}

/** The largest gap of a campaign over the teams. */
export function worstPaidGap(plan: Plan, campaign: CampaignPlan): PaidGap | undefined {
  const gaps = plan.teams.flatMap((team) => paidGap(plan, team, campaign) ?? []);
  return gaps.reduce<PaidGap | undefined>(
    (worst, gap) => (gap.agents > (worst?.agents ?? 0) ? gap : worst),
    undefined,
  );
}

/** How more agents are come by, from the quickest to the slowest. */
export type AgentSource = 'overtime' | 'schedule-change' | 'hiring';

export const agentSourceWords: Readonly<Record<AgentSource, string>> = {
  overtime: 'overtime',
  'schedule-change': 'moved shifts',
  hiring: 'hiring and training',
};

/**
 * What it takes to get the missing agents, and the days of notice that takes. Overtime while they are at most a tenth of a day's paid
 * hours and half of the agents of an hour; moved shifts up to a quarter of the day and as many again; hiring beyond.
 */
export function agentSourceFor(
  plan: Plan,
  gap: Pick<PaidGap, 'agents' | 'there' | 'dayShare'>,
): { readonly source: AgentSource; readonly leadDays: number } {
  const { leadTimes } = plan.settings.checks;
  const { agents, there, dayShare } = gap;
  if (dayShare <= 0.1 && agents <= there / 2) return { source: 'overtime', leadDays: leadTimes.overtime };
  if (dayShare <= 0.25 && agents <= there)
    return { source: 'schedule-change', leadDays: leadTimes.scheduleChange };
  return { source: 'hiring', leadDays: leadTimes.hiring };
}
