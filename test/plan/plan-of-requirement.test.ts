import { describe, expect, it } from 'vitest';
import { intervalGrid } from '../../src/calendar/interval-grid.ts';
import { timeZone } from '../../src/calendar/time-zone.ts';
import { planOfRequirement, requirementOfDays } from '../../src/plan/plan-of-requirement.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';

const grid = intervalGrid({
  timeZone: timeZone('Europe/London'),
  intervalSeconds: 3600,
  firstDay: 20_780,
  days: 3,
});
const requiredAgents = Float64Array.from(grid.intervals, ({ secondOfDay }, index) =>
  secondOfDay >= 9 * 3600 && secondOfDay < 17 * 3600 ? 1 + Math.floor(index / 24) : 0,
);
const given = { grid, teams: [{ team: 'desk', requiredAgents }] };

function settings(text: string): ReturnType<typeof resolveSettings> {
  return resolveSettings(readSettings('surgecast.yaml', text), { historyChannels: [], campaignChannels: [] });
}

describe('requirementOfDays', () => {
  it('cuts the days asked for and keeps each day its agents', () => {
    const part = requirementOfDays(given, 20_781, 5);
    expect(part?.grid).toMatchObject({ firstDay: 20_781, days: 2 });
    expect(part?.teams[0]?.requiredAgents).toEqual(requiredAgents.slice(24));
    expect(requirementOfDays(given, 20_790, 7)).toBeUndefined();
  });
});

describe('planOfRequirement', () => {
  it('takes agents as given, adds shrinkage once, and says that nothing is known of contacts', () => {
    const plan = planOfRequirement(given, settings('teams:\n  desk: { shrinkage: 50%, agents: 3 }\n'));
    const [team] = plan.teams;
    expect(team?.requirement.requiredAgents[9]).toBe(1);
    expect(team?.requirement.scheduledAgents[9]).toBe(2);
    expect(team?.requirement.open[8]).toBe(0);
    expect(team?.availableAgents?.[9]).toBe(3);
    expect(team?.target).toBeUndefined();
    expect(plan.settings.intervalSeconds).toBe(3600);
    expect(plan.notes.map(({ message }) => message).join()).toContain('no contacts');
  });

  it('is open in its hours too, and outside them where agents are asked for', () => {
    const plan = planOfRequirement(given, settings('teams:\n  desk: { hours: "Mon-Sun 07:00-09:00" }\n'));
    const { open } = plan.teams[0]?.requirement ?? { open: [] };
    expect([6, 7, 8, 9, 16, 17].map((interval) => open[interval])).toEqual([0, 1, 1, 1, 1, 0]);
  });

  it('leaves out teams that the settings do not know', () => {
    expect(planOfRequirement(given, settings('teams:\n  other: {}\n')).teams).toEqual([]);
  });
});
