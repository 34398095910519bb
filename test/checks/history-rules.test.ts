import { describe, expect, it } from 'vitest';
import { said } from './found.ts';
import { day, planOf } from './plan-builder.ts';

describe('the health of history', () => {
  const with_ = (rule: string, fields: object) => said(rule, planOf([], { history: [fields] }));

  it('forecast-drift fires beyond 8 %, with its direction', () => {
    expect(with_('forecast-drift', { recentBias: 0.08 })).toEqual([]);
    expect(with_('forecast-drift', { recentBias: 0.12 })).toEqual([
      'In the last four weeks the forecast of phone was 12 % too high: its level has moved.',
    ]);
    expect(with_('forecast-drift', { recentBias: -0.12 })[0]).toContain('12 % too low');
    expect(with_('forecast-drift', {})).toEqual([]);
  });

  it('history-stale fires beyond a week', () => {
    expect(with_('history-stale', { lastDay: day('2026-11-15') })).toEqual([]);
    expect(with_('history-stale', { lastDay: day('2026-11-14') })).toEqual([
      'The history of phone ends Sat 14 Nov 2026, 8 days before the plan starts.',
    ]);
  });

  it('history-short fires below eight weeks', () => {
    expect(with_('history-short', { observedDays: 56 })).toEqual([]);
    expect(with_('history-short', { observedDays: 55 })).toHaveLength(1);
  });

  it('contact-outlier tells of every kind once, by its last day, and not of old ones', () => {
    const anomalies = [
      { kind: 'spike', day: day('2026-10-05'), secondOfDay: 0, observed: 90, expected: 20 },
      { kind: 'spike', day: day('2026-11-05'), secondOfDay: 0, observed: 80, expected: 20 },
      { kind: 'outage', day: day('2026-11-06'), secondOfDay: 0, observed: 0, expected: 30 },
      {
        kind: 'gap',
        day: day('2024-11-06'),
        secondOfDay: undefined,
        observed: undefined,
        expected: undefined,
      },
    ];
    expect(with_('contact-outlier', { anomalies })).toEqual([
      'The history of phone has 2 spikes (last Thu 5 Nov 2026: 80 for 20), 1 outage (Fri 6 Nov 2026: 0 for 30); the forecast leaves them out.',
    ]);
  });
});
