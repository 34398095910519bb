import type { CampaignPlan, Plan, TeamPlan } from '../plan/plan.ts';
import type { Finding } from '../problems/finding.ts';
import { live } from './campaigns-to-check.ts';
import { contactsForTeam } from './cover.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, counted, intervalNoun, listed, moment } from './wording.ts';

/** A campaign’s contacts on one team and when they peak. */
interface Surge {
  readonly entry: CampaignPlan;
  readonly contacts: Float64Array;
  readonly peak: number;
  readonly peakContacts: number;
}

function surgesOf(plan: Plan, team: TeamPlan, context: RuleContext): readonly Surge[] {
  const least = context.number('least_contacts');
  return live(plan)
    .flatMap((entry): Surge[] => {
      const contacts = contactsForTeam(entry, { channels: team.liveChannels });
      if (contacts === undefined) return [];
      let peak = 0;
      for (let i = 1; i < contacts.length; i++) if ((contacts[i] ?? 0) > (contacts[peak] ?? 0)) peak = i;
      const peakContacts = contacts[peak] ?? 0;
      return peakContacts >= least ? [{ entry, contacts, peak, peakContacts }] : [];
    })
    .sort((a, b) => a.peak - b.peak || (a.entry.campaign.id < b.entry.campaign.id ? -1 : 1));
}

/** Surges whose peaks lie within a time of the first one’s, together. */
function clustersOf(
  plan: Plan,
  surges: readonly Surge[],
  withinSeconds: number,
): readonly (readonly Surge[])[] {
  const clusters: Surge[][] = [];
  const startOf = (surge: Surge): number => plan.grid.intervals[surge.peak]?.start ?? 0;
  for (const surge of surges) {
    const current = clusters.at(-1);
    const first = current?.[0];
    if (current !== undefined && first !== undefined && startOf(surge) - startOf(first) <= withinSeconds)
      current.push(surge);
    else clusters.push([surge]);
  }
  return clusters.filter((cluster) => cluster.length > 1);
}

interface Collision {
  readonly interval: number;
  readonly contacts: number;
  /** Those that matter at the joint peak, the largest first. */
  readonly surges: readonly Surge[];
}

function collisionOf(cluster: readonly Surge[], joinedShare: number): Collision | undefined {
  const total = (interval: number): number =>
    cluster.reduce((sum, { contacts }) => sum + (contacts[interval] ?? 0), 0);
  const first = Math.min(...cluster.map(({ peak }) => peak));
  const last = Math.max(...cluster.map(({ peak }) => peak));
  let interval = first;
  for (let i = first; i <= last; i++) if (total(i) > total(interval)) interval = i;
  const at = (surge: Surge): number => surge.contacts[interval] ?? 0;
  const contacts = total(interval);
  const surges = [...cluster].filter((surge) => at(surge) >= 0.1 * contacts).sort((a, b) => at(b) - at(a));
  const largest = Math.max(...surges.map(({ peakContacts }) => peakContacts));
  return surges.length > 1 && contacts >= (1 + joinedShare) * largest
    ? { interval, contacts, surges }
    : undefined;
}

/** True when the team has agents for all of them at once; unknown agents count as not enough. */
function isCovered(team: TeamPlan, interval: number): boolean {
  return (
    team.availableAgents !== undefined &&
    (team.availableAgents[interval] ?? 0) >= (team.requirement.scheduledAgents[interval] ?? 0)
  );
}

function findingOf(
  plan: Plan,
  team: TeamPlan,
  collision: Collision,
  context: RuleContext,
): readonly Finding[] {
  const { interval, contacts, surges } = collision;
  const smallest = surges.at(-1);
  if (smallest === undefined) return [];
  const others = surges.slice(0, -1);
  const { requirement, unawareRequirement } = team;
  const extra = Math.max(
    0,
    (requirement.scheduledAgents[interval] ?? 0) - (unawareRequirement.scheduledAgents[interval] ?? 0),
  );
  const campaignContacts = surges.reduce((sum, surge) => sum + (surge.contacts[interval] ?? 0), 0);
  const saved = Math.round((extra * (smallest.contacts[interval] ?? 0)) / Math.max(1e-9, campaignContacts));
  const there = team.availableAgents?.[interval];
  const need = `${counted(requirement.scheduledAgents[interval] ?? 0, 'paid agent')} in ${team.team}${there === undefined ? '' : ` (${count(there)} there are)`}`;
  const { campaign } = smallest.entry;
  const names = others.map(({ entry }) => `“${entry.campaign.name}”`);
  return [
    context.finding({
      campaign,
      about: [team.team, ...others.map(({ entry }) => entry.campaign.id).sort()].join(' '),
      column: 'start',
      message: `Peaks together with ${listed(names)}: ${count(contacts)} contacts in the ${intervalNoun(plan.grid.intervalSeconds)} from ${moment(plan, plan.grid.intervals[interval]?.start ?? 0)}, where the larger alone brings ${count(Math.max(...surges.map(({ peakContacts }) => peakContacts)))}. Together they need ${need}.${saved > 0 ? ` Moving this one saves about ${counted(saved, 'agent')} at the peak.` : ''}`,
      hint: 'move the smaller one by some hours or to another day',
      action: {
        who: 'marketing',
        by: actBy(plan, campaign.start.day - plan.settings.checks.leadTimes.scheduleChange),
        what: `Move “${campaign.name}” away from ${listed(names)}, by some hours or to another day.`,
        effect: saved > 0 ? `The peak needs about ${counted(saved, 'agent')} fewer.` : undefined,
      },
      data: {
        team: team.team,
        with: others.map(({ entry }) => entry.campaign.id),
        peakContacts: contacts,
        extraPaidAgents: extra,
        savedPaidAgents: saved,
      },
    }),
  ];
}

export const campaignsCollide: Rule = {
  id: 'campaigns-collide',
  title: 'Campaigns collide',
  severity: 'warning',
  story:
    'Two teams, one Monday morning. E-commerce sends its e-mail at half past eight, loyalty its text at nine; each was told that the contact centre can cope, and each was told so about itself alone.',
  firesWhen:
    'surges of several campaigns peak within 2 hours on one team, together at least a quarter higher than the largest alone, and the agents there are do not suffice for all of them',
  remedy: 'Move the smaller one by some hours or to another day; keep one calendar for all of marketing.',
  needs: [],
  options: {
    within: { kind: 'duration', default: 7200, description: 'time between peaks that count as together' },
    joined_share: { kind: 'fraction', default: 0.25, description: 'how much higher than the largest alone' },
    least_contacts: {
      kind: 'number',
      default: 5,
      description: 'contacts in a campaign’s largest interval from which it is a surge',
    },
  },
  check: (plan, context) =>
    plan.teams.flatMap((team) =>
      clustersOf(plan, surgesOf(plan, team, context), context.number('within')).flatMap((cluster) => {
        const collision = collisionOf(cluster, context.number('joined_share'));
        if (collision === undefined || isCovered(team, collision.interval)) return [];
        return findingOf(plan, team, collision, context);
      }),
    ),
};
