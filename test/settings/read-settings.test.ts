import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/problems/input-error.ts';
import { settingsJsonSchema } from '../../src/settings/json-schema.ts';
import { readSettings, readSettingsFile } from '../../src/settings/read-settings.ts';
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
});

describe('shifts and contracts in the settings', () => {
  it('read like the rows of shifts.csv', () => {
    const settings = readSettings(
      'surgecast.yaml',
      'shifts:\n  - { name: night, days: Mon-Fri, earliest_start: "22:00", latest_start: "02:00", start_step: 1h, lengths: [8h, 6h], breaks: "lunch 30m 3h-4h", max_agents: 4 }\n  - { name: day, earliest_start: "08:00", lengths: 4h 6h }\n',
    );
    const [night, day] = settings.shifts ?? [];
    expect(night).toMatchObject({
      name: 'night',
      weekdays: [0, 1, 2, 3, 4],
      earliestStart: 79_200,
      latestStart: 93_600,
      startStep: 3600,
      lengths: [28_800, 21_600],
      maximumAgents: 4,
    });
    expect(night?.breaks).toEqual([
      { kind: 'lunch', seconds: 1800, earliestStart: 10_800, latestStart: 14_400, paid: false },
    ]);
    expect(day).toMatchObject({
      earliestStart: 28_800,
      latestStart: 28_800,
      startStep: 900,
      lengths: [14_400, 21_600],
    });
  });

  it('fill their defaults in', () => {
    const written = readSettings(
      'surgecast.yaml',
      'teams:\n  voice: { surge: { callbacks: 20% }, seats: 30, lends_to: { digital: 2 } }\n  digital: {}\ncontracts:\n  part: { shift: day, days_per_week: 4, max_share: 30% }\nscheduling: { service_level_per: week, min_rest: 12h }\n',
    );
    const settings = resolveSettings(written, { historyChannels: [], campaignChannels: [] });
    expect(settings.contracts).toMatchObject([
      { name: 'part', shift: 'day', daysPerWeek: 4, maximumShare: 0.3 },
    ]);
    expect(settings.teams[0]).toMatchObject({ seats: 30, lendsTo: { digital: 2 } });
    expect(settings.teams[0]?.surge).toMatchObject({
      callbackShare: 0.2,
      overtimeShare: 0.25,
      moveBreaks: true,
    });
    expect(settings.scheduling).toMatchObject({ serviceLevelPer: 'week', minimumRestSeconds: 43_200 });
  });

  it('report what is wrong with every part at once, whatever else does not read', () => {
    const problems = problemsOf(
      [
        'teams:',
        '  voice: { agents: { weekdays: 5 } }',
        '  digital: { lends_to: { digital: 1, voise: 2 } }',
        'channels:',
        '  phone: { team: vioce }',
        'shifts:',
        '  - { name: full, team: sales, earliest_start: "08:00", lengths: 4h, breaks: "lunch 30m 3h-5h" }',
        '  - { name: long, earliest_start: "24:00", lengths: 8h 20h, start_step: 0m }',
        '  - { name: part, earliest_start: eight, lengths: [4h, long] }',
        '  - { name: none, lengths: "" , brakes: "" }',
        'contracts:',
        '  full time: { shift: full, days_per_week: 8, team: vocie }',
        '  part time: { shift: part, days_per_week: 3, min_agents: 9, max_agents: 4 }',
        '',
      ].join('\n'),
    );
    const told = problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
    expect(told).toEqual([
      '2:22 teams.voice.agents.weekdays: expected opening hours such as "Mon-Fri 08:00-20:00" before the number of agents',
      '3:26 teams.digital.lends_to: a team cannot lend its people to itself',
      '3:38 teams.digital.lends_to: there is no team "voise"',
      '5:18 channels.phone.team: there is no team "vioce"',
      '7:25 shifts.full.team: there is no team "sales"',
      '7:78 shifts.full.breaks: lunch of 30 min in the window 03:00-05:00 can end after a shift of 4 h',
      '8:53 shifts.long.lengths: a shift of 20 h is longer than 16 hours',
      '8:73 shifts.long.start_step: starts that are no time apart are no starts',
      '9:35 shifts.part.earliest_start: found "eight", expected a time of day such as "07:00"',
      '9:56 shifts.part.lengths.1: found "long", expected shift lengths from start to end such as 8h30m, or several: "4h 6h 8h"',
      '10:5 shifts.none.earliest_start: is missing, expected a time of day such as "07:00"',
      '10:33 unknown key "brakes" in shifts.none',
      '12:44 contracts.full time.days_per_week: found 8, expected 1 to 7 days',
      '12:53 contracts.full time.team: there is no team "vocie"',
      '13:59 contracts.part time.min_agents: found 9, expected no more than max_agents (4)',
    ]);
    expect(problems.find(({ line }) => line === 5)?.hint).toBe('did you mean voice?');
    expect(problems.find(({ line }) => line === 7)?.hint).toBe('teams: voice, digital');
  });

  it('may name any team where the settings list none', () => {
    const text =
      'shifts:\n  - { name: full, team: sales, earliest_start: "08:00", lengths: 8h }\nchannels: { phone: { team: sales } }\n';
    expect(problemsOf(text)).toEqual([]);
  });

  it('stand in the JSON Schema', () => {
    const { properties } = settingsJsonSchema() as {
      properties: Record<string, { items?: object; additionalProperties?: object; properties?: object }>;
    };
    expect(properties['shifts']?.items).toMatchObject({
      required: ['name', 'earliest_start', 'lengths'],
      additionalProperties: false,
    });
    expect(properties['contracts']?.additionalProperties).toMatchObject({
      required: ['shift', 'days_per_week'],
      additionalProperties: false,
    });
    expect(Object.keys(properties['scheduling']?.properties ?? {})).toContain('service_level_floor');
  });
});

describe('readSettingsFile', () => {
  it('says where a value stands, or the nearest one around it', () => {
    const { placeOf } = readSettingsFile(
      'own.yaml',
      'contracts:\n  full time: { shift: full, days_per_week: 5 }\n',
    );
    const sourceLine = '  full time: { shift: full, days_per_week: 5 }';
    expect(placeOf(['contracts', 'full time', 'shift'])).toEqual({
      file: 'own.yaml',
      line: 2,
      column: 23,
      sourceLine,
    });
    expect(placeOf(['contracts', 'full time', 'length'])).toMatchObject({ line: 2, column: 14 });
    expect(placeOf(['holidays'])).toMatchObject({ line: 1 });
  });

  it('knows of no place where there is no text', () => {
    expect(readSettingsFile('surgecast.yaml', '').placeOf(['holidays'])).toEqual({ file: 'surgecast.yaml' });
  });
});
