import type { CampaignPlan, Plan, TeamPlan } from '../plan/plan.ts';
import { shortfalls, type Shortfall } from '../plan/shortfalls.ts';
import type { Finding, FindingAction } from '../problems/finding.ts';
import { live } from './campaigns-to-check.ts';
import { agentSourceFor, agentSourceWords, contactsForTeam } from './cover.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, counted, intervalNoun, listed, money, percent, stretch, waiting } from './wording.ts';

/** All stretches of one team that one campaign is the main reason of; without a campaign, those of everyday. */
interface Trouble {
  readonly team: TeamPlan;
  readonly main: CampaignPlan | undefined;
  readonly others: readonly CampaignPlan[];
  readonly stretches: readonly Shortfall[];
}

/** A campaign with less than this share of a stretch's contacts is not its reason. */
const reasonShare = 0.1;

function reasonsOf(
  stretch: Shortfall,
  contacts: ReadonlyMap<CampaignPlan, Float64Array>,
): readonly CampaignPlan[] {
  const shares = [...contacts]
    .map(([campaign, series]) => {
      let sum = 0;
      for (let i = stretch.first; i <= stretch.last; i++) sum += series[i] ?? 0;
      return { campaign, sum };
    })
    .filter(({ sum }) => sum >= reasonShare * Math.max(1, stretch.offeredContacts))
    .sort((a, b) => b.sum - a.sum || (a.campaign.campaign.id < b.campaign.campaign.id ? -1 : 1));
  return shares.map(({ campaign }) => campaign);
}

/** Expected contacts of the channels on which somebody waits: deferred work is not hung up on. */
function liveContacts(plan: Plan, team: TeamPlan): Float64Array {
  const sum = new Float64Array(plan.grid.intervals.length);
  for (const { channel, expectedContacts } of plan.channels) {
    if (team.liveChannels.includes(channel))
      expectedContacts.forEach((contacts, i) => (sum[i] = (sum[i] ?? 0) + contacts));
  }
  return sum;
}

function troublesOf(plan: Plan, team: TeamPlan, least: number): readonly Trouble[] {
  const { available, target, requirement } = team;
  if (available === undefined || target === undefined) return [];
  const found = shortfalls({
    delivered: available,
    offeredContacts: liveContacts(plan, team),
    requiredAgents: requirement.requiredAgents,
    open: requirement.open,
    serviceLevelFraction: target.serviceLevelFraction,
    least,
  });
  const contacts = new Map<CampaignPlan, Float64Array>();
  for (const campaign of live(plan)) {
    const series = found.length === 0 ? undefined : contactsForTeam(campaign, team);
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
  return [...groups].map(([main, { others, stretches }]) => ({ team, main, others: [...others], stretches }));
}

/** Figures of all stretches together. */
interface Damage {
  readonly worst: Shortfall;
  readonly intervals: number;
  readonly paidAgents: number;
  readonly agentHours: number;
  readonly lost: number;
  readonly revenue: number | undefined;
  readonly overtimeCost: number | undefined;
}

/** Mean revenue of a contact of the team, weighted by what its channels expect; undefined where no channel has one. */
function revenuePerContact(plan: Plan, team: TeamPlan): number | undefined {
  let contacts = 0;
  let revenue: number | undefined;
  for (const channel of plan.channels.filter((candidate) => team.channels.includes(candidate.channel))) {
    const perContact = plan.settings.channels.find(({ name }) => name === channel.channel)?.revenuePerContact;
    const expected = channel.expectedContacts.reduce((sum, value) => sum + value, 0);
    contacts += expected;
    if (perContact !== undefined) revenue = (revenue ?? 0) + perContact * expected;
  }
  return revenue === undefined || contacts === 0 ? undefined : revenue / contacts;
}

function damageOf(plan: Plan, { team, stretches }: Trouble): Damage | undefined {
  const [first, ...rest] = stretches;
  if (first === undefined) return undefined;
  const worst = rest.reduce(
    (a, b) =>
      b.missingAgents > a.missingAgents ||
      (b.missingAgents === a.missingAgents && b.abandonedContacts > a.abandonedContacts)
        ? b
        : a,
    first,
  );
  let paidAgents = 0;
  let agentHours = 0;
  for (const { first: from, last } of stretches) {
    for (let i = from; i <= last; i++) {
      const missing = Math.max(
        0,
        (team.requirement.scheduledAgents[i] ?? 0) - (team.availableAgents?.[i] ?? 0),
      );
      paidAgents = Math.max(paidAgents, missing);
      agentHours += (missing * (plan.grid.intervals[i]?.seconds ?? 0)) / 3600;
    }
  }
  const lost = stretches.reduce((sum, one) => sum + one.abandonedContacts, 0);
  const perContact = revenuePerContact(plan, team);
  const overtimeFactor = plan.settings.teams.find(({ name }) => name === team.team)?.overtimeFactor ?? 1;
  return {
    worst,
    intervals: stretches.reduce((sum, one) => sum + one.last - one.first + 1, 0),
    paidAgents,
    agentHours,
    lost,
    revenue: perContact === undefined ? undefined : perContact * lost,
    overtimeCost: team.costPerHour === undefined ? undefined : agentHours * team.costPerHour * overtimeFactor,
  };
}

function messageOf(plan: Plan, trouble: Trouble, damage: Damage): string {
  const { team, others, stretches } = trouble;
  const { worst, intervals } = damage;
  const target = team.target;
  const goal = `${percent(target?.serviceLevelFraction ?? 0)} in ${waiting(target?.answerThresholdSeconds ?? 0)}`;
  const span =
    stretches.length === 1
      ? ''
      : `In ${counted(intervals, intervalNoun(plan.grid.intervalSeconds))} of ${counted(stretches.length, 'stretch', 'stretches')}, the worst `;
  const together =
    others.length === 0
      ? ''
      : ` with ${listed(others.slice(0, 3).map(({ campaign }) => `“${campaign.name}”`))}`;
  const when = stretch(plan, worst.first, worst.last);
  const money_ = damage.revenue === undefined ? '' : ` (${money(plan, damage.revenue)})`;
  const short =
    damage.paidAgents > 0
      ? ` ${counted(damage.paidAgents, 'more paid agent')} would be needed at the worst.`
      : '';
  return `${span}${when}${together}: ${team.team} answers ${percent(worst.worstServiceLevelFraction)} in time instead of ${goal}. One caller in twenty waits longer than ${waiting(worst.longestWaitSeconds)}, and about ${count(damage.lost)} of ${count(stretches.reduce((sum, one) => sum + one.offeredContacts, 0))} hang up${money_}.${short}`;
}

function actionOf(plan: Plan, trouble: Trouble, damage: Damage): FindingAction {
  const { team, main } = trouble;
  const day = plan.grid.intervals[damage.worst.first]?.day ?? plan.asOf;
  const need = agentSourceFor(plan, {
    agents: damage.paidAgents,
    there: team.availableAgents?.[damage.worst.worst] ?? 0,
  });
  const { leadTimes } = plan.settings.checks;
  const what = main === undefined ? 'the everyday load' : `“${main.campaign.name}”`;
  const price = damage.overtimeCost === undefined ? '' : `, ${money(plan, damage.overtimeCost)} in overtime`;
  const saved = `About ${counted(damage.lost, 'caller')} more ${Math.round(damage.lost) === 1 ? 'is' : 'are'} answered.`;
  const inTime = (leadDays: number): boolean => day - leadDays >= plan.asOf;
  const hours = `${counted(damage.agentHours, 'agent-hour')} in ${team.team}${price}`;
  if (need.source !== 'hiring' && inTime(need.leadDays)) {
    return {
      who: 'contact-centre',
      by: actBy(plan, day - need.leadDays),
      what: `Cover ${what} by ${agentSourceWords[need.source]}: ${hours}.`,
      effect: saved,
    };
  }
  if (inTime(leadTimes.overtime)) {
    return {
      who: 'both',
      by: actBy(plan, day - leadTimes.overtime),
      what: `Call what overtime there is for ${what} (${hours})${main === undefined ? '' : ', and spread the launch over more hours or move it'}.`,
      effect: saved,
    };
  }
  return {
    who: main === undefined ? 'contact-centre' : 'marketing',
    by: actBy(plan, day - 1),
    what:
      main === undefined
        ? `Move breaks, training and leave away from ${stretch(plan, damage.worst.first, damage.worst.last)} in ${team.team}.`
        : `Move ${what} or spread it over more hours: no lead time is left for ${hours}.`,
    effect: saved,
  };
}

function findingOf(plan: Plan, trouble: Trouble, context: RuleContext): readonly Finding[] {
  const damage = damageOf(plan, trouble);
  if (damage === undefined) return [];
  const { team, main } = trouble;
  return [
    context.finding({
      campaign: main?.campaign,
      about: team.team,
      column: 'start',
      message: messageOf(plan, trouble, damage),
      hint:
        main === undefined
          ? `raise teams.${team.team}.agents in these hours, or move shifts into them`
          : 'add agents in these hours, move the launch, or send in waves',
      action: actionOf(plan, trouble, damage),
      data: {
        team: team.team,
        intervals: damage.intervals,
        worstServiceLevelFraction: damage.worst.worstServiceLevelFraction,
        missingAgentsOnChannel: damage.worst.missingAgents,
        missingPaidAgents: damage.paidAgents,
        missingAgentHours: damage.agentHours,
        wait95Seconds: damage.worst.longestWaitSeconds,
        abandonedContacts: damage.lost,
        ...(damage.revenue === undefined ? {} : { lostRevenue: damage.revenue }),
        ...(damage.overtimeCost === undefined ? {} : { overtimeCost: damage.overtimeCost }),
      },
    }),
  ];
}

export const understaffedSurge: Rule = {
  id: 'understaffed-surge',
  title: 'Not enough agents for a surge',
  severity: 'error',
  story:
    'Callers hear “due to overwhelming response, your wait time is …”, wait, and hang up. The advertisement worked; the money it cost is spent; the people who wanted to buy are gone.',
  firesWhen:
    'with the agents there are, a team answers fewer contacts in time than its target in at least 2 intervals in a row, by the time-dependent queue that carries a backlog on; one finding for a team and the campaign that brings most of the contacts then',
  remedy:
    'Add agents in the hours named, by overtime or moved shifts; or launch at a quieter hour, in waves, or later.',
  needs: ['`agents` of the team in the settings'],
  options: {
    intervals: { kind: 'number', default: 2, description: 'intervals in a row below the target' },
  },
  lacks: (plan) => {
    const unknown = plan.teams.filter(
      ({ target, available }) => target !== undefined && available === undefined,
    );
    if (unknown.length === 0) return undefined;
    return `the settings do not say how many agents there are in ${listed(unknown.map(({ team }) => team))} (teams: ${unknown[0]?.team}: agents)`;
  },
  check: (plan, context) =>
    plan.teams
      .flatMap((team) => troublesOf(plan, team, Math.max(1, context.number('intervals'))))
      .flatMap((trouble) => findingOf(plan, trouble, context)),
};
