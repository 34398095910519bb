import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { formatFindingsSarif, uriOf } from '../../src/report/findings-sarif.ts';
import { contextOf, many, nasty, sample } from './findings-samples.ts';

const load = createRequire(import.meta.url);

interface Validator {
  (data: unknown): boolean;
  readonly errors?: unknown;
}

/** The official schema of SARIF 2.1.0, a JSON Schema of draft 4. */
function sarifValidator(): Validator {
  const Ajv = load('ajv-draft-04') as new (options: object) => { compile: (schema: unknown) => Validator };
  const addFormats = load('ajv-formats') as (ajv: object) => void;
  // One of the schema's own patterns is refused by unicode regular expressions.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile(load('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly suppressions?: unknown;
      }[];
    },
  ];
}

const nowhere = sample({
  campaign: undefined,
  location: undefined,
  hint: undefined,
  action: undefined,
  message: nasty,
});
const inFile = sample({ rule: 'history-stale', location: { file: 'my plan/históry.csv' }, severity: 'info' });

describe('SARIF', () => {
  const validate = sarifValidator();
  const logOf = (...parts: Parameters<typeof formatFindingsSarif>): Log =>
    JSON.parse(formatFindingsSarif(...parts)) as Log;

  it.each([
    ['nothing', []],
    ['a finding with everything', [sample()]],
    ['findings without a row, a place, a hint', [nowhere, inFile]],
    ['a thousand', many(1000, 'warning')],
  ])('is valid by the official schema for %s', (_, findings) => {
    const valid = validate(logOf(findings, contextOf({ accepted: [sample({ rule: 'no-volume' })] })));
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('is refused by the schema when a level is wrong: the schema is really asked', () => {
    const text = formatFindingsSarif([sample()], contextOf()).replace(
      '"level": "error",\n          "message"',
      '"level": "grave",\n          "message"',
    );
    expect(validate(JSON.parse(text))).toBe(false);
  });

  it('ties results to rules, keeps fingerprints, and suppresses what was accepted', () => {
    const log = logOf([sample(), inFile], contextOf({ accepted: [sample({ rule: 'no-volume' })] }));
    const [run] = log.runs;
    for (const { ruleId, ruleIndex } of run.results)
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(run.results.map(({ level, suppressions }) => [level, suppressions !== undefined])).toEqual([
      ['error', false],
      ['note', false],
      ['error', true],
    ]);
    expect(JSON.stringify(run.results[0])).toContain(
      `"partialFingerprints":{"surgecast/v1":"${sample().fingerprint}"}`,
    );
  });

  it('writes paths as URI references', () => {
    expect(uriOf('./my plan/a#b.csv')).toBe('my%20plan/a%23b.csv');
    expect(uriOf('plans\\a.csv')).toBe('plans/a.csv');
  });
});
