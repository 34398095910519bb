import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../src/calendar/time-zone.ts';
import {
  cheaperChanges,
  launchCandidates,
  usualLaunchWindow,
} from '../../src/campaigns/launch-candidates.ts';
import {
  applyChanges,
  describeChange,
  isChangeProblem,
  parseLaunchMove,
  parseMoveChange,
  parseWaves,
  parseWavesChange,
  type CalendarChange,
} from '../../src/campaigns/what-if.ts';
import { campaign, instant, moment, newYork } from './made-campaigns.ts';

const hour = 3600;

function movedBy(text: string, start: string, end?: string): string[] {
  const change = parseMoveChange(`spring=${text}`);
  if (isChangeProblem(change)) throw new Error(change.message);
  const made = campaign(start, { id: 'spring', ...(end === undefined ? {} : { end }) });
  const { campaigns, problems } = applyChanges([made], [change], newYork);
  expect(problems).toEqual([]);
  const [{ start: at, end: until } = made] = campaigns;
  return [at, ...(until === undefined ? [] : [until])].map(({ instant: value }) =>
    formatInstant(value, newYork),
  );
}

describe('parseLaunchMove', () => {
  it('reads shifts, times of day, days and moments', () => {
    expect(parseLaunchMove('+1d')).toEqual({ kind: 'by', days: 1, seconds: 0 });
    expect(parseLaunchMove('-2h30m')).toEqual({ kind: 'by', days: 0, seconds: -2.5 * hour });
    expect(parseLaunchMove('+1w2d')).toEqual({ kind: 'by', days: 9, seconds: 0 });
    expect(parseLaunchMove('14:30')).toEqual({ kind: 'time-of-day', secondOfDay: 14.5 * hour });
    expect(parseLaunchMove('2026-11-24')).toEqual({ kind: 'to', day: 20_781, secondOfDay: undefined });
    expect(parseLaunchMove('2026-11-24T09:05')).toEqual({
      kind: 'to',
      day: 20_781,
      secondOfDay: 9 * hour + 300,
    });
  });

  it('reads nothing else', () => {
    for (const text of [
      '',
      '+',
      '+1',
      '1d',
      '+1x',
      '+1d junk',
      '25:00',
      '14:60',
      '2026-02-30',
      '2026-11-24T9',
      '+0.5d',
    ]) {
      expect(parseLaunchMove(text), text).toBeUndefined();
    }
  });
});

describe('parseWaves', () => {
  it('reads a number and a gap', () => {
    expect(parseWaves('4x45m')).toEqual({ waves: 4, gapSeconds: 2700 });
    expect(parseWaves('2x1.5h')).toEqual({ waves: 2, gapSeconds: 5400 });
    expect(parseWaves('3x1d')).toEqual({ waves: 3, gapSeconds: 86_400 });
  });

  it('reads nothing else', () => {
    for (const text of ['', '4', '4x', 'x45m', '0x45m', '4x0m', '4x45', '1001x1m', '4 x 45m']) {
      expect(parseWaves(text), text).toBeUndefined();
    }
  });
});

describe('parseMoveChange and parseWavesChange', () => {
  it('split at the last equals sign, so that ids may have one', () => {
    expect(parseMoveChange('a=b=+1d')).toMatchObject({ kind: 'move', campaign: 'a=b' });
    expect(parseWavesChange('email-31=4x45m')).toEqual({
      kind: 'waves',
      campaign: 'email-31',
      waves: 4,
      gapSeconds: 2700,
    });
  });

  it('say what was written and what to write', () => {
    for (const text of ['email-31', '=+1d', 'email-31=', 'email-31=soon']) {
      expect(parseMoveChange(text)).toMatchObject({ text, hint: expect.stringContaining('+1d') });
      expect(parseWavesChange(text)).toMatchObject({ text, hint: expect.stringContaining('4x45m') });
    }
  });
});

describe('applyChanges', () => {
  it('moves by days at the same time of day, across a clock change too', () => {
    expect(movedBy('+1d', '2026-10-31T09:00')).toEqual(['2026-11-01T09:00-05:00']);
    expect(movedBy('+24h', '2026-10-31T09:00')).toEqual(['2026-11-01T08:00-05:00']);
    expect(movedBy('14:30', '2026-11-16T09:00')).toEqual(['2026-11-16T14:30-05:00']);
    expect(movedBy('2026-11-20', '2026-11-16T09:00')).toEqual(['2026-11-20T09:00-05:00']);
  });

  it('takes the end of a flight along', () => {
    expect(movedBy('+1d', '2026-10-30T09:00', '2026-11-02T00:00')).toEqual([
      '2026-10-31T09:00-04:00',
      '2026-11-03T00:00-05:00',
    ]);
    expect(movedBy('-2h', '2026-11-16T09:00', '2026-11-18T01:00')).toEqual([
      '2026-11-16T07:00-05:00',
      '2026-11-17T23:00-05:00',
    ]);
    expect(movedBy('12:00', '2026-11-16T09:00', '2026-11-20')).toEqual([
      '2026-11-16T12:00-05:00',
      '2026-11-20T00:00-05:00',
    ]);
  });

  it('keeps a launch of which only the day is known such a one, unless it is given a time', () => {
    const made = campaign('2026-11-16', { id: 'spring' });
    const moves = ['+1d', '14:30'].map((text) => parseMoveChange(`spring=${text}`) as CalendarChange);
    const starts = moves.map((change) => applyChanges([made], [change], newYork).campaigns[0]!.start.hasTime);
    expect(starts).toEqual([false, true]);
  });

  it('leaves the offer’s expiry and every other campaign as they are', () => {
    const offer = { offerExpires: moment('2026-11-30T18:00') };
    const made = [
      campaign('2026-11-16T09:00', { id: 'a', offer }),
      campaign('2026-11-17T09:00', { id: 'b' }),
    ];
    const { campaigns } = applyChanges(
      made,
      [{ kind: 'waves', campaign: 'a', waves: 4, gapSeconds: 600 }],
      newYork,
    );
    expect(campaigns[0]).toMatchObject({ waves: 4, waveGapSeconds: 600, offer });
    expect(campaigns[1]).toBe(made[1]);
    const without = applyChanges(made, [{ kind: 'without', campaign: 'a' }], newYork).campaigns;
    expect(without).toEqual([made[1]]);
    expect(made).toHaveLength(2);
  });

  it('makes several changes in order', () => {
    const made = [campaign('2026-11-16T09:00', { id: 'a' })];
    const changes = [parseMoveChange('a=+1d'), parseMoveChange('a=+1d')] as CalendarChange[];
    expect(applyChanges(made, changes, newYork).campaigns[0]!.start.instant).toBe(
      instant('2026-11-18T09:00'),
    );
  });

  it('names every campaign that there is not', () => {
    const made = [campaign('2026-11-16T09:00', { id: 'email-31' })];
    const changes = ['emial-31', 'zebra'].map((id): CalendarChange => ({ kind: 'without', campaign: id }));
    const { campaigns, problems } = applyChanges(made, changes, newYork);
    expect(campaigns).toEqual(made);
    expect(problems).toEqual([
      {
        text: 'emial-31',
        message: 'there is no campaign "emial-31" in the calendar',
        hint: 'did you mean email-31?',
      },
      { text: 'zebra', message: 'there is no campaign "zebra" in the calendar', hint: undefined },
    ]);
  });
});

describe('describeChange', () => {
  it('is what would be written', () => {
    for (const text of ['a=+1d', 'a=-2h', 'a=+1d90m', 'a=14:30', 'a=2026-11-24', 'a=2026-11-24T09:05']) {
      expect(describeChange(parseMoveChange(text) as CalendarChange)).toBe(`move ${text}`);
    }
    expect(describeChange(parseWavesChange('a=4x45m') as CalendarChange)).toBe('waves a=4x45m');
    expect(describeChange({ kind: 'without', campaign: 'a' })).toBe('without a');
  });
});

describe('launchCandidates', () => {
  const made = campaign('2026-11-18T10:00', { id: 'a' });
  const window = { ...usualLaunchWindow, notBefore: 0 };

  it('tries the planned day first, the nearest times first, and never the planned time', () => {
    const candidates = launchCandidates(made, window, newYork);
    const starts = candidates
      .slice(0, 3)
      .map((change) =>
        formatInstant(applyChanges([made], [change], newYork).campaigns[0]!.start.instant, newYork),
      );
    expect(starts).toEqual(['2026-11-18T09:30-05:00', '2026-11-18T10:30-05:00', '2026-11-18T09:00-05:00']);
    // Five days of 25 half-hours without the planned one, and twelve ways to send in waves.
    expect(candidates).toHaveLength(5 * 25 - 1 + 12);
  });

  it('keeps to the days and the notice that are allowed', () => {
    const weekdays = launchCandidates(made, { ...window, weekdays: [0], waves: [] }, newYork);
    expect(weekdays).toHaveLength(25);
    const late = launchCandidates(
      made,
      { ...window, notBefore: instant('2026-11-20T19:30'), waves: [] },
      newYork,
    );
    expect(late).toHaveLength(2);
  });
});

describe('cheaperChanges', () => {
  const candidates: CalendarChange[] = [2, 3, 4, 5].map((waves) => ({
    kind: 'waves',
    campaign: 'a',
    waves,
    gapSeconds: 600,
  }));
  const costs: Record<number, number> = { 2: 9, 3: 4, 4: 4, 5: 12 };
  const cost = (change: CalendarChange): number => (change.kind === 'waves' ? costs[change.waves]! : 0);

  it('has what costs less than the plan, the cheapest and then the nearest first', () => {
    const found = cheaperChanges({ candidates, cost, plannedCost: 10 });
    expect(found.map(({ change, cost: value }) => [change.kind === 'waves' && change.waves, value])).toEqual([
      [3, 4],
      [4, 4],
      [2, 9],
    ]);
  });

  it('tries no more than it is told to', () => {
    expect(cheaperChanges({ candidates, cost, plannedCost: 10, most: 1 })).toHaveLength(1);
    expect(cheaperChanges({ candidates, cost, plannedCost: 3 })).toEqual([]);
  });
});
