import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/local-date.ts';
import type { CommandContext } from '../../src/commands/context.ts';
import { staffedPlan, type StaffedPlan } from '../../src/commands/staffed-plan.ts';
import { InputError } from '../../src/problems/input-error.ts';
import { storyHost } from '../golden/story-host.ts';

const rows = ['23', '24', '25'].flatMap((date) => [
  `2026-11-${date} 09:00,voice,4`,
  `2026-11-${date} 09:30,voice,6`,
  `2026-11-${date} 09:00,desk,1`,
]);
const staff = `interval_start,team,required_agents\n${rows.join('\n')}\n`;

/** Runs as in a folder with these files; `-` is the same table. */
async function staffed(
  options: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<StaffedPlan> {
  const { host } = storyHost('.');
  await host.writeFile('staff.csv', staff);
  for (const [file, text] of Object.entries(files)) await host.writeFile(`centre/${file}`, text);
  async function* readStdin(): AsyncIterable<Uint8Array> {
    yield new TextEncoder().encode(staff);
  }
  return staffedPlan({
    host: { ...host, readStdin },
    options: { staff: 'staff.csv', ...options },
    operands: ['centre'],
  } as unknown as CommandContext);
}

async function problemOf(options: Readonly<Record<string, unknown>>): Promise<string> {
  const error: unknown = await staffed(options).catch((reason: unknown) => reason);
  if (!(error instanceof InputError)) throw new Error('expected an InputError');
  return error.problems.map(({ file, message }) => `${file}: ${message}`).join('\n');
}

describe('staffedPlan with --staff', () => {
  it('takes every team and day of the file, also teams that no settings list', async () => {
    const { plan, head } = await staffed({}, { 'surgecast.yaml': 'teams: { Voice: { shrinkage: 50% } }\n' });
    expect(plan.teams.map(({ team }) => team)).toEqual(['Voice', 'desk']);
    expect(plan.grid).toMatchObject({ firstDay: parseDay('2026-11-23'), days: 3, intervalSeconds: 1800 });
    expect(plan.teams[0]?.requirement.scheduledAgents[18]).toBe(8);
    expect(head.inputs.map(({ path, rows: read }) => [path, read])).toEqual([
      ['staff.csv', 9],
      ['centre/surgecast.yaml', 1],
    ]);
  });

  it('reads standard input, and says so', async () => {
    const { plan, head } = await staffed({ staff: '-' });
    expect(plan.teams).toHaveLength(2);
    expect(head.inputs[0]?.path).toBe('<stdin>');
  });

  it('keeps the teams and days asked for', async () => {
    const asOf = parseDay('2026-11-24');
    const { plan, head } = await staffed({ team: ['desk'], asOf, days: 1 });
    expect(plan.teams.map(({ team }) => team)).toEqual(['desk']);
    expect([formatDay(plan.asOf), plan.grid.days]).toEqual(['2026-11-24', 1]);
    expect(head.asOf).toBe(asOf);
    expect((await staffed({ asOf })).plan.grid.days).toBe(2);
    expect((await staffed({ days: 2 })).plan.grid.days).toBe(2);
  });

  it('knows the folder’s holidays', async () => {
    const { plan, head } = await staffed({}, { 'holidays.csv': 'date,class\n2026-11-25,closed\n' });
    expect(plan.settings.specialDays).toMatchObject([{ class: 'closed' }]);
    expect(head.inputs.map(({ path }) => path)).toContain('centre/holidays.csv');
  });

  it('refuses what a forecast would need, teams that are not there and a second use of standard input', async () => {
    expect(await problemOf({ history: 'history.csv', staffTo: 'mean' })).toBe(
      '--history, --staff-to: no forecast is made where --staff names the agents needed',
    );
    expect(await problemOf({ team: ['sales'] })).toBe('--team: there is no team "sales"');
    expect(await problemOf({ staff: '-', agents: '-' })).toBe(
      '--staff, --agents: standard input can be only one input',
    );
    expect(await problemOf({ asOf: parseDay('2026-12-01') })).toBe(
      'staff.csv: holds 2026-11-23 to 2026-11-25, none of the days asked for',
    );
  });
});
