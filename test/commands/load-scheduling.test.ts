import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/commands/context.ts';
import { loadScheduling, type SchedulingInputs } from '../../src/commands/load-scheduling.ts';
import { InputError } from '../../src/problems/input-error.ts';
import { readSettingsFile } from '../../src/settings/read-settings.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import { storyHost } from '../golden/story-host.ts';

const ofSettings = 'shifts:\n  - { name: of settings, earliest_start: "08:00", lengths: 8h }\n';
const ofFolder = 'name,earliest_start,lengths\nof folder,08:00,8h\n';
const ofOption = 'name,earliest_start,lengths\nof option,08:00,8h\n';

/** Loads from files in memory; the first of them stand in the plan folder. */
async function load(
  settingsText: string,
  files: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string>> = {},
): Promise<SchedulingInputs> {
  const { host } = storyHost('.');
  for (const [file, text] of Object.entries(files)) await host.writeFile(file, text);
  const { written, placeOf } = readSettingsFile('surgecast.yaml', `teams: { voice: {} }\n${settingsText}`);
  const settings = resolveSettings(written, { historyChannels: [], campaignChannels: [] });
  const context = { host, options, operands: ['centre'] } as unknown as CommandContext;
  return loadScheduling(context, { settings, placeOf });
}

async function patternNames(...args: Parameters<typeof load>): Promise<readonly string[]> {
  return (await load(...args)).patterns.map(({ name }) => name);
}

describe('loadScheduling', () => {
  it('takes shift patterns from the option, else the folder, else the settings, else the usual ones', async () => {
    const files = { 'centre/shifts.csv': ofFolder, 'own.csv': ofOption };
    expect(await patternNames(ofSettings, files, { shifts: 'own.csv' })).toEqual(['of option']);
    expect(await patternNames(ofSettings, files)).toEqual(['of folder']);
    expect(await patternNames(ofSettings, {})).toEqual(['of settings']);
    expect(await patternNames('', {})).toEqual(['short', 'medium', 'full', 'long']);
  });

  it('has contracts work the patterns of shifts.csv', async () => {
    const { contracts } = await load('contracts:\n  full time: { shift: of folder, days_per_week: 5 }\n', {
      'centre/shifts.csv': ofFolder,
    });
    expect(contracts).toMatchObject([{ name: 'full time', pattern: { name: 'of folder' }, daysPerWeek: 5 }]);
  });

  it('keeps what was read and what reading did', async () => {
    const { agents, records, notes } = await load('', {
      'centre/shifts.csv': ofFolder,
      'centre/agents.csv': 'agent,team,contract_hours\nAnn,voice,20-40\nBo,voice,20-40\n\n',
    });
    expect(agents?.map(({ name }) => name)).toEqual(['Ann', 'Bo']);
    expect(records.map(({ path, rows }) => [path, rows])).toEqual([
      ['centre/shifts.csv', 1],
      ['centre/agents.csv', 2],
    ]);
    expect(records.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
    expect(notes).toEqual([]);
    const odd = await load('', { 'centre/agents.csv': 'agent,team,shoe size\nAnn,voice,41\n' });
    expect(odd.notes).toMatchObject([{ topic: 'scheduling', message: expect.stringContaining('shoe size') }]);
  });

  it('tells the problems of contracts and agents together', async () => {
    const failed = load('contracts:\n  full time: { shift: ful, days_per_week: 5 }\n', {
      'centre/agents.csv': 'agent,team\nAnn,vioce\n',
    });
    const error: unknown = await failed.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'surgecast.yaml:3',
      'centre/agents.csv:2',
    ]);
  });
});
