import { lacksAgents, withAgents } from './known-agents.ts';
import type { Rule } from './rule.ts';
import { actBy, count, counted, money, percent } from './wording.ts';

export const overStaffed: Rule = {
  id: 'over-staffed',
  title: 'Paid hours that nobody needs',
  severity: 'info',
  story:
    'The surge was on Tuesday. On Thursday the same forty people are there, because a roster is easier to copy than to make.',
  firesWhen:
    'more than half of a team’s paid hours in the plan’s days are beyond what the forecast needs, campaigns and shrinkage included',
  remedy: 'Move shifts to where agents are missing, or put training, coaching and leave into these hours.',
  needs: ['`agents` of the team in the settings'],
  example: {
    file: 'surgecast.yaml',
    bad: [
      'timezone: America/New_York',
      'interval: 60m',
      'currency: USD',
      'channels:',
      '  phone: { team: voice, target: 80/20s, patience: 2m, revenue_per_contact: 20 }',
      '  chat: { team: digital, concurrency: 2 }',
      'teams:',
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 30, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 3, cost_per_hour: 26 }',
    ],
    good: [
      'timezone: America/New_York',
      'interval: 60m',
      'currency: USD',
      'channels:',
      '  phone: { team: voice, target: 80/20s, patience: 2m, revenue_per_contact: 20 }',
      '  chat: { team: digital, concurrency: 2 }',
      'teams:',
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 11, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 3, cost_per_hour: 26 }',
    ],
    output: [
      'info  over-staffed  surgecast.yaml',
      '  73 % of the paid hours of voice (1,321 of 1,800) are beyond what the',
      '  forecast needs (USD 36,988).',
      '  → contact centre, by Mon 7 Dec: Move 1,321 agent-hours of voice, or use them',
      '    for training and leave. Worth USD 36,988.',
    ],
  },
  options: {
    idle_share: { kind: 'fraction', default: 0.5, description: 'share of paid hours that may be idle' },
  },
  lacks: lacksAgents,
  check: (plan, context) =>
    withAgents(plan).flatMap((team) => {
      let [paid, idle] = [0, 0];
      for (const [index, interval] of plan.grid.intervals.entries()) {
        const there = team.availableAgents?.[index] ?? 0;
        paid += (there * interval.seconds) / 3600;
        idle +=
          (Math.max(0, there - (team.requirement.scheduledAgents[index] ?? 0)) * interval.seconds) / 3600;
      }
      const share = paid > 0 ? idle / paid : 0;
      if (share <= context.number('idle_share')) return [];
      const price = team.costPerHour === undefined ? '' : ` (${money(plan, idle * team.costPerHour)})`;
      return [
        context.finding({
          about: team.team,
          location: { file: context.files.settings },
          message: `${percent(share)} of the paid hours of ${team.team} (${count(idle)} of ${count(paid)}) are beyond what the forecast needs${price}.`,
          hint: 'move shifts to where agents are missing, or put training and leave here',
          action: {
            who: 'contact-centre',
            by: actBy(plan, plan.asOf + plan.settings.checks.leadTimes.scheduleChange),
            what: `Move ${counted(idle, 'agent-hour')} of ${team.team}, or use them for training and leave.`,
            effect:
              team.costPerHour === undefined ? undefined : `Worth ${money(plan, idle * team.costPerHour)}.`,
          },
          data: { team: team.team, idleHours: idle, paidHours: paid, idleShareFraction: share },
        }),
      ];
    }),
};
