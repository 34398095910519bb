import type { CampaignPlan, Plan, TeamPlan } from '../plan/plan.ts';
import type { Finding } from '../problems/finding.ts';
import { upcoming } from './campaigns-to-check.ts';
import { contactsForTeam } from './cover.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, counted, intervalNoun, moment } from './wording.ts';

/**
 * Agents that a load needs when it is answered apart, by square-root staffing with the safety that the pooled team has:
 * n = r + β √r, β = (N − R)/√R. Source: Halfin and Whitt, Operations Research 29 (1981).
 *
 * @example dedicatedAgents(9, { offeredLoad: 25, requiredAgents: 30 }) // => 12
 */
export function dedicatedAgents(
  offeredLoad: number,
  pooled: { readonly offeredLoad: number; readonly requiredAgents: number },
): number {
  if (!(pooled.offeredLoad > 0) || !(offeredLoad > 0)) return 0;
  const safety = Math.max(0, pooled.requiredAgents - pooled.offeredLoad) / Math.sqrt(pooled.offeredLoad);
  return Math.ceil(offeredLoad + safety * Math.sqrt(offeredLoad) - 1e-9);
}

interface Surge {
  readonly team: TeamPlan;
  readonly interval: number;
  readonly contacts: number;
}

/** The largest surge of a campaign on channels that begin with a menu. */
function surgeOf(plan: Plan, entry: CampaignPlan, channels: readonly string[]): Surge | undefined {
  let largest: Surge | undefined;
  for (const team of plan.teams) {
    const contacts = contactsForTeam(entry, {
      channels: team.liveChannels.filter((channel) => channels.includes(channel)),
    });
    contacts?.forEach((value, interval) => {
      if (value > (largest?.contacts ?? 0)) largest = { team, interval, contacts: value };
    });
  }
  return largest;
}

function checkOne(plan: Plan, entry: CampaignPlan, context: RuleContext): readonly Finding[] {
  const { campaign } = entry;
  if (campaign.support.menuOption !== undefined || campaign.support.phoneNumber !== undefined) return [];
  const surge = surgeOf(plan, entry, context.list('channels'));
  if (surge === undefined) return [];
  const { team, interval, contacts } = surge;
  const all = team.requirement.expectedContacts[interval] ?? 0;
  if (contacts < context.number('least_contacts') || contacts < context.number('surge_share') * all)
    return [];
  const start = plan.grid.intervals[interval];
  const pooled = {
    offeredLoad: team.requirement.offeredLoad[interval] ?? 0,
    requiredAgents: team.requirement.requiredAgents[interval] ?? 0,
  };
  const load = all > 0 ? Math.min(1, (contacts / all) * entry.handleTimeFactor) * pooled.offeredLoad : 0;
  const own = dedicatedAgents(load, pooled);
  const others = dedicatedAgents(pooled.offeredLoad - load, pooled);
  return [
    context.finding({
      campaign,
      column: 'menu_option',
      message: `About ${count(contacts)} of the ${count(all)} contacts in the ${intervalNoun(plan.grid.intervalSeconds)} from ${moment(plan, start?.start ?? 0)} come for it, and it has neither a menu option nor a number of its own. Answered by everybody it takes ${counted(pooled.requiredAgents, 'agent')}; in a queue of its own ${count(own)} + ${count(others)} = ${count(own + others)}.`,
      hint: 'give it a menu option or a number so that callers hear the right words first; leave the agents in one pool',
      action: {
        who: 'both',
        by: actBy(plan, campaign.start.day - 3),
        what: `Give “${campaign.name}” a menu option or a number of its own, in front of the common pool.`,
        effect:
          own + others > pooled.requiredAgents
            ? `A separate queue would take ${counted(own + others - pooled.requiredAgents, 'more agent')}.`
            : undefined,
      },
      data: { peakContacts: contacts, pooledAgents: pooled.requiredAgents, dedicatedAgents: own + others },
    }),
  ];
}

export const noDirectPath: Rule = {
  id: 'no-direct-path',
  title: 'No direct path for a large surge',
  severity: 'info',
  story:
    '“For fluggerbots press 1.” Without it, every caller of the campaign listens to six options that are not theirs, tells the story twice, and everybody else waits behind them.',
  firesWhen:
    'a campaign to come brings at least 20 contacts and a quarter of all contacts of the team in its largest interval, by phone, and has neither `menu_option` nor `phone_number`',
  remedy:
    'Give it a menu option or a number; keep the agents pooled, which takes fewer of them than a queue apart.',
  needs: [],
  example: {
    file: 'campaigns.csv',
    bad: ['id,name,medium,start,reach,menu_option', 'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,14000,'],
    good: [
      'id,name,medium,start,reach,menu_option',
      'vacuum-mail,Vacuum sale,email,2026-11-24T10:00,14000,3',
    ],
    output: [
      'info  no-direct-path  campaigns.csv:2:54',
      '  About 34 of the 77 contacts in the hour from Tue 24 Nov 10:00 come for it,',
      '  and it has neither a menu option nor a number of its own. Answered by',
      '  everybody it takes 10 agents; in a queue of its own 5 + 7 = 12.',
      '  | vacuum-mail,Vacuum sale,email,2026-11-24T10:00,14000,',
      '  |                                                      ^',
      '  → both, today: Give “Vacuum sale” a menu option or a number of its own, in',
      '    front of the common pool. A separate queue would take 2 more agents.',
    ],
  },
  options: {
    surge_share: {
      kind: 'fraction',
      default: 0.25,
      description: 'share of the team’s contacts in the largest interval',
    },
    least_contacts: { kind: 'number', default: 20, description: 'contacts in the largest interval' },
    channels: {
      kind: 'list',
      default: ['phone', 'click-to-call'],
      description: 'channels that begin with a menu',
    },
  },
  check: (plan, context) => upcoming(plan).flatMap((entry) => checkOne(plan, entry, context)),
};
