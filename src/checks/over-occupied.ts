import type { Plan, TeamPlan } from '../plan/plan.ts';
import { lacksAgents, withAgents } from './known-agents.ts';
import type { Rule } from './rule.ts';
import { actBy, counted, percent, stretch } from './wording.ts';

/** Intervals in which a team answers in time and its agents are busier than their cap. */
function overCap(plan: Plan, team: TeamPlan, cap: number): readonly number[] {
  const { available, target } = team;
  if (available === undefined) return [];
  return [...plan.grid.intervals.keys()].filter(
    (index) =>
      (available.agents[index] ?? 0) > 0 &&
      (available.occupancyFraction[index] ?? 0) > cap + 0.005 &&
      (available.serviceLevelFraction[index] ?? 1) >= (target?.serviceLevelFraction ?? 0),
  );
}

export const overOccupied: Rule = {
  id: 'over-occupied',
  title: 'Agents without a breath',
  severity: 'warning',
  story:
    'The service level is fine, and that is how it is reached: one call after the other, hour after hour. In spring they are gone, and the new ones take two months to learn.',
  firesWhen:
    'with the agents there are, those of a team are busier than `max_occupancy` for 2 hours or more in the plan’s days while callers are answered in time (where they are not, understaffed-surge says so)',
  remedy: 'Add agents in these hours, or move other work out of them.',
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
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 9, max_occupancy: 50%, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 6, cost_per_hour: 26 }',
    ],
    good: [
      'timezone: America/New_York',
      'interval: 60m',
      'currency: USD',
      'channels:',
      '  phone: { team: voice, target: 80/20s, patience: 2m, revenue_per_contact: 20 }',
      '  chat: { team: digital, concurrency: 2 }',
      'teams:',
      '  voice: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 9, max_occupancy: 95%, cost_per_hour: 28 }',
      '  digital: { hours: "Mon-Fri 08:00-20:00, Sat 09:00-17:00", agents: 6, cost_per_hour: 26 }',
    ],
    output: [
      'warning  over-occupied  surgecast.yaml',
      '  voice is busier than 50 % for 31 hours in which callers are answered in',
      '  time; most Mon 23 Nov 11:00–12:00, with 66 %.',
      '  → contact centre, today: Relieve voice in 31 hours above 50 %. People who',
      '    can breathe stay.',
    ],
  },
  options: {
    duration: { kind: 'duration', default: 7200, description: 'time over the cap in the plan’s days' },
  },
  lacks: lacksAgents,
  check: (plan, context) =>
    withAgents(plan).flatMap((team) => {
      const cap = plan.settings.teams.find(({ name }) => name === team.team)?.maxOccupancyFraction ?? 1;
      const over = overCap(plan, team, cap);
      const seconds = over.reduce((sum, index) => sum + (plan.grid.intervals[index]?.seconds ?? 0), 0);
      if (over.length === 0 || seconds < context.number('duration')) return [];
      const busy = (index: number): number => team.available?.occupancyFraction[index] ?? 0;
      const worst = over.reduce((a, b) => (busy(b) > busy(a) ? b : a));
      const hours = seconds / 3600;
      return [
        context.finding({
          about: team.team,
          location: { file: context.files.settings },
          message: `${team.team} is busier than ${percent(cap)} for ${counted(hours, 'hour')} in which callers are answered in time; most ${stretch(plan, worst, worst)}, with ${percent(busy(worst))}.`,
          hint: 'add agents in these hours, or move other work out of them',
          action: {
            who: 'contact-centre',
            by: actBy(
              plan,
              (plan.grid.intervals[over[0] ?? 0]?.day ?? plan.asOf) -
                plan.settings.checks.leadTimes.scheduleChange,
            ),
            what: `Relieve ${team.team} in ${counted(hours, 'hour')} above ${percent(cap)}.`,
            effect: 'People who can breathe stay.',
          },
          data: {
            team: team.team,
            hoursOverCap: hours,
            maxOccupancyFraction: cap,
            worstOccupancyFraction: busy(worst),
          },
        }),
      ];
    }),
};
