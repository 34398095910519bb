import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../source-files.ts';

export const rulesFolder = path.join(projectFolder, 'fixtures/rules');

/** What the run of a story makes. */
const made = new Set(['stdout', 'stderr', 'status']);

/** The input files of a rule's story, by name. */
export function storyInputs(rule: string, kind: 'bad' | 'good'): ReadonlyMap<string, string> {
  const folder = path.join(rulesFolder, rule, kind);
  const names = readdirSync(folder).filter((name) => !made.has(name));
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** What a rule's story printed, by line. */
export function storyOutput(rule: string, kind: 'bad' | 'good'): readonly string[] {
  return readFileSync(path.join(rulesFolder, rule, kind, 'stdout'), 'utf8').split('\n');
}

/** True for the line that begins a finding of a rule. */
export function beginsFinding(rule: string, line: string): boolean {
  return new RegExp(`^  (error|warning|info)  ${rule}(  |$)`).test(line);
}

/** The lines of a rule's finding in what its bad story printed, without their common indent. */
function findingLines(rule: string): readonly string[] {
  const lines = storyOutput(rule, 'bad');
  const from = lines.findIndex((line) => beginsFinding(rule, line));
  const length = lines.slice(from + 1).findIndex((line) => line === '' || /^ {2}\S/.test(line));
  return lines.slice(from, from + 1 + length).map((line) => line.slice(2));
}

/** Lines around the one that differs when a file is long. */
function excerpt(bad: readonly string[], good: readonly string[]): readonly (readonly string[])[] {
  if (bad.length <= 14) return [bad, good];
  const at = bad.findIndex((line, index) => line !== good[index]);
  return [bad, good].map((lines) => lines.slice(Math.max(0, at - 2), at + 3));
}

const quoted = (text: string): string =>
  text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`;

/**
 * Writes what a rule's stories hold and print into the rule's own data, which `explain` and the page show. For
 * `UPDATE_GOLDEN=1`, after the stories were told anew; pages follow in a second run. Format the sources afterwards.
 */
export function rewriteExample(rule: string): void {
  const [bad, good] = [storyInputs(rule, 'bad'), storyInputs(rule, 'good')];
  const file = [...bad.keys()].find((name) => bad.get(name) !== good.get(name)) ?? '';
  const lines = (text: string | undefined): readonly string[] => (text ?? '').trimEnd().split('\n');
  const [badLines = [], goodLines = []] = excerpt(lines(bad.get(file)), lines(good.get(file)));
  const array = (texts: readonly string[]): string => `[${texts.map((text) => quoted(text)).join(', ')}]`;
  const example = `example: { file: '${file}', bad: ${array(badLines)}, good: ${array(goodLines)}, output: ${array(findingLines(rule))} },`;
  const source = path.join(projectFolder, 'src/checks', `${rule}.ts`);
  const code = readFileSync(source, 'utf8').replace(/\n {2}example: \{[\s\S]*?\n {2}\},(?=\n)/, '');
  writeFileSync(
    source,
    code.replace(/\n {2}options: /, () => `\n  ${example}\n  options: `),
  );
}
