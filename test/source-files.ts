import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

export interface SourceFile {
  /** Path below `src/`, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript file below `src/`. */
export function sourceFiles(): readonly SourceFile[] {
  const folder = path.join(projectFolder, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.ts'))
    .toSorted()
    .map((file) => ({ path: file, text: readFileSync(path.join(folder, file), 'utf8') }));
}

const commentOrLiteral =
  /\/\*[\s\S]*?\*\/|(?<!\\)\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/gm;

/** Source text with its comments blanked; line numbers stay. */
export function withoutComments(text: string): string {
  return text.replaceAll(commentOrLiteral, (token) =>
    token.startsWith('/*') || token.startsWith('//') ? token.replaceAll(/[^\n]/g, ' ') : token,
  );
}

/** Source text with comments and plain string literals blanked: what is left can run. */
export function codeOnly(text: string): string {
  return text.replaceAll(commentOrLiteral, (token) =>
    token.startsWith('`') ? token : token.replaceAll(/[^\n]/g, ' '),
  );
}

/** The specifiers that a module imports or re-exports from, statically or dynamically, types included. */
export function importsOf(text: string): readonly string[] {
  const code = withoutComments(text);
  const patterns = [
    /\b(?:import|export)\s+(?:type\s+)?[\w$*{}\s,]+?\s+from\s*['"]([^'"\n]+)['"]/g,
    /(?:^|[;}\n])\s*import\s*['"]([^'"\n]+)['"]/g,
    /\bimport\s*\(\s*['"]([^'"\n]+)['"]/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].flatMap((match) => match[1] ?? []));
}

/** Line numbers (from 1) on which a pattern matches. */
export function linesMatching(text: string, pattern: RegExp): readonly number[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}
