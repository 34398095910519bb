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
  readonly team: TeamPlan;
  /** The interval with most contacts of all of them. */
  readonly interval: number;
  readonly contacts: number;
  /** The largest of what one alone brings in its own peak. */
  readonly largestAlone: number;
  /** Those that matter around the joint peak, the largest first. */
  readonly surges: readonly Surge[];
}

/** Contacts of a surge at an interval and its neighbours, at most. */
function around({ contacts }: Surge, interval: number): number {
  return Math.max(contacts[interval - 1] ?? 0, contacts[interval] ?? 0, contacts[interval + 1] ?? 0);
}

function collisionOf(team: TeamPlan, cluster: readonly Surge[], joinedShare: number): Collision | undefined {
  const total = (interval: number): number =>
    cluster.reduce((sum, { contacts }) => sum + (contacts[interval] ?? 0), 0);
  const first = Math.min(...cluster.map(({ peak }) => peak));
  const last = Math.max(...cluster.map(({ peak }) => peak));
  let interval = first;
  for (let i = first; i <= last; i++) if (total(i) > total(interval)) interval = i;
  const contacts = total(interval);
  const surges = cluster
    .filter((surge) => around(surge, interval) >= 0.1 * contacts)
    .sort((a, b) => around(b, interval) - around(a, interval));
  const largestAlone = Math.max(...surges.map(({ peakContacts }) => peakContacts));
  if (surges.length < 2 || contacts < (1 + joinedShare) * largestAlone) return undefined;
  return { team, interval, contacts, largestAlone, surges };
}

/** Paid agents that campaigns add at the joint peak. */
function addedAgents({ team, interval }: Collision): number {
  const { requirement, unawareRequirement } = team;
  return Math.max(
    0,
    (requirement.scheduledAgents[interval] ?? 0) - (unawareRequirement.scheduledAgents[interval] ?? 0),
  );
}

/** True when the team has agents for all of them at once; unknown agents count as not enough. */
function isCovered({ team, interval }: Collision): boolean {
  const { availableAgents, requirement } = team;
  return (
    availableAgents !== undefined &&
    (availableAgents[interval] ?? 0) >= (requirement.scheduledAgents[interval] ?? 0)
  );
}

const namesOf = (surges: readonly Surge[]): string =>
  listed(surges.map(({ entry }) => `“${entry.campaign.name}”`));

/** Paid agents that the peak needs fewer without one of the campaigns, by its share of their contacts. */
function savedBy(surge: Surge, collision: Collision): number {
  const campaignContacts = collision.surges.reduce(
    (sum, one) => sum + (one.contacts[collision.interval] ?? 0),
    0,
  );
  const own = surge.contacts[collision.interval] ?? 0;
  return Math.round((addedAgents(collision) * own) / Math.max(1e-9, campaignContacts));
}

function messageOf(plan: Plan, collision: Collision, moved: Surge): string {
  const { team, interval, contacts, largestAlone, surges } = collision;
  const others = surges.filter((surge) => surge !== moved);
  const there = team.availableAgents?.[interval];
  const have = there === undefined ? '' : ` (${count(there)} there are)`;
  const start = plan.grid.intervals[interval]?.start ?? 0;
  const saved = savedBy(moved, collision);
  const [largest] = others;
  const more = largest === undefined ? 0 : savedBy(largest, collision);
  const savings = [
    ...(saved < 1 ? [] : [`moving this one saves about ${counted(saved, 'agent')}`]),
    ...(more < 1
      ? []
      : [`moving “${largest?.entry.campaign.name}” ${saved < 1 ? 'saves about ' : ''}${count(more)}`]),
  ];
  return [
    `Peaks together with ${namesOf(others)}: ${count(contacts)} contacts in the ${intervalNoun(plan.grid.intervalSeconds)} from ${moment(plan, start)}, where the largest alone brings ${count(largestAlone)}.`,
    `Together they take ${counted(team.requirement.scheduledAgents[interval] ?? 0, 'paid agent')} in ${team.team}${have}${savings.length === 0 ? '' : `; ${listed(savings)}`}.`,
  ].join(' ');
}

function findingOf(plan: Plan, collision: Collision, context: RuleContext): readonly Finding[] {
  const moved = toMove(collision);
  if (moved === undefined) return [];
  const others = collision.surges.filter((surge) => surge !== moved);
  const saved = savedBy(moved, collision);
  const { campaign } = moved.entry;
  const ids = others.map(({ entry }) => entry.campaign.id).sort();
  return [
    context.finding({
      campaign,
      about: ids.join(' '),
      column: 'start',
      message: messageOf(plan, collision, moved),
      hint: 'move the smaller one by some hours or to another day',
      action: {
        who: 'marketing',
        by: actBy(plan, campaign.start.day - plan.settings.checks.leadTimes.scheduleChange),
        what: `Move “${campaign.name}” away from ${namesOf(others)}, by some hours or to another day.`,
        effect: saved >= 1 ? `The peak takes about ${counted(saved, 'agent')} fewer.` : undefined,
      },
      data: {
        team: collision.team.team,
        with: ids,
        peakContacts: collision.contacts,
        addedPaidAgents: addedAgents(collision),
        savedPaidAgents: saved,
      },
    }),
  ];
}

const idsOf = ({ surges }: Collision): readonly string[] => surges.map(({ entry }) => entry.campaign.id);

/** Without collisions of which another team has the same campaigns and more: each trouble is told once. */
function withoutParts(collisions: readonly Collision[]): readonly Collision[] {
  const sorted = [...collisions].sort(
    (a, b) => b.surges.length - a.surges.length || addedAgents(b) - addedAgents(a),
  );
  const kept: Collision[] = [];
  for (const collision of sorted) {
    const told = kept.some((other) => idsOf(collision).every((id) => idsOf(other).includes(id)));
    if (!told) kept.push(collision);
  }
  return kept;
}

/** The campaign that is best moved: the smallest whose absence is felt. */
function toMove(collision: Collision): Surge | undefined {
  return collision.surges.findLast((surge) => savedBy(surge, collision) >= 1) ?? collision.surges.at(-1);
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
  example: {
    file: 'campaigns.csv',
    bad: [
      'id,name,medium,start,reach',
      'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,12000',
      'bot-mail,Robot sale,email,2026-11-24T10:30,10000',
    ],
    good: [
      'id,name,medium,start,reach',
      'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,12000',
      'bot-mail,Robot sale,email,2026-11-26T10:00,10000',
    ],
    output: [
      'warning  campaigns-collide  campaigns.csv:3:27',
      '  Peaks together with “Vacuum sale”: 46 contacts in the hour from Tue 24 Nov',
      '  11:00, where the largest alone brings 29. Together they take 22 paid agents',
      '  in voice (14 there are); moving this one saves about 5 agents and moving',
      '  “Vacuum sale” 7.',
      '  | bot-mail,Robot sale,email,2026-11-24T10:30,10000',
      '  |                           ^',
      '  → marketing, today: Move “Robot sale” away from “Vacuum sale”, by some hours',
      '    or to another day. The peak takes about 5 agents fewer.',
    ],
  },
  options: {
    within: { kind: 'duration', default: 7200, description: 'time between peaks that count as together' },
    joined_share: { kind: 'fraction', default: 0.25, description: 'how much higher than the largest alone' },
    least_contacts: {
      kind: 'number',
      default: 5,
      description: 'contacts in a campaign’s largest interval from which it is a surge',
    },
  },
  check: (plan, context) => {
    const collisions = plan.teams.flatMap((team) =>
      clustersOf(plan, surgesOf(plan, team, context), context.number('within')).flatMap(
        (cluster) => collisionOf(team, cluster, context.number('joined_share')) ?? [],
      ),
    );
    const uncovered = collisions.filter((collision) => !isCovered(collision));
    return withoutParts(uncovered).flatMap((collision) => findingOf(plan, collision, context));
  },
};
