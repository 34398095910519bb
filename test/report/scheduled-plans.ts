import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { parseDay, type DayNumber } from '../../src/calendar/local-date.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { scheduleOf } from '../../src/plan/narrow-schedule.ts';
import { planOfRequirement } from '../../src/plan/plan-of-requirement.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { schedulePlan, type ScheduleOptions } from '../../src/plan/schedule-plan.ts';
import { fullTimeContract, type Agent } from '../../src/scheduling/agent.ts';
import type { ShiftPattern } from '../../src/scheduling/shift-pattern.ts';
import { inProcessSolver } from '../../src/scheduling/solver.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';

const hour = 3600;
const monday = parseDay('2026-11-23') ?? 0;

function pattern(name: string, starts: readonly [number, number], hours: number): ShiftPattern {
  return {
    name,
    earliestStart: starts[0] * hour,
    latestStart: starts[1] * hour,
    startStep: hour,
    lengths: [hours * hour],
    breaks:
      hours < 6
        ? []
        : [{ kind: 'lunch', seconds: 1800, earliestStart: 3 * hour, latestStart: 5 * hour, paid: false }],
  };
}

const options: Omit<ScheduleOptions, 'patterns' | 'agents'> = {
  contracts: [],
  solver: inProcessSolver(),
  rounds: 1,
  relativeGap: 0.02,
  seconds: 30,
};

function requirement(
  firstDay: DayNumber,
  days: number,
  settingsText: string,
  needed: (time: number) => number,
): Plan {
  const settings = resolveSettings(readSettings('surgecast.yaml', settingsText), {
    historyChannels: [],
    campaignChannels: [],
  });
  const grid = intervalGrid({ timeZone: timeZone(settings.timeZone), intervalSeconds: 1800, firstDay, days });
  const requiredAgents = Float64Array.from(grid.intervals, ({ secondOfDay }) => needed(secondOfDay / hour));
  return planOfRequirement({ grid, teams: [{ team: 'voice', requiredAgents }] }, settings);
}

function agent(name: string, more: Partial<Agent> = {}): Agent {
  return {
    name,
    team: 'voice',
    skills: [],
    contract: { ...fullTimeContract, minimumSeconds: 72_000 },
    timeOff: [],
    preferences: {},
    fixedShifts: [],
    ...more,
  };
}

/** A week of six people for whom there is too much to do, one with a name that formats stumble over. */
export function namedPlan(): Promise<Plan> {
  const settings =
    'timezone: Europe/Berlin\ncurrency: EUR\nteams:\n  voice: { cost_per_hour: 20, shrinkage: { coaching: 40% }, surge: { overtime: 50% } }\n';
  const plan = requirement(monday, 7, settings, (time) => (time < 8 || time >= 20 ? 0 : time === 12 ? 6 : 2));
  const names = ['Ann, the "first"; O’Neil', 'Bob', 'Cem', 'Dua', 'Eve with a very long name', 'Fay'];
  const agents = names.map((name) => agent(name));
  const promised = agent('Gus', { fixedShifts: [{ day: monday, start: 9 * hour, end: 17.5 * hour }] });
  return schedulePlan(plan, {
    ...options,
    patterns: [pattern('full', [8, 12], 8.5), pattern('part', [8, 16], 4)],
    agents: [...agents, promised],
  });
}

/** Three days and nights around the clock by shift patterns, without wages. */
export function plannedNights(firstDay: DayNumber = monday): Promise<Plan> {
  const settings =
    'timezone: Europe/Berlin\nteams:\n  voice: { shrinkage: 0%, surge: { voluntary_time_off: false } }\n';
  const plan = requirement(firstDay, 3, settings, () => 2);
  return schedulePlan(plan, {
    ...options,
    patterns: [
      pattern('day', [6, 6], 8),
      pattern('late', [14, 14], 8),
      pattern('night', [22, 22], 8),
      pattern('short', [0, 23], 4),
    ].map((one) => ({ ...one, breaks: [] })),
    agents: undefined,
  });
}

/** The same plan with one agent’s shifts. */
export function narrowed(plan: Plan, name: string): Plan {
  return scheduleOf(plan, { agents: [name] });
}
