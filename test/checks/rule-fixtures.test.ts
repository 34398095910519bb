import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/checks/rules.ts';
import { formatRuleExplanation, formatRulePage } from '../../src/report/rule-page.ts';
import { plainStyle } from '../../src/report/style.ts';
import { beginsFinding, rewriteExample, rulesFolder, storyInputs, storyOutput } from './rule-examples.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';

/** Cells of a line: those of CSV; words of anything else, quoted ones whole. */
function cellsOf(file: string, line: string): readonly string[] {
  if (!file.endsWith('.csv')) return line.match(/"[^"]*"|[^\s,{}[\]]+/g) ?? [];
  return (parse(line) as string[][])[0] ?? [];
}

/** The line, or where lines begin, at which two texts differ. */
function difference(rule: string): { readonly file: string; readonly line: number; readonly cells: number } {
  const [bad, good] = [storyInputs(rule, 'bad'), storyInputs(rule, 'good')];
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
      storyOutput(id, kind).filter((line) => beginsFinding(id, line)).length;
    expect([findings('bad'), findings('good')]).toEqual([1, 0]);
  });

  it('says what the rule’s own data says', () => {
    if (update) return rewriteExample(id);
    const { file = '', bad = [], good = [], output = [] } = rule.example ?? {};
    expect(file).toBe(difference(id).file);
    const holds = (text: readonly string[], part: readonly string[]): boolean =>
      `\n${text.join('\n')}\n`.includes(`\n${part.join('\n')}\n`);
    expect(holds((storyInputs(id, 'bad').get(file) ?? '').split('\n'), bad)).toBe(true);
    expect(holds((storyInputs(id, 'good').get(file) ?? '').split('\n'), good)).toBe(true);
    expect(bad).not.toEqual(good);
    expect(
      holds(
        storyOutput(id, 'bad'),
        output.map((line) => `  ${line}`),
      ),
    ).toBe(true);
  });

  it('stands on the rule’s page, which is current', () => {
    const page = path.join(rulesFolder, id, 'README.md');
    if (update) writeFileSync(page, formatRulePage(rule));
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
    const script = pathToFileURL(path.join(rulesFolder, 'make-history.js')).href;
    const module = (await import(/* @vite-ignore */ script)) as {
      ruleHistories: () => Record<string, string>;
    };
    for (const [name, text] of Object.entries(module.ruleHistories())) {
      expect(readFileSync(path.join(rulesFolder, name), 'utf8') === text, name).toBe(true);
    }
  });
});
