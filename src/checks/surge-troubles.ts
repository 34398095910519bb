import type { CampaignPlan, Plan, TeamPlan } from '../plan/plan.ts';
import { shortfalls, type Shortfall } from '../plan/shortfalls.ts';
import { live } from './campaigns-to-check.ts';
import { contactsForTeam, gapOf, lackingAgents, type PaidGap } from './cover.ts';

/** Stretches in which a team answers too late, of which one campaign is the main reason; without one, those of everyday. */
export interface SurgeTrouble {
  readonly team: TeamPlan;
  readonly main: CampaignPlan | undefined;
  /** Other campaigns that matter in these stretches, the largest first. */
  readonly others: readonly CampaignPlan[];
  readonly stretches: readonly Shortfall[];
  /** The stretch in which most callers are lost. */
  readonly worst: Shortfall;
}

/** What makes a stretch worth reporting. */
export interface TroubleLimits {
  /** Intervals in a row below the target. */
  readonly intervals: number;
  /** How far below the target at least, as a share of contacts. */
  readonly tolerance: number;
  /** Callers lost in a single interval that are enough by themselves. */
  readonly lostCallers: number;
}

/** A campaign with less than this share of a stretch’s contacts is not its reason. */
const reasonShare = 0.1;

/** Expected contacts of the channels on which somebody waits: deferred work is not hung up on. */
export function liveContacts(plan: Plan, team: TeamPlan): Float64Array {
  const sum = new Float64Array(plan.grid.intervals.length);
  for (const { channel, expectedContacts } of plan.channels) {
    if (!team.liveChannels.includes(channel)) continue;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (expectedContacts[i] ?? 0);
  }
  return sum;
}

function stretchesOf(plan: Plan, team: TeamPlan, limits: TroubleLimits): readonly Shortfall[] {
  const { available, target, requirement } = team;
  if (available === undefined || target === undefined) return [];
  const found = shortfalls({
    delivered: available,
    offeredContacts: liveContacts(plan, team),
    requiredAgents: requirement.liveAgents,
    open: requirement.open,
    serviceLevelFraction: target.serviceLevelFraction,
    least: 1,
  });
  const isLong = (one: Shortfall): boolean => one.last - one.first + 1 >= limits.intervals;
  const isDeep = (one: Shortfall): boolean =>
    one.worstServiceLevelFraction < target.serviceLevelFraction - limits.tolerance;
  return found.filter((one) => (isLong(one) && isDeep(one)) || one.abandonedContacts >= limits.lostCallers);
}

function reasonsOf(
  stretch: Shortfall,
  contacts: ReadonlyMap<CampaignPlan, Float64Array>,
): readonly CampaignPlan[] {
  return [...contacts]
    .map(([campaign, series]) => {
      let sum = 0;
      for (let i = stretch.first; i <= stretch.last; i++) sum += series[i] ?? 0;
      return { campaign, sum };
    })
    .filter(({ sum }) => sum >= reasonShare * Math.max(1, stretch.offeredContacts))
    .sort((a, b) => b.sum - a.sum || (a.campaign.campaign.id < b.campaign.campaign.id ? -1 : 1))
    .map(({ campaign }) => campaign);
}

/** Where a team answers too late with the agents there are, by the campaign that is the main reason. */
export function surgeTroubles(plan: Plan, team: TeamPlan, limits: TroubleLimits): readonly SurgeTrouble[] {
  const found = stretchesOf(plan, team, limits);
  if (found.length === 0) return [];
  const contacts = new Map<CampaignPlan, Float64Array>();
  for (const campaign of live(plan)) {
    const series = contactsForTeam(campaign, { channels: team.liveChannels });
    if (series !== undefined) contacts.set(campaign, series);
  }
  const groups = new Map<CampaignPlan | undefined, { others: Set<CampaignPlan>; stretches: Shortfall[] }>();
  for (const one of found) {
    const [main, ...others] = reasonsOf(one, contacts);
    const group = groups.get(main) ?? { others: new Set<CampaignPlan>(), stretches: [] };
    others.forEach((other) => group.others.add(other));
    group.stretches.push(one);
    groups.set(main, group);
  }
  return [...groups].map(([main, { others, stretches }]) => ({
    team,
    main,
    others: [...others],
    stretches,
    worst: stretches.reduce((a, b) => (b.abandonedContacts > a.abandonedContacts ? b : a)),
  }));
}

/** What a trouble costs, all its stretches together. */
export interface SurgeDamage {
  readonly intervals: number;
  readonly gap: PaidGap | undefined;
  readonly offered: number;
  readonly lost: number;
  /** Of the lost, those who would be answered with the agents required. */
  readonly saved: number;
  readonly lostRevenue: number | undefined;
  readonly overtimeCost: number | undefined;
}

/** Mean revenue of a contact of the team, weighted by what its channels expect; undefined where no channel has one. */
function revenuePerContact(plan: Plan, team: TeamPlan): number | undefined {
  let contacts = 0;
  let revenue: number | undefined;
  for (const { channel, expectedContacts } of plan.channels) {
    if (!team.liveChannels.includes(channel)) continue;
    const perContact = plan.settings.channels.find(({ name }) => name === channel)?.revenuePerContact;
    const expected = expectedContacts.reduce((sum, value) => sum + value, 0);
    contacts += expected;
    if (perContact !== undefined) revenue = (revenue ?? 0) + perContact * expected;
  }
  return revenue === undefined || contacts === 0 ? undefined : revenue / contacts;
}

/** Adds a trouble up: agents and hours lacking, callers lost, and money where the settings know it. */
export function damageOf(plan: Plan, { team, stretches }: SurgeTrouble): SurgeDamage {
  const troubled = new Set<number>();
  for (const { first, last } of stretches) for (let i = first; i <= last; i++) troubled.add(i);
  const gap = gapOf(plan, team, (interval) => (troubled.has(interval) ? lackingAgents(team, interval) : 0));
  const offered = liveContacts(plan, team);
  const lost = stretches.reduce((sum, one) => sum + one.abandonedContacts, 0);
  let lostAnyway = 0;
  for (const i of troubled) lostAnyway += (offered[i] ?? 0) * (team.required.abandonmentFraction[i] ?? 0);
  const perContact = revenuePerContact(plan, team);
  const overtimeFactor = plan.settings.teams.find(({ name }) => name === team.team)?.overtimeFactor ?? 1;
  return {
    intervals: troubled.size,
    gap,
    offered: stretches.reduce((sum, one) => sum + one.offeredContacts, 0),
    lost,
    saved: Math.max(0, lost - lostAnyway),
    lostRevenue: perContact === undefined ? undefined : perContact * lost,
    overtimeCost:
      team.costPerHour === undefined || gap === undefined
        ? undefined
        : gap.agentHours * team.costPerHour * overtimeFactor,
  };
}
