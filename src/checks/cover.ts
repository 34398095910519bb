import type { CampaignPlan, Plan, TeamPlan } from '../plan/plan.ts';

/** Contacts of a campaign that a team gets, by interval of the grid; undefined when it gets none. */
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

/** Paid agents that a team lacks where a campaign is felt. */
export interface PaidGap {
  readonly team: string;
  /** At the worst interval: paid agents needed beyond those there are. */
  readonly agents: number;
  readonly interval: number;
  readonly there: number;
  readonly agentHours: number;
}

/** Below this share of an interval's contacts a campaign is not what makes it busy. */
const feltShare = 0.05;

/**
 * The paid agents a team lacks while a campaign makes at least 5 % of its contacts. Undefined where the settings do not say how many
 * agents there are, or none are lacking.
 */
export function paidGap(plan: Plan, team: TeamPlan, campaign: CampaignPlan): PaidGap | undefined {
  const contacts = contactsForTeam(campaign, team);
  const { availableAgents, requirement } = team;
  if (contacts === undefined || availableAgents === undefined) return undefined;
  let worst: { agents: number; interval: number } | undefined;
  let hours = 0;
  for (let interval = 0; interval < contacts.length; interval++) {
    const felt =
      (contacts[interval] ?? 0) >= feltShare * Math.max(1, requirement.expectedContacts[interval] ?? 0);
    if (!felt || requirement.open[interval] !== 1) continue;
    const agents = Math.max(
      0,
      (requirement.scheduledAgents[interval] ?? 0) - (availableAgents[interval] ?? 0),
    );
    hours += (agents * (plan.grid.intervals[interval]?.seconds ?? 0)) / 3600;
    if (agents > (worst?.agents ?? 0)) worst = { agents, interval };
  }
  if (worst === undefined) return undefined;
  return { team: team.team, ...worst, there: availableAgents[worst.interval] ?? 0, agentHours: hours };
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
 * What it takes to get the missing agents, and the days of notice that takes: overtime while they are at most a quarter of those
 * there are, moved shifts up to a half, hiring beyond.
 */
export function agentSourceFor(
  plan: Plan,
  gap: { readonly agents: number; readonly there: number },
): { readonly source: AgentSource; readonly leadDays: number } {
  const { leadTimes } = plan.settings.checks;
  const share = gap.there > 0 ? gap.agents / gap.there : Number.POSITIVE_INFINITY;
  if (share <= 0.25) return { source: 'overtime', leadDays: leadTimes.overtime };
  if (share <= 0.5) return { source: 'schedule-change', leadDays: leadTimes.scheduleChange };
  return { source: 'hiring', leadDays: leadTimes.hiring };
}
