import type { ChannelPlan, Plan } from '../plan/plan.ts';
import type { ChannelSettings } from '../settings/settings.ts';
import type { Finding } from '../problems/finding.ts';
import { live } from './campaigns-to-check.ts';
import type { Rule, RuleContext } from './rule.ts';
import { actBy, count, listed, percent, waiting } from './wording.ts';

/** A channel that people use before they buy, beside one that they use after. */
interface Side {
  readonly settings: ChannelSettings;
  readonly openHours: number;
}

function sideOf(plan: Plan, settings: ChannelSettings): Side {
  const channel: ChannelPlan | undefined = plan.channels.find(
    (candidate) => candidate.channel === settings.name,
  );
  const seconds = plan.grid.intervals.reduce(
    (sum, interval, index) => sum + (channel?.open[index] === 1 ? interval.seconds : 0),
    0,
  );
  return { settings, openHours: seconds / 3600 };
}

/** How long a contact of the channel is meant to wait at most. */
function goalSeconds({ settings }: Side): number {
  return settings.kind === 'live' ? settings.target.answerThresholdSeconds : settings.respondWithinSeconds;
}

function troublesOf(before: Side, after: Side, context: RuleContext): readonly string[] {
  const { name, team } = after.settings;
  if (team === undefined) return [`no team answers ${name}`];
  const share = before.openHours > 0 ? after.openHours / before.openHours : 1;
  const [fast, slow] = [goalSeconds(before), goalSeconds(after)];
  return [
    ...(share < context.number('open_share')
      ? [
          `${name} is open ${percent(share)} of the hours of ${before.settings.name} (${count(after.openHours)} of ${count(before.openHours)} in the plan’s days)`,
        ]
      : []),
    ...(slow > fast * context.number('times_slower')
      ? [
          `${name} answers within ${waiting(slow)} where ${before.settings.name} answers within ${waiting(fast)}`,
        ]
      : []),
  ];
}

function checkPlan(plan: Plan, context: RuleContext): readonly Finding[] {
  const service = context.list('service_channels');
  const used = new Set(live(plan).flatMap((entry) => [...entry.contactsByChannel.keys()]));
  const sales = plan.settings.channels
    .filter(
      ({ name, kind, team }) =>
        used.has(name) && !service.includes(name) && kind === 'live' && team !== undefined,
    )
    .map((settings) => sideOf(plan, settings));
  const best = sales.reduce<Side | undefined>(
    (a, b) => (a === undefined || b.openHours > a.openHours ? b : a),
    undefined,
  );
  if (best === undefined) return [];
  return plan.settings.channels
    .filter(({ name }) => service.includes(name))
    .flatMap((settings) => {
      const troubles = troublesOf(best, sideOf(plan, settings), context);
      if (troubles.length === 0) return [];
      return [
        context.finding({
          about: settings.name,
          location: { file: context.files.settings },
          message: `Before the sale campaigns send people to ${best.settings.name}; after it ${listed(troubles)}.`,
          hint: 'give customers the hours and the goals that prospects have, or let the sales channels serve them too',
          action: {
            who: 'both',
            by: actBy(plan, plan.asOf + plan.settings.checks.leadTimes.scheduleChange),
            what: `Give ${settings.name} the hours and goals of ${best.settings.name}, or let ${best.settings.name} serve customers.`,
            effect: 'Who has bought is served like who has not yet.',
          },
          data: {
            channel: settings.name,
            salesChannel: best.settings.name,
            openHours: sideOf(plan, settings).openHours,
            salesOpenHours: best.openHours,
          },
        }),
      ];
    });
}

export const channelDisparity: Rule = {
  id: 'channel-disparity',
  title: 'Chat before the sale, hold music after it',
  severity: 'warning',
  story:
    'Chat before the sale, fax and hold music after it. As long as they might buy there is a friendly person in the corner of the screen; to return it they are given a form, a fax number and office hours.',
  firesWhen:
    'a channel for customers has no team, is open less than three quarters of the hours of a live channel that campaigns to come send prospects to, or is meant to answer more than ten times as late',
  remedy:
    'Give customers the hours and goals that prospects have. Name your channels for customers in the rule’s `service_channels`.',
  needs: ['a channel for customers, by its name or the rule’s `service_channels`'],
  example: {
    file: 'surgecast.yaml',
    bad: [
      'timezone: America/New_York',
      'interval: 60m',
      'currency: USD',
      'channels:',
      '  phone: { team: voice, target: 80/20s, patience: 2m }',
      '  chat: { team: digital, concurrency: 2 }',
      '  service: { team: voice, hours: "Mon-Fri 10:00-12:00" }',
      'teams:',
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 14, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 6, cost_per_hour: 26 }',
    ],
    good: [
      'timezone: America/New_York',
      'interval: 60m',
      'currency: USD',
      'channels:',
      '  phone: { team: voice, target: 80/20s, patience: 2m }',
      '  chat: { team: digital, concurrency: 2 }',
      '  service: { team: voice, hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00" }',
      'teams:',
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 14, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 6, cost_per_hour: 26 }',
    ],
    output: [
      'warning  channel-disparity  surgecast.yaml',
      '  Before the sale campaigns send people to phone; after it service is open 15',
      '  % of the hours of phone (10 of 68 in the plan’s days).',
      '  → both, by Mon 7 Dec: Give service the hours and goals of phone, or let',
      '    phone serve customers. Who has bought is served like who has not yet.',
    ],
  },
  options: {
    service_channels: {
      kind: 'list',
      default: [
        'service',
        'customer-service',
        'support',
        'care',
        'after-sales',
        'returns',
        'complaints',
        'fax',
      ],
      description: 'channels that people use after they bought',
    },
    open_share: { kind: 'fraction', default: 0.75, description: 'share of the sales channel’s hours' },
    times_slower: { kind: 'number', default: 10, description: 'times the sales channel’s answer goal' },
  },
  check: checkPlan,
};
