import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { projectFolder, sourceFiles } from './source-files.ts';

/** `expression // => literal` of a docstring; `expected` is undefined where the example is not of that form. */
interface DocExample {
  readonly file: string;
  readonly line: number;
  readonly expression: string;
  readonly expected: string | undefined;
}

/** A number known by its first digits: `0.1741…`, `1.25…e-7`. */
class FirstDigits {
  readonly digits: string;
  readonly exponent: string;

  constructor(digits: string, exponent: string) {
    this.digits = digits;
    this.exponent = exponent;
  }

  toString(): string {
    return `${this.digits}…${this.exponent}`;
  }
}

function examplesIn(file: string, text: string): readonly DocExample[] {
  const examples: DocExample[] = [];
  for (const doc of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    for (const tag of doc[0].matchAll(/@example\b(.*)/g)) {
      const line = text.slice(0, doc.index + tag.index).split('\n').length;
      const body = (tag[1] ?? '').replace(/\*\/\s*$/, '').trim();
      const [, expression = '', expected] = /^(.+?)\s*\/\/ => (.+)$/.exec(body) ?? [undefined, body];
      examples.push({ file, line, expression, expected });
    }
  }
  return examples;
}

/** Evaluates an expression with names in scope. */
async function evaluate(expression: string, scope: Readonly<Record<string, unknown>>): Promise<unknown> {
  // oxlint-disable-next-line no-new-func -- running the documentation is what this test is for
  const body = new Function(...Object.keys(scope), `'use strict'; return (${expression});`);
  return (await body(...Object.values(scope))) as unknown;
}

function evaluateExpected(literal: string): Promise<unknown> {
  const code = literal.replaceAll(
    /(-?\d+(?:\.\d*)?)…(e[+-]?\d+)?/g,
    (_, digits: string, exponent = '') => `firstDigits('${digits}', '${String(exponent)}')`,
  );
  return evaluate(code, {
    firstDigits: (digits: string, exponent: string) => new FirstDigits(digits, exponent),
  });
}

/** Where a value differs from what the documentation says, or undefined. */
function difference(actual: unknown, expected: unknown, at = 'the value'): string | undefined {
  if (expected instanceof FirstDigits) {
    const text = String(actual);
    const fits =
      typeof actual === 'number' && text.startsWith(expected.digits) && text.endsWith(expected.exponent);
    return fits ? undefined : `${at} is ${text}, not ${String(expected)}`;
  }
  if (ArrayBuffer.isView(actual))
    return difference([...(actual as unknown as Iterable<number>)], expected, at);
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
    return Object.is(actual, expected) ? undefined : `${at} is ${String(actual)}, not ${String(expected)}`;
  }
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  for (const key of keys) {
    const found = difference(
      (actual as Record<string, unknown>)[key],
      (expected as Record<string, unknown>)[key],
      `${at}.${key}`,
    );
    if (found !== undefined) return found;
  }
  return Array.isArray(actual) === Array.isArray(expected) ? undefined : `${at} is not of the same kind`;
}

describe('the comparison', () => {
  it.each([
    [0.17413, '0.1741…'],
    [-0.17413, '-0.1741…'],
    [1.2345e-7, '1.23…e-7'],
    [new Float64Array([1, 2.345]), '[1, 2.3…]'],
    [{ a: 'x', b: undefined }, "{ a: 'x' }"],
    [undefined, 'undefined'],
  ])('takes %j for %s', async (actual, literal) => {
    expect(difference(actual, await evaluateExpected(literal))).toBeUndefined();
  });

  it.each([
    [0.1742, '0.1741…'],
    [0.1741, '0.17'],
    [1.2345e-8, '1.23…e-7'],
    [[1, 2], '[1, 3]'],
    [[1, 2], '[1]'],
    [{ a: 1, b: 2 }, '{ a: 1 }'],
    ['1', '1'],
  ])('does not take %j for %s', async (actual, literal) => {
    expect(difference(actual, await evaluateExpected(literal))).toBeTypeOf('string');
  });

  it('finds several examples of a docstring, and those on one line', () => {
    const text =
      '/** One. @example f(1) // => 2 */\n\n/**\n * Two.\n * @example g("//") // => 3\n * @example broken\n */';
    expect(examplesIn('x.ts', text)).toEqual([
      { file: 'x.ts', line: 1, expression: 'f(1)', expected: '2' },
      { file: 'x.ts', line: 5, expression: 'g("//")', expected: '3' },
      { file: 'x.ts', line: 6, expression: 'broken', expected: undefined },
    ]);
  });
});

const examples = sourceFiles().flatMap((file) => examplesIn(file.path, file.text));

describe('examples of the documentation', () => {
  it('are of the form: expression // => value', () => {
    const malformed = examples.filter(({ expected }) => expected === undefined);
    expect(malformed.map(({ file, line, expression }) => `src/${file}:${line}: ${expression}`)).toEqual([]);
  });

  for (const { file, line, expression, expected } of examples) {
    if (expected === undefined) continue;
    it(`src/${file}:${line}: ${expression} // => ${expected}`, async () => {
      const address = pathToFileURL(path.join(projectFolder, 'src', file)).href;
      const module = (await import(/* @vite-ignore */ address)) as Record<string, unknown>;
      const actual = await evaluate(expression, module);
      expect(difference(actual, await evaluateExpected(expected))).toBeUndefined();
    });
  }
});
