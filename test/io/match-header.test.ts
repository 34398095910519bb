import { describe, expect, it } from 'vitest';
import { headerUnit, plainHeader } from '../../src/io/header-words.ts';
import { layouts } from '../../src/io/layouts.ts';
import { matchHeader, type ColumnSpec } from '../../src/io/match-header.ts';

const specs: readonly ColumnSpec[] = [
  { name: 'contact_rate', synonyms: ['call rate'], needed: true },
  { name: 'start', synonyms: ['launch'], fallbacks: ['date', 'day'] },
];

function indexes(header: readonly string[]): Record<string, number> {
  const { columns } = matchHeader(header, specs);
  return Object.fromEntries([...columns].map(([name, { index }]) => [name, index]));
}

describe('matchHeader', () => {
  it.each([
    'contact_rate',
    'Contact Rate',
    'CONTACT-RATE',
    ' contactRate ',
    'Contact rate (%)',
    'contact_rate_percent',
    'Call rate',
  ])('reads "%s" as contact_rate', (header) => {
    expect(indexes(['x', header])).toEqual({ contact_rate: 1 });
  });

  it('prefers a column’s own name to a synonym, and a synonym to a fallback', () => {
    expect(indexes(['date', 'launch', 'start'])).toEqual({ start: 2 });
    expect(indexes(['date', 'launch'])).toEqual({ start: 1 });
    expect(indexes(['day', 'date'])).toEqual({ start: 1 });
  });

  it('reports two columns that make the same claim', () => {
    expect(matchHeader(['launch', 'Launch'], specs).clashes).toEqual([
      expect.objectContaining({ name: 'start', columns: [expect.anything(), expect.anything()] }),
    ]);
  });

  it('reports what is missing and what is unknown', () => {
    const match = matchHeader(['contct_rate', 'weather'], specs);
    expect(match.missing.map(({ name }) => name)).toEqual(['contact_rate']);
    expect(match.unknown).toEqual(['contct_rate', 'weather']);
    expect(match.absent).toEqual(['contact_rate', 'start']);
  });

  it('obeys an assignment before anything else', () => {
    const match = matchHeader(['start', 'Sendedatum'], specs, {
      assigned: { start: 'sendedatum' },
      supplied: ['contact_rate'],
    });
    expect(match.columns.get('start')?.index).toBe(1);
    expect(match.missing).toEqual([]);
  });
});

describe('layouts', () => {
  it.each(layouts.map((layout) => [layout.title, layout] as const))(
    'of %s: its example has all that is needed',
    (_, layout) => {
      const match = matchHeader(layout.example.split(','), layout.columns);
      expect(match.missing).toEqual([]);
      expect(match.unknown).toEqual([]);
    },
  );

  it.each(layouts.map((layout) => [layout.title, layout] as const))(
    'of %s: no synonym is claimed twice',
    (_, layout) => {
      const claims = layout.columns.flatMap(({ name, synonyms }) => [name, ...synonyms].map(plainHeader));
      expect(claims.filter((claim, index) => claims.indexOf(claim) !== index)).toEqual([]);
    },
  );

  it.each(layouts.map((layout) => [layout.title, layout] as const))(
    'of %s: every synonym reads as its column',
    (_, layout) => {
      for (const { name, synonyms } of layout.columns) {
        for (const synonym of synonyms)
          expect([synonym, [...matchHeader([synonym], layout.columns).columns.keys()]]).toEqual([
            synonym,
            [name],
          ]);
      }
    },
  );
});

describe('headerUnit', () => {
  it.each([
    ['AHT (s)', 'aht', 'seconds'],
    ['handle time in minutes', 'handletime', 'minutes'],
    ['average_handle_time_seconds', 'averagehandletime', 'seconds'],
    ['uplift %', 'uplift', 'percent'],
    ['uplift_pct', 'uplift', 'percent'],
    ['minutes', 'minutes', undefined],
    ['hours', 'hours', undefined],
    ['calls', 'calls', undefined],
    ['items', 'items', undefined],
  ])('of "%s"', (header, plain, unit) => {
    expect(headerUnit(header)).toEqual({ plain, unit });
  });
});
