import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { planOfRequirement } from '../../src/plan/plan-of-requirement.ts';
import type { SurgeAction, SurgePlan } from '../../src/plan/plan.ts';
import { withSurgeActions } from '../../src/plan/surge-measures.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';

const grid = intervalGrid({ timeZone: timeZone('UTC'), intervalSeconds: 1800, firstDay: 20_780, days: 5 });

/** What can be done with ten agents of voice and four of digital on duty from 9 to 17, when voice needs more at noon of one day. */
function surge(day: number, needed: number, voice: string, digital = ''): SurgePlan {
  const settings = resolveSettings(
    readSettings(
      'surgecast.yaml',
      `teams:\n  voice: { hours: "Mon-Sun 09:00-17:00", agents: 10, cost_per_hour: 20, ${voice} }\n  digital: { hours: "Mon-Sun 09:00-17:00", agents: 4, shrinkage: 0%${digital} }\n`,
    ),
    { historyChannels: [], campaignChannels: [] },
  );
  const of = (agents: (day: number, hour: number) => number): Float64Array =>
    Float64Array.from(grid.intervals, (interval) =>
      agents(interval.day - 20_780, interval.secondOfDay / 3600),
    );
  const open = (hour: number): boolean => hour >= 9 && hour < 17;
  const plan = planOfRequirement(
    {
      grid,
      teams: [
        {
          team: 'voice',
          requiredAgents: of((at, hour) =>
            !open(hour) ? 0 : at === day && hour >= 12 && hour < 13 ? needed : 5,
          ),
        },
        { team: 'digital', requiredAgents: of((_, hour) => (open(hour) ? 2 : 0)) },
      ],
    },
    settings,
  );
  const actions = withSurgeActions(plan, []).teams[0]?.surgeActions;
  if (actions === undefined) throw new Error('no actions');
  return actions;
}

function filling({ actions }: SurgePlan): readonly SurgeAction[] {
  return actions.filter(({ kind }) => kind !== 'voluntary-time-off');
}

describe('withSurgeActions', () => {
  it('takes what is free first: breaks, training, lent agents; then overtime', () => {
    const plan = surge(4, 14, 'shrinkage: { breaks: 10%, coaching: 10% }', ', lends_to: { voice: 2 }');
    // 10 × 0.9 × 0.9 = 8 on the channel, six short for an hour: 1 break, 1 training, 2 lent, 2 overtime of an hour at 30.
    const byKind = Object.fromEntries(filling(plan).map(({ kind, agents, cost }) => [kind, [agents, cost]]));
    expect(byKind).toEqual({
      'move-breaks': [1, 0],
      'move-training': [1, 0],
      lend: [2, 0],
      overtime: [2, 60],
    });
    expect(plan.uncoveredHours).toBe(0);
    expect(plan.missingAgents[4 * 48 + 24]).toBe(6);
  });

  it('has no overtime before its notice, and says what remains', () => {
    const plan = surge(1, 14, 'shrinkage: 0%');
    expect(filling(plan)).toEqual([]);
    expect(plan.uncoveredHours).toBe(4);
  });

  it('asks for callbacks, part-timers and second parts of the day only where the settings allow them', () => {
    const plan = surge(
      4,
      20,
      'shrinkage: 0%, surge: { callbacks: 25%, overtime: 0%, part_timers: 2, split_shifts: 1, split_shift_bonus: 15 }',
    );
    const kinds = filling(plan).map(({ kind, agents, cost }) => [kind, agents, cost]);
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['defer-callbacks', 5, 0],
        ['extend-part-time', 2, 40],
        ['split-shift', 1, 55],
      ]),
    );
    expect(plan.uncoveredHours).toBe(2);
  });

  it('sends nobody home who keeps a tenth and one in hand, and saves wages with the others', () => {
    const plan = surge(4, 5, 'shrinkage: 0%');
    const home = plan.actions.filter(({ kind }) => kind === 'voluntary-time-off');
    expect(Math.max(...home.map(({ agents }) => agents))).toBe(4);
    expect(home.every(({ cost, hours }) => cost === -20 * hours)).toBe(true);
    expect(surge(4, 5, 'shrinkage: 0%, surge: { voluntary_time_off: false }').actions).toEqual([]);
  });
});
