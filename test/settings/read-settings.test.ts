import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/problems/input-error.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';

function problemsOf(text: string): readonly {
  line?: number | undefined;
  column?: number | undefined;
  message: string;
  hint?: string | undefined;
}[] {
  try {
    readSettings('surgecast.yaml', text);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  it('turns written values into seconds and shares', () => {
    const settings = readSettings(
      'surgecast.yaml',
      'timezone: America/New_York\ninterval: 15m\nchannels:\n  phone: { team: voice, handle_time: 4m30s, target: 80/20s }\nteams:\n  voice: { hours: "Mon-Fri 08:00-20:00", shrinkage: 30%, max_occupancy: 0.88, agents: 42 }\n',
    );
    expect(settings.interval).toBe(900);
    expect(settings.channels?.['phone']).toMatchObject({
      handle_time: 270,
      target: { serviceLevelFraction: 0.8, answerThresholdSeconds: 20 },
    });
    expect(settings.teams?.['voice']?.shrinkage).toEqual({ total: 0.3 });
  });

  it('takes an empty file for the defaults', () => {
    expect(readSettings('surgecast.yaml', '')).toEqual({});
    expect(readSettings('surgecast.yaml', '# nothing\n')).toEqual({});
  });

  it('says all the problems at once, each with its place and what was meant', () => {
    const problems = problemsOf(
      'timezone: Mars/Olympus\nchannels:\n  phone:\n    handel_time: 6m\n    target: fast\nteams:\n  voice: { shrinkage: 130% }\n',
    );
    expect(problems.map(({ line, column }) => [line, column])).toEqual(
      expect.arrayContaining([
        [1, 11],
        [4, 5],
        [5, 13],
        [7, 23],
      ]),
    );
    expect(problems).toHaveLength(4);
    expect(problems.find(({ line }) => line === 4)).toMatchObject({
      message: 'unknown key "handel_time" in channels.phone',
      hint: 'did you mean handle_time?',
    });
    expect(problems.find(({ line }) => line === 7)?.message).toContain(
      'found "130%", expected a share below 100 %',
    );
  });

  it('names the place of broken YAML', () => {
    const [problem] = problemsOf('teams:\n  voice: { hours: "Mon\n');
    expect(problem?.message).toMatch(/^not valid YAML/);
    expect(problem?.line).toBeGreaterThan(1);
  });
});

describe('resolveSettings', () => {
  const none = { historyChannels: ['phone', 'chat'], campaignChannels: ['click-to-call'] };

  it('makes two files alone enough', () => {
    const settings = resolveSettings({}, none);
    expect(settings.channels.map(({ name, team }) => [name, team])).toEqual([
      ['phone', 'voice'],
      ['chat', 'digital'],
      ['click-to-call', 'voice'],
    ]);
    expect(settings.teams.map(({ name, channels }) => [name, channels])).toEqual([
      ['voice', ['phone', 'click-to-call']],
      ['digital', ['chat']],
    ]);
  });

  it('leaves a channel without a team that only a campaign names, when the user lists the channels there are', () => {
    const settings = resolveSettings(
      { channels: { phone: { team: 'voice' } } },
      { ...none, historyChannels: ['phone'] },
    );
    expect(settings.channels.find(({ name }) => name === 'click-to-call')?.team).toBeUndefined();
  });

  it('multiplies causes of shrinkage', () => {
    const settings = resolveSettings(
      { teams: { voice: { shrinkage: { holidays: 0.1, training: 0.2 } } } },
      none,
    );
    expect(settings.teams.find(({ name }) => name === 'voice')?.shrinkageFraction).toBeCloseTo(0.28, 12);
  });

  it('refuses a channel of a team that is not there', () => {
    expect(() =>
      resolveSettings({ channels: { phone: { team: 'vioce' } }, teams: { voice: {} } }, none),
    ).toThrow(InputError);
  });
});
