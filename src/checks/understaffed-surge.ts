import type { Plan } from '../plan/plan.ts';
import type { Finding, FindingAction } from '../problems/finding.ts';
import { agentSourceFor, agentSourceWords } from './cover.ts';
import type { Rule, RuleContext } from './rule.ts';
import { damageOf, surgeTroubles, type SurgeDamage, type SurgeTrouble } from './surge-troubles.ts';
import { actBy, count, counted, intervalNoun, listed, money, percent, stretch, waiting } from './wording.ts';

function messageOf(plan: Plan, trouble: SurgeTrouble, damage: SurgeDamage): string {
  const { team, others, stretches, worst } = trouble;
  const goal = `${percent(team.target?.serviceLevelFraction ?? 0)} in ${waiting(team.target?.answerThresholdSeconds ?? 0)}`;
  const noun = intervalNoun(plan.grid.intervalSeconds);
  const span =
    stretches.length === 1
      ? ''
      : `In ${counted(damage.intervals, noun)} of ${counted(stretches.length, 'stretch', 'stretches')}, the worst `;
  const names = others.slice(0, 3).map(({ campaign }) => `“${campaign.name}”`);
  const together = names.length === 0 ? '' : ` (with ${listed(names)})`;
  const revenue = damage.lostRevenue === undefined ? '' : `, worth ${money(plan, damage.lostRevenue)}`;
  const short =
    damage.gap === undefined
      ? ''
      : ` It takes ${counted(damage.gap.agents, 'more paid agent')} than the ${count(damage.gap.there)} there are.`;
  return [
    `${span}${stretch(plan, worst.first, worst.last)}${together} ${team.team} answers as little as ${percent(worst.worstServiceLevelFraction)} in time; the target is ${goal}.`,
    `One caller in twenty waits longer than ${waiting(worst.longestWaitSeconds)}, and about ${count(damage.lost)} of ${count(damage.offered)} hang up${revenue}.${short}`,
  ].join(' ');
}

function actionOf(plan: Plan, { team, main, worst }: SurgeTrouble, damage: SurgeDamage): FindingAction {
  const { gap } = damage;
  const { leadTimes } = plan.settings.checks;
  const day = plan.grid.intervals[worst.first]?.day ?? plan.asOf;
  const when = stretch(plan, worst.first, worst.last);
  const name = main === undefined ? undefined : `“${main.campaign.name}”`;
  const effect =
    damage.saved >= 0.5
      ? `${counted(damage.saved, 'caller')} fewer ${damage.saved < 1.5 ? 'is' : 'are'} lost.`
      : undefined;
  if (gap === undefined) {
    return {
      who: 'contact-centre',
      by: actBy(plan, day - 1),
      what: `Keep everybody of ${team.team} on the phone ${when}: no breaks, training or other work.`,
      effect,
    };
  }
  const price =
    damage.overtimeCost === undefined ? '' : `, ${money(plan, damage.overtimeCost)} at overtime pay`;
  const hours = `${counted(gap.agentHours, 'agent-hour')} in ${team.team}${price}`;
  const need = agentSourceFor(plan, gap);
  if (need.source !== 'hiring' && day - need.leadDays >= plan.asOf) {
    return {
      who: 'contact-centre',
      by: actBy(plan, day - need.leadDays),
      what: `Cover ${name ?? when} by ${agentSourceWords[need.source]}: ${hours}.`,
      effect,
    };
  }
  if (name === undefined) {
    return {
      who: 'contact-centre',
      by: actBy(plan, day - leadTimes.overtime),
      what: `Call what overtime there is for ${when}: ${hours}.`,
      effect,
    };
  }
  const overtime = day - leadTimes.overtime >= plan.asOf && gap.agents <= gap.there;
  return {
    who: overtime ? 'both' : 'marketing',
    by: actBy(plan, day - (overtime ? leadTimes.overtime : 1)),
    what: overtime
      ? `Call what overtime there is for ${name} (${hours}), and spread it over more hours or move it.`
      : `Spread ${name} over more hours or move it: ${gap.agents > gap.there ? `${counted(gap.agents, 'more agent')} at once cannot be found` : `there is no time left to find ${counted(gap.agents, 'more agent')}`}.`,
    effect,
  };
}

function findingOf(plan: Plan, trouble: SurgeTrouble, context: RuleContext): Finding {
  const { team, main, worst } = trouble;
  const damage = damageOf(plan, trouble);
  return context.finding({
    campaign: main?.campaign,
    about: team.team,
    column: 'start',
    location: main === undefined ? { file: context.files.settings } : undefined,
    severity: main === undefined ? 'warning' : undefined,
    message: messageOf(plan, trouble, damage),
    hint:
      main === undefined
        ? `raise teams.${team.team}.agents in these hours, or move shifts into them`
        : 'add agents in these hours, move the launch, or send in waves',
    action: actionOf(plan, trouble, damage),
    data: {
      team: team.team,
      intervals: damage.intervals,
      worstServiceLevelFraction: worst.worstServiceLevelFraction,
      missingAgentsOnChannel: worst.missingAgents,
      missingPaidAgents: damage.gap?.agents ?? 0,
      missingAgentHours: damage.gap?.agentHours ?? 0,
      wait95Seconds: worst.longestWaitSeconds,
      abandonedContacts: damage.lost,
      ...(damage.lostRevenue === undefined ? {} : { lostRevenue: damage.lostRevenue }),
      ...(damage.overtimeCost === undefined ? {} : { overtimeCost: damage.overtimeCost }),
    },
  });
}

export const understaffedSurge: Rule = {
  id: 'understaffed-surge',
  title: 'Not enough agents for a surge',
  severity: 'error',
  story:
    'Callers hear “due to overwhelming response, your wait time is …”, wait, and hang up. The advertisement worked; the money it cost is spent; the people who wanted to buy are gone.',
  firesWhen:
    'with the agents there are, a team answers fewer contacts in time than its target (by more than 2 points) in at least 2 intervals in a row, or loses 20 callers in one, by the time-dependent queue that carries a backlog on; one finding for a team and the campaign that brings most of the contacts then, a warning where no campaign does',
  remedy:
    'Add agents in the hours named, by overtime or moved shifts; or launch at a quieter hour, in waves, or later.',
  needs: ['`agents` of the team in the settings'],
  example: {
    file: 'campaigns.csv',
    bad: ['id,name,medium,start,reach', 'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,30000'],
    good: ['id,name,medium,start,reach', 'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,3000'],
    output: [
      'error  understaffed-surge  campaigns.csv:2:31',
      '  Tue 24 Nov 10:00–12:00 voice answers as little as 59 % in time; the target',
      '  is 80 % in 20 s. One caller in twenty waits longer than 2 min, and about 43',
      '  of 231 hang up, worth USD 861. It takes 16 more paid agents than the 14',
      '  there are.',
      '  | vacuum-mail,Vacuum sale,email,2026-11-24T10:00,30000',
      '  |                               ^',
      '  → marketing, today: Spread “Vacuum sale” over more hours or move it: 16 more',
      '    agents at once cannot be found. 43 callers fewer are lost.',
    ],
  },
  options: {
    intervals: { kind: 'number', default: 2, description: 'intervals in a row below the target' },
    tolerance: { kind: 'fraction', default: 0.02, description: 'how far below the target it may fall' },
    lost_callers: {
      kind: 'number',
      default: 20,
      description: 'callers lost in one interval that are enough',
    },
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
      .flatMap((team) =>
        surgeTroubles(plan, team, {
          intervals: Math.max(1, context.number('intervals')),
          tolerance: context.number('tolerance'),
          lostCallers: context.number('lost_callers'),
        }),
      )
      .map((trouble) => findingOf(plan, trouble, context)),
};
