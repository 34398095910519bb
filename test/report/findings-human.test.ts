import { describe, expect, it } from 'vitest';
import { formatFindings } from '../../src/report/findings-human.ts';
import { visibleLength } from '../../src/report/layout.ts';
import { contextOf, many, nasty, sample } from './findings-samples.ts';

const row = 'mail,Vacuum sale,email,2026-11-27T10:00,4000,2026-11-23';

describe('findings for people', () => {
  it('say that all is well in a sentence', () => {
    expect(formatFindings([], contextOf())).toBe('12 campaigns, 3 surges, all covered\n');
    expect(formatFindings([], contextOf({ summary: { campaigns: 1, surges: 0, coverKnown: true } }))).toBe(
      '1 campaign, 0 surges, nothing to report\n',
    );
    expect(formatFindings([], contextOf({ summary: { campaigns: 2, surges: 1, coverKnown: false } }))).toBe(
      '2 campaigns, 1 surge, nothing to report (the settings do not say how many agents there are)\n',
    );
    expect(formatFindings([], contextOf({ accepted: [sample()] }))).toBe(
      '12 campaigns, 3 surges, all covered (1 accepted)\n',
    );
  });

  it('show the campaign, the place, the row with a caret, and what to do', () => {
    const sourceLine = (): string => row;
    expect(formatFindings([sample()], contextOf({ sourceLine }))).toBe(
      [
        'Vacuum sale  mail',
        '  error  short-notice  campaigns.csv:2:13',
        '    The contact centre was told 4 days before the launch.',
        `    | ${row}`,
        '    |             ^',
        '    → marketing, by Thu 26 Nov: Move “Mail” to Mon 7 Dec. Then 3 agents are',
        '      found.',
        '',
        '12 campaigns, 3 surges: 1 error',
        '',
      ].join('\n'),
    );
  });

  it('put the gravest last, within a campaign and among campaigns', () => {
    const findings = [
      sample({ message: 'A.' }),
      sample({ rule: 'no-volume', message: 'B.', campaign: 'other', severity: 'warning' }),
      sample({ rule: 'no-precedent', message: 'C.', severity: 'info' }),
      sample({
        rule: 'over-staffed',
        message: 'D.',
        campaign: undefined,
        severity: 'info',
        location: { file: 'surgecast.yaml' },
      }),
    ];
    const text = formatFindings(findings, contextOf());
    const order = [
      'The plan',
      'D.',
      'other',
      'B.',
      'Vacuum sale',
      'C.',
      'A.',
      '1 error, 1 warning, 2 notes',
    ].map((part) => text.indexOf(part));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(Math.min(...order)).toBeGreaterThanOrEqual(0);
  });

  it('cut long rows around the caret, which stays under its cell', () => {
    const cells = Array.from({ length: 60 }, (_, index) => `cell-${index}`);
    for (const wanted of [0, 3, 30, 59]) {
      const line = cells.join(',');
      const column = line.indexOf(`cell-${wanted}`) + 1;
      const lines = formatFindings(
        [sample({ location: { file: 'c.csv', line: 9, column } })],
        contextOf({ sourceLine: () => line }),
      ).split('\n');
      const shown = lines.findIndex((text) => text.startsWith('    | '));
      const caret = lines[shown + 1]?.indexOf('^') ?? -1;
      expect(lines[shown]?.slice(caret)).toMatch(new RegExp(`^cell-${wanted}(,|…|$)`));
    }
  });

  it('keep to the width, whatever the text', () => {
    const findings = [sample({ message: `${nasty} `.repeat(20) }), ...many(5, 'info')];
    for (const width of [60, 80, 120]) {
      for (const line of formatFindings(
        findings,
        contextOf({ width, sourceLine: () => 'x,'.repeat(400) }),
      ).split('\n')) {
        expect(visibleLength(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('say what could not be looked at, and more when asked', () => {
    const notes = [
      { rule: 'understaffed-surge', message: 'the settings do not say how many agents there are' },
    ];
    expect(formatFindings([], contextOf({ notes }))).toContain(
      'not checked: understaffed-surge: the settings do not say',
    );
    const verbose = formatFindings([sample()], contextOf({ verbose: true }));
    expect(verbose).toContain('hint: announce campaigns 14 days ahead');
    expect(verbose).toContain(sample().fingerprint);
  });

  it('act today on what should have been done before', () => {
    const late = sample({ action: { who: 'both', by: '2026-11-23', what: 'Do it.' } });
    expect(formatFindings([late], contextOf())).toContain('→ both, today: Do it.');
  });
});

describe('text of a calendar', () => {
  it('moves no cursor, colours nothing and gives no command to a CI service', () => {
    const name = '\u001B[2J::stop-commands::x\r\n::error::y';
    const text = formatFindings(
      [sample({ message: `${name}.`, hint: name, campaign: 'evil', action: undefined })],
      contextOf({ campaignNames: new Map([['evil', '::add-mask::y']]), sourceLine: () => name }),
    );
    // oxlint-disable-next-line no-control-regex -- none may be there
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001F]/);
    expect(text.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
  });
});
