import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { findingsFormats } from '../../src/report/findings-formats.ts';
import { formatFindingsCompact } from '../../src/report/findings-compact.ts';
import { formatFindingsCsv } from '../../src/report/findings-csv.ts';
import { formatFindingsGithub } from '../../src/report/findings-github.ts';
import { formatFindingsGitlab } from '../../src/report/findings-gitlab.ts';
import { formatFindingsJunit } from '../../src/report/findings-junit.ts';
import { formatFindingsMarkdown } from '../../src/report/findings-markdown.ts';
import { contextOf, many, nasty, sample } from './findings-samples.ts';

const nowhere = sample({
  campaign: undefined,
  location: undefined,
  hint: undefined,
  action: undefined,
  message: nasty,
});

describe('every format', () => {
  it.each(findingsFormats.map((format) => [format.format, format] as const))(
    '%s ends with a line feed, none, one or many findings',
    (_, { render }) => {
      for (const findings of [[], [sample()], [nowhere, ...many(25, 'warning')]])
        expect(render(findings, contextOf())).toMatch(/\n$/);
    },
  );

  it('has a name and extensions of its own', () => {
    const names = findingsFormats.map(({ format }) => format);
    const extensions = findingsFormats.flatMap(({ extensions: own }) => own);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(extensions).size).toBe(extensions.length);
  });

  it.each(findingsFormats.map((format) => [format.format, format] as const))(
    '%s tells of every finding',
    (name, { render }) => {
      const text = render([...many(30, 'error'), ...many(30, 'info')], contextOf());
      for (let index = 0; index < 30; index++) expect(text, name).toContain(`Finding error ${index}.`);
    },
  );
});

describe('compact', () => {
  it('is a line a finding, as compilers print it', () => {
    expect(formatFindingsCompact([sample()], contextOf())).toBe(
      'campaigns.csv:2:13: error: mail: The contact centre was told 4 days before the launch. [short-notice]\n12 campaigns, 3 surges: 1 error\n',
    );
  });
});

describe('csv', () => {
  it('has the promised columns, and comes back as it went in', () => {
    const rows = parse(formatFindingsCsv([sample({ message: nasty }), nowhere]), { columns: true }) as Record<
      string,
      string
    >[];
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'rule',
      'severity',
      'campaign',
      'file',
      'line',
      'column',
      'message',
      'hint',
      'fingerprint',
    ]);
    expect(rows).toMatchObject([
      { rule: 'short-notice', campaign: 'mail', line: '2', column: '13', message: nasty },
      { campaign: '', file: '', line: '', hint: '' },
    ]);
  });

  it('lets no cell become a formula', () => {
    expect(formatFindingsCsv([sample({ message: '=cmd()' })])).toContain(",'=cmd(),");
  });
});

describe('GitHub annotations', () => {
  it('escape messages and properties as the runner wants', () => {
    const [line = ''] = formatFindingsGithub(
      [sample({ message: '50 %, a:b\nc', location: { file: 'my plan,a:b/c.csv', line: 3, column: 4 } })],
      contextOf(),
    ).split('\n');
    expect(line).toBe(
      '::error file=my plan%2Ca%3Ab/c.csv,line=3,col=4,title=short-notice%3A Vacuum sale::50 %25, a:b%0Ac%0Ahint: announce campaigns 14 days ahead',
    );
  });

  it('are ten of each kind, the rest in a group of the log', () => {
    const text = formatFindingsGithub(
      [...many(12, 'error'), ...many(11, 'warning'), ...many(3, 'info')],
      contextOf(),
    );
    const lines = text.split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(3);
    const group = lines.slice(lines.indexOf('::group::3 more findings') + 1, lines.indexOf('::endgroup::'));
    expect(group.map((line) => /Finding \w+ \d+/.exec(line)?.[0])).toEqual([
      'Finding error 10',
      'Finding error 11',
      'Finding warning 10',
    ]);
  });

  it('let no text of a calendar become a command', () => {
    const text = formatFindingsGithub(
      many(12, 'error').map((finding) => ({ ...finding, message: 'x\n::set-output name=a::b' })),
      contextOf(),
    );
    expect(text.split('\n').filter((line) => line.startsWith('::set-output'))).toEqual([]);
  });
});

describe('GitLab code quality', () => {
  it('has what the widget needs', () => {
    const issues = JSON.parse(formatFindingsGitlab([sample(), nowhere])) as unknown[];
    expect(issues).toMatchObject([
      {
        check_name: 'short-notice',
        severity: 'major',
        fingerprint: sample().fingerprint,
        location: { path: 'campaigns.csv', lines: { begin: 2 } },
      },
      { location: { path: 'campaigns.csv', lines: { begin: 1 } } },
    ]);
  });
});

describe('JUnit', () => {
  /** Reads XML far enough to see that it is well formed; returns the names of elements with their attributes. */
  function elements(xml: string): readonly string[] {
    const open: string[] = [];
    const seen: string[] = [];
    const rest = xml.replaceAll(
      /<\?xml[^?]*\?>|<(\/?)([a-z-]+)((?:\s[a-zA-Z]+="[^"<]*")*)\s*(\/?)>/g,
      (tag, closing: string, name: string, attributes: string, empty: string) => {
        if (name === undefined) return '';
        if (closing === '/') expect(open.pop()).toBe(name);
        else {
          seen.push(`${name}${attributes}`);
          if (empty !== '/') open.push(name);
        }
        return tag === '' ? '' : '\u0000';
      },
    );
    expect(open).toEqual([]);
    expect(rest).not.toMatch(/[<>]/);
    expect(rest.replaceAll(/&(?:amp|lt|gt|quot|#10|#13);/g, '')).not.toContain('&');
    return seen;
  }

  it('is well formed, whatever the text', () => {
    const xml = formatFindingsJunit([sample({ message: nasty }), nowhere], contextOf());
    expect(elements(xml).filter((element) => element.startsWith('failure'))).toHaveLength(2);
    // eslint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000-\u0008]/);
  });

  it('fails what fails the run, and passes the rest and silent rules', () => {
    const findings = [sample(), sample({ severity: 'warning', message: 'W.' })];
    const failures = (failOn: 'error' | 'warning' | 'never'): string =>
      /failures="(\d+)"/.exec(formatFindingsJunit(findings, contextOf({ failOn })))?.[1] ?? '';
    expect([failures('error'), failures('warning'), failures('never')]).toEqual(['1', '2', '0']);
    const xml = formatFindingsJunit(findings, contextOf());
    expect(elements(xml).filter((element) => element.startsWith('testcase'))).toHaveLength(
      2 + contextOf().rules.length - 1,
    );
    expect(xml).toContain('<testcase classname="surgecast.no-volume" name="no finding"/>');
  });
});

describe('Markdown', () => {
  it('keeps a row a row, whatever the text', () => {
    const text = formatFindingsMarkdown([sample({ message: nasty }), nowhere], contextOf());
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row.replaceAll(/\\./g, '').split('|')).toHaveLength(7);
    expect(text).not.toMatch(/(?<!\\)<b>/);
  });

  it('says that all is well', () => {
    expect(formatFindingsMarkdown([], contextOf())).toBe(
      '## surgecast check\n\n**12 campaigns, 3 surges, all covered**\n',
    );
  });
});
