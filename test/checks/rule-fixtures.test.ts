import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/checks/rules.ts';
import { formatRuleExplanation, formatRulePage } from '../../src/report/rule-page.ts';
import { plainStyle } from '../../src/report/style.ts';
import { projectFolder } from '../source-files.ts';

const root = path.join(projectFolder, 'fixtures/rules');
/** What the run of a story makes. */
const made = new Set(['stdout', 'stderr', 'status']);

function inputs(rule: string, kind: 'bad' | 'good'): ReadonlyMap<string, string> {
  const folder = path.join(root, rule, kind);
  const names = readdirSync(folder).filter((name) => !made.has(name));
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

const printed = (rule: string, kind: 'bad' | 'good'): readonly string[] =>
  readFileSync(path.join(root, rule, kind, 'stdout'), 'utf8').split('\n');

/** Cells of a line: those of CSV, quoted ones whole; words of anything else. */
function cellsOf(file: string, line: string): readonly string[] {
  return file.endsWith('.csv')
    ? (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [])
    : line.split(/(?<=[:,{[])\s+/);
}

/** The line, or where lines begin, at which two texts differ. */
function difference(rule: string): { readonly file: string; readonly line: number; readonly cells: number } {
  const [bad, good] = [inputs(rule, 'bad'), inputs(rule, 'good')];
  expect([...bad.keys()]).toEqual([...good.keys()]);
  const files = [...bad.keys()].filter((file) => bad.get(file) !== good.get(file));
  expect(files, 'one file differs').toHaveLength(1);
  const [file = ''] = files;
  const [badLines, goodLines] = [bad, good].map((texts) => (texts.get(file) ?? '').split('\n'));
  expect(badLines?.length).toBe(goodLines?.length);
  const lines = (badLines ?? []).flatMap((line, index) => (line === goodLines?.[index] ? [] : [index]));
  expect(lines, 'one line differs').toHaveLength(1);
  const [line = 0] = lines;
  const [before, after] = [badLines, goodLines].map((texts) => cellsOf(file, texts?.[line] ?? ''));
  expect(before?.length).toBe(after?.length);
  return { file, line, cells: (before ?? []).filter((cell, index) => cell !== after?.[index]).length };
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('the example of %s', (id, rule) => {
  it('is a pair of folders that differ in one cell', () => {
    expect(difference(id).cells).toBe(1);
  });

  it('fires once when it is bad and never when it is good', () => {
    const findings = (kind: 'bad' | 'good'): number =>
      printed(id, kind).filter((line) => new RegExp(`^  (error|warning|info)  ${id}(  |$)`).test(line))
        .length;
    expect([findings('bad'), findings('good')]).toEqual([1, 0]);
  });

  it('says what the rule’s own data says', () => {
    const { file = '', bad = [], good = [], output = [] } = rule.example ?? {};
    expect(file).toBe(difference(id).file);
    const holds = (text: readonly string[], part: readonly string[]): boolean =>
      `\n${text.join('\n')}\n`.includes(`\n${part.join('\n')}\n`);
    expect(holds((inputs(id, 'bad').get(file) ?? '').split('\n'), bad)).toBe(true);
    expect(holds((inputs(id, 'good').get(file) ?? '').split('\n'), good)).toBe(true);
    expect(bad).not.toEqual(good);
    expect(
      holds(
        printed(id, 'bad'),
        output.map((line) => `  ${line}`),
      ),
    ).toBe(true);
  });

  it('stands on the rule’s page, which is current', () => {
    const page = path.join(root, id, 'README.md');
    expect(existsSync(page) ? readFileSync(page, 'utf8') : '').toBe(formatRulePage(rule));
  });

  it('is explained within the width of a terminal, but for lines of files', () => {
    const quoted = new Set(
      [...(rule.example?.bad ?? []), ...(rule.example?.good ?? [])].map((line) => `    ${line}`),
    );
    for (const line of formatRuleExplanation(rule, { style: plainStyle, width: 80 }).split('\n')) {
      if (!quoted.has(line)) expect([...line].length, line).toBeLessThanOrEqual(84);
    }
  });
});

describe('the history that examples share', () => {
  it('is what its script makes, byte for byte', async () => {
    const script = pathToFileURL(path.join(root, 'make-history.js')).href;
    const module = (await import(/* @vite-ignore */ script)) as {
      ruleHistories: () => Record<string, string>;
    };
    for (const [name, text] of Object.entries(module.ruleHistories())) {
      expect(readFileSync(path.join(root, name), 'utf8') === text, name).toBe(true);
    }
  });
});
