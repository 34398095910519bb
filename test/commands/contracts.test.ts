import { describe, expect, it } from 'vitest';
import { contractsOf, type TeamContract } from '../../src/commands/contracts.ts';
import { InputError, type InputProblem } from '../../src/problems/input-error.ts';
import { completePattern, type ShiftPattern } from '../../src/scheduling/shift-pattern.ts';
import { readSettingsFile } from '../../src/settings/read-settings.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';

const hour = 3600;

function shift(name: string, hours: readonly number[], team?: string): ShiftPattern {
  const lengths = hours.map((one) => one * hour);
  return completePattern({ name, team, earliestStart: 8 * hour, lengths });
}

function contracts(text: string, patterns: readonly ShiftPattern[]): readonly TeamContract[] {
  const { written, placeOf } = readSettingsFile('surgecast.yaml', text);
  const settings = resolveSettings(written, { historyChannels: [], campaignChannels: [] });
  return contractsOf(settings, { patterns, placeOf });
}

function problemsOf(text: string, patterns: readonly ShiftPattern[]): readonly InputProblem[] {
  try {
    contracts(text, patterns);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('contractsOf', () => {
  it('gives a contract its shifts with one length and all its limits', () => {
    const text =
      'contracts:\n  part time: { shift: part, length: 5h, days_per_week: 3, min_agents: 1, max_agents: 8, max_share: 30%, cost_per_hour: 19 }\n';
    const part = shift('part', [4, 5]);
    expect(contracts(text, [shift('full', [8]), part])).toEqual([
      {
        name: 'part time',
        team: undefined,
        pattern: { ...part, lengths: [5 * hour] },
        daysPerWeek: 3,
        costPerHour: 19,
        minimumAgents: 1,
        maximumAgents: 8,
        maximumShare: 0.3,
      },
    ]);
  });

  it('takes the first length where none is named, and makes one contract of every team’s pattern', () => {
    const found = contracts('contracts:\n  full time: { shift: full, days_per_week: 5 }\n', [
      shift('full', [8, 10], 'voice'),
      shift('full', [7], 'digital'),
    ]);
    expect(found.map(({ name, team, pattern }) => [name, team, pattern.lengths])).toEqual([
      ['full time', 'voice', [8 * hour]],
      ['full time', 'digital', [7 * hour]],
    ]);
  });

  it('keeps a contract to its team, whoever’s the pattern is', () => {
    const text =
      'teams: { voice: {}, digital: {} }\ncontracts:\n  full time: { team: voice, shift: full, days_per_week: 5 }\n';
    expect(contracts(text, [shift('full', [8], 'digital'), shift('full', [8])])).toMatchObject([
      { team: 'voice', pattern: { team: undefined } },
    ]);
  });

  it('says at once and where which contracts cannot be worked', () => {
    const text = [
      'contracts:',
      '  full time: { shift: ful, days_per_week: 5 }',
      '  part time: { shift: full, length: 4h, days_per_week: 4 }',
      '  long days: { shift: long, days_per_week: 3 }',
      '  weekends: { shift: twice, days_per_week: 2 }',
      '  fine: { shift: full, days_per_week: 5 }',
      '',
    ].join('\n');
    const patterns = [shift('full', [8.5]), shift('long', [14]), shift('twice', [4]), shift('twice', [5])];
    const problems = problemsOf(text, patterns);
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '2:23 contracts.full time.shift: there is no shift "ful"',
      '3:37 contracts.part time.length: the shift "full" does not last 4 h',
      '4:23 contracts.long days.shift: a shift of 14 h leaves 10 h until the next day’s, less than the 11 h of rest',
      '5:22 contracts.weekends.shift: 2 shifts are called "twice", and a contract works one',
    ]);
    expect(problems[0]?.hint).toBe('did you mean full? shifts: full, long, twice');
  });

  it('has a contract choose between shifts of one name by its length', () => {
    const text = 'contracts:\n  weekends: { shift: twice, length: 5h, days_per_week: 2 }\n';
    expect(contracts(text, [shift('twice', [4]), shift('twice', [5])])).toHaveLength(1);
  });

  it('allows long shifts where the settings ask for less rest', () => {
    const text = 'scheduling: { min_rest: 9h }\ncontracts:\n  long days: { shift: long, days_per_week: 3 }\n';
    expect(contracts(text, [shift('long', [14])])).toHaveLength(1);
  });
});
